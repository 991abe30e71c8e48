"""What somebody who complained tells about themselves, if they want to: held apart from their complaint.

The page shows nothing of what was told before: whoever else gets in with their code learns nothing by it.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from putright.apps.equality import answering
from putright.apps.portal import limits
from putright.apps.portal.follow.views import follows
from putright.apps.portal.follow.visit import Follower
from putright.apps.portal.place import Place, show
from putright.core.equality_questions import LONGEST, OWN, QUESTIONS
from putright.design.widgets import Radios

TOO_OFTEN = "That is a lot within an hour. Try again later."
TAKE_BACK = "take-back"


class AboutForm(forms.Form):
    """Every question, each to be left out."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, asked in QUESTIONS.items():
            own = {OWN: f"{key}_own"} if asked.own else {}
            self.fields[key] = forms.ChoiceField(
                label=f"{asked.asks} (optional)", choices=asked.choices, required=False,
                widget=Radios(reveals=own, attrs={"class": "govuk-radios--small"}),
            )  # fmt: skip
            if asked.own:
                self.fields[f"{key}_own"] = forms.CharField(
                    label="Your own words (optional)", required=False, max_length=LONGEST
                )

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        if not self.errors and not any(typed.get(key) for key in QUESTIONS):
            self.add_error(None, "You have chosen nothing. Choose at least one answer, or go back: both are fine.")
        return typed


@require_http_methods(["GET", "HEAD", "POST"])
@follows
def about_you(request: HttpRequest, place: Place, me: Follower) -> HttpResponse:
    """Asks, keeps what is told in place of what was told before, or takes it all back."""
    if not me.complains:
        raise Http404
    back, form = place.address("following"), AboutForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        if not limits.allowed(request, "write", f"about|{me.case.pk}"):
            form.add_error(None, TOO_OFTEN)
            status = 429
        elif TAKE_BACK in request.POST:
            answering.erase(me.case)
            return redirect(f"{back}?told=taken-back")
        elif form.is_valid():
            answering.tell(me.case, form.cleaned_data, place.matter.on)
            return redirect(f"{back}?told=about-you")
        else:
            status = 422
    context = {"form": form, "back": back, "me": me, "told": answering.told(me.case)}
    return show(request, place, "portal/follow/about_you.html", context, status)
