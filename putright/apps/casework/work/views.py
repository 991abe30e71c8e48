"""What is due, and search."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from putright.apps.accounts import packs, permissions
from putright.apps.accounts.models import Person
from putright.apps.casework import worklist
from putright.apps.casework.approving import waiting_for
from putright.apps.casework.case import beside, kinds
from putright.apps.casework.models import Case, Duty
from putright.apps.casework.opened import Opened
from putright.apps.casework.search import search as found_cases
from putright.apps.casework.work import words
from putright.apps.casework.work.excerpt import Piece, excerpt, marked
from putright.apps.casework.work.forms import STATUSES, Find, Narrow
from putright.core.policy import Policy
from putright.core.state.shapes_people import Approval
from putright.core.timeline.people import APPROVALS
from putright.design.badges import Badge, day

SCOPES: dict[worklist.Scope, str] = {"mine": "My cases", "team": "My team", "all": "Everyone I answer for"}
ABOUT = 90
"""Characters of a complaint's words in a row."""
FOUND = 30
"""Results of a search on a page."""


@dataclass(frozen=True)
class Row:
    """A duty as the list shows it: everything in words already, for there are many."""

    reference: str
    complainant: str
    sensitive: bool
    title: str
    badge: str
    due: str
    received: str
    href: str
    about: str
    stage: str
    status: str
    brand: str
    handler: str
    step: str
    step_href: str
    urgency: str
    came_back: bool


@require_GET
def work_list(request: HttpRequest) -> HttpResponse:
    """What is owed, across the cases that are mine, my team's, or everyone's I answer for."""
    person, today = request.user, timezone.localdate()
    policy = packs.current(person.landlord)
    scopes = scopes_of(person)
    asked = request.GET.get("scope", "")
    scope = next((one for one in scopes if one == asked), first_scope(person))
    form = Narrow(request.GET, pack=policy.pack, people=_handlers(person, scope), scope=scope)
    want = form.wanted(scope)
    after, newest = place(request.GET.get("after")), want.sort == "received"
    if newest:
        page = worklist.page_by_receipt(person, want, today, after)
    else:
        page = worklist.page(worklist.wanted(person, want, today), after)
    may_work = permissions.WORK_CASE in permissions.granted(person)
    marks, counts = worklist.marks(page.duties), worklist.count(person, want, today)
    context = {
        "rows": [_row(duty, today, policy, may_work, marks) for duty in page.duties],
        "counts": counts,
        "tiles": {due or "all": _address(request.GET, due=due) for due in ("late", "today", "soon", "")},
        "tabs": [(SCOPES[one], _address(request.GET, scope=one, handler=None), one == scope) for one in scopes],
        "chosen": [(text, _address(request.GET, **{name: None})) for name, text in form.chosen()],
        "next": page.next and _address(request.GET, after=_place(page.next)),
        "first": _address(request.GET) if request.GET.get("after") else "",
        "asked": [_asked_of(duty, today, policy) for duty in worklist.asked_of(person)],
        "unsorted": counts.unsorted if may_work else 0,
        "approvals": [_asked(*one) for one in waiting_for(person, today)],
        "narrow": form, "want": want, "scope": scope, "newest": newest, "brands": bool(policy.pack.brands),
        "handlers": scope != "mine", "may_log": permissions.LOG_COMPLAINT in permissions.granted(person),
    }  # fmt: skip
    return render(request, "casework/work_list.html", context)


def _asked_of(duty: Duty, today: date, policy: Policy) -> dict[str, Any]:
    """Something asked of the reader on a case of which they may see nothing else: neither who complains nor of what."""
    case, (kind, _, key) = duty.case, duty.name.partition(":")
    reference = case.reference
    if kind == "request":
        what, href = "Answer a question", reverse("step_answer_request", args=[reference, key])
    elif kind == "remedy":
        what, href = "Put something right", reverse("step_do_remedy", args=[reference, key])
    elif kind == "action":
        what, href = "Do something that we learnt", reverse("step_do_action", args=[reference, key])
    else:
        what, href = "Look into worse treatment for complaining", reverse("room_investigation", args=[reference])
    return {
        "what": what, "href": href, "reference": reference, "badge": _badge(words.badge(duty, today, policy.calendar)),
        "address": ", ".join(filter(None, (case.address, case.postcode))),
    }  # fmt: skip


def _asked(opened: Opened, approval: Approval) -> dict[str, Any]:
    """An approval that is waited for, as the list shows it."""
    case, by = opened.case, approval.by
    return {
        "case": case, "what": APPROVALS[approval.of], "by": opened.judged.called(by) if by else "",
        "on": f"{approval.on:%a} {day(approval.on)}",
        "href": f"{reverse('step_approval_given', args=[case.reference])}?id={approval.id}",
    }  # fmt: skip


def scopes_of(person: Person) -> list[worklist.Scope]:
    """The lists a person has: those of their own work only if they do such work, the team's if they are in one."""
    if permissions.WORK_CASE not in permissions.granted(person):
        return ["all"]
    return ["mine", "team", "all"] if person.team_id else ["mine", "all"]


