"""Self-assessment for staff: what is open, due and called for; answering by section; approval, publishing, sending."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from putright import data
from putright.apps.accounts import packs, permissions
from putright.apps.accounts.access import kept_form
from putright.apps.letters.drawing.pdf import Unrendered
from putright.apps.oversight.assessment import actions, calls, files, forms, lists
from putright.apps.oversight.assessment.desk import Desk
from putright.apps.oversight.assessment.models import Approved, Assessment, Call, Deed
from putright.apps.oversight.assessment.sheet import Sheet
from putright.core.assessment import paper as papers
from putright.core.assessment.paper import Approval
from putright.core.workdays import said

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
View = Callable[..., HttpResponse]


def reads(view: View) -> View:
    """For a page that whoever sees figures or assesses may read."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        held = permissions.granted(request.user)  # type: ignore[arg-type]
        if not held & {permissions.SEE_FIGURES, permissions.ASSESS}:
            raise PermissionDenied(f"This page needs the permission {permissions.SEE_FIGURES!r}.")
        return view(request, *args, **kwargs)

    return checked


def _assesses(request: HttpRequest) -> bool:
    return permissions.may(request.user, permissions.ASSESS)  # type: ignore[arg-type]


def _must(request: HttpRequest) -> None:
    if not _assesses(request):
        raise PermissionDenied(f"This page needs the permission {permissions.ASSESS!r}.")


def _of(request: HttpRequest, pk: int) -> Assessment:
    found = Assessment.objects.select_related("landlord", "before", "begun_by")
    return get_object_or_404(found, pk=pk, landlord=request.user.landlord)


