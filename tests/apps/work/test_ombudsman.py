"""What the Ombudsman made of us: shown to the board and to those who oversee, without what a person keeps away from."""

from __future__ import annotations

from datetime import date
from html import unescape

import pytest

from putright.apps.casework.work.ombudsman import quarters
from tests.apps.case import stories as s


@pytest.fixture
def world(db):
    return s.settle("willow-tree")


def failing(world, day, **fields):
    order = {"id": "f1", "kind_": "access", "reasons": "No answer for two months", "what": "Answer", "by": "2026-05-01"}
    return s.told(world, s.event("failure_order_made", day, **order), **fields)


def shown(client, person):
    client.force_login(person)
    answer = client.get("/ombudsman")
    return answer, " ".join(unescape(answer.content.decode()).split())


@pytest.mark.provision("C20-C1.5", "C20-C1.10", "C20-A")
def test_the_board_sees_failure_orders_by_quarter_concerns_and_severe_findings(client, world):
    first, second = failing(world, date(2026, 3, 30)), failing(world, date(2026, 4, 2))
    concern = s.told(world, s.event("concern_raised", with_="board", what="Three orders in a year"))
    severe = s.told(world, s.event("determined", finding="severe_maladministration", what="Two winters of damp"))
    s.told(world, s.event("determined", finding="service_failure", what="A late call"))
    answer, page = shown(client, world.who["board_member"])
    assert answer.context["quarters"] == [("April to June 2026", 1), ("January to March 2026", 1)]
    for text in (first, second, concern, severe, "No answer for two months", "Three orders in a year", "to the board",
                 "A live complaint was not accepted, moved on or answered", "Two winters of damp"):  # fmt: skip
        assert text in page
    assert "A late call" not in page
    assert f"/cases/{first}" not in page


def test_who_oversees_is_led_to_the_complaint(client, world):
    reference = failing(world, date(2026, 4, 2))
    assert f"/cases/{reference}" in shown(client, world.who["complaints_officer"])[1]


def test_nobody_else_sees_the_page(client, world):
    assert shown(client, world.who["front_line"])[0].status_code == 403
    assert shown(client, world.who["manager"])[0].status_code == 403


def test_a_complaint_about_somebody_is_not_there_for_them(client, world):
    member = world.who["board_member"]
    reference = failing(world, date(2026, 4, 2), about=[member.key])
    answer, page = shown(client, member)
    assert reference not in page
    assert answer.context["quarters"] == []


def test_an_empty_page_says_so(client, world):
    assert shown(client, world.who["mrc"])[1].count("on record.") == 3


def test_quarters_are_those_of_the_calendar():
    rows = [type("Row", (), {"on": date(2026, month, 1)}) for month in (1, 3, 4, 12)]
    assert quarters(rows) == [("October to December 2026", 1), ("April to June 2026", 1), ("January to March 2026", 2)]
