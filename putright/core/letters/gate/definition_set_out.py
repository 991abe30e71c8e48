"""The letter sets out the complaint as it is understood: its points, and the outcomes that are sought."""

from __future__ import annotations

from collections.abc import Iterator

from putright.core import events as e
from putright.core.letters import prose
from putright.core.letters.gate.base import Checked, Finding, rule


@rule(
    must=True,
    title="The complaint is set out as it is understood",
    why="Only somebody who reads what will be looked into, and what they asked for, can say that it is not it.",
)
def definition_set_out(checked: Checked) -> Iterator[Finding]:
    """What an acknowledgement leaves out of the complaint definition: all of it, a point, or an outcome."""
    stage, state = checked.case.state.current, checked.case.state
    if stage is None or not isinstance(checked.event, e.Acknowledged):
        return
    if not checked.said("definition").strip():
        yield Finding(
            text="The letter does not set out what the complaint is about.",
            instead="Set down the points of the complaint on the case.",
        )
    outcomes = stage.outcomes if stage.defined else state.outcomes
    for what, texts in (("point", stage.points.values()), ("outcome they hope for", outcomes)):
        for text in texts:
            if text.strip() and checked.lacks(text):
                yield Finding(text=f"The letter leaves out this {what}.", excerpt=prose.shorten(text))
