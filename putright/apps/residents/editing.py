"""The register's pages to write: adding and changing people, homes, and what belongs to a person."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from putright.apps.accounts.access import kept_form, requires
from putright.apps.accounts.permissions import SEE_RESIDENTS
from putright.apps.residents import actions, forms, linking
from putright.apps.residents.models import Adjustment, Home, Representative, Resident, Stay

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
PARTS: dict[str, tuple[type[Any], type[forms.Register], str, str]] = {
    "home": (Stay, forms.StayForm, "Add a home they live or lived in", "Their time in this home"),
    "representative": (Representative, forms.RepresentativeForm, "Add somebody who acts for them",
                       "Somebody who acts for them"),
    "adjustment": (Adjustment, forms.AdjustmentForm, "Add what helps them", "What helps them"),
}  # fmt: skip
"""What belongs to a person, by its place in the address: the model, the form, and its headings."""


@requires(SEE_RESIDENTS)
@GET_OR_POST
def resident_add(request: HttpRequest) -> HttpResponse:
    """A new person; from a complaint (`?of=`), with what it says of them, and linked to it once saved."""
    reference, _, key = request.GET.get("of", "").replace("\0", "").partition("/")
    party = linking.party_of(request, reference, key) if reference else None
    row = Resident(landlord=request.user.landlord, brand=_only_brand(request))
    if party:
        row.name, row.phone, row.email = party.name, party.phone, party.email
        row.brand = row.brand or party.case.brand
    response = _edit(request, forms.ResidentForm, row, "Add a resident", reverse("residents"))
    if party and row.pk and response.status_code == 302:
        actions.link(request.user, party.case, party.key, row, timezone.now())
    return response


@requires(SEE_RESIDENTS)
@GET_OR_POST
def resident_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Who somebody is and how to reach them."""
    row = get_object_or_404(Resident.objects.visible_to(request.user), pk=pk)
    return _edit(request, forms.ResidentForm, row, row.name, reverse("resident", args=[pk]))


@requires(SEE_RESIDENTS)
@GET_OR_POST
def resident_home_add(request: HttpRequest) -> HttpResponse:
    """A new home."""
    row = Home(landlord=request.user.landlord, brand=_only_brand(request))
    return _edit(request, forms.HomeForm, row, "Add a home", reverse("residents"))


@requires(SEE_RESIDENTS)
@GET_OR_POST
def resident_home_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Where a home is, and what kind."""
    row = get_object_or_404(Home.objects.visible_to(request.user), pk=pk)
    return _edit(request, forms.HomeForm, row, str(row), reverse("resident_home", args=[pk]))


def _edit(
    request: HttpRequest, form_class: type[forms.Register], row: Resident | Home, title: str, back: str
) -> HttpResponse:
    form = _form(request, form_class, row)
    if request.method == "POST" and form.is_valid():
        kept = _kept(request, form.instance, actions.save)
        return redirect("resident" if isinstance(row, Resident) else "resident_home", kept.pk)
    return _show(request, form, title, back)


@requires(SEE_RESIDENTS)
@GET_OR_POST
def resident_part_add(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Something more of a person: a home, a representative, an adjustment."""
    if kind not in PARTS:
        raise Http404
    owner = get_object_or_404(Resident.objects.visible_to(request.user), pk=pk)
    model, form_class, title, _ = PARTS[kind]
    dated = {Representative: "given_on", Adjustment: "recorded_on"}.get(model)
    row = model(resident=owner, **({dated: timezone.localdate()} if dated else {}))
    return _edit_part(request, form_class, row, title)


@requires(SEE_RESIDENTS)
@GET_OR_POST
def resident_part(request: HttpRequest, pk: int, kind: str, n: int) -> HttpResponse:
    """Changing or ending what belongs to a person."""
    if kind not in PARTS:
        raise Http404
    owner = get_object_or_404(Resident.objects.visible_to(request.user), pk=pk)
    model, form_class, _, title = PARTS[kind]
    return _edit_part(request, form_class, get_object_or_404(model, resident=owner, pk=n), title)


def _edit_part(request: HttpRequest, form_class: type[forms.Register], row: Any, title: str) -> HttpResponse:
    form = _form(request, form_class, row)
    back = reverse("resident", args=[row.resident_id])
    if request.method == "POST" and form.is_valid():
        _kept(request, form.instance, actions.save_part)
        return redirect(back)
    return _show(request, form, title, back, row.resident.name)


def _kept(request: HttpRequest, row: Any, save: Callable[[Any, Any, datetime], None]) -> Any:
    """The row as it is kept, once, however often the form was sent."""
    now = timezone.now()
    if not row.pk and (same := actions.just_added(request.user, row, now)):
        return same
    save(request.user, row, now)
    messages.success(request, f"{row}: saved.")
    return row


def _form(request: HttpRequest, form_class: type[forms.Register], row: Any) -> forms.Register:
    typed = request.POST if request.method == "POST" else kept_form(request)
    return form_class(typed, instance=row, person=request.user, today=timezone.localdate())


def _show(request: HttpRequest, form: forms.Register, title: str, back: str, of: str = "") -> HttpResponse:
    context = {"form": form, "title": title, "back": back, "of": of}
    return render(request, "residents/form.html", context, status=422 if form.errors else 200)


def _only_brand(request: HttpRequest) -> str:
    """The brand of somebody who works for one: else they could not see what they add."""
    return request.user.brands[0] if len(request.user.brands) == 1 else ""
