"""A limit's counting drawn week by week: the day it starts, each day counted, each day skipped, the day it is due."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape

from django.utils.safestring import SafeString, mark_safe

from putright.apps.casework.steps import said
from putright.core.duties import Derivation
from putright.core.explain import ORIGINS
from putright.core.workdays import Calendar, OutOfRange

WIDE, HIGH, GAP = 78, 50, 2
LONGEST = 70
"""Days. A longer time is told in words alone."""


@dataclass(frozen=True)
class _Count:
    """What is drawn: days from `start` on count up to `until`; other limits may reach on to `end`."""

    limits: Sequence[Derivation]
    calendar: Calendar
    start: date
    until: date
    end: date

    @property
    def working(self) -> bool:
        """Whether only working days count."""
        period = self.limits[0].period
        return bool(period and period.unit == "working days")

    def skips(self, on: date) -> bool:
        return self.working and self.start < on <= self.end and not self.calendar.is_working_day(on)

    def counts(self, on: date) -> bool:
        return self.start < on <= self.until and not self.skips(on)


def strip(limits: Sequence[Derivation], calendar: Calendar, today: date, key: str) -> SafeString | None:
    """The weeks from the start of the governing limit (the first) to the last date any limit gives, as SVG.

    None where a limit counts no days, or too many to draw. `key` makes the ids of the page unique.
    """
    counting = [limit for limit in limits if limit.period and limit.start_on and limit.due]
    if not counting or not counting[0].start_on:
        return None
    start = counting[0].start_on
    until = max(limit.due for limit in counting if limit.due and limit.start_on == start)
    end = max(limit.due for limit in counting if limit.due)
    if not 0 < (end - start).days <= LONGEST:
        return None
    try:
        return _drawn(_Count(counting, calendar.told(counting[0].told), start, until, end), today, key)
    except OutOfRange:
        return None


def _drawn(count: _Count, today: date, key: str) -> SafeString:
    first = count.start - timedelta(count.start.weekday())
    weeks = (count.end - first).days // 7 + 1
    marks, cells, n = _marks(count.limits), [], 0
    for place in range(weeks * 7):
        on = first + timedelta(place)
        n += count.counts(on)
        look, lines = _cell(on, count, marks, n)
        cells.append(_svg(place, on, look, lines, on == today))
    title = f"How {said(count.limits[0].due or count.end)} is counted"
    return mark_safe(  # noqa: S308 (every text in it is escaped)
        f'<svg role="img" viewBox="0 0 {7 * (WIDE + GAP)} {weeks * (HIGH + GAP)}" aria-labelledby="{key}-t {key}-d">'
        f'<title id="{key}-t">{escape(title)}</title><desc id="{key}-d">{escape(_in_words(count))}</desc>'
        f"{''.join(cells)}</svg>"
    )


def _marks(limits: Sequence[Derivation]) -> dict[date, tuple[bool, list[str]]]:
    """For each date a limit gives: whether it governs, and whose it is."""
    marks: dict[date, tuple[bool, list[str]]] = {}
    for n, limit in enumerate(limits):
        if limit.due:
            whose = ORIGINS[limit.origin].removeprefix("the ").removeprefix("its ")
            marks.setdefault(limit.due, (n == 0, []))[1].append(whose)
    return marks


def _cell(on: date, count: _Count, marks: dict[date, tuple[bool, list[str]]], n: int) -> tuple[str, list[str]]:
    day = f"day {n}" if count.counts(on) else ""
    if on in marks:
        governs, whose = marks[on]
        look, word = ("due", "due") if governs else ("counted", "limit")
        return look, [", ".join(filter(None, (word, day))), ", ".join(whose)]
    if on == count.start:
        return "day", ["start"]
    if count.skips(on):
        return "off", list(_wrapped(count.calendar.holidays.get(on, "")))
    return ("counted", [day]) if day else ("day", [])


def _wrapped(name: str) -> Iterator[str]:
    """A bank holiday's name in two lines at most."""
    words, line = name.split(), ""
    while words and len(f"{line} {words[0]}") <= 13:
        line = f"{line} {words.pop(0)}".strip()
    yield from (part for part in (line, " ".join(words)) if part)


def _svg(place: int, on: date, look: str, lines: Sequence[str], is_today: bool) -> str:
    x, y = place % 7 * (WIDE + GAP), place // 7 * (HIGH + GAP)
    on_due = ' class="on-due"' if look == "due" else ""
    texts = [f"{on:%a} {on.day} {on:%b}", *(line for line in lines if line)]
    drawn = "".join(
        f'<text{on_due} x="{x + WIDE // 2}" y="{y + 15 + 14 * n}">{escape(text)}</text>' for n, text in enumerate(texts)
    )
    mark = (
        f'<rect class="today" x="{x + 1}" y="{y + 1}" width="{WIDE - 2}" height="{HIGH - 2}" rx="3"/>'
        if is_today
        else ""
    )
    return f'<rect class="{look}" x="{x + 1}" y="{y + 1}" width="{WIDE - 2}" height="{HIGH - 2}" rx="3"/>{drawn}{mark}'


def _in_words(count: _Count) -> str:
    skipped = count.calendar.skipped(count.start, count.end) if count.working else []
    dues = [f"{ORIGINS[limit.origin]}: {said(limit.due)}" for limit in count.limits if limit.due]
    parts = [f"The count starts on {said(count.start)}.", f"Due by {'; by '.join(dues)}."]
    names = ", ".join(f"{name} {said(day)}" for day, name in skipped)
    return " ".join([*parts, f"Not counted: {names}."] if names else parts)
