"""Reading issued letters, and posting those that go by post."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_POST, require_safe

from putright.apps.accounts import permissions
from putright.apps.accounts.access import requires
from putright.apps.casework.models import Case, Message
from putright.apps.letters import actions, deliver, pdf
from putright.apps.letters.models import Delivery, Letter
from putright.core.letters import blocks, html

QUEUE_SHOWN = 200
GONE = "The words of this letter were erased when they were due to be."


@require_safe
def letters(request: HttpRequest, reference: str) -> HttpResponse:
    """The letters of a case, the latest first, each with what became of it."""
    case = _case(request, reference)
    found = list(Letter.objects.filter(case=case).select_related("by").order_by("-issued_at", "-key"))
    sent = {m.letter: m for m in Message.objects.filter(case=case).select_related("delivery")}
    rows = [{"letter": one, "fate": fate(sent.get(one.key))} for one in found]
    return render(request, "letters/letters.html", {"case": case, "rows": rows})


@require_safe
def letter(request: HttpRequest, reference: str, key: str) -> HttpResponse:
    """One letter, exactly as it was issued."""
    found = _letter(request, reference, key)
    message = Message.objects.filter(case=found.case, letter=key).select_related("delivery").first()
    tree = blocks.thaw(found.blocks) if found.blocks else None
    context = {"case": found.case, "letter": found, "fate": fate(message), "drawn": drawn(tree), "gone": GONE}
    return render(request, "letters/letter.html", context)


@require_safe
def letter_pdf(request: HttpRequest, reference: str, key: str) -> HttpResponse:
    """Its PDF; drawn in a process of its own where the worker has not done so yet."""
    found = _letter(request, reference, key)
    if found.blocks is None:
        raise Http404(GONE)
    content = deliver.stored_pdf(found, pdf.render_apart)
    return HttpResponse(content, content_type="application/pdf", headers={
        "Content-Disposition": f'inline; filename="{found.file_name}"',
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    })  # fmt: skip


@require_safe
@requires(permissions.WORK_CASE)
def print_queue(request: HttpRequest) -> HttpResponse:
    """The letters that are printed and wait to be posted, the oldest first."""
    seen = Case.objects.visible_to(request.user)
    waiting = Delivery.objects.filter(
        ready_at__isnull=False, sent_at=None, message__state=Message.State.SENDING, message__case__in=seen
    ).select_related("message__case").order_by("ready_at")[: QUEUE_SHOWN + 1]  # fmt: skip
    found = list(waiting)
    known = Letter.objects.in_bulk([one.message.letter for one in found])
    today = timezone.localdate()
    rows = [
        {"delivery": one, "letter": known[one.message.letter], "late": known[one.message.letter].on < today,
         "enclosures": _enclosures(known[one.message.letter])}
        for one in found[:QUEUE_SHOWN]
    ]  # fmt: skip
    return render(request, "letters/print_queue.html", {"rows": rows, "more": len(found) > QUEUE_SHOWN, "today": today})


@require_POST
@requires(permissions.WORK_CASE)
def mark_posted(request: HttpRequest, message: int) -> HttpResponse:
    """Says that a letter is in the post."""
    seen = Case.objects.visible_to(request.user)
    found = get_object_or_404(Message, pk=message, channel="post", case__in=seen)
    actions.posted(request.user, found, timezone.now())
    messages.success(request, f"The letter of {found.case.reference} is marked as posted.")
    return redirect("print_queue")


def drawn(tree: blocks.Letter | None) -> str:
    """A letter's blocks as HTML below a page's own heading; `html` has escaped every text."""
    return mark_safe(html.body(tree, top=2)) if tree else ""  # noqa: S308


def fate(message: Message | None) -> dict[str, Any]:
    """What became of a message, in words, with a tag's look where somebody must act."""
    if message is None:
        return {"text": "Not sent", "alert": True, "problem": "", "when": None}
    delivery = getattr(message, "delivery", None)
    states = Message.State
    texts = {
        states.QUEUED: "Waiting to be sent", states.SENDING: "Being sent", states.BOUNCED: "Did not arrive",
        states.FAILED: "Could not be sent", states.SENT: _SENT.get(message.channel, "Sent"),
    }  # fmt: skip
    if message.state == states.SENDING and delivery and delivery.ready_at:
        texts[states.SENDING] = "Printed, waiting to be posted"
    return {
        "text": texts[message.state],
        "alert": message.state in (states.BOUNCED, states.FAILED) or bool(delivery and delivery.problem),
        "problem": delivery.problem if delivery else "",
        "when": delivery.sent_at if delivery else None,
    }


_SENT = {"email": "Sent by e-mail", "post": "Posted", "in_person": "Handed over", "portal": "Put on their pages"}


def _enclosures(found: Letter) -> tuple[str, ...]:
    return blocks.thaw(found.blocks).enclosures if found.blocks else ()


def _case(request: HttpRequest, reference: str) -> Case:
    return get_object_or_404(Case.objects.select_related("landlord").visible_to(request.user), reference=reference)


def _letter(request: HttpRequest, reference: str, key: str) -> Letter:
    case = _case(request, reference)
    return get_object_or_404(Letter.objects.select_related("case", "landlord", "by"), case=case, key=key)
