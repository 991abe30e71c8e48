"""The fields of step forms. Each function gives what makes the field for a case, so that its choices fit the case."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django import forms
from django.utils.text import capfirst

from putright.apps.casework.names import person_line
from putright.apps.casework.opened import Opened
from putright.core.timeline import CHANNELS
from putright.core.workdays import said
from putright.design.fields import DatePartsField
from putright.design.widgets import Checkboxes, Radios

Choices = list[tuple[str, str]]
Build = Callable[[Opened], forms.Field]
LONGEST = 20_000
METHODS = ("phone", "visit", "in_person", "email", "letter", "text", "portal")
FEW = 7
"""Up to so many choices are radios; more are a list to choose from."""


def text(label: str, hint: str = "", *, optional: bool = False, rows: int = 4) -> Build:
    """Several lines of free text."""
    return lambda _: forms.CharField(
        label=_label(label, optional), help_text=hint, required=not optional, max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": rows}),
    )  # fmt: skip


def line(label: str, hint: str = "", *, optional: bool = False, longest: int = 200) -> Build:
    """One line of free text."""
    return lambda _: forms.CharField(
        label=_label(label, optional), help_text=hint, required=not optional, max_length=longest
    )


def day(label: str, hint: str = "", *, optional: bool = False) -> Build:
    """A date."""
    return lambda _: DatePartsField(label=_label(label, optional), help_text=hint, required=not optional)


def number(label: str, hint: str = "", *, least: int = 1, most: int = 60) -> Build:
    """A whole number."""
    return lambda _: forms.IntegerField(
        label=label, help_text=hint, min_value=least, max_value=most,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-3"}),
    )  # fmt: skip


def tick(label: str, hint: str = "") -> Build:
    """A statement that must be true for the step to be taken."""
    return lambda _: forms.BooleanField(label=label, help_text=hint)


def yes_no(label: str, hint: str = "", yes: str = "Yes", no: str = "No") -> Build:
    """A question with two answers; its value is True or False."""
    return lambda _: forms.TypedChoiceField(
        label=label, help_text=hint, choices=[("yes", yes), ("no", no)], coerce=lambda value: value == "yes",
        widget=Radios(attrs={"class": "govuk-radios--small"}),
    )  # fmt: skip


def choose(
    label: str, choices: Mapping[str, str] | Callable[[Opened], Choices], hint: str = "", *, optional: bool = False
) -> Build:
    """One of several: given as they are, or found on the case."""

    def build(opened: Opened) -> forms.Field:
        found = choices(opened) if callable(choices) else list(choices.items())
        return choice_field(_label(label, optional), found, hint, optional=optional)

    return build


def choice_field(label: str, choices: Choices, hint: str = "", *, optional: bool = False) -> forms.ChoiceField:
    """Radios for a few choices, a list for many."""
    many = len(choices) > FEW or optional
    widget: Any = forms.Select() if many else Radios(attrs={"class": "govuk-radios--small"})
    shown = [("", "Not said" if optional else "Choose one"), *choices] if many else choices
    return forms.ChoiceField(label=label, help_text=hint, choices=shown, required=not optional, widget=widget)


def several(label: str, choices: Choices, hint: str = "", *, optional: bool = False) -> forms.MultipleChoiceField:
    """Any of several."""
    return forms.MultipleChoiceField(
        label=_label(label, optional), help_text=hint, choices=choices, required=not optional,
        widget=Checkboxes(attrs={"class": "govuk-checkboxes--small"}),
    )  # fmt: skip


def method(label: str = "How?", *, optional: bool = False) -> Build:
    """By which way something went."""
    return choose(label, {key: CHANNELS[key][:1].upper() + CHANNELS[key][1:] for key in METHODS}, optional=optional)


# ---- choices found on a case ----------------------------------------------------------------


def colleagues(opened: Opened) -> Choices:
    """Everyone who works for the landlord now, but those whom the complaint is about or who keep away from it."""
    away = opened.state.standing.away
    return [
        (key, person_line(opened, key))
        for key, person in opened.people.items()
        if person.active and person.roles and key not in away and not opened.judged.complained_of(person)
    ]


def sides(opened: Opened) -> Choices:
    """The complainant and everyone complained of."""
    about = [(name, capfirst(opened.judged.called(name))) for name in opened.state.about]
    return [("complainant", "The complainant"), *about]


def bodies(opened: Opened) -> Choices:
    """The roles and bodies of the policy."""
    pack = opened.policy.pack
    roles = [(key, capfirst(role.title)) for key, role in pack.roles.items()]
    return [*roles, *pack.bodies.items()]


def undone(what: str) -> Callable[[Opened], Choices]:
    """What was promised and is not done yet: `remedies`, `evidence` or `orders`."""

    def find(opened: Opened) -> Choices:
        promises: Mapping[str, Any] = getattr(opened.state, what)
        return [(key, _promised(key, p)) for key, p in promises.items() if not p.done]

    return find


def _promised(key: str, promise: Any) -> str:
    by = promise.revised or promise.by
    words = promise.what or f"What was asked for as {key}"
    return f"{words[:120]} (by {said(by)})" if by else words[:120]


def lines(typed: str) -> tuple[str, ...]:
    """The lines of a text that are not empty."""
    return tuple(line for line in (one.strip() for one in typed.splitlines()) if line)


def next_key(prefix: str, taken: Iterable[str]) -> str:
    """The next free key such as p3."""
    numbers = [int(key.removeprefix(prefix)) for key in taken if key.removeprefix(prefix).isdigit()]
    return f"{prefix}{max(numbers, default=0) + 1}"


def _label(label: str, optional: bool) -> str:
    return f"{label} (optional)" if optional else label
