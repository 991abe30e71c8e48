"""What a page of figures is asked for: by its address alone, which any answer that makes no sense leaves as it was."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict
from django.urls import reverse

from putright.apps.accounts.models import Person
from putright.core.measures.catalogue import DIMENSIONS, MEASURES
from putright.core.measures.question import Question
from putright.core.pack import Pack
from putright.core.reporting import periods

PERIODS = {"month": "Month", "quarter": "Quarter", "year": "Year"}
EARLIEST = date(2000, 1, 1)
LONGEST = 100
"""Characters of a value that figures may be narrowed to."""


@dataclass(frozen=True)
class Wanted:
    """Which page of figures and part of it, of which period and brand, as it stood at the end of `on`."""

    page: str
    part: str
    every: str
    on: date
    brand: str
    begins: int

    @property
    def span(self) -> periods.Span:
        """The period that `on` is in, up to that day."""
        return periods.span(self.every, self.on, self.begins)[0], self.on

    @property
    def over(self) -> bool:
        """Whether the period is over at the end of that day."""
        return periods.span(self.every, self.on, self.begins)[1] == self.on

    @property
    def back(self) -> str:
        """What the list behind a figure keeps of where it was seen."""
        return f"{self.page}.{self.part}.{self.every}"

    def address(self, **changes: object) -> str:
        """The address of the page with other answers."""
        wanted = replace(self, **changes) if changes else self  # type: ignore[arg-type]
        asked = {
            "page": wanted.page, "part": wanted.part, "every": wanted.every, "on": wanted.on.isoformat(),
            "brand": wanted.brand,
        }  # fmt: skip
        return f"{reverse('figures')}?{urlencode({name: value for name, value in asked.items() if value})}"


class Choose(forms.Form):
    """The choosers of a page of figures; it works by its address, so every choice can be kept and sent on."""

    page = forms.ChoiceField(label="Figures for", required=False)
    part = forms.CharField(required=False, widget=forms.HiddenInput)
    every = forms.ChoiceField(label="Period", choices=list(PERIODS.items()), required=False)
    on = forms.DateField(
        label="As it stood at the end of",
        required=False,
        widget=forms.DateInput(attrs={"type": "date", "class": "govuk-input--width-10"}, format="%Y-%m-%d"),
    )
    brand = forms.ChoiceField(label="Landlord", required=False)

    def __init__(
        self, data: Mapping[str, object], *, person: Person, pack: Pack, pages: Sequence[tuple[str, str]]
    ) -> None:
        super().__init__(data, auto_id="figures-%s")
        self.fields["page"].choices = list(pages)
        self.fields["brand"].choices = [("", "All of them"), *brands_of(person, pack)]
        if len(self.fields["brand"].choices) < 3:
            del self.fields["brand"]


def brands_of(person: Person, pack: Pack) -> list[tuple[str, str]]:
    """The brands that a person may look at, with their names."""
    return [(key, brand.name) for key, brand in pack.brands.items() if not person.brands or key in person.brands]


def wanted(typed: QueryDict, person: Person, pack: Pack, at: tuple[str, str], today: date) -> Wanted:
    """What is asked for, `at` a page and a part of it; today's quarter of all brands where nothing else makes sense."""
    every = typed.get("every", "")
    brand = typed.get("brand", "")
    return Wanted(
        page=at[0],
        part=at[1],
        every=every if every in PERIODS else "quarter",
        on=_day(typed.get("on", ""), today),
        brand=brand if brand in dict(brands_of(person, pack)) else "",
        begins=pack.landlord.year_begins,
    )


def _day(text: str, today: date) -> date:
    """A past day, or today: what is to come cannot be counted."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return today
    return day if EARLIEST <= day <= today else today


# ---- a figure's own address -----------------------------------------------------------------


def cases_address(question: Question, on: date, *, others: bool = False, file: bool = False, back: str = "") -> str:
    """Where the cases behind a figure are listed, as they were known at the end of `on`; `back`: where it was seen."""
    where = {f"where.{name}": value for name, value in sorted(question.where.items())}
    asked = {
        "measure": question.measure, "since": question.since.isoformat(), "until": question.until.isoformat(),
        **where, "on": on.isoformat(), **({"show": "others"} if others else {}),
        **({"back": back} if back else {}),
    }  # fmt: skip
    return f"{reverse('figure_cases_csv' if file else 'figure_cases')}?{urlencode(asked)}"


def back_to(back: str, on: date) -> str:
    """The page of figures that a list was opened from; the first one where the address does not say."""
    page, _, rest = back[:LONGEST].partition(".")
    part, _, every = rest.partition(".")
    asked = {"page": page, "part": part, "every": every, "on": on.isoformat()} if every else {}
    return f"{reverse('figures')}?{urlencode(asked)}" if asked else reverse("figures")


def question_of(typed: QueryDict, today: date) -> tuple[Question, date] | None:
    """The question of an address, and the day as of which it is asked; None for what is no question.

    Where it names no such day, it is asked as it stood at the end of its period.
    """
    measure, where = typed.get("measure", ""), _where(typed)
    try:
        since, until = (date.fromisoformat(typed.get(name, "")) for name in ("since", "until"))
        on = date.fromisoformat(typed["on"]) if "on" in typed else min(until, today)
    except ValueError:
        return None
    known = measure in MEASURES and where.keys() <= DIMENSIONS.keys()
    sound = EARLIEST <= since <= until <= today + timedelta(days=400) and EARLIEST <= on <= today
    fits = all(len(value) <= LONGEST for value in where.values())
    return (Question(measure=measure, since=since, until=until, where=where), on) if known and sound and fits else None


def _where(typed: QueryDict) -> dict[str, str]:
    return {name.removeprefix("where."): value for name, value in typed.items() if name.startswith("where.")}
