"""What was promised to put things right, and what has been done and paid."""

from __future__ import annotations

from putright.core.reporting.asking import Asker
from putright.core.reporting.sections.base import Blocks, Line, Section, compared

PROMISED = (
    Line("remedies_promised", "Remedies promised"),
    Line("remedies_in_time", "Of those due, done in time", "percent"),
    Line("remedies_owed", "Still owed at the end"),
    Line("remedies_late", "Of these, late"),
)
MONEY = (
    Line("compensation_offered", "Offered", "pounds"),
    Line("compensation_paid", "Paid", "pounds"),
    Line("compensation_owed", "Owed at the end", "pounds"),
)


def remedies(r: Asker) -> Blocks:
    """Remedies, and money."""
    yield compared(r, "remedies", "Remedies", PROMISED)
    yield compared(r, "money", "Compensation and other payments", MONEY)


SECTIONS = (Section("remedies", "Putting it right", remedies),)
