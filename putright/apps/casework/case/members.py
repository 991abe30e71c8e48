"""The group that brings a complaint: who belongs to it, in whose own words, and who speaks for it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django import forms

from putright.apps.casework.case.fields import Choices, choice_field, next_key, several, text, yes_no
from putright.apps.casework.models import Party
from putright.apps.casework.opened import Opened
from putright.apps.casework.steps import DatedForm, Step, StepForm
from putright.core import events as e
from putright.core.events import Event


def members(opened: Opened, *, unasked: bool = False) -> Choices:
    """The members of the group, as choices; or those who have not said so yet."""
    found = opened.state.together.members.items()
    return [(key, one.who) for key, one in found if not unasked or not one.agreed]


def everybody(opened: Opened) -> Choices:
    """Whoever complained, and the members."""
    first = opened.state.party or "complainant"
    return [(first, opened.case.complainant or "The complainant"), *members(opened)]


class JoinForm(DatedForm):
    """Who they are, how to reach them, and whether they said so themselves."""

    who = forms.CharField(label="Name", max_length=200)
    phone = forms.CharField(label="Telephone number (optional)", max_length=40, required=False)
    email = forms.EmailField(label="E-mail address (optional)", required=False)
    address = forms.CharField(
        label="Address (optional)", max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    postcode = forms.CharField(label="Postcode (optional)", max_length=10, required=False)

    def build(self) -> None:
        self.fields["agreed"] = yes_no("Did they say themselves that they want to be part of it?",
                                       no="No, somebody else named them")(self.opened)  # fmt: skip
        self.fields["basis"] = text("How do you know?", "For example: they rang; they signed the letter.",
                                    optional=True, rows=2)(self.opened)  # fmt: skip
        self.order_fields(["who", "phone", "email", "address", "postcode", "agreed", "basis", "on"])


class MemberJoined(Step):
    kind, title, button = "member_joined", "Somebody complains together with them", "Save"
    form_class = JoinForm
    guide = "Every member gets every letter about the complaint, in the way that suits them. Ask each of them first."

    def events(self, form: StepForm, now: datetime) -> Sequence[Event]:
        given = {name: form.cleaned_data[name] for name in ("on", "who", "agreed", "basis")}
        return [e.MemberJoined(party=self._key(form), **given)]

    def parties(self, form: StepForm) -> Sequence[Party]:
        typed = form.cleaned_data
        details = {name: typed[name] for name in ("phone", "email", "address", "postcode")}
        return [Party(key=self._key(form), role=Party.As.GROUP_MEMBER, name=typed["who"], **details)]

    @staticmethod
    def _key(form: StepForm) -> str:
        return next_key("p", Party.objects.filter(case=form.opened.case).values_list("key", flat=True))


class AgreedForm(DatedForm):
    """Which member, and what they said."""

    def build(self) -> None:
        self.fields["party"] = choice_field("Who?", members(self.opened, unasked=True))
        self.fields["agreed"] = yes_no("Do they want to be part of it?", "Who does not is a member no longer.")(
            self.opened
        )
        self.fields["basis"] = text("How do you know?", optional=True, rows=2)(self.opened)
        self.order_fields(["party", "agreed", "basis", "on"])


class MemberAgreed(Step):
    kind, title, button = "member_agreed", "A member says whether they are part of it", "Save"
    form_class = AgreedForm

    def events(self, form: StepForm, now: datetime) -> Sequence[Event]:
        return [e.MemberAgreed(**{name: form.cleaned_data[name] for name in ("on", "party", "agreed", "basis")})]


class LeftForm(DatedForm):
    """Which member, and why."""

    def build(self) -> None:
        self.fields["party"] = choice_field("Who?", members(self.opened))
        self.fields["reason"] = text("Why?", "They need not say.", optional=True, rows=2)(self.opened)
        self.order_fields(["party", "reason", "on"])


class MemberLeft(Step):
    kind, title, button = "member_left", "Somebody leaves the group", "Save"
    form_class = LeftForm
    guide = "They get no more letters about it. What they said of their own home may be a complaint of their own."

    def events(self, form: StepForm, now: datetime) -> Sequence[Event]:
        return [e.MemberLeft(**{name: form.cleaned_data[name] for name in ("on", "party", "reason")})]


class SpeaksForm(DatedForm):
    """Who speaks, and who of the others said that they may."""

    def build(self) -> None:
        found = everybody(self.opened)
        self.fields["party"] = choice_field("Who speaks for them?", found)
        self.fields["agreed"] = several("Who said that they may?", found, "Each in their own words. For those who did"
                                        " not, nobody speaks.")  # fmt: skip
        self.fields["basis"] = text("How do you know?", optional=True, rows=2)(self.opened)
        self.order_fields(["party", "agreed", "basis", "on"])


class SpokespersonNamed(Step):
    kind, title, button = "spokesperson_named", "Somebody speaks for the group", "Save"
    form_class = SpeaksForm
    guide = "Whoever speaks for all without being asked is heard for themselves. Letters go on going to everybody."

    def events(self, form: StepForm, now: datetime) -> Sequence[Event]:
        typed = form.cleaned_data
        return [e.SpokespersonNamed(
            on=typed["on"], party=typed["party"], agreed=tuple(typed["agreed"]), basis=typed["basis"]
        )]  # fmt: skip


STEPS = (MemberJoined, MemberAgreed, MemberLeft, SpokespersonNamed)
