"""The registers: all of them, one of them as a list or a sheet, a new entry, and looking one through."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_http_methods

from putright.apps.accounts import packs, permissions
from putright.apps.accounts.access import requires
from putright.apps.accounts.permissions import SEE_ALL_CASES, WORK_CASE
from putright.apps.casework.case.kinds import KINDS
from putright.apps.casework.models import Case, Duty
from putright.apps.casework.work.views import place
from putright.apps.casework.work.words import TITLES
from putright.apps.intake.models import RegisterReview
from putright.apps.intake.registers import queries
from putright.apps.intake.registers.forms import ENTRIES, Narrow, ReviewForm
from putright.apps.intake.registers.sheet import sheet
from putright.core.policy import Policy

PAGE = 25
MOST = 10_000
"""Lines of a sheet: more than a register ever holds of a year."""
NOTHING = queries.Counts()


@requires(WORK_CASE)
@require_GET
def registers(request: HttpRequest) -> HttpResponse:
    """Every register with its numbers, and how many entries of each kind came in each month."""
    person, today = request.user, timezone.localdate()
    policy = packs.current(person.landlord)
    figures = queries.figures(person, today)
    if request.GET.get("format") == "csv":
        rows = [[f"{month:%Y-%m}", *numbers] for month, numbers in figures]
        return sheet("registers-by-month", ["Month", *KINDS.values()], rows)
    counts, last = queries.counts(person, today), queries.last_reviews(person.landlord)
    return render(request, "intake/registers/registers.html", {
        "rows": [_register(policy, kind, counts.get(kind, NOTHING), last.get(kind), today) for kind in ENTRIES],
        "kinds": list(KINDS.values()), "figures": figures,
    })  # fmt: skip


def _register(
    policy: Policy, kind: str, count: queries.Counts, last: RegisterReview | None, today: date
) -> dict[str, Any]:
    named = queries.rhythm(policy.pack, kind)
    return {
        "title": queries.title(policy.pack, kind), "href": reverse("register", args=[kind]),
        "cites": named.cites if named else (), "count": count, "last": last,
        "overdue": bool(last and last.next_on < today),
    }  # fmt: skip


@requires(WORK_CASE)
@require_GET
def register(request: HttpRequest, kind: str) -> HttpResponse:
    """One register, narrowed as asked; as a sheet with `format=csv`."""
    person, today = request.user, timezone.localdate()
    policy = packs.current(person.landlord)
    if kind not in ENTRIES:
        raise Http404
    narrow = Narrow(request.GET, policy=policy, months=queries.months(today))
    found = queries.entries(person, kind, narrow.wanted(), today)
    if request.GET.get("format") == "csv":
        return _sheet(policy, kind, list(found.defer("search_text")[:MOST]))
    cases, after = queries.page(found, place(request.GET.get("after")), PAGE)
    return render(request, "intake/registers/register.html", {
        **_about(request, policy, kind, today), "narrow": narrow, "rows": _rows(policy, cases, today),
        "chosen": [(text, _without(request.GET, name)) for name, text in narrow.chosen()],
        "sheet": _with(request.GET, format="csv"), "first": _without(request.GET, "after", "format"),
        "next": _with(request.GET, after=f"{after[0].isoformat()}.{after[1]}") if after else "",
        "paged": bool(request.GET.get("after")),
    })  # fmt: skip


def _about(request: HttpRequest, policy: Policy, kind: str, today: date) -> dict[str, Any]:
    """What stands above a register: its name, where it comes from, its numbers, and who looked it through."""
    named, known = queries.rhythm(policy.pack, kind), policy.provisions
    reviews = list(queries.reviews(request.user.landlord, kind)[:5])
    return {
        "title": queries.title(policy.pack, kind), "kind": kind, "one": KINDS[kind],
        "cites": [(c, known[c].asks if c in known else "") for c in (named.cites if named else ())],
        "count": queries.counts(request.user, today).get(kind, NOTHING), "reviews": reviews, "today": today,
        "overdue": bool(reviews and reviews[0].next_on < today),
        "may_review": permissions.may(request.user, SEE_ALL_CASES), "brands": policy.pack.brands,
    }  # fmt: skip


def _rows(policy: Policy, cases: Sequence[Case], today: date) -> list[dict[str, Any]]:
    owed = queries.owed(list(cases))
    return [_row(policy, case, owed.get(case.pk), today) for case in cases]


def _row(policy: Policy, case: Case, duty: Duty | None, today: date) -> dict[str, Any]:
    brand = policy.pack.brands.get(case.brand)
    return {
        "case": case, "href": reverse("case", args=[case.reference]), "brand": brand.name if brand else "",
        "owed": TITLES[duty.name] if duty else "", "status": duty.status(today) if duty else "",
        "due": duty.due if duty else None,
        "days": (today - case.received_on).days,
    }  # fmt: skip


def _sheet(policy: Policy, kind: str, cases: list[Case]) -> HttpResponse:
    owed = queries.owed(cases)
    head = ["Reference", "Received", "How", "Landlord", "Owed", "Due", "Closed", "What they said"]
    rows = [
        [case.reference, case.received_on.isoformat(), case.channel, case.brand,
         TITLES[owed[case.pk].name] if case.pk in owed else "", _iso(owed[case.pk].due) if case.pk in owed else "",
         _iso(case.closed_on), case.summary]
        for case in cases
    ]  # fmt: skip
    return sheet(f"register-{kind}", head, rows)


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _without(asked: QueryDict, *names: str) -> str:
    return "?" + urlencode([(key, value) for key, value in asked.items() if key not in (*names, "after") and value])


def _with(asked: QueryDict, **more: str) -> str:
    kept = [(key, value) for key, value in asked.items() if key not in (*more, "format") and value]
    return "?" + urlencode([*kept, *more.items()])


@requires(SEE_ALL_CASES)
@require_http_methods(["GET", "POST"])
def review(request: HttpRequest, kind: str) -> HttpResponse:
    """Says that somebody who sees all of it looked a register through."""
    if kind not in ENTRIES:
        raise Http404
    today, landlord = timezone.localdate(), request.user.landlord
    policy = packs.current(landlord)
    form = ReviewForm(
        request.POST if request.method == "POST" else None, today=today, due=queries.after(policy, kind, today)
    )
    if form.is_valid():
        RegisterReview.objects.create(
            landlord=landlord, kind=kind, by=request.user, on=today, at=timezone.now(), **form.cleaned_data
        )
        messages.success(request, "It is recorded that you looked this register through.")
        return redirect("register", kind)
    context = {**_about(request, policy, kind, today), "form": form}
    return render(request, "intake/registers/review.html", context, status=422 if form.is_bound else 200)
