"""Unreasonable behaviour and restrictions on contact."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from putright.core.case import Case
from putright.core.warnings.base import warning


@warning
def contact_restricted(case: Case, as_of: date) -> Iterator[str]:
    restriction = case.state.restriction
    if restriction:
        what = restriction.what.strip().rstrip(".")
        yield f"Contact is restricted: {what}. New complaints, safety reports, updates and the redress body stay open"


@warning
def review_date_missing(case: Case, as_of: date) -> Iterator[str]:
    if case.state.restriction and not case.state.restriction.review_on:
        yield "The restriction on contact has no review date"


@warning
def no_warning_first(case: Case, as_of: date) -> Iterator[str]:
    restriction = case.state.restriction
    if restriction and not case.state.conduct.warnings and not restriction.without_warning.strip():
        yield "Contact was restricted without a warning before it, and no reason for that is on record"
    if restriction and not case.state.conduct.incidents:
        yield "Contact is restricted and no behaviour is on record that it rests on"


@warning
def restriction_not_told(case: Case, as_of: date) -> Iterator[str]:
    conduct = case.state.conduct
    if conduct.restrictions and not conduct.told:
        yield "Tell the complainant in writing what was decided about contact, and how to appeal against it"


@warning
def appeal_waiting(case: Case, as_of: date) -> Iterator[str]:
    if case.state.conduct.appeal and case.state.restriction:
        yield "They appeal against the restriction on contact: somebody who did not decide it looks at it"