@reads
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What is open, what is due, what calls for an assessment, and every one before."""
    landlord, today = request.user.landlord, timezone.localdate()
    context = {
        "open": Assessment.objects.filter(landlord=landlord, state__in=Assessment.OPEN).first(),
        "waiting": calls.waiting(landlord), "to_report": calls.to_report(landlord), "may": _assesses(request),
        "new_code": calls.edition_changed(landlord), "papers": lists.papers(landlord), "today": today,
        **lists.due(landlord, today),
    }  # fmt: skip
    return render(request, "assessment/home.html", context)


@reads
@GET_OR_POST
def begin(request: HttpRequest) -> HttpResponse:
    """Beginning one: on which form, over which period."""
    _must(request)
    landlord, today = request.user.landlord, timezone.localdate()
    waiting = calls.waiting(landlord)
    since, until = lists.last_year(landlord, today)
    first = {"edition": actions.default_edition(request.user), "since": since, "until": until,
             "calls": request.GET.getlist("call")}  # fmt: skip
    form = forms.BeginForm(request.POST or kept_form(request), today=today, waiting=waiting, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            begun = actions.begin(request.user, at=timezone.now(), **lists.begun_with(form.cleaned_data, waiting))
            return redirect("assessment", begun.pk)
        except actions.Refused as error:
            form.add_error(None, str(error))
    own = packs.current(landlord).pack.edition
    context = {"form": form, "own": own, "has_own": own in data.form_names(), "brands": lists.brands(landlord, own)}
    return render(request, "assessment/begin.html", context, status=422 if form.errors else 200)


@reads
@require_safe
def assessment(request: HttpRequest, pk: int) -> HttpResponse:
    """How far an assessment is, section by section, and what it still lacks."""
    one, today = _of(request, pk), timezone.localdate()
    if not one.open:
        return redirect("assessment_paper", one.approved.key)
    return _overview(request, one, forms.ApproveForm(today=today, initial={"on": today}))


def _overview(request: HttpRequest, one: Assessment, form: forms.ApproveForm, refused: str = "") -> HttpResponse:
    desk = Desk(one, timezone.localdate())
    missing = [(entry, text) for entry, text in desk.missing()]
    context = {"one": one, "sections": desk.sections(), "missing": missing, "form": form, "refused": refused,
               "may": _assesses(request), "title": desk.form.title, "counting": one.count_from is not None}  # fmt: skip
    return render(request, "assessment/assessment.html", context, status=422 if form.errors or refused else 200)


@reads
@GET_OR_POST
def section(request: HttpRequest, pk: int, section: str) -> HttpResponse:
    """The rows of a section, each with what bears on it; saving them, all at once or as they are typed."""
    one, today = _of(request, pk), timezone.localdate()
    desk = Desk(one, today)
    if section not in desk.form.sections:
        return redirect("assessment", pk)
    typed = request.POST if request.method == "POST" else kept_form(request)
    sheet = Sheet(desk.rows(section), typed or None, today, editable=one.state == Assessment.State.DRAFT)
    if request.method == "POST":
        return _save(request, one, section, sheet)
    return _section(request, one, section, sheet)


def _save(request: HttpRequest, one: Assessment, section: str, sheet: Sheet) -> HttpResponse:
    _must(request)
    try:
        done = actions.save(request.user, one, sheet.typed(), at=timezone.now())
    except actions.Refused as error:
        return _section(request, one, section, sheet, str(error))
    if request.headers.get("X-Saving") == "typing":
        at = timezone.localtime().strftime("%H:%M")
        return JsonResponse({"at": at, "versions": done.versions, "overtaken": [*done.overtaken]})
    sheet.overtaken = done.overtaken
    if sheet.errors or done.overtaken:
        return _section(request, one, section, sheet)
    messages.success(request, "The section is saved.")
    after = sheet.after(request.POST.get("go", ""), section, [*Desk(one, timezone.localdate()).form.sections])
    return redirect("assessment_section", one.pk, after) if after else redirect("assessment", one.pk)


def _section(request: HttpRequest, one: Assessment, section: str, sheet: Sheet, refused: str = "") -> HttpResponse:
    desk = Desk(one, timezone.localdate())
    places = [{"href": reverse("assessment_section", args=[one.pk, key]), "text": title, "current": key == section}
              for key, title in desk.form.sections.items()]  # fmt: skip
    rows = [form.entry.row for form in sheet]
    context = {
        "one": one, "section": section, "title": desk.form.sections[section], "formset": sheet, "places": places,
        "selections": desk.selections(rows, request.user), "may": _assesses(request) and sheet.editable,  # type: ignore[arg-type]
        "refused": refused, "stale": request.method == "POST",
    }  # fmt: skip
    return render(request, "assessment/section.html", context, status=422 if sheet.errors or refused else 200)


@reads
@require_POST
def read(request: HttpRequest, pk: int, selection: str) -> HttpResponse:
    """Noting that drawn cases were opened and read."""
    one = _of(request, pk)
    try:
        count = actions.mark_read(request.user, one, selection, request.POST.getlist("read"),
                                  at=timezone.now(), today=timezone.localdate())  # fmt: skip
        messages.success(request, f"Noted as read: {count}.")
    except actions.Refused as error:
        messages.error(request, str(error))
    back = request.POST.get("section", "")
    known = back in data.load_form(one.edition).sections
    return redirect("assessment_section", pk, back) if known else redirect("assessment", pk)


@reads
@require_POST
def step(request: HttpRequest, pk: int) -> HttpResponse:
    """Counting again, completing, or taking back to draft."""
    one, at = _of(request, pk), timezone.now()
    today = timezone.localdate()
    try:
        match request.POST.get("go"):
            case "count":
                actions.count_again(request.user, one, at=at)
            case "complete":
                actions.complete(request.user, one, at=at)
            case "reopen":
                actions.reopen(request.user, one)
    except actions.Refused as error:
        return _overview(request, one, forms.ApproveForm(today=today), str(error))
    return redirect("assessment", pk)


@reads
@require_POST
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Recording the governing body's approval: the assessment is frozen."""
    one, today = _of(request, pk), timezone.localdate()
    form = forms.ApproveForm(request.POST, today=today)
    if form.is_valid():
        try:
            done = actions.approve(request.user, one, Approval(**form.cleaned_data), at=timezone.now())
            messages.success(request, "It is approved and frozen.")
            return redirect("assessment_paper", done.key)
        except (actions.Refused, Unrendered) as error:
            form.add_error(None, str(error))
    return _overview(request, one, form)


