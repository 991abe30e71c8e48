"""Linking a case with others, and one investigation for several of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils import timezone

from putright.apps.casework import linking
from putright.apps.casework.case.fields import Choices, choice_field, text
from putright.apps.casework.models import Case
from putright.apps.casework.opened import Opened, load
from putright.apps.casework.steps import DatedForm, Step, StepForm
from putright.core.events import CaseToldApart, CaseUnlinked, Event, InvestigatedApart
from putright.core.guards.links import ALIKE
from putright.core.timeline.links import LINKED


class OtherForm(DatedForm):
    """A form that names another case, which whoever fills it in may see."""

    def other(self, typed: str) -> str:
        """The reference of the other case as it is written. Raises where there is none that may be seen."""
        found = Case.objects.visible_to(self.person).filter(reference__iexact=typed.strip()).first()
        if found is None:
            raise forms.ValidationError(f"There is no case {typed.strip()} that you may see. Check the reference.")
        if found.pk == self.opened.case.pk:
            raise forms.ValidationError("That is this case itself. Give the reference of the other one.")
        return found.reference


class ReferenceForm(OtherForm):
    """Any other case, by its reference; a link to the form may bring it."""

    case = forms.CharField(label="The other case’s reference", max_length=24, help_text="For example, WTH-2026-000123")

    def clean_case(self) -> str:
        return self.other(self.cleaned_data["case"])

    def choose(self, chosen: Mapping[str, Any]) -> None:
        super().choose(chosen)
        self.initial |= {"case": chosen["case"]} if "case" in chosen else {}


class LinkForm(ReferenceForm):
    """Which case, and what it is to this one."""

    def build(self) -> None:
        named = [(key, f"{words[:1].upper()}{words[1:]}") for key, words in LINKED.items()]
        self.fields["how"] = choice_field("What is it to this one?", named)
        self.fields["reason"] = text("Why do they belong together?", optional=True, rows=2)(self.opened)
        self.order_fields(["case", "how", "reason", "on"])


class SeveralStep(Step):
    """A step that gives an event to more cases than the page's own."""

    def wanted(self, form: StepForm) -> Mapping[str, Sequence[Event]]:
        """What happens to each case, by reference."""
        raise NotImplementedError

    def events(self, form: StepForm, now: datetime) -> Sequence[Event]:
        return self.wanted(form)[form.opened.case.reference]

    def write(self, request: HttpRequest, opened: Opened, form: StepForm) -> None:
        typed = form.cleaned_data
        linking.record(
            request.user, opened.case.reference, self.wanted(form), at=timezone.now(), version=typed["version"],
            token=typed["token"],
        )  # fmt: skip


class CaseLinked(SeveralStep):
    kind, title, button = "case_linked", "Link it with another case", "Link them"
    form_class = LinkForm
    guide = "Both cases show the link. Nothing is merged: each keeps its own dates, letters and answer."

    def wanted(self, form: StepForm) -> Mapping[str, Sequence[Event]]:
        typed = form.cleaned_data
        return linking.link(form.opened.case.reference, typed["case"], typed["how"], typed["on"], typed["reason"])


def linked(opened: Opened, only: Sequence[str] = ()) -> Choices:
    """The cases this one is linked with, as choices: all, or those that are so to this one."""
    return [
        (name, f"{name}, {LINKED[how]}") for name, how in opened.state.together.cases.items() if not only or how in only
    ]


class WithForm(OtherForm):
    """One of the linked cases, and why."""

    def build(self) -> None:
        self.fields["case"] = choice_field("Which case?", linked(self.opened))
        self.fields["reason"] = text("Why?", rows=2)(self.opened)
        self.order_fields(["case", "reason", "on"])

    def clean_case(self) -> str:
        return self.other(self.cleaned_data["case"])


class CaseUnlinkedStep(SeveralStep):
    kind, title, button = "case_unlinked", "They have nothing to do with each other", "Take the link away"
    form_class = WithForm

    def wanted(self, form: StepForm) -> Mapping[str, Sequence[Event]]:
        typed = form.cleaned_data
        return linking.both(form.opened.case.reference, typed["case"], CaseUnlinked, typed["on"], typed["reason"])


class ApartForm(ReferenceForm):
    """Which case seemed the same, and why it is not."""

    def build(self) -> None:
        self.fields["reason"] = text("Why is it not the same?", optional=True, rows=2)(self.opened)
        self.order_fields(["case", "reason", "on"])


class CaseToldApartStep(SeveralStep):
    kind, title, button = "case_told_apart", "Another case is not the same", "Save"
    form_class = ApartForm
    guide = "It is not proposed again, on either case."

    def wanted(self, form: StepForm) -> Mapping[str, Sequence[Event]]:
        typed = form.cleaned_data
        return linking.both(form.opened.case.reference, typed["case"], CaseToldApart, typed["on"], typed["reason"])


# ---- one investigation ----------------------------------------------------------------------


class TogetherForm(OtherForm):
    """Which of the linked complaints it serves, and on which it is led."""

    def build(self) -> None:
        own, alike = self.opened.case.reference, linked(self.opened, ALIKE)
        self.fields["case"] = choice_field("On which case is it led?", [(own, f"{own}, this one"), *alike])
        self.fields["case"].initial = own
        self.fields["others"] = forms.MultipleChoiceField(
            label="Which complaints does it serve, beside this one?", choices=alike, initial=[key for key, _ in alike],
            widget=forms.CheckboxSelectMultiple, required=True,
        )  # fmt: skip
        self.fields["reason"] = text("Why one investigation?", "For example: one boiler for the whole building.",
                                     optional=True, rows=2)(self.opened)  # fmt: skip
        self.order_fields(["case", "others", "reason", "on"])

    def clean_others(self) -> list[str]:
        return [self.other(name) for name in self.cleaned_data["others"]]

    def clean(self) -> dict[str, Any]:
        typed = super().clean()
        lead, others = typed.get("case"), typed.get("others") or []
        if lead and lead not in (self.opened.case.reference, *others) and not self.errors:
            self.add_error("others", f"Tick {lead} too: the investigation is led there.")
        return typed


class InvestigatedTogether(SeveralStep):
    kind, title, button = "investigated_together", "Investigate them together", "Investigate together"
    form_class = TogetherForm
    guide = (
        "One plan and one body of evidence serve all of them, on the case that leads. Every complainant keeps their own"
        " dates, decision and letters."
    )

    def wanted(self, form: StepForm) -> Mapping[str, Sequence[Event]]:
        typed, opened = form.cleaned_data, form.opened
        cases = Case.objects.filter(landlord=opened.case.landlord_id, reference__in=typed["others"]).order_by("pk")
        others = [load(case) for case in cases.select_related("landlord")]
        found = linking.together(opened, typed["case"], others, typed["on"], typed["reason"])
        return {opened.case.reference: [], **found}


class ReasonForm(DatedForm):
    """Why."""

    def build(self) -> None:
        self.fields["reason"] = text("Why?", rows=2)(self.opened)
        self.order_fields(["reason", "on"])


class Apart(Step):
    kind, title, button = "investigated_apart", "Give it an investigation of its own", "Save"
    form_class = ReasonForm

    def events(self, form: StepForm, now: datetime) -> Sequence[Event]:
        return [InvestigatedApart(on=form.cleaned_data["on"], reason=form.cleaned_data["reason"])]


STEPS = (CaseLinked, CaseUnlinkedStep, CaseToldApartStep, InvestigatedTogether, Apart)
