"""The post room: letters to print and post, one by one or a batch at once, and letters to hand over."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from putright.apps.accounts import permissions
from putright.apps.accounts.access import requires
from putright.apps.casework.models import Case, Message
from putright.apps.letters.drawing import paper
from putright.apps.letters.drawing.shown import file
from putright.apps.letters.models import Batch, Delivery, Letter
from putright.apps.letters.sending import actions, batch
from putright.core.letters import blocks
from putright.core.sheets import cell

SHOWN = 200
SOON = timedelta(minutes=10)
"""How long a letter may wait for the worker before whoever posts letters is told."""


@require_safe
@requires(permissions.WORK_CASE)
def print_queue(request: HttpRequest) -> HttpResponse:
    """What waits to be posted, what is being printed together, and what waits to be handed over."""
    by_post = batch.waiting(request.user)
    unsent = Message.objects.filter(state=Message.State.QUEUED, case__in=Case.objects.visible_to(request.user))
    context = {
        "held_up": unsent.filter(created_at__lt=timezone.now() - SOON).count(), "coming": unsent.count(),
        "rows": _rows(by_post.filter(batch=None)), "more": by_post.filter(batch=None).count() > SHOWN,
        "batches": _open_batches(request), "by_hand": _rows(_by_hand(request)), "today": timezone.localdate(),
    }  # fmt: skip
    return render(request, "letters/print_queue.html", context)


def _by_hand(request: HttpRequest) -> Any:
    return Delivery.objects.filter(
        ready_at__isnull=False, sent_at=None, message__state=Message.State.SENDING, message__channel="in_person",
        message__case__in=Case.objects.visible_to(request.user),
    ).select_related("message__case").order_by("ready_at", "pk")  # fmt: skip


def _rows(found: Any) -> list[dict[str, Any]]:
    shown: Sequence[Delivery] = list(found[:SHOWN])
    known = Letter.objects.in_bulk([one.message.letter for one in shown])
    today = timezone.localdate()
    return [_row(one, known[one.message.letter]) | {"late": known[one.message.letter].on < today} for one in shown]


def _row(one: Delivery, letter: Letter) -> dict[str, Any]:
    tree = blocks.thaw(letter.blocks) if letter.blocks else None
    return {"delivery": one, "letter": letter, "to": paper.lines(letter, one.message) or ["Erased"],
            "enclosures": tree.enclosures if tree else ()}  # fmt: skip


def _open_batches(request: HttpRequest) -> list[Batch]:
    """Batches with letters that wait, as far as this person may see all that is in them."""
    held = Batch.objects.filter(landlord=request.user.landlord, deliveries__sent_at=None, deliveries__isnull=False)
    return list(_seen(request, held).select_related("by").distinct().order_by("pk"))


def _seen(request: HttpRequest, found: Any) -> Any:
    hidden = Delivery.objects.exclude(message__case__in=Case.objects.visible_to(request.user))
    return found.exclude(pk__in=hidden.filter(batch__isnull=False).values("batch"))


@require_POST
@requires(permissions.WORK_CASE)
def mark_posted(request: HttpRequest, message: int) -> HttpResponse:
    """Says that a letter is in the post."""
    seen = Case.objects.visible_to(request.user)
    found = get_object_or_404(Message, pk=message, channel="post", case__in=seen)
    if actions.posted(request.user, found, timezone.now()):
        messages.success(request, f"The letter of {found.case.reference} is marked as posted.")
    else:
        messages.warning(request, f"The letter of {found.case.reference} was not waiting to be posted.")
    return redirect("print_queue")


@require_POST
@requires(permissions.WORK_CASE)
def make_batch(request: HttpRequest) -> HttpResponse:
    """Asks for one PDF of everything that waits."""
    made = batch.ask(request.user, timezone.now())
    if made is None:
        messages.warning(request, "Nothing is waiting to be printed that is not in a batch already.")
        return redirect("print_queue")
    return redirect("batch", made.pk)


@require_safe
@requires(permissions.WORK_CASE)
def show_batch(request: HttpRequest, number: int) -> HttpResponse:
    """The list of a batch, its PDF once it is ready, and what of it is posted."""
    found = _batch(request, number)
    rows = [_row(one, letter) for one, letter in batch.contents(found)]
    waits = [row for row in rows if row["delivery"].sent_at is None]
    total = {name: sum(getattr(row["delivery"], name) or 0 for row in rows) for name in ("pages", "sheets")}
    context = {"batch": found, "rows": rows, "waits": waits, "total": total, "by": found.by}
    return render(request, "letters/batch.html", context)


@require_safe
@requires(permissions.WORK_CASE)
def batch_pdf(request: HttpRequest, number: int) -> HttpResponse:
    """What is printed: every letter of the batch, each on a new sheet."""
    found = _batch(request, number)
    if found.state != Batch.State.READY or not default_storage.exists(found.stored):
        raise Http404("This batch is not ready, or all of it is posted.")
    with default_storage.open(found.stored) as kept:
        return file(kept.read(), "application/pdf", f"letters-{found.pk}.pdf", saved=True)


@require_safe
@requires(permissions.WORK_CASE)
def batch_list(request: HttpRequest, number: int) -> HttpResponse:
    """The list of a batch for a spreadsheet, with its checksum."""
    found = _batch(request, number)
    out = io.StringIO()
    rows = csv.writer(out)
    for row in _manifest(found):
        rows.writerow([cell(str(value)) for value in row])
    return file(out.getvalue().encode(), "text/csv; charset=utf-8", f"letters-{found.pk}.csv")


def _manifest(found: Batch) -> Iterator[tuple[object, ...]]:
    yield ("number", "reference", "letter", "to", "pages", "sheets", "goes with it", "enclosed", "posted")
    for n, (one, letter) in enumerate(batch.contents(found), 1):
        row = _row(one, letter)
        posted = timezone.localtime(one.sent_at).isoformat() if one.sent_at else ""
        yield (n, letter.case.reference, letter.title, ", ".join(row["to"]), one.pages, one.sheets,
               "; ".join(row["enclosures"]), "yes" if one.enclosed else "no", posted)  # fmt: skip
    yield ("SHA-256 of the PDF", found.sha256)


@require_POST
@requires(permissions.WORK_CASE)
def batch_posted(request: HttpRequest, number: int) -> HttpResponse:
    """Says that a batch is in the post, but for the letters that were ticked."""
    found = _batch(request, number)
    marked = batch.posted(request.user, found, timezone.now(), request.POST.getlist("left_out"))
    messages.success(request, f"{marked} letter{'' if marked == 1 else 's'} marked as posted.")
    return redirect("print_queue")


def _batch(request: HttpRequest, number: int) -> Batch:
    held = Batch.objects.filter(landlord=request.user.landlord).select_related("by")
    return get_object_or_404(_seen(request, held), pk=number)
