"""Somebody asks for their own data, step by step."""

from __future__ import annotations

import zipfile
from typing import Any

from django.contrib import messages
from django.core.files.storage import default_storage
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from putright.apps.accounts.access import kept_form, requires
from putright.apps.accounts.permissions import EXPORT_PERSON
from putright.apps.letters.drawing.shown import file as as_file
from putright.apps.records import access as requests
from putright.apps.records.actions import Refused
from putright.apps.records.forms import AskForm, ChooseForm, MaskForm, ReleaseForm
from putright.apps.records.models import Access
from putright.core.workdays import said

ON_A_PAGE = 25
State = Access.State
TYPED = ("mask", "release")
"""Steps that something is typed for."""


@requires(EXPORT_PERSON)
@require_http_methods(["GET", "HEAD", "POST"])
def accesses(request: HttpRequest) -> HttpResponse:
    """Requests, the one due first at the top, and putting one on record."""
    today = timezone.localdate()
    requests.may(request.user)
    form = AskForm(request.POST or kept_form(request), today=today, initial={"asked_on": today})
    if request.method == "POST" and form.is_valid():
        made = requests.ask(request.user, at=timezone.now(), **form.cleaned_data)
        return redirect("access", made.number)
    rows = Access.objects.filter(landlord=request.user.landlord_id).select_related("landlord")
    rows = rows.exclude(pk__in=requests.kept_from(request.user))
    page = Paginator(rows.order_by("-number"), ON_A_PAGE).get_page(request.GET.get("page"))
    open_ones = (State.OPEN, State.BUILDING, State.READY, State.FAILED)
    context = {"form": form, "page": page, "today": today, "open": open_ones}
    return render(request, "records/accesses.html", context, status=422 if form.errors else 200)


@requires(EXPORT_PERSON)
@require_safe
def access(request: HttpRequest, number: int) -> HttpResponse:
    """One request: the step that comes next."""
    return _show(request, _one(request, number))


def _show(request: HttpRequest, found: Access, form: Any = None, status: int = 200) -> HttpResponse:
    forms: dict[str, Any] = {}
    if found.state == State.OPEN:
        forms["choose"] = form or ChooseForm(choices=_choices(request, found))
    elif found.state in (State.READY, State.FAILED):
        typed = {"words": "\n".join(found.masks), "why": "\n".join(found.withheld)}
        forms = {"mask": MaskForm(initial=typed), "release": ReleaseForm()}
        if isinstance(form, MaskForm | ReleaseForm):
            forms["mask" if isinstance(form, MaskForm) else "release"] = form
    context = {
        "access": found, "state": found.state, "forms": forms, "form": form, "today": timezone.localdate(),
        "index": _index(found) if found.state in (State.READY, State.RELEASED) else "",
    }  # fmt: skip
    return render(request, "records/access.html", context, status=status)


def _choices(request: HttpRequest, found: Access) -> list[tuple[str, str]]:
    return [
        (one.key, f"{one.case.reference}: {one.party.name}, {one.party.postcode or one.party.address or 'no address'}, "
         f"{one.party.get_role_display().lower()}, received {said(one.case.received_on)}")
        for one in requests.find(request.user, found)
    ]  # fmt: skip


def _index(found: Access) -> str:
    """The names of what is in the ZIP, to look it through."""
    if not found.stored or not default_storage.exists(found.stored):
        return ""
    with default_storage.open(found.stored) as opened, zipfile.ZipFile(opened) as packed:
        return "\n".join(packed.namelist())


@requires(EXPORT_PERSON)
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, number: int, step: str) -> HttpResponse:
    """Choosing, masking, giving or ending; what was typed before a lost session comes back filled in."""
    found, now = _one(request, number), timezone.now()
    acts = {"choose": _choose, "mask": _mask, "release": _release, "end": _end}
    if step not in acts:
        raise Http404
    if request.method != "POST":
        typed = kept_form(request)
        form = {"mask": MaskForm, "release": ReleaseForm}[step](typed) if typed and step in TYPED else None
        return _show(request, found, form) if form and found.state == State.READY else redirect("access", number)
    try:
        form = acts[step](request, found, now)
    except Refused as error:
        messages.error(request, str(error))
        return _show(request, found, status=409)
    return _show(request, found, form, 422) if form is not None else redirect("access", number)


def _choose(request: HttpRequest, found: Access, now: Any) -> Any:
    form = ChooseForm(request.POST, choices=_choices(request, found))
    if not form.is_valid():
        return form
    requests.choose(request.user, found.number, form.cleaned_data["theirs"], at=now)
    return None


def _mask(request: HttpRequest, found: Access, now: Any) -> Any:
    form = MaskForm(request.POST)
    if not form.is_valid():
        return form
    words, why = (_lines(form.cleaned_data[name]) for name in ("words", "why"))
    requests.mask(request.user, found.number, words=words, withheld=why, at=now)
    return None


def _release(request: HttpRequest, found: Access, now: Any) -> Any:
    form = ReleaseForm(request.POST)
    if not form.is_valid():
        return form
    requests.release(request.user, found.number, how=form.cleaned_data["how"], at=now)
    return None


def _end(request: HttpRequest, found: Access, now: Any) -> None:
    if found.state in (State.BUILDING, State.ENDED):
        raise Refused("It cannot be ended just now. Try again in a minute.")
    requests.end(found, request.user, now)


def _lines(typed: str) -> list[str]:
    return [line.strip() for line in typed.splitlines() if line.strip()]


@requires(EXPORT_PERSON)
@require_safe
def file(request: HttpRequest, number: int) -> HttpResponse:
    """The ZIP, to be looked through and given."""
    found = _one(request, number)
    if not found.stored or found.state not in (State.READY, State.RELEASED):
        raise Http404
    requests.look(request.user, found, at=timezone.now())
    with default_storage.open(found.stored) as opened:
        return as_file(opened.read(), "application/zip", f"{found}.zip", saved=True)


def _one(request: HttpRequest, number: int) -> Access:
    try:
        return requests.of(request.user, number)
    except Access.DoesNotExist:
        raise Http404 from None
