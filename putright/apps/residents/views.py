"""The register's pages to read: looking people and homes up, one person, one home, one block."""

from __future__ import annotations

import re
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from putright.apps.accounts import packs, permissions
from putright.apps.accounts.access import requires
from putright.apps.accounts.permissions import SEE_RESIDENTS
from putright.apps.casework.work.forms import STATUSES
from putright.apps.residents import finding, known, pages
from putright.apps.residents.models import History, Home, Resident, Stay
from putright.apps.residents.words import LABELS, shown

ON_A_PAGE = 30
HISTORY = 30


@requires(SEE_RESIDENTS)
@require_safe
def residents(request: HttpRequest) -> HttpResponse:
    """Looking people and homes up; and what of the register must be seen to."""
    person, today, text = request.user, timezone.localdate(), request.GET.get("q", "").strip()[:200]
    found = finding.people(person, text).prefetch_related("stays__home")
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "text": text, "page": page, "rows": [_row(one, today) for one in page],
        "homes": list(finding.homes(person, text)[:ON_A_PAGE]),
        "again": [] if text else pages.to_ask_again(person, today),
        "running_out": [] if text else pages.running_out(person, today),
        "today": today,
        "blocks": [] if text else _blocks(person),
        "imports": permissions.may(person, permissions.IMPORT_RESIDENTS),
    }  # fmt: skip
    return render(request, "residents/residents.html", context)


def _row(resident: Resident, today: Any) -> dict[str, Any]:
    stays = sorted(resident.stays.all(), key=lambda one: (not one.is_now(today), -(one.pk or 0)))
    return {"resident": resident, "stay": stays[0] if stays else None, "now": bool(stays) and stays[0].is_now(today)}


def _blocks(person: Any) -> list[str]:
    named = Home.objects.visible_to(person).exclude(block="").order_by("block")
    return list(named.values_list("block", flat=True).distinct()[:200])


@requires(SEE_RESIDENTS)
@require_safe
def resident(request: HttpRequest, pk: int) -> HttpResponse:
    """A person: how to reach them, their homes, who acts for them, what helps them, their complaints."""
    one = get_object_or_404(Resident.objects.visible_to(request.user), pk=pk)
    today = timezone.localdate()
    cases = pages.complaints_of(request.user, one)
    context = {
        "resident": one, "today": today, "known": known.known(one, today),
        "facts": _facts(one, "number", "phone", "email", "contact", "language", "brand"),
        "stays": [(stay, stay.is_now(today)) for stay in one.stays.select_related("home")],
        "representatives": [
            {"one": rep, "stands": rep.stands(today), "expired": rep.is_expired(today) and not rep.ended,
             "soon": bool(rep.stands(today) and rep.expires and rep.expires <= today + pages.SOON)}
            for rep in one.representatives.all()
        ],
        "adjustments": [
            {"one": kept, "overdue": kept.is_overdue(today), "needs": shown(kept, "needs"),
             "language": shown(kept, "language")}
            for kept in one.adjustments.all()
        ],
        "cases": [_case(case) for case in cases],
        "restrictions": pages.restrictions_of(one, cases),
        "history": _history(one, "resident"), "log": f"{reverse('log_complaint')}?resident={one.pk}",
    }  # fmt: skip
    return render(request, "residents/resident.html", context)


def _facts(row: Any, *names: str) -> list[tuple[str, str, str]]:
    """Name, label and words of each fact that is known."""
    brands = packs.current(row.landlord).pack.brands
    words = {name: shown(row, name) for name in names}
    if words.get("brand") in brands:
        words["brand"] = brands[words["brand"]].name
    return [(name, LABELS[name], words[name]) for name in names if words[name]]


def _case(case: Any) -> dict[str, Any]:
    return {"case": case, "status": STATUSES.get(case.status, case.status), "kind": case.kind.replace("_", " ")}


def _history(row: Resident | Home, subject: str) -> list[History]:
    kept = History.objects.filter(landlord=row.landlord_id, subject=subject, number=row.pk).select_related("by")
    return list(kept.order_by("-id")[:HISTORY])


@requires(SEE_RESIDENTS)
@require_safe
def home(request: HttpRequest, pk: int) -> HttpResponse:
    """A home: what it is, who lives and lived in it, complaints from it."""
    one = get_object_or_404(Home.objects.visible_to(request.user), pk=pk)
    today = timezone.localdate()
    stays = known.households(one)
    seen = set(Resident.objects.visible_to(request.user).filter(stays__home=one).values_list("pk", flat=True))
    context = {
        "home": one, "facts": _facts(one, "tenure", "uprn", "number", "brand", "since", "until"),
        "now": [stay for stay in stays if stay.is_now(today) and stay.resident_id in seen],
        "before": [stay for stay in stays if not stay.is_now(today) and stay.resident_id in seen],
        "cases": [_case(case) for case in pages.complaints_from(request.user, [one])],
        "history": _history(one, "home"),
    }  # fmt: skip
    return render(request, "residents/home.html", context)


@requires(SEE_RESIDENTS)
@require_safe
def block(request: HttpRequest) -> HttpResponse:
    """A block or estate: its homes, who lives there, and complaints from it."""
    name, today = request.GET.get("name", "").replace("\0", "").strip()[:200], timezone.localdate()
    homes = sorted(Home.objects.visible_to(request.user).filter(block=name)[:1000], key=_by_number) if name else []
    if not homes:
        raise Http404
    there = Stay.objects.filter(home__in=homes).filter(Q(until=None) | Q(until__gte=today)).select_related("resident")
    living: dict[int, list[Stay]] = {}
    for stay in there:
        if stay.is_now(today):
            living.setdefault(stay.home_id, []).append(stay)
    context = {
        "name": name, "rows": [(one, living.get(one.pk, [])) for one in homes],
        "cases": [_case(case) for case in pages.complaints_from(request.user, homes)],
    }  # fmt: skip
    return render(request, "residents/block.html", context)


def _by_number(one: Home) -> list[tuple[int, str]]:
    """Flat 9 before flat 10."""
    return [(int(part), "") if part.isdecimal() else (0, part) for part in re.split(r"(\d+)", one.address)]
