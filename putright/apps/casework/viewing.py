"""Who opened a sensitive case, when and why: on record, and asked for before it opens (WTP-12, C20-B3.10).

Whoever deals with a case, or logged it, has their reason in that. Anybody else who may see it gives one, once a day.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from urllib.parse import urlencode

from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from putright.apps.accounts.access import keep
from putright.apps.accounts.models import Person
from putright.apps.casework.log import LONDON
from putright.apps.casework.models import Case, Involvement, Viewing
from putright.apps.casework.visibility import WORKING_TIES

TIED = (*WORKING_TIES, "logged")


class ReasonNeeded(Exception):
    """The case is sensitive, and whoever asks for it has not said today why."""

    def __init__(self, case: Case) -> None:
        super().__init__(case.reference)
        self.case = case


class Door:
    """Sends whoever has not said why to the page that asks; then back, with what they typed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, ReasonNeeded):
            return None
        keep(request, by=request.user.key)
        asks = reverse("case_why", args=[error.case.reference])
        back = request.get_full_path() if request.method in ("GET", "HEAD") else request.path
        return redirect(f"{asks}?{urlencode({'next': back})}")


def noted(cases: QuerySet[Case], person: Person, at: datetime) -> QuerySet[Case]:
    """The same cases, each knowing whether this person is tied to it and has opened it today: no statement more."""
    own = Involvement.objects.filter(case=OuterRef("pk"))
    tied = Q(person=person, tie__in=TIED) | Q(role__in=person.roles, tie="approver")
    seen = Viewing.objects.filter(case=OuterRef("pk"), person=person, on=_day(at))
    return cases.annotate(is_tied=Exists(own.filter(tied)), is_noted=Exists(seen))


def enter(person: Person, case: Case, at: datetime) -> None:
    """Lets somebody who may see a case in, and puts on record that they opened it, once a day.

    Nothing is asked or kept of a case that is not sensitive. Raises `ReasonNeeded`.
    """
    if not case.sensitive:
        return
    if not hasattr(case, "is_noted"):
        case = noted(Case.objects.filter(pk=case.pk), person, at).get()
    if case.is_noted:  # type: ignore[attr-defined]
        return
    if not case.is_tied:  # type: ignore[attr-defined]
        raise ReasonNeeded(case)
    log(person, case, "", at)


def log(person: Person, case: Case, why: str, at: datetime) -> Viewing:
    """Puts on record that somebody opened a case, and why. `why` is empty for those who deal with it."""
    return Viewing.objects.create(case=case, person=person, on=_day(at), at=at, why=why[:400])


def erase_case(case: Case, at: datetime) -> int:
    """Erases the reasons that were given; that somebody opened it, and when, stays. Says how many."""
    found = Viewing.objects.filter(case=case).exclude(why=None)
    return found.update(why=None)


def _day(at: datetime) -> date:
    return at.astimezone(LONDON).date()


# ---- the page that asks, and the page that shows --------------------------------------------


class WhyForm(forms.Form):
    """Why somebody opens a case they do not deal with."""

    why = forms.CharField(
        label="Why do you need to open it?", max_length=400, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="A few words, such as “quarterly check of safeguarding cases”. It is kept with your name and the "
        "time, and those who oversee can read it.",
        error_messages={"required": "Say in a few words why you need to open it."},
    )  # fmt: skip
    next = forms.CharField(widget=forms.HiddenInput, required=False)


def recent(case: Case) -> QuerySet[Viewing]:
    """Who opened it, the latest first."""
    return Viewing.objects.filter(case=case).select_related("person").order_by("-id")


def safe_next(typed: str, reference: str) -> str:
    """Where to go on to: below the case, or to its page."""
    home = reverse("case", args=[reference])
    ok = typed == home or typed.startswith((f"{home}/", f"{home}?"))
    return typed if ok and "\\" not in typed and typed.isprintable() else home
