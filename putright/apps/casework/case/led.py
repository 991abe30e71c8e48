"""The one investigation that serves several complaints, as the others of them see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from putright.apps.accounts.models import Person
from putright.apps.casework.models import Case
from putright.apps.casework.opened import Opened, load
from putright.core.events import Finding


@dataclass(frozen=True)
class Lead:
    """The case on which it is led: its reference, and the case itself where the person asking may see it."""

    name: str
    opened: Opened | None = None

    @property
    def findings(self) -> Sequence[tuple[str, Finding]]:
        """What was decided there, point by point, each with the point's words."""
        stage = (self.opened.state.current or self.opened.state.stages.get(1)) if self.opened else None
        return [(stage.points.get(key, ""), found) for key, found in stage.findings.items()] if stage else []


def lead(opened: Opened, person: Person) -> Lead | None:
    """The investigation that serves a case too; None where it has its own."""
    name = opened.state.together.led_by
    case = Case.objects.visible_to(person).filter(reference=name).first() if name else None
    if case is None:
        return Lead(name) if name else None
    case.landlord = opened.case.landlord
    return Lead(name, load(case))
