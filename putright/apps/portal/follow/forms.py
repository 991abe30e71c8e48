"""What somebody who follows their complaint fills in."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms

from putright.apps.casework.case.adjusting import languages
from putright.apps.casework.case.fields import LONGEST
from putright.apps.casework.case.uploads import TakesFiles
from putright.apps.intake import words
from putright.apps.portal.follow.standing import findings
from putright.apps.portal.follow.visit import Follower
from putright.core.state.shapes_needs import plain
from putright.design.widgets import Checkboxes, Radios

WRONG = (
    "We could not find a complaint with these three together. Check each of them with your letter. If your post, e-mail"
    " or telephone has changed since you complained, give us the one that you had then, or ring us."
)
"""The one answer to everything that is wrong."""


class SignIn(forms.Form):
    """What opens a complaint: its reference, the person's code, and one thing that the landlord knows of them."""

    reference = forms.CharField(
        label="Your reference",
        max_length=40,
        help_text="It is in our letters, and on the page that you saw when you sent it here.",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20", "autocomplete": "off", "spellcheck": "false"}),
    )
    code = forms.CharField(
        label="Your code",
        max_length=60,
        help_text="It stands beside the reference. It is yours alone: 12 letters and numbers.",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20", "autocomplete": "off", "spellcheck": "false"}),
    )
    fact = forms.CharField(
        label="One thing that we know about you",
        max_length=254,
        help_text="Your postcode, or your e-mail address, or the last 4 digits of your telephone number.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    page = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)
    typed = forms.CharField(required=False, max_length=100_000, widget=forms.HiddenInput)
    """What was typed on which page when an earlier visit had ended: it is filled in again."""


class FollowForm(forms.Form):
    """A form about the complaint of whoever follows it, which acts once."""

    token = forms.CharField(widget=forms.HiddenInput, max_length=60)

    def __init__(self, *args: Any, me: Follower, **kwargs: Any) -> None:
        self.me = me
        kwargs["initial"] = {"token": secrets.token_urlsafe(24), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.build()

    def build(self) -> None:
        """Adds the fields that depend on the complaint."""


class FilesForm(TakesFiles, FollowForm):
    """A form with files of whoever follows the complaint."""

    taken_label = "Files that we have taken in"

    def whose(self) -> dict[str, Any]:
        return {"held": held(self.me)}

    def build_files(self, label: str = "Photographs and files (optional)") -> None:
        super().build_files(label)


def held(me: Follower) -> str:
    """The key under which files of a party wait until they are sent."""
    return f"follow-{me.case.pk}-{me.party.key}"


def long_text(label: str, hint: str = "", *, optional: bool = False, rows: int = 8) -> forms.CharField:
    """Room to write."""
    return forms.CharField(
        label=f"{label} (optional)" if optional else label, help_text=hint, required=not optional, max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": rows}),
    )  # fmt: skip


class WriteForm(FilesForm):
    """Something in their own words, with files or without; `about` what they chose."""

    about: ClassVar[str] = ""
    ask: ClassVar[tuple[str, str]] = ("What do you want to tell us?", "In your own words.")

    def build(self) -> None:
        self.fields["what"] = long_text(*self.ask, optional=self.about == "evidence")
        self.build_files()
        self.order_fields(["what", "files", "kept"])

    def clean(self) -> dict[str, Any]:
        typed = super().clean()
        if self.about == "evidence" and not self.errors and not (typed.get("what") or typed.get("kept")):
            self.add_error("what", "Write something, or add a file.")
        return typed


class NotMeant(WriteForm):
    about = "definition"
    ask = ("What did you mean?", "Tell us what is wrong or missing in what we wrote down, in your own words.")


class Evidence(WriteForm):
    about = "evidence"
    ask = ("What does it show?", "For example: the wall behind the bed, taken yesterday.")


class HowItStands(WriteForm):
    about = "delay"
    ask = ("What do you want to know?", "Somebody reads it and tells you. You need not ring as well.")


class AsComplaint(WriteForm):
    """What was taken as something else shall be a complaint; asking for it is all it takes."""

    ask = ("What are you unhappy with?", "In your own words. Somebody reads it and takes it as a complaint.")

    def clean(self) -> dict[str, Any]:
        typed = super().clean()
        if typed.get("what"):
            typed["what"] = f"Please take it as a complaint: {typed['what']}"
        return typed


WRITING: Mapping[str, type[WriteForm]] = {
    "not-what-i-meant": NotMeant, "evidence": Evidence, "how-it-stands": HowItStands, "something-else": WriteForm,
    "as-a-complaint": AsComplaint,
}  # fmt: skip
"""The pages to write on, by their addresses."""


class CommentForm(FilesForm):
    """What they say about what was found so far."""

    def build(self) -> None:
        shown = [(str(n), one.what[:120] or "What we found") for n, one in enumerate(findings(self.me))]
        if len(shown) > 1:
            self.fields["which"] = forms.ChoiceField(label="What is it about?", choices=shown, widget=Radios())
        self.fields["text"] = long_text("What do you say about it?", "What is right, what is wrong, what is missing.")
        self.build_files()
        self.order_fields(["which", "text", "files", "kept"])


class NextStageForm(FollowForm):
    """Asking for the next stage: nothing has to be filled in."""

    def build(self) -> None:
        first = self.me.opened.state.stages.get(1)
        points = first.points if first else {}
        self.fields["reason"] = long_text(
            "What are you still unhappy with?", "It helps us, and you need not say it.", optional=True, rows=5
        )
        if len(points) > 1:
            self.fields["points"] = forms.MultipleChoiceField(
                label="Which parts should we look at again? (optional)", choices=list(points.items()), required=False,
                help_text="Tick none, and we look at all of it.", widget=Checkboxes(),
            )  # fmt: skip


class RemedyForm(FilesForm):
    """What they say of something that was promised."""

    def __init__(self, *args: Any, answers: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        self.answers = answers
        super().__init__(*args, **kwargs)

    def build(self) -> None:
        self.fields["answer"] = forms.ChoiceField(
            label="What do you want to tell us about it?", choices=self.answers, widget=Radios()
        )
        self.fields["text"] = long_text("What is still wrong, or what do you want to add?", optional=True, rows=5)
        self.build_files()
        self.order_fields(["answer", "text", "files", "kept"])


class NeedsForm(FollowForm):
    """What makes it easier for them: what is noted, to take away, and what to add."""

    def build(self) -> None:
        self.noted = {str(n): what for n, what in enumerate(own_needs(self.me), 1)}
        if self.noted:
            self.fields["ended"] = forms.MultipleChoiceField(
                label="What do you no longer need? (optional)", required=False, choices=list(self.noted.items()),
                widget=Checkboxes())  # fmt: skip
        self.fields["needs"] = forms.MultipleChoiceField(
            label="What would make this easier for you? (optional)", required=False, widget=Checkboxes(),
            choices=[(what, what) for what in words.NEEDS if what not in self.noted.values()])  # fmt: skip
        self.fields["language"] = forms.ChoiceField(
            label="Letters in another language (optional)", choices=[("", "English"), *languages("{}")], required=False,
            widget=forms.Select())  # fmt: skip
        self.fields["what"] = long_text(
            "Anything else", "For example: ring only after 6; more time to answer.", optional=True, rows=3
        )

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        if not self.errors and not any(typed.get(name) for name in ("ended", "needs", "language", "what")):
            raise forms.ValidationError("Tick or write what is to change. If nothing is, go back to your complaint.")
        return typed


def own_needs(me: Follower) -> list[str]:
    """The adjustments on record that are theirs to end: their own, and the complainant's for every letter."""
    return list(dict.fromkeys(plain(one.what) for one in me.opened.state.helps.recorded if me.is_me(one.party)))
