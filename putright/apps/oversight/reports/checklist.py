"""What must be done so that a yearly report counts as published: Complaint Handling Code 2024, 8.2."""

from __future__ import annotations

from dataclasses import dataclass

from putright.apps.accounts import packs
from putright.apps.oversight.reports.models import Issue, Place

PUBLIC = "the public"
"""The recipient of a pack's report by whom it is known to be published."""


@dataclass(frozen=True, slots=True)
class Item:
    """A line of the checklist: what, whether it is done, and where."""

    what: str
    title: str
    place: Place | None


def is_public(issued: Issue) -> bool:
    """Whether the policy has a report published."""
    defined = packs.current(issued.landlord).pack.reports.get(issued.drawn.report)
    return defined is not None and PUBLIC in defined.to


def of(issued: Issue) -> list[Item]:
    """The checklist of a report that is published; empty for the others."""
    if not is_public(issued):
        return []
    places = {place.what: place for place in issued.places.order_by("id")}
    return [Item(what, title, places.get(what)) for what, title in Place.What.choices]


def shown(issued: Issue) -> bool:
    """Whether everybody may read it here."""
    return is_public(issued) and issued.places.filter(what=Place.What.PAGE).exists()
