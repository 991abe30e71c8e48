"""The pages of learning: what complaints taught, what is done about it, what several show together, who was told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.views.decorators.http import require_safe

from putright.apps.accounts import packs, permissions
from putright.apps.accounts.access import requires
from putright.apps.accounts.permissions import LEARN
from putright.apps.learning import lists
from putright.apps.learning.forms import Narrow
from putright.apps.learning.models import Action, Change, Lesson, Told
from putright.core.duties import Obligation
from putright.core.timeline.investigation import FAILURES
from putright.core.timeline.learning import CAUSES, SERVICES

FEW = 5
STATES = {"open": "Not done", "late": "Late", "done": "Done"}


@requires(LEARN)
@require_safe
def learning(request: HttpRequest) -> HttpResponse:
    """Where learning begins: what is owed, what complaints have in common, the themes that are open."""
    person, today = request.user, timezone.localdate()
    themes = lists.themes(person)
    return render(request, "learning/learning.html", {"here": "learning",
        "numbers": lists.numbers(person, today), "suggested": lists.suggestions(person)[:FEW],
        "themes": themes.filter(closed_on=None)[:10], "today": today,
        "mine": lists.actions(person, "open", True, today)[:FEW],
        "mine_of_themes": lists.theme_actions(person, "open", True, today)[:FEW],
    })  # fmt: skip


def number(request: HttpRequest) -> int:
    """Which page of a list is asked for."""
    asked = request.GET.get("page", "")
    return min(max(int(asked), 1), 10_000) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 1


def pager(request: HttpRequest, page: int, more: bool) -> dict[str, str]:
    """The ways to the page before and the page after."""
    return {"before": _at(request, page - 1) if page > 1 else "", "after": _at(request, page + 1) if more else ""}


def _at(request: HttpRequest, page: int) -> str:
    asked = request.GET.copy()
    asked["page"] = str(page)
    return f"?{asked.urlencode()}"


# ---- lessons --------------------------------------------------------------------------------


@requires(LEARN)
@require_safe
def lessons(request: HttpRequest) -> HttpResponse:
    """Every lesson of the cases the person may see, with what is done about it."""
    person, page = request.user, number(request)
    narrow = Narrow(request.GET)
    want = narrow.wanted()
    rows, more = lists.cut(lists.lessons(person, want), page)
    return render(request, "learning/lessons.html", {"here": "lessons",
        "rows": lesson_rows(rows), "narrow": narrow, "chosen": bool(want), **pager(request, page, more),
    })  # fmt: skip


def lesson_rows(rows: Sequence[Lesson]) -> list[dict[str, Any]]:
    """Lessons with their words and how their actions stand."""
    said = lists.words([row.event for row in rows])
    acts: dict[tuple[int, str], list[Action]] = {}
    for action in Action.objects.filter(case__in={row.case_id for row in rows}):
        acts.setdefault((action.case_id, action.lesson), []).append(action)
    return [
        {
            "lesson": row, "what": getattr(said[row.event_id], "what", ""),
            "href": reverse("room_learning", args=[row.case.reference]),
            "service": capfirst(SERVICES.get(row.service, "")), "cause": capfirst(CAUSES.get(row.cause, "")),
            "failing": capfirst(FAILURES.get(row.failing, "")),
            "actions": len(found := acts.get((row.case_id, row.key), [])),
            "done": sum(1 for one in found if one.done_on),
        }
        for row in rows
    ]  # fmt: skip


# ---- actions --------------------------------------------------------------------------------


@requires(LEARN)
@require_safe
def actions(request: HttpRequest) -> HttpResponse:
    """Actions of cases and of themes: not done, late or done; everybody's or one's own."""
    person, today, page = request.user, timezone.localdate(), number(request)
    state = request.GET.get("state", "open")
    state, mine = (state if state in STATES else "open"), request.GET.get("whose") == "mine"
    of_cases, more = lists.cut(lists.actions(person, state, mine, today), page)
    of_themes, further = lists.cut(lists.theme_actions(person, state, mine, today), page)
    tabs = [(text, f"?{urlencode({'state': one, 'whose': 'mine' if mine else ''})}", one == state)
            for one, text in STATES.items()]  # fmt: skip
    return render(request, "learning/actions.html", {"here": "actions",
        "rows": [*theme_rows(of_themes, today), *action_rows(request, of_cases, today)],
        "tabs": tabs, "mine": mine, "state": state, "today": today,
        "other": f"?{urlencode({'state': state, 'whose': '' if mine else 'mine'})}",
        **pager(request, page, more or further),
    })  # fmt: skip


def action_rows(request: HttpRequest, rows: Sequence[Action], today: date) -> list[dict[str, Any]]:
    """Actions of cases, as lists show them; nothing of the case to an owner who does not see it."""
    said = lists.words([row.event for row in rows])
    seen = set(lists.Case.objects.visible_to(request.user).filter(pk__in=[row.case_id for row in rows])
               .values_list("pk", flat=True))  # fmt: skip
    titles = _titles(request)
    return [
        {
            "what": getattr(said[row.event_id], "what", ""), "due": row.due, "done": row.done_on,
            "owner": row.owner.name if row.owner else titles.get(row.role, "Whoever has the complaint"),
            "status": status(row.due, row.done_on, today), "from": row.case.reference,
            "href": reverse("room_learning" if row.case_id in seen else "step_do_action",
                            args=[row.case.reference] if row.case_id in seen else [row.case.reference, row.key]),
            "publish": reverse("learning_change", args=["case", row.pk]) if row.done_on else "",
        }
        for row in rows
    ]  # fmt: skip


def _titles(request: HttpRequest) -> Mapping[str, str]:
    pack = packs.current(request.user.landlord).pack
    return {**{key: capfirst(role.title) for key, role in pack.roles.items()}, **pack.bodies}


def theme_rows(rows: Sequence[Any], today: date) -> list[dict[str, Any]]:
    """Actions of themes, as lists show them."""
    return [
        {
            "what": row.what, "due": row.due, "done": row.done_on, "owner": row.owner.name,
            "status": status(row.due, row.done_on, today), "from": row.theme.title,
            "href": reverse("theme", args=[row.theme_id]),
            "publish": reverse("learning_change", args=["theme", row.pk]) if row.done_on else "",
        }
        for row in rows
    ]  # fmt: skip


def status(due: date | None, done: date | None, today: date) -> str:
    """How something owed stands, as badges say it."""
    return Obligation("action", due=due, done=done).status(today)


# ---- who was told ---------------------------------------------------------------------------


@requires(LEARN)
@require_safe
def told(request: HttpRequest) -> HttpResponse:
    """What residents, staff, panels, managers and the board were told, and when."""
    page, whom = number(request), request.GET.get("whom", "")
    found = Told.objects.filter(landlord=request.user.landlord_id).order_by("-on", "-id").select_related("by")
    found = found.filter(whom=whom) if whom in Told.Whom.values else found
    rows, more = lists.cut(found, page)
    tabs = [("Everybody", "?", whom not in Told.Whom.values)]
    tabs += [(text, f"?whom={key}", whom == key) for key, text in Told.Whom.choices]
    return render(
        request, "learning/told.html", {"here": "told", "rows": rows, "tabs": tabs, **pager(request, page, more)}
    )


# ---- you said, we did -----------------------------------------------------------------------


@requires(LEARN)
@require_safe
def changes(request: HttpRequest) -> HttpResponse:
    """What is published, what waits to be approved, what was withdrawn."""
    person, page = request.user, number(request)
    found = lists.changes(person).select_related("by", "approved_by", "withdrawn_by")
    waiting = found.filter(state=Change.State.DRAFT).order_by("id")
    rows, more = lists.cut(found.exclude(state=Change.State.DRAFT).order_by("-published_on", "-id"), page)
    return render(request, "learning/changes.html", {"here": "changes",
        "waiting": waiting[:100], "rows": rows, "brands": lists.brands(person), "me": person.pk,
        "approves": permissions.may(person, permissions.ISSUE_REPORTS), "public": public(person.landlord.slug),
        **pager(request, page, more),
    })  # fmt: skip


def public(slug: str) -> str:
    """Where anybody reads what changed because of complaints."""
    return reverse("public_changes", args=[slug])
