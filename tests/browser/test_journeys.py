"""A complaint at each landlord, from the telephone call to its close after stage 2, each in its own way."""

from __future__ import annotations

import pytest
from django.utils import timezone

from putright import data
from tests.browser import procedure as p
from tests.browser.at_work import Worker, shows_due


@pytest.fixture
def worker(desk, house):
    """Sits somebody of the landlord down at a desk: `worker("officer", reference)`."""
    return lambda key, reference="": Worker(desk, house.people[key], reference)


@pytest.fixture
def days(house):
    """The landlord's calendar: the nth working day after today."""
    calendar, today = data.load_policy(house.landlord.pack).calendar, timezone.localdate()
    return lambda number: calendar.add_working_days(today, number)


def test_willow_tree(worker, days):
    """Its panel meets with the resident's consent before stage 2 is decided (WTL-06, WTL-09, WTL-10)."""
    desk = worker("desk")
    reference = p.log(desk)
    p.told(desk)
    officer = worker("officer", reference).find()
    p.stage_one_dates(officer, days(5), days(15))
    assert "Daniel Okafor" in p.offered(officer)
    assert officer.reads("Priya Anand (front-line officer)") is False
    p.assign(officer, "Daniel Okafor")

    handler = worker("handler", reference).find()
    p.take_up(handler)
    p.acknowledge(handler)
    shows_due(handler, "stage1.respond", "Answer at stage 1", days(10))
    p.hear(handler)
    p.decide(handler)
    p.respond(handler)

    p.ask(officer)
    p.accept(officer)
    assert "Daniel Okafor" not in p.offered(officer)
    assert officer.reads("was involved before stage 2 (WTL-09")
    p.assign(officer, "Helen Marchetti")
    senior = worker("senior", reference).find()
    p.acknowledge(senior)
    shows_due(senior, "stage2.respond", "Answer at stage 2", days(20))
    assert "The review panel has not met" in senior.may_not("Decide, point by point")
    convene = _panel(senior)
    assert "has not agreed to a panel with one resident" in " ".join(senior.refused("Convene the panel"))
    form = senior.begin("Record what they agree to")
    form.choose("What have they agreed to?", "A review panel with one resident")
    senior.press("Record their agreement")
    convene = _panel(senior)
    convene.choose("One resident", "Sylvia Dunmore")
    senior.press("Convene the panel")
    assert "The review panel has not met" in senior.may_not("Decide, point by point")
    senior.take("The panel met", "Record the meeting", **{"Minutes (optional)": "It read the file and rang her."})
    p.decide(senior)
    p.respond(senior)
    p.put_right(senior)
    p.close(senior)
    p.letters(senior, "Stage 1", "Stage 2")


def _panel(senior):
    form = senior.begin("Convene the review panel")
    form.choose("One senior member of staff", "Idris Vaughan")
    form.choose("One board member", "Geoffrey Lund")
    form.choose("One resident", "Sylvia Dunmore")
    return form
