"""Issued reports for staff: the same to everybody who may see figures, and what became of each."""

from __future__ import annotations

from typing import Any

import msgspec
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_http_methods, require_safe

from putright.apps.accounts import permissions
from putright.apps.accounts.access import kept_form, requires
from putright.apps.oversight.reports import actions, checklist, files, forms, links
from putright.apps.oversight.reports.models import Issue, Question
from putright.core.reporting import drawing, html

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@requires(permissions.SEE_FIGURES)
def report(request: HttpRequest, key: str) -> HttpResponse:
    """An issued report, with who received it, what was asked, and whether it would come out the same today."""
    issued = _issue(request, key)
    document = issued.thawed
    landlord = request.user.landlord
    context = links.heading(issued.drawn) | {
        "issue": issued, "report": document, "contents": html.contents(document), "today": timezone.localdate(),
        "body": mark_safe(html.body(document, links.cases(document.until))),  # noqa: S308 (the renderer escapes every text)
        "explained": drawing.explained(document), "forms": files.NAMES.items(),
        "receipts": issued.receipts.order_by("on", "id"), "responses": issued.responses.order_by("-on", "-id"),
        "questions": issued.questions.select_related("reply").order_by("on", "id"),
        "recounts": [_recount(one) for one in issued.recounts.order_by("-id")],
        "may_issue": permissions.may(request.user, permissions.ISSUE_REPORTS), "landlord": landlord,
        "checklist": checklist.of(issued),
    }  # fmt: skip
    return render(request, "reports/report.html", context)


def _recount(one: Any) -> dict[str, Any]:
    return {"recount": one, "differences": msgspec.json.decode(one.differences) if one.differences else []}


@require_safe
@requires(permissions.SEE_FIGURES)
def file(request: HttpRequest, key: str, form: str) -> FileResponse | HttpResponse:
    """An issued report as a file."""
    return files.answer(_issue(request, key), form)


@GET_OR_POST
@requires(permissions.SEE_FIGURES)
def note(request: HttpRequest, key: str, what: str) -> HttpResponse:
    """Notes something of an issued report: who received it, a question, the response, where it was put, a recount."""
    if what not in forms.NOTES:
        raise Http404
    title, kind = forms.NOTES[what]
    if what != "question" and not permissions.may(request.user, permissions.ISSUE_REPORTS):
        raise PermissionDenied(f"This page needs the permission {permissions.ISSUE_REPORTS!r}.")
    issued = _issue(request, key)
    form = _form(request, kind)
    if request.method == "POST" and form.is_valid():
        try:
            DOES[what](request.user, issued, at=timezone.now(), **form.cleaned_data)
        except actions.Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "It is noted." if what != "recount" else "It is being counted again.")
            return redirect("report", key)
    return _noting(request, issued, form, title)


@GET_OR_POST
@requires(permissions.ISSUE_REPORTS)
def reply(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """Answers a question about an issued report."""
    issued = _issue(request, key)
    question = get_object_or_404(Question.objects.select_related("issue"), issue=issued, pk=pk)
    form = _form(request, forms.ReplyForm)
    if request.method == "POST" and form.is_valid():
        try:
            actions.reply(request.user, question, at=timezone.now(), **form.cleaned_data)
        except actions.Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "The answer is noted.")
            return redirect("report", key)
    return _noting(request, issued, form, "Answer a question", question=question)


DOES = {
    "received": actions.received, "question": actions.ask, "response": actions.respond, "put": actions.put,
    "recount": actions.count_again,
}  # fmt: skip


def _form(request: HttpRequest, kind: type[Any]) -> Any:
    typed = request.POST or kept_form(request)
    if not issubclass(kind, forms.Dated):
        return kind(typed)
    return kind(typed, today=timezone.localdate(), initial={"on": timezone.localdate()})


def _noting(request: HttpRequest, issued: Issue, form: Any, title: str, **more: Any) -> HttpResponse:
    context = {"form": form, "issue": issued, "doing": title} | links.heading(issued.drawn) | more
    return render(request, "reports/note.html", context, status=422 if form.errors else 200)


def _issue(request: HttpRequest, key: str) -> Issue:
    found = Issue.objects.select_related("drawn__landlord", "landlord", "by")
    mine = links.of_brands(request.user, "drawn__")
    return get_object_or_404(found, mine, landlord=request.user.landlord, key=key)
