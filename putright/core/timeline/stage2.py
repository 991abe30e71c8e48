"""Asking for stage 2, and who reviews."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from putright.core import events as e
from putright.core.timeline.base import Lists, Says, because, how, when, words
from putright.core.workdays import said


def _part(event: e.EscalationRequested) -> str:
    numbers = [point.removeprefix("p") for point in event.points]
    return f" for point{'s' if len(numbers) > 1 else ''} {', '.join(numbers)}" if numbers else ""


def _considered(event: e.Escalated) -> Iterator[tuple[str, str]]:
    found = (("What the review is about", event.about), ("Kept informed", event.informed),
             ("What would resolve it", event.outcome))  # fmt: skip
    return ((label, text) for label, text in found if text)


TAKING_PART = {
    "in_person": "; the complainant was there", "by_phone": "; the complainant took part by telephone",
    "in_writing": "; the complainant took part in writing", "no": "; the complainant did not take part",
}  # fmt: skip


def _days(dates: Sequence[date]) -> str:
    return ", ".join(map(said, dates))


def _of_meeting(event: e.PanelMet) -> Iterator[tuple[str, str]]:
    if event.companion:
        yield "With the complainant", event.companion
    if event.decision:
        yield "What the panel decided", event.decision
    yield from (("Dissent", text) for text in event.dissent.values())


SAYS: Says = {
    e.EscalationRequested: lambda x, n: "complainant asked for stage 2" + _part(x) + how(x.method),
    e.Escalated: lambda x, n: "request for stage 2 accepted",
    e.EscalationRefused: lambda x, n: f"request for stage 2 refused{because(x.ground)}",
    e.PanelInvited: lambda x, n: f"asked to sit on the review panel: {n.all(x.members)}"
    f"{when(max(x.dates, default=None), ', on one of the days up to')}",
    e.AvailabilityGiven: lambda x, n: f"{n(x.member)} can come on {_days(x.dates)}"
    if x.dates else f"{n(x.member)} can come on none of the days",
    e.PapersSent: lambda x, n: f"papers for the review panel sent to {n(x.to)} ({words(x.format)})",
    e.PanelConvened: lambda x, n: f"review panel convened: {n.all(x.members)}{when(x.meets_on, ', to meet on')}",
    e.PanelMet: lambda x, n: f"review panel met: {n.all(x.members)}{TAKING_PART.get(x.complainant_took_part, '')}",
    e.VariationAuthorised: lambda x, n: f"procedure varied by {n(x.by_role)}: "
    + ", ".join(f"{n(new)} in place of {n(old)}" for old, new in x.replaces.items()),
}  # fmt: skip

LISTS: Lists = {e.Escalated: _considered, e.PanelMet: _of_meeting}
