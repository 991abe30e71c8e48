"""The register of redress bodies as a letter may use it: which details are in force on a day, and which are not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from typing import Any

from putright.core.letters import prose
from putright.core.letters.voice import record

_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b", re.IGNORECASE)
_PHONE = re.compile(r"(?<![\w£])(?:\+44\s?|0)\d(?:[\s-]?\d){8,9}\b")
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_BOX = re.compile(r"\bp\.?\s?o\.?\s?box\b", re.IGNORECASE)
_TURNS = re.compile(r"\b(?:us|our|we|your|or)\b", re.IGNORECASE)
_SITE = re.compile(r"www\.|\.(?:uk|org|com|net)\b", re.IGNORECASE)


def reaches(text: str) -> bool:
    """Whether a text has anything in it by which somebody could be reached."""
    return any(pattern.search(text) for pattern in (_PHONE, _POSTCODE, _EMAIL, _BOX, _SITE))


@dataclass(frozen=True)
class Body:
    """A redress body or regulator as it can be reached on a day."""

    entry: Mapping[str, Any]
    on: date

    @property
    def name(self) -> str:
        """What it is called."""
        return str(self.entry["name"])

    @cached_property
    def shown(self) -> tuple[str, ...]:
        """What a letter shows of it: the form or the website, telephone, e-mail and post, as far as known."""
        found = record(self.entry, self.on)
        values = (found["form"] or found["web"], found["phone"], found["email"], ", ".join(found["post"] or ()))
        return tuple(str(value) for value in values if value)

    def named_in(self, text: str) -> bool:
        """Whether a text names it, in full or as it is called for short."""
        return bool(self._names.search(prose.same(text)))

    def any_in(self, text: str) -> bool:
        """Whether any detail of it, of today or earlier, stands in a text."""
        said = prose.same(text)
        return any(_stands(value).search(said) for value in self._every)

    def wrong_in(self, text: str, here: frozenset[str] = frozenset()) -> list[str]:
        """The details in a text that do not reach it on the day, though they look as if they did.

        Those are details of its other records, e-mail addresses at its own domain, and postcodes and telephone
        numbers beside its name, unless they are in force or in `here` (`plain` details of others).
        """
        if not reaches(text):
            return []
        found = self.superseded_in(text)
        known = self._valid | here | {plain(value) for value in found}
        near = [mail for mail in _EMAIL.findall(text) if self._own(mail)]
        near += [value for after in self._after_its_name(text) for value in _all(after)]
        return found + [value for value in dict.fromkeys(near) if plain(value) not in known]

    def superseded_in(self, text: str) -> list[str]:
        """The details of its other records that stand in a text, and are not in force."""
        said = prose.same(text) if self._superseded else ""
        return [value for value in self._superseded if _stands(value).search(said)]

    def _after_its_name(self, text: str) -> Iterator[str]:
        """What follows its name in a text, up to where the talk is of somebody else."""
        for match in self._names.finditer(text.casefold()):
            yield _TURNS.split(text[match.end() : match.end() + 120], maxsplit=1)[0]

    def _own(self, mail: str) -> bool:
        web = str(record(self.entry, self.on)["web"] or "").removeprefix("www.").partition("/")[0]
        return bool(web) and mail.casefold().endswith(f"@{web}")

    @cached_property
    def _names(self) -> re.Pattern[str]:
        names = {self.name, str(self.entry["short"]), self.name.removesuffix(" Service")}
        longest = sorted((prose.same(name) for name in names), key=len, reverse=True)
        return re.compile(rf"\b(?:{'|'.join(re.escape(name) for name in longest)})\b")

    @cached_property
    def _every(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(value for found in self.entry["records"] for value in _details(found)))

    @cached_property
    def _valid(self) -> frozenset[str]:
        found = record(self.entry, self.on)
        return frozenset(plain(part) for value in (*self.shown, *_details(found)) for part in (value, *_all(value)))

    @cached_property
    def _superseded(self) -> tuple[str, ...]:
        return tuple(value for value in self._every if plain(value) not in self._valid)


def details_of(texts: Iterator[str]) -> frozenset[str]:
    """The postcodes, telephone numbers and e-mail addresses in some texts, as they are compared."""
    return frozenset(plain(value) for text in texts for value in _all(text))


def plain(value: str) -> str:
    """A detail as it is compared: without spaces and hyphens, in small letters."""
    return re.sub(r"[\s-]", "", prose.same(value))


def _details(found: Mapping[str, Any]) -> Iterator[str]:
    """What of a record can be recognised in running text: each on its own."""
    yield from (str(found[key]) for key in ("email", "phone", "form", "web") if found[key])
    yield from (str(line) for line in found["post"] or () if _POSTCODE.search(line) or _BOX.match(line))


def _all(text: str) -> list[str]:
    return [match[0] for pattern in (_POSTCODE, _PHONE, _EMAIL) for match in pattern.finditer(text)]


@cache
def _stands(value: str) -> re.Pattern[str]:
    """Finds a detail in a text, however its spaces are set."""
    gaps = r"[\s-]*".join(re.escape(letter) for letter in plain(value))
    return re.compile(rf"(?<![\w@.]){gaps}(?![\w@]|\.\w)")
