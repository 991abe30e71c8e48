"""The landlord assesses itself against the Code and publishes it.

Every year, and again when the Code, the landlord or its procedure changes.
"""

from __future__ import annotations

from collections.abc import Iterator

from putright.core.lint.finding import Force, Found
from putright.core.lint.silence import silent
from putright.core.lint.subject import Subject

CODE = {
    "housing-ombudsman/2020": ("C20-C2",),
    "housing-ombudsman/2022": ("C22-self-assessment",),
    "housing-ombudsman/2024": ("C24-8.1",),
}
FORCE: Force = "must"
FORCES: dict[str, Force] = {"housing-ombudsman/2020": "should"}


def find(subject: Subject) -> Iterator[Found]:
    """A policy that does not say so, and a pack that draws none up."""
    yield from silent(
        subject, "self_assessment",
        what="that the landlord assesses itself against the Code each year and publishes it",
        cure="“Each year we assess ourselves against the Complaint Handling Code and publish it on our website.”",
        whole=("housing-ombudsman/2022", "housing-ombudsman/2024"),
    )  # fmt: skip
    reports = subject.pack.reports
    if not any(name.endswith("self_assessment") or "self_assessment" in one.shows for name, one in reports.items()):
        cure = 'Under reports: self_assessment: {title: "Self-assessment against the Code", every: year, …}'
        yield Found("The pack draws up no self-assessment.", cure, key=("reports",))
