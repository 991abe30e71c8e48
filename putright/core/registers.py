"""What is no complaint and yet is kept in a register: which register, who hears of it, and what is answered."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from putright.core.case import Case
from putright.core.events import Triage
from putright.core.promised import Rhythm

REGISTERS: Mapping[Triage, str] = {
    "service_request": "service_requests",
    "enquiry": "enquiries",
    "comment": "comments",
    "suggestion": "suggestions",
    "compliment": "compliments",
    "petition": "petitions",
    "survey_feedback": "survey_feedback",
    "policy_request": "policy_copies",
}
"""The register of each kind, by the name that packs know it by. A landlord has all of them, named there or not."""
ANSWERED: tuple[Triage, ...] = ("enquiry", "comment", "suggestion", "petition", "survey_feedback", "policy_request")
"""What somebody waits for an answer to."""


def register(case: Case) -> Rhythm | None:
    """What the policy says of the register in which a case stands; None where it stands in none, or it says nothing."""
    kind = case.state.entry.kind
    return case.policy.pack.registers.get(REGISTERS[kind]) if kind else None


def audience(case: Case) -> tuple[str, ...]:
    """Whom the policy wants told of such an entry: roles and bodies, or in words; nobody where it names none."""
    found = register(case)
    return found.to if found else ()


def shared_on(case: Case) -> date | None:
    """The day from which everyone the policy names had been told; None until then.

    Of a role, one who holds it is enough. Where the policy names nobody by role ("those it praises"), whoever was told.
    """
    told, pack = case.state.entry.told, case.policy.pack
    named = [name for name in audience(case) if name in pack.roles or name in pack.bodies]
    days = [_told(case, name) for name in named] if named else [min(told.values(), default=None)]
    return max((day for day in days if day), default=None) if all(days) else None


def _told(case: Case, role: str) -> date | None:
    people = case.people
    days = [day for name, day in case.state.entry.told.items()
            if name == role or (name in people and role in people[name].roles)]  # fmt: skip
    return min(days, default=None)
