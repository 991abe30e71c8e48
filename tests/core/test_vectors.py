"""The table of dates of three editions of the Housing Ombudsman's Code, through the editions as they are shipped."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import msgspec
import pytest

from putright.core import events as e
from putright.core.case import Case
from putright.core.duties import find
from putright.core.guards.times import latest_extension
from putright.core.policy import Policy
from putright.core.state import fold
from putright.data import load_edition, load_policy

TABLE = """
2026-11-20 2026-11-27 2026-12-04 2026-12-11 2026-12-29 2027-01-27
2026-11-21 2026-11-27 2026-12-04 2026-12-11 2026-12-29 2027-01-27
2026-12-18 2026-12-29 2027-01-06 2027-01-13 2027-01-27 2027-02-24
2026-12-23 2027-01-04 2027-01-11 2027-01-18 2027-02-01 2027-03-01
2027-03-19 2027-03-30 2027-04-06 2027-04-13 2027-04-27 2027-05-26
2023-04-28 2023-05-09 2023-05-16 2023-05-23 2023-06-07 2023-07-05
2022-09-09 2022-09-16 2022-09-26 2022-10-03 2022-10-17 2022-11-14
"""
"""Start, acknowledgement due, stage 1 of 2020, stage 1 of 2024, its extension (also stage 2), stage 2's extension."""
ROWS = [tuple(date.fromisoformat(day) for day in line.split()) for line in TABLE.split("\n") if line]
EACH_ROW = pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0].isoformat())


def under(edition: str) -> Policy:
    """A policy that sets no limits of its own."""
    policy = load_policy("model-2024")
    pack = msgspec.structs.replace(policy.pack, edition=edition, clocks={}, extensions={})
    return replace(policy, pack=pack, editions={edition: load_edition(edition)})


def received(edition: str, on: date, *more: e.Event) -> Case:
    first = e.Received(on=on, channel="email", from_="tenant")
    return Case.of(fold([first, *more]), under(edition), {})


def due(case: Case, duty: str) -> date | None:
    found = find(case, duty)
    return found.due if found else None


@EACH_ROW
@pytest.mark.provision("C20-B3.11")
def test_stage_1_of_the_2020_code(row: tuple[date, ...]) -> None:
    case = received("housing-ombudsman/2020", row[0])
    assert (due(case, "stage1.acknowledge"), due(case, "stage1.respond")) == row[1:3]


@EACH_ROW
def test_stage_1_of_the_2022_code(row: tuple[date, ...]) -> None:
    case = received("housing-ombudsman/2022", row[0])
    assert (due(case, "stage1.acknowledge"), due(case, "stage1.respond")) == row[1:3]


@EACH_ROW
@pytest.mark.provision("WTP-24", "WTP-25")
def test_stage_1_of_the_2024_code(row: tuple[date, ...]) -> None:
    case = received("housing-ombudsman/2024", row[0], e.Acknowledged(on=row[1]))
    assert (due(case, "stage1.acknowledge"), due(case, "stage1.respond")) == (row[1], row[3])
    assert latest_extension(case) == row[4]


@EACH_ROW
def test_stage_2_of_the_2024_code(row: tuple[date, ...]) -> None:
    asked = e.EscalationRequested(on=row[0])
    case = received("housing-ombudsman/2024", row[0] - timedelta(30), asked, e.Acknowledged(on=row[1]))
    assert (due(case, "stage2.acknowledge"), due(case, "stage2.respond")) == (row[1], row[4])
    assert latest_extension(case) == row[5]


@EACH_ROW
def test_the_2024_dates_before_acknowledgement_are_projected(row: tuple[date, ...]) -> None:
    assert due(received("housing-ombudsman/2024", row[0]), "stage1.respond") == row[3]
    late = received("housing-ombudsman/2024", row[0], e.Acknowledged(on=row[1] + timedelta(9)))
    assert due(late, "stage1.respond") == row[3]


@EACH_ROW
@pytest.mark.provision("C20-B3.11")
def test_2020_counts_stage_2_from_the_request(row: tuple[date, ...]) -> None:
    asked = e.EscalationRequested(on=row[0])
    case = received("housing-ombudsman/2020", row[0] - timedelta(30), asked, e.Acknowledged(on=row[0]))
    calendar = case.policy.calendar
    assert due(case, "stage2.acknowledge") == row[1]
    assert due(case, "stage2.respond") == calendar.add_working_days(row[0], 20)
    assert latest_extension(case) == calendar.add_working_days(row[0], 30)


def test_worst_cases_from_receipt() -> None:
    """Twenty-five working days at stage 1 of 2024 and forty-five at stage 2; twenty and thirty in 2020."""
    day = date(2026, 6, 1)
    for edition, first, second in (("2024", 25, 45), ("2020", 20, 30), ("2022", 20, 30)):
        case = received(f"housing-ombudsman/{edition}", day)
        add = case.policy.calendar.add_working_days
        assert latest_extension(case) == add(day, first)
        case = received(f"housing-ombudsman/{edition}", day, e.EscalationRequested(on=day))
        assert latest_extension(case) == add(day, second)
