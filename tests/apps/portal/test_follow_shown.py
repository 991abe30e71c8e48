"""Every kind of event is told to the complainant's side in a sentence of its own, or to nobody, on purpose."""

from __future__ import annotations

import re
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any, Literal, get_args, get_origin, get_type_hints

import msgspec
import pytest

from putright.apps.casework.models import Case, Party
from putright.apps.casework.opened import Opened
from putright.apps.portal.follow.shown import HIDDEN, SAYS, happenings
from putright.apps.portal.follow.visit import Follower
from putright.core import events as e
from putright.core.events import VOCABULARY
from putright.core.events.base import Event
from putright.core.state import fold
from putright.data import load_policy

DAY = date(2026, 4, 1)
SECRET = "Moira of repairs thinks they exaggerate"
NOBODY = frozenset(one for kinds in HIDDEN.values() for one in kinds)
THEIRS = {
    "received": "text", "message_received": "what", "comments_received": "text", "detriment_alleged": "text",
    "escalation_requested": "reason", "adjustment_recorded": "what", "issue_raised": "text", "promise_made": "what",
    "findings_shared": "what", "information_requested": "what", "extended": "reason", "feedback_answered": "what",
    "request_dated": "what", "representative_authorised": "who",
}  # fmt: skip
"""The only words that are quoted: theirs, or written to them."""


def test_every_kind_is_decided_once():
    assert set(SAYS) | NOBODY == set(VOCABULARY)
    assert not set(SAYS) & NOBODY
    assert sum(len(kinds) for kinds in HIDDEN.values()) == len(NOBODY)


@pytest.mark.parametrize("kind", sorted(VOCABULARY))
@pytest.mark.parametrize("role", list(Party.As))
def test_nothing_is_told_that_was_said_among_staff(kind, role):
    """The event with every text of it a note of staff and every name one of staff: neither appears."""
    event = _filled(VOCABULARY[kind])
    told = " ".join(f"{one.sentence} {one.words}" for one in happenings(_follower(event, role)) if one.on == DAY)
    if kind in NOBODY:
        assert not told
    if kind not in THEIRS:
        assert SECRET not in told
    assert "§staff" not in told


@pytest.mark.parametrize("kind", sorted(set(VOCABULARY) - NOBODY - {"notice_sent", "message_read"}))
def test_what_is_shown_is_shown_to_the_complainant(kind):
    """Each in a sentence that begins with a capital and ends with a full stop, and names nothing of the engine's."""
    event = _filled(VOCABULARY[kind], mine=True)
    told = [one for one in happenings(_follower(event, Party.As.COMPLAINANT)) if one.on == DAY]
    if kind.startswith("remedy_"):
        assert not told, "what no answer has promised yet"
        return
    assert len(told) == 1
    assert bool(told[0].words) == (kind in THEIRS and kind != "representative_authorised")
    assert re.fullmatch(r"[A-Z][^_§]*\.", told[0].sentence), told[0].sentence


OTHERS = [
    e.MessageReceived(on=DAY, id="m1", what=SECRET),
    e.MessageReceived(on=DAY, id="m1", what=SECRET, party="p2"), e.CommentsReceived(on=DAY, from_="p2", text=SECRET),
    e.CommentsReceived(on=DAY, from_="7", text=SECRET), e.PositionHeard(on=DAY, party="7", what=SECRET),
    e.FindingsShared(on=DAY, with_="7", what=SECRET), e.Contacted(on=DAY, to="7", what=SECRET),
    e.AdjustmentRecorded(on=DAY, what=SECRET, party="p2"), e.InformationRequested(
        on=DAY, id="q1", what=SECRET, from_="7", by=DAY),
    e.PromiseMade(on=DAY, id="w1", what=SECRET, by=DAY, to="7"),
]  # fmt: skip


@pytest.mark.parametrize("event", OTHERS, ids=lambda one: one.kind)
def test_what_concerns_somebody_else_is_not_told(event):
    assert [one for one in happenings(_follower(event, Party.As.COMPLAINANT)) if one.on == DAY] == []


