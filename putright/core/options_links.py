"""The plainest forms of the events about links and groups, for `core.options`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from putright.core import events as e
from putright.core.case import Case
from putright.core.events import Event
from putright.core.guards.links import brings

PLAIN = "…"


def _speakers(case: Case, on: date) -> Iterator[Event]:
    members = case.state.together.members
    agreed = (*members, *sorted(brings(case.state)))
    yield from (e.SpokespersonNamed(on=on, party=key, agreed=agreed) for key in (*members, "complainant"))


FORMS: Mapping[str, Callable[[Case, date], Iterator[Event]]] = {
    "case_linked": lambda case, on: iter([e.CaseLinked(on=on, case=PLAIN, how="earlier")]),
    "case_unlinked": lambda case, on: (
        e.CaseUnlinked(on=on, case=name, reason=PLAIN) for name in (*case.state.together.cases, PLAIN)
    ),
    "case_told_apart": lambda case, on: iter([e.CaseToldApart(on=on, case=PLAIN)]),
    "investigated_together": lambda case, on: iter([e.InvestigatedTogether(on=on, case="")]),
    "investigated_apart": lambda case, on: iter([e.InvestigatedApart(on=on, reason=PLAIN)]),
    "member_joined": lambda case, on: iter([e.MemberJoined(on=on, party=PLAIN, who=PLAIN)]),
    "spokesperson_named": _speakers,
}  # fmt: skip
