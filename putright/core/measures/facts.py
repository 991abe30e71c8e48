"""What reports count of one case: plain facts with their days, and no word that anybody wrote.

They follow from the events alone, up to a day; so what was true at the end of any past day can be counted anew, also
when the words of a case have been disposed of.
"""

from __future__ import annotations

from datetime import date

from msgspec import Struct

RULES = 1
"""The version of the rules by which facts follow from events. Facts of another version are made anew."""


class Fact(Struct, frozen=True, kw_only=True, array_like=True, forbid_unknown_fields=True, gc=False):
    """A part of what is counted."""


class Verdicts(Fact, frozen=True, kw_only=True, gc=False):
    """How many points of a stage were found how."""

    upheld: int = 0
    partly_upheld: int = 0
    not_upheld: int = 0

    @property
    def outcome(self) -> str:
        """Of the whole stage: upheld where every point is, not upheld where none is even partly; empty without any."""
        if not (self.upheld or self.partly_upheld or self.not_upheld):
            return ""
        if not (self.upheld or self.partly_upheld):
            return "not_upheld"
        return "partly_upheld" if self.partly_upheld or self.not_upheld else "upheld"


class Staged(Fact, frozen=True, kw_only=True, gc=False):
    """A stage. `opened`: receipt, or the request to escalate; `accepted`: stage 2 was taken up.

    `round`: 1, and one more for each time the complaint was opened again. `due`: its first date, by policy and Code;
    `code_due`: the Code's own; `last_due`: as moved by extensions that count; all None where nobody can be answered.
    `extended`: (day, until, whether it counts) of each. `answered`: the day the response left, and `took` so many
    working days. `ended`: the day from which it was to be answered no longer, for another reason.
    """

    number: int
    opened: date
    round: int = 1
    accepted: date | None = None
    acknowledge_due: date | None = None
    acknowledged: date | None = None
    due: date | None = None
    code_due: date | None = None
    last_due: date | None = None
    extended: tuple[tuple[date, date, bool], ...] = ()
    answered: date | None = None
    took: int = 0
    verdicts: Verdicts = Verdicts()
    ended: date | None = None

    @property
    def outcome(self) -> str:
        """What was found of the whole stage."""
        return self.verdicts.outcome

    @property
    def code_last_due(self) -> date | None:
        """The Code's date, as extensions that count moved it."""
        moved = [until for _, until, counts in self.extended if counts]
        return max([self.code_due, *moved]) if self.code_due else None


class Spell(Fact, frozen=True, kw_only=True, gc=False):
    """A time during which the complaint was open at a stage, answered there or not; `until`: the first day after."""

    since: date
    until: date | None
    stage: int
    answered: bool


class Owed(Fact, frozen=True, kw_only=True, gc=False):
    """Something promised or asked. `of`: remedy, order, evidence or action; `kind`: of what kind; `body`: whose."""

    of: str
    key: str
    since: date
    due: date | None = None
    done: date | None = None
    kind: str = ""
    body: str = ""
    pence: int = 0
    ended: date | None = None
    """The day it was withdrawn, declined or replaced: it is owed no longer."""


class Learnt(Fact, frozen=True, kw_only=True, gc=False):
    """A lesson: what failed, why, where."""

    key: str
    on: date
    failing: str = ""
    cause: str = ""
    service: str = ""


class Surveyed(Fact, frozen=True, kw_only=True, gc=False):
    """An answer to the survey. `score`: 0 where none was given; `owed`: somebody was to speak with them about it."""

    on: date
    score: int = 0
    owed: bool = False
    followed: date | None = None


class Facts(Fact, frozen=True, kw_only=True, gc=False):
    """One case as it stood at the end of a day."""

    reference: str
    received: date
    last: date
    kind: str = "complaint"
    """complaint, or what it was sorted as; `informal` while it is being settled at once."""
    formal: date | None = None
    """The day of receipt as a formal complaint; None while, or as long as, it is none."""
    brand: str = ""
    channel: str = ""
    source: str = ""
    subject: str = "housing"
    """housing, care_service or outright_sale."""
    apart: bool = False
    """Kept out of the Code's figures, and shown apart: anonymous or not a resident's, where the policy says so."""
    categories: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    tenure: str = ""
    area: str = ""
    status: str = ""
    stage: str = "1"
    stages: tuple[Staged, ...] = ()
    """Every stage of every round, except requests for stage 2 that were refused."""
    spells: tuple[Spell, ...] = ()
    requested: tuple[date, ...] = ()
    """When stage 2 was asked for; what is said again while a request waits is not another."""
    refused: tuple[tuple[date, str], ...] = ()
    escalation_refused: tuple[tuple[date, str], ...] = ()
    withdrawn: tuple[date, ...] = ()
    closed: tuple[date, ...] = ()
    """Each time it was closed; `shut` is the one that holds."""
    shut: date | None = None
    reopened: tuple[date, ...] = ()
    owed: tuple[Owed, ...] = ()
    referred: tuple[tuple[date, str], ...] = ()
    """When it went to which redress body."""
    determined: tuple[tuple[date, str, tuple[str, ...]], ...] = ()
    """When which body found what: its finding, or those point by point."""
    lessons: tuple[Learnt, ...] = ()
    sessions: tuple[date, ...] = ()
    asked: tuple[date, ...] = ()
    """When a survey was sent."""
    surveys: tuple[Surveyed, ...] = ()
    sought: tuple[tuple[date, bool, int], ...] = ()
    """Each time feedback was sought: whether they were reached, and the score (0: none)."""
    updates: tuple[tuple[date, bool], ...] = ()
    """Each update agreed, by the day it was or will be due if nothing more happens, and whether it came by then."""
    helped: bool = False
    """An adjustment was recorded."""
    represented: bool = False
    grouped: bool = False
    entry: str = ""
    """The register it stands in, or stood in before a complaint was made of it."""
    from_request: bool = False
    """A complaint that began as a service request, or as dissatisfaction with one."""
    changed: date | None = None
    """When something changed because of it: of comments, suggestions, petitions."""
    answered: date | None = None
    """Of what stands in a register: when it was answered or done; `answer_due`: by when it was to be."""
    answer_due: date | None = None
    rules: int = RULES
