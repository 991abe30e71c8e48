"""Trying a draft on what has happened: what was tried, a trial, the complaints that would have gone otherwise."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from putright.apps.accounts import permissions
from putright.apps.accounts.access import kept_form, requires
from putright.apps.accounts.models import Person
from putright.apps.workbench.drafts.models import Draft
from putright.apps.workbench.trials import actions, drawing, findings
from putright.apps.workbench.trials.forms import TrialForm
from putright.apps.workbench.trials.models import Trial

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
PAGE = 25


@GET_OR_POST
@requires(permissions.DRAFT_POLICY)
def trials(request: HttpRequest) -> HttpResponse:
    """What was tried, and trying a draft: `?draft=3` has it chosen."""
    person, now = request.user, timezone.now()
    drafts = Draft.objects.filter(landlord=person.landlord).exclude(state=Draft.State.DROPPED).order_by("-number")
    form = TrialForm(
        request.POST or kept_form(request), drafts=[(one.number, str(one)) for one in drafts],
        today=timezone.localdate(now), initial={"draft": request.GET.get("draft", "")},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        draft = drafts.get(number=form.cleaned_data["draft"])
        try:
            trial = actions.start(person, draft, form.cleaned_data["since"], now)
        except actions.Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.info(request, "It is being tried. This page shows how far it is.")
            return redirect("workbench_trial", trial.number)
    found = Trial.objects.filter(landlord=person.landlord).select_related("revision__draft", "by")
    page = Paginator(found.defer("counts", "revision__files").order_by("-number"), PAGE).get_page(
        request.GET.get("page")
    )
    context = {"form": form, "page": page, "drafts": drafts}
    return render(request, "trials/trials.html", context, status=422 if form.is_bound and form.errors else 200)


@require_safe
@requires(permissions.DRAFT_POLICY)
def trial(request: HttpRequest, number: int) -> HttpResponse:
    """A trial: how far it is, and what it has found."""
    one = _trial(request.user, number)
    context = {"trial": one, "draft": one.revision.draft}
    if one.counts:
        found = findings.findings(one, request.user)
        body = drawing.body(list(found.counts.weeks.rows()), one.as_of)
        context |= {"found": found, "weeks": mark_safe(body)}  # noqa: S308 (the renderer escapes every text)
    return render(request, "trials/trial.html", context)


@require_safe
@requires(permissions.DRAFT_POLICY)
def cases(request: HttpRequest, number: int, kind: str) -> HttpResponse:
    """The complaints that would have gone otherwise in one way, as far as whoever looks may open them."""
    if kind not in findings.KINDS:
        raise Http404
    one = _trial(request.user, number)
    column, title, means = findings.KINDS[kind]
    mine = findings.shown(one, request.user, kind)
    page = Paginator(mine, PAGE).get_page(request.GET.get("page"))
    others = findings.rows(one, request.user).filter(**{column: True}).count() - page.paginator.count
    context = {
        "trial": one, "draft": one.revision.draft, "title": title, "means": means, "page": page, "others": others,
        "ones": findings.ones(one, list(page)),
    }  # fmt: skip
    return render(request, "trials/cases.html", context)


@require_POST
@requires(permissions.DRAFT_POLICY)
def stop(request: HttpRequest, number: int) -> HttpResponse:
    """Stops a trial."""
    try:
        actions.stop(request.user, _trial(request.user, number), timezone.now())
        messages.success(request, "It is stopped. What it has found so far stays.")
    except actions.Refused as refused:
        messages.error(request, str(refused))
    return redirect("workbench_trial", number)


@require_POST
@requires(permissions.DRAFT_POLICY)
def remove(request: HttpRequest, number: int) -> HttpResponse:
    """Takes a trial away."""
    try:
        actions.remove(request.user, _trial(request.user, number))
        messages.success(request, f"Trial {number} is removed.")
        return redirect("workbench_trials")
    except actions.Refused as refused:
        messages.error(request, str(refused))
    return redirect("workbench_trial", number)


def _trial(person: Person, number: int) -> Trial:
    found = Trial.objects.select_related("landlord", "revision__draft", "by").defer("revision__files")
    return get_object_or_404(found, landlord=person.landlord, number=number)
