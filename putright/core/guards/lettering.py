"""Letters that a second person must have approved before they go out."""

from __future__ import annotations

from collections.abc import Iterator

from putright.core import compensation
from putright.core import events as e
from putright.core.case import Case
from putright.core.events import Event
from putright.core.guards import Reason, guard
from putright.core.guards.approvals import lacking
from putright.core.money import pence
from putright.core.pack import LetterApproval
from putright.core.state.base import LETTERS
from putright.core.state.shapes_people import Approval

Letter = e.Acknowledged | e.Extended | e.Refused | e.EscalationRefused | e.ResponseSent


def rule_of(case: Case, kind: str) -> LetterApproval | None:
    """What the policy asks of a letter of this kind, as the case stands; None where it asks nothing."""
    rule = next((one for name, one in case.policy.pack.letters_approved.items() if name == kind), None)
    if rule and rule.over is not None and compensation.offered(case) <= pence(rule.over):
        return None
    return rule


def asked(case: Case, kind: str) -> Approval | None:
    """The last request to approve a letter of this kind that still stands, or was declined."""
    last = _last(case, kind)
    return last if last and not (last.used or last.replaced) else None


def _last(case: Case, kind: str) -> Approval | None:
    return next((one for one in reversed(case.state.approvals.values()) if one.is_for("letter", kind)), None)


def waits(case: Case, kind: str, writer: str) -> tuple[str, ...]:
    """The roles whose approval of a letter of this kind is lacking; nobody approves what they write themselves."""
    rule, approval = rule_of(case, kind), asked(case, kind)
    given = approval.given if approval and not approval.declined else ()
    return lacking(case, rule.roles, [name for name in given if name != writer]) if rule else ()


def changed(case: Case, kind: str, words: str) -> Reason | None:
    """Why a letter whose words (`core.letters.fingerprint`) are not those approved does not go out.

    Asked before its event happens, or just after.
    """
    rule, approval = rule_of(case, kind), _last(case, kind)
    if not rule or (approval and approval.words == words):
        return None
    said = "the letter has changed since its approval was asked for: ask for it again"
    return Reason("letter_approved", said, rule.cites)


@guard(e.Acknowledged, e.Extended, e.Refused, e.EscalationRefused, e.ResponseSent)
def letter_approved(case: Case, event: Letter) -> Iterator[Reason]:
    """A letter that the policy puts before a second person goes out once they have approved it as it is written."""
    kind = LETTERS[event.kind]
    rule = rule_of(case, kind)
    if rule and (left := waits(case, kind, _writer(case, event, kind))):
        roles = case.policy.pack.roles
        titles = " and the ".join(roles[role].title for role in left)
        yield Reason("letter_approved", f"this letter needs the approval of the {titles}", rule.cites)


def _writer(case: Case, event: Event, kind: str) -> str:
    approval = asked(case, kind)
    return str(getattr(event, "by", None) or (approval.by if approval else "") or "")
