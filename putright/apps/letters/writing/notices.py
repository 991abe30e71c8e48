"""A step of a case that tells somebody something, as a page that issues its letter, or records that they know already.

A line of a table (`told`) says what is particular about a letter; form and events are those of the step itself.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, ClassVar

from django import forms
from django.http import HttpRequest
from django.utils import timezone

from putright import data
from putright.apps.accounts.models import Person
from putright.apps.casework.case.menu import PAGES
from putright.apps.casework.models import Party
from putright.apps.casework.opened import Opened
from putright.apps.letters.writing.drafting import Draft
from putright.apps.letters.writing.forms import LetterForm, needed_label
from putright.apps.letters.writing.issuing import LetterStep
from putright.core import events as e
from putright.core.events import VOCABULARY
from putright.core.letters.kinds import registry
from putright.core.letters.tongue import ENGLISH
from putright.core.letters.voice import record
from putright.design.widgets import Checkboxes

SILENT = "none"
KNOWN = "No letter: they were told in person or by telephone, or written to elsewhere"
METHODS = {"email": "email", "post": "letter", "in_person": "in_person", "portal": "portal"}
"""How a letter goes, as events say how somebody was reached."""

Everyone = Callable[[Opened], Mapping[str, Party]]


@dataclass(frozen=True)
class Line:
    """What is particular about the letter of a step.

    `places`: what a person writes for it alone (`forms.area`), by the name the letter knows it by. `labels`: what those
    fields of the step that the letter speaks from are called here, as (label, hint). `to`: who may be written to, by
    key, where that is not the parties of the case. `chosen`: the field of the step that says who of them is
    (`complainant`: the parties); `keys` reads them off all that was chosen instead. `several`: each of those ticked
    gets a letter of their own. `silent`: the way without a letter; empty for none. `letterless`: values of the step's
    fields about which nobody is written to. `implies`: what fields of the step say where a letter goes; they are asked
    only without one. `gives`: the event that the letter gives notice of, where that is another of the step's. `title`:
    what the page is called, where that is not the step's own title; `how`: what it calls the question of how the letter
    goes out, as (label, hint). `begins`: what a field says at first.
    """

    button: str = "Issue the letter"
    done: str = "The letter is issued."
    places: Mapping[str, Callable[[], forms.Field]] = field(default_factory=dict)
    labels: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    to: Everyone | None = None
    chosen: str = ""
    keys: Callable[[Mapping[str, Any]], Iterable[str]] | None = None
    several: bool = False
    silent: str = KNOWN
    letterless: Mapping[str, Collection[str]] = field(default_factory=dict)
    implies: Mapping[str, str] = field(default_factory=dict)
    gives: str = ""
    title: str = ""
    how: tuple[str, str] = ("", "")
    begins: Mapping[str, Callable[[Opened], str]] = field(default_factory=dict)


class NoticeForm(LetterForm):
    """The fields of the step, then to whom its letter goes, how, and what is written for it alone."""

    line: ClassVar[Line]
    kind: ClassVar[str]

    def build(self) -> None:
        super(LetterForm, self).build()
        for name, (label, hint) in self.line.labels.items():
            if name in self.fields:
                self.fields[name].label, self.fields[name].help_text = label, hint
        for name, begin in self.line.begins.items():
            self.fields[name].initial = begin(self.opened)
        self.asks_how = "method" in self.fields and self.fields["method"].required
        if "method" in self.fields:
            self.fields["reached_by"] = self.fields.pop("method")
            self.fields["reached_by"].required = False
            self._rename_revealed()
        self.own = [name for name in self.fields if name not in ("version", "token", "on", "reached_by")]
        said = [name for name in self.line.labels if isinstance(self.fields.get(name), forms.CharField)]
        self.typed = (*said, *self.line.places)
        super().build()
        way, (label, hint) = self.fields["method"], self.line.how
        way.label, way.help_text = label or way.label, " ".join(filter(None, (hint, str(way.help_text))))
        self._order()

    def _order(self) -> None:
        """The way without a letter asks when, and how they were told; a letter is of today."""
        asked = [name for name in (*self.line.implies, "reached_by", "on") if name in self.fields]
        if self.line.silent:
            free = tuple(name for name in asked if not self[name].is_revealed)  # type: ignore[attr-defined]
            self.fields["method"].widget.reveals = {SILENT: free}  # type: ignore[attr-defined]
        else:
            for name in asked:
                del self.fields[name]
        self.order_fields([*self._asked(), "to", "method"])

    def _asked(self) -> list[str]:
        """The fields of the step; what is written for the letter alone comes after what else it speaks from."""
        said = [name for name in self.own if name in self.line.labels]
        first = self.own.index(said[0]) if said else len(self.own)
        return [*self.own[:first], *said, *self.line.places, *(n for n in self.own[first:] if n not in said)]

    def _rename_revealed(self) -> None:
        """What a choice of the step reveals is still revealed by it under its other name."""
        for one in self.fields.values():
            shown = getattr(one.widget, "reveals", {})
            for key, names in shown.items():
                shown[key] = tuple("reached_by" if name == "method" else name for name in names)

    def addressees(self) -> Mapping[str, Party]:
        return self.line.to(self.opened) if self.line.to else super().addressees()

    def ask_whom(self) -> None:
        if self.line.several:
            found = [(key, one.name) for key, one in self.recipients.items()]
            self.fields["to"] = forms.MultipleChoiceField(
                label="To whom? Each gets a letter of their own.", choices=found, initial=[key for key, _ in found],
                widget=Checkboxes(attrs={"class": "govuk-checkboxes--small"}))  # fmt: skip
        elif "to" not in self.fields and not self.line.to:
            super().ask_whom()

    def write(self) -> None:
        wanted = self._parts_wanted()
        for name, make in self.line.places.items():
            place = self.fields[name] = make()
            if getattr(place, "part", "") in wanted:
                place.label = needed_label(place)

    def _parts_wanted(self) -> set[str]:
        """The parts that this letter must have, by the policy, its Code or the law."""
        policy, letter = self.opened.judged.policy, registry().get(VOCABULARY[self.kind])
        if letter is None:
            return set()
        by_law = policy.law.letters.get(letter.name, {}).get("any", {})
        return {*policy.letter_parts(letter.name, 2 if self.opened.state.stage == 2 else 1), *by_law}

    def ways(self) -> list[tuple[str, str]]:
        """Where a letter goes to everybody at once, the complainant's ways: colleagues are reached by e-mail."""
        every = self.recipients
        if self.line.keys:
            self.recipients = {key: to for key, to in every.items() if to.role} or every
        found = super().ways()
        self.recipients = every
        return [*found, *([(SILENT, self.line.silent)] if self.line.silent else [])]

    def going(self, cleaned: Mapping[str, Any]) -> list[Party]:
        if self.line.chosen or self.line.keys:
            keys = self.line.keys(cleaned) if self.line.keys else _several(cleaned.get(self.line.chosen))
            return [to for key in keys for to in self._named(key, cleaned)]
        if self.line.several:
            return [self.recipients[key] for key in _several(cleaned.get("to")) if key in self.recipients]
        return super().going(cleaned)

    def _named(self, key: str, cleaned: Mapping[str, Any]) -> list[Party]:
        if key == "complainant":
            spoken = {k: p for k, p in self.recipients.items() if p.role}
            chosen = spoken.get(str(cleaned.get("to") or ""))
            return [chosen] if chosen else [spoken[one] for one in self.everybody() if one in spoken]
        return [self.recipients[key]] if key in self.recipients else []

    @property
    def silent(self) -> bool:
        """Whether only what happened is recorded, without a letter."""
        return self.unsent or any(self.value(name) in values for name, values in self.line.letterless.items())

    @property
    def unsent(self) -> bool:
        """Whether the way without a letter was chosen."""
        return self.value("method") == SILENT

    def clean(self) -> dict[str, Any]:
        if not self.unsent:
            self._today()
        if not self.silent:
            return super().clean()
        if not self.unsent:
            self.errors.pop("method", None)
        typed: dict[str, Any] = super(LetterForm, self).clean() or {}
        if self.unsent and self.asks_how and not typed.get("reached_by") and "reached_by" not in self.errors:
            self.add_error("reached_by", "Choose how they were told.")
        return typed

    def _today(self) -> None:
        """What is asked only without a letter: with one it is today, and as the line says."""
        for name, value in {"on": self.today, "reached_by": "", **self.line.implies}.items():
            if name in self.fields:
                self.errors.pop(name, None)
                self.cleaned_data[name] = value

    def as_step(self) -> NoticeForm | None:
        """The form as the step reads it, complete or not; None while a choice or a date that it needs is missing."""
        if any(one.required and not _free(one) and self.value(name) in (None, "", []) for name, one in self._own()):
            return None
        stands = copy(self)
        way = str(self.value("method") or self.likeliest())
        stands.cleaned_data = {name: _text(one, self.value(name)) for name, one in self.fields.items()} | {
            "on": self.value("on") if self.unsent else self.today,
            "method": self.value("reached_by") if self.unsent and "reached_by" in self.fields else METHODS.get(way, ""),
        }
        if not self.unsent:
            stands.cleaned_data |= self.line.implies
        return stands

    def _own(self) -> Iterable[tuple[str, forms.Field]]:
        letters = ("version", "token", "on", "to", "method", *self.line.places, *self.line.implies)
        return [(name, one) for name, one in self.fields.items() if name not in letters]

    def draft(self) -> Draft:
        return self.drafts()[0]

    def drafts(self) -> list[Draft]:
        """What goes to each of those it goes to."""
        first = super().draft()
        chosen = {name: self.value(name) for name in self.fields if name not in self.typed}
        return [self._for(to, first) for to in self.going(chosen)] or [first]

    def _for(self, to: Party, draft: Draft) -> Draft:
        """What goes to one of them: the complainant's language is nobody else's."""
        if self.grouped and to.role:
            return self.written_for(to, draft)
        return replace(draft, to=to, channel=_way(to, draft.channel), language=draft.language if to.role else "")

    def _reaches(self, to: Party, cleaned: Mapping[str, Any]) -> None:
        super()._reaches(to, {**cleaned, "method": _way(to, str(cleaned.get("method") or ""))})

    def theirs(self) -> str:
        return super().theirs() if any(to.role for to in self.recipients.values()) else ENGLISH.code

    def hints(self) -> dict[str, str]:
        """Colleagues are not listed: each gets their letter by e-mail."""
        found, every = super().hints(), self.recipients
        own = {key: to for key, to in every.items() if not _colleague(to)}
        if len(own) < len(every):
            self.recipients = own
            found = super().hints()
            self.recipients = every
            found["email"] = "; ".join(filter(None, (found["email"], "colleagues at their own addresses")))
            found["post"] = "; ".join(filter(None, (found["post"], "colleagues by e-mail")))
        return found


