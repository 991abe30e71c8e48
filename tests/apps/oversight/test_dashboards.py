"""Pages of figures: one for each who answers, every figure opens to its cases, and nobody is ranked."""

from __future__ import annotations

import csv
import io
import re
from datetime import UTC, date, datetime
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone

from putright.apps.accounts import packs
from putright.apps.accounts.models import Person, Team
from putright.apps.casework.models import Case, Party
from putright.apps.measuring import population
from putright.apps.measuring.population import Counting
from putright.apps.oversight.dashboards import asked, boards, cases, parts
from putright.core import events as e
from putright.core.measures.catalogue import MEASURES
from putright.core.measures.question import Question
from putright.core.reporting.sections import SECTIONS
from tests.apps.letters.conftest import House, june

NOW = datetime(2026, 7, 1, 10, 0, tzinfo=UTC)
TODAY = NOW.date()
PERIOD = {"since": "2026-04-01", "until": "2026-06-30"}


@pytest.fixture(autouse=True)
def place(tmp_path, settings, monkeypatch):
    """Wednesday 1 July 2026."""
    settings.DATA_DIR, settings.MEDIA_ROOT = tmp_path, tmp_path / "files"
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.fixture
def house(db):
    """A landlord with a complaint answered late, one open, and one at stage 2."""
    house = House("willow-tree")
    house.receive().define().acknowledge()
    house.then(e.NoticeSent(on=june(2), of="acknowledged"))
    house.decide(20).respond(22)
    house.then(e.NoticeSent(on=june(22), of="response_sent"))
    house.late = house.reference
    house.rosa = Party(key="p1", role=Party.As.COMPLAINANT, name="Rosa Adeyemi", email="rosa@mail.example")
    house.open = house.receive(channel="email").define().reference
    for name, role in (("una", "complaints_officer"), ("mia", "mrc"), ("dee", "operations_director")):
        setattr(house, name, person(house, name, [role]))
    return house


def person(house, name, roles, **more):
    return Person.objects.add(
        house.landlord, f"{name}@wt.example", name.capitalize(), roles=roles, trained=True, **more
    )


def page(client, who, **asking):
    client.force_login(who)
    return client.get(reverse("figures"), asking)


def whole(client, who, **asking):
    """What all parts of a page say."""
    tabs = page(client, who, **asking).context["tabs"]
    return " ".join(text(client.get(href)) for _, href, _ in tabs)


def text(response):
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", response.content.decode())))


def figure(response, table, row, column=1):
    """A figure of a table as text, and the address it leads to."""
    found = re.search(rf'<table[^>]*id="{table}".*?</table>', response.content.decode(), re.DOTALL)[0]
    line = next(one for one in re.findall(r"<tr.*?</tr>", found, re.DOTALL) if f">{row}<" in one)
    cell = re.findall(r"<td.*?</td>", line, re.DOTALL)[column - 1]
    href = re.search(r'href="([^"]*)"', cell)
    return unescape(re.sub(r"<[^>]*>", "", cell)).strip(), unescape(href[1]) if href else ""


# ---- who sees which page --------------------------------------------------------------------


@pytest.mark.parametrize(("who", "expected"), [("una", "officer"), ("mia", "member"), ("first", "own")])
def test_everybody_begins_on_the_page_for_what_they_do(client, house, who, expected):
    answer = page(client, getattr(house, who))
    assert answer.status_code == 200
    assert answer.context["board"].key == expected


@pytest.mark.parametrize("pack", ["willow-tree", "housing-services", "housing-plus-group", "taunton-heritage-trust"])
def test_each_role_of_each_landlord_that_sees_figures_has_a_page(client, db, pack):
    house = House(pack)
    for role in packs.roles(house.landlord):
        who = person(house, f"{role}@{pack}", [role])
        answer = page(client, who)
        held = boards.open_to(who)
        assert answer.status_code == (200 if held else 403), role


def test_without_the_permission_there_are_no_figures(client, house):
    flo = person(house, "flo", ["front_line"])
    client.force_login(flo)
    for name in ("figures", "figure_cases", "figure_cases_csv", "tsm", "tsm_csv", "tsm_xlsx"):
        assert client.get(reverse(name)).status_code == 403, name


def test_a_page_that_one_may_not_see_is_not_given(client, house):
    assert page(client, house.mia, page="officer").context["board"].key == "member"


def test_every_page_shows_only_sections_and_measures_that_there_are():
    for board in boards.BOARDS.values():
        assert set(board.shows) <= SECTIONS.keys()


@pytest.mark.provision("C24-9.6", "C24-9.7", "WTP-02", "HPG-36")
def test_the_member_sees_what_the_code_asks_to_be_brought_to_them(client, house):
    said = whole(client, house.mia)
    for part in ("How many complaints", "What complaints were about", "What was found", "In time, with extensions",
                 "Complaints over time", "Ombudsman’s cases and findings", "Progress on orders"):  # fmt: skip
        assert part in said, part


