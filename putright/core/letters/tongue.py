"""The languages letters are written in. Every fixed text stands in the code in English and is looked up from there."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from putright.core.workdays import Period

SLOT = re.compile(r"\{(\w+)\}")


def day(on: date) -> str:
    """A date as letters in English write it.

    >>> day(date(2026, 4, 3))
    'Friday 3 April 2026'
    """
    return f"{on:%A} {on.day} {on:%B %Y}"


def _english(number: int) -> int:
    return int(number != 1)


@dataclass(frozen=True)
class Tongue:
    """A language: its fixed phrases by their English text, its dates, and which form of a phrase a number takes.

    `phrases` has a text for each English one, or several forms of it for what is counted; `checked` says whether a
    translator has looked through them.
    """

    code: str = "en-GB"
    name: str = "English"
    phrases: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict, repr=False)
    day: Callable[[date], str] = field(default=day, repr=False)
    plural: Callable[[int], int] = field(default=_english, repr=False)
    checked: bool = True

    @property
    def english(self) -> bool:
        """Whether it is the language that everything is written in at first."""
        return self.code.partition("-")[0] == "en"

    def known(self, text: str) -> str | None:
        """A whole text in this language; None where it has not been translated."""
        if self.english:
            return text
        found = self.phrases.get(text)
        return found if isinstance(found, str) and found else None

    def t(self, text: str, /, **slots: object) -> str:
        """A fixed text in this language, in English where it is not known, with its `{slots}` filled."""
        return _filled(self.known(text) or text, slots)

    def tn(self, one: str, many: str, number: int, /, **slots: object) -> str:
        """The same of something counted; `{n}` is the number."""
        forms = self.phrases.get(one)
        at = self.plural(number)
        found = (
            forms[at] if isinstance(forms, tuple) and at < len(forms) and forms[at] else (one, many)[_english(number)]
        )
        return _filled(found, {**slots, "n": number})

    def period(self, period: Period) -> str:
        """A period, such as ten working days."""
        one, many = PERIODS[period.unit]
        return self.tn(one, many, period.number)


PERIODS = {
    "working days": ("{n} working day", "{n} working days"),
    "days": ("{n} day", "{n} days"),
    "months": ("{n} month", "{n} months"),
    "hours": ("{n} hour", "{n} hours"),
}
"""Each unit of a period, for one and for several."""

ENGLISH = Tongue()


def _filled(text: str, slots: Mapping[str, object]) -> str:
    """Only slots that were given are filled, and what fills them is never looked through again."""
    return SLOT.sub(lambda found: str(slots.get(found[1], found[0])), text) if slots else text
