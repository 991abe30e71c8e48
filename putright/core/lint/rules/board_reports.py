"""Reports show what the governing body has to see.

Volumes, categories and outcomes with how well it was done; issues and trends; the Ombudsman's outcomes and how its
orders stand.
"""

from __future__ import annotations

from collections.abc import Iterator

from putright.core.lint.finding import Force, Found
from putright.core.lint.subject import Subject

CODE = {
    "housing-ombudsman/2020": ("C20-A",),
    "housing-ombudsman/2024": ("C24-9.7",),
}
FORCE: Force = "must"
FORCES: dict[str, Force] = {"housing-ombudsman/2020": "should"}
WANTED = {
    "volumes": "how many complaints there were", "categories": "of what kind", "outcomes": "with what outcome",
    "timeliness": "how punctual the answers were", "issues": "issues", "trends": "trends",
    "ombudsman": "the Ombudsman’s outcomes", "orders": "how its orders stand",
}  # fmt: skip


def find(subject: Subject) -> Iterator[Found]:
    """What no report of the pack shows."""
    shown = {section for report in subject.pack.reports.values() for section in report.shows}
    missing = [section for section in WANTED if section not in shown]
    if missing:
        yield Found(
            text=f"No report of the pack shows: {', '.join(WANTED[section] for section in missing)}.",
            cure=f"Under reports, shows: {', '.join(missing)}.",
            key=("reports",),
        )  # fmt: skip
