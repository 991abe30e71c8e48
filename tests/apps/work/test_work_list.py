"""What is due: the right duties, to the right people, in the right order, in few statements."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from putright.apps.casework import worklist
from putright.apps.casework.models import Case, Duty
from putright.apps.casework.work import words
from putright.apps.casework.work.views import place
from tests.apps.cases import MONDAY, append, event, start
from tests.apps.small_policy import CALENDAR

DAY = timedelta(1)


def titles(response) -> list[tuple[str, str]]:
    return [(row["reference"][-1], row["title"]) for row in response.context["rows"]]


def numbers(response) -> tuple[int, int, int, int]:
    counts = response.context["counts"]
    return counts.late, counts.today, counts.soon, counts.open


def test_it_says_what_is_owed_and_how_long_is_left(get, people, landlord):
    start(landlord, people.ana, on=MONDAY)
    start(landlord, people.ana, event("assigned", to=people.ana.key, on=MONDAY - 7 * DAY), on=MONDAY - 7 * DAY)
    page = get(people.una)
    assert titles(page) == [("2", "Stage 1 acknowledgement"), ("1", "Stage 1 acknowledgement")]
    text = page.content.decode()
    for said in (
        "Due today",
        "5 working days left",
        "Wed 8 Apr 2026",
        "Rosa Adeyemi",
        "Nobody yet",
        "Ana",
        "The roof leaks.",
    ):
        assert said in text


@pytest.mark.parametrize(("due", "said"), [
    (date(2026, 3, 26), "2 working days late"), (date(2026, 3, 27), "1 working day late"), (MONDAY, "Due today"),
    (date(2026, 3, 31), "1 working day left"), (date(2026, 4, 2), "3 working days left"),
    (date(2026, 4, 6), "3 working days left"), (date(2026, 4, 7), "4 working days left"), (None, "No date set"),
    (date(2031, 1, 1), "Due 1 Jan 2031"),
])  # fmt: skip
def test_working_days_in_words(due, said):
    assert words.badge(Duty(name="update", due=due), MONDAY, CALENDAR).text == said


def test_late_since_a_working_day_with_only_days_off_between():
    assert (
        words.badge(Duty(name="update", due=date(2026, 4, 2)), date(2026, 4, 5), CALENDAR).text == "Late since Thursday"
    )


def test_a_clock_that_has_not_started_is_shown_only_where_asked_for(get, people, landlord):
    start(landlord, people.ana)
    assert titles(get(people.una)) == [("1", "Stage 1 acknowledgement")]
    page = get(people.una, "/?waiting=on")
    assert ("1", "Stage 1 answer") in titles(page)
    assert "Not started: likely" in page.content.decode()


def test_an_answer_is_owed_once_its_acknowledgement_is_late(get, people, landlord):
    start(landlord, people.ana, on=MONDAY - 8 * DAY)
    assert ("1", "Stage 1 answer") in titles(get(people.una))


def test_the_complainants_own_time_is_not_listed(get, people, landlord):
    found = event("decided", findings={"p1": {"finding": "upheld", "reasons": "It leaks."}})
    start(landlord, people.ana, event("acknowledged"), found, event("response_sent", method="email"))
    assert Duty.objects.filter(name="stage2.request", window=True).exists()
    assert titles(get(people.una)) == []


def test_the_tiles_count_what_the_list_shows(get, people, landlord):
    for days in (0, 3, 7, 8, 10):
        start(landlord, people.ana, on=MONDAY - days * DAY)
    page = get(people.una)
    late, today, soon, still_open = numbers(page)
    assert still_open == 5
    for due, number in (("late", late), ("today", today), ("soon", soon)):
        assert len(titles(get(people.una, f"/?due={due}"))) == number
    assert (late, today) == (2, 1)


def test_whoever_oversees_begins_with_everyones_and_a_handler_with_their_own(get, people, landlord):
    start(landlord, people.una, event("assigned", to=people.ana.key))
    start(landlord, people.una, event("assigned", to=people.ben.key))
    start(landlord, people.una, event("assigned", to=people.cat.key))
    assert len(titles(get(people.una))) == 3
    assert [one for one, _ in titles(get(people.ana))] == ["1"]
    assert [one for one, _ in titles(get(people.ana, "/?scope=team"))] == ["1", "2"]
    assert [one for one, _ in titles(get(people.ana, "/?scope=all"))] == ["1", "2"]
    assert numbers(get(people.ana))[3] == 1
    assert numbers(get(people.ana, "/?scope=team"))[3] == 2


def test_the_front_line_sees_what_it_logged(get, people, landlord):
    start(landlord, people.flo)
    start(landlord, people.ana)
    page = get(people.flo)
    assert [one for one, _ in titles(page)] == ["1"]
    assert "Open the case" in page.content.decode()
    assert "My cases" not in page.content.decode()


def test_a_case_about_oneself_is_neither_listed_nor_counted(get, people, landlord):
    start(landlord, people.ana, about=[people.una.key], on=MONDAY - 8 * DAY)
    start(landlord, people.ana, about=["head"], on=MONDAY - 8 * DAY)
    assert titles(get(people.una)) == []
    assert numbers(get(people.una)) == (0, 0, 0, 0)


def test_another_landlords_cases_are_neither_listed_nor_counted(get, people, landlord):
    start(landlord, people.ana, on=MONDAY - 8 * DAY)
    page = get(people.otto)
    assert titles(page) == []
    assert numbers(page) == (0, 0, 0, 0)
    assert "Ana" not in page.content.decode()


def test_it_is_narrowed(get, people, landlord):
    start(landlord, people.una, event("assigned", to=people.ana.key), brand="north")
    start(landlord, people.una, event("acknowledged"), brand="south")
    shown = lambda query: [one for one, _ in titles(get(people.una, f"/?{query}"))]  # noqa: E731
    assert shown("brand=north") == ["1"]
    assert shown("kind=respond") == ["2"]
    assert shown("kind=acknowledge") == ["1"]
    assert shown(f"handler={people.ana.pk}") == ["1"]
    assert shown("handler=nobody") == ["2"]
    assert shown("stage=1") == ["1", "2"]
    assert shown("stage=2") == []
    assert shown("due=today") == []
    page = get(people.una, "/?stage=2&brand=north")
    assert "Clear the filters" in page.content.decode()
    assert "Remove filter: " in page.content.decode()


@pytest.mark.parametrize("query", [
    "scope=x&due=x&stage=9&kind=x&brand=x&handler=x&sort=x&after=x", "after=2026-04-08.99999999999999999999",
    "handler=%27", "after=0000-00-00.1", "after=2026-04-01.-3", "due=\x00",
])  # fmt: skip
def test_what_makes_no_sense_narrows_nothing_and_breaks_nothing(get, people, landlord, query):
    start(landlord, people.ana)
    assert get(people.una, f"/?{query}").status_code == 200


def test_pages_are_walked_by_place(get, people, landlord, monkeypatch):
    monkeypatch.setattr(worklist.page, "__defaults__", (None, 2))
    monkeypatch.setattr(worklist.page_by_receipt, "__defaults__", (None, 2))
    for days in (21, 7, 14, 7, 0):
        start(landlord, people.ana, on=MONDAY - days * DAY)
    for sort in ("due", "received"):
        seen, address = [], f"/?kind=acknowledge&sort={sort}"
        while address:
            page = get(people.una, address)
            seen += [one for one, _ in titles(page)]
            address = page.context["next"] and f"/{page.context['next']}"
        assert seen == (["1", "3", "2", "4", "5"] if sort == "due" else ["5", "4", "2", "3", "1"])
    assert "First page" in page.content.decode()


def test_a_place_in_an_address():
    assert place("2026-04-07.12") == (date(2026, 4, 7), 12)
    assert place("12") is place("") is place(None) is None


def test_few_statements_whatever_there_is(get, people, landlord):
    for n in range(3):
        start(landlord, people.ana, event("assigned", to=people.ana.key), on=MONDAY - n * DAY)
    for who, query in (
        (people.una, ""),
        (people.ana, "scope=team"),
        (people.una, "kind=acknowledge&handler=nobody&due=late"),
    ):
        get(who)
        with CaptureQueriesContext(connection) as captured:
            get(who, f"/?{query}")
        # signing in by force takes some of them itself
        ours = [q for q in captured if "casework_" in q["sql"] or "accounts_" in q["sql"]]
        assert len(ours) <= 9, [q["sql"][:90] for q in ours]


@pytest.mark.parametrize(
    ("who", "said"), [("una", "Nothing is due."), ("ana", "Nothing is due on your cases."), ("max", "stand here")]
)
def test_an_empty_list_says_what_to_do(get, people, landlord, who, said):
    assert said in get(getattr(people, who)).content.decode()


def test_what_to_do_next_leads_to_the_step(people, landlord):
    case = start(landlord, people.ana, event("assigned", to=people.ana.key)).case
    duty = lambda name: Duty(case=Case.objects.get(pk=case.pk), name=name)  # noqa: E731
    assert words.next_step(duty("update"), True) == ("Send an update", f"/cases/{case.reference}/letters/update-sent")
    assert words.next_step(duty("remedy:r1"), True)[0] == "Complete the remedy"
    assert words.next_step(duty("stage1.respond"), True) == ("Work on the answer", f"/cases/{case.reference}")
    assert words.next_step(duty("update"), False) == ("Open the case", f"/cases/{case.reference}")


def test_it_follows_what_is_done(get, people, landlord):
    case = start(landlord, people.ana)
    append(case, event("acknowledged"))
    assert titles(get(people.una)) == [("1", "Stage 1 answer")]
