"""Widgets beyond Django's own. Each works without JavaScript."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms

if TYPE_CHECKING:
    from putright.design.forms import BoundField


class _Choices:
    """What Radios and Checkboxes add to Django's: a hint under a choice, fields that a choice reveals."""

    bound: BoundField | None = None

    def __init__(
        self,
        attrs: dict[str, Any] | None = None,
        choices: Any = (),
        *,
        hints: Mapping[Any, str] | None = None,
        reveals: Mapping[Any, str | Sequence[str]] | None = None,
    ) -> None:
        super().__init__(attrs, choices)  # type: ignore[call-arg]
        self.hints = {str(value): text for value, text in (hints or {}).items()}
        self.reveals = {
            str(value): (names,) if isinstance(names, str) else tuple(names) for value, names in (reveals or {}).items()
        }

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option: dict[str, Any] = super().create_option(name, value, *args, **kwargs)  # type: ignore[misc]
        option["hint"] = self.hints.get(str(value))
        if self.bound is not None:
            option["reveals"] = [self.bound.form[field] for field in self.reveals.get(str(value), ())]
        return option


class Radios(_Choices, forms.RadioSelect):
    """One of several. `hints` {value: text}; `reveals` {value: name or names of fields of the same form}.

    A class among `attrs` goes on the group: `govuk-radios--inline`, `govuk-radios--small`.
    """


class Checkboxes(_Choices, forms.CheckboxSelectMultiple):
    """Any of several; otherwise as Radios."""


class Affixed(forms.TextInput):
    """A line of text with something fixed before or after it: `Affixed(prefix="£")`, `Affixed(suffix="days")`.

    Both are hidden from screen readers, so the label must say the unit too.
    """

    template_name = "design/widgets/affixed.html"

    def __init__(self, attrs: dict[str, Any] | None = None, *, prefix: str = "", suffix: str = "") -> None:
        super().__init__(attrs)
        self.prefix, self.suffix = prefix, suffix

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        context["widget"].update(prefix=self.prefix, suffix=self.suffix)
        return context


class DateParts(forms.Widget):
    """A date as three boxes, posted as NAME-day, NAME-month and NAME-year. For DatePartsField."""

    PARTS: ClassVar[tuple[str, ...]] = ("day", "month", "year")
    template_name = "design/widgets/date_parts.html"
    use_fieldset = True
    bound: BoundField | None = None

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        faulty = self.bound.faulty_parts if self.bound is not None else ()
        context["widget"]["parts"] = [
            {"part": part, "label": part.capitalize(), "value": typed, "faulty": part in faulty}
            for part, typed in zip(self.PARTS, self.boxes(value), strict=True)
        ]
        return context

    @staticmethod
    def boxes(value: Any) -> tuple[str, ...]:
        """What stands in the three boxes for a date, for what was typed, or for nothing."""
        if isinstance(value, dt.date):
            return (str(value.day), str(value.month), str(value.year))
        return tuple(value) if value else ("", "", "")

    def value_from_datadict(self, data: Any, files: Any, name: str) -> tuple[str, ...]:
        return tuple(data.get(f"{name}-{part}", "").strip() for part in self.PARTS)

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return all(f"{name}-{part}" not in data for part in self.PARTS)

    def id_for_label(self, id_: str) -> str:
        return f"{id_}-day" if id_ else ""
