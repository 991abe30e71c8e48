"""Governance: what lapses, the policy's register, the other registers, who holds which role, who answers."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from putright.apps.accounts import packs, permissions
from putright.apps.accounts.access import kept_form, requires
from putright.apps.accounts.models import Person, RoleHeld
from putright.apps.governance import actions, people, registers
from putright.apps.governance.models import Kept
from putright.apps.governance.registers import Register
from putright.apps.governance.warnings import warnings

PAGE = 50
GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


def _keeps(person: Person) -> bool:
    return permissions.may(person, permissions.KEEP_REGISTERS)


@requires(permissions.SEE_FIGURES)
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What lapses or has lapsed, and every register."""
    landlord, today = request.user.landlord, timezone.localdate()
    found = warnings(landlord, today)
    context = {
        "lapsed": [one for one in found if one.lapsed(today)], "soon": [one for one in found if not one.lapsed(today)],
        "registers": [one for one in registers.ALL.values() if permissions.may(request.user, one.reads)],
    }  # fmt: skip
    return render(request, "governance/home.html", context)


# ---- registers ------------------------------------------------------------------------------


def _register(request: HttpRequest, slug: str, *, writes: bool = False) -> Register:
    found = registers.ALL.get(slug)
    if not found:
        raise Http404
    needed = permissions.KEEP_REGISTERS if writes else found.reads
    if not permissions.may(request.user, needed):
        raise PermissionDenied(f"This page needs the permission {needed!r}.")
    return found


@require_safe
def register(request: HttpRequest, slug: str) -> HttpResponse:
    """The entries of a register."""
    found, today, landlord = _register(request, slug), timezone.localdate(), request.user.landlord
    page = Paginator(found.entries(landlord), PAGE).get_page(request.GET.get("page"))
    rows = [
        {"entry": one, "name": found.name(one), "cells": list(zip(found.head[1:], found.row(one, today), strict=True)),
         "touches": registers.touches(one, request.user)}
        for one in page
    ]  # fmt: skip
    context = {
        "register": found, "rows": rows, "page": page, "keeps": _keeps(request.user),
        "beside": found.beside(landlord, today) if found.beside else [], "beside_title": registers.BESIDE.get(slug),
    }  # fmt: skip
    return render(request, "governance/register.html", context)


@GET_OR_POST
def entry(request: HttpRequest, slug: str, key: str = "") -> HttpResponse:
    """A new entry, or an entry put right."""
    found, landlord, today = _register(request, slug, writes=True), request.user.landlord, timezone.localdate()
    before = _entry(found, request, key) if key else None
    initial = before.said() if before else {name: request.GET[name] for name in ("ref", "name") if name in request.GET}
    typed = request.POST or kept_form(request)
    form = found.form(typed, landlord=landlord, today=today, before=before, initial=initial)
    if request.method == "POST":
        if before and request.POST.get("number") != str(before.number):
            form.add_error(None, "Somebody has changed this entry meanwhile. What you typed is still here: compare it.")
        elif form.is_valid() and _keep(request, found, form, before):
            messages.success(request, "It is kept.")
            return redirect("governance_register", slug)
    past = found.model.objects.filter(landlord=landlord, key=key).select_related("by").order_by("-number")[:PAGE]
    context = {"register": found, "form": form, "before": before, "past": list(past) if before else []}
    return render(request, "governance/entry.html", context, status=422 if form.errors else 200)


def _entry(found: Register, request: HttpRequest, key: str) -> Kept:
    current = found.model.objects.current().filter(landlord=request.user.landlord, key=key)  # type: ignore[attr-defined]
    if not (one := current.first()):
        raise Http404
    return one  # type: ignore[no-any-return]


def _keep(request: HttpRequest, found: Register, form: Any, before: Kept | None) -> bool:
    try:
        if found.slug == "training" and not before:
            actions.train(request.user, form.chosen(), form.said(), timezone.now(), form.today)
        else:
            actions.keep(request.user, found.model, form.said(), timezone.now(), before)
    except actions.Refused as refused:
        form.add_error(None, str(refused))
        return False
    return True


@GET_OR_POST
def strike(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Asks once, then takes an entry out of its register."""
    found = _register(request, slug, writes=True)
    one = _entry(found, request, key)
    if request.method == "POST":
        try:
            actions.strike(request.user, one, timezone.now())
            messages.success(request, "It is taken out. That it was there stays on record.")
        except actions.Refused as refused:
            messages.error(request, str(refused))
        return redirect("governance_register", slug)
    return render(request, "governance/strike.html", {"register": found, "entry": one, "name": found.name(one)})


# ---- roles ----------------------------------------------------------------------------------


@requires(permissions.SEE_PEOPLE)
@require_safe
def roles(request: HttpRequest) -> HttpResponse:
    """Each role of the policy with its holders and since when, those that nobody holds, and who held them before."""
    staff = people.Staff.of(request.user.landlord)
    held, titles = people.since(staff.people), packs.titles(request.user.landlord)
    rows = [
        {"title": titles[key], "answers": key in people.answering(staff.pack), "cites": role.cites,
         "holders": [(one, held.get((one.pk, key))) for one in staff.holding(key)][:PAGE]}
        for key, role in staff.pack.roles.items()
    ]  # fmt: skip
    past = RoleHeld.objects.filter(person__landlord=request.user.landlord).exclude(until=None)
    page = Paginator(past.select_related("person").order_by("-until", "-id"), PAGE).get_page(request.GET.get("page"))
    context = {"rows": rows, "page": page, "past": [(one, titles.get(one.role, one.role)) for one in page]}
    return render(request, "governance/roles.html", context)


@requires(permissions.SEE_PEOPLE)
@require_safe
def answering(request: HttpRequest) -> HttpResponse:
    """Who answers for complaints, as the landlord can publish it."""
    staff = people.Staff.of(request.user.landlord)
    held = people.since(staff.people)
    rows = [
        {"title": role.title[:1].upper() + role.title[1:], "does": sorted(people.ANSWERS & set(role.does)),
         "holders": [(one.name, held.get((one.pk, key))) for one in staff.holding(key)]}
        for key, role in people.answering(staff.pack).items()
    ]  # fmt: skip
    context = {"rows": rows, "document": staff.pack.document, "today": timezone.localdate()}
    return render(request, "governance/answering.html", context)
