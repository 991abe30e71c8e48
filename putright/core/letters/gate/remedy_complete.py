"""Every remedy says what will be done and by when."""

from __future__ import annotations

from collections.abc import Iterator

from putright.core.letters import prose
from putright.core.letters.gate.base import Checked, Finding, rule
from putright.core.letters.tongue import day
from putright.core.state.shapes_remedies import PromisedRemedy


@rule(
    must=True,
    title="A remedy says what and by when",
    why="The Code asks for both; a remedy without a date cannot be followed to its end.",
)
def remedy_complete(checked: Checked) -> Iterator[Finding]:
    """A finding for each remedy of the response that lacks one of them, on the case or in the letter."""
    stage = checked.answered
    if stage is None:
        return
    made = [r for r in checked.case.state.remedies.values() if r.stage == stage.number and not r.withdrawn]
    for n, remedy in enumerate(made, 1):
        called = prose.shorten(remedy.what, 60) or remedy.kind.replace("_", " ")
        if lacking := list(_lacking(checked, remedy)):
            yield Finding(
                text=f"The remedy “{called}” does not say {' and '.join(lacking)}.",
                where=f"remedy {n}",
                excerpt=called,
                instead="Complete it with the decision: what will be done, and the day by which it is.",
            )


def _lacking(checked: Checked, remedy: PromisedRemedy) -> Iterator[str]:
    what, when = remedy.what.strip().rstrip("."), remedy.done or remedy.last
    if not what or checked.lacks(what, "remedy"):
        yield "what will be done"
    if not when or checked.lacks(day(when), "remedy"):
        yield "by when"
