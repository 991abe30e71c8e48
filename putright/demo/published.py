"""What each landlord of the demonstration has published: everything, with the first lines of its log."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from putright.apps.accounts import packs, permissions
from putright.apps.accounts.models import Landlord, Person
from putright.apps.publishing import actions, making, shelf
from putright.core.publishing.kinds import KINDS

AGO = timedelta(days=21)


def publish(landlord: Landlord, now: datetime) -> int:
    """Publishes every kind for every brand, three weeks ago; gives how many editions."""
    people = Person.objects.filter(landlord=landlord).order_by("pk")
    person = next(one for one in people if permissions.may(one, permissions.PUBLISH))
    at = now - AGO
    on = timezone.localdate(at)
    approved = packs.current(landlord).pack.document.approved
    made = 0
    for brand in shelf.brands(landlord):
        for kind in KINDS:
            edition = actions.publish(
                person, kind, brand, on=on, at=at, draw=making.pdf, approved=approved,
                views="The residents’ panel asked for the times to stand first." if kind == "policy_website" else "",
            )  # fmt: skip
            made += 1
            if kind in ("policy_website", "leaflet"):
                where = "Website" if kind == "policy_website" else "Every office"
                actions.note(person, "put", on=on, at=at, name=kind, edition=edition, where=where)
    return made
