"""What people said about somebody's work: the praise that was passed on to them, and nothing else of its case."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from putright.apps.accounts.models import Person
from putright.apps.casework.models import Event
from putright.apps.casework.opened import decode
from putright.core import events as e
from putright.core.events import ERASED

MOST = 200
"""How many of a landlord's latest are looked through."""


@dataclass(frozen=True)
class Praise:
    """What somebody said, and when it was passed on."""

    on: date
    words: str


@require_GET
def praise(request: HttpRequest) -> HttpResponse:
    """The reader's own."""
    return render(request, "intake/registers/praise.html", {"praise": list(of(request.user))})


def of(person: Person) -> Iterator[Praise]:
    """What was passed on to this person, by name or by a role they hold, the latest first."""
    kept = Event.objects.filter(landlord=person.landlord_id, kind="feedback_shared", case__kind="compliment")
    for row in kept.prefetch_related("rows").order_by("-id")[:MOST]:
        shared = decode(row, {text.place: text.body for text in row.rows.all()})
        theirs = isinstance(shared, e.FeedbackShared) and {person.key, *person.roles} & set(shared.with_)
        if theirs and shared.what not in ("", ERASED):
            yield Praise(shared.on, shared.what)
