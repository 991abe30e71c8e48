"""A step that is one short form and one event: a line of a table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from putright.apps.accounts.permissions import WORK_CASE
from putright.apps.casework.case.fields import Build, next_key
from putright.apps.casework.opened import Opened
from putright.apps.casework.steps import DatedForm, Step, StepForm
from putright.core.events import VOCABULARY, Event


@dataclass(frozen=True)
class Plain:
    """A step that is one event: its page's title, its button, its fields by the event's keys.

    `more` gives keys of the event that nobody is asked for; `guide` stands above the form; `check` yields what is wrong
    with what was typed beyond each field by itself, as (field, what to tell).
    """

    title: str
    button: str
    fields: Mapping[str, Build] = field(default_factory=dict)
    guide: str = ""
    needs: str = WORK_CASE
    more: Callable[[Opened], dict[str, Any]] = lambda opened: {}
    check: Callable[[PlainForm], Iterable[tuple[str, str]]] = lambda form: ()


def next_id(prefix: str, kind: type[Event]) -> Callable[[Opened], dict[str, Any]]:
    """Gives an event of a kind the next free id on its case."""
    return lambda opened: {"id": next_key(prefix, (x.id for x in opened.events if isinstance(x, kind)))}


class PlainForm(DatedForm):
    """The form of a line of the table."""

    plain: Plain

    def build(self) -> None:
        for name, make in self.plain.fields.items():
            self.fields[name] = make(self.opened)
        self.order_fields([*self.plain.fields, "on"])

    def clean(self) -> dict[str, Any]:
        typed = super().clean()
        for name, wrong in self.plain.check(self):
            self.add_error(name, wrong)
        return typed


class PlainStep(Step):
    """The page of a line of the table."""

    plain: Plain

    def events(self, form: StepForm, now: datetime) -> Sequence[Event]:
        typed = {name: form.cleaned_data[name] for name in ("on", *self.plain.fields)}
        given = {name: value for name, value in typed.items() if value not in (None, "")}
        return [VOCABULARY[self.kind](**given, **self.plain.more(form.opened))]


def step_of(kind: str, plain: Plain) -> type[Step]:
    """The page of a plain step."""
    form = type(f"{kind}_form", (PlainForm,), {"plain": plain})
    return type(f"{kind}_step", (PlainStep,), {
        "plain": plain, "kind": kind, "title": plain.title, "button": plain.button, "form_class": form,
        "needs": plain.needs, "guide": plain.guide,
    })  # fmt: skip
