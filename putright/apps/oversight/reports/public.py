"""Yearly reports as anybody reads them without signing in, each with the governing body's response beside it."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from putright.apps.accounts.caching import FRESH, KEPT, kept
from putright.apps.accounts.models import Landlord
from putright.apps.oversight.reports import checklist, files, links
from putright.apps.oversight.reports.models import Issue, Place
from putright.core.reporting import drawing, html


@require_safe
def reports(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Every yearly report of a landlord that everybody may read, the latest first."""
    found = [one for one in _found(slug).order_by("-drawn__until", "-id") if checklist.is_public(one)]
    if not found:
        raise Http404
    rows = [{"issue": one, "title": links.title(one.landlord, one.drawn)} | links.heading(one.drawn) for one in found]
    answer = render(request, "reports/public_list.html", {"rows": rows, "landlord": found[0].landlord, "slug": slug})
    return kept(request, answer, FRESH)


@require_safe
def report(request: HttpRequest, slug: str, key: str) -> HttpResponseBase:
    """One report."""
    issued = _one(slug, key)
    document = issued.thawed
    context = links.heading(issued.drawn) | {
        "issue": issued, "report": document, "landlord": issued.landlord, "slug": slug,
        "contents": html.contents(document), "explained": drawing.explained(document),
        "body": mark_safe(html.body(document)),  # noqa: S308 (the renderer escapes every text)
        "responses": issued.responses.order_by("-on", "-id")[:1],
        "assessment": issued.places.filter(what=Place.What.ASSESSMENT).order_by("-id").first(),
        "corrected": issued.recounts.exclude(done_at=None).exclude(differences="[]").order_by("-id").first(),
    }  # fmt: skip
    return kept(request, render(request, "reports/public.html", context), FRESH)


@require_safe
def file(request: HttpRequest, slug: str, key: str, form: str) -> HttpResponseBase:
    """One report as a file."""
    return kept(request, files.answer(_one(slug, key), form), KEPT)


def _found(slug: str) -> QuerySet[Issue]:
    landlord = Landlord.objects.filter(slug=slug).first()
    if landlord is None:
        raise Http404
    there = Place.objects.filter(what=Place.What.PAGE).values("issue")
    return Issue.objects.filter(landlord=landlord, pk__in=there).select_related("drawn__landlord", "landlord")


def _one(slug: str, key: str) -> Issue:
    issued = _found(slug).filter(key=key).first()
    if issued is None or not checklist.is_public(issued):
        raise Http404
    return issued
