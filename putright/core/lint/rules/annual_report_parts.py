"""The yearly report has all its parts.

The self-assessment; an analysis with the complaints refused; failings to comply; improvements; the Ombudsman's report
on the landlord and its other ones.
"""

from __future__ import annotations

from collections.abc import Iterator

from putright.core.lint.finding import Force, Found
from putright.core.lint.subject import Subject

CODE = {
    "housing-ombudsman/2024": ("C24-8.1",),
}
FORCE: Force = "must"
NONE = "The pack draws up no yearly report on complaints and service improvement."
PARTS = {
    "self_assessment": "the self-assessment", "analysis": "the analysis", "refusals": "the complaints refused",
    "non_compliance": "failings to comply", "improvements": "improvements",
    "ombudsman_report": "the Ombudsman’s report on the landlord",
    "ombudsman_publications": "the Ombudsman’s other reports",
}  # fmt: skip


def find(subject: Subject) -> Iterator[Found]:
    """A pack without the report, or with one that leaves a part out."""
    report = subject.pack.reports.get("annual_report")
    missing = [part for part in PARTS if part not in (report.shows if report else ())]
    if missing:
        text = f"The yearly report leaves out: {', '.join(PARTS[part] for part in missing)}." if report else NONE
        cites = report.cites if report else ()
        yield Found(text, f"Under reports, annual_report, shows: {', '.join(missing)}.", cites, ("reports",))
