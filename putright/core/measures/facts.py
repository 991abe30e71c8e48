"""What reports count of one case: plain facts with their days, and no word that anybody wrote.

They follow from the events alone, up to a day; so what was true at the end of any past day can be counted anew, also
when the words of a case have been disposed of.
"""

from __future__ import annotations

from datetime import date

from msgspec import Struct

RULES = 1
"""The version of the rules by which facts follow from events. Facts of another version are made anew."""


class Fact(Struct, frozen=True, kw_only=True, array_like=True, forbid_unknown_fields=True):
    """A part of what is counted."""


class Verdicts(Fact, frozen=True, kw_only=True):
    """How many points of a stage were found how."""

    upheld: int = 0
    partly_upheld: int = 0
    not_upheld: int = 0


class Staged(Fact, frozen=True, kw_only=True):
    """A stage. `opened`: receipt, or the request to escalate; `accepted`: stage 2 was taken up.

    `due`: its first date, by policy and Code; `code_due`: the Code's own; `last_due`: as moved by extensions that count.
    `extended`: (day, until, whether it counts) of each. `answered`: the day the response left.
    """

    number: int
    opened: date
    accepted: date | None = None
    acknowledge_due: date | None = None
    acknowledged: date | None = None
    due: date | None = None
    code_due: date | None = None
    last_due: date | None = None
    extended: tuple[tuple[date, date, bool], ...] = ()
    answered: date | None = None
    verdicts: Verdicts = Verdicts()
    satisfied: bool | None = None

    @property
    def outcome(self) -> str:
        """Of the whole stage: upheld where every point is, not upheld where none is even partly; empty without any."""
        found = self.verdicts
        if not (found.upheld or found.partly_upheld or found.not_upheld):
            return ""
        if not (found.upheld or found.partly_upheld):
            return "not_upheld"
        return "partly_upheld" if found.partly_upheld or found.not_upheld else "upheld"


class Owed(Fact, frozen=True, kw_only=True):
    """Something promised or asked: a remedy, an order, evidence, an action. `of`: which; `kind`: of what kind."""

    of: str
    key: str
    since: date
    due: date | None = None
    done: date | None = None
    kind: str = ""
    pence: int = 0
    ended: date | None = None
    """The day it was withdrawn, declined or replaced: it is owed no longer."""


class Learnt(Fact, frozen=True, kw_only=True):
    """A lesson: what failed, why, where."""

    key: str
    on: date
    failing: str = ""
    cause: str = ""
    service: str = ""


class Facts(Fact, frozen=True, kw_only=True):
    """One case as it stood at the end of a day."""

    reference: str
    received: date
    last: date
    kind: str = "complaint"
    """complaint, or what it was sorted as."""
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
    refused: tuple[date, str] | None = None
    escalation_refused: tuple[tuple[date, str], ...] = ()
    withdrawn: date | None = None
    closed: date | None = None
    satisfied: date | None = None
    reopened: date | None = None
    owed: tuple[Owed, ...] = ()
    referred: tuple[tuple[date, str], ...] = ()
    """When it went to which redress body."""
    determined: tuple[tuple[date, str, tuple[str, ...]], ...] = ()
    """When which body found what: its finding, or those point by point."""
    failure_orders: tuple[tuple[date, str], ...] = ()
    lessons: tuple[Learnt, ...] = ()
    sessions: tuple[date, ...] = ()
    survey_sent: date | None = None
    surveys: tuple[tuple[date, int], ...] = ()
    """Each answer with its score, 0 where none was given."""
    survey_owed: date | None = None
    survey_followed: date | None = None
    sought: tuple[tuple[date, bool, int], ...] = ()
    """Each time feedback was sought: whether they were reached, and the score (0: none)."""
    updates: tuple[int, int] = (0, 0)
    """Updates agreed that fell due, and how many of them came late or never."""
    helped: bool = False
    """An adjustment is on record."""
    represented: bool = False
    grouped: bool = False
    from_request: bool = False
    """A complaint that began as a service request, or as dissatisfaction with one."""
    changed: date | None = None
    """When something changed because of it: of comments, suggestions, petitions."""
    answered: date | None = None
    """Of what stands in a register: when it was answered or done; `answer_due`: by when it was to be."""
    answer_due: date | None = None
    rules: int = RULES
