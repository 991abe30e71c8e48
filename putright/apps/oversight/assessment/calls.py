"""What calls for a self-assessment: looked for in the log by the worker, or noted by somebody."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import msgspec
from django.db import transaction
from django.db.models import Exists, F, OuterRef
from django.utils import timezone

from putright import data
from putright.apps.accounts import packs, rounds
from putright.apps.accounts.models import Landlord
from putright.apps.casework.models import Event, Head
from putright.apps.oversight.assessment.models import Approved, Call, Deed, Watched
from putright.apps.publishing.models import Edition as Published
from putright.core.workdays import said

ORDERS = ("order_made", "failure_order_made")
LOOKS_BACK = timedelta(days=365)
"""How long ago an order may be made to count, where there was no assessment yet."""
BATCH = 5_000
"""How many entries of the log are looked through at a time."""


class _Ordered(msgspec.Struct):
    """What is read of an order's event; `by` is its day."""

    kind: str = ""
    by: date | None = None


def watch_once(now: datetime) -> bool:
    """Looks through what is new in each landlord's log; False where nothing is."""

    def watch(landlord: Landlord) -> bool:
        seen = Watched.objects.filter(landlord=landlord).values_list("seq", flat=True).first() or 0
        head = Head.objects.filter(landlord=landlord, seq__gt=seen).first()
        if head is None:
            return False
        with transaction.atomic():
            _look(landlord, head.seq, now)
        return True

    return rounds.each(watch)


def _look(landlord: Landlord, last: int, now: datetime) -> None:
    watched, _ = Watched.objects.select_for_update().get_or_create(landlord=landlord)
    until = min(last, watched.seq + BATCH)
    events = Event.objects.filter(landlord=landlord, seq__gt=watched.seq, seq__lte=until, kind__in=ORDERS)
    approved = Approved.objects.filter(landlord=landlord).order_by("-number").first()
    since = approved.approved_on if approved else timezone.localdate(now) - LOOKS_BACK
    for event in events.filter(on__gte=since).order_by("seq"):
        ordered = msgspec.json.decode(event.data, type=_Ordered)
        _notice(landlord, Call.Kind.ORDER, event.on, f"log:{event.seq}", _said(event, ordered), now, ordered.by)
    for edition in _policies(landlord, approved):
        text = f"The policy was published anew, valid from {said(edition.valid_from)}."
        _notice(landlord, Call.Kind.PROCEDURE, edition.valid_from, f"policy:{edition.key}", text, now)
    Watched.objects.filter(landlord=landlord).update(seq=until)


def _said(event: Event, ordered: _Ordered) -> str:
    if event.kind == "failure_order_made":
        return f"A complaint handling failure order of {said(event.on)}."
    if ordered.kind == "self_assessment":
        return f"An order of {said(event.on)} to assess against the Code and report back."
    return f"An order of {said(event.on)}. Does it change how complaints are handled?"


def _policies(landlord: Landlord, last: Approved | None) -> Iterator[Published]:
    """Editions of the policy after the first, published since the last assessment was approved."""
    if last:
        yield from Published.objects.filter(
            landlord=landlord, kind="policy_website", number__gt=1, valid_from__gt=last.approved_on
        ).order_by("id")


def _notice(
    landlord: Landlord, kind: str, on: date, source: str, text: str, now: datetime, due: date | None = None
) -> None:
    Call.objects.get_or_create(
        landlord=landlord, source=source, defaults={"kind": kind, "on": on, "text": text, "due": due, "at": now}
    )


def waiting(landlord: Landlord) -> list[Call]:
    """What no assessment answers yet, the earliest due first."""
    found = Call.objects.filter(landlord=landlord, assessment=None, set_aside="")
    return list(found.order_by(F("due").asc(nulls_last=True), "on", "pk"))


def to_report(landlord: Landlord) -> list[Call]:
    """What the ombudsman called for, that an approved assessment answers, and whose outcome was not reported back."""
    done = Call.objects.filter(landlord=landlord, kind__in=Call.TO_REPORT, assessment__approved__isnull=False)
    told = Deed.objects.filter(what=Deed.What.REPORTED, call=OuterRef("pk"))
    return list(done.filter(~Exists(told)).order_by(F("due").asc(nulls_last=True), "pk"))


def edition_changed(landlord: Landlord) -> str:
    """The title of the edition that the policy is held to now, where the last assessment was made on another."""
    last = Approved.objects.filter(landlord=landlord).order_by("-number").first()
    now = packs.current(landlord).pack.edition
    return data.load_edition(now).title if last and last.edition != now and now in data.form_names() else ""
