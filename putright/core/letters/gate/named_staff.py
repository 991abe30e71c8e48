"""Letters name roles, not the people who work for the landlord."""

from __future__ import annotations

from collections.abc import Iterator

from putright.core.letters import names
from putright.core.letters.gate.base import Checked, Finding, rule


@rule(
    must=False,
    title="Staff are not named",
    why="They acted for the landlord, and it is the landlord that answers. “Generally”, says the Code: so it may be "
    "set aside with a reason, as where the complainant knows them by name only.",
)
def named_staff(checked: Checked) -> Iterator[Finding]:
    """A finding for each colleague named in what was written: in full, with a title, or by one name."""
    for passage in checked.passages:
        for said in names.people_in(passage.text, checked.staff, checked.theirs):
            yield passage.found(
                f"“{said}” works here. Letters name roles, not people.", said, "Write the role, such as “our surveyor”."
            )
