"""What anybody reads without signing in: a landlord's published self-assessments, from the frozen papers alone."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from putright.apps.accounts.caching import FRESH, KEPT, kept
from putright.apps.oversight.assessment import files, making
from putright.apps.oversight.assessment.models import Approved, Assessment, Deed
from putright.core.assessment.paper import changes


@require_safe
def latest(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The assessment published last."""
    found = _published(slug)
    return _page(request, found[0], found)


@require_safe
def version(request: HttpRequest, slug: str, key: str) -> HttpResponseBase:
    """One of them."""
    found = _published(slug)
    return _page(request, _of(found, key), found)


@require_safe
def file(request: HttpRequest, slug: str, key: str, form: str) -> HttpResponseBase:
    """One of them as a file."""
    one = _of(_published(slug), key)
    return kept(request, files.answer(one, form), KEPT, f"{one.content}-{form}")


def _published(slug: str) -> list[Approved]:
    """A landlord's published assessments, the latest first. Raises `Http404` where there are none."""
    found = Approved.objects.filter(landlord__slug=slug, assessment__state=Assessment.State.PUBLISHED)
    published = list(found.select_related("landlord").order_by("-number"))
    if not published:
        raise Http404
    return published


def _of(found: list[Approved], key: str) -> Approved:
    for one in found:
        if one.key == key:
            return one
    raise Http404


def _page(request: HttpRequest, one: Approved, every: list[Approved]) -> HttpResponseBase:
    paper = one.thawed
    put = Deed.objects.filter(approved=one, what=Deed.What.PUBLISHED).order_by("on").first()
    context = {
        "one": one, "paper": paper, "landlord": one.landlord, "slug": one.landlord.slug, "every": every, "put": put,
        "facts": making.facts(paper), "short": making.short(paper), "changes": list(changes(paper)),
        "sections": [(key, making.heading(key, title), [(line, making.policy_of(line)) for line in paper.of(key)])
                     for key, title in paper.sections.items()],
        "current": every[0],
    }  # fmt: skip
    return kept(request, render(request, "assessment/public.html", context), FRESH)
