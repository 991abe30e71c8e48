"""Recording on a case what it teaches, whose it is to do, that it is done, and telling whoever complained."""

from __future__ import annotations

from datetime import date

import pytest

from putright.core import events as e
from tests.apps.case import stories as s
from tests.apps.case.test_steps import opened, take, typed

LESSON = {"what": "Visits are lost when the diary is moved", "service": "property_condition",
          "cause": "appointments", "failing": "delay"}  # fmt: skip
SET = {"what": "The diary warns before a visit is moved", "by": date(2026, 6, 1)}


@pytest.fixture
def learnt(desk, world):
    """A case with a lesson."""
    reference = s.told(world, s.event("assigned", to=world.handler.key))
    take(desk, world, reference, "lesson_recorded", **LESSON)
    return reference


@pytest.mark.provision("WTP-22", "C24-9.1")
def test_a_lesson_says_what_failed_why_and_where(desk, world, learnt):
    found = opened(world, learnt).events[-1]
    assert found == e.LessonRecorded(on=date(2026, 4, 16), id="l1", **LESSON)
    room = desk.get(f"/cases/{learnt}/learning").content.decode()
    assert "Visits are lost when the diary is moved" in room
    assert "Service: the condition of homes. Cause: how visits are booked." in room


@pytest.mark.parametrize("missing", ["service", "cause", "what"])
def test_a_lesson_without_them_is_not_taken(desk, world, missing):
    address = f"/cases/{s.told(world)}/lesson_recorded"
    answer = desk.post(address, typed(desk.get(address), **{**LESSON, missing: ""}))
    assert answer.status_code == 422
    assert missing in answer.context["form"].errors


@pytest.mark.provision("WTP-22")
def test_a_lesson_that_names_a_colleague_comes_back_with_its_words(desk, world):
    address = f"/cases/{s.told(world)}/lesson_recorded"
    words = f"{world.handler.name} forgot the visit"
    answer = desk.post(address, typed(desk.get(address), **{**LESSON, "what": words}))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert f"never a person&#x27;s: leave out {world.handler.name} (WTP-03, WTP-22)" in page
    assert words in page


@pytest.mark.provision("WTP-22", "HSP-32", "C20-B6.8")
def test_an_owner_finds_the_action_under_what_is_due_and_sees_nothing_else(desk, client, world, learnt):
    owner = world.who["front_line"]
    found = take(desk, world, learnt, "action_set", **SET, lesson="l1", owner=owner.key)
    assert (found.id, found.lesson, found.owner) == ("a1", "l1", owner.key)
    client.force_login(owner)
    assert "Do something that we learnt" in client.get("/").content.decode()
    page = client.get(f"/cases/{learnt}/improving/a1")
    assert "The diary warns before a visit is moved" in page.content.decode()
    assert "Adeyemi" not in page.content.decode()
    assert client.get(f"/cases/{learnt}").status_code == 404
    answer = client.post(f"/cases/{learnt}/improving/a1", typed(page, proof="A picture of the warning"))
    assert answer.status_code == 302
    assert opened(world, learnt).state.learning.actions["a1"].proof == "A picture of the warning"


def test_nobody_else_opens_the_owners_page(desk, world, learnt):
    take(desk, world, learnt, "action_set", **SET, owner=world.who["manager_2"].key)
    assert desk.get(f"/cases/{learnt}/improving/a1").status_code == 404


def test_an_action_gets_another_date_and_keeps_its_first(desk, world, learnt):
    take(desk, world, learnt, "action_set", **SET, lesson="l1")
    page = desk.get(f"/cases/{learnt}/action_set?id=a1")
    assert page.context["form"]["what"].value() == SET["what"]
    take(desk, world, learnt, "action_set", id="a1", what=SET["what"], by=date(2026, 7, 1))
    assert "The first date was 1 June 2026" in desk.get(f"/cases/{learnt}/learning").content.decode()
    assert list(opened(world, learnt).state.learning.actions) == ["a1"]


def test_a_day_that_has_passed_is_no_day_to_do_it_by(desk, world, learnt):
    address = f"/cases/{learnt}/action_set"
    answer = desk.post(address, typed(desk.get(address), what="x", by=date(2026, 4, 1)))
    assert "still to come" in str(answer.context["form"].errors["by"])


@pytest.mark.provision("C20-B6.2")
def test_whoever_complained_is_told_what_changed_by_an_update_begun_for_them(desk, world, learnt):
    take(desk, world, learnt, "action_set", **SET, lesson="l1")
    address = f"/cases/{learnt}/action_completed"
    answer = desk.post(address, typed(desk.get(address), id="a1", proof="The new screen", tell=True))
    assert answer.status_code == 302
    assert answer.url == f"/cases/{learnt}/letters/update-sent?learnt=a1"
    begun = desk.get(answer.url).context["form"]["what"].value()
    assert begun == (
        "Your complaint taught us something: Visits are lost when the diary is moved. Because of your complaint we have"
        " done this: The diary warns before a visit is moved."
    )


def test_what_it_was_about_begins_with_what_was_thought_and_the_last_word_counts(desk, world):
    reference = s.told(world, categories=["late"])
    take(desk, world, reference, "lesson_recorded", **LESSON)
    form = desk.get(f"/cases/{reference}/classified").context["form"]
    assert (form["categories"].value(), form["services"].value()) == (["late"], ["property_condition"])
    take(desk, world, reference, "classified", categories=["not_done"], services=["charges"])
    assert opened(world, reference).state.learning.classified.categories == ("not_done",)


def test_which_home_it_is_about_by_hand(desk, world):
    found = take(desk, world, s.told(world), "home_recorded", tenure="shared_ownership", area="Elm House")
    assert (found.tenure, found.area) == ("shared_ownership", "Elm House")


def test_what_is_upheld_asks_for_its_lesson_next(desk, world):
    reference = s.told(world, *s.answered(world))
    assert "Something went wrong: what does it teach?" in desk.get(f"/cases/{reference}").content.decode()
    take(desk, world, reference, "lesson_recorded", **LESSON)
    assert "what does it teach?" not in desk.get(f"/cases/{reference}").content.decode()
