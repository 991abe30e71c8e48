"""People at risk: alerts and the duty of candour."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from putright.core.case import Case
from putright.core.duties import find, obligations
from putright.core.warnings.base import warning


@warning
def candour(case: Case, as_of: date) -> Iterator[str]:
    duty = find(case, "candour.notify")
    if duty and duty.owed and not duty.done and case.policy.pack.candour:
        left = [step for step in case.policy.pack.candour.steps if step not in case.state.candour]
        yield f"Duty of candour: still to do: {', '.join(step.replace('_', ' ') for step in left)}"


@warning
def safety(case: Case, as_of: date) -> Iterator[str]:
    roles = case.policy.pack.roles
    for duty in obligations(case):
        _, _, role = duty.name.partition("safety.alert:")
        if role and not duty.done:
            flags = ", ".join(sorted(case.state.flags & set(case.policy.pack.safety))).replace("_", " ")
            yield f"A safety alert is owed ({flags}): tell the {roles[role].title} the same day"
