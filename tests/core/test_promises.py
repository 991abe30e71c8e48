"""Keeping in touch: the rhythm of updates, notices that must have left, and requests for part of a complaint."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import msgspec
import pytest

from putright.core import escalation, rhythm
from putright.core import events as e
from putright.core.case import Case
from putright.core.decide import decide
from putright.core.duties import find
from putright.core.policy import Person, Policy
from putright.core.state import fold
from putright.core.warnings import warnings
from putright.data import load_edition, load_policy

POLICY = load_policy("model-2024")
PEOPLE = {"ana": Person("ana", frozenset(["complaints_officer"])), "max": Person("max", frozenset(["manager"]))}


def june(day: int) -> date:
    return date(2026, 6, day)


def case(*happened: e.Event, policy: Policy = POLICY) -> Case:
    first = e.Received(on=june(1), channel="email", from_="tenant", party="p1")
    return Case.of(fold([first, *happened]), policy, PEOPLE)


def reasons(of: Case, event: e.Event) -> str:
    return "; ".join(reason.text for reason in decide(of, event))


# ---- the rhythm of updates ------------------------------------------------------------------

AGREED = e.UpdatesAgreed(on=june(1), every_working_days=5)


def told(day: int, **more: object) -> e.Contacted:
    return e.Contacted(on=june(day), method="phone", **more)  # type: ignore[arg-type]


DECIDED = e.Decided(on=june(10), findings={"p1": e.Finding("upheld", "Late")})
RHYTHMS = [
    ("kept early", [told(4)], 8, [(8, 4)]),
    ("kept on its day", [told(8)], 9, [(8, 8)]),
    ("a day late", [told(9)], 9, [(8, 9)]),
    ("still open on its day", [], 8, []),
    ("never so far", [], 9, [(8, None)]),
    ("two intervals of silence", [], 16, [(8, None), (15, None)]),
    ("one call makes good the last only", [told(17)], 17, [(8, None), (15, 17)]),
    ("a try is none", [told(8, reached=False)], 9, [(8, None)]),
    ("a call to a colleague is none", [told(8, to="ana")], 9, [(8, None)]),
    ("a letter to the complainant's party", [e.UpdateSent(on=june(8), to="p1")], 8, [(8, 8)]),
    ("an answer makes good what is due then", [DECIDED, e.ResponseSent(on=june(10), method="email")], 30, [(8, 10)]),
    ("withdrawn before it was due", [e.Withdrawn(on=june(5))], 30, []),
    ("withdrawn after it was missed", [e.Withdrawn(on=june(12))], 30, [(8, None)]),
    ("agreed anew after it was missed", [e.UpdatesAgreed(on=june(10), every_working_days=2)], 12, [(8, None)]),
]


@pytest.mark.provision("C20-B3.18", "C20-B3.19", "C24-5.9", "MOD-30", "WTP-15")
@pytest.mark.parametrize(("happened", "as_of", "found"), [row[1:] for row in RHYTHMS], ids=[row[0] for row in RHYTHMS])
def test_every_update_that_was_due_and_when_it_came(
    happened: list[e.Event], as_of: int, found: list[tuple[int, int | None]]
) -> None:
    first = e.Received(on=june(1), channel="email", from_="tenant", party="p1")
    events = [first, AGREED, *happened]
    expected = [(june(due), june(came) if came else None) for due, came in found]
    assert [(one.due, one.came) for one in rhythm.updates(events, POLICY, june(as_of))] == expected


def test_in_words_only_where_one_was_missed() -> None:
    first = e.Received(on=june(1), channel="email", from_="tenant")
    assert rhythm.in_words([first, AGREED, told(8)], POLICY, june(10)) == ""
    assert rhythm.in_words([first, AGREED, told(17)], POLICY, june(17)) == (
        "Of 2 updates agreed with them, 1 came late and 1 never came"
    )


# ---- notices --------------------------------------------------------------------------------

ACKNOWLEDGED = e.Acknowledged(on=june(1))
OLD, NEW = june(15), june(24)
EXTENDED = e.Extended(on=june(11), until=NEW, reason="Parts", queued=True)


def sent(day: int, of: str = "extended", **more: object) -> e.NoticeSent:
    return e.NoticeSent(on=june(day), of=of, **more)  # type: ignore[arg-type]


def back(day: int, **more: object) -> e.NoticeBounced:
    return e.NoticeBounced(on=june(day), of="extended", **more)  # type: ignore[arg-type]


NOTICES = [
    ("waiting", [], OLD),
    ("left the same day", [sent(11)], NEW),
    ("left on the old date", [sent(15)], NEW),
    ("left a day after it", [sent(16)], OLD),
    ("left and came back", [sent(11), back(20)], OLD),
    ("came back unsent", [back(16)], OLD),
    ("another one's notice left", [sent(11, issued=june(9))], OLD),
    ("another one's notice came back", [sent(11), back(12, issued=june(9))], NEW),
]


@pytest.mark.provision("C24-6.4", "C20-B3.11", "MOD-14", "MOD-17", "WTP-34", "HSP-27", "HPG-25", "LGO24-ext1")
@pytest.mark.parametrize(("happened", "due"), [row[1:] for row in NOTICES], ids=[row[0] for row in NOTICES])
def test_an_extension_counts_only_if_its_notice_left_by_the_old_date(happened: list[e.Event], due: date) -> None:
    found = case(ACKNOWLEDGED, EXTENDED, *happened)
    duty = find(found, "stage1.respond")
    assert duty
    assert duty.due == due
    assert duty.status(june(23)) == ("open" if due == NEW else "overdue")
    said = [one.text for one in warnings(found, june(23)) if one.name == "extension_uncounted"]
    assert bool(said) == (due == OLD)


def test_an_extension_built_on_one_that_does_not_count_does_not_count_either() -> None:
    second = e.Extended(on=june(18), until=june(29), reason="More parts")
    for first, due in ((sent(11), june(29)), (back(12), OLD)):
        duty = find(case(ACKNOWLEDGED, EXTENDED, first, second), "stage1.respond")
        assert duty
        assert duty.due == due


@pytest.mark.provision("C24-6.2", "C20-B3.3")
@pytest.mark.parametrize(("day", "status"), [(None, "overdue"), (8, "met"), (9, "met_late")])
def test_an_acknowledgement_counts_from_the_day_it_leaves_and_buys_no_time(day: int | None, status: str) -> None:
    left = [sent(day, "acknowledged")] if day else []
    found = case(e.Acknowledged(on=june(2), queued=True), *left)
    duty, answer = find(found, "stage1.acknowledge"), find(found, "stage1.respond")
    assert duty
    assert duty.status(june(9)) == status
    assert answer
    assert answer.due == june(16)


@pytest.mark.parametrize(("day", "status"), [(None, "overdue"), (15, "met"), (16, "met_late")])
def test_an_answer_counts_from_the_day_it_leaves(day: int | None, status: str) -> None:
    left = [sent(day, "response_sent")] if day else []
    found = case(ACKNOWLEDGED, DECIDED, e.ResponseSent(on=june(12), method="email", queued=True), *left)
    duty = find(found, "stage1.respond")
    assert duty
    assert duty.status(june(17)) == status
    refused = reasons(found, e.Closed(on=june(17)))
    assert ("has not left" in refused) == (day is None)


def beyond(**changes: object) -> Policy:
    """A policy that asks more of an extension beyond its bound."""
    rule = msgspec.structs.replace(POLICY.edition.extensions["1"], **changes)
    return replace(POLICY, pack=msgspec.structs.replace(POLICY.pack, extensions={"1": rule}))


FAR = e.Extended(on=june(11), until=date(2026, 7, 10), reason="Parts", good_reason=True)
ASKED = e.ApprovalAsked(on=june(9), id="a1", of="extension", what="Parts", roles=("manager",), by="ana")
GIVEN = e.ApprovalGiven(on=june(9), id="a1", by="max")
BEYOND = [
    ("nothing asked", {}, FAR, [], ""),
    ("no good reason", {}, msgspec.structs.replace(FAR, good_reason=False), [], "without good reason"),
    ("agreement", {"agreed_beyond": True}, FAR, [], "must agree"),
    ("agreement given", {"agreed_beyond": True}, msgspec.structs.replace(FAR, agreed=True), [], ""),
    ("approval", {"approvals": ("manager",)}, FAR, [], "approval of the"),
    ("approval asked", {"approvals": ("manager",)}, FAR, [ASKED], "approval of the"),
    ("approval given", {"approvals": ("manager",)}, FAR, [ASKED, GIVEN], ""),
    ("approved by whom", {"approvals": ("manager",)}, msgspec.structs.replace(FAR, approved_by=("max",)), [], ""),
    ("approved by the wrong one", {"approvals": ("manager",)}, msgspec.structs.replace(FAR, approved_by=("ana",)), [],
     "approval of the"),
]  # fmt: skip


@pytest.mark.parametrize(("more", "event", "before", "said"), [r[1:] for r in BEYOND], ids=[r[0] for r in BEYOND])
def test_what_going_beyond_the_bound_asks_for(
    more: dict[str, object], event: e.Extended, before: list[e.Event], said: str
) -> None:
    found = reasons(case(ACKNOWLEDGED, *before, policy=beyond(**more)), event)
    assert said in found if said else not found


@pytest.mark.provision("C22-5.2")
def test_the_code_of_2022_has_more_time_than_the_bound_agreed() -> None:
    assert load_edition("housing-ombudsman/2022").extensions["1"].agreed_beyond


# ---- asking for stage 2 in part -------------------------------------------------------------

POINTS = {"p1": "The roof", "p2": "The calls", "p3": "The letter"}
FOUND = dict.fromkeys(POINTS, e.Finding("upheld", "Late"))
ANSWERED = (
    ACKNOWLEDGED, e.Defined(on=june(1), points=POINTS, outcomes=()), e.Decided(on=june(8), findings=FOUND),
    e.ResponseSent(on=june(8), method="email"),
)  # fmt: skip


def asked(day: int, *points: str) -> e.EscalationRequested:
    return e.EscalationRequested(on=june(day), points=points)


ASKING = [
    ([asked(15)], ["p1", "p2", "p3"], ()),
    ([asked(15, "p2")], ["p2"], ("p2",)),
    ([asked(15, "p1", "p2", "p3")], ["p1", "p2", "p3"], ()),
    ([asked(15, "p9")], ["p1", "p2", "p3"], ()),
    ([asked(15, "p3"), asked(16, "p1")], ["p3", "p1"], ("p1", "p3")),
    ([asked(15, "p3"), asked(16)], ["p3", "p1", "p2"], ()),
    ([asked(15), asked(16, "p1")], ["p1", "p2", "p3"], ()),
]


@pytest.mark.provision("C24-6.10", "C20-B3.5", "MOD-22")
@pytest.mark.parametrize(("requests", "points", "part"), ASKING)
def test_stage_2_holds_what_was_asked(requests: list[e.Event], points: list[str], part: tuple[str, ...]) -> None:
    state = case(*ANSWERED, *requests).state
    second = state.stages[2]
    assert list(second.points) == points
    assert second.asked == part
    assert set(state.stages[1].findings) == set(POINTS)
    assert len(second.requests) == len(requests)


@pytest.mark.provision("C20-B4.11", "C24-5.11")
def test_each_ground_for_refusing_stage_2_says_what_is_on_record() -> None:
    willow = load_policy("willow-tree")
    answered = list(ANSWERED)
    late = escalation.grounds(case(*answered, asked(25), policy=willow))
    assert late["out_of_time"].holds
    assert late["out_of_time"].text == "they asked on 2026-06-25, 3 days after the last day, 2026-06-22"
    assert not late["legal_proceedings"].holds
    early = escalation.grounds(case(*answered, asked(15), policy=willow))
    assert not early["out_of_time"].holds
    assert "in time" in early["out_of_time"].text
    assert early["not_answered_yet"].text == "stage 1 was answered on 2026-06-08"


def test_a_policy_without_a_window_has_no_such_ground_to_choose() -> None:
    assert escalation.in_time(case(*ANSWERED, asked(25))) == "they asked on 2026-06-25; the policy sets no last day"
