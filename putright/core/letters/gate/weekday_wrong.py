"""Every date there is such a day, and it falls on the weekday it is given."""

from __future__ import annotations

from collections.abc import Iterator

from putright.core import workdays
from putright.core.letters import prose
from putright.core.letters.gate.base import Checked, Finding, rule


@rule(
    must=False,
    title="Dates exist",
    why="“Monday 12 June” that is a Friday is two promises, and the reader will wait in on the wrong one.",
)
def weekday_wrong(checked: Checked) -> Iterator[Finding]:
    """A finding for each date that does not exist, or whose weekday is another."""
    for passage in checked.passages:
        for said in prose.dates(passage.text, checked.on):
            if said.on is None:
                yield passage.found(f"There is no {said.text}.", said.text, "Look the date up again.")
            elif said.weekday is not None and not said.falls_on(said.weekday):
                right = prose.DAYS_OF_THE_WEEK[said.on.weekday()]
                yield passage.found(
                    f"{workdays.said(said.on)} is a {right}.", said.text, "Put the weekday or the date right."
                )
