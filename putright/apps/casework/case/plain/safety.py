"""Safety and candour."""

from __future__ import annotations

from putright.apps.casework.case.fields import Choices, choose
from putright.apps.casework.case.plain.base import Plain
from putright.apps.casework.opened import Opened

CANDOUR = {
    "in_person": "Told them in person what happened",
    "apology": "Apologised",
    "written": "Followed it up in writing",
    "records": "Kept the records of it",
}


def _alerts(opened: Opened) -> Choices:
    roles = opened.policy.pack.roles
    owed = [duty.name.partition("safety.alert:")[2] for duty in opened.duties if not duty.done]
    wanted = [role for role in owed if role] or [key for key in roles if key != "front_line"]
    return [(role, roles[role].title[:1].upper() + roles[role].title[1:]) for role in wanted]


def _candour(opened: Opened) -> Choices:
    rule = opened.policy.pack.candour
    return [(s, CANDOUR.get(s, s.replace("_", " "))) for s in (rule.steps if rule else CANDOUR)]


STEPS: dict[str, Plain] = {
    "safety_alerted": Plain("Give a safety alert", "Record the alert", {"to": choose("Whom have you told?", _alerts)},
        "Tell them first, then record it here: this page tells nobody."),
    "candour_step": Plain("Duty of candour", "Record the step", {"step": choose("What was done?", _candour)}),
}  # fmt: skip