class Notice(LetterStep):
    """The page of a letter that a step of the case sends. It comes before the step among the bases of its class."""

    template = "letters/notice.html"
    line: ClassVar[Line]
    once = False  # two colleagues may each write one

    def events(self, form: Any, now: datetime) -> Sequence[e.Event]:
        stands = form.as_step()
        return super(LetterStep, self).events(stands, now) if stands else ()

    def event(self, form: Any, by: Person) -> e.Event | None:
        if form.silent:
            return None
        return next((one for one in self.events(form, timezone.localtime()) if one.kind == self._gives), None)

    @property
    def _gives(self) -> str:
        return self.line.gives or self.kind

    def before(self, form: Any) -> Sequence[e.Event]:
        return [one for one in self.events(form, timezone.localtime()) if one.kind != self._gives]

    def foreseen(self, form: Any) -> Sequence[e.Event]:
        return self.before(form)

    def write(self, request: HttpRequest, opened: Opened, form: Any) -> None:
        """The letter with its event; or the event alone, as the step itself records it."""
        if form.silent:
            super(LetterStep, self).write(request, opened, form)
        else:
            super().write(request, opened, form)

    def context(self, opened: Opened, form: Any) -> dict[str, Any]:
        found = {**super(LetterStep, self).context(opened, form), **super().context(opened, form)}
        return found | {"silent": form.silent} | ({"tally": "No letter goes out."} if form.silent else {})


