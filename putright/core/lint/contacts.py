"""What a printed policy gives to reach a redress body, held against the register."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from putright.core.lint.subject import Subject
from putright.core.printed import Said

NAMED: Mapping[str, str] = {
    "post": "postal address", "phone": "telephone number", "email": "e-mail address", "web": "website",
    "form": "web form",
}  # fmt: skip
POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b")


@dataclass(frozen=True, slots=True)
class Contact:
    """A detail in print, of which body and kind; `now` as the register has it (empty: not any more), `before` earlier.

    `instead` is the body's form, website or telephone, for where the way itself is closed.
    """

    said: Said
    body: str
    how: str
    now: str
    before: tuple[str, ...]
    instead: str

    @property
    def current(self) -> bool:
        """Whether it is what the register has today."""
        return bool(self.now) and same(self.how, self.said.value, self.now)

    @property
    def outdated(self) -> bool:
        """Whether it is what the register had once."""
        return not self.current and any(same(self.how, self.said.value, one) for one in self.before)


def contacts(subject: Subject) -> Iterator[Contact]:
    """Every detail in print of a body of which the register has something of that kind."""
    for said in subject.said("contact"):
        body, _, how = said.of.partition("/")
        known = subject.bodies.get(body, {})
        records = known.get("records", ())
        values = [_text(record.get(how)) for record in records]
        if said.value and any(values):
            before = tuple(one for one in values[:-1] if one)
            yield Contact(said, known["short"], how, values[-1], before, _way(records[-1]))


def _text(value: Any) -> str:
    return ", ".join(value) if isinstance(value, list) else value or ""


def _way(record: Any) -> str:
    return _text(record["form"]) or _text(record["web"]) or _text(record["phone"])


def same(how: str, one: str, other: str) -> bool:
    """Whether two details lead to the same place: by postcode, digits, domain, or letter for letter."""
    return _key(how, one) == _key(how, other)


def _key(how: str, text: str) -> str:
    if how == "phone":
        return re.sub(r"\D", "", text)
    if how in ("web", "form"):
        return re.sub(r"^(https?://)?(www\.)?", "", text.strip().casefold()).partition("/")[0]
    codes = POSTCODE.findall(text.upper()) if how == "post" else []
    return codes[-1].replace(" ", "") if codes else re.sub(r"[^a-z0-9@.-]", "", text.casefold())