def first_scope(person: Person) -> worklist.Scope:
    """The list a person begins with: their own work, or for whoever oversees, everyone's."""
    held = permissions.granted(person)
    return "mine" if permissions.WORK_CASE in held and permissions.SEE_ALL_CASES not in held else "all"


@require_GET
def search(request: HttpRequest) -> HttpResponse:
    """Complaints by name, reference, address or words, the latest first."""
    person, text = request.user, request.GET.get("q", "").strip()[:200]
    form = Find(request.GET, auto_id="find-%s")
    status = request.GET.get("status", "")
    cases = found_cases(person, text).select_related("handler")
    if status in STATUSES:
        cases = cases.filter(status=status)
    found = _after(cases, place(request.GET.get("after")))[: FOUND + 1]
    rows = list(found.defer("search_text")) if text else []
    last = rows[FOUND - 1] if len(rows) > FOUND else None
    brands = packs.current(person.landlord).pack.brands
    context = {
        "form": form, "text": text, "status": STATUSES.get(status, ""),
        "rows": [_result(case, text, brands) for case in rows[:FOUND]],
        "next": last and _address(request.GET, after=_place((last.received_on, last.pk))),
        "first": _address(request.GET) if request.GET.get("after") else "",
    }  # fmt: skip
    return render(request, "casework/search.html", context)


def _row(duty: Duty, today: date, policy: Policy, may_work: bool, marks: worklist.Marks) -> dict[str, Any]:
    """A `Row` as a mapping: templates look there first, and there are fifty."""
    case, pack = duty.case, policy.pack
    step, step_href = words.next_step(duty, may_work)
    row = Row(
        reference=case.reference, complainant=case.complainant, sensitive=case.sensitive,
        title=words.title(duty.name, pack), badge=_badge(words.badge(duty, today, policy.calendar)),
        due=f"{duty.due:%a} {day(duty.due)}" if duty.due else "", received=day(case.received_on),
        href=reverse("case", args=[case.reference]), about=_short(case.summary), stage=_stage(case),
        status=STATUSES.get(case.status, case.status), brand=_brand(case, pack.brands),
        handler=case.handler.name if case.handler else "", step=step, step_href=step_href,
        urgency=beside.URGENCY.get(marks.urgencies.get(case.pk, ""), ""), came_back=duty.pk in marks.came_back,
    )  # fmt: skip
    return vars(row)


@lru_cache(512)
def _badge(badge: Badge) -> str:
    """A badge's mark-up: few are different."""
    return render_to_string("design/due_badge.html", {"badge": badge})


def _short(text: str) -> str:
    return text if len(text) <= ABOUT else f"{text[:ABOUT].rstrip()}…"


def _result(case: Case, text: str, brands: Any) -> dict[str, Any]:
    shown: dict[str, list[Piece]] = {
        "reference": marked(case.reference, text),
        "complainant": marked(case.complainant, text),
        "address": marked(", ".join(filter(None, (case.address, case.postcode))), text),
        "summary": excerpt(case.summary, text),
    }
    return {"case": case, "stage": _stage(case), "status": STATUSES.get(case.status, case.status),
            "brand": _brand(case, brands), **shown}  # fmt: skip


def _stage(case: Case) -> str:
    if case.kind != "complaint":
        return kinds.KINDS.get(case.kind, "")
    return f"Stage {case.stage}" if case.stage.isdigit() else "Before stage 1"


def _brand(case: Case, brands: Any) -> str:
    return brands[case.brand].name if case.brand in brands else case.brand


def _handlers(person: Person, scope: str) -> list[Person]:
    """Whom the list may be narrowed to: those who may see cases of their own."""
    if scope == "mine":
        return []
    people = Person.objects.filter(landlord=person.landlord_id, is_active=True).order_by("name", "id")
    if scope == "team":
        people = people.filter(team=person.team_id)
    does = {key: permissions.permissions_of(role.does) for key, role in packs.roles(person.landlord).items()}
    working = {role for role, held in does.items() if permissions.WORK_CASE in held}
    return [one for one in people.only("id", "name", "roles") if working.intersection(one.roles)]


# ---- walking --------------------------------------------------------------------------------


def place(text: str | None) -> worklist.Place | None:
    """Where a page begins, from its address; None for what is no place.

    >>> place("2026-04-07.12"), place("nonsense")
    ((datetime.date(2026, 4, 7), 12), None)
    """
    on, _, pk = (text or "").partition(".")
    try:
        return date.fromisoformat(on), min(int(pk), 2**62)
    except ValueError:
        return None


def _place(place: worklist.Place) -> str:
    return f"{place[0].isoformat()}.{place[1]}"


def _after(cases: Any, place: worklist.Place | None) -> Any:
    if not place:
        return cases
    return cases.filter(received_on__lte=place[0]).exclude(received_on=place[0], id__gte=place[1])


def _address(asked: QueryDict, **changes: str | None) -> str:
    """The same page with other answers: an empty one, and the place one had come to, go."""
    answers = {name: value for name, value in asked.items() if name != "after"} | changes
    query = QueryDict(mutable=True)
    query.update({name: value for name, value in answers.items() if value})
    return f"?{query.urlencode()}"
