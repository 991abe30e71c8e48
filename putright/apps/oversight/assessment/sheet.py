"""The rows of a section as one form: what was typed in each, what cannot be read, what was saved meanwhile."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from putright.apps.oversight.assessment.desk import Entry
from putright.apps.oversight.assessment.forms import RowForm
from putright.apps.oversight.assessment.models import RowAnswer
from putright.core.assessment.answering import Answered


class Sheet(list[RowForm]):
    """The forms of some rows, as pages and the error summary take several forms together."""

    management_form = ""

    def __init__(self, entries: Iterable[Entry], typed: Any, today: date, *, editable: bool) -> None:
        super().__init__(RowForm(typed, entry=entry, today=today) for entry in entries)
        self.editable = editable
        self.bound = typed is not None
        self.overtaken: dict[str, RowAnswer] = {}

    @property
    def errors(self) -> list[Any]:
        """The errors of the rows that have any."""
        return [form.errors for form in self if form.errors]

    @property
    def total_error_count(self) -> int:
        """How many rows have errors."""
        return len(self.errors)

    def non_form_errors(self) -> list[str]:
        """What is wrong with no row in particular: nothing."""
        return []

    def typed(self) -> dict[str, tuple[Answered, int]]:
        """What was typed into each row that somebody touched, with the version it was shown in.

        What cannot be read, such as half a date, is left out; the rest of its row is kept.
        """
        for form in self:
            form.is_valid()
        return {form.entry.key: (form.given(), form.cleaned_data.get("version") or 0) for form in self if form.touched}

    def after(self, go: str, section: str, sections: Sequence[str]) -> str:
        """Where to go next: the next section, this one again, or (empty) the overview."""
        if go != "next":
            return section if go == "stay" else ""
        at = sections.index(section) + 1
        return sections[at] if at < len(sections) else ""
