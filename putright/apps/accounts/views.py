"""The people pages: who works here, in which roles and teams."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from putright.apps.accounts import actions, packs
from putright.apps.accounts.access import requires
from putright.apps.accounts.forms import PersonForm, TeamForm
from putright.apps.accounts.models import Person, Team
from putright.apps.accounts.permissions import MANAGE_PEOPLE, SEE_PEOPLE

PAGE = 100


@requires(SEE_PEOPLE)
@require_GET
def people(request: HttpRequest) -> HttpResponse:
    """Everyone of the landlord, by name; those who have left at the end."""
    found = Person.objects.filter(landlord=request.user.landlord).select_related("team")
    page = Paginator(found.order_by("-is_active", "name", "id"), PAGE).get_page(request.GET.get("page"))
    titles = packs.titles(request.user.landlord)
    rows = [(person, [titles.get(role, role) for role in person.roles]) for person in page]
    return render(request, "accounts/people.html", {"rows": rows, "page": page})


@requires(MANAGE_PEOPLE)
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """A new person."""
    form = PersonForm(request.user.landlord, request.POST or None)
    if request.method == "POST" and form.is_valid():
        person = actions.add_person(request.user, on=timezone.localdate(), **form.cleaned_data)
        messages.success(request, f"{person.name} can now choose a password with “Forgotten your password?”.")
        return redirect("people")
    return render(request, "accounts/person_form.html", {"form": form, "person": None})


@requires(MANAGE_PEOPLE)
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """A person's details, roles, team and training."""
    person = get_object_or_404(Person, pk=pk, landlord=request.user.landlord)
    form = PersonForm(request.user.landlord, request.POST or None, instance=person)
    if request.method == "POST" and form.is_valid():
        today = timezone.localdate()
        done = _attempt(form, lambda: actions.change_person(request.user, person, on=today, **form.cleaned_data))
        if done:
            messages.success(request, f"{person.name}: saved.")
            return redirect("people")
    return render(request, "accounts/person_form.html", {"form": form, "person": person})


def _attempt(form: BaseForm, act: Callable[[], None]) -> bool:
    """Does it, or puts the reason for refusing it on the form."""
    try:
        act()
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return False
    return True


@requires(MANAGE_PEOPLE)
@require_http_methods(["GET", "POST"])
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks once, then ends a person's access."""
    person = get_object_or_404(Person, pk=pk, landlord=request.user.landlord, is_active=True)
    refusal = ""
    if request.method == "POST":
        try:
            actions.leave(request.user, person, on=timezone.localdate())
        except ValidationError as error:
            refusal = error.messages[0]
        else:
            messages.success(request, f"{person.name} can no longer sign in.")
            return redirect("people")
    return render(request, "accounts/person_leave.html", {"person": person, "refusal": refusal})


@requires(MANAGE_PEOPLE)
@require_POST
def come_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Gives somebody who had left their access again."""
    person = get_object_or_404(Person, pk=pk, landlord=request.user.landlord, is_active=False)
    actions.come_back(request.user, person, on=timezone.localdate())
    messages.success(request, f"{person.name} can sign in again.")
    return redirect("people")


@requires(SEE_PEOPLE)
@require_GET
def teams(request: HttpRequest) -> HttpResponse:
    """The landlord's teams and who leads them."""
    found = Team.objects.filter(landlord=request.user.landlord).select_related("lead").prefetch_related("members")
    return render(request, "accounts/teams.html", {"teams": found})


@requires(MANAGE_PEOPLE)
@require_http_methods(["GET", "POST"])
def add_team(request: HttpRequest) -> HttpResponse:
    """A new team."""
    return _team(request, None)


@requires(MANAGE_PEOPLE)
@require_http_methods(["GET", "POST"])
def change_team(request: HttpRequest, pk: int) -> HttpResponse:
    """A team's name and lead."""
    return _team(request, get_object_or_404(Team, pk=pk, landlord=request.user.landlord))


def _team(request: HttpRequest, team: Team | None) -> HttpResponse:
    form = TeamForm(request.user.landlord, request.POST or None, instance=team)
    if request.method == "POST" and form.is_valid():
        actions.save_team(request.user, form.instance)
        messages.success(request, f"{form.instance.name}: saved.")
        return redirect("teams")
    return render(request, "accounts/team_form.html", {"form": form, "team": team})
