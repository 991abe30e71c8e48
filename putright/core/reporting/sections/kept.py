"""Parts that are not counted from cases alone: the program adds what is kept elsewhere when a report is drawn up.

Authority: Complaint Handling Code 2024, 9.2 to 9.4, and 2020, B6.2 and B6.10 (what was learnt, and who was told).
"""

from __future__ import annotations

from putright.core.reporting.sections.base import Section, none

SECTIONS = (
    Section("digest", "What changed, what complaints showed together, who was told", none),
    Section("equality", "Equality, diversity and inclusion", none, cites=("WTP-33",)),
)
