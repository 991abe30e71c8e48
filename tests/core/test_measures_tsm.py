"""The Tenant Satisfaction Measures: what the return asks, in every way in which it may be read."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest

from putright.core.measures import counting, tsm
from putright.core.measures.catalogue import MEASURES
from putright.core.measures.facts import Facts, Staged

SINCE, UNTIL = date(2025, 4, 1), date(2026, 3, 31)
STOCK = {"lcra": 4000, "lcho": 300}


def case(opened, *, tenure="rented", number=1, answered=None, ended=None, extended=(), formal=True, apart=False):
    """A complaint at one stage, due on the twentieth of the month in which it came, or of the next."""
    due = date(2026, 4, 20) if opened >= date(2026, 3, 21) else opened.replace(day=28)
    stage = Staged(number=number, opened=opened, due=due, code_due=due, last_due=due, answered=answered, ended=ended,
                   extended=extended)  # fmt: skip
    return Facts(reference="X", received=opened, last=opened, formal=opened if formal else None, tenure=tenure,
                 apart=apart, stages=(stage,))  # fmt: skip


IN_TIME = case(date(2025, 5, 5), answered=date(2025, 5, 28))
LATE = case(date(2025, 5, 5), answered=date(2025, 5, 29))
NEVER = case(date(2025, 5, 5))
EXTENDED = case(date(2025, 6, 2), answered=date(2025, 7, 8), extended=((date(2025, 6, 20), date(2025, 7, 10), True),))
TOO_LATE = case(date(2025, 6, 2), answered=date(2025, 7, 8), extended=((date(2025, 6, 30), date(2025, 7, 10), False),))
FROM_LAST_YEAR = case(date(2025, 3, 25), answered=date(2025, 4, 2))
NOT_DUE_YET = case(date(2026, 3, 25))
DUE_LATER_ANSWERED = case(date(2026, 3, 25), answered=date(2026, 3, 30))
WITHDRAWN = case(date(2025, 5, 5), ended=date(2025, 5, 9))
UNKNOWN = case(date(2025, 8, 1), tenure="", answered=date(2025, 8, 4))
SHARED = case(date(2025, 8, 1), tenure="shared_ownership", answered=date(2025, 8, 4))
LEASEHOLD = case(date(2025, 8, 1), tenure="leasehold", answered=date(2025, 8, 4))
STAGE_2 = case(date(2025, 9, 1), number=2, answered=date(2025, 9, 15))
NO_COMPLAINT = case(date(2025, 9, 1), formal=False)
APART = case(date(2025, 9, 1), apart=True)
ALL = [IN_TIME, LATE, NEVER, EXTENDED, TOO_LATE, FROM_LAST_YEAR, NOT_DUE_YET, DUE_LATER_ANSWERED, WITHDRAWN, UNKNOWN,
       SHARED, LEASEHOLD, STAGE_2, NO_COMPLAINT, APART]  # fmt: skip


def lines(population=ALL, stock=STOCK, **chosen):
    asked = tsm.questions(SINCE, UNTIL, chosen)
    found = tsm.lines(counting.ask_all(asked, population), SINCE, UNTIL, stock, chosen)
    return {(one.id, one.homes, one.stage): one for one in found}


def counted(name, **chosen):
    line = lines(**chosen)[name]
    return line.counted, line.of


def test_complaints_received_in_the_year_for_each_thousand_homes():
    found = lines()

    assert {key: (one.counted, one.of, one.value) for key, one in found.items() if key[0] == "CH01"} == {
        ("CH01", "lcra", "1"): (9, 4000, 2.3),
        ("CH01", "lcra", "2"): (1, 4000, 0.3),
        ("CH01", "lcho", "1"): (1, 300, 3.3),
        ("CH01", "lcho", "2"): (0, 300, 0.0),
    }


def test_without_the_number_of_homes_the_count_stands_and_there_is_no_rate():
    line = lines(stock={})["CH01", "lcra", "1"]

    assert (line.counted, line.of, line.value) == (9, None, None)


@pytest.mark.parametrize(
    ("basis", "extensions", "year_end", "expected"),
    [
        ("received", "counted", "counted", (4, 8)),
        ("received", "counted", "left_out", (4, 7)),
        ("received", "not_counted", "counted", (3, 8)),
        ("received", "not_counted", "left_out", (3, 7)),
        ("answered", "counted", "counted", (4, 7)),
        ("answered", "counted", "left_out", (4, 7)),
        ("answered", "not_counted", "counted", (3, 7)),
        ("answered", "not_counted", "left_out", (3, 7)),
    ],
)
def test_answered_within_the_code_s_timescales_in_each_way_of_counting(basis, extensions, year_end, expected):
    """Those received: all but that of last year and the one withdrawn. FROM_LAST_YEAR was due in March."""
    chosen = {"basis": basis, "extensions": extensions, "year_end": year_end}

    assert counted(("CH02", "lcra", "1"), **chosen) == expected


def test_what_is_not_known_to_be_rented_counts_unless_it_is_left_out():
    assert counted(("CH01", "lcra", "1"), unknown="left_out") == (8, 4000)
    assert counted(("CH02", "lcra", "1"), unknown="left_out") == (3, 7)


def test_every_way_of_counting_is_a_measure_of_its_own():
    names = ("basis", "extensions", "year_end")
    chosen = [dict(zip(names, way, strict=True)) for way in product(*(tsm.CHOICES[name].options for name in names))]
    ways = [tsm.questions(SINCE, UNTIL, one)[-1].measure for one in chosen]

    assert set(ways) <= set(MEASURES)
    assert len(set(ways)) == 6


def test_a_choice_that_there_is_not_is_refused():
    with pytest.raises(ValueError, match="basis: invented"):
        tsm.questions(SINCE, UNTIL, {"basis": "invented"})


def test_every_choice_and_the_rounding_are_said_with_where_they_come_from():
    said = tsm.said(UNTIL, {"basis": "answered"})
    assert any("anonymous complaint counts in CH01" in one for one in said)
    assert any("1,000 or more such homes" in one for one in said)

    assert sum("Not verified" in one for one in said) == len(tsm.CHOICES) + 3
    assert any(one.startswith("What CH02 is a share of: of those answered in the year.") for one in said)


@pytest.mark.parametrize(
    ("day", "rule", "unseen"),
    [
        (date(2024, 3, 31), "rsh-tsm/2023-04", False),
        (UNTIL, "rsh-tsm/2024-04", False),
        (date(2027, 3, 31), "rsh-tsm/2026-10", True),
        (date(2020, 3, 31), "rsh-tsm/2023-04", False),
    ],
)
def test_the_rules_are_those_in_force_at_the_end_of_the_year(day, rule, unseen):
    assert tsm.rules_on(day).id == rule
    assert any("final text was not seen" in one for one in tsm.said(day, {})) == unseen
    assert tsm.tp09([5], day).rule == f"{rule} tp09@1"


@pytest.mark.parametrize(
    ("counted", "of", "per", "value"),
    [(1, 8, 100, 12.5), (1, 16, 100, 6.3), (13, 80, 100, 16.3), (1, 3, 100, 33.3), (2, 3, 100, 66.7), (0, 5, 100, 0.0),
     (5, 0, 100, None), (5, None, 1000, None), (9, 4000, 1000, 2.3)],
)  # fmt: skip
def test_figures_are_rounded_once_and_half_up(counted, of, per, value):
    assert tsm.rounded(counted, of, per) == value


def test_satisfaction_with_complaints_handling():
    line = tsm.tp09([1, 2, 3, 4, 4, 5], UNTIL)

    assert (line.id, line.counted, line.of, line.value) == ("TP09", 3, 6, 50.0)
    assert tsm.tp09([], UNTIL).value is None


def test_of_one_landlord_of_a_group():
    asked = tsm.questions(SINCE, UNTIL, {}, "wrekin")

    assert all(question.where["brand"] == "wrekin" for question in asked)
