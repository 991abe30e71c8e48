"""The policy's register: versions that ran, approvals, consultation, editions, reviews and what calls for one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from putright.apps.accounts import packs, permissions
from putright.apps.accounts.access import kept_form
from putright.apps.accounts.models import Landlord
from putright.apps.governance.forms import ASKED, NEAR
from putright.apps.governance.models import Approval, Consultation, Ran
from putright.apps.publishing import actions, shelf
from putright.apps.publishing.models import Entry
from putright.design.fields import DatePartsField
from putright.design.widgets import Radios

What = Entry.What
CALLS = {
    "law": "A new law", "guidance": "New guidance", "code": "A change of the Code",
    "order": "An order or a finding of an ombudsman", "restructure": "A restructure, or another change to the landlord",
}  # fmt: skip
"""What calls for a review before its date."""
PAGE, LATEST = 50, 20
Versions = list[dict[str, Any]]


class RegisterForm(forms.Form):
    """Something about the policy itself: a copy given, a review, or what calls for one."""

    what = forms.ChoiceField(
        label="What do you want to put on record?",
        choices=[(one.value, one.label) for one in Entry.OF_THE_POLICY],
        widget=Radios(hints={"copy": "Do not write who asked."},
                      reveals={"reviewed": ["next_on"], "trigger": ["name"]}),
    )  # fmt: skip
    name = forms.ChoiceField(label="What calls for it?", required=False, choices=[("", "Choose"), *CALLS.items()])
    text = forms.CharField(
        label="In a few words", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="A copy: how it was asked for, in which form it was sent. A review: by whom, with what result.",
    )  # fmt: skip
    on = DatePartsField(label="When?")
    next_on = DatePartsField(label="When is the next review due?", required=False)

    def __init__(self, *args: Any, today: Any, keeps: bool, **kwargs: Any) -> None:
        self.today = today
        super().__init__(*args, **kwargs)
        if not keeps:
            self.fields["what"].choices = [(What.COPY.value, What.COPY.label)]
            self.initial["what"] = What.COPY.value
            del self.fields["name"]

    def clean_on(self) -> Any:
        if (on := self.cleaned_data["on"]) and not self.today - NEAR <= on <= self.today:
            raise ValidationError("That day is still to come, or long ago: check the year.")
        return on

    def clean_next_on(self) -> Any:
        if (on := self.cleaned_data["next_on"]) and not self.today - NEAR <= on <= self.today + NEAR:
            raise ValidationError("Check the year.")
        return on

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        if typed.get("what") != What.REVIEWED:
            typed["next_on"] = None
        elif not typed.get("next_on") and "next_on" not in self.errors:
            self.add_error("next_on", "Say when the next review is due: the register warns before that day.")
        if typed.get("what") != What.TRIGGER:
            typed["name"] = ""
        elif not typed.get("name"):
            self.add_error("name", "Choose what calls for a review.")
        return typed


@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    """The policy's versions, approvals, reviews, what residents said, and the copies given; adding to it.

    Open to whoever works for the landlord: anybody may be asked for a copy.
    """
    landlord, today = request.user.landlord, timezone.localdate()
    keeps = permissions.may(request.user, permissions.KEEP_REGISTERS)
    form = RegisterForm(request.POST or kept_form(request), today=today, keeps=keeps, initial={"on": today})
    if request.method == "POST" and form.is_valid():
        actions.note(request.user, at=timezone.now(), **form.cleaned_data)
        messages.success(request, "It is in the register.")
        return redirect("policy_register")
    policy, names = packs.current(landlord), shelf.brands(landlord)
    editions = [one for one in shelf.editions(landlord) if one.kind == "policy_website"]
    entries = Entry.objects.filter(landlord=landlord, what__in=Entry.OF_THE_POLICY).select_related("by")
    page = Paginator(entries.order_by("-on", "-id"), PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form, "policy": policy, "document": policy.pack.document, "edition": policy.edition,
        "notices": list(shelf.notices(landlord, today)), "history": shelf.history(landlord), "keeps": keeps,
        "editions": [{"edition": one, "name": names.get(one.brand, one.brand)} for one in editions[:LATEST]],
        "several": len(names) > 1, "versions": versions(landlord), "page": page,
        "entries": [(one, CALLS.get(one.name, "")) for one in page],
    }  # fmt: skip
    return render(request, "governance/policy.html", context, status=422 if form.errors else 200)


def versions(landlord: Landlord) -> Versions:
    """Each version that ran, the latest first, with since when, who approved it and who was asked about it.

    The version that runs now is there before the worker has noted it, and so is one that was only approved.
    """
    ran = {one.version: one.since for one in Ran.objects.filter(landlord=landlord).order_by("-since", "-id")[:LATEST]}
    now = packs.current(landlord).pack.version
    approved = list(Approval.objects.current().filter(landlord=landlord).order_by("-on")[:PAGE])  # type: ignore[attr-defined]
    asked = list(Consultation.objects.current().filter(landlord=landlord).order_by("-on")[:PAGE])  # type: ignore[attr-defined]
    every = dict.fromkeys([now, *ran, *(one.version for one in approved), *(one.version for one in asked)])
    return [
        {"version": version, "since": ran.get(version), "now": version == now,
         "approvals": [one for one in approved if one.version == version],
         "asked": [(one, ", ".join(ASKED.get(who, who).lower() for who in one.who)) for one in asked
                   if one.version == version]}
        for version in every
    ]  # fmt: skip
