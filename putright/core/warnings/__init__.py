"""What a case page warns of: things the policy or Code wants that do not stop the work.

One function for each warning, registered under its name; packs and editions cite them by it.
"""

from __future__ import annotations

from datetime import date

from putright.core.case import Case
from putright.core.warnings import (
    arriving,
    behaviour,
    contact,
    failure_orders,
    handling,
    hazards,
    investigation,
    links,
    messages,
    needs,
    people,
    redress,
    registers,
    remedies,
    safety,
    stage2,
)

from putright.core.warnings.base import *


def warnings(case: Case, as_of: date) -> list[Notice]:
    """Everything the case page should warn of at the end of a day."""
    if case.state.disposed:
        return []
    return [
        Notice(name, text, case.policy.cites(name)) for name, check in WARNINGS.items() for text in check(case, as_of)
    ]
