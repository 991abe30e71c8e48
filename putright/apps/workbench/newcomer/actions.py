"""The writes: the questions are begun, a page of them is answered, the answers become the draft's files."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from putright.apps.accounts import permissions
from putright.apps.accounts.models import Person
from putright.apps.workbench.drafts import actions as drafts
from putright.apps.workbench.drafts import texts
from putright.apps.workbench.drafts.models import Draft, Revision
from putright.apps.workbench.newcomer import standing
from putright.apps.workbench.writes import Refused, check
from putright.core.newcomer import Answer


def begin(by: Person, at: datetime) -> Draft:
    """Begins a draft with the model's answers and what is known of the landlord.

    Raises `Refused` where there are too many drafts, and `PermissionDenied`.
    """
    answers = standing.first_answers(by.landlord)
    files = standing.files(answers)
    kept = {"newcomer": answers, "answered": [], "made": texts.digest(files)}
    title = f"A policy of our own: {by.landlord.name}"[:200]
    return drafts.start(by, title, standing.BASED_ON, files, at, answers=kept, note="Begun with the model's answers")


@transaction.atomic
def answer(by: Person, draft: Draft, group: str, given: Mapping[str, Answer], was: str) -> Draft:
    """Saves a page of answers; `was` is the digest of those that it was typed upon.

    Raises `Refused` where somebody answered the same page otherwise meanwhile, or the draft is not worked on.
    """
    locked = _locked(by, draft)
    if was != standing.digest(locked, group):
        raise Refused("Somebody has answered this page meanwhile. What is saved now stands beside yours: save again to "
                      "put yours in its place.")  # fmt: skip
    kept = locked.answers
    answered = [*(one for one in kept.get("answered", ()) if one != group), group]
    locked.answers = {**kept, "newcomer": {**kept["newcomer"], **given}, "answered": answered}
    locked.save(update_fields=["answers"])
    return locked


@transaction.atomic
def make(by: Person, draft: Draft, at: datetime, replace: bool = False) -> Revision:
    """Makes the draft's files from the answers, as a new revision.

    Raises `Refused` where an answer is missing, or the contact of a way to complain, or the files were changed by hand
    since and `replace` is not said.
    """
    locked = _locked(by, draft)
    stands = standing.Standing(locked)
    if stands.lacking:
        raise Refused(f"These are not answered yet: {' '.join(stands.lacking.values())}")
    if stands.by_hand and not replace:
        raise Refused("The files were changed by hand since. Say that they may be replaced; each revision is kept.")
    files = standing.files(stands.answers)
    made = drafts.revise(by, locked, files, at, "From the answers to the questions")
    locked.answers = {**locked.answers, "made": texts.digest(files)}
    locked.save(update_fields=["answers"])
    return made


def _locked(by: Person, draft: Draft) -> Draft:
    check(by, permissions.DRAFT_POLICY, draft.landlord_id)
    locked = Draft.objects.select_for_update().select_related("landlord").get(pk=draft.pk)
    if locked.state != Draft.State.OPEN:
        raise Refused(f"Nothing was saved: this draft {drafts.STANDS[Draft.State(locked.state)]}.")
    return locked
