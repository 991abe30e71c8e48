"""Stage 2 is acknowledged within the Code's time.

Five working days from the request. A week in days of the calendar can end later: from a Saturday it does.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from putright.core.lint.finding import Force, Found
from putright.core.lint.silence import unsaid
from putright.core.lint.subject import Subject
from putright.core.lint.times import READ, overruns

CODE = {
    "housing-ombudsman/2020": ("C20-B3.11",),
    "housing-ombudsman/2022": ("C22-4.1", "C22-s2-ack"),
    "housing-ombudsman/2024": ("C24-6.11",),
}
FORCE: Force = "must"


def find(subject: Subject) -> Iterator[Found]:
    """A time or a start beyond the edition's, and no time in print."""
    yield from overruns(subject, "stage2.acknowledge")
    if subject.printed and not any(subject.said("time", "stage2.acknowledge")):
        found = unsaid(
            subject,
            "how soon a request for stage 2 is acknowledged",
            "“We acknowledge your request for stage 2 within five working days of receiving it.”",
        )
        read = (subject.edition.edition, "stage2.acknowledge") in READ
        yield replace(found, force="advice") if read else found
