"""What makes it possible for somebody to deal with their complaint, and what letters do about it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from django import forms

from putright import data
from putright.apps.accounts.permissions import LOG_COMPLAINT
from putright.apps.casework.case.fields import Choices, choice_field, day, several, text
from putright.apps.casework.models import Party
from putright.apps.casework.steps import DatedForm, Step, StepForm
from putright.core import events as e
from putright.core.events import Event
from putright.core.needs import NEEDS, Asked, called, in_words
from putright.core.needs_words import LANGUAGES
from putright.core.state.shapes_needs import plain


def languages(rest_as: str = "{} (translated by hand)") -> Choices:
    """The languages somebody may want letters in: first those that letters can be written in."""
    made = [code for code in data.tongue_names() if not code.startswith("en")]
    rest = sorted((name, code) for code, name in LANGUAGES.items() if code not in made)
    return [*((code, called(code)) for code in made), *((code, rest_as.format(name)) for name, code in rest)]


def language_field() -> forms.ChoiceField:
    """Asks for a language of letters."""
    return forms.ChoiceField(
        label="In which language do they need letters?", choices=[("", "English"), *languages()], required=False,
        widget=forms.Select())  # fmt: skip


def overlooked(wording: str, ticked: Collection[str], language: str, told: str) -> Asked | None:
    """What words plainly mean for letters and nobody ticked; None where nothing, or where it was asked about before."""
    found = in_words(wording)
    missed = tuple(need for need in found.needs if need != "language" and need not in {*ticked, *told.split()})
    wanted = found.language if not language and found.language not in told.split() else ""
    return Asked(found.text, missed, wanted) if missed or wanted else None


def question(missed: Asked) -> str:
    """What to ask about what was overlooked, once it is ticked."""
    named = [NEEDS[need].partition(":")[0].lower() for need in missed.needs]
    named += [f"letters in {called(missed.language)}"] if missed.language else []
    return (
        f"“{missed.text}” sounds as if they need: {'; '.join(named)}. That is ticked now."
        " Save again if it is right, or take the tick away first."
    )


class AdjustmentForm(DatedForm):
    """What they need, in their words, and what that means for letters."""

    told = forms.CharField(required=False, max_length=400, widget=forms.HiddenInput)

    def build(self) -> None:
        self.fields["what"] = text(
            "What do they need?", "In their words. For example: letters in large print; telephone, not e-mail; more"
            " time to answer.", rows=3)(self.opened)  # fmt: skip
        self.fields["needs"] = several(
            "What does it mean for letters?", list(NEEDS.items()), "Letters then keep to it by themselves.",
            optional=True)  # fmt: skip
        self.fields["language"] = language_field()
        if people := self._people():
            self.fields["party"] = forms.ChoiceField(
                label="Whose need is it?", choices=[("", "Anybody’s whom we write to about this"), *people],
                required=False, widget=forms.Select())  # fmt: skip
        self.fields["review_on"] = day("Look at it again on", optional=True)(self.opened)
        self.order_fields(["what", "needs", "language", "party", "review_on", "on"])

    def _people(self) -> Choices:
        named = [p for p in Party.objects.filter(case=self.opened.case).order_by("key") if p.name]
        return [(p.key, f"{p.name} ({p.get_role_display().lower()})") for p in named] if len(named) > 1 else []

    def clean(self) -> dict[str, Any]:
        typed = super().clean()
        said, told = typed.get("what") or "", typed.get("told") or ""
        if missed := overlooked(said, typed.get("needs") or (), typed.get("language") or "", told):
            self._tick(missed)
        return typed

    def _tick(self, missed: Asked) -> None:
        """Asks once: what the words mean comes back ticked."""
        self.data = self.data.copy()
        self.data.setlist("needs", [*self.data.getlist("needs"), *missed.needs])
        self.data["language"] = missed.language or self.data.get("language", "")
        self.data["told"] = " ".join([self.data.get("told", ""), *missed.needs, missed.language]).strip()
        self.add_error("needs", question(missed))


class AdjustmentRecorded(Step):
    kind, title, button = "adjustment_recorded", "Record an adjustment they need", "Record the adjustment"
    form_class, needs = AdjustmentForm, LOG_COMPLAINT
    guide = "Ask everyone. It stays in view on every page of the case, and letters keep to it."

    def events(self, form: StepForm, now: datetime) -> Sequence[Event]:
        typed = form.cleaned_data
        return [e.AdjustmentRecorded(
            on=typed["on"], what=typed["what"], review_on=typed["review_on"], needs=tuple(typed["needs"]),
            language=typed["language"], party=typed.get("party") or None,
        )]  # fmt: skip


class EndedForm(DatedForm):
    """Which adjustment, and why it is needed no longer."""

    def build(self) -> None:
        recorded = dict.fromkeys(plain(one.what) for one in self.opened.state.helps.recorded)
        self.wordings = {str(n): what for n, what in enumerate(recorded, 1)}
        shown = [(n, what[:120]) for n, what in self.wordings.items()]
        self.fields["which"] = choice_field("Which adjustment?", shown)
        self.fields["reason"] = text("Why?", "For example: they have new glasses; somebody reads to them now.", rows=2)(
            self.opened
        )
        self.order_fields(["which", "reason", "on"])


class AdjustmentEnded(Step):
    kind, title, button = "adjustment_ended", "An adjustment is needed no longer", "End the adjustment"
    form_class = EndedForm
    guide = "If they need it otherwise, end it here and record what they need instead. Ask them: do not guess."

    def events(self, form: EndedForm, now: datetime) -> Sequence[Event]:
        typed = form.cleaned_data
        return [e.AdjustmentEnded(on=typed["on"], what=form.wordings[typed["which"]], reason=typed["reason"])]
