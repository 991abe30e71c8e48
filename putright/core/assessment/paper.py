"""The assessment as it was approved: frozen, canonical, and compared with the one before.

It holds no reference of a case and no person's name: only what anybody may read.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date, datetime

import msgspec
from msgspec import Struct

from putright.core.assessment.answering import Answered
from putright.core.assessment.binding import Bound
from putright.core.assessment.proposing import Counted

SAYS = {"yes": "Yes", "no": "No", "na": "Does not apply", "said": "In words", "": ""}


class Part(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A part of the paper."""


class Sampled(Part, frozen=True, kw_only=True):
    """How many cases of a selection were drawn out of how many, and how many of those were opened and read."""

    title: str
    of: int
    drawn: int
    read: int

    @property
    def says(self) -> str:
        """In words."""
        if not self.of:
            return f"{self.title}: there were none"
        return f"{self.title}: {self.read} of {self.drawn} drawn by lot out of {self.of} were opened and read"


class Line(Part, frozen=True, kw_only=True):
    """A row as approved. `before`: how it was answered last time; None where there was no such row."""

    id: str
    section: str
    asks: str
    answers: str
    given: Answered
    code: tuple[Bound, ...] = ()
    own: tuple[Bound, ...] = ()
    figures: tuple[Counted, ...] = ()
    sampled: tuple[Sampled, ...] = ()
    against: tuple[str, ...] = ()
    neutral: bool = False
    before: Answered | None = None

    @property
    def says(self) -> str:
        """The answer in words."""
        return SAYS[self.given.answer]

    @property
    def failing(self) -> bool:
        """Whether it is a no that needs putting right."""
        return self.given.answer == "no" and not self.neutral

    @property
    def evidence(self) -> tuple[str, ...]:
        """What the column "evidence" says: the words, then figures and cases not told in them."""
        words = tuple(line for line in self.given.evidence.splitlines() if line.strip())
        more = (*(one.says for one in self.figures), *(one.says for one in self.sampled if one.read))
        return words + tuple(one for one in more if one not in self.given.evidence)

    @property
    def explanation(self) -> tuple[str, ...]:
        """What the column "commentary" says."""
        given = self.given
        words = tuple(line for line in given.commentary.splitlines() if line.strip())
        todo = f"What will be done: {given.action}" if given.action else ""
        who = f"Who sees to it: {given.owner}" if given.owner else ""
        when = f"By when: {_day(given.by_when)}" if given.by_when else ""
        return words + tuple(filter(None, (todo, who, when)))


class Approval(Part, frozen=True, kw_only=True):
    """Which body approved it, when, and where in its minutes."""

    body: str
    on: date
    minute: str


class Paper(Part, frozen=True, kw_only=True):
    """The whole assessment. `seq`: the place in the landlord's log up to which its figures count; `seed`: of the lots.

    `said`: what readers must know of how it was made; `brands`: which landlords of a group it covers.
    """

    id: str
    number: int
    organisation: str
    edition: str
    title: str
    columns: tuple[str, ...]
    since: date
    until: date
    counted_at: datetime
    seq: int
    seed: str
    sections: dict[str, str]
    lines: tuple[Line, ...]
    approval: Approval
    brands: tuple[str, ...] = ()
    policy: str = ""
    called_by: str = ""
    rules: dict[str, str] = {}
    said: tuple[str, ...] = ()

    def of(self, section: str) -> tuple[Line, ...]:
        """The rows of a section."""
        return tuple(line for line in self.lines if line.section == section)

    @property
    def failings(self) -> tuple[Line, ...]:
        """Every row answered with a no that needs putting right."""
        return tuple(line for line in self.lines if line.failing)


def freeze(paper: Paper) -> str:
    """The paper as canonical JSON: the same one always gives the same text."""
    return msgspec.json.encode(paper, order="sorted").decode()


def thaw(text: str) -> Paper:
    """The paper of a canonical JSON text. Raises `msgspec.DecodeError` where it is not one."""
    return msgspec.json.decode(text, type=Paper)


def digest(text: str) -> str:
    """The SHA-256 of a frozen text."""
    return hashlib.sha256(text.encode()).hexdigest()


class Change(Part, frozen=True, kw_only=True):
    """A row that is answered otherwise than last time."""

    id: str
    asks: str
    was: str
    now: str
    turned: bool
    """Whether the answer itself differs, not only its words."""


def changes(paper: Paper) -> Iterator[Change]:
    """What differs from the assessment before, row by row."""
    for line in paper.lines:
        if line.before is None or line.before == line.given:
            continue
        was, now = SAYS[line.before.answer], line.says
        if was != now or line.before.commentary != line.given.commentary or line.answers == "words":
            yield Change(id=line.id, asks=line.asks, was=was, now=now, turned=was != now)


def _day(on: date) -> str:
    return f"{on.day} {on:%B %Y}"
