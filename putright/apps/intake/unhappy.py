"""Tell us someone is unhappy: two fields, for whoever hears it. It is a complaint until the team has sorted it."""

from __future__ import annotations

import re
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
from putright.apps.intake import actions, words
from putright.apps.intake.complaint import COMPLAINANT
from putright.apps.intake.forms import lines
from putright.core import events as e

EMAIL = re.compile(r"[^\s,;<>]+@[^\s,;<>]+\.[^\s,;<>]+")
POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b", re.IGNORECASE)
PHONE = re.compile(r"\+?\d(?:[\s()-]*\d){9,13}")


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
    brands = words.brands(packs.current(person.landlord).pack, person)
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
    email, phone, postcode = (_found(pattern, typed) for pattern in (EMAIL, PHONE, POSTCODE))
    rest = typed
    for part in filter(None, (email, phone, postcode)):
        rest = rest.replace(part, "", 1)
    pieces = [piece for one in re.split(r"[,;\n]", rest) if (piece := " ".join(one.split()))]
    return Party(
        key=COMPLAINANT, role=Party.As.COMPLAINANT, name=(pieces or [""])[0][:200],
        address=", ".join(pieces[1:])[:400], email=email[:254], phone=phone[:40], postcode=postcode.upper()[:10],
    )  # fmt: skip


def _found(pattern: re.Pattern[str], typed: str) -> str:
    found = pattern.search(typed)
    return found[0] if found else ""


def _show(request: HttpRequest, form: UnhappyForm, status: int = 200) -> HttpResponse:
    return render(request, "intake/unhappy.html", {"form": form}, status=status)
