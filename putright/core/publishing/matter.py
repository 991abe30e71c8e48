"""What a publication is composed from: the policy in force, the landlord's wording, the register of bodies, a day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from putright.core.letters.blocks import Rows
from putright.core.letters.tongue import ENGLISH, SLOT, Tongue
from putright.core.letters.voice import details, record
from putright.core.policy import Policy
from putright.core.publishing.shapes import Figure, Line, Lines
from putright.core.workdays import Period

COLOUR = "#0f4c5c"


@dataclass(frozen=True)
class Matter:
    """The policy as it applies to one brand, and what else goes in. `own`: contacts the landlord added itself."""

    policy: Policy
    wording: Mapping[str, Any]
    register: Mapping[str, Any]
    on: date
    own: Rows = ()
    tongue: Tongue = ENGLISH

    def t(self, text: str, /, **slots: object) -> str:
        """A fixed text in the publication's language."""
        return self.tongue.t(text, **slots)

    @property
    def foreign(self) -> str:
        """The language to mark the landlord's own words with, which nobody has translated; none in English."""
        return "" if self.tongue.english else "en-GB"

    @property
    def name(self) -> str:
        """Who publishes: the brand, or the landlord."""
        return self.policy.branded.name if self.policy.branded else self.policy.pack.landlord.name

    @property
    def colour(self) -> str:
        """The landlord's colour, dark enough for white text on it."""
        look = self.wording.get("look", {})
        return str(look.get("brands", {}).get(self.policy.brand) or look.get("colour", COLOUR))

    def line(self, text: str, /, **slots: object) -> Line:
        """A sentence, already in the publication's language, with its slots filled and its periods noted."""
        figures = tuple(value for value in slots.values() if isinstance(value, Figure))
        return Line(text=SLOT.sub(lambda found: self._slot(slots[found[1]]), text), figures=figures)

    def _slot(self, value: object) -> str:
        return self.period(value) if isinstance(value, Figure) else str(value)

    def says(self, *lines: Line | str, bullets: bool = False, part: str = "") -> Lines:
        """A paragraph of these sentences, or a list of them; what is empty is left out."""
        kept = tuple(Line(text=one) if isinstance(one, str) else one for one in lines if one)
        return Lines(items=kept, bullets=bullets, part=part)

    def own_words(self, text: str) -> Line:
        """The landlord's own words, in the language they were written in."""
        return Line(text=text, lang=self.foreign)

    def added(self, place: str) -> list[Line]:
        """What the landlord says itself at a place of its publications (`publications` of its wording)."""
        return [self.own_words(str(one["text"])) for one in self.entries("publications") if one["at"] == place]

    def figure(self, of: str, period: Period) -> Figure:
        """A period of the policy's."""
        return Figure(of=of, number=period.number, unit=period.unit)

    def period(self, figure: Figure) -> str:
        """A period in words: 10 working days; three years, not 36 months."""
        if figure.unit == "months" and figure.number >= 24 and figure.number % 12 == 0:
            return self.tongue.tn("{n} year", "{n} years", figure.number // 12)
        return self.tongue.period(Period(figure.number, figure.unit))  # type: ignore[arg-type]

    def unit(self, figure: Figure) -> str:
        """Its unit alone: working days."""
        return self.period(figure).removeprefix(str(figure.number)).strip()

    def body(self, name: str) -> Mapping[str, Any]:
        """A body of the register."""
        found: Mapping[str, Any] = self.register["bodies"][name]
        return found

    def reached(self, name: str) -> Rows:
        """How a body of the register is reached on the day, as it stands there."""
        return tuple((self.t(label), value) for label, value in details(record(self.body(name), self.on)))

    def bodies(self) -> list[str]:
        """The bodies that residents of this brand go to next: the main one first, then the one for their home."""
        named = self.policy.pack.redress.bodies
        about = self.policy.branded.subject if self.policy.branded else self.policy.pack.redress.subject
        return list(dict.fromkeys(filter(None, (named.get(about), named.get("housing")))))

    def titles(self, roles: Sequence[str]) -> list[str]:
        """What these roles are called."""
        return [self.policy.pack.roles[role].title for role in roles]

    def one_of(self, words: Sequence[str]) -> str:
        """Words joined for reading: a, b or c."""
        return self._joined(words, self.t("or"))

    def all_of(self, words: Sequence[str]) -> str:
        """The same of all of them: a, b and c."""
        return self._joined(words, self.t("and"))

    def _joined(self, words: Sequence[str], last: str) -> str:
        return " ".join(filter(None, (", ".join(words[:-1]), last if len(words) > 1 else "", words[-1])))

    def entries(self, name: str) -> Iterator[Mapping[str, Any]]:
        """The entries of a list of the wording that are for this brand."""
        for entry in self.wording.get(name, ()):
            if not entry.get("brands") or self.policy.brand in entry["brands"]:
                yield entry
