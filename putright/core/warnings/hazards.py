"""Hazards in the home: reported at all, investigated on record, and let in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from putright.core.case import Case
from putright.core.duties.hazards import at_first, protected
from putright.core.state.shapes_safety import Hazard
from putright.core.warnings.base import warning


@warning
def hazard_unreported(case: Case, as_of: date) -> Iterator[str]:
    told = "health_and_safety" in case.state.flags and not case.state.safety.hazards
    if told and case.state.status in ("open", "triage") and protected(case):
        yield "Something may be dangerous: if it is in their home, report it as a hazard, whose own times already run"


@warning
def hazard_uninvestigated(case: Case, as_of: date) -> Iterator[str]:
    for hazard in case.state.safety.open_hazards:
        if hazard.safe and not hazard.investigated and at_first(case, hazard):
            yield f"Hazard {hazard.id} was made safe, but nothing says that it was investigated and what was found"


@warning
def no_access(case: Case, as_of: date) -> Iterator[str]:
    law = case.policy.law.hazards
    for hazard in case.state.safety.open_hazards:
        if law and _shut_out(hazard):
            tried, means = len(hazard.attempts), len({attempt.method for attempt in hazard.attempts})
            if tried < law.access.attempts or means < law.access.means:
                said = f"{law.access.attempts} attempts, by at least {law.access.means} different means"
                yield f"Nobody has got in about hazard {hazard.id} (tried {tried}): keep trying, {said}, each on record"
            else:
                yield f"Nobody has got in about hazard {hazard.id} after {tried} attempts: its times go on meanwhile"


def _shut_out(hazard: Hazard) -> bool:
    waiting = not hazard.investigated or (hazard.found != "none" and not hazard.safe)
    return bool(hazard.attempts) and waiting and not hazard.attempts[-1].reached
