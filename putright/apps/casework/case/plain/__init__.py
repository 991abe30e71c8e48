"""The steps that are one short form: a line of a part's table each. A new one needs nothing but its line."""

from __future__ import annotations

from putright.apps.casework.case.plain import (
    arriving,
    behaviour,
    contact,
    ending,
    handling,
    hazards,
    investigation,
    learning,
    redress,
    registers,
    remedies,
    safety,
    stage2,
)
from putright.apps.casework.case.plain.base import Plain, step_of
from putright.apps.casework.steps import Step

PARTS = (
    arriving, registers, handling, contact, investigation, stage2, safety, hazards, behaviour, remedies, ending,
    redress, learning,
)  # fmt: skip
STEPS: dict[str, Plain] = {kind: plain for part in PARTS for kind, plain in part.STEPS.items()}
PAGES: dict[str, type[Step]] = {kind: step_of(kind, plain) for kind, plain in STEPS.items()}
"""The page of every plain step, by the event it means."""
