"""Running text taken apart: sentences, words, how hard it is to read, and the dates and amounts that stand in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_ENDS = re.compile(r"(?<=[.!?…])[\"'”’)\]]*\s+(?=[\"'“‘(\[]*[^\W_])")
_SHORT = re.compile(
    r"(?:\b(?i:mr|mrs|ms|dr|st|no|nos|e\.g|i\.e|etc|approx|para|ref|tel|inc|a\.m|p\.m)\.|(?<![\w.])[A-Z]\.)$"
)
_BREAK = re.compile(r"\n\s*\n|\n\s*(?:[-*•]|\d+[.)])\s+")
_SILENT = re.compile(r"[^aeiouy](?:(?:e|es|ed)$|e(?=(?:ment|ful|less|ness|ly)))")
_SPOKEN = re.compile(r"(?:[^aeiouyl]le|[^aeiouyl]les|[td]ed|[sxzcg]es)$")
_APART = re.compile(r"(?<![ctsgx])i(?:a|o(?!n)|u)|(?<=[aeiouy][^aeiouy])ea$|[aeou]y(?=[aeiou])")
_VOWELS = re.compile(r"[aeiouyàâäéèêëîïôöùûüáíóú]+")


def sentences(text: str) -> Iterator[str]:
    """The sentences of a text, in order. A blank line ends one, and so does an item of a list.

    >>> list(sentences("We rang Mr. Bell at 9 a.m. on Monday. Nobody came."))
    ['We rang Mr. Bell at 9 a.m. on Monday.', 'Nobody came.']
    """
    for stretch in _BREAK.split(text.replace("\r\n", "\n")):
        held: list[str] = []
        for piece in _ENDS.split(stretch.strip()):
            held.append(piece)
            if not _SHORT.search(piece[-12:]):
                yield from filter(None, (" ".join(held),))
                held = []
        yield from filter(None, (" ".join(held),))


def words(text: str) -> list[str]:
    """The words of a text; numbers, amounts and references are none."""
    return WORD.findall(text)


@lru_cache(20_000)
def syllables(word: str) -> int:
    """How many syllables an English word in small letters has, by its groups of vowels.

    Of the words of letters nine in ten come out right; counting by hyphenation finds two in three, and too few.

    >>> [syllables(word) for word in ("leak", "repaired", "complaint", "table", "contractor")]
    [1, 2, 2, 2, 3]
    """
    spoken = len(_VOWELS.findall(word)) + len(_APART.findall(word))
    silent = len(_SILENT.findall(word)) - bool(_SPOKEN.search(word))
    return max(1, spoken - max(0, silent))


@dataclass(frozen=True)
class Measure:
    """How hard a text is to read."""

    sentences: int
    words: int
    grade: float

    @property
    def age(self) -> float:
        """The reading age in years: the school grade, and five."""
        return self.grade + 5


def measure(said: Sequence[str]) -> Measure:
    """The Flesch-Kincaid grade of some sentences; 0 where there are no words."""
    found = [word.casefold() for one in said for word in words(one)]
    if not found:
        return Measure(0, 0, 0.0)
    total = sum(map(syllables, found))
    grade = 0.39 * len(found) / len(said) + 11.8 * total / len(found) - 15.59
    return Measure(len(said), len(found), grade)


def shorten(text: str, longest: int = 160) -> str:
    """A text in one line, cut between words where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= longest else line[:longest].rsplit(" ", 1)[0] + " …"


def same(text: str) -> str:
    """A text as it is compared: small letters, plain quotes, single spaces."""
    return " ".join(text.casefold().replace("’", "'").replace("‘", "'").replace("\u00a0", " ").split())


# ---- dates ----------------------------------------------------------------------------------

MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
          "november", "december")  # fmt: skip
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
DAYS_OF_THE_WEEK = tuple(name.capitalize() for name in DAYS)
_MONTH = "|".join(f"{month[:3]}(?:{month[3:]})?" if month[3:] else month for month in MONTHS) + "|sept"
_DAY = "|".join(f"{day[:3]}(?:{day[3:]})?" for day in DAYS) + "|tues|thur|thurs"
_DATE = re.compile(
    rf"\b(?:(?P<weekday>{_DAY})\.?,?\s+(?:the\s+)?)?"
    rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{_MONTH})\b\.?(?:,?\s+(?P<year>\d{{4}})\b)?"
    rf"|(?P<month2>{_MONTH})\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\s*[:%])(?:,?\s+(?P<year2>\d{{4}})\b)?"
    r"|(?P<d>\d{1,2})[/.](?P<m>\d{1,2})[/.](?P<y>\d{4}|\d{2})\b"
    r"|(?P<iso>\d{4}-\d{2}-\d{2})\b)",
    re.IGNORECASE,
)


