"""Tables of dates of the law on hazards in the home, through the law as it is shipped."""

from __future__ import annotations

from datetime import date, time

import pytest

from putright.core import events as e
from putright.core.case import Case
from putright.core.duties import Obligation, find, obligations
from putright.core.explain import in_words
from putright.core.state import fold
from putright.core.workdays import after_hours
from putright.data import load_policy

EMERGENCIES = [
    # learnt on, at: due on, at
    ("2026-03-23", "09:12", "2026-03-24", "09:12"),  # a Monday
    ("2026-03-27", "17:45", "2026-03-28", "17:45"),  # Friday evening into Saturday
    ("2026-03-28", "00:30", "2026-03-29", "00:30"),  # ends before the clocks go forward
    ("2026-03-28", "09:12", "2026-03-29", "10:12"),  # the night of 23 hours
    ("2026-03-29", "01:30", "2026-03-30", "02:30"),  # an hour that the wall clock does not have
    ("2026-04-03", "10:00", "2026-04-04", "10:00"),  # Good Friday
    ("2026-10-24", "09:12", "2026-10-25", "08:12"),  # the night of 25 hours
    ("2026-10-24", "00:30", "2026-10-25", "00:30"),  # ends before the clocks go back
    ("2026-10-25", "01:30", "2026-10-26", "00:30"),  # the hour that comes twice: the first of them
    ("2026-12-24", "16:00", "2026-12-25", "16:00"),  # Christmas Eve
    ("2026-12-31", "23:59", "2027-01-01", "23:59"),  # New Year
    ("2026-12-25", None, "2026-12-25", None),  # no hour: that same day
    ("2026-03-29", None, "2026-03-29", None),
]
SIGNIFICANT = [
    # learnt: investigate by; investigated: summary by, safe by, works begun by
    ("2026-03-26", "2026-04-13", "2026-04-02", "2026-04-09", "2026-04-13", "2026-06-25"),  # over Easter
    ("2026-03-28", "2026-04-14", "2026-03-30", "2026-04-02", "2026-04-08", "2026-06-22"),  # a Saturday
    ("2026-04-24", "2026-05-11", "2026-05-01", "2026-05-07", "2026-05-11", "2026-07-24"),  # the May bank holiday
    ("2026-12-18", "2027-01-06", "2026-12-23", "2026-12-30", "2027-01-04", "2027-03-17"),  # Christmas
    ("2026-12-24", "2027-01-12", "2026-12-24", "2026-12-31", "2027-01-05", "2027-03-18"),
    ("2027-03-12", "2027-03-30", "2027-03-25", "2027-04-01", "2027-04-05", "2027-06-17"),  # Easter 2027
    ("2025-10-27", "2025-11-10", "2025-10-27", "2025-10-30", "2025-11-03", "2026-01-19"),  # the law's first day
    ("2026-08-21", "2026-09-07", "2026-08-28", "2026-09-03", "2026-09-07", "2026-11-20"),  # August
]


def case(*more: e.Event, source: e.Source = "tenant") -> Case:
    first = e.Received(on=more[0].on, channel="phone", from_=source)
    return Case.of(fold([first, *more]), load_policy("model-2024"), {})


def reported(on: str, hour: str | None = None, **more: object) -> e.HazardReported:
    fields: dict[str, object] = {"hazard": "damp_and_mould", "emergency": False, **more}
    return e.HazardReported(on=date.fromisoformat(on), id="h1", time=hour, what="Damp", **fields)  # type: ignore[arg-type]


def duty(found: Case, clock: str) -> Obligation:
    one = find(found, f"hazard:h1.{clock}")
    assert one
    return one


@pytest.mark.provision("AWL-4", "AWL-10")
@pytest.mark.parametrize(("on", "at", "due", "by"), EMERGENCIES)
def test_an_emergency_has_24_hours_of_the_clock(on: str, at: str | None, due: str, by: str | None) -> None:
    found = case(reported(on, at, emergency=True))
    for clock in ("investigate", "safe"):
        one = duty(found, clock)
        assert one.due == date.fromisoformat(due)
        assert one.due_time == (time.fromisoformat(by) if by else None)


@pytest.mark.provision("AWL-5", "AWL-6", "AWL-7", "AWL-8", "AWL-10")
@pytest.mark.parametrize(("learnt", "investigate", "investigated", "summary", "safe", "works"), SIGNIFICANT)
def test_a_significant_hazard(
    learnt: str, investigate: str, investigated: str, summary: str, safe: str, works: str
) -> None:
    looked = e.HazardInvestigated(on=date.fromisoformat(investigated), id="h1", found="significant", what="Mould")
    found = case(reported(learnt), looked)
    wanted = {"investigate": investigate, "summary": summary, "safe": safe, "works": works, "rehouse": safe}
    assert {name: str(duty(found, name).due) for name in wanted} == wanted


@pytest.mark.parametrize(("done", "status"), [("09:11", "met"), ("09:12", "met"), ("09:13", "met_late"), (None, "met")])
def test_the_hour_decides_whether_it_was_late(done: str | None, status: str) -> None:
    safe = e.HazardMadeSafe(on=date(2026, 3, 24), id="h1", time=done)
    assert duty(case(reported("2026-03-23", "09:12", emergency=True), safe), "safe").status(date(2026, 3, 24)) == status


@pytest.mark.parametrize(("day", "at", "status"), [
    (23, time.max, "open"), (24, time(9, 12), "open"), (24, time(9, 13), "overdue"), (24, time.max, "overdue"),
])  # fmt: skip
def test_how_it_stands_at_an_hour(day: int, at: time, status: str) -> None:
    one = duty(case(reported("2026-03-23", "09:12", emergency=True)), "safe")
    assert one.status(date(2026, 3, day), at) == status


def test_an_hour_is_said_in_words() -> None:
    found = case(reported("2026-03-28", "09:12", emergency=True))
    assert in_words(duty(found, "safe").derivations[0], found.policy.calendar) == (
        "24 hours from 09:12 on Saturday 28 March 2026 (known to us), by the law: 10:12 on Sunday 29 March 2026."
    )


def test_told_again_it_keeps_its_day_and_an_emergency_counts_from_when_that_was_known() -> None:
    found = case(reported("2026-06-01"), reported("2026-06-03", "11:00", emergency=True))
    assert (duty(found, "investigate").due, duty(found, "safe").due) == (date(2026, 6, 4), date(2026, 6, 4))
    assert find(found, "hazard:h1.summary")
    late = case(reported("2026-06-01"), reported("2026-06-16", "11:00", emergency=True))
    assert duty(late, "safe").due_time == time(11)


def test_no_duty_of_a_hazard_where_there_is_none() -> None:
    assert not [d for d in obligations(case(e.FlagRaised(on=date(2026, 6, 1), flag="petition"))) if "hazard" in d.name]


def test_hours_need_an_instant() -> None:
    assert after_hours(date(2026, 6, 1), None, 24) == (date(2026, 6, 1), None)
    assert after_hours(date(2026, 6, 1), None, 48) == (date(2026, 6, 2), None)
    assert after_hours(date(2026, 6, 1), time(9), 48) == (date(2026, 6, 3), time(9))
