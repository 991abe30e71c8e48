"""What happened on a case, in plain sentences: one short way of saying each event."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from putright.core.events import Event
from putright.core.state import State, fold, step_on
from putright.core.timeline import (
    arriving,
    behaviour,
    contact,
    deciding,
    ending,
    handling,
    hazards,
    investigation,
    learning,
    links,
    messages,
    people,
    redress,
    registers,
    remedies,
    safety,
    stage2,
    triage,
)
from putright.core.timeline.base import *

_PARTS = (
    arriving, triage, registers, links, handling, people, contact, messages, investigation, deciding, remedies, stage2,
    safety, hazards, behaviour, ending, redress, learning,
)  # fmt: skip
_SAYS: Says = {kind: say for part in _PARTS for kind, say in part.SAYS.items()}
_LISTS: Lists = {kind: each for part in _PARTS for kind, each in getattr(part, "LISTS", {}).items()}


@dataclass(frozen=True)
class Entry:
    """One event as a reader meets it. `details` are its texts, each with a label or ""; `theirs`: others caused it."""

    event: Event
    sentence: str
    details: tuple[tuple[str, str], ...]
    theirs: bool


def entries(events: Sequence[Event], names: Names) -> list[Entry]:
    """The events of a case, in order, in words. `events` begin with `received`."""
    state = fold(events[:1])
    told = [_entry(events[0], state, names)]
    for event in events[1:]:
        step_on(state, event)
        told.append(_entry(event, state, names))
    return told


def _entry(event: Event, state: State, names: Names) -> Entry:
    return Entry(event, sentence(event, state, names), tuple(details(event)), event.is_fact)


def sentence(event: Event, state: State, names: Names) -> str:
    """The event in one sentence without a full stop. `state` is the case's once it has happened."""
    stage = event.stage or state.stage
    said = _SAYS[type(event)](event, Told(names, "The complaint" if stage == "informal" else f"Stage {stage}"))
    return said[:1].upper() + said[1:]


def details(event: Event) -> Iterator[tuple[str, str]]:
    """The free texts of an event, each with what it is; points, findings and remedies one by one."""
    for name, label in LABELS.items():
        if (text := getattr(event, name, "")) and isinstance(text, str):
            yield label, text
    if lists := _LISTS.get(type(event)):
        yield from lists(event)
