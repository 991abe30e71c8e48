"""The pages around the forms: how to complain and what happens, and leaving in a hurry."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from putright.apps.accounts.access import typed_into
from putright.apps.governance import incidents
from putright.apps.portal import drafts, saying
from putright.apps.portal.follow import visit
from putright.apps.portal.place import COOKIE, Place, at_place, show
from putright.apps.portal.questions import DOORS
from putright.core.publishing.sections import afterwards

CSS = ":root{{--pr-header:{0};--govuk-brand-colour:{0};--pr-published:{0}}}\n"
ELSEWHERE = "https://www.bbc.co.uk/weather"
"""A page that tells nobody anything, for whoever must not be seen here."""


@require_safe
@at_place
def home(request: HttpRequest, place: Place) -> HttpResponse:
    """How to complain, what happens then, and every way in; where there are brands, which of them it is about."""
    today = timezone.localdate(place.at)
    notices = incidents.showing(place.landlord, place.brand, today)
    hint = {"notice": place.address("notice") if notices else "", "going": any(not one.ended_on for one in notices)}
    if place.policy.pack.brands and not place.brand:
        each = [(brand.name, reverse("portal_home", args=[place.landlord.slug, key]))
                for key, brand in place.policy.pack.brands.items()]  # fmt: skip
        return show(request, place, "portal/home.html", {"brands": each, **hint})
    context = hint | {
        "doors": [(door, place.address("begin", door=door.name)) for door in DOORS.values()],
        "today": today, "dates": saying.dates(place, today), "parts": saying.parts(place),
    }  # fmt: skip
    return show(request, place, "portal/home.html", context)


@require_safe
@at_place
def notice(request: HttpRequest, place: Place) -> HttpResponse:
    """What keeps the landlord from answering as it should, what people can do meanwhile, and until when (C24-8.5)."""
    today = timezone.localdate(place.at)
    context = {"incidents": incidents.showing(place.landlord, place.brand, today), "today": today}
    return show(request, place, "portal/notice.html", context)


@require_safe
@at_place
def accessibility(request: HttpRequest, place: Place) -> HttpResponse:
    """How these pages can be used, and what to do where they cannot."""
    return show(request, place, "portal/accessibility.html")


@require_safe
@at_place
def privacy(request: HttpRequest, place: Place) -> HttpResponse:
    """What these pages keep of whom, and for how long."""
    body = saying.drawn(place, afterwards.privacy(place.matter))
    return show(request, place, "portal/privacy.html", {"body": body, "days": drafts.kept_for().days})


@require_safe
@at_place
def look(request: HttpRequest, place: Place) -> HttpResponse:
    """The landlord's own colour."""
    response = HttpResponse(CSS.format(place.matter.colour), content_type="text/css; charset=utf-8")
    patch_cache_control(response, public=True, max_age=5 * 60)
    return response


@require_safe
@at_place
def leave(request: HttpRequest, place: Place) -> HttpResponse:
    """Forgets who was here and goes somewhere else; going back finds nothing that was typed."""
    response = HttpResponseRedirect(ELSEWHERE)
    visit.end(request, response, place)
    for name in request.COOKIES:
        if name.startswith(COOKIE):
            response.delete_cookie(name, path=place.root, samesite="Lax")
    if not request.user.is_authenticated and settings.SESSION_COOKIE_NAME in request.COOKIES:
        request.session.flush()
    response["Clear-Site-Data"] = '"cache"'
    response["Referrer-Policy"] = "no-referrer"
    return response


@at_place
def untrusted(request: HttpRequest, place: Place) -> HttpResponse:
    """A form that cannot be trusted, such as one of a browser without cookies: what was typed, to be copied."""
    return show(request, place, "portal/untrusted.html", {"typed": typed_into(request)}, 403)


@at_place
def too_large(request: HttpRequest, place: Place) -> HttpResponse:
    """More was sent than is read at once; what was saved on the pages before is still there."""
    return show(request, place, "portal/too_large.html", status=413)
