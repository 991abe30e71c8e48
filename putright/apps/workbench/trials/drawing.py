"""The weeks of a trial as charts and tables: answers falling due and handlers busy, under both policies."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from putright.core.busy import Pair, Week
from putright.core.reporting import html
from putright.core.reporting.shapes import Cell, Chart, Heading, Report, Table

SHOWN = 52
"""Weeks in the chart and the table of weeks: the last year of them."""
PARTS: tuple[tuple[str, Callable[[Week], Pair]], ...] = (
    ("Answers falling due", lambda week: week.due),
    ("Handlers with an answer in hand", lambda week: week.busy),
    ("Answers in hand", lambda week: week.held),
)
"""What is counted of a week: what it is called, and where it stands."""


def body(weeks: Sequence[Week], as_of: date) -> str:
    """The weeks up to a day as HTML. Later ones are left out: complaints that fall due in them have still to come."""
    past = [week for week in weeks if week.monday <= as_of]
    blocks = (_altogether(past), *_by_week(past[-SHOWN:])) if past else ()
    return html.body(Report(id="trial", title="", organisation="", since=as_of, until=as_of, blocks=blocks), level=3)


def _altogether(weeks: Sequence[Week]) -> Table:
    """How much it is in an average week and in the busiest, and by how much that differs."""
    rows = [row for name, pair in PARTS for row in _two(name, [pair(week) for week in weeks])]
    head = ("Each week", "As it was", "Under the draft", "Difference")
    return Table(id="altogether", caption=f"In {len(weeks)} weeks", head=head, rows=tuple(rows))


def _two(name: str, pairs: Sequence[Pair]) -> Iterator[tuple[Cell, ...]]:
    averages = [sum(pair[side] for pair in pairs) / len(pairs) for side in (0, 1)]
    most = [max(pair[side] for pair in pairs) for side in (0, 1)]
    for said, (was, would), unit in ((f"{name}, on average", averages, "rate"), (f"{name}, at most", most, "count")):
        difference = f"{round(would, 1) - round(was, 1):+,.1f}" if unit == "rate" else f"{would - was:+,}"
        yield (
            Cell(value=said), Cell(value=was, unit=unit), Cell(value=would, unit=unit),  # type: ignore[arg-type]
            Cell(value="0" if not float(difference.replace(",", "")) else difference.replace("-", "\N{MINUS SIGN}")),
        )  # fmt: skip


def _by_week(weeks: Sequence[Week]) -> Iterator[Heading | Chart | Table]:
    """Answers falling due and handlers busy: a chart of each, over one table."""
    rows = tuple(
        (
            Cell(value=week.monday.isoformat(), unit="date"),
            *(Cell(value=n, unit="count") for _, pair in PARTS[:2] for n in pair(week)),
        )
        for week in weeks
    )
    said = ("as it was", "under the draft")
    head = ("Week from", *(f"{short}, {side}" for short in ("Due", "Busy") for side in said))
    for at, (name, _) in enumerate(PARTS[:2]):
        columns = (at * 2 + 1, at * 2 + 2)
        yield Heading(text=f"{name}, week by week")
        yield Chart(table="by-week", kind="lines", title=f"{name}, week by week", columns=columns)
    caption = f"Answers falling due and handlers busy, in the last {len(weeks)} weeks"
    yield Table(id="by-week", caption=caption, head=head, rows=rows)