_DIGIT = re.compile(r"\d")


@dataclass(frozen=True)
class Said:
    """A date as a text says it. `on` is none where there is no such day; `weekday` (0 is Monday) where it is named.

    `dated`: the year stands with it.
    """

    text: str
    on: date | None
    weekday: int | None = None
    dated: bool = True

    def falls_on(self, weekday: int) -> bool:
        """Whether it is that weekday; without a year, whether it was or will be in any year around."""
        years = (0,) if self.dated else (-2, -1, 0, 1)
        around = (_on(self.on.year + n, self.on.month, self.on.day) for n in years) if self.on else ()
        return any(one.weekday() == weekday for one in around if one)


def dates(text: str, near: date) -> Iterator[Said]:
    """Every date in a text, in order. One without a year is the one closest to `near`.

    >>> [str(said.on) for said in dates("on 3rd June, by Friday 12 June 2026 and 1/7/26", date(2026, 6, 1))]
    ['2026-06-03', '2026-06-12', '2026-07-01']
    """
    for match in _DATE.finditer(text) if _DIGIT.search(text) else ():
        found = match.groupdict()
        weekday = _number(found["weekday"], DAYS)
        dated = any(found[key] for key in ("year", "year2", "y", "iso"))
        yield Said(" ".join(match[0].split()).rstrip("."), _date(found, near), weekday, dated)


def _date(found: dict[str, str | None], near: date) -> date | None:
    if found["iso"]:
        return _on(*map(int, found["iso"].split("-")))
    day, month = found["day"] or found["day2"] or found["d"], found["month"] or found["month2"]
    number = (_number(month, MONTHS) or 0) + 1 if month else int(found["m"] or 0)
    year = found["year"] or found["year2"] or found["y"]
    if year:
        return _on(int(year) + (2000 if len(year) == 2 else 0), number, int(day or 0))
    around = [_on(near.year + n, number, int(day or 0)) for n in (-1, 0, 1)]
    return min(filter(None, around), key=lambda one: abs(one - near), default=None)


def _on(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _number(name: str | None, known: tuple[str, ...]) -> int | None:
    return next((n for n, one in enumerate(known) if name and one.startswith(name.casefold()[:3])), None)


def ahead(text: str, near: date) -> Iterator[Said]:
    """The dates in a text that are still to come on a day, that day among them, and no more than two years off."""
    for said in dates(text, near):
        if said.on and near <= said.on <= near + timedelta(731):
            yield said


# ---- amounts --------------------------------------------------------------------------------

_MONEY = re.compile(r"£\s?(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d{2})(?!\d))?(?![\d,]*\d)|\b(\d+)\s+pounds\b", re.IGNORECASE)


def amounts(text: str) -> Iterator[tuple[str, int]]:
    """Every sum of money in a text: (as it stands there, in pence).

    >>> list(amounts("£1,250.50, then £40 and 30 pounds"))
    [('£1,250.50', 125050), ('£40', 4000), ('30 pounds', 3000)]
    """
    for match in _MONEY.finditer(text):
        whole, part, plain = match.groups()
        yield match[0], int((whole or plain).replace(",", "")) * 100 + int(part or 0)


_PERIOD = re.compile(
    r"\b(?P<n>\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fourteen|fifteen|twenty|twenty-eight|thirty)"
    r"\s+(?:\(\d{1,3}\)\s+)?(?:(?P<kind>working|calendar|clear|business)[\s-]+)?(?P<unit>day|week|month|year)s?\b",
    re.IGNORECASE,
)
_NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "twelve": 12, "fourteen": 14, "fifteen": 15, "twenty": 20, "twenty-eight": 28, "thirty": 30,
}  # fmt: skip


def periods(text: str) -> Iterator[tuple[str, str]]:
    """Every period of time in a text: (as it stands there, as a policy writes it).

    >>> list(periods("within ten working days, or 2 weeks"))
    [('ten working days', '10 working days'), ('2 weeks', '14 days')]
    """
    for match in _PERIOD.finditer(text):
        number = _NUMBERS.get(match["n"].casefold()) or int(match["n"])
        unit = match["unit"].casefold()
        number, unit = {"week": (number * 7, "day"), "year": (number * 12, "month")}.get(unit, (number, unit))
        working = "working " if (match["kind"] or "").casefold() in ("working", "business") and unit == "day" else ""
        yield match[0], f"{number} {working}{unit}{'s' if number != 1 else ''}"
