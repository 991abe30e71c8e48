"""What reports are made of. A pack names sections by their ids under `shows`."""

from __future__ import annotations

from putright.core.reporting.sections import (
    apart,
    kept,
    listening,
    outcomes,
    redress,
    remedies,
    subjects,
    timeliness,
    trends,
    volumes,
    yearly,
)
from putright.core.reporting.sections.base import Section

_PARTS = (volumes, timeliness, outcomes, subjects, remedies, redress, listening, apart, trends, yearly, kept)
SECTIONS: dict[str, Section] = {section.id: section for part in _PARTS for section in part.SECTIONS}
"""Every section by its id."""
