"""What is said where a request cannot be read at all."""

from __future__ import annotations

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import defaults

from putright.apps.accounts import access
from putright.apps.portal import views as portal


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Too large: says so and what to do. Anything else: a bad request."""
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        if own := _residents(request):
            return portal.too_large(request, **own)
        return render(request, "errors/413.html", status=413)
    return defaults.bad_request(request, exception)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that cannot be trusted: what was typed, on the landlord's own page where a resident typed it."""
    if own := _residents(request):
        return portal.untrusted(request, **own)
    return access.csrf_failure(request, reason)


def _residents(request: HttpRequest) -> dict[str, str]:
    """Which landlord's pages for residents were asked for, as their address says it; nothing for any other page."""
    match = request.resolver_match
    own = match is not None and (match.view_name or "").startswith("portal_")
    return {name: match.kwargs[name] for name in ("slug", "brand") if name in match.kwargs} if match and own else {}
