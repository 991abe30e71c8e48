"""Unreasonable behaviour and restrictions on contact."""

from __future__ import annotations

from collections.abc import Iterator

from putright.core import events as e
from putright.core.events import Event
from putright.core.timeline.base import Lists, Says, Told, by, how, when

OUTCOMES = {"kept": "kept", "changed": "changed", "lifted": "lifted"}


def _behaviour(event: e.BehaviourRecorded, told: Told) -> str:
    whose = "" if event.about == "complainant" else f" of {told(event.about)}"
    towards = f", towards {told.all(event.towards)}" if event.towards else ""
    return f"behaviour{whose} put on record{towards}" + by(event.decided_by, told)


def _restricted(event: e.RestrictionSet, told: Told) -> str:
    return f"Contact restricted, decided by {told(event.decided_by)}" + when(event.review_on, ", to be reviewed on")


def _reviewed(event: e.RestrictionReviewed, told: Told) -> str:
    said = f"restriction on contact looked at again and {OUTCOMES[event.outcome]}{by(event.decided_by, told)}"
    return said + when(event.review_on, ", to be reviewed on")


SAYS: Says = {
    e.BehaviourRecorded: _behaviour,
    e.WarningGiven: lambda x, n: f"warning about behaviour given{by(x.decided_by, n)}{how(x.method)}",
    e.RestrictionSet: _restricted,
    e.RestrictionTold: lambda x, n: f"told in writing what was decided about contact{how(x.method)}",
    e.RestrictionReviewed: _reviewed,
    e.RestrictionAppealed: lambda x, n: "appeal against the restriction on contact",
}  # fmt: skip


def _texts(event: Event) -> Iterator[tuple[str, str]]:
    if rests_on := getattr(event, "evidence", ()):
        yield "Rests on", f"incident {', '.join(key.removeprefix('b') for key in rests_on)}"
    for name, label in WORDS.items():
        if text := getattr(event, name, ""):
            yield label, text


def _present(event: e.BehaviourRecorded) -> Iterator[tuple[str, str]]:
    if event.witnesses:
        yield "Who was there", event.witnesses


WORDS = {
    "contact": "How they may reach us", "equality": "Equality Act, what was considered",
    "without_warning": "Why without a warning first",
}  # fmt: skip
LISTS: Lists = {e.BehaviourRecorded: _present, e.RestrictionSet: _texts, e.RestrictionReviewed: _texts}
