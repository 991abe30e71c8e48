"""Writing a complaint down: one form, a look at what is known already, and what to tell the caller."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from putright.apps.accounts import packs
from putright.apps.accounts.access import kept_form, requires
from putright.apps.accounts.permissions import LOG_COMPLAINT
from putright.apps.casework import attachments, log
from putright.apps.casework.actions import Refused
from putright.apps.casework.case.uploads import take
from putright.apps.casework.models import Case
from putright.apps.casework.once import as_filled_in
from putright.apps.casework.opened import load
from putright.apps.intake import actions, telling, words
from putright.apps.intake import known as register
from putright.apps.intake.complaint import COMPLAINANT, adjustments_of, events_of, parties_of
from putright.apps.intake.forms import ComplaintForm
from putright.apps.intake.similar import Similar, similar
from putright.apps.intake.source import Source
from putright.apps.residents import actions as residents


@requires(LOG_COMPLAINT)
@require_http_methods(["GET", "POST"])
def log_complaint(request: HttpRequest) -> HttpResponse:
    """The form. Saving it opens a case, once; what is known of the person or home is shown before."""
    return write_down(request)


def write_down(request: HttpRequest, source: Source | None = None) -> HttpResponse:
    """The form, shown or sent; `source` is what it is filled from where nobody tells it. For whoever may log one."""
    request.source = source  # type: ignore[attr-defined]
    if request.method == "POST":
        return _posted(request, request.POST.copy())
    typed = kept_form(request)
    if typed is None and source:
        return _look(request, source.typed.copy())
    if typed is None and "resident" in request.GET:
        return _choose(request, _begun(request), ())
    if typed is None:
        return _show(request, _form(request))
    messages.warning(request, "You were signed out before this was saved. Check what you typed and save it. "
                     "Files have to be chosen again.")  # fmt: skip
    return _look(request, typed.copy())


def _posted(request: HttpRequest, data: QueryDict) -> HttpResponse:
    data["token"] = as_filled_in(request.POST, request.user.key)
    if done := log.done(request.user.landlord, data["token"]):
        return redirect("logged", done.reference)
    problems = take(request, data)
    if "choose" in data:
        return _choose(request, data, problems)
    if "look" in data:
        return _look(request, data, problems)
    known = _known(request, data)
    form = _form(request, data, known=known.adjustments)
    for problem in problems:
        form.add_error("files", problem)
    if not form.is_valid():
        return _show(request, form, known, status=422)
    if known and data.get("seen") != known.mark:
        return _look(request, data, check=True)
    return _saved(request, form, known)


def _saved(request: HttpRequest, form: ComplaintForm, known: Similar) -> HttpResponse:
    try:
        case = _save(request, form, known).case
    except log.Repeated as repeated:
        case = repeated.case
    except Refused as refused:
        for reason in refused.reasons:
            form.add_error(None, f"{reason.text[:1].upper()}{reason.text[1:]}.")
        return _show(request, form, known, status=409)
    return redirect("logged", case.reference)


def _save(request: HttpRequest, form: ComplaintForm, known: Similar) -> Any:
    told, now = form.cleaned_data, timezone.now()
    today = timezone.localdate(now)
    adjustments = adjustments_of(told, form.known, today)
    with transaction.atomic():
        opened = actions.log_complaint(
            request.user, list(events_of(told, adjustments, today)), at=now,
            parties=parties_of(told), files=_files(request, told["kept"]), token=told["token"],
        )  # fmt: skip
        if known.chosen:
            residents.link(request.user, opened.case, COMPLAINANT, known.chosen.resident, now)
        if request.source:  # type: ignore[attr-defined]
            request.source.saved(opened)  # type: ignore[attr-defined]
    return opened


def _begun(request: HttpRequest) -> QueryDict:
    """The form as it begins for somebody whom the register knows: they are on the telephone, today."""
    data, today = QueryDict(mutable=True), timezone.localdate()
    data.update({"choose": request.GET["resident"], "channel": "phone", "said": "asked"})
    data.update({f"received_on-{part}": str(getattr(today, part)) for part in ("day", "month", "year")})
    return data


def _choose(request: HttpRequest, data: QueryDict, problems: Any) -> HttpResponse:
    """The form again, filled in from the register for whoever was chosen; or, for nobody, no longer tied to anybody."""
    known = register.chosen(request.user, data["choose"], timezone.localdate())
    data["resident"] = ""
    if known:
        register.fill(request.user, data, known)
    return _look(request, data, problems)


def _look(request: HttpRequest, data: QueryDict, problems: Any = (), check: bool = False) -> HttpResponse:
    """The form again with all that was typed, and what earlier complaints say; `check` asks before saving."""
    known = _known(request, data)
    data["seen"] = known.mark
    form = _form(request, data, known=known.adjustments, checked=False)
    for problem in problems:
        form.add_error("files", problem)
    return _show(request, form, known, check=check, looked="look" in data)


def _known(request: HttpRequest, data: QueryDict) -> Similar:
    """What earlier complaints say; adjustments that were not offered before are ticked in the form."""
    who, today = _form(request, data, checked=False).who(), timezone.localdate()
    known = similar(request.user, who, today)
    if one := register.chosen(request.user, data.get("resident", ""), today):
        known = replace(known, chosen=one, adjustments=register.adjustments(one) | known.adjustments)
    else:
        known = replace(known, people=register.maybe(request.user, vars(who), today, asked="look" in data))
    fresh = [key for key in known.adjustments if key not in data.getlist("offered")]
    data.setlist("carry", [*data.getlist("carry"), *fresh])
    data.setlist("offered", list(known.adjustments))
    return known


def _form(request: HttpRequest, data: Any = None, known: Any = None, checked: bool = True) -> ComplaintForm:
    files = _files(request, data.getlist("kept")) if data is not None else ()
    return ComplaintForm(
        data, person=request.user, policy=packs.current(request.user.landlord), today=timezone.localdate(),
        known=known, files=files, checked=checked,
    )  # fmt: skip


def _files(request: HttpRequest, kept: Sequence[str]) -> list[attachments.Attachment]:
    """The files that the form names: those this person brought, and those of what it is filled from."""
    found = attachments.unclaimed(kept, by=request.user)
    source: Source | None = request.source  # type: ignore[attr-defined]
    return [*found, *attachments.unclaimed(kept, held=source.held)] if source else found


def _show(
    request: HttpRequest, form: ComplaintForm, known: Similar | None = None, *, check: bool = False,
    looked: bool = False, status: int = 200,
) -> HttpResponse:  # fmt: skip
    policy = form.policy
    context = {
        "form": form, "known": Similar() if known is None else known, "check": check, "looked": looked,
        "guidance": words.guidance(policy.pack), "edition": policy.edition,
        "own_definitions": words.own_definitions(policy.pack, policy.edition.definition),
        "source": request.source,  # type: ignore[attr-defined]
    }  # fmt: skip
    return render(request, "intake/log.html", context, status=status)


@requires(LOG_COMPLAINT)
@require_GET
def logged(request: HttpRequest, reference: str) -> HttpResponse:
    """What comes next and what to tell the caller, for whoever may see the case or wrote it down themselves."""
    case = Case.objects.select_related("landlord").filter(landlord=request.user.landlord, reference=reference).first()
    if not case:
        raise Http404
    visible = case.is_visible_to(request.user)
    if not visible and not case.involvements.filter(person=request.user, tie="logged").exists():
        raise Http404
    told = telling.tell(load(case)) if visible else None
    return render(request, "intake/logged.html", {"case": case, "told": told})
