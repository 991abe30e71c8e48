"""Writing down something that is no complaint."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from putright.apps.accounts import packs
from putright.apps.accounts.access import kept_form, requires
from putright.apps.accounts.permissions import LOG_COMPLAINT
from putright.apps.casework import log
from putright.apps.casework.actions import Refused
from putright.apps.casework.models import Party
from putright.apps.casework.once import as_filled_in
from putright.apps.intake import actions
from putright.apps.intake.complaint import COMPLAINANT
from putright.apps.intake.registers.forms import ENTRIES, EntryForm
from putright.core import events as e


@requires(LOG_COMPLAINT)
@require_http_methods(["GET", "POST"])
def enter(request: HttpRequest, kind: str = "") -> HttpResponse:
    """The form. Saving it opens a case that is sorted already, once."""
    if kind and kind not in ENTRIES:
        raise Http404
    if request.method == "GET":
        kept = kept_form(request)
        if kept is not None:
            messages.warning(request, "You were signed out before this was saved. Check what you typed and save it.")
        return _show(request, _form(request, kept, kind))
    data = request.POST.copy()
    data["token"] = as_filled_in(request.POST, request.user.key)
    form = _form(request, data, kind)
    if not form.is_valid():
        return _show(request, form, 422)
    return _saved(request, form)


def _saved(request: HttpRequest, form: EntryForm) -> HttpResponse:
    told, now = form.cleaned_data, timezone.now()
    try:
        case = actions.log_complaint(
            request.user, events_of(told, timezone.localdate(now)), at=now, parties=[_party(told)], token=told["token"]
        ).case
    except log.Repeated as repeated:
        case = repeated.case
    except Refused as refused:
        for reason in refused.reasons:
            form.add_error(None, f"{reason.text[:1].upper()}{reason.text[1:]}.")
        return _show(request, form, 409)
    return redirect("logged", case.reference)


def events_of(told: dict[str, Any], today: Any) -> list[e.Event]:
    """What happened: it came in, was sorted with what they were told, and a request may have its day."""
    offered = told["told"] == "yes"
    found: list[e.Event] = [
        e.Received(
            on=told["received_on"], channel=told["channel"], from_=told["from_"], text=told["text"], party=COMPLAINANT,
            brand=told.get("brand") or None,
        ),
        e.Triaged(on=today, as_=told["kind"], choice_offered=offered, choice="not_a_complaint" if offered else None),
    ]  # fmt: skip
    return found + ([e.RequestDated(on=today, by=told["by"])] if told["by"] else [])


def _party(told: dict[str, Any]) -> Party:
    who = {name: told[name] for name in ("name", "phone", "email", "address", "postcode")}
    return Party(key=COMPLAINANT, role=Party.As.COMPLAINANT, **who)


def _form(request: HttpRequest, data: Any, kind: str) -> EntryForm:
    policy = packs.current(request.user.landlord)
    return EntryForm(data, person=request.user, policy=policy, today=timezone.localdate(), kind=kind)


def _show(request: HttpRequest, form: EntryForm, status: int = 200) -> HttpResponse:
    return render(request, "intake/registers/enter.html", {"form": form}, status=status)
