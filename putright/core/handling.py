"""Who may take a stage: the rules a pack can name under `handling`.

Each is a function of (case, the assignment, the person, the pack's entry) that yields what stands in the way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from putright.core.case import Case
from putright.core.conflicts import conflicts
from putright.core.events import Assigned
from putright.core.pack import Handling
from putright.core.policy import Person

Rule = Callable[[Case, Assigned, Person, Handling], Iterator[str]]
RESIDENT_SIDE = ("resident", "tenant", "leaseholder", "former_customer", "relative", "representative")


def by_role(case: Case, event: Assigned, person: Person, handling: Handling) -> Iterator[str]:
    """One of the roles listed."""
    if not person.roles & {case.required(role) for role in handling.roles}:
        yield f"{person.called} is not a {case.titles(handling.roles)}"


def by_brand(case: Case, event: Assigned, person: Person, handling: Handling) -> Iterator[str]:
    """The roles that the brand lists for the stage; the pack's own where no brand is named."""
    brand = case.policy.branded
    roles = handling.roles if not brand else brand.reviewers if case.state.stage == 2 else brand.handlers
    if not person.roles & set(roles):
        where = f" at {brand.name}" if brand else ""
        yield f"{person.called} is not a {case.titles(roles)}{where}"


def by_route(case: Case, event: Assigned, person: Person, handling: Handling) -> Iterator[str]:
    """Three roles by the way a complaint came and whom it is about (THT-28, THT-29, THT-30).

    The first takes what a resident's side says by word of mouth until it is referred back. The second takes
    everything else, or delegates it, but never delegates a complaint about a colleague. The third takes
    what is about the second.
    """
    first, second, third = handling.roles
    about = {role for name in case.state.about for role in case.roles_of(name)}
    if second in about:
        yield from _only(case, person, third, "a complaint about the " + case.titles([second]))
    elif _by_word_of_mouth(case) and first not in about:
        yield from _only(case, person, first, "what a resident says by word of mouth")
    elif about & set(case.policy.pack.roles):
        yield from _only(case, person, second, "a complaint about a colleague")
    else:
        yield from _delegated(case, event, person, second, third)


def _by_word_of_mouth(case: Case) -> bool:
    return case.state.oral and case.state.source in RESIDENT_SIDE and not case.state.referred_to


def _only(case: Case, person: Person, role: str, what: str) -> Iterator[str]:
    if case.required(role) not in person.roles:
        yield f"{what} goes to the {case.titles([case.required(role)])}"


def _delegated(case: Case, event: Assigned, person: Person, second: str, third: str) -> Iterator[str]:
    lead = case.required(second)
    if lead in person.roles:
        return
    if third in person.roles or not _is_staff(case, person):
        yield f"the {case.titles([lead])} investigates, or delegates to a colleague"
    elif event.by and lead not in case.roles_of(event.by):
        yield f"only the {case.titles([lead])} delegates"


def _is_staff(case: Case, person: Person) -> bool:
    roles = case.policy.pack.roles
    return any("handle" in roles[r].does or "front_line" in roles[r].does for r in person.roles if r in roles)


def lead_or_delegate(case: Case, event: Assigned, person: Person, handling: Handling) -> Iterator[str]:
    """The first role leads and may delegate to the others (THT-31).

    A lead who dealt with stage 1 or is complained of cannot: the procedure is varied first (THT-20, THT-40).
    """
    lead, *others = handling.roles
    instead = case.required(lead)
    if instead == lead and (unfit := lead_is_unfit(case, lead)):
        yield f"{unfit}: the procedure must be varied first"
    elif instead not in person.roles and not (person.roles & set(others) and instead == lead):
        yield f"{person.called} is not the {case.titles([instead])}" + (
            f" or a {case.titles(others)} to whom it is delegated" if instead == lead else ""
        )
    elif instead not in person.roles and event.by and lead not in case.roles_of(event.by):
        yield f"only the {case.titles([lead])} delegates"


def lead_is_unfit(case: Case, lead: str) -> str | None:
    """Why whoever holds the leading role cannot lead stage 2, if so."""
    if any(case.involved_with_role(lead)):
        return f"the {case.titles([lead])} dealt with stage 1"
    return role_is_unfit(case, lead)


def role_is_unfit(case: Case, role: str) -> str | None:
    """Why nobody who holds a role may act in it, if so: it is complained of, or each of them has a conflict."""
    if any(role in case.roles_of(name) for name in case.state.about):
        return f"the complaint is about the {case.titles([role])}"
    holders = [person for person in case.people.values() if role in person.roles and person.active]
    found = [next(iter(conflicts(case, person).values()), None) for person in holders]
    return found[0] if found and all(found) else None


def route_is_blocked(case: Case) -> str | None:
    """Why stage 1 has nobody left whom its route could lead to: the last it leads to is unfit as well (THT-30)."""
    handling = case.policy.pack.handling["1"]
    if handling.rule != "by_route":
        return None
    _, second, third = handling.roles
    about = {role for name in case.state.about for role in case.roles_of(name)}
    last = third if second in about else second
    return role_is_unfit(case, last) if case.required(last) == last else None


RULES: Mapping[str, Rule] = {rule.__name__: rule for rule in (by_role, by_brand, by_route, lead_or_delegate)}
