"""Reports for staff: what is due, drafts with the words that people write, and issuing."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from msgspec.structs import replace

from putright.apps.accounts import packs, permissions
from putright.apps.accounts.access import kept_form, requires
from putright.apps.letters.drawing.pdf import Unrendered
from putright.apps.oversight.reports import actions, forms, links, rhythms, run
from putright.apps.oversight.reports.models import Drawn, Issue, Question
from putright.core.reporting import html, periods
from putright.core.reporting.drawing import Part
from putright.core.reporting.sections import SECTIONS
from putright.core.reporting.shapes import freeze

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
PAGE = 50


@require_safe
@requires(permissions.SEE_FIGURES)
def reports(request: HttpRequest) -> HttpResponse:
    """Every report that the policy promises, by rhythm: what waits to be issued, the last one, what comes next."""
    landlord, today = request.user.landlord, timezone.localdate()
    rows: dict[str, list[dict[str, Any]]] = {}
    brands = request.user.brands
    for one in rhythms.standing(landlord, today):
        if brands and one.brand not in ("", *brands):
            continue
        rows.setdefault(one.report.every, []).append(_row(landlord, one))
    mine = links.of_brands(request.user, "issue__drawn__")
    owed = Question.objects.filter(mine, issue__landlord=landlord, reply=None).select_related("issue__drawn")
    context = {
        "groups": [(rhythms.RHYTHMS[every], found) for every, found in rows.items()], "today": today,
        "owed": owed.order_by("due", "id")[:PAGE], "may_issue": _may_issue(request),
        "elsewhere": links.elsewhere(packs.current(landlord).pack), "landlord": landlord,
        "issued": Issue.objects.filter(links.of_brands(request.user, "drawn__"), landlord=landlord).count(),
    }  # fmt: skip
    return render(request, "reports/reports.html", context)


def _row(landlord: Any, one: rhythms.Standing) -> dict[str, Any]:
    every = one.report.every
    waiting = [{"drawn": drawn, "called": rhythms.called(every, drawn), "due": rhythms.due(drawn.until, every)}
               for drawn in reversed(one.waiting)]  # fmt: skip
    return {
        "one": one, "to": links.named(landlord, one.report.to), "waiting": waiting[:1], "more": len(waiting) - 1,
        "issued": rhythms.called(every, one.issued) if one.issued else "",
        "next": periods.short(every, one.next_since, one.next_until),
    }  # fmt: skip


@require_safe
@requires(permissions.SEE_FIGURES)
def every(request: HttpRequest) -> HttpResponse:
    """All reports, drafts and issued, the latest period first."""
    landlord = request.user.landlord
    found = Drawn.objects.filter(links.of_brands(request.user), landlord=landlord)
    found = found.select_related("issue").order_by("-until", "-id")
    if name := request.GET.get("report"):
        found = found.filter(report=name)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    rows = [{"drawn": one, "title": links.title(landlord, one), "issue": getattr(one, "issue", None)} for one in page]
    return render(request, "reports/every.html", {"rows": rows, "page": page, "name": name or ""})


@GET_OR_POST
@requires(permissions.ISSUE_REPORTS)
def earlier(request: HttpRequest) -> HttpResponse:
    """Has the report of an earlier period drawn up."""
    landlord, today = request.user.landlord, timezone.localdate()
    defined = rhythms.definitions(landlord)
    form = forms.EarlierForm(request.POST or None, choices=[(name, one.title) for name, one in defined.items()])
    if request.method == "POST" and form.is_valid():
        name, day = form.cleaned_data["report"], form.cleaned_data["day"]
        since, until = periods.span(defined[name].every, day, rhythms.begins(landlord))
        first = rhythms.first_day(landlord)
        if until >= today:
            form.add_error("day", "That period is not over yet. Its report is drawn up on the day after its end.")
        elif first is None or until < first:
            form.add_error("day", "There is nothing on record from that period.")
        else:
            for brand in defined[name].brands or ("",):
                run.ask_for(landlord, rhythms.Wanted(name, brand, since, until), timezone.now())
            messages.success(request, "It is being drawn up. Look again in a few minutes.")
            return redirect("reports_every")
    return render(request, "reports/earlier.html", {"form": form}, status=422 if form.errors else 200)


@require_safe
@requires(permissions.SEE_FIGURES)
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """A draft: its figures, what was written and what must still be; or how far it is."""
    drawn = _drawn(request, pk)
    if drawn.state == Drawn.State.ISSUED:
        return redirect("report", drawn.issue.key)
    context = links.heading(drawn) | {"drawn": drawn, "may_issue": _may_issue(request), "today": timezone.localdate()}
    if drawn.state == Drawn.State.DRAFT:
        there = actions.written(drawn)
        whole = actions.composed(drawn)
        context |= {
            "parts": [_part(drawn, part, there) for part in drawn.thawed.parts], "report": whole,
            "lacking": list(actions.lacking(drawn, there)), "shown": actions.digest(freeze(whole)),
        }  # fmt: skip
    return render(request, "reports/draft.html", context)


def _part(drawn: Drawn, part: Part, there: dict[str, Any]) -> dict[str, Any]:
    section, comment = SECTIONS[part.id], there.get(part.id)
    _, *blocks = part.blocks
    words = actions.words_of(comment) if comment else ()
    drawing = replace(links.EMPTY, blocks=(*words, *blocks))
    return {
        "section": section, "written": comment,
        "body": mark_safe(html.body(drawing, links.cases(drawn.until))),  # noqa: S308 (the renderer escapes every text)
    }  # fmt: skip


@GET_OR_POST
@requires(permissions.ISSUE_REPORTS)
def write(request: HttpRequest, pk: int, section: str) -> HttpResponse:
    """Writes for one section of a draft."""
    drawn = _drawn(request, pk)
    part = next((one for one in drawn.thawed.parts if one.id == section), None) if drawn.draft else None
    if part is None or drawn.state != Drawn.State.DRAFT:
        raise Http404
    before = actions.written(drawn).get(section)
    initial = {name: getattr(before, name) for name in ("text", "url", "dated", "none")} if before else {}
    form = forms.WriteForm(request.POST or kept_form(request), section=SECTIONS[section], initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.comment(request.user, drawn, section, at=timezone.now(), **form.cleaned_data)
        except actions.Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, f"“{SECTIONS[section].title}” is written.")
            return redirect("report_draft", drawn.pk)
    context = links.heading(drawn) | {"form": form, "drawn": drawn, "section": SECTIONS[section]} | {
        "figures": mark_safe(html.body(replace(links.EMPTY, blocks=part.blocks[1:])))  # noqa: S308 (escaped)
    }  # fmt: skip
    return render(request, "reports/write.html", context, status=422 if form.errors else 200)


@require_POST
@requires(permissions.ISSUE_REPORTS)
def issue(request: HttpRequest, pk: int) -> HttpResponse:
    """Issues a draft."""
    drawn = _drawn(request, pk)
    try:
        made = actions.issue(request.user, drawn, at=timezone.now(), shown=request.POST.get("shown", ""))
    except actions.Refused as refused:
        for reason in refused.reasons:
            messages.error(request, reason)
    except Unrendered as error:
        messages.error(request, f"The PDF could not be made: {error}")
    else:
        messages.success(request, "It is issued, and cannot be changed any more. Note who receives it.")
        return redirect("report", made.key)
    return redirect("report_draft", drawn.pk)


@require_POST
@requires(permissions.ISSUE_REPORTS)
def redraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Has a draft drawn up again."""
    drawn = _drawn(request, pk)
    try:
        actions.redraw(request.user, drawn, at=timezone.now())
    except actions.Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "It is being drawn up again. What was written stays.")
    return redirect("report_draft", drawn.pk)


def _drawn(request: HttpRequest, pk: int) -> Drawn:
    found = Drawn.objects.defer(None).select_related("landlord")
    return get_object_or_404(found, links.of_brands(request.user), landlord=request.user.landlord, pk=pk)


def _may_issue(request: HttpRequest) -> bool:
    return permissions.may(request.user, permissions.ISSUE_REPORTS)
