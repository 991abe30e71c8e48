"""A figure as a question: which measure, over which days, of which part of the cases; and its answer."""

from __future__ import annotations

from datetime import date

from msgspec import Struct


class Question(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """`measure` is an id of `catalogue.MEASURES`; it counts what happened from `since` to `until`, both included, or,
    of what is counted on a day (open cases, what is late), stood at the end of `until`.

    `where`: which part of the cases, by dimension (`catalogue.DIMENSIONS`), such as {"brand": "wrekin"}.
    """

    measure: str
    since: date
    until: date
    where: dict[str, str] = {}


class Answer(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """`counted` things, of `of` where it is a share; `sum` where it adds up money (pence) or scores.

    `rule`: the rule and its version that it was counted by.
    """

    counted: int
    of: int | None = None
    sum: int | None = None
    rule: str = ""

    @property
    def share(self) -> float | None:
        """The share, from 0 to 1; None where there is nothing it could be a share of."""
        return self.counted / self.of if self.of else None
