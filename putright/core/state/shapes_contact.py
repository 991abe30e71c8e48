"""The shapes of keeping in touch: promises, and extensions with what became of their notices."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from putright.core import events as e


@dataclass(slots=True)
class Promised:
    """Something promised by a date. `tries` are attempts that reached nobody, `revised` the date agreed last."""

    on: date
    what: str
    by: date
    method: str | None = None
    done: date | None = None
    revised: date | None = None
    revisions: list[e.PromiseRevised] = field(default_factory=list)
    tries: list[date] = field(default_factory=list)

    @property
    def due(self) -> date:
        """The day by which it is to be kept."""
        return self.revised or self.by


@dataclass(slots=True)
class Extending:
    """An extension of a stage. `sent`: the day its notice left; `bounced`: the day it was known not to have arrived."""

    event: e.Extended
    sent: date | None
    bounced: date | None = None

    def counts(self, due: date) -> bool:
        """Whether it moves an answer that is due on this day: its notice left by then and was not returned."""
        return self.sent is not None and self.sent <= due and self.bounced is None
