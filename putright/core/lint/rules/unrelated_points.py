"""An unrelated point becomes a complaint of its own.

Only what is related joins stage 1. Joined to another complaint, an unrelated point holds that one up.
"""

from __future__ import annotations

from collections.abc import Iterator

from putright.core.lint.finding import Force, Found
from putright.core.lint.subject import Subject

CODE = {
    "housing-ombudsman/2024": ("C24-6.8",),
}
FORCE: Force = "should"


def find(subject: Subject) -> Iterator[Found]:
    """A pack that joins unrelated points."""
    if subject.pack.unrelated_points == "join":
        said = next(subject.said("promise", "new_points"), None)
        yield Found(
            text="An unrelated point joins the complaint where it is raised before the stage 1 answer is sent.",
            cure="unrelated_points: apart; in print “What has nothing to do with it becomes a complaint of its own.”",
            cites=said.cites if said else (), key=("unrelated_points",), said=said,
        )  # fmt: skip
