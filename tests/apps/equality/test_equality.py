"""What residents tell about themselves: kept apart, taken back, joined only inside, drawn once, never one by one."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from putright.apps.equality import answering, drawing, report
from putright.apps.equality.models import Answer, Drawn, Profile
from putright.core.equality_questions import QUESTIONS
from putright.core.measures.facts import Facts, Staged
from putright.core.reporting import html
from putright.core.reporting.shapes import Report, Table
from tests.apps.cases import start
from tests.apps.portal.following import World

JULY = datetime(2026, 7, 1, 9, 0, tzinfo=UTC)
YEAR = (date(2025, 4, 1), date(2026, 3, 31))


@pytest.fixture
def world(db, monkeypatch):
    from tests.apps.portal.following import NOW

    monkeypatch.setattr(timezone, "now", lambda: NOW)
    return World()


@pytest.mark.provision("WTP-33")
def test_a_resident_tells_changes_and_takes_back(world):
    case = world.told()
    rosa = world.enter(case)
    page = f"{world.root}follow/complaint/about-you"
    assert page in world.page(rosa)
    asked = rosa.get(page).content.decode()
    assert all(one.asks in asked for one in QUESTIONS.values())
    assert asked.count("Prefer not to say") == len(QUESTIONS)
    assert "It is up to you" in asked
    typed = {"age": "75_over", "religion": "own", "religion_own": "Quaker"}
    assert rosa.post(page, typed).status_code == 302
    kept = Answer.objects.get()
    assert kept.answers == typed
    assert kept.month == date(2026, 4, 1)
    again = rosa.get(page).content.decode()
    assert "You have told us before" in again
    assert "Quaker" not in again
    assert "checked" not in again
    assert rosa.post(page, {"age": "65_74"}).status_code == 302
    assert Answer.objects.get().answers == {"age": "65_74"}
    assert rosa.post(page, {"take-back": "1"}).status_code == 302
    assert not Answer.objects.exists()
    assert "Nothing of it is kept" in rosa.get(f"{world.root}follow/complaint?told=taken-back").content.decode()


def test_nothing_chosen_is_said_and_nothing_kept(world):
    rosa = world.enter(world.told())
    answer = rosa.post(f"{world.root}follow/complaint/about-you", {"age": ""})
    assert answer.status_code == 422
    assert "You have chosen nothing" in answer.content.decode()
    assert not Answer.objects.exists()


def test_nobody_else_reaches_the_page(world, client):
    world.told()
    answer = client.get(f"{world.root}follow/complaint/about-you")
    assert answer.status_code == 302
    assert "ended" in answer["Location"]


@pytest.mark.provision("WTP-33")
def test_no_row_leads_to_the_case_or_the_person(world):
    case = world.told()
    answering.tell(case, {"age": "under_25", "sex": "female"}, date(2026, 4, 16))
    row = Answer.objects.values().get()
    assert set(row) == {"token", "landlord_id", "month", "answers"}
    said = json.dumps(row, default=str)
    assert case.reference not in said
    assert "Rosa" not in said
    with connection.cursor() as cursor:
        relations = connection.introspection.get_relations(cursor, "equality_answer")
    assert {table for _, table in relations.values()} == {"accounts_landlord"}


def test_another_key_makes_another_token(world, settings):
    case = world.told()
    token = answering.token(case.landlord_id, case.reference)
    settings.ACCESS_KEY = "another"
    assert answering.token(case.landlord_id, case.reference) != token


def test_erasing_takes_the_answers_of_that_case_alone(world):
    one, other = world.told(), world.told()
    for case in (one, other):
        answering.tell(case, {"age": "under_25"}, date(2026, 4, 16))
    assert answering.erase(one) == 1
    assert Answer.objects.get().token == answering.token(other.landlord_id, other.reference)
    assert answering.erase(one) == 0


# ---- figures --------------------------------------------------------------------------------


def facts(n, late):
    day = date(2025, 5, 1)
    stage = Staged(number=1, opened=day, due=date(2025, 5, 20), answered=date(2025, 5, 25 if late else 15))
    return Facts(reference=f"TST-2025-{n:06}", received=day, last=day, stages=(stage,))


def population(landlord):
    """Forty women, half of them answered late; forty men; three who say it in their own words; thirty unknown."""
    groups = {"female": 40, "male": 40, "own": 3, "": 30}
    found, n = [], 0
    for group, number in groups.items():
        for _ in range(number):
            n += 1
            found.append(facts(n, late=group in ("female", "") and n % 2 == 0))
            if group:
                token = answering.token(landlord, found[-1].reference)
                Answer.objects.create(token=token, landlord=landlord, month=YEAR[0], answers={"sex": group})
    return found


def drawn_of(landlord):
    return report.draw(landlord, *YEAR, population(landlord), JULY)


@pytest.mark.provision("WTP-33")
def test_the_figures_of_a_year_join_inside_and_hold_back_small_numbers(landlord):
    drawn_of(landlord)
    blocks = report.blocks(landlord, *YEAR)
    table = next(block for block in blocks if isinstance(block, Table))
    rows = {row[0].value: row for row in table.rows}
    assert rows["Female"][1].value == 40
    assert rows["Female"][2].value == 0.5
    assert "unlikely to be chance" in rows["Female"][2].note
    assert rows["In their own words"][1].note == "not shown"
    page = html.body(Report(id="x", title="x", organisation="x", since=YEAR[0], until=YEAR[1], blocks=blocks))
    assert "50.0%" in page


@pytest.mark.provision("WTP-33")
def test_what_is_withdrawn_later_shows_in_no_difference(landlord):
    drawn_of(landlord)
    before = report.blocks(landlord, *YEAR)
    Answer.objects.all().delete()
    again = report.draw(landlord, *YEAR, [], JULY)
    assert Drawn.objects.get() == again
    assert report.blocks(landlord, *YEAR) == before


def test_figures_once_drawn_are_frozen(landlord):
    drawn_of(landlord)
    with pytest.raises(Exception, match="frozen"):
        Drawn.objects.update(blocks="[]")


def test_parts_of_a_year_are_never_drawn(landlord):
    drawn_of(landlord)
    part = report.blocks(landlord, date(2025, 4, 1), date(2025, 9, 30))
    assert "no figures" in part[1].lines[0]
    later = report.blocks(landlord, date(2026, 4, 1), date(2026, 6, 30))
    assert "31 March 2026" in later[0].text


@pytest.mark.parametrize(("day", "until"), [
    (date(2026, 7, 1), date(2026, 3, 31)), (date(2026, 6, 30), date(2025, 3, 31)),
    (date(2027, 3, 1), date(2026, 3, 31)),
])  # fmt: skip
def test_a_year_is_drawn_three_months_after_it_ended(day, until):
    assert report.year_of(day)[1] == until


def test_the_worker_draws_each_year_once(landlord):
    assert drawing.run_once(JULY) is False, "nobody has told anything"
    opened = start(landlord)
    answering.tell(opened.case, {"age": "under_25"}, date(2026, 4, 1))
    assert drawing.run_once(JULY) is True
    assert Drawn.objects.get().until == date(2026, 3, 31)
    assert drawing.run_once(JULY) is False


# ---- pages ----------------------------------------------------------------------------------


@pytest.mark.provision("WTP-33")
def test_staff_see_the_figures_and_compare_them_with_their_residents(landlord, people, client):
    client.force_login(people.una)
    assert "Nothing has been drawn yet" in client.get(reverse("equality")).content.decode()
    page = reverse("equality_profile", args=["sex"])
    assert client.post(page, {"female": "70", "male": "60", "source": "Census"}).status_code == 422
    assert client.post(page, {"female": "", "male": "", "source": "Census"}).status_code == 422
    assert client.post(page, {"female": "52.5", "male": "47", "source": "Census 2021"}).status_code == 302
    drawn_of(landlord)
    shown = client.get(reverse("equality")).content.decode()
    assert "Of all residents" in shown
    assert "52.5%" in shown
    assert "as many as their part" in shown
    assert Profile.objects.get().by == people.una


def test_who_may_not_see_them_does_not(landlord, people, client):
    client.force_login(people.ana)
    assert client.get(reverse("equality")).status_code == 403
    assert client.get(reverse("equality_profile", args=["sex"])).status_code == 403
    client.force_login(people.una)
    assert client.get(reverse("equality_profile", args=["nothing"])).status_code == 404


def test_another_landlords_figures_are_not_there(landlord, people, client):
    drawn_of(landlord)
    client.force_login(people.otto)
    assert "Nothing has been drawn yet" in client.get(reverse("equality")).content.decode()
