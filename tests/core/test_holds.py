"""What keeps records beyond their time, and from when their time is counted."""

from __future__ import annotations

from datetime import date

import pytest

from putright import data
from putright.core import events as e
from putright.core.case import Case
from putright.core.decide import decide
from putright.core.duties import find, holds
from putright.core.duties.afterwards import ended
from putright.core.state import fold

FIRST = date(2026, 6, 1)
PACKS = data.pack_names()


def june(day: int) -> date:
    return date(2026, 6, day)


def case(*more: e.Event, pack: str = "model-2024") -> Case:
    policy = data.load_policy(pack)
    brand = next(iter(policy.pack.brands), None)
    return Case.of(fold([e.Received(on=FIRST, channel="phone", from_="tenant", brand=brand), *more]), policy, {})


def refused(found: Case, event: e.Event) -> str:
    return "; ".join(reason.text for reason in decide(found, event))


@pytest.mark.provision("MOD-25", "HSP-02", "THT-27")
def test_a_claim_at_court_holds_until_it_has_ended():
    filed = e.LegalProceedingsRecorded(on=june(2), filed=True)
    assert holds(case(filed).state) == ["the claim at court"]
    assert holds(case(e.LegalProceedingsRecorded(on=june(2), filed=False)).state) == []
    over = case(filed, e.LegalProceedingsEnded(on=june(9)))
    assert holds(over.state) == []
    assert over.state.filed, "that it was filed still bears on what may be refused"
    again = case(filed, e.LegalProceedingsEnded(on=june(9)), e.LegalProceedingsRecorded(on=june(10), filed=True))
    assert holds(again.state) == ["the claim at court"]


@pytest.mark.parametrize("pack", PACKS)
def test_a_hold_stands_until_it_is_lifted_and_asks_to_be_looked_at(pack: str):
    placed = e.HoldPlaced(on=june(3), id="h1", why="audit", review_on=june(30))
    held = case(e.Withdrawn(on=june(2)), placed, pack=pack)
    assert holds(held.state) == ["the hold h1 (an audit)"]
    assert find(held, "hold:h1").due == june(30)
    assert find(held, "dispose").waiting
    assert "already" in refused(held, e.HoldPlaced(on=june(4), id="h1", why="claim"))
    assert "no hold" in refused(held, e.HoldLifted(on=june(4), id="h2", reason="Done"))
    lifted = case(e.Withdrawn(on=june(2)), placed, e.HoldLifted(on=june(5), id="h1", reason="Done"), pack=pack)
    assert holds(lifted.state) == []
    assert find(lifted, "hold:h1") is None
    assert not find(lifted, "dispose").waiting
    assert "already" in refused(lifted, e.HoldPlaced(on=june(6), id="h1", why="claim"))


def test_a_hold_outlives_reopening():
    held = case(e.Withdrawn(on=june(2)), e.HoldPlaced(on=june(3), id="h1", why="claim"), e.Reopened(on=june(4)))
    assert holds(held.state) == ["the hold h1 (a legal claim)"]
    assert ended(held) is None


@pytest.mark.parametrize(
    ("more", "from_"),
    [
        ([], None),
        ([e.Withdrawn(on=june(2))], ("withdrawn", june(2))),
        ([e.Withdrawn(on=june(2)), e.Closed(on=june(5))], ("closed", june(5))),
        ([e.Refused(on=june(3), ground="too_old", explanation="x")], ("refused", june(3))),
        ([e.Triaged(on=june(1), as_="service_request")], None),
        ([e.Triaged(on=june(1), as_="service_request"), e.RequestCompleted(on=june(8))], ("settled", june(8))),
        ([e.Triaged(on=june(1), as_="comment")], None),
        ([e.Triaged(on=june(1), as_="comment"), e.FeedbackAnswered(on=june(4), what="Thank you")],
         ("settled", june(4))),
    ],
)  # fmt: skip
def test_from_when_the_time_is_counted(more: list[e.Event], from_: tuple[str, date] | None):
    assert ended(case(*more)) == from_


@pytest.mark.parametrize("pack", PACKS)
def test_every_shipped_policy_says_how_long_everything_is_kept(pack: str):
    policy = data.load_policy(pack)
    assert policy.pack.clocks["dispose"].within
    assert set(policy.pack.retention) == {"unfiled_mail", "former_resident"}
    assert all(one.reading for one in policy.pack.retention.values())
