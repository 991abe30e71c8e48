"""A remedy as it was promised, and all that became of it since."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from putright.core import events as e
from putright.core.money import total
from putright.core.state.promise import Promise


@dataclass(frozen=True, slots=True)
class Moved:
    """A date that was moved: on which day, from when until when, and why."""

    on: date
    was: date
    until: date
    reason: str
    agreed: bool


@dataclass(frozen=True, slots=True)
class Disputed:
    """The complainant says that it is not done. `done`: the day we had put down."""

    on: date
    done: date | None
    text: str


@dataclass(slots=True)
class PromisedRemedy(Promise):
    """`by` is the date first given, `revised` the last one. `offered`: the day a response promised it."""

    points: tuple[str, ...] = ()
    owner: str = ""
    lines: tuple[e.Line, ...] = ()
    level: str = ""
    departs: str = ""
    without_admission: bool = False
    replaces: str = ""
    replaced: str = ""
    offered: date | None = None
    answer: str = ""
    answered: date | None = None
    was_declined: bool = False
    withdrawn: date | None = None
    withdrawn_because: str = ""
    moves: list[Moved] = field(default_factory=list)
    chased: list[date] = field(default_factory=list)
    proof: str = ""
    file: str = ""
    confirmed: date | None = None
    disputes: list[Disputed] = field(default_factory=list)

    @property
    def settled(self) -> bool:
        """Whether nothing of it is open: done, withdrawn, or replaced by another."""
        return bool(self.done or self.withdrawn or self.replaced)

    @property
    def declined(self) -> bool:
        """Whether the complainant said no; it stays open for them to accept."""
        return self.answer == "declined"

    @property
    def disputed(self) -> Disputed | None:
        """What the complainant said last about its not being done, while it is not."""
        return self.disputes[-1] if self.disputes and not self.settled else None

    @property
    def pence(self) -> int:
        """What it costs, in pence."""
        return total([self.amount]) if self.amount is not None else 0

    @property
    def last(self) -> date | None:
        """The last date that was given for it."""
        return self.revised or self.by

    @property
    def due(self) -> date | None:
        """The date it is held to. A later one counts if it was agreed before the earlier had passed.

        An offer accepted after it was declined has as many days from then as it first had.
        """
        due = self.by
        for move in self.moves:
            if due and (move.until < due or (move.agreed and move.on <= due)):
                due = move.until
        if due and self.by and self.was_declined and self.answered and not self.declined:
            due = max(due, self.answered + (self.by - self.on))
        return due

    def move(self, on: date, until: date, reason: str, agreed: bool) -> None:
        """Gives it another date; the earlier one stays on record."""
        if self.last:
            self.moves.append(Moved(on, self.last, until, reason, agreed))
        self.revised = until
