"""The page of the Tenant Satisfaction Measures: the return's table, the homes, how it was read, and its files."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_http_methods, require_safe

from putright.apps.accounts import packs, permissions
from putright.apps.accounts.access import kept_form, requires
from putright.apps.measuring import stock as stocks
from putright.apps.measuring.population import Counting
from putright.apps.oversight.dashboards import asked, counting, tsm
from putright.apps.oversight.reports import files
from putright.apps.oversight.samples import waves as surveys
from putright.core.measures import tsm as rules
from putright.core.measures.question import Question
from putright.core.reporting import html
from putright.core.workdays import said

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
MOST = 2_000_000
"""Homes that a landlord can have."""


class StockForm(forms.Form):
    """How many homes there were at the end of the year."""

    lcra = forms.IntegerField(label="Low cost rental homes owned", min_value=0, max_value=MOST)
    lcho = forms.IntegerField(label="Low cost home ownership homes owned", min_value=0, max_value=MOST)
    source = forms.CharField(
        label="Where do the numbers come from?",
        max_length=200,
        help_text="For example, the asset register on 31 March.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("lcra", "lcho"):
            self.fields[name].widget.attrs["class"] = "govuk-input--width-5"


class ChooseForm(forms.Form):
    """How a point is read from now on, and why."""

    name = forms.CharField(widget=forms.HiddenInput)
    value = forms.ChoiceField(label="From now on")
    why = forms.CharField(label="Why?", max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, choice: rules.Choice, **kwargs: Any) -> None:
        super().__init__(*args, auto_id=f"{choice.id}-%s", **kwargs)
        self.fields["value"].choices = [(key, f"{text[:1].upper()}{text[1:]}") for key, text in choice.options.items()]


@GET_OR_POST
@requires(permissions.SEE_FIGURES)
def page(request: HttpRequest) -> HttpResponse:
    """The measures of a year; entering the homes and choosing how a point is read, for those who issue reports."""
    person, now = request.user, timezone.now()
    today, may = timezone.localdate(now), permissions.may(request.user, permissions.ISSUE_REPORTS)
    year, brand = _asked(request, today)
    bound = _bound(request, may)
    if request.method == "POST" and bound and bound.is_valid() and _kept(request, bound, year, brand):
        return redirect(_address(year, brand))
    typed = bound if isinstance(bound, StockForm) else None
    context = {
        "year": year, "years": tsm.years(today), "brand": brand, "may": may, "today": today,
        "brands": asked.brands_of(person, packs.current(person.landlord).pack),
        "stock_form": typed or _stock_form(person, year, brand), "stock": _entered(person, year, brand),
        "choices": _choices(person, bound if isinstance(bound, ChooseForm) else None),
        "waves": surveys.standing(person.landlord, year.begins), "form": bound,
        "may_enter": may and (not person.brands or brand in person.brands),
        **_drawn(request, year, brand, today),
    }  # fmt: skip
    return render(request, "figures/tsm.html", context, status=422 if bound and bound.errors else 200)


def _asked(request: HttpRequest, today: date) -> tuple[tsm.Year, str]:
    brands = dict(asked.brands_of(request.user, packs.current(request.user.landlord).pack))
    brand = request.GET.get("brand", "")
    return tsm.year_of(request.GET.get("year", ""), today), brand if brand in brands else ""


def _address(year: tsm.Year, brand: str) -> str:
    return f"{reverse('tsm')}?year={year.begins}{f'&brand={brand}' if brand else ''}"


def _bound(request: HttpRequest, may: bool) -> forms.Form | None:
    """The form that was sent, or typed before the session was lost: the homes, or a choice."""
    typed = request.POST or kept_form(request)
    if request.method == "POST" and not may:
        raise PermissionDenied(f"This needs the permission {permissions.ISSUE_REPORTS!r}.")
    if not typed:
        return None
    choice = rules.CHOICES.get(typed.get("name", ""))
    return ChooseForm(typed, choice=choice) if choice else StockForm(typed)


def _kept(request: HttpRequest, form: forms.Form, year: tsm.Year, brand: str) -> bool:
    """Keeps what a valid form says; False where it may not be kept."""
    typed, now = form.cleaned_data, timezone.now()
    if isinstance(form, ChooseForm):
        tsm.choose(request.user, typed["name"], typed["value"], typed["why"], now)
        messages.success(request, "Kept. The figures of every year are read so from now on.")
        return True
    homes = {kind: typed[kind] for kind in rules.HOMES}
    stocks.enter(request.user, year.until, homes, now, brand=brand, source=typed["source"])
    messages.success(request, f"The homes at the end of {said(year.until)} are entered.")
    return True


def _stock_form(person: Any, year: tsm.Year, brand: str) -> StockForm:
    known = tsm.stock(person.landlord, year, brand) or tsm.known_homes(person.landlord, year, brand)
    return StockForm(initial={**known, "source": "The register of homes" if any(known.values()) else ""})


def _entered(person: Any, year: tsm.Year, brand: str) -> list[tuple[str, Any]]:
    return [(rules.TITLES[kind], row) for kind, row in stocks.entered(person.landlord, year.until, brand).items()]


def _choices(person: Any, bound: ChooseForm | None) -> list[dict[str, Any]]:
    """Each point with how it is read, by whose choice, and the form to choose otherwise."""
    made = tsm.choices(person.landlord)
    found = []
    for name, choice in rules.CHOICES.items():
        value = made[name].value if name in made else choice.default
        mine = bound if bound and bound.data.get("name") == name else None
        form = mine or ChooseForm(initial={"name": name, "value": value}, choice=choice)
        found.append({"choice": choice, "read": choice.options[value], "made": made.get(name), "form": form})
    return found


def _drawn(request: HttpRequest, year: tsm.Year, brand: str, today: date) -> dict[str, Any]:
    try:
        report = tsm.report(request.user, year, today, brand)
    except Counting as error:
        return {"counting": error, "bar": counting.progress(error.percent)}

    def link(question: Question) -> str:
        return asked.cases_address(question, today)

    return {"body": mark_safe(html.body(report, link)), "said": report.said}  # noqa: S308


@require_safe
@requires(permissions.SEE_FIGURES)
def file(request: HttpRequest, form: str) -> HttpResponse | FileResponse:
    """The return's table as a spreadsheet or as CSV."""
    today = timezone.localdate()
    year, brand = _asked(request, today)
    try:
        report = tsm.report(request.user, year, today, brand)
    except Counting as error:
        return render(request, "figures/counting.html", {"counting": error, "bar": counting.progress(error.percent)})
    name = "-".join(filter(None, ("tsm", brand, str(year.begins), str(year.begins + 1))))
    if form == "csv":
        table = next(block for block in report.blocks if isinstance(block, tsm.Table))
        answer = HttpResponse(files.table_csv(table), content_type="text/csv; charset=utf-8")
        answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
        return answer
    made = io.BytesIO(files.workbook(report))
    return FileResponse(made, filename=f"{name}.xlsx", content_type=files.TYPES["xlsx"], as_attachment=True)
