"""The Member's room: what is received and due, questions and answers, cases read with a reason, statements."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from putright.apps.accounts import packs, permissions
from putright.apps.accounts.access import kept_form, requires
from putright.apps.accounts.models import Person
from putright.apps.casework.case.kinds import KINDS
from putright.apps.casework.models import Case
from putright.apps.casework.work.forms import STATUSES
from putright.apps.oversight.room import actions, forms, readable
from putright.apps.oversight.room import packs as packs_of
from putright.apps.oversight.room.models import Asked, Statement
from putright.core.workdays import said

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
PAGE = 25


def _questions(person: Person) -> Any:
    return Asked.objects.seen_by(person).annotate(told=Count("answers"))


def owed(person: Person) -> list[Asked]:
    """The questions that this person may read and nobody has answered, the soonest due first."""
    return list(_questions(person).filter(told=0).order_by("due", "id"))


def office_of(person: Person) -> str:
    """The office that a form begins with: the title of the first role that the person holds."""
    roles = packs.roles(person.landlord)
    return next((roles[role].title for role in person.roles if role in roles), "")


@require_safe
@requires(permissions.ENTER_ROOM)
def room(request: HttpRequest) -> HttpResponse:
    """The room's first page."""
    person, today = request.user, timezone.localdate()
    reads = permissions.may(person, permissions.READ_WITH_REASON)
    sought = request.GET.get("reference", "").strip().upper()[:24]
    if sought and reads and forms.find(person, sought):
        return redirect("member_case", sought)
    four, others = packs_of.four(person.landlord, today)
    questions = Paginator(_questions(person).prefetch_related("answers"), PAGE)
    context = {
        "packs": four, "others": others, "asked_of_reports": packs_of.asked_of_reports(person.landlord),
        "today": today, "owed": owed(person), "questions": questions.get_page(request.GET.get("page")),
        "reads": reads, "find": forms.FindForm(initial={"reference": sought}), "sought": sought,
        "readings": readable.readings(person), "answers": actions.may_answer(person),
        "statements": _standing(person), "sees_ombudsman": permissions.may(person, permissions.SEE_OMBUDSMAN),
        "overseer": permissions.may(person, permissions.ISSUE_REPORTS),
    }  # fmt: skip
    return render(request, "room/room.html", context)


def _standing(person: Person) -> list[Statement]:
    """The statement of each kind and year that stands, the latest year first."""
    found: dict[tuple[int, str], Statement] = {}
    for one in Statement.objects.filter(landlord=person.landlord).select_related("by").order_by("-year", "kind", "-id"):
        found.setdefault((one.year, one.kind), one)
    return list(found.values())


@GET_OR_POST
@requires(permissions.ENTER_ROOM)
def ask(request: HttpRequest) -> HttpResponse:
    """Asking a question."""
    person, now = request.user, timezone.now()
    today = timezone.localdate(now)
    initial = {"reference": request.GET.get("about", "")[:24], "office": office_of(person)}
    form = forms.AskForm(request.POST or kept_form(request), person=person, today=today, initial=initial)
    if request.method == "POST" and form.is_valid():
        asked = actions.ask(person, at=now, on=today, **form.cleaned_data)
        messages.success(request, f"Your question is on record. The answer is due by {said(asked.due)}.")
        return redirect("member_question", asked.pk)
    context = {"form": form, "title": "Ask a question", "button": "Ask it", "about": ASKING}
    return render(request, "room/form.html", context, status=422 if form.is_bound and form.errors else 200)


ASKING = "Whoever draws up the reports answers it. The question and its answer stay on record as they are written."


@GET_OR_POST
@requires(permissions.ENTER_ROOM)
def question(request: HttpRequest, pk: int) -> HttpResponse:
    """One question with its answers, and the form to answer it."""
    person, now = request.user, timezone.now()
    asked = get_object_or_404(Asked.objects.seen_by(person), pk=pk)
    answers = actions.may_answer(person)
    form = forms.AnswerForm(request.POST or kept_form(request), initial={"office": office_of(person)})
    if request.method == "POST" and form.is_valid():
        actions.answer(person, asked, at=now, on=timezone.localdate(now), **form.cleaned_data)
        messages.success(request, "The answer is on record.")
        return redirect("member_question", asked.pk)
    context = {
        "asked": asked, "answers": list(asked.answers.select_related("by").order_by("id")), "form": form,
        "may_answer": answers, "today": timezone.localdate(now), "opens": _opens(person, asked.case),
    }  # fmt: skip
    return render(request, "room/question.html", context, status=422 if form.is_bound and form.errors else 200)


def _opens(person: Person, case: Case | None) -> str:
    """Where a person opens a case: its page, or in this room; nowhere where they may do neither."""
    if not case:
        return ""
    if readable.readable(person).filter(pk=case.pk).exists():
        return readable.door(person) if case.is_visible_to(person) else "member_case"
    return "case" if case.is_visible_to(person) else ""


@GET_OR_POST
@requires(permissions.ENTER_ROOM)
def statements(request: HttpRequest) -> HttpResponse:
    """Every statement, and putting one on record."""
    person, now = request.user, timezone.now()
    today = timezone.localdate(now)
    asked = request.GET.get("kind")
    initial = {"office": office_of(person), "on": today} | ({"kind": asked} if asked in Statement.Kind else {})
    form = forms.StateForm(request.POST or kept_form(request), today=today, initial=initial)
    if request.method == "POST" and form.is_valid():
        made = actions.state(person, at=now, **form.cleaned_data)
        messages.success(request, f"The statement on {made.years} is on record.")
        return redirect("member_statements")
    found = Statement.objects.filter(landlord=person.landlord).select_related("by").order_by("-year", "-id")
    shown = Paginator(found, PAGE).get_page(request.GET.get("page"))
    standing = {one.pk for one in _standing(person)}
    context = {"form": form, "statements": shown, "standing": standing}
    return render(request, "room/statements.html", context, status=422 if form.is_bound and form.errors else 200)


@GET_OR_POST
def case(request: HttpRequest, reference: str) -> HttpResponse:
    """A case, read with a reason that was given today; before that, the form that asks for it."""
    person, now = request.user, timezone.now()
    found = readable.readable(person).filter(reference=reference).first()
    if not found:
        raise Http404
    today: date = timezone.localdate(now)
    form = forms.WhyForm(request.POST or kept_form(request))
    if request.method == "POST" and form.is_valid():
        actions.read(person, found, form.cleaned_data["why"], now)
        return redirect("member_case", found.reference)
    given = readable.reason_today(person, found, today)
    if not given:
        context = {"form": form, "case": found, "status": STATUSES.get(found.status, found.status),
                   "what": KINDS.get(found.kind, "Complaint")}  # fmt: skip
        return render(request, "room/why.html", context, status=422 if form.errors else 200)
    return render(request, "room/case.html", {**readable.page(found, person, today), "given": given})
