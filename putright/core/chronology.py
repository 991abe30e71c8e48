"""What happened, in the order in which it happened, whenever it was recorded.

The timeline tells how the complaint was handled, in the order of its log. Here each fact stands on its own day: what
the evidence shows on the day it shows it of, and the beginning of the matter before the complaint about it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from putright.core import events as e
from putright.core.events import Event
from putright.core.timeline import Entry, Names, entries

BOOKKEEPING = frozenset({
    "approval_asked", "approval_declined", "approval_given", "assessed", "assigned", "availability_given",
    "bank_holidays_changed",
    "code_withdrawn", "comments_answered", "conflict_cleared", "consent_given", "guidance_sought",
    "handler_informed", "information_chased", "information_dropped", "information_requested", "interest_declared",
    "investigation_planned", "lesson_recorded", "message_read", "notice_sent", "obligations_recorded",
    "panel_invited", "papers_sent", "policy_copy", "recused", "referred_back", "reported", "shortfall_recorded",
    "support_offered", "feedback_sought", "survey_answered", "survey_followed_up", "survey_sent", "action_set",
    "action_completed", "classified",
    "home_recorded", "updates_agreed",
    "case_linked", "case_told_apart", "case_unlinked", "investigated_apart", "investigated_together",
    "hold_placed", "hold_lifted", "member_agreed", "member_joined", "member_left", "spokesperson_named",
})  # fmt: skip
"""Events that tell how the case was worked on and nothing of the matter itself."""


@dataclass(frozen=True)
class Fact:
    """Something that happened on a day. `source`: what it is known from. `n`: the event that says so, from 0."""

    on: date
    text: str
    details: tuple[tuple[str, str], ...]
    source: str
    n: int


def chronology(events: Sequence[Event], names: Names) -> list[Fact]:
    """Every dated fact of a case, the earliest first; on one day, in the order of the log."""
    told = zip(events, entries(events, names), strict=True)
    found = [fact for n, (event, entry) in enumerate(told) for fact in _facts(n, event, entry)]
    return sorted(found, key=lambda fact: fact.on)


def _facts(n: int, event: Event, entry: Entry) -> Iterator[Fact]:
    if isinstance(event, e.Received):
        yield from _before(n, event)
    if isinstance(event, e.EvidenceRecorded):
        if event.happened:
            yield Fact(event.happened, event.what, (), event.source, n)
    elif event.kind not in BOOKKEEPING:
        yield Fact(event.on, entry.sentence, entry.details, "", n)


def _before(n: int, event: e.Received) -> Iterator[Fact]:
    if event.occurred:
        yield Fact(event.occurred, "What the complaint is about arose or became known", (), "The complaint", n)
    if event.ended:
        yield Fact(event.ended, "Tenancy or service ended", (), "The complaint", n)
