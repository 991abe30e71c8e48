"""The questions page by page, the answers together, and what they make."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_http_methods, require_safe

from putright import data
from putright.apps.accounts import permissions
from putright.apps.accounts.access import kept_form, requires
from putright.apps.workbench.drafts import texts
from putright.apps.workbench.drafts.models import Draft
from putright.apps.workbench.newcomer import actions, standing
from putright.apps.workbench.newcomer.drafting import drafted
from putright.apps.workbench.newcomer.forms import GroupForm, MakeForm
from putright.apps.workbench.newcomer.standing import Standing
from putright.core import newcomer
from putright.core.publishing import html
from putright.core.publishing.kinds import compose
from putright.core.publishing.matter import Matter
from putright.data.linting import findings

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


@GET_OR_POST
@requires(permissions.DRAFT_POLICY)
def home(request: HttpRequest) -> HttpResponse:
    """What the questions are for, those begun, and beginning anew."""
    if request.method == "POST":
        try:
            draft = actions.begin(request.user, timezone.now())
            return redirect("workbench_newcomer_questions", draft.number, newcomer.GROUPS[0].id)
        except actions.Refused as refused:
            messages.error(request, str(refused))
    return render(request, "newcomer/home.html", {
        "groups": newcomer.GROUPS, "begun": standing.begun(request.user.landlord),
        "count": len(list(newcomer.questions())),
    })  # fmt: skip


def _standing(request: HttpRequest, number: int) -> Standing:
    found = Draft.objects.select_related("by", "landlord").filter(based_on=standing.BASED_ON)
    return Standing(get_object_or_404(found, landlord=request.user.landlord, number=number))


@GET_OR_POST
@requires(permissions.DRAFT_POLICY)
def questions(request: HttpRequest, number: int, name: str) -> HttpResponse:
    """A page of questions: answered, saved, and said where an answer conflicts with the Code."""
    now = _standing(request, number)
    place = next((n for n, group in enumerate(newcomer.GROUPS) if group.id == name), None)
    if place is None:
        raise Http404
    group = newcomer.GROUPS[place]
    initial = {**now.answers, "was": standing.digest(now.draft, name)}
    form = GroupForm(request.POST or kept_form(request), group=group, conflicts=now.conflicts, initial=initial)
    theirs: list[tuple[str, str]] = []
    if request.method == "POST" and form.is_valid():
        try:
            saved = actions.answer(request.user, now.draft, name, form.given, form.cleaned_data["was"])
            return _onward(request, Standing(saved), place)
        except actions.Refused as refused:
            form.add_error(None, str(refused))
            form.data = {**form.data.dict(), **_lists(form), "was": initial["was"]}
            theirs = [(one.text, standing.shown(one, now.answers[one.id])) for one in group.questions]
    context = {"stands": now, "group": group, "form": form, "theirs": theirs, **_around(place), **_found(now, group)}
    return render(request, "newcomer/questions.html", context, status=422 if form.errors else 200)


def _lists(form: GroupForm) -> dict[str, Any]:
    return {name: value for name, value in form.cleaned_data.items() if isinstance(value, list)}


def _around(place: int) -> dict[str, Any]:
    """The pages before and after one."""
    groups = newcomer.GROUPS
    return {
        "nth": place + 1, "of": len(groups), "before": groups[place - 1] if place else None,
        "after": groups[place + 1] if place + 1 < len(groups) else None,
    }  # fmt: skip


def _found(now: Standing, group: newcomer.Group) -> dict[str, Any]:
    answered = group.id in now.draft.answers.get("answered", ())
    found = [(one, now.conflicts[one.id]) for one in group.questions if one.id in now.conflicts]
    return {"answered": answered, "conflicts": found}


def _onward(request: HttpRequest, now: Standing, place: int) -> HttpResponse:
    """To the next page; back to the same one where an answer of it conflicts with the Code."""
    group = newcomer.GROUPS[place]
    number = now.draft.number
    if _found(now, group)["conflicts"]:
        messages.warning(request, "Saved. What conflicts with the Code is said below: change it, or go on.")
        return redirect("workbench_newcomer_questions", number, group.id)
    messages.success(request, f"{group.title}: saved.")
    if place + 1 < len(newcomer.GROUPS):
        return redirect("workbench_newcomer_questions", number, newcomer.GROUPS[place + 1].id)
    return redirect("workbench_newcomer_check", number)


@GET_OR_POST
@requires(permissions.DRAFT_POLICY)
def check(request: HttpRequest, number: int) -> HttpResponse:
    """All answers together, what is missing or conflicts, and making the policy from them."""
    now = _standing(request, number)
    form = MakeForm(request.POST if request.method == "POST" else None, by_hand=now.by_hand)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.make(request.user, now.draft, timezone.now(), form.cleaned_data.get("replace", False))
            messages.success(request, f"Your policy is made: revision {made.n} of the draft.")
            return redirect("workbench_newcomer_check", number)
        except actions.Refused as refused:
            form.add_error(None, str(refused))
    shown = [(step, [(one, standing.shown(one, now.answers[one.id]), now.conflicts.get(one.id, ()))
                     for one in step.group.questions]) for step in now.steps]  # fmt: skip
    lacking = [(step.group, one.id, now.lacking[one.id]) for step in now.steps
               for one in step.group.questions if one.id in now.lacking]  # fmt: skip
    context = {"stands": now, "shown": shown, "form": form, "others": now.conflicts.get("", ()), "lacking": lacking,
               "works": now.draft.state == Draft.State.OPEN}  # fmt: skip
    return render(request, "newcomer/check.html", context, status=422 if form.errors else 200)


@require_safe
@requires(permissions.DRAFT_POLICY)
def policy(request: HttpRequest, number: int) -> HttpResponse:
    """The policy as residents would read it on the website."""
    now = _standing(request, number)
    loaded, _ = texts.read(texts.latest(now.draft).files)
    document = None
    if loaded:
        matter = Matter(loaded.policy, loaded.policy.wording, data.load_register(), timezone.localdate())
        document = compose("policy_website", matter)
    body = mark_safe(html.body(document, 0)) if document else ""  # noqa: S308 (escaped block by block)
    context = {"stands": now, "document": document, "body": body}
    return render(request, "newcomer/policy.html", context)


@require_safe
@requires(permissions.DRAFT_POLICY)
def assessment(request: HttpRequest, number: int) -> HttpResponse:
    """The first draft of the self-assessment: each row's proposed answer, and what bears on it."""
    now = _standing(request, number)
    loaded, _ = texts.read(texts.latest(now.draft).files)
    found = findings(loaded, standing.EDITION) if loaded else []
    rows = list(drafted(now.draft.landlord, loaded, found, timezone.localdate())) if loaded else []
    titles = data.load_form(standing.EDITION).sections
    sections = [(titles.get(key, key), list(group))
                for key, group in groupby(rows, lambda one: one.row.section)]  # fmt: skip
    return render(request, "newcomer/assessment.html", {"stands": now, "sections": sections, "loaded": loaded})
