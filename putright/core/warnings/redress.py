"""The redress body: its requests, determinations and orders."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from putright.core.case import Case
from putright.core.warnings.base import warning

DIRECT_ACCESS_FROM = date(2022, 10, 1)
"""The Building Safety Act 2022 ended the designated-person route and its eight weeks (C20-B3.9)."""


@warning
def designated_person(case: Case, as_of: date) -> Iterator[str]:
    second = case.state.stages.get(2)
    told = "designated_person" in case.policy.edition.warnings
    if told and second and second.response and second.response.on < DIRECT_ACCESS_FROM:
        yield "Final decision before 1 October 2022: for eight weeks the way to the Ombudsman is a designated person"


@warning
def recommendation_unanswered(case: Case, as_of: date) -> Iterator[str]:
    for key, order in case.state.orders.items():
        if order.kind == "recommendation" and not order.done and key not in case.state.redress.answers:
            what = order.what.strip().rstrip(".") or f"recommendation {key}"
            yield f"Tell the redress body whether the recommendation is accepted: {what}"