@pytest.mark.provision("C20-B6.7", "C24-9.4")
def test_the_executive_sees_themes_trends_and_causes(client, house):
    said = whole(client, house.dee, page="executive")
    for part in ("Root causes", "By service", "Complaints over time", "What is late and what will be"):
        assert part in said, part


@pytest.mark.provision("C24-3.3")
def test_volumes_stand_beside_the_ways_people_used_and_no_page_asks_for_fewer(client, house):
    said = whole(client, house.una)
    assert "Many complaints can mean that it is easy to complain, and few that it is hard" in said
    assert "How people reached us" in said
    assert not re.search(r"\b(best|worst|rank|league|target of fewer)\b", said, re.IGNORECASE)


@pytest.mark.provision("C24-4.3", "MOD-10")
def test_who_has_how_many_is_by_name_and_no_page_of_the_board_shows_it(client, house):
    house.then(e.Assigned(on=june(3), to=house.second.key))
    found = page(client, house.una).context["load"]
    names = [one.name for one in found]
    assert names == sorted(names)
    assert {one.open for one in found} == {1}
    for who, key in ((house.mia, "member"), (house.mia, "board"), (house.dee, "executive")):
        assert not page(client, who, page=key).context["load"]


def test_ones_own_work_leads_to_the_work_list(client, house):
    owed = page(client, house.first).context["owed"]
    answers = next(row for row in owed if row.title == "Answers")
    late = next(one for one in answers.counts if one[0] == "Late")
    assert late[1] == 1
    listed = client.get(late[2])
    assert [row["reference"] for row in listed.context["rows"]] == [house.open]


def test_a_team_sees_its_own_people_only(client, house):
    house.first.team = Team.objects.create(landlord=house.landlord, name="Repairs")
    house.first.save()
    house.then(e.Assigned(on=june(3), to=house.second.key))
    assert [one.name for one in page(client, house.first, page="team").context["load"]] == ["Ines Okafor"]


# ---- figures and the cases behind them ------------------------------------------------------


def test_a_figure_opens_to_the_cases_behind_it(client, house):
    shown, href = figure(page(client, house.una, part="volumes", on="2026-06-30"), "volumes", "Complaints received")
    assert shown == "2"
    behind = client.get(href)
    assert {row["reference"] for row in behind.context["rows"]} == {house.late, house.open}
    assert MEASURES["complaints"].explanation in text(behind)
    assert "complaints@1" in text(behind)


def test_of_a_share_what_counts_and_what_does_not(client, house):
    answer = page(client, house.una, part="time", on="2026-06-30")
    shown, href = figure(answer, "timeliness_1", "Answered by the first date")
    assert shown.startswith("0.0%")
    behind = client.get(href)
    assert behind.context["rows"] == []
    others = client.get(behind.context["others_href"])
    assert [row["reference"] for row in others.context["rows"]] == [house.late]


def test_every_figure_of_every_page_opens_to_as_many_cases_as_it_says(client, house):
    for key in ("officer", "board", "team", "executive"):
        for board in boards.open_to(house.una):
            if board.key == key:
                for part in parts.of(board):
                    check_page(client, page(client, house.una, page=key, part=part.key, on="2026-06-30"))


def check_page(client, answer):
    cells = re.findall(r'<a class="govuk-link" href="([^"]*figures/cases[^"]*)">([^<]*)</a>', answer.content.decode())
    for href, shown in dict(cells).items():
        behind = client.get(unescape(href))
        assert behind.status_code == 200, href
        if shown.isdigit():
            found = behind.context["found"]
            assert found.rest >= 1 if behind.context["others"] else behind.context["figure"] == shown, (href, shown)


def test_as_it_stood_on_a_past_day(client, house):
    """On 10 June one answer was not late yet, and the answer of 22 June had not left."""
    then = page(client, house.una, on="2026-06-10", part="time")
    assert figure(page(client, house.una, on="2026-06-10"), "open", "Open at the end")[0] == "2"
    assert figure(then, "timeliness_1", "Answered")[0] == "0"
    assert "as it stood at the end of 10 June 2026" in text(then)
    assert figure(page(client, house.una, part="time", on="2026-06-30"), "timeliness_1", "Answered")[0] == "1"


def test_the_period_before_and_the_year_before_stand_beside_it(client, house):
    heads = re.findall(
        r"<th scope=\"col\"[^>]*>([^<]*)</th>", page(client, house.una, on="2026-06-30").content.decode()
    )
    assert {"Apr to Jun 2026", "Jan to Mar 2026", "Apr to Jun 2025"} <= set(heads)


def test_what_will_be_late_by_its_week(client, house):
    answer = page(client, house.una, on="2026-06-10")
    shown, href = figure(answer, "ahead", "11 Jun to 17 Jun 2026")
    assert shown == "1"
    assert [row["reference"] for row in client.get(href).context["rows"]] == [house.late]
    assert figure(page(client, house.una, on="2026-06-21"), "ahead", "Late")[0] == "1"


