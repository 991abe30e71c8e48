"""People at risk: alerts and the duty of candour."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from putright.core.case import Case
from putright.core.duties import find
from putright.core.duties.safety import alerts, telling
from putright.core.warnings.base import warning


@warning
def candour(case: Case, as_of: date) -> Iterator[str]:
    duty = find(case, "candour.notify")
    if duty and duty.owed and not duty.done and case.policy.pack.candour:
        left = [step for step in case.policy.pack.candour.steps if step not in case.state.candour]
        yield f"Duty of candour: still to do: {', '.join(step.replace('_', ' ') for step in left)}"


@warning
def candour_out_of_order(case: Case, as_of: date) -> Iterator[str]:
    rules, taken = case.policy.law.candour, case.state.candour
    for step, rule in rules.items():
        if rule.after and step in taken and (rule.after not in taken or taken[rule.after] > taken[step]):
            yield f"Duty of candour: “{rule.title}” came before “{rules[rule.after].title}”, which the law wants first"


@warning
def safety(case: Case, as_of: date) -> Iterator[str]:
    roles = case.policy.pack.roles
    for alert in alerts(case):
        if not telling(case, alert):
            flags = ", ".join(sorted(alert.flags)).replace("_", " ")
            day = "the same day" if as_of <= alert.since.on else f"it was owed on {alert.since.on}"
            yield f"A safety alert is owed ({flags}): tell the {roles[alert.role].title}, {day}"