def test_somebody_who_works_here_is_never_taken_for_a_party_of_the_same_number():
    shared = e.FindingsShared(on=DAY, with_="1", what=SECRET)
    found = _follower(shared, Party.As.COMPLAINANT)
    found.party.key = "1"
    assert [one for one in happenings(found) if one.on == DAY] == []


@pytest.mark.parametrize("event", [
    e.MessageReceived(on=DAY, id="m1", what=SECRET), e.AdjustmentRecorded(on=DAY, what=SECRET),
    e.EscalationRequested(on=DAY, reason=SECRET), e.DetrimentAlleged(on=DAY, id="d1", text=SECRET),
    e.FindingsShared(on=DAY, with_="complainant", what=SECRET), e.PromiseMade(on=DAY, id="w1", what=SECRET, by=DAY),
], ids=lambda one: one.kind)  # fmt: skip
def test_a_member_of_a_group_reads_nothing_of_the_others(event):
    told = [one for one in happenings(_follower(event, Party.As.GROUP_MEMBER)) if one.on == DAY]
    assert SECRET not in str(told)
    assert "them" not in str(told)


def test_an_answer_that_waits_to_leave_is_not_told_before_it_does():
    waiting = [e.Acknowledged(on=DAY, queued=True)]
    assert _days(waiting) == []
    assert _days([*waiting, e.NoticeSent(on=DAY + timedelta(2), of="acknowledged", issued=DAY)]) == [DAY + timedelta(2)]
    decided = e.Decided(on=DAY, findings={"p1": e.Finding("upheld", SECRET)})
    assert _days([*waiting, decided, e.ResponseSent(on=DAY, method="email", queued=True)]) == []


# ---- made-up events -------------------------------------------------------------------------


def _days(happened: list[Event]) -> list[date]:
    return [one.on for one in happenings(_follower(happened, Party.As.COMPLAINANT)) if one.on >= DAY]


def _follower(event: Event | list[Event], role: str) -> Follower:
    begun = e.Received(on=DAY - timedelta(1), channel="phone", from_="tenant", party="p1", text="The damp")
    more = event if isinstance(event, list) else [event]
    told = more if isinstance(more[0], e.Received) else [begun, *more]
    key = {"complainant": "p1", "representative": "p2", "group_member": "p3"}[role]
    opened = Opened(Case(reference="WT-1"), (), told, load_policy("willow-tree"), {})
    try:
        fold(told)
    except (KeyError, ValueError):  # what it is about was never recorded: its sentence must not need it
        opened = SimpleNamespace(events=told, state=fold([begun]), case=opened.case)  # type: ignore[assignment]
    return Follower(opened, Party(key=key, role=role, name="Rosa"), None)  # type: ignore[arg-type]


def _filled(kind: type[Event], mine: bool = False) -> Event:
    """An event with every field filled: texts are a secret, names are of staff; `mine`: those of people mean them."""
    hints = get_type_hints(kind, include_extras=True)
    found = {field.name: _value(hints[field.name], field.name, mine) for field in msgspec.structs.fields(kind)}
    return kind(**found | {"on": DAY, "stage": None})


PEOPLE = {"to", "from_", "with_", "party", "member"}


def _value(hint: Any, name: str, mine: bool) -> Any:
    if name == "queued":
        return False
    if name in PEOPLE and mine:
        who = "p1" if name == "party" else "complainant"
        return (who,) if get_origin(hint) is tuple else who
    made = _made(hint)
    return "§staff" if made == "word" else made


def _made(hint: Any) -> Any:
    if hint == e.Words:
        return SECRET
    args = [one for one in get_args(hint) if one is not type(None)]
    if args:
        return _made_of(get_origin(hint), args)
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        hints = get_type_hints(hint, include_extras=True)
        return hint(**{f.name: _made(hints[f.name]) for f in msgspec.structs.fields(hint)})
    return {date: DAY, bool: True, int: 5, float: 5.0, str: "word"}.get(hint)


def _made_of(origin: Any, args: list[Any]) -> Any:
    if origin is tuple:
        return (_made(args[0]),)
    if origin is dict:
        return {"p1": _made(args[1])}
    return args[0] if origin is Literal else _made(args[0])
