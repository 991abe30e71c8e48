"""To whom a letter goes: one of the people of a case, or everybody who brings it together, each as they need it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django import forms

from putright import data
from putright.apps.casework.followers import acts
from putright.apps.casework.models import Party
from putright.apps.letters.writing import drafting
from putright.apps.letters.writing.needing import NeedsForm
from putright.apps.residents.known import authority_over
from putright.core import needs
from putright.core.letters.tongue import ENGLISH
from putright.core.needs import Sending
from putright.design.widgets import Checkboxes, Radios


class WhomForm(NeedsForm):
    """The part of a letter's form that says to whom it goes."""

    def addressees(self) -> Mapping[str, Party]:
        """Everyone the letter may go to, by key: the parties of the case, but those who left its group."""
        found = Party.objects.filter(case=self.opened.case).order_by("key")
        members = self.opened.state.together.members
        return {p.key: p for p in found if p.name and (p.role != Party.As.GROUP_MEMBER or p.key in members)}

    @property
    def grouped(self) -> bool:
        """Whether several people bring it together: each then gets every letter about it (C20-B1.8)."""
        return any(p.role == Party.As.GROUP_MEMBER for p in self.recipients.values())

    def ask_whom(self) -> None:
        """Asks to whom it goes, where there is a choice."""
        if self.grouped:
            self.fields["to"] = forms.MultipleChoiceField(
                label="To whom? Each gets a letter of their own.", initial=self.everybody(),
                choices=[(key, self._called(to)) for key, to in self.recipients.items()],
                help_text="Everybody who brings the complaint gets every letter about it, in the way that suits them.",
                widget=Checkboxes(attrs={"class": "govuk-checkboxes--small"}))  # fmt: skip
        elif len(self.recipients) > 1:
            self.fields["to"] = forms.ChoiceField(
                label="To whom?", choices=[(k, f"{p.name} ({self._role(p)})") for k, p in self.recipients.items()],
                initial=self.speaks(), widget=Radios(attrs={"class": "govuk-radios--small"}))  # fmt: skip

    def _called(self, to: Party) -> str:
        """Who somebody is, and what they need."""
        helps = "; ".join(drafting.adjustments(self.opened, to))
        return f"{to.name} ({self._role(to)}){f': {helps}' if helps else ''}"

    def speaks(self) -> str:
        """Who is written to unless somebody else is chosen: the representative, where one was authorised (WTP-13)."""
        acting = [k for k, p in self.recipients.items() if p.role == Party.As.REPRESENTATIVE and not self._lapsed(p)]
        return acting[-1] if acting else next(iter(self.recipients))

    def _lapsed(self, to: Party) -> str:
        """Why a representative may not act; empty where they may, and of anybody else."""
        if to.role != Party.As.REPRESENTATIVE:
            return ""
        if not acts(self.opened, to):
            return "whose authority is not on record"
        return "whose authority is over" if authority_over(to, self.today) else ""

    def _role(self, to: Party) -> str:
        """What they are on the case, and what is to be known before they are written to."""
        return ", ".join(filter(None, (to.get_role_display().lower(), self._lapsed(to))))

    def everybody(self) -> list[str]:
        """Who is written to unless others are chosen, by key: whoever is spoken with, and every member of the group."""
        members = [key for key, to in self.recipients.items() if to.role == Party.As.GROUP_MEMBER]
        return list(dict.fromkeys([self.speaks(), *members])) if members else [self.speaks()]

    def going(self, cleaned: Mapping[str, Any]) -> list[Party]:
        """Everyone a letter goes to."""
        if self.grouped:
            chosen = cleaned.get("to")
            keys = self.everybody() if chosen is None else [chosen] if isinstance(chosen, str) else chosen
            return [self.recipients[key] for key in keys if key in self.recipients]
        to = self.recipient(cleaned)
        return [to] if to else []

    def recipient(self, cleaned: Mapping[str, Any]) -> Party | None:
        """To whom it goes, or goes first: as chosen, else the first on the case."""
        chosen = cleaned.get("to") or ""
        first = chosen if isinstance(chosen, str) else chosen[0]
        return self.recipients.get(str(first)) or next(iter(self.recipients.values()), None)

    def theirs(self) -> str:
        """The language they need, where there are its texts; else English. Each of several gets their own."""
        if self.grouped:
            asked = drafting.needs_of(self.opened, self.recipients[self.speaks()])
        else:
            lines = [line for one in self.recipients.values() for line in one.adjustments.splitlines()]
            asked = needs.asked(self.opened.state, None, lines)
        wanted = needs.layout(asked).language
        return wanted if wanted in data.tongue_names() else ENGLISH.code

    # ---- each of several --------------------------------------------------------------------

    def way_to(self, to: Party, way: str) -> str:
        """How it gets to one of several: as chosen, where that reaches and suits them; else the first way that does."""
        if not self.grouped or way not in ("email", "post"):
            return way
        by_hand = ["post"] if drafting.copies(self.opened, to) and to.address else []
        reached = [one for one in (*by_hand, way, "email", "post") if {"email": to.email, "post": to.address}[one]]
        return next(
            (one for one in reached if not drafting.forbids(self.opened, to, one)), reached[0] if reached else way
        )

    def likeliest(self) -> str:
        """The way to begin with; where several bring it, that of whoever is spoken with."""
        if not self.grouped:
            return super().likeliest()
        first, known = self.recipients[self.speaks()], [way for way, _ in self.ways()]
        return next((way for way in ("email", "post") if way in known and self.way_to(first, way) == way), known[0])

    def language_of(self, to: Party, chosen: str) -> str:
        """The language of the letter to one of several: the one they need; else, to the first, as chosen."""
        if not self.grouped:
            return chosen
        wanted = needs.layout(drafting.needs_of(self.opened, to)).language
        return wanted if wanted in data.tongue_names() else "" if to.key != self.speaks() else chosen

    def suited(self, to: Party, sending: Sending) -> Sending:
        """How a letter goes to one of several, where it goes so to all of them."""
        return replace(
            sending, channel=self.way_to(to, sending.channel), language=self.language_of(to, sending.language)
        )

    def drafts(self) -> list[drafting.Draft]:
        """What was chosen and written for each of those it goes to."""
        first = self.draft()
        if not self.grouped:
            return [first]
        going = self.going({"to": self.value("to") if "to" in self.fields else None})
        return [self.written_for(to, first) for to in going] or [first]

    def written_for(self, to: Party, draft: drafting.Draft) -> drafting.Draft:
        """What goes to one of several."""
        language = self.language_of(to, draft.language)
        known = draft.translations if language == draft.language else {}
        return replace(draft, to=to, channel=self.way_to(to, draft.channel), language=language, translations=known)

    def value(self, name: str) -> Any:
        """What a field holds now."""
        raise NotImplementedError