def notice_of(kind: str, line: Line, step: Any = None) -> type[Notice]:
    """The page of a letter: the step of that kind (or the `step` given in its place), told as the line says."""
    step = step or PAGES[kind]
    form = type(f"{kind}_letter_form", (NoticeForm, step.form_class), {"line": line, "kind": step.kind})
    return type(f"{kind}_letter", (Notice, step), {
        "line": line, "form_class": form, "title": line.title or step.title, "button": line.button, "done": line.done,
    })  # fmt: skip


def colleagues(keys: Iterable[str]) -> dict[str, Party]:
    """Members of staff as those a letter goes to, by the ids events name them by."""
    found = Person.objects.in_bulk([int(key) for key in keys if key.isdigit()])
    return {one.key: Party(key=one.key, name=one.name, email=one.email) for one in found.values()}


def redress_body(name: str, on: date) -> Party:
    """A redress body as somebody a letter goes to, by its name in the register, as it is reached on a day."""
    body = data.load_register()["bodies"][name]
    known = record(body, on)
    lines = [line for line in known["post"] or () if line != body["name"]]
    return Party(key=name, name=body["name"], address="\n".join(lines), email=known["email"] or "")


def _colleague(to: Party) -> bool:
    return not to.role and to.key.isdigit()


def _way(to: Party, way: str) -> str:
    """How a letter gets to one of several: to a colleague by e-mail, where the others have it by post."""
    return "email" if way == "post" and not to.role and not to.address and to.email else way


def _several(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else list(value or ())


def _free(one: forms.Field) -> bool:
    return isinstance(one, forms.CharField)


def _text(one: forms.Field, value: Any) -> Any:
    return "" if value is None and _free(one) else value
