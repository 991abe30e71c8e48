"""Letters name what a contractor did, not which firm or person it was."""

from __future__ import annotations

from collections.abc import Iterator

from putright.core.letters import names
from putright.core.letters.gate.base import Checked, Finding, rule


@rule(
    must=False,
    title="Contractors are not named",
    why="The landlord answers for whoever works for it. Where a name is needed to let somebody in, set this aside.",
)
def named_contractor(checked: Checked) -> Iterator[Finding]:
    """A finding for each known contractor, firm or person, named in what was written."""
    for passage in checked.passages:
        for said in names.firms_in(passage.text, checked.contractors):
            yield passage.found(f"“{said}” works for us.", said, "Write what they are: “our roofing contractor”.")
