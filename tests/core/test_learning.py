"""What is learnt: whose it is, what comes first, who owns what is done about it, and by when."""

from __future__ import annotations

from datetime import date

import pytest

from putright.core import events as e
from putright.core.case import Case
from putright.core.decide import decide
from putright.core.duties import find
from putright.core.policy import Person
from putright.core.state import fold
from putright.core.timeline import entries
from putright.data import load_policy

DAY = date(2026, 6, 1)
PEOPLE = {
    "ana": Person("ana", frozenset(["manager"]), True, "housing", "Ana Field", None, True),
    "ben": Person("ben", frozenset(["manager"]), True, "repairs", "Ben Cole", None, True),
}


def case(*more: e.Event, about: tuple[str, ...] = ()) -> Case:
    first = e.Received(on=DAY, channel="phone", from_="tenant", about=about)
    return Case.of(fold([first, *more]), load_policy("willow-tree"), PEOPLE)


def rules(of: Case, event: e.Event) -> list[str]:
    return [reason.rule for reason in decide(of, event)]


LESSON = e.LessonRecorded(on=DAY, id="l1", what="Visits are lost", failing="delay", cause="systems", service="charges")
ACTION = e.ActionSet(on=DAY, id="a1", what="The diary warns", by=date(2026, 7, 1), owner="ana", lesson="l1")


@pytest.mark.provision("WTP-22", "C20-B6.5")
@pytest.mark.parametrize("event", [
    e.LessonRecorded(on=DAY, what="ANA FIELD forgot it"), e.ActionSet(on=DAY, id="a9", what="Talk to Ana Field"),
])  # fmt: skip
def test_what_is_learnt_names_nobody_who_works_here(event: e.Event) -> None:
    assert rules(case(), event) == ["lesson_not_blame"]
    assert decide(case(), event)[0].cites == ("WTP-03", "WTP-22")


def test_a_lesson_is_recorded_once_under_its_id() -> None:
    assert rules(case(LESSON), LESSON) == ["possible_now"]
    assert not rules(case(LESSON), e.LessonRecorded(on=DAY, what="As lessons were written before they had ids"))


def test_an_action_is_about_a_lesson_of_the_case() -> None:
    assert rules(case(), ACTION) == ["possible_now"]
    assert not rules(case(LESSON), ACTION)


@pytest.mark.parametrize(("owner", "about", "refused"), [
    ("ana", (), False), ("manager", (), False), ("mrc", (), False), ("nobody", (), True), ("ana", ("ana",), True),
])  # fmt: skip
def test_an_owner_is_known_and_may_know_of_it(owner: str, about: tuple[str, ...], refused: bool) -> None:
    found = rules(case(about=about), e.ActionSet(on=DAY, id="a1", what="The diary warns", owner=owner))
    assert (found == ["action_owner"]) is refused


def test_only_what_was_set_is_done_and_once() -> None:
    done = e.ActionCompleted(on=DAY, id="a1", proof="A picture")
    assert rules(case(LESSON), done) == ["possible_now"]
    assert not rules(case(LESSON, ACTION), done)
    assert rules(case(LESSON, ACTION, done), done) == ["possible_now"]
    assert rules(case(LESSON, ACTION, done), ACTION) == ["possible_now"]


@pytest.mark.parametrize("event", [e.Classified(on=DAY), e.HomeRecorded(on=DAY)])
def test_nothing_is_put_on_record_that_says_nothing(event: e.Event) -> None:
    assert rules(case(), event) == ["possible_now"]


@pytest.mark.provision("WTP-22", "C20-B6.8")
def test_an_action_is_owed_by_its_day_as_it_was_last_given() -> None:
    moved = e.ActionSet(on=DAY, id="a1", what="The diary warns", by=date(2026, 8, 1), owner="ben", lesson="l1")
    first, later = (find(case(*events), "action:a1") for events in ((LESSON, ACTION), (LESSON, ACTION, moved)))
    assert first
    assert later
    assert (first.due, first.status(date(2026, 7, 2))) == (date(2026, 7, 1), "overdue")
    assert (later.due, later.status(date(2026, 7, 2))) == (date(2026, 8, 1), "open")
    assert first.cites == ("WTP-22", "C24-9.1")
    kept = case(LESSON, ACTION, moved).state.learning.actions["a1"]
    assert (kept.first, kept.event.owner) == (date(2026, 7, 1), "ben")


def test_it_is_told_in_sentences() -> None:
    told = entries([
        e.Received(on=DAY, channel="phone", from_="tenant"), LESSON, ACTION,
        e.ActionCompleted(on=DAY, id="a1", proof="A picture"),
        e.Classified(on=DAY, categories=("late",), services=("charges",)),
        e.HomeRecorded(on=DAY, tenure="affordable_rent", area="WV10"),
    ], {"ana": "Ana Field"})  # fmt: skip
    assert [one.sentence for one in told[1:]] == [
        "Lesson recorded: an unreasonable delay, because of how a system works, in rent and charges",
        "Action set (a1) for Ana Field, by 1 July 2026",
        "Action a1 completed",
        "Sorted by what it turned out to be about: late, rent and charges",
        "The home it is about: affordable rent, WV10",
    ]
    assert ("What shows it", "A picture") in told[3].details
