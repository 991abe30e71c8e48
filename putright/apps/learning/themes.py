"""Themes and suggestions as pages: what several complaints show, what is done, and what became of the cause."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.text import capfirst
from django.views.decorators.http import require_safe

from putright.apps.accounts.access import requires
from putright.apps.accounts.models import Person
from putright.apps.accounts.permissions import LEARN
from putright.apps.learning import lists
from putright.apps.learning.models import Theme, Told
from putright.apps.learning.views import number, pager, theme_rows
from putright.apps.learning.writing import STEPS
from putright.apps.measuring import population
from putright.core import effect
from putright.core.timeline.learning import CAUSES, SERVICES

MOST_STEPS = 200


@requires(LEARN)
@require_safe
def themes(request: HttpRequest) -> HttpResponse:
    """Every theme, the open ones first."""
    page = number(request)
    rows, more = lists.cut(lists.themes(request.user), page)
    return render(request, "learning/themes.html", {"here": "themes", "rows": rows, **pager(request, page, more)})


@requires(LEARN)
@require_safe
def suggestions(request: HttpRequest) -> HttpResponse:
    """What complaints have in common, each with its reason."""
    return render(
        request, "learning/suggestions.html", {"here": "suggestions", "suggested": lists.suggestions(request.user)}
    )


@requires(LEARN)
@require_safe
def theme(request: HttpRequest, pk: int) -> HttpResponse:
    """One theme: what it is, its complaints, what is done, who was told, what became of it."""
    person, today, page = request.user, timezone.localdate(), number(request)
    found = get_object_or_404(lists.themes(person), pk=pk)
    cases, more = lists.cut(lists.shown_by(person, found), page)
    steps = found.steps.select_related("by", "owner").order_by("-id")[:MOST_STEPS]
    closed = {"reopen", "tell"} if found.closed_on else set(STEPS) - {"reopen"}
    return render(request, "learning/theme.html", {
        "here": "theme",
        "theme": found, "cases": cases, "today": today, "steps": [step_row(step) for step in steps],
        "service": capfirst(SERVICES.get(found.service, "")), "cause": capfirst(CAUSES.get(found.cause, "")),
        "actions": [
            row | {"key": one.key, "pk": one.pk, "proof": one.proof}
            for one in found.actions.select_related("owner", "theme").order_by("id")
            for row in theme_rows([one], today)
        ],
        "ways": [(name, STEPS[name][0]) for name in STEPS if name in closed],
        "effects": effects(person, found, today), **pager(request, page, more),
    })  # fmt: skip


def step_row(step: Any) -> dict[str, Any]:
    """A step as it is told."""
    whom = dict(Told.Whom.choices).get(step.who, step.who)
    return {
        "step": step, "title": step.get_kind_display(), "who": whom, "owner": step.owner.name if step.owner else "",
        "risk": dict(Theme.Risk.choices).get(step.risk, ""),
    }  # fmt: skip


def effects(person: Person, theme: Theme, today: date) -> dict[str, Any] | None:
    """The rate of the theme's cause, or else its service, before and after what was done first; None without either."""
    done = theme.actions.exclude(done_on=None).order_by("done_on").values_list("done_on", flat=True).first()
    if not (theme.cause or theme.service) or not done or done >= today:
        return None
    try:
        facts = population.seen_by(person, today, since=effect.periods(done, today)[0][0])
    except population.Counting as counting:
        return {"percent": counting.percent}
    found = effect.effect(done, today, facts, cause=theme.cause, service=theme.service)
    of, by = (CAUSES.get(theme.cause, ""), "cause") if theme.cause else (SERVICES.get(theme.service, ""), "service")
    sides = (("Before", found.before), ("After", found.after))
    return {"effect": found, "sides": sides, "of": capfirst(of), "by": by}
