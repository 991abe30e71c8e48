"""The writes of publishing: an edition is frozen, and a line is added to the log. Nothing is ever changed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Max
from msgspec.structs import replace

from putright.apps.accounts import permissions
from putright.apps.accounts.models import Person
from putright.apps.publishing import making, shelf
from putright.apps.publishing.models import Edition, Entry
from putright.core import workdays
from putright.core.publishing import shapes

Draws = Callable[[shapes.Document], bytes]
REPEATED = ("policy_posts",)
"""Kinds that are published again, from another day, though they say the same: their days begin anew."""


class Refused(Exception):
    """It was not published; the text says why and what to do."""


def publish(
    person: Person,
    kind: str,
    brand: str,
    *,
    on: date,
    at: datetime,
    shown: str = "",
    draw: Draws = making.pdf_apart,
    **notes: str,
) -> Edition:
    """Freezes what the policy, the wording and the register say into the next edition.

    `on` is the day it is valid from; `shown` the content that the person saw, where they were shown one; `notes` are
    `approved`, `views` and `reason`. Raises `PermissionDenied`, `Refused`, `Unrendered`, or `KeyError` for an unknown
    kind or brand.
    """  # fmt: skip
    if not permissions.may(person, permissions.PUBLISH):
        raise PermissionDenied(f"This needs the permission {permissions.PUBLISH!r}.")
    landlord = person.landlord
    if brand not in shelf.brands(landlord):
        raise KeyError(brand)
    document = shelf.fresh(landlord, kind, brand, on)
    content = shapes.content(document)
    before = Edition.objects.filter(landlord=landlord, kind=kind, brand=brand, language=document.language)
    last = before.order_by("-number").first()
    _check(last, kind, on, content, shown)
    number = (before.aggregate(last=Max("number"))["last"] or 0) + 1
    numbered = replace(document, number=number)
    drawn = draw(numbered)
    try:
        with transaction.atomic():
            return Edition.objects.create(
                landlord=landlord, key=key_of(kind, brand, number), kind=kind, brand=brand, language=document.language,
                number=number, pack_version=document.version, document=shapes.freeze(numbered), content=content,
                pdf=drawn, valid_from=on, by=person, at=at, **notes,
            )  # fmt: skip
    except IntegrityError as error:
        raise Refused(f"Edition {number} was published meanwhile. Look at it first.") from error


def _check(last: Edition | None, kind: str, on: date, content: str, shown: str) -> None:
    if shown and shown != content:
        raise Refused(
            "The policy, its wording or the register has changed since this page was shown. Look at it again."
        )
    if last and last.content == content and (kind not in REPEATED or on == last.valid_from):
        raise Refused(f"It says the same as edition {last.number}, which stands. There is nothing to publish.")
    if last and on < last.valid_from:
        raise Refused(f"It cannot begin before edition {last.number} did, on {workdays.said(last.valid_from)}.")


def key_of(kind: str, brand: str, number: int) -> str:
    """What an edition's files are called."""
    return "-".join(filter(None, (brand, kind.replace("_", "-"), str(number))))


def note(person: Person, what: str, *, on: date, at: datetime, **said: object) -> Entry:
    """Adds a line to the log. Raises `PermissionDenied`.

    Whoever works for the landlord may note that they gave somebody a copy; the rest needs the permission to
    keep the registers, or, of publications, to publish.
    """
    needed = permissions.KEEP_REGISTERS if what in Entry.OF_THE_POLICY else permissions.PUBLISH
    if what != Entry.What.COPY and not permissions.may(person, needed):
        raise PermissionDenied(f"This needs the permission {needed!r}.")
    edition = said.get("edition")
    if isinstance(edition, Edition) and edition.landlord_id != person.landlord_id:
        raise PermissionDenied("That is another landlord's.")
    return Entry.objects.create(landlord=person.landlord, what=what, on=on, at=at, by=person, **said)
