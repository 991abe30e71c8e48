"""What came by e-mail: the list of what waits, one message, and what may be done with it."""

from __future__ import annotations

from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from putright.apps.accounts.access import kept_form, requires
from putright.apps.accounts.permissions import LOG_COMPLAINT, READ_MAIL
from putright.apps.casework import log, serving, viewing
from putright.apps.casework.actions import Refused
from putright.apps.casework.attachments import Attachment, Barred
from putright.apps.casework.models import Case, Mailbox
from putright.apps.casework.opened import Opened
from putright.apps.casework.search import search
from putright.apps.casework.steps import words
from putright.apps.intake.source import Source
from putright.apps.intake.views import write_down
from putright.apps.mailbox import parts, store
from putright.apps.mailbox.models import Incoming
from putright.apps.mailbox.queue import actions
from putright.apps.mailbox.queue.forms import Aside, Enter
from putright.apps.mailbox.queue.seeing import visible
from putright.apps.mailbox.queue.shown import KINDS, Shown, shown, typed
from putright.apps.mailbox.recording import Disposed

PAGE = 50
TABS = {"waiting": "To be read", "aside": "Set aside", "filed": "With a case"}
DEALT = "Somebody has dealt with this message meanwhile. What was done stands below."


def _one(request: HttpRequest, pk: int) -> Incoming:
    rows = visible(request.user).select_related("landlord", "mailbox", "case", "suggested")
    found = get_object_or_404(rows, pk=pk)
    if found.case:
        viewing.enter(request.user, found.case, timezone.now())
    return found


def once(view: Any) -> Any:
    """A second click, or somebody who was quicker: back to the message, which says what was done with it."""

    @wraps(view)
    def acted(request: HttpRequest, pk: int) -> HttpResponse:
        try:
            answer: HttpResponse = view(request, pk)
        except actions.Dealt:
            messages.warning(request, DEALT)
            return redirect("mail_read", pk)
        return answer

    return acted


@require_safe
@requires(READ_MAIL)
def mail(request: HttpRequest) -> HttpResponse:
    """The messages that wait, the oldest first; or those set aside, or filed, the latest first."""
    tab = request.GET.get("show", "")
    tab = tab if tab in TABS else "waiting"
    rows = visible(request.user).filter(state=tab).select_related("mailbox", "case", "suggested")
    rows = rows.order_by("came_at", "pk") if tab == "waiting" else rows.order_by("-pk")
    page = max(0, int(n) if (n := request.GET.get("page", "0")).isascii() and n.isdigit() and len(n) < 6 else 0)
    found = list(rows[page * PAGE : (page + 1) * PAGE + 1])
    boxes = Mailbox.objects.filter(landlord=request.user.landlord_id).order_by("address")
    context = {
        "rows": [(one, KINDS.get(one.kind, one.kind)) for one in found[:PAGE]], "today": timezone.localdate(),
        "tab": tab, "tabs": [(f"?show={key}", text, key == tab) for key, text in TABS.items()],
        "next": f"?show={tab}&page={page + 1}" if len(found) > PAGE else "",
        "first": f"?show={tab}" if page else "", "boxes": boxes,
        "wrong": [box for box in boxes if box.active and box.problem],
    }  # fmt: skip
    return render(request, "mailbox/mail.html", context)


@require_safe
@requires(READ_MAIL)
def mail_read(request: HttpRequest, pk: int) -> HttpResponse:
    """One message: what it says, whom it may be from, and what may be done with it."""
    incoming = _one(request, pk)
    return _show(request, incoming, "mailbox/read.html", {})


