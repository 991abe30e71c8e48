"""Words and numbers of time as documents print them."""

from __future__ import annotations

import re

NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "twelve": 12, "fourteen": 14, "fifteen": 15, "twenty": 20, "twenty-one": 21, "twenty-eight": 28,
    "thirty": 30, "forty": 40,
}  # fmt: skip
PERIOD = re.compile(
    r"(?<!stage )\b(?P<number>\d{1,3}|"
    + "|".join(sorted(NUMBERS, key=len, reverse=True))
    + r")(?:\s+|-(?=work))(?:\(\d{1,3}\)\s+)?"
    r"(?:or more\s+)?(?P<more>(?:additional|further|extra|more)\s+)?"
    r"(?P<working>workings?[\s-]+|business\s+)?(?:calendar\s+)?(?P<unit>day|week|month|year)s?\b",
    re.IGNORECASE,
)
_STAGE = re.compile(r"\bstage[\s-]+(one|two|three|[123])\b", re.IGNORECASE)
_NAMED = {"one": "1", "two": "2", "three": "3"}


def period(match: re.Match[str]) -> str:
    """A match of `PERIOD` as packs write it.

    >>> period(PERIOD.search("within one calendar month"))
    '1 month'
    """
    said = match["number"].casefold()
    number = NUMBERS.get(said) or int(said)
    unit = f"{'working ' if match['working'] else ''}{match['unit'].casefold()}"
    return f"{number} {unit}{'' if number == 1 else 's'}"


def stage_of(text: str) -> str:
    """The last stage that a text names, by its number; empty where it names none."""
    named = stages_of(text)
    return named[-1] if named else ""


def stages_of(text: str) -> list[str]:
    """Every stage that a text names, by its number, in order."""
    return [_NAMED.get(named.casefold(), named) for named in _STAGE.findall(text)]


def pattern(*texts: str) -> re.Pattern[str]:
    """Any of these, in capitals or not."""
    return re.compile("|".join(texts), re.IGNORECASE)
