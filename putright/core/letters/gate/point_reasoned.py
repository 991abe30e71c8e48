"""Every decision in the response comes with its reasons."""

from __future__ import annotations

from collections.abc import Iterator

from putright.core.letters.gate.base import Checked, Finding, rule


@rule(
    must=True,
    title="Every decision has its reasons",
    why="Somebody who does not learn why cannot accept a decision, or challenge it.",
)
def point_reasoned(checked: Checked) -> Iterator[Finding]:
    """A finding for each point whose decision has no reasons, or whose reasons the letter leaves out."""
    stage = checked.answered
    if stage is None:
        return
    for n, found in enumerate(stage.findings.values(), 1):
        reasons = found.reasons.strip()
        if not reasons or checked.lacks(reasons, "reasons"):
            lacks = "is in the letter without its reasons" if reasons else "was made without reasons"
            yield Finding(
                text=f"The decision on point {n} {lacks}.",
                where=f"the reasons for point {n}",
                instead="Say what you found, what it rests on, and how that leads to the decision.",
            )
