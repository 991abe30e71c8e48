"""Tell us someone is unhappy: two fields, for whoever hears it. It is a complaint until the team has sorted it."""

from __future__ import annotations

import secrets
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from putright.apps.accounts import packs
from putright.apps.accounts.access import kept_form, requires
from putright.apps.accounts.models import Person
from putright.apps.accounts.permissions import LOG_COMPLAINT
from putright.apps.casework import log
from putright.apps.casework.models import Party
from putright.apps.casework.once import as_filled_in
from putright.apps.intake import actions
from putright.apps.intake.complaint import COMPLAINANT
from putright.apps.intake.forms import lines
from putright.apps.intake.reach import reach
from putright.core import events as e

LONGEST = 200
"""Characters of a name; what is longer describes where they are found, and is kept there."""


class UnhappyForm(forms.Form):
    """Who, and what they said."""

    token = forms.CharField(widget=forms.HiddenInput, max_length=40)
    who = forms.CharField(
        label="Who is unhappy, and where do we find them?", max_length=600,
        help_text="For example: Rosa Adeyemi, 12 Mill Lane, 01952 000111. Whatever you know.",
    )  # fmt: skip
    text = lines("What did they say?", 6, help_text="In their words, as far as you remember them.", required=True)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"token": secrets.token_urlsafe(24)})


@requires(LOG_COMPLAINT)
@require_http_methods(["GET", "POST"])
def unhappy(request: HttpRequest) -> HttpResponse:
    """The two fields. Saving them opens a case, once."""
    if request.method == "GET":
        kept = kept_form(request)
        if kept is not None:
            messages.warning(request, "You were signed out before this was saved. Check what you typed and save it.")
        return _show(request, UnhappyForm(kept))
    data = request.POST.copy()
    data["token"] = as_filled_in(request.POST, request.user.key)
    form = UnhappyForm(data)
    if not form.is_valid():
        return _show(request, form, 422)
    try:
        case = _save(request.user, form.cleaned_data).case
    except log.Repeated as repeated:
        case = repeated.case
    return redirect("logged", case.reference)


def _save(person: Person, told: dict[str, Any]) -> Any:
    now = timezone.now()
    brands = packs.brands(person)
    received = e.Received(
        on=timezone.localdate(now), channel="staff", from_="resident", text=told["text"], party=COMPLAINANT,
        brand=brands[0][0] if len(brands) == 1 else None, told_to=person.key,
    )  # fmt: skip
    return actions.log_complaint(person, [received], at=now, parties=[who(told["who"])], token=told["token"])


def who(typed: str) -> Party:
    """Somebody as they were described in one line: what is plainly a telephone number is kept as one, and so on.

    >>> found = who("Rosa Adeyemi, 12 Mill Lane, tf11 8ab, 01952 000111")
    >>> found.name, found.address, found.postcode, found.phone
    ('Rosa Adeyemi', '12 Mill Lane', 'TF11 8AB', '01952 000111')
    """
    found = reach(typed)
    first, *pieces = found.rest or [""]
    where = ", ".join(filter(None, (first[LONGEST:], *pieces)))
    return Party(
        key=COMPLAINANT, role=Party.As.COMPLAINANT, name=first[:LONGEST], address=where[:400],
        email=found.email, phone=found.phone, postcode=found.postcode,
    )  # fmt: skip


def _show(request: HttpRequest, form: UnhappyForm, status: int = 200) -> HttpResponse:
    return render(request, "intake/unhappy.html", {"form": form}, status=status)
