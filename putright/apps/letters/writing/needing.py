"""What a letter's form asks because of what people need: which ways are open, and why it goes out against a need."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, get_args

from django import forms
from django.http import QueryDict

from putright.apps.casework.models import Party
from putright.apps.casework.steps import StepForm
from putright.apps.letters.writing import drafting
from putright.core import events as e
from putright.core.events import Need
from putright.core.letters.gate import Finding
from putright.core.letters.tongue import ENGLISH
from putright.core.needs import BY_HAND, FIRST, Sending, Spoken, Stop
from putright.design.widgets import Checkboxes

LONGEST = 2_000
SMALL = {"class": "govuk-checkboxes--small"}


class NeedsForm(StepForm):
    """The part of a letter's form that keeps to what those it goes to need."""

    recipients: Mapping[str, Party]
    against: Sequence[tuple[str, Stop]] = ()
    """Each need that it goes out against, with the channel by which it does."""
    by_hand = False
    to_ring: Sequence[str] = ()
    """What stands against the letter until somebody has spoken with them, as it is said on the page."""

    def ways(self) -> list[tuple[str, str]]:
        """The ways it may go out by."""
        raise NotImplementedError

    def draft(self) -> drafting.Draft:
        """What was chosen and written so far."""
        raise NotImplementedError

    def drafts(self) -> list[drafting.Draft]:
        """The same for each of those it goes to."""
        raise NotImplementedError

    def suited(self, to: Party, sending: Sending) -> Sending:
        """How it goes to one of them."""
        raise NotImplementedError

    def language(self) -> str:
        """The language it is written in; empty for English."""
        raise NotImplementedError

    def theirs(self) -> str:
        """The language they need, where letters can be written in it; else English."""
        raise NotImplementedError

    def ask_needs(self) -> None:
        """Asks what was made by hand, and why it goes out against a need, where either can come up."""
        people = self.recipients.values()
        self.copies = {need: one for to in people for need, one in drafting.copies(self.opened, to).items()}
        if self.copies:
            choices = [(need, f"A copy {how} was made, and goes with this letter")
                       for need, (how, _) in self.copies.items()]  # fmt: skip
            self.fields["made"] = forms.MultipleChoiceField(
                label="What goes with it?", choices=choices, required=False,
                widget=Checkboxes(attrs=SMALL))  # fmt: skip
        likeliest = Sending(self.likeliest(), self._wanted, self._spoken)
        if self._wanted or any(self._shut.values()) or self._stops(people, likeliest):
            self.fields["override"] = forms.MultipleChoiceField(
                label="Does it go out against what they need?", choices=[("yes", "Yes, send it all the same")],
                required=False, widget=Checkboxes(attrs=SMALL, reveals={"yes": "override_reason"}))  # fmt: skip
            self.fields["override_reason"] = forms.CharField(
                label="Why?", required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 2}),
                help_text="The reason stands on the case, and is reported.")  # fmt: skip

    def hints(self) -> dict[str, str]:
        """Beside each way: where that is, or what shuts it."""
        people = self.recipients.values()
        found = {
            "email": "; ".join(filter(None, (to.email for to in people))),
            "post": "; ".join(filter(None, (", ".join(drafting.address_lines(to)) for to in people))),
        }
        return found | {way: f"Not this way. {_said(stops)}" for way, stops in self._shut.items() if stops}

    def likeliest(self) -> str:
        """The way to begin with: the first that is not shut."""
        return next((way for way, stops in self._shut.items() if not stops), "")

    def passed_over(self) -> list[Finding]:
        """What they need that the letter passes over as the form stands: to be put right before it goes out."""
        typed: Mapping[str, Any] = self.data if self.is_bound else {}
        if "override" in typed and str(typed.get("override_reason") or "").strip():
            return []
        made = tuple(typed.getlist("made")) if isinstance(typed, QueryDict) else ()
        sending = Sending(str(typed.get("method") or self.likeliest()), self.language(), self._spoken, made)
        cites = self.opened.judged.policy.cites("override_reasoned")
        stops = self._stops([one.to for one in self.drafts()], sending)
        self.to_ring = [str(stop) for stop in stops if stop.need in FIRST]
        return [Finding(rule="needs", text=str(stop), cites=cites, blocks=True, place="method") for stop in stops]

    def check_needs(self, going: Iterable[Party], cleaned: Mapping[str, Any]) -> None:
        """Stops what goes out against a need, unless somebody says why it does all the same."""
        method = cleaned.get("method")
        made = cleaned.get("made") or ()
        people, sending = list(going), Sending(str(method or ""), self.language(), self._spoken, made)
        self.by_hand = any(self.suited(to, sending).channel in BY_HAND for to in people)
        found = [(self.suited(to, sending).channel, stop) for to in people for stop in self._stops([to], sending)]
        self.against = list({(way, stop.need): (way, stop) for way, stop in found}.values()) if method else ()
        if not cleaned.get("override"):
            for _, stop in self.against:
                self.add_error("method", str(stop))
        elif self.against and not (cleaned.get("override_reason") or "").strip():
            self.add_error("override_reason", "Say why it goes out against what they need.")

    def needs_met(self, event: e.Event) -> list[e.Event]:
        """What was made by hand for the letter of an event, and the needs it goes out against."""
        typed = self.cleaned_data
        made = typed.get("made") or () if self.by_hand else ()
        found: list[e.Event] = [
            e.FormatMade(on=event.on, need=need, of=event.kind, language=self.copies[need][1]) for need in made
        ]
        return found + [
            e.NeedOverridden(on=event.on, need=stop.need, channel=way, reason=typed["override_reason"],
                             of=event.kind)
            for way, stop in self.against
        ]  # fmt: skip

    def needs_an_interpreter(self) -> bool:
        """Whether somebody it goes to is spoken with through an interpreter."""
        return any("interpreter" in one.needs for to in self.recipients.values()
                   for one in drafting.needs_of(self.opened, to))  # fmt: skip

    @cached_property
    def _spoken(self) -> Spoken:
        return drafting.spoken(self.opened, self.recipients.values())

    def _stops(self, going: Iterable[Party], sending: Sending) -> list[Stop]:
        found = (stop for to in going for stop in drafting.stops(self.opened, to, self.suited(to, sending)))
        return list({stop.need: stop for stop in found}.values())

    @cached_property
    def _wanted(self) -> str:
        return self.theirs().removeprefix(ENGLISH.code)

    @cached_property
    def _shut(self) -> dict[str, list[Stop]]:
        """For each way, what stands against it for anybody it may go to, whatever was said and made before."""
        people, done = list(self.recipients.values()), Spoken(at_all=True, interpreted=True)
        sending = {way: Sending(way, self._wanted, done, get_args(Need)) for way, _ in self.ways()}
        return {way: self._stops(people, one) for way, one in sending.items()}


def _said(stops: Iterable[Stop]) -> str:
    return " ".join(map(str, stops))
