"""The law beside the complaints procedure as data: hazards in the home, and matters that have a route of their own.

It has the shape of a pack: numbers, dates, names and wording, each with the provisions it rests on. A date in
`in_force` is the first day it binds; what came in before it is judged without it.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from putright.core.events import Flag, HazardKind, ProcedureName, Source, Tenure
from putright.core.pack import LetterKind, LetterParts
from putright.core.shape import Cites, Shape

Start = Literal["learnt", "investigated", "begun", "unsafe", "receipt"]
HazardClock = Literal["emergency", "investigate", "summary", "safe", "works", "complete", "rehouse"]
PhaseName = Literal["1", "2", "3"]


class Limit(Shape, frozen=True, kw_only=True):
    """How long the law gives, counted from what: `within` a period or so many elapsed `hours`; neither means no date.

    `includes_the_day`: the starting day is itself the first day of the period.
    """

    from_: Start
    within: str | None = None
    hours: int | None = None
    includes_the_day: bool = False
    in_force: date | None = None
    cites: Cites
    reading: str = ""


class Phase(Shape, frozen=True, kw_only=True):
    """A part of the law on hazards that begins to bind on a day; without a day it is not in force."""

    in_force: date | None = None
    cites: Cites
    reading: str = ""


class Kind(Shape, frozen=True, kw_only=True):
    """A kind of hazard: the phase that binds significant ones, and whether an emergency of it is bound already."""

    title: str
    phase: PhaseName | None = None
    emergencies: bool = True


class Access(Shape, frozen=True, kw_only=True):
    """How often, and by how many different means, access is tried before it counts as refused."""

    attempts: int
    means: int
    cites: Cites
    reading: str = ""


class Hazards(Shape, frozen=True, kw_only=True):
    """Hazards in the home: whom the law protects, from when, and its times."""

    tenures: tuple[Tenure, ...]
    not_from: tuple[Source, ...] = ()
    not_flagged: tuple[Flag, ...] = ()
    cites: Cites
    reading: str = ""
    emergencies: Phase
    phases: dict[PhaseName, Phase]
    kinds: dict[HazardKind, Kind]
    clocks: dict[HazardClock, Limit]
    access: Access


class Route(Shape, frozen=True, kw_only=True):
    """A matter with a route of its own: whom it goes to, what the person is told, and the law's times for it."""

    title: str
    to: str
    contact: str = ""
    body: str | None = None
    tell: str
    told: Limit
    acknowledge: Limit | None = None
    conclude: Limit | None = None


class CandourRule(Shape, frozen=True, kw_only=True):
    """A step of the duty of candour: what it is called, what it consists of, and what must come before it."""

    title: str
    asks: str
    after: str | None = None
    cites: Cites


class Law(Shape, frozen=True, kw_only=True):
    """The law of one place, as it was on a day."""

    law: str
    title: str
    division: Literal["england-and-wales", "scotland", "northern-ireland"]
    as_at: date
    hazards: Hazards | None = None
    routes: dict[ProcedureName, Route] = {}
    candour: dict[str, CandourRule] = {}
    letters: dict[LetterKind, LetterParts] = {}
    warnings: dict[str, Cites] = {}
    duties: dict[str, Cites] = {}


NO_LAW = Law(law="none", title="No law is known for this place", division="scotland", as_at=date.min)
