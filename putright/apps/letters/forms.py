"""What a person chooses and writes for each letter. What follows from the case is not asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms

from putright.apps.casework.models import Party
from putright.apps.casework.names import person_line
from putright.apps.casework.steps import StepForm, said
from putright.apps.letters import drafting
from putright.apps.letters.drafting import Draft
from putright.core.guards.letters import PART_NAMES
from putright.core.guards.refusing import holds
from putright.core.guards.times import current_due, latest_extension
from putright.core.letters.voice import GROUNDS
from putright.design.fields import DatePartsField
from putright.design.widgets import Checkboxes, Radios

LONGEST = 20_000
SMALL = {"class": "govuk-radios--small"}
CHANNELS = {"email": "E-mail", "post": "Post", "in_person": "Hand it over in person"}
ESCALATION_GROUNDS = ("out_of_time", "not_answered_yet", "already_at_final_stage", "legal_proceedings")


def area(label: str, hint: str = "", *, rows: int = 5, required: bool = False, part: str = "") -> forms.CharField:
    """Several lines of text for a letter."""
    name = label if required else f"{label} (optional)"
    field = forms.CharField(
        label=name, help_text=hint, required=required, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": rows})
    )
    field.part = part  # type: ignore[attr-defined]
    return field


class LetterForm(StepForm):
    """To whom, how, and in what words."""

    typed: ClassVar[tuple[str, ...]] = ()

    def build(self) -> None:
        self.recipients = {p.key: p for p in Party.objects.filter(case=self.opened.case).order_by("key") if p.name}
        self.order = list(self.fields)
        if len(self.recipients) > 1:
            self.fields["to"] = forms.ChoiceField(
                label="To whom?", choices=[(k, f"{p.name} ({p.get_role_display().lower()})")
                                           for k, p in self.recipients.items()],
                initial=self._speaks(), widget=Radios(attrs=SMALL))  # fmt: skip
        self.fields["method"] = forms.ChoiceField(
            label="How does it go out?", choices=self.ways(), widget=Radios(attrs=SMALL, hints=self.hints()),
            initial=self.likeliest())  # fmt: skip
        self.write()

    def _speaks(self) -> str:
        """Who is written to unless somebody else is chosen: the representative, where one was authorised (WTP-13)."""
        acting = [k for k, p in self.recipients.items() if p.role == Party.As.REPRESENTATIVE]
        return acting[-1] if acting and self.opened.state.representative else next(iter(self.recipients))

    def write(self) -> None:
        """Adds what is written for this letter."""

    def ways(self) -> list[tuple[str, str]]:
        """The ways that somebody on the case can be reached by."""
        there = self.recipients.values()
        has = {"email": any(p.email for p in there), "post": any(p.address for p in there), "in_person": bool(there)}
        return [(key, text) for key, text in CHANNELS.items() if has[key]]

    def hints(self) -> dict[str, str]:
        """Beside each way: where that is, or the adjustment that stands against it."""
        found = {}
        for key in ("email", "post"):
            where = [p.email if key == "email" else ", ".join(drafting.address_lines(p))
                     for p in self.recipients.values()]  # fmt: skip
            found[key] = "; ".join(filter(None, where))
        if against := self._against("email"):
            found["email"] = f"Not for them: they asked for “{against}”."
        return found

    def likeliest(self) -> str:
        """The way to begin with: e-mail where there is an address and nothing stands against it."""
        ways = [key for key, _ in self.ways() if not self._against(key)]
        return ways[0] if ways else ""

    def _against(self, channel: str) -> str:
        found = (drafting.forbids(self.opened, party, channel) for party in self.recipients.values())
        return next(filter(None, found), "")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        to, method = self.recipient(cleaned), cleaned.get("method")
        if to is None:
            raise forms.ValidationError("Nobody on this case has a name and an address to write to.")
        if method == "email" and not to.email:
            self.add_error("method", f"{to.name} has no e-mail address on this case. Choose another way.")
        elif method == "post" and not to.address:
            self.add_error("method", f"{to.name} has no postal address on this case. Choose another way.")
        elif method and (text := drafting.forbids(self.opened, to, method)):
            self.add_error("method", f"They asked for “{text}”: this may not go by e-mail. Choose another way.")
        words = {name: cleaned.get(name) or "" for name in self.typed}
        for place, name in drafting.named_staff(self.opened, to, words):
            self.add_error(place, f"“{name}” works here. Letters name roles, not people: write the role instead.")
        return cleaned

    def recipient(self, cleaned: Mapping[str, Any]) -> Party | None:
        """To whom it goes: as chosen, else the first on the case."""
        known = self.recipients
        return known.get(str(cleaned.get("to") or "")) or next(iter(known.values()), None)

    def value(self, name: str) -> Any:
        """What a field holds now: cleaned, or as typed, or as it began."""
        if self.is_bound and name in getattr(self, "cleaned_data", {}):
            return self.cleaned_data[name]
        if self.is_bound and isinstance(self.fields[name].widget, forms.Textarea):
            return self.data.get(name, "")
        return self.get_initial_for_field(self.fields[name], name) if not self.is_bound else None

    def draft(self) -> Draft:
        """What was chosen and written so far."""
        chosen = {"to": self.value("to") if "to" in self.fields else None}
        to = self.recipient(chosen) or Party(key="", name="Complainant")
        words = {name: str(self.value(name) or "") for name in self.typed}
        return Draft(to, str(self.value("method") or self.likeliest() or "post"), words)


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
        self.fields["method"].widget.reveals = {"phone": reveals}  # type: ignore[attr-defined]
        if not choices:
            del self.fields["told"]
        self.fields["opening"] = area("Opening words", "Anything you want to say to them before the rest.", rows=3)

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("method") == "phone":
            if not (self.cleaned_data.get("call") or "").strip():
                self.add_error("call", "Write down what was said in the call.")
            return self.cleaned_data
        return super().clean()


class ExtendForm(LetterForm):
    """Why, until when, and whether it was agreed."""

    typed = ("reason", "progress", "apology")

    def write(self) -> None:
        case, stage = self.opened.judged, 2 if self.opened.state.stage == 2 else 1
        due, last = current_due(case), latest_extension(case)
        bounds = f"It is due on {said(due)}. " if due else ""
        bounds += f"Without a good reason it goes no further than {said(last)}." if last else ""
        self.fields["until"] = DatePartsField(label="The new date", help_text=bounds)
        self.fields["reason"] = area("Why we need longer", "Say exactly why.", required=True, part="reasons")
        self.fields["progress"] = area("How far we are", rows=3)
        self.fields["apology"] = area("Apology or other words", rows=3)
        if any(rule.agreed for rule in case.policy.extension(stage)):
            self.fields["agreed"] = forms.BooleanField(label="They agreed to the new date beforehand", required=False)
        self.fields["good_reason"] = forms.BooleanField(
            label="There is a good reason to go beyond the usual limit", required=False)  # fmt: skip


class RefuseForm(LetterForm):
    """The ground, how it applies to this case, and who approved it."""

    typed = ("explanation", "circumstances", "discretion")

    def write(self) -> None:
        grounds = self.grounds()
        self.fields["ground"] = forms.ChoiceField(
            label="On what ground?", choices=[(key, GROUNDS[key]) for key in grounds],
            widget=Radios(attrs=SMALL, hints=grounds))  # fmt: skip
        self.fields["explanation"] = area(
            "How we came to this", "In detail, for this case alone.", required=True, part="reasons"
        )
        self.fields["circumstances"] = area(
            "What we took into account", "Their circumstances, vulnerability and what is at stake.", rows=3
        )
        self.fields["discretion"] = area("Whether we could make an exception", rows=3)
        self.roles = self._approvals()
        for role in self.roles:
            title = self.opened.policy.pack.roles[role].title
            self.fields[f"approved_{role}"] = forms.ChoiceField(
                label=f"Approved by the {title} (optional)", required=False, choices=self._holders(role),
                help_text="Only where the ground needs it. Each approval is given by a different person.")  # fmt: skip

    def grounds(self) -> dict[str, str]:
        """The policy's grounds, those that something on record bears first; each with what it still needs."""
        case = self.opened.judged
        found: dict[str, str] = {}
        for key in GROUNDS:
            rule = case.policy.ground(key, case.state.source)  # type: ignore[arg-type]
            if rule:
                bears = "" if holds(case, key, rule) else "Nothing on record bears this ground yet. "
                titles = [case.policy.pack.roles[role].title for role in rule.approvals]
                needs = f"Needs the approval of the {' and the '.join(titles)}." if titles else ""
                found[key] = (bears + needs).strip()
        return dict(sorted(found.items(), key=lambda item: item[1].startswith("Nothing")))

    def _approvals(self) -> list[str]:
        case = self.opened.judged
        rules = (case.policy.ground(key, case.state.source) for key in GROUNDS)  # type: ignore[arg-type]
        return list(dict.fromkeys(role for rule in rules if rule for role in rule.approvals))

    def _holders(self, role: str) -> list[tuple[str, str]]:
        people = self.opened.people
        able = [(key, person_line(self.opened, key)) for key, p in people.items() if role in p.roles and p.active]
        return [("", "Not needed, or not given"), *able]

    def approved_by(self) -> tuple[str, ...]:
        """Who approved it."""
        return tuple(filter(None, (str(self.value(f"approved_{role}") or "") for role in self.roles)))


class RefuseEscalationForm(LetterForm):
    """Why stage 2 is refused."""

    typed = ("explanation",)

    def write(self) -> None:
        self.fields["ground"] = forms.ChoiceField(
            label="On what ground?", choices=[(key, GROUNDS[key]) for key in ESCALATION_GROUNDS],
            widget=Radios(attrs=SMALL))  # fmt: skip
        self.fields["explanation"] = area(
            "How we came to this", "In detail, for this case alone.", required=True, part="reasons"
        )


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
            self.fields["investigation"].label = "What we did to look into it"
        self.fields["apology"] = area(
            "Apology", "Say what you are sorry for. An apology admits what went wrong, not how they feel.", rows=3
        )
