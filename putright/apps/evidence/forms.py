"""Forms of the evidence pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from putright.apps.casework.opened import Opened
from putright.apps.casework.steps import StepForm, said
from putright.apps.evidence.models import EvidencePack, Redaction
from putright.core import redacting
from putright.design.widgets import Checkboxes, Radios

State = EvidencePack.State


class BuildForm(forms.Form):
    """What the pack is for, and whether it is the whole file or a supplement."""

    request = forms.ChoiceField(label="Which request does it answer?", required=False, widget=Radios)
    base = forms.ChoiceField(label="What goes in?", required=False, widget=Radios)

    def __init__(self, *args: Any, opened: Opened, packs: Sequence[EvidencePack], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bases = {str(one.number): one for one in packs if one.state == State.DONE and one.plan}
        asked = [(key, _asked(one)) for key, one in opened.state.evidence.items()]
        self.fields["request"].choices = [*asked, ("", "None on record: to look at only")]
        self.fields["base"].choices = [
            ("", "The whole file"),
            *((n, f"Only what came since evidence pack {n}, as its supplement") for n in self.bases),
        ]
        if not self.bases:
            del self.fields["base"]
        unmet = [key for key, one in opened.state.evidence.items() if not one.done]
        sent = [n for n, one in self.bases.items() if one.event_id]
        self.initial = {"request": (unmet or [""])[-1], "base": (sent or [""])[0], **self.initial}

    def clean_base(self) -> EvidencePack | None:
        return self.bases.get(self.cleaned_data["base"])


def _asked(request: Any) -> str:
    what = f": {request.what}" if request.what else ""
    return f"Asked for on {said(request.on)}{what}"[:200]


class WordsForm(forms.Form):
    """Words to withhold everywhere."""

    words = forms.CharField(
        label="Words to withhold", max_length=200, widget=forms.TextInput(attrs={"class": "govuk-input--width-20"}),
        help_text="A name, an address, a number. Capitals, hyphens and line breaks make no difference.",
    )  # fmt: skip
    reason = forms.ChoiceField(label="Why?", choices=Redaction.Reason.choices, widget=Radios)

    def clean_words(self) -> str:
        words: str = self.cleaned_data["words"]
        if not redacting.usable(words):
            raise ValidationError("Give two letters or figures at least: single ones stand everywhere.")
        return words


class DocumentForm(forms.Form):
    """What to withhold of one document."""

    what = forms.ChoiceField(
        label="What is to be withheld?",
        choices=[("words", "Words"), ("pages", "Whole pages"), ("whole", "The whole document")],
        widget=Radios(reveals={"words": ["words", "where"], "pages": "pages"}),
    )
    words = forms.CharField(label="Which words?", max_length=200, required=False)
    where = forms.ChoiceField(
        label="Where?", choices=[("", "Everywhere in the pack"), ("here", "In this document only")],
        required=False, widget=Radios,
    )  # fmt: skip
    pages = forms.MultipleChoiceField(label="Which pages?", required=False, widget=Checkboxes)
    reason = forms.ChoiceField(label="Why?", choices=Redaction.Reason.choices, widget=Radios)

    def __init__(self, *args: Any, pages: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pages"].choices = [(str(n), f"Page {n}") for n in range(1, pages + 1)]

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        if typed.get("what") == "words" and not redacting.usable(typed.get("words", "")):
            self.add_error("words", "Give two letters or figures at least: single ones stand everywhere.")
        if typed.get("what") == "pages" and not typed.get("pages"):
            self.add_error("pages", "Choose a page.")
        return typed

    def meant(self, key: str) -> dict[str, Any]:
        """What the valid form withholds of the document of this key."""
        typed = self.cleaned_data
        if typed["what"] == "words":
            return {"words": typed["words"], "document": key if typed["where"] else ""}
        if typed["what"] == "pages":
            return {"document": key, "pages": sorted(map(int, typed["pages"]))}
        return {"document": key, "whole": True}


class PartsForm(forms.Form):
    """Parts of a page to withhold, as squares, and why."""

    squares = forms.MultipleChoiceField(
        choices=[(str(n), str(n)) for n in range(96)], error_messages={"required": "Choose a square at least."}
    )
    reason = forms.ChoiceField(label="Why?", choices=Redaction.Reason.choices, widget=Radios)


class SendForm(StepForm):
    """That the pack was sent; where it holds what no program can read, that somebody looked."""

    looked = forms.BooleanField(
        label="I have looked at the pages that are pictures, and nothing on them is to be withheld"
    )

    def __init__(self, *args: Any, look: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not look:
            del self.fields["looked"]
