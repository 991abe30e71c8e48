"""What is owed, by when, and how each date is derived.

An `Obligation` does not depend on today: only its `status` does. How time is counted stands in
docs/explanation/how-time-is-counted.md, with the provisions each rule comes from.
"""

from __future__ import annotations

from putright.core.case import Case
from putright.core.duties import (
    afterwards,
    behaviour,
    contact,
    hazards,
    investigation,
    learning,
    messages,
    procedures,
    promises,
    redress,
    registers,
    remedies,
    safety,
    stages,
    surveys,
)
from putright.core.duties.afterwards import holds as holds
from putright.core.duties.base import Derivation as Derivation
from putright.core.duties.base import DutyStatus as DutyStatus
from putright.core.duties.base import Obligation as Obligation
from putright.core.duties.stages import received_on as received_on
from putright.core.duties.stages import response_due as response_due

PARTS = (
    safety, hazards, procedures, stages, contact, messages, investigation, remedies, promises, redress,
    behaviour, registers, learning, surveys, afterwards,
)  # fmt: skip
"""The parts of the procedure that duties come from, in its order."""


def obligations(case: Case) -> list[Obligation]:
    """Every duty of a case, in the order of the procedure, whether or not it is owed now."""
    version = case.state.version
    if version not in case.known:
        case.known[version] = [duty for part in PARTS for duty in part.owed(case)]
    found: list[Obligation] = case.known[version]
    return found


def find(case: Case, name: str) -> Obligation | None:
    """The duty of that name, such as `stage1.respond` or `remedy:r1`."""
    return next((duty for duty in obligations(case) if duty.name == name), None)
