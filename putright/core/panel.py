"""A review panel: who could sit in which seat, what is wrong with a panel, and when its papers must be out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import permutations

from putright.core.case import Case
from putright.core.conflicts import conflicts
from putright.core.pack import Panel
from putright.core.workdays import OutOfRange, Period


def against(case: Case, name: str) -> Iterator[str]:
    """What stands in the way of this person's sitting on the panel, whoever else sits."""
    person = case.people.get(name)
    if not person:
        return
    if not person.active:
        yield f"{person.called} no longer works here"
    yield from conflicts(case, person).values()
    if name in case.state.involved:
        yield f"{person.called} was involved before stage 2"


def composition(case: Case, panel: Panel, members: Sequence[str]) -> Iterator[str]:
    """What is wrong with a panel of these people as a whole: who is missing, and whose seat needs consent."""
    if len(set(members)) != len(members):
        yield "somebody is named twice"
    wanted = seatings(panel)
    if not any(fits(case, panel, seats, members) for seats in wanted):
        yield f"a panel is {' or '.join(_listed(panel, seats) for seats in wanted)}"
    yield from consents(case, panel, members)


def troubles(case: Case, members: Sequence[str]) -> Iterator[str]:
    """Everything that keeps a panel that was convened from meeting."""
    panel = case.policy.pack.panel
    for name in members:
        yield from against(case, name)
    if panel:
        yield from composition(case, panel, members)


def seatings(panel: Panel) -> list[tuple[str, ...]]:
    """The panel as it should be, and with each replaceable seat given to the one that doubles for it."""
    full = tuple(panel.seats)
    instead = [tuple(panel.seats[n].instead or n if n == name else n for n in full) for name in full]
    return list(dict.fromkeys([full, *instead]))


def fits(case: Case, panel: Panel, seats: Sequence[str], members: Sequence[str]) -> bool:
    """Whether these people can fill these seats, one each."""
    return len(members) == len(seats) and any(
        all(case.roles_of(member) & set(panel.seats[seat].roles) for member, seat in zip(order, seats, strict=True))
        for order in permutations(members)
    )


def consents(case: Case, panel: Panel, members: Sequence[str]) -> Iterator[str]:
    """The seats that are taken and that the complainant has not agreed to."""
    for name, seat in panel.seats.items():
        taken = any(case.roles_of(member) & set(seat.roles) for member in members)
        if seat.needs_consent and taken and f"{name}_on_panel" not in case.state.consents:
            yield f"the complainant has not agreed to a panel with {seat.title}"


def last_day_for_papers(case: Case, meets_on: date) -> date | None:
    """The last day on which papers reach everyone in time for a meeting; None where the calendar does not reach.

    Documents that have a panel do not say how long before: `papers_before` is the pack's reading.
    """
    panel = case.policy.pack.panel
    before = Period.parse(panel.papers_before if panel else "1 day")
    day, left = meets_on, before.number
    while left:
        day -= timedelta(1)
        try:
            left -= before.unit != "working days" or case.policy.calendar.is_working_day(day)
        except OutOfRange:
            return None
    return day


def _listed(panel: Panel, seats: Sequence[str]) -> str:
    return ", ".join(panel.seats[name].title for name in seats)
