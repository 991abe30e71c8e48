"""Letters that a second person approves: asking for it, and the letter as whoever is asked sees it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from putright.apps.accounts.models import Person
from putright.apps.casework import actions as casework
from putright.apps.casework.case.fields import next_key
from putright.apps.casework.opened import Opened
from putright.core import events as e
from putright.core.decide import Reason
from putright.core.guards import lettering
from putright.core.letters.fingerprint import fingerprint

if TYPE_CHECKING:
    from putright.apps.letters.writing.forms import LetterForm
    from putright.apps.letters.writing.stands import Stands


def ask(person: Person, opened: Opened, stands: Stands | None, form: LetterForm, at: datetime) -> None:
    """Asks for the approval of a letter as it stands now. Raises what `casework.actions.record` raises."""
    rule = lettering.rule_of(opened.judged, stands.letter.kind) if stands else None
    if not stands or not rule:
        raise casework.Refused([Reason("possible_now", "there is no letter here that waits for an approval")])
    asked = e.ApprovalAsked(
        on=form.today, id=next_key("a", opened.state.approvals), of="letter", ground=stands.letter.kind,
        what=stands.letter.title, roles=rule.roles, by=person.key, words=fingerprint(stands.letter),
    )  # fmt: skip
    casework.record(
        person, opened.case.reference, [asked], at=at, version=form.cleaned_data["version"],
        token=form.cleaned_data["token"],
    )  # fmt: skip


def shown(opened: Opened, stands: Stands | None, writer: Person) -> dict[str, Any] | None:
    """Where the approval of a letter stands; None where the policy asks for none."""
    case, kind = opened.judged, stands.letter.kind if stands else ""
    rule = lettering.rule_of(case, kind)
    if not stands or not rule:
        return None
    roles, approval = case.policy.pack.roles, lettering.asked(case, kind)
    changed = bool(approval and approval.words != fingerprint(stands.letter))
    return {
        "titles": [roles[role].title for role in lettering.waits(case, kind, writer.key)], "cites": rule.cites,
        "asked": approval, "given": [case.called(name) for name in approval.given] if approval else [],
        "changed": changed, "ask": not approval or bool(approval.declined) or changed,
    }  # fmt: skip
