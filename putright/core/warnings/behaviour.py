"""Unreasonable behaviour and restrictions on contact."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from putright.core.case import Case
from putright.core.warnings.base import warning


@warning
def review_date_missing(case: Case, as_of: date) -> Iterator[str]:
    if case.state.restriction and not case.state.restriction.review_on:
        yield "The restriction on contact has no review date"
