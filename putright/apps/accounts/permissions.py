"""Who may do what: the one table.

A role of a pack `does` certain things (its capabilities); a capability carries permissions. A permission
about a case holds only for a case the person can see, and nobody sees a case that complains of them or that they
keep away from. Whoever sees a case may say that they should not (`see_case`), and answer when asked to approve. Anybody
who is asked for information answers it (`answer_request`) without seeing the case.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Protocol

from putright.apps.accounts import packs

if TYPE_CHECKING:
    from putright.apps.accounts.models import Person

LOG_COMPLAINT = "log_complaint"
ANSWER_REQUEST = "answer_request"
SEE_CASE = "see_case"
SEE_TEAM_CASES = "see_team_cases"
SEE_ALL_CASES = "see_all_cases"
SEE_SENSITIVE = "see_sensitive"
WORK_CASE = "work_case"
SEE_OMBUDSMAN = "see_ombudsman"
SEE_PEOPLE = "see_people"
MANAGE_PEOPLE = "manage_people"
SEND_EVIDENCE = "send_evidence"
VERIFY_LOG = "verify_log"
PUBLISH = "publish"
SEE_RESIDENTS = "see_residents"
IMPORT_RESIDENTS = "import_residents"
READ_MAIL = "read_mail"
SEE_FIGURES = "see_figures"
ISSUE_REPORTS = "issue_reports"
DRAW_SAMPLES = "draw_samples"
ASSESS = "assess"
LEARN = "learn"
SEE_EQUALITY = "see_equality"
KEEP_REGISTERS = "keep_registers"
READ_WITH_REASON = "read_with_reason"
ENTER_ROOM = "enter_room"
DISPOSE = "dispose"
EXPORT_PERSON = "export_person"
DRAFT_POLICY = "draft_policy"
ADOPT_POLICY = "adopt_policy"
SEE_VERSIONS = "see_versions"

CAPABILITIES: dict[str, frozenset[str]] = {
    "front_line": frozenset({ANSWER_REQUEST, SEE_CASE, LOG_COMPLAINT}),
    "handle": frozenset({
        ANSWER_REQUEST, SEE_CASE, LOG_COMPLAINT, WORK_CASE, SEE_TEAM_CASES, SEE_PEOPLE, SEND_EVIDENCE, SEE_RESIDENTS,
        READ_MAIL, SEE_FIGURES, LEARN,
    }),
    "review": frozenset({
        ANSWER_REQUEST, SEE_CASE, LOG_COMPLAINT, WORK_CASE, SEE_TEAM_CASES, SEE_PEOPLE, SEND_EVIDENCE, SEE_RESIDENTS,
        SEE_FIGURES, LEARN,
    }),
    "oversee": frozenset({
        ANSWER_REQUEST, SEE_CASE, LOG_COMPLAINT, WORK_CASE, SEE_TEAM_CASES, SEE_ALL_CASES, SEE_SENSITIVE, SEE_PEOPLE,
        SEND_EVIDENCE, SEE_OMBUDSMAN, SEE_RESIDENTS, READ_MAIL, SEE_FIGURES, ISSUE_REPORTS, DRAW_SAMPLES, ASSESS,
        LEARN, SEE_EQUALITY, KEEP_REGISTERS, ENTER_ROOM, DRAFT_POLICY, SEE_VERSIONS,
    }),
    "approve": frozenset({ANSWER_REQUEST, SEE_CASE, SEE_ALL_CASES, SEE_PEOPLE, SEE_FIGURES, SEE_VERSIONS}),
    "panel": frozenset({ANSWER_REQUEST, SEE_CASE, SEE_PEOPLE}),
    "board": frozenset({
        ANSWER_REQUEST, SEE_CASE, SEE_OMBUDSMAN, SEE_PEOPLE, SEE_FIGURES, SEE_EQUALITY, READ_WITH_REASON, ENTER_ROOM,
        SEE_VERSIONS,
    }),
    "administer": frozenset({
        ANSWER_REQUEST, SEE_CASE, SEE_PEOPLE, MANAGE_PEOPLE, VERIFY_LOG, PUBLISH, SEE_RESIDENTS, IMPORT_RESIDENTS,
        SEE_FIGURES, ISSUE_REPORTS, ASSESS, KEEP_REGISTERS, DISPOSE, EXPORT_PERSON, DRAFT_POLICY, ADOPT_POLICY,
        SEE_VERSIONS,
    }),
}  # fmt: skip
PERMISSIONS = frozenset().union(*CAPABILITIES.values())


class SeenCase(Protocol):
    """What a case must answer for a permission to be asked about it."""

    def is_visible_to(self, person: Person) -> bool: ...


def permissions_of(capabilities: Iterable[str]) -> frozenset[str]:
    """The permissions that some capabilities carry together."""
    return frozenset().union(*(CAPABILITIES[capability] for capability in capabilities))


def granted(person: Person) -> frozenset[str]:
    """Every permission of a person: none once they have left."""
    if not person.is_active:
        return frozenset()
    return permissions_of(packs.capabilities_of(person.landlord, person.roles))


def may(person: Person, permission: str, case: SeenCase | None = None) -> bool:
    """Whether the person may do this: at all, or to this case."""
    if permission not in PERMISSIONS:
        raise ValueError(f"there is no permission {permission!r}")
    return permission in granted(person) and (case is None or case.is_visible_to(person))
