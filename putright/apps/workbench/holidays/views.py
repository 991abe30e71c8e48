"""The pages: the bank holidays a landlord counts by, taking up others, and what that does to each date."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from putright.apps.accounts import packs, permissions
from putright.apps.accounts.access import kept_form, requires
from putright.apps.accounts.models import Person
from putright.apps.casework.models import Case
from putright.apps.casework.work.words import title
from putright.apps.workbench.holidays import actions, notices
from putright.apps.workbench.holidays.forms import DayForm, ListForm
from putright.apps.workbench.holidays.models import Change, Date, Notice
from putright.core.bank_holidays import LONGER, told_longer

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
PAGE = 50
LISTED = 200
"""Letters in the list; all of them are counted."""
BACK = timedelta(days=120)
"""How far back the bank holidays in force are listed."""


@requires(permissions.ADOPT_POLICY)
@GET_OR_POST
def holidays(request: HttpRequest) -> HttpResponse:
    """The list that is in force, reading in another, a proclaimed day, and what was read in before."""
    landlord, today = request.user.landlord, timezone.localdate()
    known = packs.calendar(landlord)
    typed = request.POST if request.method == "POST" else kept_form(request)
    one_day = bool(typed) and "name" in typed
    day = DayForm(typed if one_day else None, known=known, today=today)
    read = ListForm(
        request.POST if request.method == "POST" and not one_day else None, request.FILES or None,
        known=known, today=today,
    )  # fmt: skip
    form = day if one_day else read
    if request.method == "POST" and form.is_valid():
        new = day.cleaned_data["new"] if one_day else read.cleaned_data["file"]
        try:
            change = actions.lay(landlord, new, request.user, timezone.now())
            return redirect("workbench_holidays_preview", change.number)
        except actions.Refused as refused:
            form.add_error(None, str(refused))
    context = _context(request.user, read, day, today) | {"form": form}
    return render(request, "holidays/holidays.html", context, status=422 if request.method == "POST" else 200)


def _context(person: Person, read: ListForm, day: DayForm, today: date) -> dict[str, Any]:
    known = read.known
    coming = [(on, name) for on, name in sorted(known.holidays.items()) if on >= today - BACK]
    return {
        "known": known, "coming": coming, "read": read, "day": day,
        "ends_soon": known.last < today + timedelta(days=365),
        "changes": Change.objects.filter(landlord=person.landlord).select_related("by").order_by("-number")[:30],
    }  # fmt: skip


@requires(permissions.ADOPT_POLICY)
@GET_OR_POST
def preview(request: HttpRequest, number: int) -> HttpResponse:
    """Each date that a new list moves, or that stands though it would; taking it up, or not; how far the work is."""
    found = Change.objects.select_related("landlord", "by", "decided_by")
    change = get_object_or_404(found, landlord=request.user.landlord, number=number)
    if request.method == "POST":
        return _decided(request, change)
    return render(request, "holidays/preview.html", _shown(request, change))


def _decided(request: HttpRequest, change: Change) -> HttpResponse:
    now = timezone.now()
    try:
        if "take" in request.POST:
            actions.take_up(change, request.user, now)
            messages.success(request, "Every date counts by the new list from now on.")
        elif "drop" in request.POST:
            actions.put_away(change, request.user, now)
            messages.success(request, "Nothing has changed. The list is put away.")
        elif "letters" in request.POST:
            asked = notices.ask(change, request.user, now)
            messages.success(request, f"{asked} letter{'' if asked == 1 else 's'} will be written in your name.")
    except actions.Refused as refused:
        messages.error(request, str(refused))
    return redirect("workbench_holidays_preview", change.number)


def dates(change: Change, person: Person) -> QuerySet[Date]:
    """The dates of a change, of the cases that a person may know of."""
    may = Case.objects.visible_to(person).filter(pk=OuterRef("case"))
    return Date.objects.filter(Exists(may), change=change).select_related("case").order_by("stands", "was", "id")


def _shown(request: HttpRequest, change: Change) -> dict[str, Any]:
    seen, pack = dates(change, request.user), packs.current(change.landlord).pack
    page = Paginator(seen, PAGE).get_page(request.GET.get("page"))
    return {
        "change": change, "page": page, "rows": [(one, title(one.duty, pack)) for one in page],
        "added": change.named("added"), "dropped": change.named("dropped"),
        "moves": seen.filter(stands=False).count(), "stands": seen.filter(stands=True).count(),
        "off": seen.filter(off=True).count(), **_letters(change, seen.filter(letter=True), request.user),
    }  # fmt: skip


def _letters(change: Change, owed: QuerySet[Date], person: Person) -> dict[str, Any]:
    """The letters that it makes necessary: what became of each, first those that wait for somebody."""
    dates = list(owed)
    asked = {one.case_id: one for one in Notice.objects.filter(change=change)}
    told = notices.told(change, [one.case_id for one in dates if one.case_id not in asked or _left(asked[one.case_id])])
    rows = [(one, asked.get(one.case_id), one.case_id in told) for one in dates]
    rows.sort(key=lambda row: (row[2] or bool(row[1] and not _left(row[1])), row[0].pk))
    yours = notices.to_write(change, person).exclude(case__in=told)
    sample, many = yours.first(), yours.count()
    return {
        "letters": rows[:LISTED], "letters_of": len(rows), "yours": many, "heading": LONGER,
        "write": "Write this letter" if many == 1 else f"Write these {many} letters",
        "sample": told_longer(sample.was, sample.now) if sample else "",
        "done": sum(by_hand or bool(one and not _left(one) and not one.next_try) for _, one, by_hand in rows),
    }  # fmt: skip


def _left(notice: Notice) -> bool:
    return str(notice.state) == Notice.State.PERSON
