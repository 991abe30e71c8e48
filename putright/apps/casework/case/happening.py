"""What happened on a case, line by line: when, in words, and who put it on record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.utils.timezone import localtime

from putright.apps.casework.case import kinds
from putright.apps.casework.models import Event
from putright.apps.casework.opened import Opened
from putright.core.timeline import Entry, entries
from putright.core.workdays import said

OWN = ("notice_sent", "notice_bounced", "bank_holidays_changed")
"""What the program records by itself; whatever else nobody signed in for came from the complainant’s side."""


@dataclass(frozen=True)
class Happening:
    """One line of the timeline."""

    told: Entry
    on: date
    when: str
    by: str


def timeline(opened: Opened, names: Mapping[str, str]) -> list[Happening]:
    """What happened, the latest first."""
    told = zip(opened.rows, entries(opened.events, names), strict=True)
    found = [Happening(_entry(opened, one), row.on, _when(row.on, row.at), _by(row, names)) for row, one in told]
    return found[::-1]


def _entry(opened: Opened, entry: Entry) -> Entry:
    """What happened, where it is no complaint that was received."""
    return replace(entry, sentence=kinds.received(opened.state, entry.sentence))


def _when(on: date, at: datetime) -> str:
    """The day it happened, with when it was recorded."""
    recorded = localtime(at)
    later = f"recorded {said(recorded)}, " if recorded.date() != on else ""
    return f"{on:%A} {said(on)}, {later}{recorded:%H:%M}"


def _by(row: Event, names: Mapping[str, str]) -> str:
    if row.by_id:
        return names.get(str(row.by_id), "somebody who worked here")
    return "Putright" if row.kind in OWN else "the complainant’s side"
