"""Publications for staff: what is published and what has been overtaken, publishing, the log."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_http_methods, require_safe

from putright.apps.accounts import packs, permissions
from putright.apps.accounts.access import kept_form
from putright.apps.letters.drawing.pdf import Unrendered
from putright.apps.publishing import actions, files, forms, shelf
from putright.apps.publishing.models import Edition, Entry
from putright.core.publishing import compare, html, posts, shapes
from putright.core.publishing.kinds import KINDS
from putright.core.workdays import said

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
RECENT = 200
"""Lines of the log that are shown."""


def address(kind: str, brand: str) -> str:
    """Where staff find a publication."""
    return reverse("publication_of_brand", args=[kind, brand]) if brand else reverse("publication", args=[kind])


@require_safe
def publications(request: HttpRequest) -> HttpResponse:
    """What is published, what has been overtaken, what is promised and due, and what must be seen to."""
    landlord, today = request.user.landlord, timezone.localdate()
    places: dict[str, list[dict[str, Any]]] = {}
    for place in shelf.shelf(landlord, today):
        row = {"place": place, "href": address(place.kind.name, place.brand),
               "public": files.policy_address(landlord.slug, place.brand)}  # fmt: skip
        places.setdefault(place.brand_name, []).append(row)
    context = {
        "places": places, "promises": shelf.promises(landlord, today), "notices": list(shelf.notices(landlord, today)),
        "log": _entries(landlord)[:5], "publishes": permissions.may(request.user, permissions.PUBLISH),
        "several": len(places) > 1,
    }  # fmt: skip
    return render(request, "publishing/publications.html", context)


def _entries(landlord: Any, *whats: str) -> list[Entry]:
    found = Entry.objects.filter(landlord=landlord, what__in=whats or Entry.OF_PUBLICATIONS)
    return list(found.select_related("by", "edition").order_by("-on", "-id")[:RECENT])


@GET_OR_POST
def publication(request: HttpRequest, kind: str, brand: str = "") -> HttpResponse:
    """One publication: how it reads today, what differs from the edition in force, and publishing it."""
    landlord, today = request.user.landlord, timezone.localdate()
    if kind not in KINDS or brand not in shelf.brands(landlord):
        raise Http404
    document = shelf.fresh(landlord, kind, brand, today)
    may = permissions.may(request.user, permissions.PUBLISH)
    form = forms.PublishForm(request.POST or kept_form(request), today=today,
                             initial={"on": today, "shown": shapes.content(document)})  # fmt: skip
    if request.method == "POST":
        if not may:
            raise PermissionDenied(f"This page needs the permission {permissions.PUBLISH!r}.")
        if form.is_valid() and (edition := _publish(request, form, kind, brand)):
            messages.success(request, f"{edition} is published, valid from {said(edition.valid_from)}.")
            return redirect(address(kind, brand))
    context = _of_publication(landlord, kind, brand, document) | {"form": form, "may": may}
    return render(request, "publishing/publication.html", context, status=422 if form.errors else 200)


def _publish(request: HttpRequest, form: forms.PublishForm, kind: str, brand: str) -> Edition | None:
    try:
        return actions.publish(request.user, kind, brand, at=timezone.now(), **form.cleaned_data)
    except (actions.Refused, Unrendered) as error:
        form.add_error(None, str(error))
        return None


def _of_publication(landlord: Any, kind: str, brand: str, document: shapes.Document) -> dict[str, Any]:
    found = [one for one in shelf.editions(landlord) if (one.kind, one.brand) == (kind, brand)]
    last = found[0] if found else None
    same = last is not None and last.content == shapes.content(document)
    return {
        "kind": KINDS[kind], "brand": brand, "brand_name": shelf.brands(landlord)[brand], "document": document,
        "editions": found, "last": last, "same": same and kind not in actions.REPEATED,
        "changes": compare.changes(last.thawed, document) if last else [],
        "body": mark_safe(html.body(document, top=2)),  # noqa: S308 (the renderer escapes every text)
        "posts": posts.dated(document), "forms": [(one, files.NAMES[one]) for one in files.forms_of(kind)],
        "public": files.policy_address(landlord.slug, brand) if kind in shelf.PUBLIC else "",
    }  # fmt: skip


@require_safe
def file(request: HttpRequest, key: str, form: str) -> HttpResponse:
    """An edition as a file, for staff: every kind, also before it begins."""
    edition = get_object_or_404(Edition.objects.select_related("landlord"), landlord=request.user.landlord, key=key)
    return files.answer(request, edition, form)


@GET_OR_POST
def log(request: HttpRequest) -> HttpResponse:
    """Where publications were put and when they were looked at; adding a line."""
    landlord, today = request.user.landlord, timezone.localdate()
    may = permissions.may(request.user, permissions.PUBLISH)
    names = {kind.name: kind.title for kind in KINDS.values()}
    names |= {name: rhythm.title for name, rhythm in packs.current(landlord).pack.publications.items()}
    typed, known = request.POST or kept_form(request), shelf.editions(landlord)[:RECENT]
    form = forms.LogForm(
        typed, today=today, names=names.items(), editions=known,
        initial={"on": today, "name": request.GET.get("name", ""), "edition": request.GET.get("edition", "")},
    )  # fmt: skip
    if request.method == "POST":
        if not may:
            raise PermissionDenied(f"This page needs the permission {permissions.PUBLISH!r}.")
        if form.is_valid():
            actions.note(request.user, at=timezone.now(), **form.meant())
            messages.success(request, "It is in the log.")
            return redirect("publication_log")
    rows = [{"entry": one, "title": names.get(one.name, one.name)} for one in _entries(landlord)]
    return render(request, "publishing/log.html", {"form": form, "rows": rows, "may": may},
                  status=422 if form.errors else 200)  # fmt: skip
