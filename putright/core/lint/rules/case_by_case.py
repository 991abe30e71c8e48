"""Each complaint is looked at by itself, and nothing is refused wholesale.

Whatever is listed as excluded is still weighed for this person and this case.
"""

from __future__ import annotations

from collections.abc import Iterator

from putright.core.lint.finding import Force, Found
from putright.core.lint.silence import silent
from putright.core.lint.subject import Subject

CODE = {
    "housing-ombudsman/2024": ("C24-2.5",),
}
FORCE: Force = "should"


def find(subject: Subject) -> Iterator[Found]:
    """A policy that does not say so."""
    yield from silent(
        subject, "case_by_case",
        what="that nothing is refused wholesale and each person’s circumstances are considered",
        cure=(
            "“We take up every complaint unless there is a good reason not to, and look at each case and each "
            "person’s circumstances by themselves.”"
        ),
    )  # fmt: skip
