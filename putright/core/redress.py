"""Which body a complaint goes to next."""

from __future__ import annotations

from putright.core.case import Case
from putright.core.pack import RedressBody, Subject


def subject(case: Case) -> Subject:
    """What the complaint is about: as its flags say, else what the brand is for."""
    for flag in ("care_service", "outright_sale"):
        if flag in case.state.flags:
            return flag
    brand = case.policy.branded
    return brand.subject if brand else case.policy.pack.redress.subject


def body_of(case: Case, about: str | None = None) -> RedressBody:
    """The redress body for a complaint, or for one point of it that is about something else."""
    pack = case.policy.pack
    if pack.others and case.state.source in pack.others.sources:
        return pack.others.redress
    bodies = pack.redress.bodies
    return bodies.get(about or subject(case)) or bodies["housing"]  # type: ignore[call-overload]


def bodies(case: Case) -> dict[RedressBody, list[str]]:
    """Every redress body of the case, the main one first, with the points it takes."""
    stage = case.state.current
    found: dict[RedressBody, list[str]] = {body_of(case): []}
    for point in stage.points if stage else ():
        found.setdefault(body_of(case, stage.subjects.get(point) if stage else None), []).append(point)
    return found


def timeliness(case: Case) -> str:
    """`apart` where the case is kept out of the Code's figures, else `code`."""
    pack = case.policy.pack
    others = pack.others.sources if pack.others else ()
    return "apart" if case.state.source in pack.apart or case.state.source in others else "code"