def test_charts_say_nothing_that_the_table_beneath_does_not(client, house):
    content = page(client, house.una, part="about", on="2026-06-30").content.decode()
    assert content.count("<svg") >= 3
    assert re.search(r"<figure.*?</figure>\s*<div[^>]*>\s*<table", content, re.DOTALL)
    assert "style=" not in content


def test_the_list_counts_what_one_may_not_open(client, house):
    ben = person(house, "ben", ["manager"])
    client.force_login(ben)
    Case.objects.filter(reference=house.late).update(handler=ben)
    answer = client.get(asked.cases_address(Question(measure="complaints", since=june(1), until=june(30)), TODAY))
    assert [row["reference"] for row in answer.context["rows"]] == [house.late]
    assert "And 1 more that you may not open" in text(answer)
    assert house.open not in text(answer)


def test_the_member_is_led_to_the_room_and_shown_no_words(client, house):
    client.force_login(house.mia)
    answer = client.get(asked.cases_address(Question(measure="complaints", since=june(1), until=june(30)), TODAY))
    assert {row["opens"] for row in answer.context["rows"]} == {"member_case"}
    assert "The roof leaks" not in text(answer)


def test_the_list_is_saved_as_a_sheet(client, house):
    client.force_login(house.una)
    question = Question(measure="complaints", since=june(1), until=june(30))
    answer = client.get(asked.cases_address(question, TODAY, file=True))
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[0] == list(cases.HEADS.values())
    assert {row[0] for row in rows[1:]} == {house.late, house.open}


@pytest.mark.parametrize("change", [
    {"measure": "nonsense"}, {"since": "yesterday"}, {"since": "2026-07-01", "until": "2026-06-01"},
    {"where.nonsense": "x"}, {"where.brand": "x" * 101}, {"until": "9999-12-31"}, {"on": "2031-01-01"}, {"on": "x"},
])  # fmt: skip
def test_an_address_that_asks_for_nothing_that_is_counted(client, house, change):
    client.force_login(house.una)
    typed = {"measure": "complaints", **PERIOD, **change}
    assert client.get(reverse("figure_cases"), typed).status_code == 404
    assert client.get(reverse("figure_cases_csv"), typed).status_code == 404


@pytest.mark.parametrize("typed", [{"every": "century"}, {"on": "2999-01-01"}, {"on": "x"}, {"brand": "nobody"},
                                   {"page": "<script>"}])  # fmt: skip
def test_answers_that_make_no_sense_change_nothing(client, house, typed):
    wanted = page(client, house.una, **typed).context["wanted"]
    assert (wanted.every, wanted.on, wanted.brand, wanted.page) == ("quarter", TODAY, "", "officer")


def test_while_it_is_being_counted_the_page_says_how_far_it_is(client, house, monkeypatch):
    def behind(*args, **more):
        raise Counting(25, 100)

    monkeypatch.setattr(population, "_population", behind)
    answer = page(client, house.una)
    assert answer.status_code == 200
    assert "25 of 100 entries of the log are counted so far" in text(answer)
    client.force_login(house.una)
    address = asked.cases_address(Question(measure="complaints", since=june(1), until=june(30)), TODAY)
    assert "are being counted" in text(client.get(address))


def test_only_ones_own_brands_are_counted(client, db):
    house = House("housing-plus-group").receive()
    una = person(house, "una", ["executive_director"], brands=["homes-plus"])
    other = page(client, una, on="2026-06-30", part="volumes")
    if other.status_code == 200:
        assert figure(other, "volumes", "Complaints received")[0] == "0"
    assert date(2026, 6, 30) < TODAY


# ---- no trace -------------------------------------------------------------------------------


@pytest.mark.parametrize("how", ["about", "recused", "interest"])
def test_no_page_counts_a_case_that_one_must_keep_away_from(client, house, how):
    """Every page, list and sheet is the same, to the letter, as if the complaint had never been made."""
    client.force_login(house.una)
    before = shown_everywhere(client, house)
    house.receive(about=(house.una.key,) if how == "about" else ()).define(5)
    if how != "about":
        more = {"what": "A friend"} if how == "interest" else {}
        house.then({"recused": e.Recused, "interest": e.InterestDeclared}[how](on=june(6), who=house.una.key, **more))
    assert shown_everywhere(client, house) == before
    others = page(client, house.dee, page="executive", part="volumes")
    assert figure(others, "volumes", "Complaints received", 2)[0] == "3"


def shown_everywhere(client, house):
    lists = [f"{reverse('figures')}?page={board.key}&part={part.key}&on=2026-06-30"
             for board in boards.open_to(house.una) for part in parts.of(board)]  # fmt: skip
    question = Question(measure="complaints", since=june(1), until=june(30))
    lists += [asked.cases_address(question, TODAY), asked.cases_address(question, TODAY, file=True)]
    lists += [reverse("tsm") + "?year=2026", reverse("member_room")]
    return {address: re.sub(rb'name="csrfmiddlewaretoken" value="[^"]*"', b"", client.get(address).content)
            for address in lists}  # fmt: skip
