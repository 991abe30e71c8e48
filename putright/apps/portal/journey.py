"""A draft as its questions: which are asked, what was answered, which comes next."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from putright.apps.casework.attachments import Attachment
from putright.apps.portal import drafts
from putright.apps.portal.models import Draft
from putright.apps.portal.place import Place
from putright.apps.portal.questions import DOORS, Door, Question


@dataclass(frozen=True)
class Page:
    """A question that is asked: its form, with what was typed; `done` once that can be used."""

    form: Question
    done: bool

    @property
    def name(self) -> str:
        return self.form.name


class Journey:
    """Goes through the questions of a draft in order: an answer decides what is asked after it."""

    def __init__(self, place: Place, draft: Draft) -> None:
        self.place, self.draft = place, draft
        self.told: dict[str, Any] = {"door": draft.door, "files": self.files}
        self.pages = [self._page(asked) for asked in self.door.questions if asked.asked(place, self.told)]

    @property
    def door(self) -> Door:
        return DOORS[self.draft.door]

    @cached_property
    def files(self) -> list[Attachment]:
        """What was brought and not sent yet."""
        held = Attachment.objects.filter(landlord=self.place.landlord, held=self.draft.key, case=None)
        return list(held.order_by("pk"))

    def page(self, name: str) -> Page | None:
        """The question of that name, where it is asked."""
        return next((page for page in self.pages if page.name == name), None)

    def before(self, name: str) -> str:
        """The name of the question before one; empty before the first."""
        names = [page.name for page in self.pages]
        at = names.index(name) if name in names else 0
        return names[at - 1] if at else ""

    @property
    def next(self) -> str:
        """The name of the first question that is still to be answered; empty where none is."""
        return next((page.name for page in self.pages if not page.done), "")

    def after(self, name: str) -> str:
        """Where to go on from a question: the next one, answered or not; empty after the last."""
        names = [page.name for page in self.pages]
        at = names.index(name) + 1 if name in names else 0
        return names[at] if at < len(names) else ""

    def number(self, name: str) -> tuple[int, int]:
        """Which question it is, and of how many."""
        names = [page.name for page in self.pages]
        return (names.index(name) + 1 if name in names else 0, len(names))

    def _page(self, asked: type[Question]) -> Page:
        typed = drafts.typed(self.draft, asked.name)
        form = asked(typed, place=self.place, told=dict(self.told), held=self.draft.key)
        done = typed is not None and form.is_valid()
        if done:
            self.told |= form.cleaned_data
        return Page(form, done)
