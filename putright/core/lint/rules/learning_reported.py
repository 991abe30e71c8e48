"""Residents, staff and committees hear of what was learnt.

Whoever complained, and whoever works there, should see that it changed something.
"""

from __future__ import annotations

from collections.abc import Iterator

from putright.core.lint.finding import Force, Found
from putright.core.lint.silence import silent
from putright.core.lint.subject import Subject

CODE = {
    "housing-ombudsman/2020": ("C20-B6.2", "C20-B6.10"),
    "housing-ombudsman/2024": ("C24-9.3",),
}
FORCE: Force = "should"


def find(subject: Subject) -> Iterator[Found]:
    """A policy that does not say so, and a pack whose reports show nothing learnt."""
    yield from silent(
        subject, "learning_reported",
        what="that residents, staff and committees hear of what was learnt",
        cure="“We tell residents, staff and our committees what we learnt from complaints and what we changed.”",
    )  # fmt: skip
    if not any({"learning", "digest"} & set(report.shows) for report in subject.pack.reports.values()):
        cure = "Under reports: learning_digest: {…, to: [residents, staff, committees], shows: [learning, digest]}"
        yield Found("No report of the pack shows what was learnt.", cure, key=("reports",))
