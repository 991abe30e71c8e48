"""A room: a page about one side of a case, such as its investigation, with the steps that belong to it."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views import View

from putright.apps.accounts.models import Person
from putright.apps.casework.case import present
from putright.apps.casework.case.ways import address
from putright.apps.casework.models import Party
from putright.apps.casework.names import adjustments
from putright.apps.casework.opened import Opened
from putright.apps.casework.steps import visible


class Room(View):
    """`key` is the last part of its address and its address's name (`room_<key>`), `title` its link and heading."""

    key: ClassVar[str]
    title: ClassVar[str]
    template: ClassVar[str]
    all: ClassVar[tuple[type[Room], ...]] = ()
    http_method_names: ClassVar[list[str]] = ["get", "head", "options"]

    @classmethod
    def serves(cls, opened: Opened) -> bool:
        """Whether the case has anything for this room; otherwise it is not listed (its address still answers)."""
        return True

    @classmethod
    def called(cls, opened: Opened) -> str:
        """What the room is called on this case: its title, unless the case says otherwise."""
        return cls.title

    def context(self, opened: Opened, person: Person, today: date) -> dict[str, Any]:
        """What the template needs beside the case's head."""
        raise NotImplementedError

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        """The page, as far as the person may see the case."""
        opened, today = visible(request, reference), timezone.localdate()
        parties = list(Party.objects.filter(case=opened.case).order_by("key"))
        context = {
            "opened": opened, "case": opened.case, "today": today, "room": self, "parties": parties,
            "room_title": self.called(opened),
            "head": present.header(opened, parties), "adjustments": adjustments(opened, parties),
            "rooms": links(opened, self.key), **self.context(opened, request.user, today),
        }  # fmt: skip
        return render(request, self.template, context)


def links(opened: Opened, current: str = "") -> list[dict[str, Any]]:
    """The way from room to room of a case; the case's own page stands first."""
    reference = opened.case.reference
    first = {"href": reverse("case", args=[reference]), "text": "Overview", "current": not current}
    shown = [room for room in Room.all if room.key == current or room.serves(opened)]
    return [first] + [_link(opened, room, current) for room in shown]


def _link(opened: Opened, room: type[Room], current: str) -> dict[str, Any]:
    href = reverse(f"room_{room.key}", args=[opened.case.reference])
    return {"href": href, "text": room.called(opened), "current": room.key == current}


def step_href(opened: Opened, kind: str, **chosen: str) -> str:
    """The address of a step's page with some of its fields filled in already."""
    return address(opened.case.reference, kind, **chosen)