@reads
@GET_OR_POST
def paper(request: HttpRequest, key: str) -> HttpResponse:
    """An approved assessment: what it says, what was done with it, and what is still to do."""
    landlord, today = request.user.landlord, timezone.localdate()
    found = get_object_or_404(Approved.objects.select_related("assessment", "landlord"), landlord=landlord, key=key)
    form = forms.DeedForm(request.POST or None, today=today, initial={"on": today})
    if request.method == "POST" and (done := _deed(request, found, form)):
        messages.success(request, done)
        return redirect("assessment_paper", key)
    frozen = found.thawed
    context = {
        "found": found, "paper": frozen, "form": form, "changes": list(papers.changes(frozen)),
        "may": _assesses(request),
        "deeds": found.deeds.select_related("by", "call").order_by("on", "pk"), "calls": lists.reportable(found),
        "public": reverse("public_assessment", args=[landlord.slug]), **lists.due(landlord, today),
        "published": found.assessment.state == Assessment.State.PUBLISHED, "submission": lists.submission(found),
    }  # fmt: skip
    return render(request, "assessment/paper.html", context, status=422 if form.errors else 200)


def _deed(request: HttpRequest, found: Approved, form: forms.DeedForm) -> str:
    _must(request)
    go, at = request.POST.get("go", ""), timezone.now()
    try:
        if go == "publish":
            public = request.build_absolute_uri(reverse("public_assessment", args=[found.landlord.slug]))
            actions.publish(request.user, found, on=timezone.localdate(), where=public, at=at)  # type: ignore[arg-type]
            return "It is published: anybody can read it now."
        if form.is_valid():
            key = go.removeprefix("report-")
            call = lists.reportable(found).filter(pk=key).first() if key.isdecimal() and len(key) < 18 else None
            what = Deed.What.REPORTED if call else Deed.What.SUBMITTED
            actions.note(request.user, found, what, at=at, call=call, **form.cleaned_data)  # type: ignore[arg-type]
            return "It is noted."
    except actions.Refused as error:
        form.add_error(None, str(error))
    return ""


@reads
@require_safe
def file(request: HttpRequest, key: str, form: str) -> HttpResponse:
    """An approved assessment as a file."""
    return files.answer(get_object_or_404(Approved, landlord=request.user.landlord, key=key), form)


@reads
@GET_OR_POST
def call(request: HttpRequest) -> HttpResponse:
    """Noting something that calls for an assessment."""
    _must(request)
    today = timezone.localdate()
    form = forms.CallForm(request.POST or kept_form(request), initial={"on": today})
    if request.method == "POST" and form.is_valid():
        noted = actions.call(request.user, at=timezone.now(), **form.cleaned_data)
        due = f" It is due by {said(noted.due)}." if noted.due else ""
        messages.success(request, f"It is noted.{due}")
        return redirect("self_assessment")
    return render(request, "assessment/call.html", {"form": form}, status=422 if form.errors else 200)


@reads
@require_POST
def set_aside(request: HttpRequest, pk: int) -> HttpResponse:
    """Noting that no assessment follows from something, and why."""
    called = get_object_or_404(Call, pk=pk, landlord=request.user.landlord)
    try:
        actions.set_aside(request.user, called, request.POST.get("why", ""))
    except actions.Refused as error:
        messages.error(request, str(error))
    return redirect("self_assessment")


@reads
@GET_OR_POST
def terms(request: HttpRequest) -> HttpResponse:
    """What decides by when it is due."""
    _must(request)
    landlord = request.user.landlord
    now = lists.terms(landlord)
    first = {"homes": now.homes, "month": now.year_ends_month, "checked_on": now.checked_on}
    form = forms.TermsForm(request.POST or kept_form(request), initial=first)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        last = timezone.localdate().replace(month=typed["month"], day=1) + timedelta(days=31)
        day = (last.replace(day=1) - timedelta(days=1)).day
        actions.set_terms(request.user, homes=typed["homes"], year_ends_month=typed["month"],
                          year_ends_day=31 if typed["month"] == 2 else day, checked_on=typed["checked_on"])  # fmt: skip
        return redirect("self_assessment")
    return render(request, "assessment/terms.html", {"form": form, **lists.due(landlord, timezone.localdate())},
                  status=422 if form.errors else 200)  # fmt: skip
