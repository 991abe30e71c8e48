"""The parts of a page of figures: what stands now first, each counted by itself, and the way back from a list."""
# ruff: noqa: F401, F811

from __future__ import annotations

from putright.apps.oversight.dashboards import boards, parts
from putright.apps.oversight.dashboards.counting import Seen
from tests.apps.oversight.test_dashboards import figure, house, page, place


def test_a_page_begins_with_what_stands_now_and_each_tile_opens_to_its_cases(client, house):
    answer = page(client, house.una, on="2026-06-21")
    assert answer.context["part"].key == "now"
    tiles = {one.title: one for one in answer.context["tiles"]}
    assert tiles["Answers late"].number == 1
    assert tiles["Ombudsman’s orders open"].href == ""
    for one in tiles.values():
        if one.href:
            assert len(client.get(one.href).context["rows"]) == one.number, one.title


def test_only_the_part_that_is_shown_is_counted(client, house, monkeypatch):
    counted = set()
    ask = Seen.answers

    def answers(seen, questions):
        counted.update(one.measure for one in questions)
        return ask(seen, questions)

    monkeypatch.setattr(Seen, "answers", answers)
    page(client, house.una, part="ombudsman")
    assert "determinations" in counted
    assert not counted & {"open", "late", "complaints", "answered"}


def test_every_section_of_every_page_stands_in_one_of_its_parts():
    for board in boards.BOARDS.values():
        shown = [name for part in parts.of(board) for name in part.shows if name != "headlines"]
        assert sorted(shown) == sorted(board.shows), board.key


def test_a_part_that_the_page_has_not_is_its_first(client, house):
    assert page(client, house.first, page="own", part="ombudsman").context["part"].key == "now"


def test_ones_own_work_begins_with_ones_own_numbers(client, house):
    tiles = page(client, house.first).context["tiles"]
    assert tiles[0].title == "Late"
    assert len(client.get(tiles[0].href).context["rows"]) == tiles[0].number > 0


def test_one_comes_back_to_the_part_where_the_figure_stands(client, house):
    _, href = figure(page(client, house.una, part="volumes", every="year"), "volumes", "Complaints received")
    back = client.get(href).context["back"]
    answer = client.get(back)
    assert answer.context["part"].key == "volumes"
    assert answer.context["wanted"].every == "year"
