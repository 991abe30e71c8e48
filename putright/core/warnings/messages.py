"""What the complainant's side wrote that the work must not go on without."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from putright.core.case import Case
from putright.core.warnings.base import warning


@warning
def definition_disputed(case: Case, as_of: date) -> Iterator[str]:
    """Until it is agreed anew, or somebody has read what they wrote and said what was done about it."""
    waiting = [one for one in case.state.messages.values() if one.event.about == "definition" and not one.settled]
    if waiting:
        yield f"They say that the definition is not what they meant ({waiting[0].event.on}): agree it with them again"
