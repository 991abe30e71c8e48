"""What the Tenant Satisfaction Measures CH01 and CH02 count, in each way in which they may be read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from putright.core.measures.facts import Facts, Staged
from putright.core.measures.item import Item, Measure
from putright.core.measures.items import at_number

HOMES: dict[str, tuple[str, ...]] = {
    "rented": ("lcra", "lcra_or_unknown"),
    "affordable_rent": ("lcra", "lcra_or_unknown"),
    "supported": ("lcra", "lcra_or_unknown"),
    "older": ("lcra", "lcra_or_unknown"),
    "almshouse": ("lcra", "lcra_or_unknown"),
    "temporary": ("lcra", "lcra_or_unknown"),
    "shared_ownership": ("lcho",),
    "": ("", "lcra_or_unknown"),
}
"""Which homes are low cost rental accommodation (lcra) and which low cost home ownership (lcho); no others count."""


def homes(one: Facts) -> tuple[str, ...]:
    """Which of the two the home is; `other` where it is neither."""
    return HOMES.get(one.tenure, ("other",))


def received(one: Facts) -> Iterator[Item]:
    """Each stage, by the day of receipt or of the request for stage 2."""
    if one.formal:
        for stage in one.stages:
            yield Item(stage.opened, dims=at_number(stage))


def answered(basis: str, extensions: str, year_end: str) -> Callable[[Facts], Iterator[Item]]:
    """How CH02 is counted in one of its ways: each of the words is an option of `tsm.CHOICES`."""
    of = _of_those_received if basis == "received" else _of_those_answered

    def items(one: Facts) -> Iterator[Item]:
        for stage in one.stages if one.formal else ():
            due = stage.code_last_due if extensions == "counted" else stage.code_due
            if due:
                yield from of(stage, due, year_end)

    return items


def _of_those_received(stage: Staged, due: date, year_end: str) -> Iterator[Item]:
    if not (stage.ended and stage.ended <= due):
        settled = min(stage.answered or due, due) if year_end == "left_out" else None
        hit = bool(stage.answered and stage.answered <= due)
        yield Item(stage.opened, hit, dims=at_number(stage), known=settled)


def _of_those_answered(stage: Staged, due: date, year_end: str) -> Iterator[Item]:
    if stage.answered:
        yield Item(stage.answered, stage.answered <= due, dims=at_number(stage))


WAYS: dict[tuple[str, str, str], str] = {
    ("received", "counted", "counted"): "ch02",
    ("received", "counted", "left_out"): "ch02_due",
    ("received", "not_counted", "counted"): "ch02_first_date",
    ("received", "not_counted", "left_out"): "ch02_due_first_date",
    ("answered", "counted", "counted"): "ch02_answered",
    ("answered", "counted", "left_out"): "ch02_answered",
    ("answered", "not_counted", "counted"): "ch02_answered_first_date",
    ("answered", "not_counted", "left_out"): "ch02_answered_first_date",
}
"""The measure by which CH02 is counted, for each way of reading it: basis, extensions, year_end."""


def _ch02(way: tuple[str, str, str]) -> Measure:
    basis, extensions, year_end = way
    those = "received" if basis == "received" else "answered in the period"
    left_out = ", or whose date had not come by the end of the period" if year_end == "left_out" else ""
    moved = ", as moved by extensions that count" if extensions == "counted" else ", extensions not counted"
    return Measure(
        id=WAYS[way], title="CH02: answered within the Code's timescales", items=answered(*way), unit="percent",
        share=True, code=True, by=("stage",), needs="stages", cites=("C24-8.1",),
        explanation=f"Of the complaints at each stage that were {those}, those answered by the date of the Code"
        f"{moved}. What ended without an answer by that date, such as by being withdrawn or refused{left_out}, is left "
        "out, and so is an anonymous complaint, which has no date.",
    )  # fmt: skip


MEASURES = (
    Measure(
        id="ch01", title="CH01: complaints received", items=received, code=True, by=("stage",), needs="stages",
        cites=("C24-8.1",),
        explanation="Complaints at each stage by the day of receipt, or of the request for stage 2, those refused or "
        "withdrawn later among them. One that was opened again counts as received again on that day.",
    ),
    *({WAYS[way]: _ch02(way) for way in reversed(WAYS)}.values()),
)  # fmt: skip
