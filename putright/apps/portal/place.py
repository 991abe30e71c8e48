"""Where a resident stands: one landlord's pages, or one of its brands', under its own name and colours.

Nobody is signed in here. What is remembered of a visitor stands in signed cookies that end with the browser, so that
“Leave this page quickly” can forget all of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, wraps
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control

from putright.apps.accounts.models import Landlord
from putright.apps.publishing import files, shelf
from putright.core.letters.blocks import Rows
from putright.core.policy import Policy
from putright.core.publishing.matter import Matter
from putright.core.publishing.sections.telling import reached

COOKIE = "resident_"
"""What the name of every cookie of these pages begins with."""

NUMBER = re.compile(r"(\+?\d[\d ]{8,}\d)")
"""A telephone number within what is said of it."""

View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Place:
    """A landlord's own pages, or those of one of its brands (`brand`, by id), at the instant `at` of the request."""

    landlord: Landlord
    brand: str
    at: datetime
    matter: Matter

    @property
    def name(self) -> str:
        """Whose pages they are, as residents know it."""
        return self.matter.name

    @property
    def policy(self) -> Policy:
        """The policy as it applies here."""
        return self.matter.policy

    @property
    def wording(self) -> Mapping[str, Any]:
        """The landlord's own words."""
        return self.matter.wording

    @property
    def root(self) -> str:
        """Below which all of the landlord's pages stand; its cookies go nowhere else."""
        return reverse("portal_home", kwargs={"slug": self.landlord.slug})

    def address(self, name: str, /, **more: str) -> str:
        """The address of a page here, by its name without `portal_`: `place.address("question", name="text")`."""
        where = {"slug": self.landlord.slug} | ({"brand": self.brand} if self.brand else {})
        return reverse(f"portal_{name}", kwargs=where | more)

    @cached_property
    def links(self) -> dict[str, str]:
        """The addresses that every page may link to, for templates: `place.links.home`."""
        return {name: self.address(name) for name in LINKED} | {"policy": self._policy()}

    def _policy(self) -> str:
        """Where the published policy stands; empty while none is."""
        now = shelf.in_force(shelf.editions(self.landlord, timezone.localdate(self.at)))
        known = ("policy_website", self.brand) in now or (
            not self.brand and any(kind == "policy_website" for kind, _ in now))  # fmt: skip
        return files.policy_address(self.landlord.slug, self.brand) if known else ""

    @cached_property
    def contacts(self) -> dict[str, Rows]:
        """How the landlord is reached, as publications say it: (way, detail), under whom they are for."""
        return reached(self.matter)

    @cached_property
    def phones(self) -> list[tuple[str, str]]:
        """The telephone numbers, each with whom it is for; for everybody where that is empty."""
        way = self.matter.t("Telephone")
        return [(title, row[1]) for title, rows in self.contacts.items() for row in rows if row[0] == way]

    @cached_property
    def rings(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """The same in pieces, each with the number that it rings; that is empty for what is no number."""
        return [(title, _pieces(text)) for title, text in self.phones]

    @cached_property
    def outside(self) -> tuple[str, Rows]:
        """Who helps from outside, by name, and how to reach them."""
        body = self.matter.bodies()[0]
        return str(self.matter.body(body)["name"]), self.matter.reached(body)


LINKED = ("home", "look", "leave", "accessibility", "privacy", "check", "sent", "later", "drop", "follow")
"""The pages, by name without `portal_`, that any page may link to."""


def of(slug: str, brand: str, at: datetime) -> Place:
    """The pages of a landlord or brand. Raises `Http404` where there are none."""
    landlord = Landlord.objects.filter(slug=slug).first()
    if not landlord or (brand and brand not in shelf.brands(landlord)):
        raise Http404
    return Place(landlord, brand, at, shelf.matter(landlord, brand, timezone.localdate(at)))


def at_place(view: View) -> View:
    """For a view of these pages: it gets its `Place`, not the names in the address; no browser keeps what it shows."""

    @wraps(view)
    def placed(request: HttpRequest, slug: str, brand: str = "", **rest: Any) -> HttpResponse:
        response = view(request, of(slug, brand, timezone.now()), **rest)
        if not response.has_header("Cache-Control"):
            patch_cache_control(response, private=True, no_store=True)
        return response

    return placed


def show(
    request: HttpRequest, place: Place, template: str, context: Mapping[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    """A page of the place, from a template that extends `portal/base.html`."""
    return render(request, template, {"place": place, **(context or {})}, status=status)


def _pieces(text: str) -> list[tuple[str, str]]:
    return [(piece, "".join(piece.split()) if NUMBER.fullmatch(piece) else "") for piece in NUMBER.split(text)]


# ---- what is remembered of a visitor ----------------------------------------------------------


def remember(response: HttpResponse, place: Place, name: str, value: str) -> None:
    """Keeps a value in this browser until it is closed, for the landlord's pages alone."""
    response.set_signed_cookie(
        COOKIE + name, value, salt=_salt(place, name), path=place.root, httponly=True,
        secure=settings.SESSION_COOKIE_SECURE, samesite="Lax",
    )  # fmt: skip


def recall(request: HttpRequest, place: Place, name: str) -> str:
    """What was kept under a name; empty if nothing was, or somebody changed it."""
    return str(request.get_signed_cookie(COOKIE + name, default="", salt=_salt(place, name)))


def forget(response: HttpResponse, place: Place, name: str) -> None:
    """Keeps it no longer."""
    response.delete_cookie(COOKIE + name, path=place.root, samesite="Lax")


def _salt(place: Place, name: str) -> str:
    return f"{COOKIE}{name}|{place.landlord.slug}"
