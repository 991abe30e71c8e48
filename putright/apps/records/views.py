"""Records whose time is over: what is due, what is held and why, disposing of them, the certificates."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from putright.apps.accounts.access import kept_form, requires
from putright.apps.accounts.permissions import DISPOSE
from putright.apps.letters.drawing.shown import file
from putright.apps.records import actions, due, traces
from putright.apps.records import certificate as certificates
from putright.apps.records.forms import LeaveOutForm, PrepareForm
from putright.apps.records.models import Disposal, Item

ON_A_PAGE = 25


@requires(DISPOSE)
@require_http_methods(["GET", "HEAD", "POST"])
def records(request: HttpRequest) -> HttpResponse:
    """What is due of each kind, what waits for approval, and what was disposed of."""
    person, today = request.user, timezone.localdate()
    form = PrepareForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            found = actions.prepare(person, form.cleaned_data["kind"], form.cleaned_data["most"], at=timezone.now())
            return redirect("disposal", found.number)
        except actions.Refused as error:
            form.add_error(None, str(error))
    earlier = Disposal.objects.filter(landlord=person.landlord_id).select_related("landlord", "decided_by")
    context = {
        "lines": due.lines(person, today), "form": form, "today": today,
        "page": Paginator(earlier.order_by("-number"), ON_A_PAGE).get_page(request.GET.get("page")),
    }  # fmt: skip
    return render(request, "records/records.html", context, status=422 if form.errors else 200)


@requires(DISPOSE)
@require_safe
def held(request: HttpRequest) -> HttpResponse:
    """The cases whose time is over and that something holds, each with what it is."""
    found = due.held(request.user, timezone.localdate())
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    rows = [(duty, due.why_held(duty.case)) for duty in page]
    return render(request, "records/held.html", {"page": page, "rows": rows})


@requires(DISPOSE)
@require_safe
def disposal(request: HttpRequest, number: int) -> HttpResponse:
    """One disposal: what is in it, where the same people stay, and what is to be done about it."""
    return _disposal(request, _one(request, number), LeaveOutForm())


def _disposal(request: HttpRequest, found: Disposal, form: LeaveOutForm, status: int = 200) -> HttpResponse:
    items = actions.items_for(request.user, found)
    page = Paginator(items.select_related("case__landlord").order_by("id"), ON_A_PAGE).get_page(request.GET.get("page"))
    waiting = found.state == Disposal.State.PREPARED
    hidden = due.hidden(request.user)
    rows = [(item, [one for one in (traces.elsewhere(item.case) if waiting and item.case else item.elsewhere)
                    if one not in hidden]) for item in page]  # fmt: skip
    count = {state: items.filter(state=state).count() for state in Item.State}
    context = {
        "disposal": found, "page": page, "rows": rows, "form": form, "waiting": waiting,
        "own": found.prepared_by_id == request.user.pk, "running": found.state == Disposal.State.RUNNING,
        "done": count[Item.State.DONE], "kept": count[Item.State.KEPT], "left_out": count[Item.State.LEFT_OUT],
        "all": sum(count.values()) - count[Item.State.LEFT_OUT],
    }  # fmt: skip
    return render(request, "records/disposal.html", context, status=status)


@requires(DISPOSE)
@require_http_methods(["GET", "HEAD", "POST"])
def leave_out(request: HttpRequest, number: int) -> HttpResponse:
    """Takes records out of a disposal, with why; what was typed before a lost session comes back filled in."""
    found = _one(request, number)
    form = LeaveOutForm(request.POST or kept_form(request))
    known = actions.items_for(request.user, found).values_list("pk", flat=True)
    form.fields["items"].choices = [(str(pk), "") for pk in known]
    if request.method != "POST":
        return _disposal(request, found, form) if form.is_bound else redirect("disposal", number)
    if not form.is_valid():
        return _disposal(request, found, form, 422)
    items, why = [int(pk) for pk in form.cleaned_data["items"]], form.cleaned_data["why"]
    return _try(request, found, lambda: actions.leave_out(request.user, number, items, why=why))


@requires(DISPOSE)
@require_POST
def decide(request: HttpRequest, number: int) -> HttpResponse:
    """Approves a disposal, or declines it."""
    found = _one(request, number)
    act = actions.approve if "approve" in request.POST else actions.decline
    return _try(request, found, lambda: act(request.user, number, at=timezone.now()))


def _try(request: HttpRequest, found: Disposal, act: Any) -> HttpResponse:
    try:
        act()
    except actions.Refused as error:
        form = LeaveOutForm()
        messages.error(request, str(error))
        return _disposal(request, found, form, 409)
    return redirect("disposal", found.number)


@requires(DISPOSE)
@require_safe
def certificate(request: HttpRequest, number: int) -> HttpResponse:
    """The certificate of a disposal that is done."""
    found = _certified(request, number)
    said = certificates.without(found.certificate, due.hidden(request.user))
    return render(request, "records/certificate.html", {"disposal": found, **certificates.shown(said)})


@requires(DISPOSE)
@require_safe
def certificate_pdf(request: HttpRequest, number: int) -> HttpResponse:
    """The same as a PDF."""
    found = _certified(request, number)
    said = certificates.without(found.certificate, due.hidden(request.user))
    return file(certificates.pdf(said), "application/pdf", f"{found}-certificate.pdf")


def _one(request: HttpRequest, number: int) -> Disposal:
    try:
        return actions.of(request.user, number)
    except Disposal.DoesNotExist:
        raise Http404 from None


def _certified(request: HttpRequest, number: int) -> Any:
    found = _one(request, number)
    if found.certificate is None:
        raise Http404
    return found
