"""Every point of the complaint has its decision in the response."""

from __future__ import annotations

from collections.abc import Iterator

from putright.core.letters import blocks as b
from putright.core.letters import prose
from putright.core.letters.gate.base import Checked, Finding, rule


@rule(
    must=True,
    title="Every point is decided",
    why="The Code asks that every point is answered; one that is passed over comes back at stage 2.",
)
def point_decided(checked: Checked) -> Iterator[Finding]:
    """A finding for each point without a decision, and one where the letter leaves a decision out."""
    stage = checked.answered
    if stage is None:
        return
    numbers = {point: n for n, point in enumerate(stage.points, 1)}
    elsewhere = checked.case.state.safety.elsewhere
    for point in stage.undecided:
        if point not in elsewhere:
            yield Finding(
                text=f"Point {numbers[point]} has no decision.",
                where=f"point {numbers[point]}",
                excerpt=prose.shorten(stage.points[point]),
                instead="Record the decision on this point, with its reasons, before you answer.",
            )
    said = sum(1 for block in checked.letter.blocks if block.part == "decision" and not isinstance(block, b.Heading))
    if said < len(stage.findings):
        yield Finding(text=f"The letter gives {said} decisions; {len(stage.findings)} were made.")
