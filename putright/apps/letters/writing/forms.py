"""What a person chooses and writes for each letter. What follows from the case is not asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar

from django import forms

from putright import data
from putright.apps.casework.models import Party
from putright.apps.casework.steps import in_full, said
from putright.apps.letters.writing.drafting import Draft
from putright.apps.letters.writing.drafts import said_in
from putright.apps.letters.writing.page import TRANSLATION
from putright.apps.letters.writing.whom import WhomForm
from putright.core import escalation, refusals
from putright.core.guards.approvals import lacking
from putright.core.guards.letters import PART_NAMES
from putright.core.guards.times import current_due, latest_extension
from putright.core.letters.tongue import ENGLISH
from putright.core.letters.voice import GROUNDS
from putright.core.pack import Extension
from putright.design.fields import DatePartsField
from putright.design.widgets import Checkboxes, Radios

LONGEST = 20_000
SMALL = {"class": "govuk-radios--small"}
CHANNELS = {"email": "E-mail", "post": "Post", "in_person": "Hand it over in person"}


def area(label: str, hint: str = "", *, rows: int = 5, required: bool = False, part: str = "") -> forms.CharField:
    """Several lines of text for a letter."""
    name = label if required else f"{label} (optional)"
    field = forms.CharField(
        label=name, help_text=hint, required=required, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": rows})
    )
    field.part = part  # type: ignore[attr-defined]
    return field


def needed_label(field: forms.Field) -> str:
    """What a field is called where the letter must have what is written in it: the gate asks for it, not the form."""
    return str(field.label).removesuffix(" (optional)")


ESCALATION = {
    "out_of_time": "They asked after the policy’s last day",
    "not_answered_yet": "Stage 1 has not been answered yet",
    "already_at_final_stage": "It has been through stage 2, our last word",
    "legal_proceedings": "A claim about it was filed at court",
}
"""The grounds for refusing stage 2, as whoever decides reads them."""


class LetterForm(WhomForm):
    """To whom, how, and in what words."""

    typed: ClassVar[tuple[str, ...]] = ()
    anchors: ClassVar[Mapping[str, str]] = {"advice": "findings", "gate": "findings"}
    """Where the page shows what a reason is about that is about no field, by the rule of the reason or its kind."""

    def build(self) -> None:
        self.recipients = self.addressees()
        self.order = list(self.fields)
        self.ask_whom()
        self.fields["method"] = forms.ChoiceField(
            label="How does it go out?", choices=self.ways(), widget=Radios(attrs=SMALL, hints=self.hints()),
            initial=self.likeliest())  # fmt: skip
        self.ask_needs()
        self.write()
        self.ask_language()

    def ask_language(self) -> None:
        """Asks in what language it is written: at first in the one they need, where there are its texts."""
        known = data.tongue_names()
        self.fields["written_in"] = forms.ChoiceField(
            label="In what language?", choices=[(code, _language(code, name)) for code, name in known.items()],
            required=False, initial=self.theirs(),
            help_text="What follows from the case and the policy is translated. Your own words wait for a translator.",
        )  # fmt: skip

    def write(self) -> None:
        """Adds what is written for this letter."""

    def ways(self) -> list[tuple[str, str]]:
        """The ways that somebody on the case can be reached by."""
        there = self.recipients.values()
        has = {"email": any(p.email for p in there), "post": any(p.address for p in there), "in_person": bool(there)}
        return [(key, text) for key, text in CHANNELS.items() if has[key]]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        going = self.going(cleaned)
        if not going:
            raise forms.ValidationError("Nobody on this case has a name and an address to write to.")
        for to in going:
            self._reaches(to, cleaned)
        self.check_needs(going, cleaned)
        return cleaned

    def _reaches(self, to: Party, cleaned: Mapping[str, Any]) -> None:
        """Says what keeps the letter from reaching somebody in the way chosen."""
        method = self.way_to(to, str(cleaned.get("method") or ""))
        if method == "email" and not to.email:
            self.add_error("method", f"{to.name} has no e-mail address on this case. Choose another way.")
        elif method == "post" and not to.address:
            self.add_error("method", f"{to.name} has no postal address on this case. Choose another way.")

    def value(self, name: str) -> Any:
        """What a field holds now: cleaned, or as typed, or as it began."""
        if self.is_bound and name in getattr(self, "cleaned_data", {}):
            return self.cleaned_data[name]
        if self.is_bound and isinstance(self.fields[name].widget, forms.Textarea):
            return self.data.get(name, "")
        return self.get_initial_for_field(self.fields[name], name) if not self.is_bound else None

    @property
    def channel(self) -> str:
        """How it goes out: as chosen, else as is likeliest."""
        return str(self.value("method") or self.likeliest() or "post")

    def draft(self) -> Draft:
        """What was chosen and written so far."""
        chosen = {"to": self.value("to") if "to" in self.fields else None}
        to = self.recipient(chosen) or Party(key="", name="Complainant", role=Party.As.COMPLAINANT)
        words = {name: str(self.value(name) or "") for name in self.typed}
        return Draft(to, self.channel, words, self.language(), said_in(self.data, TRANSLATION) if self.is_bound else {})

    def language(self) -> str:
        """The language it is written in; empty for English."""
        chosen = str(self.value("written_in") or self.theirs())
        return "" if chosen == ENGLISH.code else chosen


def _language(code: str, name: str) -> str:
    """What a language is called where it is chosen, and whether anybody vouches for its texts."""
    return name if data.load_tongue(code).checked else f"{name}: no translator has looked through its texts yet"


class AcknowledgeForm(LetterForm):
    """By letter, or by telephone with what was said."""

    typed = ("opening",)

    def ways(self) -> list[tuple[str, str]]:
        return [*super().ways(), ("phone", "By telephone, without a letter")]

    def write(self) -> None:
        stage = 2 if self.opened.state.stage == 2 else 1
        self.required = self.opened.judged.policy.letter_parts("acknowledgement", stage)
        choices = [(part, PART_NAMES[part][:1].upper() + PART_NAMES[part][1:]) for part in self.required]
        self.fields["call"] = area("What was said", "It is kept as a record of the call.", rows=3)
        self.fields["told"] = forms.MultipleChoiceField(
            label="What were they told?", choices=choices, required=False,
            widget=Checkboxes(attrs={"class": "govuk-checkboxes--small"}))  # fmt: skip
        reveals = ("call", "told") if choices else ("call",)
        if self.needs_an_interpreter():
            self.fields["interpreter"] = forms.BooleanField(
                label="An interpreter, or a relay service, was on the call", required=False)  # fmt: skip
            reveals = (*reveals, "interpreter")
        self.fields["method"].widget.reveals = {"phone": reveals}  # type: ignore[attr-defined]
        if not choices:
            del self.fields["told"]
        self.fields["opening"] = area("Opening words", "Anything you want to say to them before the rest.", rows=3)

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("method") == "phone":
            if not (self.cleaned_data.get("call") or "").strip():
                self.add_error("call", "Write down what was said in the call.")
            if "interpreter" in self.fields and not self.cleaned_data.get("interpreter"):
                self.add_error("interpreter", "They need an interpreter: ring them with one.")
            return self.cleaned_data
        return super().clean()


class ExtendForm(LetterForm):
    """Why, until when, whether it was agreed, and how often they hear from us until then."""

    typed = ("reason", "progress", "apology")

    def write(self) -> None:
        case, stage = self.opened.judged, 2 if self.opened.state.stage == 2 else 1
        rules = case.policy.extension(stage)
        self.fields["until"] = DatePartsField(label="The new date", help_text=self._bounds())
        self.fields["reason"] = area("Why we need longer", "Say exactly why.", required=True, part="reasons")
        self.fields["progress"] = area("How far we are", rows=3)
        self.fields["apology"] = area("Apology or other words", rows=3)
        if any(rule.agreed or rule.agreed_beyond for rule in rules):
            self.fields["agreed"] = forms.BooleanField(label="They agreed to the new date beforehand", required=False)
        self.fields["good_reason"] = forms.BooleanField(
            label="There is a good reason to go beyond the usual limit", required=False, help_text=self._beyond(rules)
        )
        self.fields["every"] = forms.IntegerField(
            label="They hear from us every so many working days until then (optional)", required=False,
            help_text="As you agreed with them. Each update is then due on its day.", min_value=1, max_value=60,
            initial=self.opened.state.updates_every,
            widget=forms.NumberInput(attrs={"class": "govuk-input--width-3"}))  # fmt: skip

    def _bounds(self) -> str:
        due, last = current_due(self.opened.judged), latest_extension(self.opened.judged)
        found = [f"The answer is due on {said(due)}." if due else ""]
        found.append(f"Without a good reason it goes no further than {said(last)}." if last else "")
        if due:
            found.append(f"It counts only if the letter has left by {said(due)}: an e-mail sent, a letter posted.")
        return " ".join(filter(None, found))

    def _beyond(self, rules: Sequence[Extension]) -> str:
        """The approvals that going further needs, and whether they are there."""
        case = self.opened.judged
        asked = [role for rule in rules for role in rule.approvals]
        titles = [case.policy.pack.roles[r].title for r in lacking(case, asked, case.state.approved("extension"))]
        return f"It then needs the approval of the {' and the '.join(titles)}: ask for it first." if titles else ""


class RefuseForm(LetterForm):
    """The ground, with what is on record about each, how it applies to this case, and what was weighed."""

    typed = ("explanation", "circumstances", "discretion")

    def write(self) -> None:
        self.weighed = refusals.grounds(self.opened.judged)
        choices = [(key, GROUNDS[key] if one.holds else f"Not open to us: {_lower(GROUNDS[key])}")
                   for key, one in self.weighed.items()]  # fmt: skip
        bears = any(one.holds for one in self.weighed.values())
        none = "" if bears else " Nothing on record bears any of them: take the complaint on."
        said = f"The policy’s grounds, and no others. Under each stands what is on record about it.{none}"
        self.fields["ground"] = forms.ChoiceField(
            label="On what ground?", choices=choices, help_text=said,
            widget=Radios(attrs=SMALL, hints=self.hints_of_grounds()))  # fmt: skip
        self.fields["explanation"] = area(
            "How we came to this", "In detail, for this case alone.", required=True, part="reasons"
        )
        self.fields["circumstances"] = area(
            "What we took into account", "Their circumstances, any vulnerability, and what is at stake for them.",
            rows=3, required=True,
        )  # fmt: skip
        self.fields["discretion"] = area(
            "Whether we could make an exception", "What speaks for taking it on all the same, and why not.",
            rows=3, required=True,
        )  # fmt: skip

    def hints_of_grounds(self) -> dict[str, str]:
        """Under each ground: the facts on record, what speaks against it, and its approvals."""
        return {key: " ".join(self._said(one)) for key, one in self.weighed.items()}

    def _said(self, one: refusals.Weighed) -> Iterator[str]:
        yield from (f"{in_full(fact)}." for fact in one.facts)
        if one.defeated_by:
            yield f"Defeated: on record is “{', '.join(one.defeated_by)}”."
        titles, called = self.opened.policy.pack.roles, self.opened.judged.called
        if one.given:
            yield f"Approved by {' and '.join(called(name) for name in one.given)}."
        if one.waits:
            declined = one.approval and one.approval.declined
            asked = "it was declined" if declined else "it is asked for" if one.approval else "it is not asked for yet"
            yield f"Needs the approval of the {' and the '.join(titles[role].title for role in one.waits)}: {asked}."

    def approved_by(self) -> tuple[str, ...]:
        """Who approved a refusal on the chosen ground, as it is on record."""
        one = self.weighed.get(self.value("ground"))
        return one.given if one else ()


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


class RefuseEscalationForm(LetterForm):
    """Why stage 2 is refused: on a ground that the facts bear."""

    typed = ("explanation",)

    def write(self) -> None:
        weighed = sorted(escalation.grounds(self.opened.judged).items(), key=lambda item: not item[1].holds)
        hints = {key: self._fact(key, one) for key, one in weighed}
        bears = any(one.holds for _, one in weighed)
        none = "" if bears else "Nothing on record bears any of them: accept the request."
        self.fields["ground"] = forms.ChoiceField(
            label="On what ground?", choices=[(key, ESCALATION[key]) for key, _ in weighed], help_text=none,
            widget=Radios(attrs=SMALL, hints=hints))  # fmt: skip
        self.fields["explanation"] = area(
            "How we came to this", "In detail, for this case alone.", required=True, part="reasons"
        )

    @staticmethod
    def _fact(key: str, one: escalation.Weighed) -> str:
        weigh = " Weigh whether to take it all the same." if key == "out_of_time" and one.holds else ""
        fact = in_full(one.text)
        return f"{'So it is' if one.holds else 'Not so'}: {fact[:1].lower()}{fact[1:]}.{weigh}"


class RespondForm(LetterForm):
    """The words around what was decided."""

    typed = ("opening", "investigation", "apology")

    def write(self) -> None:
        case = self.opened.judged
        needed = "investigation" in case.policy.letter_parts("response", 2 if case.state.stage == 2 else 1)
        self.fields["opening"] = area(
            "Opening words", "For example, how you understand what this has meant for them.", rows=3
        )
        self.fields["investigation"] = area(
            "What we did to look into it", "Whom you spoke to by role, what you read, what you saw."
        )
        if needed:
            self.fields["investigation"].label = needed_label(self.fields["investigation"])
        self.fields["apology"] = area(
            "Apology", "Say what you are sorry for. An apology admits what went wrong, not how they feel.", rows=3
        )
