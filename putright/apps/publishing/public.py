"""What anybody sees without signing in: the policy in force, its leaflet and picture, and every earlier version.

All of it comes from frozen editions. Nothing is shown of a landlord that has published nothing.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from putright.apps.accounts.caching import FRESH, KEPT, kept
from putright.apps.accounts.models import Landlord
from putright.apps.publishing import files, shelf
from putright.apps.publishing.models import Edition
from putright.core.letters.blocks import Heading
from putright.core.publishing import html, shapes

CSS = ":root{{--pr-header:{0};--govuk-brand-colour:{0};--pr-published:{0}}}\n"


@require_safe
def policy(request: HttpRequest, slug: str, brand: str = "") -> HttpResponseBase:
    """The policy in force; for a landlord with several brands, which there are."""
    found = _published(slug)
    now = shelf.in_force(found)
    edition = now.get(("policy_website", brand))
    if edition:
        return _page(request, edition, now, FRESH)
    choices = [one for (kind, _), one in now.items() if kind == "policy_website"]
    if brand or not choices:
        raise Http404
    names = shelf.brands(choices[0].landlord)
    named = [(names.get(one.brand, one.landlord.name), files.policy_address(slug, one.brand)) for one in choices]
    context = {"landlord": choices[0].landlord, "choices": sorted(named), "slug": slug}
    return kept(request, render(request, "publishing/choose.html", context), FRESH)


@require_safe
def versions(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Every version of every publication, the one in force first."""
    found = _published(slug)
    now = {edition.pk for edition in shelf.in_force(found).values()}
    names = shelf.brands(found[0].landlord)
    rows = [{"edition": one, "name": names.get(one.brand, one.brand), "current": one.pk in now} for one in found]
    context = {"landlord": found[0].landlord, "rows": rows, "slug": slug, "several": len(names) > 1}
    return kept(request, render(request, "publishing/versions.html", context), FRESH)


@require_safe
def version(request: HttpRequest, slug: str, key: str) -> HttpResponseBase:
    """One version, in force or not."""
    found = _published(slug)
    return _page(request, _of(found, key), shelf.in_force(found), FRESH)


@require_safe
def file(request: HttpRequest, slug: str, key: str, form: str) -> HttpResponseBase:
    """A version as a file, or (`css`) the colour it is shown in."""
    edition = _of(_published(slug), key)
    if form == "css":
        answer = HttpResponse(CSS.format(edition.thawed.colour), content_type="text/css; charset=utf-8")
    elif form in files.STAFF_ONLY:
        raise Http404
    else:
        answer = files.answer(request, edition, form)
    return kept(request, answer, KEPT, f"{edition.content}-{edition.number}-{form}")


def _published(slug: str) -> list[Edition]:
    """What a landlord has published that anybody may see. Raises `Http404` where that is nothing."""
    landlord = Landlord.objects.filter(slug=slug).first()
    found = shelf.editions(landlord, timezone.localdate()) if landlord else []
    open_ = [one for one in found if one.kind in shelf.PUBLIC]
    if not open_:
        raise Http404
    for one in open_:
        one.landlord = landlord
    return open_


def _of(found: list[Edition], key: str) -> Edition:
    for edition in found:
        if edition.key == key:
            return edition
    raise Http404


def _page(
    request: HttpRequest, edition: Edition, now: dict[tuple[str, str], Edition], seconds: int
) -> HttpResponseBase:
    document = edition.thawed
    current = now[edition.kind, edition.brand]
    others = [one for (_, brand), one in now.items() if brand == edition.brand and one.kind != edition.kind]
    context: dict[str, Any] = {
        "landlord": edition.landlord, "slug": edition.landlord.slug, "edition": edition, "document": document,
        "current": None if current == edition else current, "contents": contents(document),
        "body": mark_safe(html.body(document, top=0)),  # noqa: S308 (the renderer escapes every text)
        "others": [(one, [(form, form.upper()) for form in ("pdf", "svg") if form in files.forms_of(one.kind)])
                   for one in others],
        "policy_address": files.policy_address(edition.landlord.slug, edition.brand),
        "until": _until(edition, now),
    }  # fmt: skip
    return kept(request, render(request, "publishing/public.html", context), seconds)


def contents(document: shapes.Document) -> list[tuple[str, str]]:
    """Its headings, each with the id it has on the page."""
    titles = [block.text for block in document.blocks if isinstance(block, Heading) and block.level == 2]
    return [(f"part-{number}", title) for number, title in enumerate(titles, 1)] if len(titles) > 3 else []


def _until(edition: Edition, now: dict[tuple[str, str], Edition]) -> date | None:
    later = Edition.objects.filter(
        landlord_id=edition.landlord_id, kind=edition.kind, brand=edition.brand, number__gt=edition.number,
        valid_from__lte=now[edition.kind, edition.brand].valid_from,
    )  # fmt: skip
    following = later.order_by("number").first()
    return following.valid_from if following else None
