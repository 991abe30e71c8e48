"""Service requests are told apart from complaints.

The policy has to say what a request for service is, and that requests are recorded, monitored and reviewed.
"""

from __future__ import annotations

from collections.abc import Iterator

from putright.core.lint.finding import Force, Found
from putright.core.lint.silence import silent
from putright.core.lint.subject import Subject

CODE = {
    "housing-ombudsman/2020": ("C20-B1.3",),
    "housing-ombudsman/2024": ("C24-1.4",),
}
FORCE: Force = "must"
FORCES: dict[str, Force] = {"housing-ombudsman/2020": "should"}


def find(subject: Subject) -> Iterator[Found]:
    """A policy that does not say so."""
    yield from silent(
        subject, "service_requests",
        what="how a service request differs from a complaint",
        cure=(
            "“A service request asks us to put something right for the first time. It is not a complaint; we "
            "record it, follow it and review how we dealt with it.”"
        ),
    )  # fmt: skip
