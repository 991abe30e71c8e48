"""The policy says how it, the Code and the Ombudsman are made known.

Leaflets, the website and ordinary letters; the policy itself says which.
"""

from __future__ import annotations

from collections.abc import Iterator

from putright.core.lint.finding import Force, Found
from putright.core.lint.silence import silent
from putright.core.lint.subject import Subject

CODE = {
    "housing-ombudsman/2020": ("C20-B2.6",),
    "housing-ombudsman/2024": ("C24-3.5",),
}
FORCE: Force = "must"
FORCES: dict[str, Force] = {"housing-ombudsman/2020": "should"}


def find(subject: Subject) -> Iterator[Found]:
    """A policy that does not say so."""
    yield from silent(
        subject, "publicised",
        what="how it is made known, with the Code and the Ombudsman",
        cure=(
            "“We make this policy, the Complaint Handling Code and the Housing Ombudsman known on our website, in "
            "our leaflet and in our letters.”"
        ),
        whole=("housing-ombudsman/2024",), own=True,
    )  # fmt: skip
