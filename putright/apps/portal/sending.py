"""The write of the forms: a draft becomes a case, once."""

from __future__ import annotations

import hashlib

from django.db import transaction

from putright.apps.casework import log
from putright.apps.casework.models import Case
from putright.apps.intake import actions
from putright.apps.portal import meaning
from putright.apps.portal.journey import Journey
from putright.apps.portal.models import Draft, Mail


class Unfinished(Exception):
    """Something is still to be answered: `question`, by name."""

    def __init__(self, question: str) -> None:
        super().__init__(f"{question} is not answered yet")
        self.question = question


def send(journey: Journey, site: str, copy_to: str = "") -> Case:
    """Opens the case of a draft and forgets the draft's words; sent twice, it is the same case.

    `copy_to` is where an e-mail with the reference goes, `site` where these pages are reached. Raises `Unfinished`.
    """
    draft, place = journey.draft, journey.place
    if draft.case:
        return draft.case
    if journey.next:
        raise Unfinished(journey.next)
    happened = list(meaning.events_of(journey.told, place.landlord, place.brand, journey.pages[0].form.today))
    try:
        with transaction.atomic():
            opened = actions.receive(
                place.landlord, happened, at=place.at, parties=meaning.parties_of(journey.told), files=journey.files,
                sender=meaning.sender(journey.told), token=token(draft),
            )  # fmt: skip
            _settle(draft, opened.case, meaning.sender(journey.told))
            if copy_to:
                Mail.objects.create(draft=draft, to=copy_to, site=site, next_try=place.at)
            return opened.case
    except log.Repeated as repeated:
        return repeated.case


def token(draft: Draft) -> str:
    """What tells this draft sent twice."""
    return hashlib.sha256(f"draft|{draft.key}".encode()).hexdigest()[:40]


def _settle(draft: Draft, case: Case, sender: str) -> None:
    """The words are in the case now, and nowhere else."""
    draft.case, draft.answers, draft.party = case, {}, sender
    draft.save(update_fields=["case", "answers", "party"])
