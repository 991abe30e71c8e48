"""Remedies: their money to the penny, their dates, and that nothing promised is ever lost."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from putright.core import compensation
from putright.core import events as e
from putright.core.case import Case
from putright.core.decide import decide
from putright.core.duties import find
from putright.core.events import Event
from putright.core.money import pence, total
from putright.core.policy import Person
from putright.core.state import State, fold
from putright.core.state.shapes_remedies import PromisedRemedy
from putright.core.warnings import warnings
from putright.data import load_policy

POLICY = load_policy("model-2024")
PEOPLE = {
    "oli": Person("oli", frozenset(["complaints_officer"])),
    "max": Person("max", frozenset(["manager"])),
    "sue": Person("sue", frozenset(["senior_manager"])),
    "fay": Person("fay", frozenset(["front_line"])),
}
START = date(2026, 6, 1)
HOUR = settings(derandomize=True, max_examples=150, deadline=None, database=None)
UPHELD = e.Finding("upheld", "It was late.")


def day(n: int) -> date:
    return START + timedelta(n)


def case_of(*events: Event) -> Case:
    return Case.of(fold([e.Received(on=START, channel="phone", from_="tenant"), *events]), POLICY, PEOPLE)


def offer(what: str = "A letter", **fields: object) -> e.Remedy:
    return e.Remedy(**{"kind": "apology", "what": what, "by": day(30), **fields})  # type: ignore[arg-type]


def decision(n: int = 1, **remedies: e.Remedy) -> e.Decided:
    return e.Decided(on=day(n), findings={"p1": UPHELD}, remedies=remedies)


def said(case: Case, event: Event) -> str:
    return "; ".join(reason.text for reason in decide(case, event))


# ---- money ----------------------------------------------------------------------------------

LINES = st.lists(
    st.tuples(st.sampled_from(list(compensation.HEADS)), st.integers(0, 99_999)), min_size=1, max_size=8
)  # fmt: skip


@HOUR
@given(LINES, st.integers(-2, 2))
@pytest.mark.provision("C20-B5.9")
def test_lines_are_accepted_exactly_when_they_come_to_the_amount(lines: list[tuple[str, int]], off: int) -> None:
    made = tuple(e.Line(head, amount / 100, "Receipts") for head, amount in lines)  # type: ignore[arg-type]
    amount = (sum(each for _, each in lines) + off) / 100
    if amount < 0:
        return
    remedy = offer(kind="payment", amount=amount, lines=made, departs="As a whole")
    assert ("come to" in said(case_of(), decision(r1=remedy))) == (off != 0)


@HOUR
@given(LINES)
def test_an_amount_left_out_is_what_the_lines_come_to(lines: list[tuple[str, int]]) -> None:
    made = tuple(e.Line(head, amount / 100) for head, amount in lines)  # type: ignore[arg-type]
    state = case_of(decision(r1=offer(kind="payment", lines=made))).state
    assert state.remedies["r1"].pence == sum(amount for _, amount in lines) == total(line.amount for line in made)


def test_a_part_of_a_penny_is_refused() -> None:
    remedy = offer(kind="payment", lines=(e.Line("loss", 10.005, "A third"),))
    assert "part of a penny" in said(case_of(), decision(r1=remedy))


@pytest.mark.parametrize(("amount", "refused"), [(49.99, True), (50, False), (100, False), (100.01, True)])
@pytest.mark.provision("C24-7.4")
def test_the_bands_hold_to_the_penny(amount: float, refused: bool) -> None:
    remedy = offer(kind="payment", lines=(e.Line("distress", amount, "A cold winter"),), level="service_failure")
    assert ("guidance gives" in said(case_of(), decision(r1=remedy))) == refused


def test_what_was_lost_is_paid_beside_the_bands() -> None:
    lines = (e.Line("loss", 900, "A carpet"), e.Line("time_and_trouble", 60, "Nine calls"))
    remedy = offer(kind="payment", lines=lines, level="service_failure")
    assert said(case_of(), decision(r1=remedy)) == ""


def test_the_guidance_says_how_sure_it_is() -> None:
    for name in ("model-2024", "taunton-heritage-trust"):
        guide = load_policy(name).edition.guidance
        assert guide
        assert (guide.certainty, bool(guide.source)) == ("not verified", True)
        spans = [(band.least, band.most) for band in guide.bands.values()]
        assert all(upper[0] == lower[1] for lower, upper in pairwise(spans))
        assert spans[-1][1] is None


# ---- authority ------------------------------------------------------------------------------


def over(amount: float, by: str | None = "oli") -> Sequence[Event]:
    remedy = offer(kind="payment", amount=amount)
    return [e.Decided(on=day(1), findings={"p1": UPHELD}, remedies={"r1": remedy}, by=by)]


SENT = e.ResponseSent(on=day(2), method="email")


def asked(amount: str, *given_by: str) -> list[Event]:
    request = e.ApprovalAsked(on=day(1), id="a1", of="compensation", ground=amount, what="£", roles=("senior_manager",))
    return [request, *(e.ApprovalGiven(on=day(1), id="a1", by=name) for name in given_by)]


@pytest.mark.parametrize(("amount", "by", "refused"), [
    (250, "oli", False), (250.01, "oli", True), (500, "max", False), (500.01, "max", True), (9_000, "sue", False),
    (1, "fay", True), (9_000, None, False),
])  # fmt: skip
def test_nobody_offers_more_than_they_may(amount: float, by: str | None, refused: bool) -> None:
    assert ("may offer" in said(case_of(*over(amount, by)), SENT)) == refused


def test_several_payments_count_together() -> None:
    remedies = {f"r{n}": offer(kind="payment", amount=100) for n in (1, 2, 3)}
    case = case_of(e.Decided(on=day(1), findings={"p1": UPHELD}, remedies=remedies, by="oli"))
    assert "£300.00 is more than oli may offer (£250.00)" in said(case, SENT)


def test_an_approval_is_for_its_amount_and_by_somebody_who_may() -> None:
    decided = over(450)
    assert said(case_of(*decided, *asked("£450.00")), SENT)
    assert said(case_of(*decided, *asked("£450.00", "fay")), SENT)
    assert said(case_of(*decided, *asked("£400.00", "sue")), SENT)
    assert said(case_of(*decided, *asked("£450.00", "sue")), SENT) == ""


def test_an_approval_is_used_up_by_the_response() -> None:
    case = case_of(*over(450), *asked("£450.00", "sue"), SENT)
    assert not compensation.approved(case, pence(450))


# ---- dates ----------------------------------------------------------------------------------


def promised(*more: Event, **fields: object) -> Case:
    return case_of(decision(r1=offer(**fields)), SENT, *more)


def due(case: Case) -> tuple[date | None, str, str]:
    duty = find(case, "remedy:r1")
    assert duty
    return duty.due, duty.status(day(31)), duty.status(day(80))


def moved(on: int, until: int, agreed: bool) -> e.RemedyRevised:
    return e.RemedyRevised(on=day(on), id="r1", by=day(until), reason="Parts", agreed=agreed)


@pytest.mark.provision("C20-B5.8", "C24-7.3")
def test_a_date_moves_only_by_agreement_made_in_time() -> None:
    assert due(promised()) == (day(30), "overdue", "overdue")
    assert due(promised(moved(29, 60, True))) == (day(60), "open", "overdue")
    assert due(promised(moved(30, 60, True))) == (day(60), "open", "overdue")
    assert due(promised(moved(31, 60, True))) == (day(30), "overdue", "overdue")
    assert due(promised(moved(29, 60, False))) == (day(30), "overdue", "overdue")
    assert due(promised(moved(10, 20, False)))[0] == day(20)


def test_the_first_date_stays_in_sight() -> None:
    duty = find(promised(moved(29, 60, True), moved(40, 70, False)), "remedy:r1")
    assert duty
    assert [one.due for one in duty.derivations] == [day(60), day(30), day(70)]
    assert "not agreed" in duty.derivations[-1].reading


def test_a_declined_offer_waits_and_can_still_be_accepted() -> None:
    declined = e.RemedyAnswered(on=day(5), id="r1", answer="declined")
    assert due(promised(declined)) == (day(30), "waiting", "waiting")
    accepted = e.RemedyAnswered(on=day(50), id="r1", answer="accepted")
    assert due(promised(declined, accepted)) == (day(79), "open", "overdue")


def test_only_a_declined_offer_is_withdrawn() -> None:
    declined = e.RemedyAnswered(on=day(5), id="r1", answer="declined")
    withdrawn = e.RemedyWithdrawn(on=day(6), id="r1", reason="Their insurer paid it")
    assert "only an offer that was declined" in said(promised(), withdrawn)
    assert said(promised(declined), withdrawn) == ""
    case = promised(declined, withdrawn)
    assert due(case) == (day(30), "lapsed", "lapsed")
    late = promised(declined, withdrawn, e.RemedyAnswered(on=day(9), id="r1", answer="accepted"))
    assert any("consider offering it again" in warning.text for warning in warnings(late, day(9)))


@pytest.mark.provision("C20-B5.8", "C24-7.3")
def test_what_they_say_is_not_done_is_owed_again() -> None:
    done = e.RemedyCompleted(on=day(20), id="r1", evidence="Job 4711")
    no = e.RemedyConfirmed(on=day(40), id="r1", done=False, text="It still drips.")
    yes = e.RemedyConfirmed(on=day(60), id="r1", done=True)
    assert due(promised(done))[1] == "met"
    assert due(promised(done, no))[1:] == ("overdue", "overdue")
    assert any("is not done" in warning.text for warning in warnings(promised(done, no), day(41)))
    again = promised(done, no, e.RemedyCompleted(on=day(50), id="r1"), yes)
    assert due(again)[2] == "met_late"
    assert again.state.remedies["r1"].confirmed == day(60)


# ---- nothing is lost ------------------------------------------------------------------------

KEYS = st.sampled_from(["r1", "r2", "r3"])
MADE = st.tuples(st.sampled_from(["apology", "action", "payment"]), st.integers(0, 3), KEYS | st.just(""))
REMEDIES = st.dictionaries(KEYS, MADE, max_size=3)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("decided"), REMEDIES),
        st.tuples(st.sampled_from(["sent", "asked", "accepted", "closed", "reopened"]), st.none()),
        st.tuples(st.sampled_from(["done", "yes", "no", "decline", "accept", "withdraw", "move"]), KEYS),
    ),
    min_size=4, max_size=30,
)  # fmt: skip


def event_of(kind: str, value: object, n: int) -> Event:
    on, key = day(n), str(value)
    if kind == "decided":
        made = {
            key: offer(
                f"{key} of {n}", kind=kind, by=day(n + 30), amount=10.0 * worth or None, replaces=old, reason="So"
            )
            for key, (kind, worth, old) in value.items()  # type: ignore[attr-defined]
        }
        return decision(n, **made)
    simple: dict[str, Event] = {
        "sent": e.ResponseSent(on=on, method="email"),
        "asked": e.EscalationRequested(on=on),
        "accepted": e.Escalated(on=on),
        "closed": e.Closed(on=on),
        "reopened": e.Reopened(on=on),
        "done": e.RemedyCompleted(on=on, id=key),
        "yes": e.RemedyConfirmed(on=on, id=key, done=True),
        "no": e.RemedyConfirmed(on=on, id=key, done=False),
        "decline": e.RemedyAnswered(on=on, id=key, answer="declined"),
        "accept": e.RemedyAnswered(on=on, id=key, answer="accepted"),
        "withdraw": e.RemedyWithdrawn(on=on, id=key, reason="So"),
        "move": e.RemedyRevised(on=on, id=key, by=day(n + 40), reason="So"),
    }
    return simple[kind]


def successor(key: str, old: PromisedRemedy, after: State) -> PromisedRemedy | None:
    """What an earlier promise is now: under its own name or beside one that took its name."""
    same = (r for k, r in after.remedies.items() if k == key or k.startswith(f"{key}-"))
    return next(
        (r for r in same if r.kind == old.kind and r.pence >= old.pence and (r.by, r.offered) == (old.by, old.offered)),
        None,
    )


def may_end(event: Event, key: str, after: State) -> bool:
    """Whether this event is one that may end a promise."""
    if isinstance(event, e.ResponseSent):
        return any(r.replaces == key and r.reason for r in after.remedies.values())
    named = (e.RemedyCompleted, e.RemedyConfirmed, e.RemedyWithdrawn)
    return isinstance(event, named) and event.id == key


@HOUR
@given(STEPS)
@pytest.mark.provision("C20-B5.8", "C24-7.3", "C24-6.6", "C24-6.17")
def test_no_promise_is_lost_in_any_order_of_events(chosen: list[tuple[str, object]]) -> None:
    happened: list[Event] = [e.Received(on=START, channel="phone", from_="tenant")]
    for n, (kind, value) in enumerate(chosen, 1):
        event, before = event_of(kind, value, n), fold(happened)
        if decide(Case.of(before, POLICY, PEOPLE), event):
            continue
        happened.append(event)
        after = fold(happened)
        for key, old in before.remedies.items():
            if not old.offered:
                continue
            now = successor(key, old, after)
            assert now, (event, key)
            assert not now.settled or old.settled or may_end(event, key, after)
            duty = find(Case.of(after, POLICY, PEOPLE), f"remedy:{key}")
            assert duty
