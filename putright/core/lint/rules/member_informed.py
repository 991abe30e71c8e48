"""The Member Responsible for Complaints gets reports.

They see to it that the governing body is informed, and can only do so with information of their own.
"""

from __future__ import annotations

from collections.abc import Iterator

from putright.core.lint.finding import Force, Found
from putright.core.lint.subject import Subject

CODE = {
    "housing-ombudsman/2024": ("C24-9.6",),
}
FORCE: Force = "must"


def find(subject: Subject) -> Iterator[Found]:
    """A pack none of whose reports goes to the Member."""
    if not any("mrc" in report.to for report in subject.pack.reports.values()):
        yield Found(
            text="No report of the pack goes to the Member Responsible for Complaints.",
            cure="Under reports, to: [mrc, …] for the figures, the trends and the Ombudsman’s outcomes.",
            key=("reports",),
        )  # fmt: skip
