"""The acknowledgement says what the landlord does not answer for."""

from __future__ import annotations

from collections.abc import Iterator

from putright.core import events as e
from putright.core.letters import prose
from putright.core.letters.gate.base import Checked, Finding, rule


@rule(
    must=True,
    title="What is not ours is said",
    why="Whoever waits for an answer to something that nobody here answers for has been misled.",
)
def responsibility_said(checked: Checked) -> Iterator[Finding]:
    """A finding for each matter recorded as not the landlord's that the acknowledgement does not name."""
    stage = checked.case.state.current
    if stage is None or not isinstance(checked.event, e.Acknowledged):
        return
    for text in stage.not_ours:
        if text.strip() and checked.lacks(text):
            yield Finding(text="The letter does not say that this is not ours.", excerpt=prose.shorten(text))