def _show(
    request: HttpRequest, incoming: Incoming, template: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    seen = shown(request.user, incoming, timezone.localdate())
    handled = incoming.handled.select_related("by", "case").order_by("pk")
    told = {"one": incoming, "seen": seen, "kind": KINDS.get(incoming.kind, incoming.kind), "handled": handled}
    return render(request, template, told | context, status=status)


@require_safe
@requires(READ_MAIL)
def mail_original(request: HttpRequest, pk: int) -> HttpResponse:
    """The message as it came, to be saved and never to be shown; nor had by anybody while a file in it is barred."""
    incoming = _one(request, pk)
    if barred := next((file for file in parts.of(incoming) if file.barred), None):
        return render(request, "mailbox/file_barred.html", {"one": incoming, "file": barred}, status=403)
    raw = store.get(incoming)
    if not raw:
        raise Http404
    answer = HttpResponse(raw, content_type="application/octet-stream")
    answer["Content-Disposition"] = f'attachment; filename="message-{incoming.pk}.eml"'
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


@require_safe
@requires(READ_MAIL)
def mail_file(request: HttpRequest, pk: int, file: int) -> HttpResponseBase:
    """A file of a message that has no case yet; or a page that says why nobody may open it."""
    incoming = _one(request, pk)
    found = get_object_or_404(
        Attachment, pk=file, landlord=incoming.landlord_id, case=None, held=parts.key(incoming.mailbox, incoming.sha256)
    )
    try:
        return serving.response(found)
    except FileNotFoundError:
        raise Http404 from None
    except Barred:
        return render(request, "mailbox/file_barred.html", {"one": incoming, "file": found}, status=403)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(READ_MAIL)
@requires(LOG_COMPLAINT)
@once
def mail_complaint(request: HttpRequest, pk: int) -> HttpResponse:
    """The form of a new complaint, filled from the message; its day of receipt is the day the message came."""
    incoming = _one(request, pk)
    if incoming.state != Incoming.State.WAITING and not (request.method == "POST" and incoming.case):
        raise actions.Dealt
    seen = _with_files(request, incoming)
    here = reverse("mail_complaint", args=[pk])

    def saved(opened: Opened) -> None:
        try:
            held = actions.hold(request.user, incoming)
        except actions.Dealt:
            now = Incoming.objects.select_related("case__landlord").get(pk=pk)
            if now.case:
                raise log.Repeated(now.case) from None
            raise
        actions.became(request.user, held, opened, timezone.now())

    told = f"Filled from the e-mail of {incoming.sender or 'somebody'} that came on {_day(incoming)}. Check it."
    source = Source(typed(incoming, seen.mail, seen.files), parts.key(incoming.mailbox, incoming.sha256), here, told,
                    reverse("mail_read", args=[pk]), saved)  # fmt: skip
    return write_down(request, source)


def _day(incoming: Incoming) -> str:
    day = incoming.came_on
    return f"{day:%A} {day.day} {day:%B %Y}"


@require_http_methods(["GET", "HEAD", "POST"])
@requires(READ_MAIL)
@once
def mail_case(request: HttpRequest, pk: int) -> HttpResponse:
    """Finds the case a message belongs to, and puts it there."""
    incoming = _one(request, pk)
    if request.method != "POST":
        text = request.GET.get("q", "").strip()[:200]
        found = list(search(request.user, text)[:20]) if text else []
        return _show(request, incoming, "mailbox/case.html", {"text": text, "found": found})
    cases = Case.objects.visible_to(request.user).select_related("landlord")
    case = get_object_or_404(cases, reference=request.POST.get("reference", ""))
    seen = _with_files(request, incoming)
    try:
        actions.add(request.user, incoming, case, seen.mail, seen.files, timezone.now())
    except Disposed:
        messages.error(request, f"{case.reference} was disposed of. Write a new complaint down instead.")
        return redirect("mail_read", pk)
    messages.success(request, f"The message is on {case.reference}, and waits there to be read.")
    return redirect("case", case.reference)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(READ_MAIL)
@requires(LOG_COMPLAINT)
@once
def mail_enter(request: HttpRequest, pk: int) -> HttpResponse:
    """Enters a message in one of the registers beside complaints."""
    incoming = _one(request, pk)
    form = Enter(_sent(request), person=request.user, incoming=incoming)
    if request.method != "POST" or not form.is_valid():
        return _show(request, incoming, "mailbox/enter.html", {"form": form}, 422 if request.method == "POST" else 200)
    seen, told = _with_files(request, incoming), form.cleaned_data
    try:
        opened = actions.enter(
            request.user, incoming, seen.mail, seen.files, timezone.now(), kind=told["kind"], from_=told["from_"],
            name=told["name"], brand=told.get("brand", ""),
        )  # fmt: skip
    except Refused as refused:
        for reason in refused.reasons:
            form.add_error(None, words(reason))
        return _show(request, incoming, "mailbox/enter.html", {"form": form}, 409)
    messages.success(request, f"It is on record as {opened.case.reference}.")
    return redirect("logged", opened.case.reference)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(READ_MAIL)
@once
def mail_aside(request: HttpRequest, pk: int) -> HttpResponse:
    """Sets a message aside that is not for us, with why."""
    incoming = _one(request, pk)
    form = Aside(_sent(request))
    if request.method != "POST" or not form.is_valid():
        return _show(request, incoming, "mailbox/aside.html", {"form": form}, 422 if request.method == "POST" else 200)
    actions.aside(request.user, incoming, form.cleaned_data["what"], form.cleaned_data["reason"], timezone.now())
    messages.success(request, "The message is set aside. It can be found under “Set aside”, and put back.")
    return redirect("mail")


@require_POST
@requires(READ_MAIL)
@once
def mail_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Puts a message that was set aside back among those that wait."""
    actions.back(request.user, _one(request, pk), timezone.now())
    return redirect("mail_read", pk)


def _sent(request: HttpRequest) -> Any:
    """What was typed: now, or before the session was lost. What was kept is only shown again, never acted on."""
    if request.method == "POST":
        return request.POST
    kept = kept_form(request)
    if kept is not None:
        messages.warning(request, "You were signed out before this was saved. Check what you typed and save it again.")
    return kept


def _with_files(request: HttpRequest, incoming: Incoming) -> Shown:
    """The message read, and its files kept: of what was set aside at first they were not."""
    seen = shown(request.user, incoming, timezone.localdate())
    if not seen.files and incoming.whole and not incoming.case and seen.mail.files:
        held = parts.key(incoming.mailbox, incoming.sha256)
        parts.keep(incoming.landlord, held, seen.mail, seen.raw, timezone.now())
        return shown(request.user, incoming, timezone.localdate())
    return seen
