"""Pages of figures, and the cases behind a figure."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from putright.apps.accounts import packs, permissions
from putright.apps.accounts.access import requires
from putright.apps.casework.models import Case
from putright.apps.intake.registers.sheet import sheet as as_sheet
from putright.apps.measuring.population import Counting
from putright.apps.oversight.dashboards import asked, boards, cases, counting, work
from putright.core.measures.catalogue import MEASURES
from putright.core.measures.question import Question
from putright.core.reporting import drawing, html, periods, scales
from putright.core.reporting.asking import cell
from putright.core.workdays import said

PAGE = 50


@require_safe
@requires(permissions.SEE_FIGURES)
def figures(request: HttpRequest) -> HttpResponse:
    """A page of figures: the one for what this person does, or another that they choose."""
    person, today = request.user, timezone.localdate()
    pack, offered = packs.current(person.landlord).pack, boards.open_to(person)
    board = next((one for one in offered if one.key == request.GET.get("page")), boards.first(person, offered))
    if not board:
        raise Http404
    wanted = asked.wanted(request.GET, person, pack, board.key, today)
    context = {
        "board": board, "wanted": wanted, "today": today, "brand": pack.brands.get(wanted.brand),
        "tabs": [(one.title, wanted.address(page=one.key), one is board) for one in offered],
        "choose": asked.Choose(_typed(wanted), person=person, pack=pack),
        "owed": work.owed(person, board.work, today) if board.work else [],  # type: ignore[arg-type]
        "columns": [text for _, text in work.COLUMNS],
        "load": work.load(person, "team" if board.work == "team" else "all", today) if board.load else [],
        **_compared(wanted), **_drawn(request, board, wanted),
    }  # fmt: skip
    return render(request, "figures/figures.html", context)


def _typed(wanted: asked.Wanted) -> dict[str, object]:
    return {"page": wanted.page, "every": wanted.every, "on": wanted.on, "brand": wanted.brand}


def _compared(wanted: asked.Wanted) -> dict[str, Any]:
    """What the period is called and compared with, and the ways to those beside it."""
    since, until = wanted.span
    before = periods.before(wanted.every, since, wanted.begins)
    after = periods.span(wanted.every, periods.span(wanted.every, until, wanted.begins)[1] + periods.DAY, wanted.begins)
    return {"since": since, "until": until, "earlier": wanted.address(on=before[1]),
            "later": wanted.address(on=after[1]) if wanted.over else ""}  # fmt: skip


def _drawn(request: HttpRequest, board: boards.Board, wanted: asked.Wanted) -> dict[str, Any]:
    """The figures as they stand on the page, or how far counting is."""
    try:
        coming, report = counting.page(board, wanted, request.user)
    except Counting as error:
        return {"counting": error, "bar": counting.progress(error.percent)}

    def link(question: Question) -> str:
        return asked.cases_address(question, wanted.on, others=question.since > wanted.on)

    ahead = html.body(coming, link) if coming else ""
    return {
        "ahead": mark_safe(ahead), "body": mark_safe(html.body(report, link)),  # noqa: S308 (every text is escaped)
        "contents": html.contents(report), "explained": drawing.explained(report),
    }  # fmt: skip


@require_safe
@requires(permissions.SEE_FIGURES)
def figure_cases(request: HttpRequest) -> HttpResponse:
    """The cases behind a figure that this person may open, and how many more there are."""
    question, on, others = _question(request)
    try:
        found = cases.behind(request.user, question, on, others=others)
    except Counting as error:
        return render(request, "figures/counting.html", {"counting": error, "bar": counting.progress(error.percent)})
    words, page = cases.Words(request.user), Paginator(found.facts, PAGE).get_page(request.GET.get("page"))
    told = [one.reference for one in page if found.opens[one.reference] == "case"]
    seen = Case.objects.visible_to(request.user).filter(reference__in=told)
    about = dict(seen.values_list("reference", "summary"))
    rows = [
        words.row(one) | {"opens": found.opens[one.reference], "about": about.get(one.reference, "")} for one in page
    ]
    context = {
        "measure": MEASURES[question.measure], "question": question, "found": found, "page": page, "rows": rows,
        "narrowed": words.narrowed(question), "others": others, "on": on, "figure": _figure(question, found),
        "counted_href": asked.cases_address(question, on),
        "csv": asked.cases_address(question, on, others=others, file=True),
        "others_href": asked.cases_address(question, on, others=True), "period": _period(question),
        "query": _query(request),
    }  # fmt: skip
    return render(request, "figures/cases.html", context)


@require_safe
@requires(permissions.SEE_FIGURES)
def figure_cases_csv(request: HttpRequest) -> HttpResponse:
    """The same list as a sheet."""
    question, on, others = _question(request)
    try:
        found = cases.behind(request.user, question, on, others=others)
    except Counting as error:
        return render(request, "figures/counting.html", {"counting": error, "bar": counting.progress(error.percent)})
    head, *rows = cases.sheet(found, cases.Words(request.user))
    name = f"{question.measure}-{question.since.isoformat()}-{question.until.isoformat()}"
    return as_sheet(name.replace("_", "-"), head, rows)


def _question(request: HttpRequest) -> tuple[Question, Any, bool]:
    """What the address asks; raises Http404 where that is nothing that is counted."""
    found = asked.question_of(request.GET, timezone.localdate())
    if not found:
        raise Http404("Nothing is counted under this address.")
    question, on = found
    return question, on, request.GET.get("show") == "others" and MEASURES[question.measure].share


def _figure(question: Question, found: cases.Behind) -> str:
    """The figure itself, as pages write it."""
    measure, answer = MEASURES[question.measure], found.answer
    said_ = scales.written(cell(question, answer, measure.unit))
    return f"{said_}: {answer.counted:,} of {answer.of:,}" if measure.unit == "percent" and answer.of else said_


def _period(question: Question) -> str:
    if MEASURES[question.measure].stock:
        return f"at the end of {said(question.until)}"
    return f"from {said(question.since)} to {said(question.until)}"


def _query(request: HttpRequest) -> str:
    """The rest of the address, for the ways to other pages of the list."""
    typed = request.GET.copy()
    typed.pop("page", None)
    return f"{typed.urlencode()}&"
