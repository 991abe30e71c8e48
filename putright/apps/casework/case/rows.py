"""Forms with rows that can be added to without JavaScript."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from django import forms

from putright.apps.casework.steps import StepForm

MOST_ROWS = 30


class RowsForm(StepForm):
    """A form with groups of rows. The button `add` with a group's name shows one row more.

    `rows`: for each group how many empty rows it begins with.
    """

    rows: ClassVar[dict[str, int]]

    def existing(self) -> dict[str, list[Any]]:
        """What the first rows of each group already hold."""
        return {}

    def row(self, of: str, n: int, found: Any) -> dict[str, forms.Field]:
        """The fields of the nth row (from 1) of a group; `found` is what it already holds, or None."""
        raise NotImplementedError

    def build_rows(self) -> None:
        """Makes the fields of every row, named GROUP-n-FIELD."""
        found = self.existing()
        for of, empty in self.rows.items():
            held = found.get(of, [])
            count = self._count(of, len(held) + (empty if not held else min(empty, 1)))
            self.fields[f"{of}-rows"] = forms.CharField(widget=forms.HiddenInput, required=False, initial=str(count))
            for n in range(1, count + 1):
                for name, field in self.row(of, n, held[n - 1] if n <= len(held) else None).items():
                    self.fields[f"{of}-{n}-{name}"] = field

    def _count(self, of: str, first: int) -> int:
        typed = str(self.data.get(f"{of}-rows", "")) if self.is_bound else ""
        count = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 4 else first
        if self.is_bound and self.data.get("add") == of:
            count += 1
            self.data = self.data.copy()
            self.data[f"{of}-rows"] = str(min(count, MOST_ROWS))
        return min(max(count, 1), MOST_ROWS)

    def names(self, of: str) -> list[list[str]]:
        """The names of the fields of each row of a group."""
        found: dict[int, list[str]] = {}
        for name in self.fields:
            group, _, rest = name.partition("-")
            n, _, part = rest.partition("-")
            if group == of and part:
                found.setdefault(int(n), []).append(name)
        return [found[n] for n in sorted(found)]

    def typed(self, of: str) -> list[dict[str, Any]]:
        """What the rows of a group hold, by field."""
        return [{name.split("-", 2)[2]: self.cleaned_data.get(name) for name in row} for row in self.names(of)]

    def groups(self) -> dict[str, list[list[Any]]]:
        """The rows of each group as a template draws them; what another field reveals is left out."""
        return {of: [list(self._drawn(row)) for row in self.names(of)] for of in self.rows}

    def _drawn(self, row: list[str]) -> Iterator[Any]:
        return (self[name] for name in row if not self[name].is_revealed)  # type: ignore[attr-defined]
