"""Answers falling due and handlers busy, week by week."""

from datetime import date

from putright.core.busy import Weeks
from putright.core.replay import Answer

MONDAY = date(2025, 3, 3)


def answer(handler: str, was: date | None, would: date | None, opened: date = MONDAY) -> Answer:
    return Answer(1, opened, handler, (was, would))


def test_an_answer_is_in_hand_from_its_first_day_to_its_last() -> None:
    weeks = Weeks()
    weeks.add([answer("ana", date(2025, 3, 18), date(2025, 3, 7)), answer("ana", date(2025, 3, 5), date(2025, 3, 5))])
    rows = list(weeks.rows())
    assert [row.monday for row in rows] == [date(2025, 3, 3), date(2025, 3, 10), date(2025, 3, 17)]
    assert [row.due for row in rows] == [(1, 2), (0, 0), (1, 0)]
    assert [row.held for row in rows] == [(2, 2), (1, 0), (1, 0)]
    assert [row.busy for row in rows] == [(1, 1), (1, 0), (1, 0)]


def test_what_nobody_has_makes_nobody_busy() -> None:
    weeks = Weeks()
    weeks.add([answer("", date(2025, 3, 5), None)])
    (row,) = weeks.rows()
    assert (row.due, row.busy, row.held) == ((1, 0), (0, 0), (1, 0))


def test_weeks_without_anything_stand_between_those_with_something() -> None:
    weeks = Weeks()
    weeks.add([answer("ana", date(2025, 3, 5), date(2025, 3, 5))])
    weeks.add([answer("rob", date(2025, 3, 26), date(2025, 3, 26), opened=date(2025, 3, 24))])
    assert [row.held[0] for row in weeks.rows()] == [1, 0, 0, 1]
    assert list(Weeks().rows()) == []


def test_what_is_taken_out_again_was_never_there() -> None:
    kept, hidden = answer("ana", date(2025, 3, 18), MONDAY), answer("rob", date(2025, 3, 11), date(2025, 3, 25))
    weeks, alone = Weeks(), Weeks()
    weeks.add([kept, hidden])
    weeks.add([hidden], by=-1)
    alone.add([kept])
    assert list(weeks.rows()) == list(alone.rows())


def test_parts_add_up() -> None:
    one, other, whole = Weeks(), Weeks(), Weeks()
    first, second = answer("ana", date(2025, 3, 18), MONDAY), answer("ana", date(2025, 3, 11), date(2025, 3, 25))
    one.add([first])
    other.add([second])
    whole.add([first, second])
    one.merge(other)
    assert list(one.rows()) == list(whole.rows())
