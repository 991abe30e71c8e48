"""Unhappiness with how a request is handled is a complaint, also while the request runs.

Work on the request goes on beside the complaint. Where the policy is silent, people are told to wait until the
request is finished.
"""

from __future__ import annotations

from collections.abc import Iterator

from putright.core.lint.finding import Force, Found
from putright.core.lint.silence import silent
from putright.core.lint.subject import Subject

CODE = {
    "housing-ombudsman/2024": ("C24-1.5",),
}
FORCE: Force = "must"


def find(subject: Subject) -> Iterator[Found]:
    """A policy that does not say so."""
    yield from silent(
        subject, "request_unhappy",
        what="that unhappiness with how a request is dealt with becomes a complaint while work on the request goes on",
        cure=(
            "“If you are unhappy with how we deal with your request you can complain at once. We go on with the "
            "work meanwhile.”"
        ),
    )  # fmt: skip
