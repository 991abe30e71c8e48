"""Which body a complaint goes to next, and when it has the landlord's last word."""

from __future__ import annotations

from datetime import date

from putright.core.case import Case
from putright.core.pack import RedressBody, Subject
from putright.core.state import State
from putright.core.state.shapes_redress import Referral


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


def takers(case: Case) -> list[str]:
    """Every body that matters to the case, by id: those it goes to next, then any other it was taken to."""
    return list(dict.fromkeys([*bodies(case), *filter(None, case.state.redress.referrals)]))


def referral(case: Case, body: str) -> Referral | None:
    """The referral to a body, if there was one; one that named no body was to the one the complaint goes to next."""
    found = case.state.redress.referrals
    return found.get(body) or (found.get("") if body == body_of(case) else None)


def final_response(state: State) -> date | None:
    """The day of the landlord's last word, from which a redress body counts; none while it is still to come."""
    first, second = state.stages.get(1), state.stages.get(2)
    if second:
        return second.response.on if second.response else None
    if state.refused:
        return state.refused.on
    if state.redress.final:
        return state.redress.final
    return first.response.on if first and first.response and state.closed else None
