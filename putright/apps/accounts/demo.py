"""Signing in to a demonstration by choosing who to be. Exists only where PUTRIGHT_MODE=demo."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from putright.apps.accounts import packs
from putright.apps.accounts.models import Landlord, Person


@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Everyone of the demonstration, by landlord; a click signs in as them, without a password."""
    if not settings.DEMO:  # the address table lacks it too; this holds even if somebody puts it there
        raise Http404
    if request.method == "POST":
        person = get_object_or_404(Person, email=request.POST.get("person", ""), is_active=True)
        login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
        wanted = request.GET.get("next", "")
        here = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure())
        return redirect(wanted if here else settings.LOGIN_REDIRECT_URL)
    landlords = Landlord.objects.prefetch_related("people").order_by("name")
    return render(request, "accounts/demo.html", {"landlords": [(one, _people(one)) for one in landlords]})


def _people(landlord: Landlord) -> list[tuple[Person, str]]:
    titles = packs.titles(landlord)
    return [
        (person, ", ".join(titles[role] for role in person.roles if role in titles))
        for person in landlord.people.all()
        if person.is_active
    ]
