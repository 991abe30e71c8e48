"""Pages of figures, and the cases behind a figure."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe
from msgspec.structs import replace

from putright.apps.accounts import packs, permissions
from putright.apps.accounts.access import requires
from putright.apps.casework.models import Case
from putright.apps.intake.registers.sheet import sheet as as_sheet
from putright.apps.measuring.population import Counting
from putright.apps.oversight.dashboards import asked, boards, cases, counting, parts, work
from putright.core.measures.catalogue import MEASURES
from putright.core.measures.question import Question
from putright.core.reporting import drawing, html, periods, scales
from putright.core.reporting.asking import cell
from putright.core.reporting.sections import SECTIONS
from putright.core.reporting.shapes import Chart, Table
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
    every, pages = parts.of(board), [(one.key, one.title) for one in offered]
    part = parts.chosen(every, request.GET.get("part", ""))
    wanted = asked.wanted(request.GET, person, pack, (board.key, part.key), today)
    today_too = part.key == parts.NOW.key and wanted.on == today
    context = {
        "board": board, "wanted": wanted, "today": today, "brand": pack.brands.get(wanted.brand),
        "tabs": [(one.title, wanted.address(part=one.key), one is part) for one in every], "part": part,
        "choose": asked.Choose(_typed(wanted), person=person, pack=pack, pages=pages),
        "works": today_too and board.work,
        "owed": work.owed(person, board.work, today) if today_too and board.work else [],  # type: ignore[arg-type]
        "columns": [text for _, text in work.COLUMNS],
        "load": work.load(person, "team" if board.work == "team" else "all", today) if today_too and board.load else [],
        **_compared(wanted), **_drawn(request, (board, part), wanted),
        **({"tiles": work.tiles(person, board.work, today)} if today_too and board.work else {}),  # type: ignore[arg-type]
    }  # fmt: skip
    return render(request, "figures/figures.html", context)


def _typed(wanted: asked.Wanted) -> dict[str, object]:
    return {"page": wanted.page, "part": wanted.part, "every": wanted.every, "on": wanted.on, "brand": wanted.brand}


def _compared(wanted: asked.Wanted) -> dict[str, Any]:
    """What the period is called and compared with, and the ways to those beside it."""
    since, until = wanted.span
    before = periods.before(wanted.every, since, wanted.begins)
    after = periods.span(wanted.every, periods.span(wanted.every, until, wanted.begins)[1] + periods.DAY, wanted.begins)
    return {"since": since, "until": until, "earlier": wanted.address(on=before[1]),
            "later": wanted.address(on=after[1]) if wanted.over else ""}  # fmt: skip


def _drawn(request: HttpRequest, at: tuple[boards.Board, parts.Part], wanted: asked.Wanted) -> dict[str, Any]:
    """The figures as they stand on the page, or how far counting is."""
    try:
        found = counting.page(*at, wanted, request.user)
    except Counting as error:
        return {"counting": error, "bar": counting.progress(error.percent)}

    def link(question: Question) -> str:
        return asked.cases_address(question, wanted.on, others=question.since > wanted.on, back=wanted.back)

    def written(title: str, blocks: Any) -> str:
        report = replace(found.drawn.head, title=title, blocks=blocks)
        return mark_safe(html.body(report, link, level=3))  # noqa: S308 (every text is escaped)

    return {
        "tiles": found.tiles, "ahead": written("", found.ahead.blocks) if found.ahead else "",
        "sections": [
            {"id": one.id, "title": title, "body": written(title, one.blocks[1:]), "wide": _wide(one)}
            for one in found.drawn.parts for title in [SECTIONS[one.id].title]
        ],
        "explained": drawing.explained(found.drawn.head),
    }  # fmt: skip


def _wide(section: drawing.Part) -> bool:
    """Whether a section has so much to show that it takes the whole width."""
    return sum(isinstance(block, Table | Chart) for block in section.blocks) > 1


@require_safe
@requires(permissions.SEE_FIGURES)
def figure_cases(request: HttpRequest) -> HttpResponse:
    """The cases behind a figure that this person may open, and how many more there are."""
    question, on, others = _question(request)
    try:
        found = cases.behind(request.user, question, on, others=others)
    except Counting as error:
        return render(request, "figures/counting.html", {"counting": error, "bar": counting.progress(error.percent)})
    back = request.GET.get("back", "")
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
        "counted_href": asked.cases_address(question, on, back=back), "back": asked.back_to(back, on),
        "csv": asked.cases_address(question, on, others=others, file=True),
        "others_href": asked.cases_address(question, on, others=True, back=back), "period": _period(question),
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
