"""Lessons and actions across cases: they follow the log, and nobody finds there what they may not see."""

from __future__ import annotations

import pytest

from putright.apps.casework.models import Case
from putright.apps.learning import following
from putright.apps.learning.models import Action, Cursor, Lesson
from tests.apps import cases
from tests.apps.learning.conftest import NOW, TODAY


@pytest.mark.provision("WTP-22", "C20-B6.6", "C24-9.2")
def test_the_worker_follows_the_log_and_makes_the_same_anew(landlord, learnt):
    def rows():
        lessons = Lesson.objects.values_list("case", "key", "cause", "service", "failing")
        acts = Action.objects.order_by("key").values_list("key", "lesson", "owner", "role", "due", "done_on")
        return [*lessons], [*acts]

    before = rows()
    assert [key for key, *_ in before[1]] == ["a1", "a2"]
    assert not following.run_once(NOW)
    following.rebuild(landlord)
    assert rows() == before


def test_it_goes_on_where_it_stopped(landlord, learnt, monkeypatch):
    Cursor.objects.all().delete()
    Lesson.objects.all().delete()
    Action.objects.all().delete()
    monkeypatch.setattr(following, "BATCH", 2)
    assert [following.run_once(NOW) for _ in range(5)] == [True, True, True, True, False]
    assert (Lesson.objects.count(), Action.objects.count()) == (1, 2)


@pytest.mark.provision("WTP-22", "HSP-32")
def test_lessons_by_service_cause_and_period(una, learnt):
    page = una.get("/learning/lessons").content.decode()
    assert "Visits are lost when the diary is moved" in page
    assert "0 of 1 done" in page
    assert (
        "Visits are lost" in una.get("/learning/lessons?cause=appointments&service=property_condition").content.decode()
    )
    assert "No lesson answers" in una.get("/learning/lessons?cause=records").content.decode()
    late = "since-day=1&since-month=4&since-year=2026"
    assert "No lesson answers" in una.get(f"/learning/lessons?{late}").content.decode()


@pytest.mark.provision("WTP-22")
def test_actions_open_late_done_and_whose(una, client, people, learnt):
    late = una.get("/learning/actions?state=late").content.decode()
    assert "The diary warns" in late
    assert people.ben.name in late
    done = una.get("/learning/actions?state=done").content.decode()
    assert "The planners are trained" in done
    assert "The diary warns" not in done
    assert "Nothing is open" in una.get("/learning/actions?whose=mine").content.decode()
    client.force_login(people.ben)
    assert "The diary warns" in client.get("/learning/actions?whose=mine").content.decode()


def test_an_owner_who_may_not_see_the_case_is_led_to_the_action_alone(client, people, tell, landlord):
    case = tell(9, "A roof", ("assigned", {"to": people.cat.key}),
                ("action_set", {"id": "a1", "what": "Roofs are looked at", "owner": people.ben.key}))  # fmt: skip
    following.follow_all(landlord)
    client.force_login(people.ben)
    page = client.get("/learning/actions").content.decode()
    assert f"/cases/{case.reference}/improving/a1" in page
    assert f"/cases/{case.reference}/learning" not in page


def test_nobody_finds_what_is_kept_from_them(client, people, tell, landlord):
    case = tell(
        9, "Rude", ("lesson_recorded", {"what": "Calls are recorded", "cause": "training"}), about=[people.una.key]
    )
    following.follow_all(landlord)
    client.force_login(people.una)
    for address in ("/learning/", "/learning/lessons", "/learning/actions", "/learning/suggestions"):
        page = client.get(address).content.decode()
        assert case.reference not in page
        assert "Calls are recorded" not in page
    client.force_login(people.rob)
    assert client.get("/learning/lessons").status_code == 200


def test_words_that_were_disposed_of_are_gone_here_too(una, landlord, learnt):
    with cases.log.open(landlord, learnt.reference) as opened:
        cases.log.erase(opened, NOW)
    page = una.get("/learning/lessons").content.decode()
    assert "Visits are lost" not in page
    assert "property" not in page or "The condition of homes" in page
    assert Case.objects.filter(pk=learnt.pk).exists()


@pytest.mark.provision("C20-B6.9")
def test_staff_supported_is_a_number_without_names(una, people, learnt):
    page = una.get("/learning/").content.decode()
    assert "support was offered 1 time to somebody who was complained about" in page


@pytest.mark.parametrize("who", ["flo", "max"])
def test_those_who_do_not_learn_find_no_page(client, people, who):
    client.force_login(getattr(people, who))
    assert client.get("/learning/").status_code == 403


def test_lists_have_pages(una, tell, landlord):
    for n in range(26):
        tell(3, "x", ("lesson_recorded", {"what": f"Lesson {n}", "cause": "records"}))
    following.follow_all(landlord)
    assert "?page=2" in una.get("/learning/lessons").content.decode()
    assert una.get("/learning/lessons?page=2").content.decode().count("<tr role") == 2
    assert una.get("/learning/lessons?page=x").status_code == 200


def test_today_is_the_day_of_these_tests():
    assert NOW.date() == TODAY
