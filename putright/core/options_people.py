"""The plainest forms of the events about people, approvals and the panel, for `core.options`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from putright.core import events as e
from putright.core.case import Case
from putright.core.conflicts import clearable, conflicts
from putright.core.events import Event
from putright.core.guards.approvals import missing, waiting

PLAIN = "…"


def _approval_asked(case: Case, on: date) -> Iterator[Event]:
    yield e.ApprovalAsked(on=on, id="new", of="restriction", what=PLAIN, roles=tuple(case.policy.pack.roles)[:1])


def _approvers(case: Case) -> Iterator[tuple[str, str]]:
    """Every approval that is waited for, with everyone whose role was asked."""
    asked = [(one.id, set(missing(case, one))) for one in waiting(case)]
    yield from ((key, who) for key, roles in asked for who, person in case.people.items() if person.roles & roles)
    if not asked:
        yield "1", PLAIN


def _conflict_cleared(case: Case, on: date) -> Iterator[Event]:
    kept = [who for who, _ in clearable(case)]
    for who in kept[:1] or [PLAIN]:
        others = case.people if kept else [PLAIN]
        yield from (e.ConflictCleared(on=on, who=who, by=by, reason=PLAIN) for by in others)


def _panels(case: Case) -> Iterator[tuple[str, ...]]:
    panel = case.policy.pack.panel
    for swap in (False, True):
        chosen: list[str] = []
        for seat in panel.seats.values() if panel else ():
            roles = panel.seats[seat.instead].roles if panel and swap and seat.instead else seat.roles
            free = (p for p in case.people if p not in chosen and case.roles_of(p) & set(roles))
            chosen += [p for p in free if p not in case.state.involved and not conflicts(case, case.people[p])][:1]
        yield tuple(chosen)


def _panel_met(case: Case, on: date) -> Iterator[Event]:
    yield e.PanelMet(on=on, members=case.state.current.panel if case.state.current else ())


FORMS: Mapping[str, Callable[[Case, date], Iterator[Event]]] = {
    "approval_asked": _approval_asked,
    "approval_given": lambda case, on: (e.ApprovalGiven(on=on, id=key, by=who) for key, who in _approvers(case)),
    "approval_declined": lambda case, on: (
        e.ApprovalDeclined(on=on, id=key, by=who, reason=PLAIN) for key, who in _approvers(case)
    ),
    "conflict_cleared": _conflict_cleared,
    "panel_invited": lambda case, on: (
        e.PanelInvited(on=on, members=members, dates=(on,)) for members in _panels(case)
    ),
    "panel_convened": lambda case, on: (e.PanelConvened(on=on, members=members) for members in _panels(case)),
    "papers_sent": lambda case, on: iter([e.PapersSent(on=on, to="complainant", what=PLAIN, format=PLAIN)]),
    "panel_met": _panel_met,
}  # fmt: skip
