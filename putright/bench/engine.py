"""Timings of the engine alone: due dates in bulk, and folding and assessing cases."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from importlib.util import find_spec
from random import Random

from putright import data
from putright.bench import story
from putright.bench.figures import Figure, seconds
from putright.core import events
from putright.core.case import Case
from putright.core.duties import obligations
from putright.core.policy import Person
from putright.core.state import fold
from putright.core.workdays import Calendar

PEOPLE = {
    "ana": Person("ana", frozenset(["complaints_officer"])),
    "rob": Person("rob", frozenset(["manager"])),
}
DISTINCT = 500
DATES = "Due dates"
CASES = "Folding and assessing"


def dates(number: int) -> Iterator[Figure]:
    """The tenth working day after each of many receipts, by table and by numpy on the same calendar."""
    calendar = data.load_calendar("england-and-wales")
    first, days = calendar.first, (calendar.last - calendar.first).days - 60
    random = Random(8)  # noqa: S311 (a fixed sequence)
    receipts = [first + timedelta(random.randrange(days)) for _ in range(number)]
    building = seconds(lambda: calendar.table(10))
    table = calendar.table(10)
    taken = min(seconds(lambda: [table[day] for day in receipts]) for _ in range(3))
    beside = _by_numpy(calendar, receipts, [table[day] for day in receipts])
    note = "numpy is not installed: nothing to compare with" if beside is None else "both gave the same dates"
    what, rate = f"{number:,} due dates", "numpy's rate"
    yield Figure(DATES, what, taken * 1000, "ms", beside, "numpy.busday_offset", rate, note)
    yield Figure(DATES, "building the table", building * 1000, "ms", note="once for each calendar and period")


def _by_numpy(calendar: Calendar, receipts: list[date], due: list[date]) -> float | None:
    if not find_spec("numpy"):
        return None
    import numpy as np  # noqa: PLC0415 (a development package)

    working = np.busdaycalendar(holidays=np.array(list(calendar.holidays), dtype="datetime64[D]"))
    days = np.array(receipts, dtype="datetime64[D]")
    taken = min(seconds(lambda: np.busday_offset(days, 10, roll="backward", busdaycal=working)) for _ in range(3))
    theirs = np.busday_offset(days, 10, roll="backward", busdaycal=working)
    if not (theirs == np.array(due, dtype="datetime64[D]")).all():
        raise AssertionError("numpy gives other due dates")
    return taken * 1000


def cases(number: int) -> Iterator[Figure]:
    """Reading, folding and assessing cases of forty events, on one core."""
    policy, today = data.load_policy(story.PACK), date(2026, 6, 1)
    raw = [story.full(date(2024, 4, 1) + timedelta(n), "ana", "rob", "The roof leaks.") for n in range(DISTINCT)]
    decoded = [[events.decode(line) for line in lines] for lines in raw]

    def assess(happened: list[events.Event]) -> list[str]:
        return [duty.status(today) for duty in obligations(Case.of(fold(happened), policy, PEOPLE))]

    def assess_all() -> None:
        for n in range(number):
            assess(decoded[n % DISTINCT])

    def read_all() -> None:
        for n in range(number):
            assess([events.decode(line) for line in raw[n % DISTINCT]])

    goal = "4,000 a second for each core"
    rate = "cases a second for each core"
    yield Figure(CASES, f"{number:,} cases of 40 events, decoded", number / seconds(assess_all), rate, goal=goal)
    yield Figure(CASES, f"{number:,} cases of 40 events, from JSON values", number / seconds(read_all), rate, goal=goal)
