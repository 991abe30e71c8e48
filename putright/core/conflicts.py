"""What stands between a person and a complaint: the conflicts of interest, each under the name of its guard.

Some can be lifted by somebody senior with a reason (`conflict_cleared`): a declared interest or recusal, which then
ends, and line management. Nobody can be cleared to judge a complaint about themselves or one they gave evidence on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from putright.core import events as e
from putright.core.case import Case
from putright.core.policy import Person


def _about(case: Case, person: Person) -> str | None:
    return f"the complaint is about {person.called}" if case.complained_of(person) else None


def _manager(case: Case, person: Person) -> str | None:
    if person.id in case.state.standing.cleared or routed_to_managers(case):
        return None
    managed = manages_one_complained_of(case, person)
    return f"{person.called} manages {managed}, whom the complaint is about" if managed else None


def _away(case: Case, person: Person) -> str | None:
    if person.id in case.state.standing.recused:
        return f"{person.called} has stepped aside from this complaint"
    declared = person.id in case.state.standing.interests
    return f"{person.called} has declared an interest in this complaint" if declared else None


def _witness(case: Case, person: Person) -> str | None:
    interviewed = (one.with_ for one in case.state.inquiry.meetings if isinstance(one, e.InterviewHeld))
    heard = (party for stage in case.state.stages.values() for party in stage.heard)
    gave = person.id in interviewed or person.id in heard
    return f"{person.called} gave evidence on this complaint, and does not judge it too" if gave else None


CONFLICTS: Mapping[str, Callable[[Case, Person], str | None]] = {
    "handler_not_complained_of": _about,
    "handler_not_line_manager": _manager,
    "handler_not_away": _away,
    "handler_not_witness": _witness,
}
CLEARABLE = frozenset({"handler_not_line_manager", "handler_not_away"})


def conflicts(case: Case, person: Person) -> dict[str, str]:
    """What to say of every conflict of this person, by the guard's name."""
    return {rule: said for rule, found in CONFLICTS.items() if (said := found(case, person))}


def clearable(case: Case) -> Iterator[tuple[str, str]]:
    """Who is kept away by something that may be lifted, by id, each with what it is."""
    for key, person in case.people.items():
        found = conflicts(case, person)
        if found and CLEARABLE.issuperset(found):
            yield key, next(iter(found.values()))


def routed_to_managers(case: Case) -> tuple[str, ...]:
    """The provisions by which the policy itself gives a complaint about staff to their manager at this stage."""
    handling = case.policy.pack.handling.get("2" if case.state.stage == 2 else "1")
    return (handling.line_managers or ()) if handling else ()


def manages_one_complained_of(case: Case, person: Person) -> str | None:
    """Whom of those complained of this person manages, directly or through others; None if nobody.

    The documents ask that conflicts be dealt with and do not say how far up. The whole line is taken: a manager's
    manager answers for the same conduct. The policy's own route to a manager wins (`Handling.line_managers`).
    """
    for name in case.state.about:
        meant = _meant(case, name)
        if meant and all(subject.id != person.id and person.id in _line_above(case, subject) for subject in meant):
            return meant[0].called if len(meant) == 1 else case.called(name)
    return None


def _meant(case: Case, name: str) -> list[Person]:
    """A person by id, or every holder of a role: whoever manages all of them manages the one meant."""
    if name in case.people:
        return [case.people[name]]
    return [person for person in case.people.values() if name in person.roles and person.manager]


def _line_above(case: Case, person: Person) -> list[str]:
    line: list[str] = []
    above = person.manager
    while above and above not in line and above in case.people:
        line.append(above)
        above = case.people[above].manager
    return line
