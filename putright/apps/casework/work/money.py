"""Money owed: what was promised to complainants and is not paid, the oldest first."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from putright.apps.accounts import permissions
from putright.apps.accounts.access import requires
from putright.apps.casework import unpaid, worklist
from putright.apps.casework.work.views import place
from putright.core.money import pounds

PAGE = 25
KINDS = {"late": "Late", "coming": "Not due yet", "declined": "Declined, open to accept"}


@requires(permissions.WORK_CASE)
@require_GET
def money(request: HttpRequest) -> HttpResponse:
    """Every payment that is owed on the cases the reader may see."""
    person, today = request.user, timezone.localdate()
    duties = unpaid.owed(person)
    wanted = request.GET.get("show") if request.GET.get("show") in KINDS else ""
    page = worklist.page(_narrowed(duties, wanted, today).select_related("case__landlord"), _after(request), PAGE)
    sums = unpaid.sums(duties, today)
    return render(request, "casework/money.html", {
        "tiles": [(key, text, pounds(sums[key].pence), sums[key].number) for key, text in KINDS.items()],
        "rows": [_row(one, today) for one in unpaid.payments(page.duties, today)],
        "wanted": wanted, "shown": KINDS.get(wanted, ""), "today": today,
        "next": page.next and f"?show={wanted}&after={page.next[0].isoformat()}.{page.next[1]}",
        "first": f"?show={wanted}" if request.GET.get("after") else "",
    })  # fmt: skip


def _narrowed(duties: Any, wanted: str, today: date) -> Any:
    if wanted == "late":
        return duties.filter(waiting=False, due__lt=today)
    if wanted == "coming":
        return duties.filter(waiting=False, due__gte=today)
    return duties.filter(waiting=True) if wanted else duties


def _after(request: HttpRequest) -> worklist.Place | None:
    return place(request.GET.get("after"))


def _row(one: unpaid.Unpaid, today: date) -> dict[str, Any]:
    remedy, reference = one.remedy, one.case.reference
    return {
        "amount": pounds(remedy.pence), "whom": one.case.complainant, "reference": reference, "what": remedy.what,
        "since": remedy.offered, "due": one.due, "days": one.days, "owner": one.owner,
        "status": "waiting" if remedy.declined else "overdue" if one.days > 0 else "open",
        "declined": remedy.declined, "disputed": bool(remedy.disputed), "late_since": remedy.by,
        "href": f"{reverse('room_remedies', args=[reference])}#{one.key}",
        "pay": f"{reverse('step_remedy_completed', args=[reference])}?id={one.key}",
    }  # fmt: skip
