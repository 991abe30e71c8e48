"""Drafts: begun, found again by the browser or by their address, saved at every page, and forgotten in time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict

from putright.apps.casework import attachments
from putright.apps.portal.models import Draft
from putright.apps.portal.place import Place, forget, recall, remember

NAME = "draft"
MOST_CHARACTERS = 400_000
"""The most characters a draft holds: four of the longest texts that an event takes."""
UNKEPT = frozenset({"change", "csrfmiddlewaretoken", "door", "draft", "go", "remove", "website"})
"""What a form posts that is no answer."""


def begin(place: Place, door: str) -> Draft:
    """A new draft of this place."""
    return Draft.objects.create(
        landlord=place.landlord, brand=place.brand, door=door, begun_at=place.at, saved_at=place.at
    )


def current(request: HttpRequest, place: Place) -> Draft | None:
    """The draft of this browser, sent or not; None where there is none here."""
    return by_key(place, recall(request, place, NAME))


def by_key(place: Place, key: str) -> Draft | None:
    """The draft of this place that has the key."""
    if not key or not key.isprintable():
        return None
    found = Draft.objects.filter(landlord=place.landlord, brand=place.brand, key=key)
    draft = found.select_related("case", "case__landlord").first()
    return draft if draft and draft.saved_at > place.at - kept_for() else None


def keep(response: HttpResponse, place: Place, draft: Draft) -> HttpResponse:
    """Lets this browser go on with it."""
    remember(response, place, NAME, draft.key)
    return response


def let_go(response: HttpResponse, place: Place) -> HttpResponse:
    """Lets this browser go on with it no longer; the draft itself stays until its time."""
    forget(response, place, NAME)
    return response


def save(draft: Draft, question: str, typed: QueryDict, at: datetime) -> bool:
    """Keeps what was typed into a question, right or wrong. False where it is too much: then `draft` alone has it."""
    fields = [(name.replace("\0", ""), values) for name, values in typed.lists()]
    answers = {name: [one.replace("\0", "") for one in values] for name, values in fields if name not in UNKEPT}
    with transaction.atomic():  # another page of the same draft may be saved at this moment
        kept = Draft.objects.select_for_update().filter(pk=draft.pk, case=None).first()
        draft.answers = {**(kept or draft).answers, question: answers}
        if size(draft.answers) > MOST_CHARACTERS:
            return False
        if kept:
            draft.saved_at = at
            draft.save(update_fields=["answers", "saved_at"])
    return True


def size(answers: Mapping[str, Mapping[str, list[str]]]) -> int:
    """How many characters stand in answers and in the names of their fields, which a browser may make up."""
    each = [(name, values) for fields in answers.values() for name, values in fields.items()]
    return sum(len(name) + sum(len(value) for value in values) for name, values in each)


def typed(draft: Draft, question: str) -> QueryDict | None:
    """What was typed into a question; None where it was not answered yet."""
    if question not in draft.answers:
        return None
    found = QueryDict(mutable=True)
    for name, values in draft.answers[question].items():
        found.setlist(name, values)
    return found


def kept_for() -> timedelta:
    """How long a draft is kept after it was last saved."""
    return timedelta(days=settings.DRAFT_DAYS)


def forget_old(now: datetime) -> bool:
    """Forgets one draft that nobody has gone on with for too long; says whether there was one. For the worker."""
    old = Draft.objects.select_related("landlord").filter(saved_at__lte=now - kept_for()).first()
    if old:
        drop(old)
    return old is not None


def drop(draft: Draft) -> None:
    """Forgets a draft, with the files that were brought with it and not sent."""
    attachments.forget_held(draft.landlord, draft.key)
    draft.delete()
