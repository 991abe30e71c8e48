"""Following what was told without being a complaint: it is called what it is, and can be made a complaint."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.cache import cache

from putright.apps.casework.models import Case
from putright.apps.casework.opened import load
from tests.apps.case.stories import asked, event
from tests.apps.portal.following import april, events_of, post, world  # noqa: F401


@pytest.fixture(autouse=True)
def fresh(db):
    cache.clear()


@pytest.mark.parametrize("kind", ["service_request", "comment", "compliment"])
def test_what_is_no_complaint_is_not_called_one(world, kind):  # noqa: F811
    case = world.told(event("triaged", as_=kind), text="A tap drips.")
    page = world.page(world.enter(case))
    assert ">What you told us</h1>" in page
    assert ">Your complaint</h1>" not in page


def test_a_request_can_be_made_a_complaint_and_somebody_has_to_read_it(world):  # noqa: F811
    case = world.told(event("triaged", as_="service_request"), text="A tap drips.")
    visitor = world.enter(case)
    address = f"{world.root}follow/complaint/write/as-a-complaint"
    assert f'href="{address}"' in world.page(visitor)
    sent = post(visitor, address, what="Nobody came.")
    assert sent.status_code == 302
    assert events_of(case)[-1].what == "Please take it as a complaint: Nobody came."
    duties = {duty.name for duty in load(Case.objects.get()).duties if duty.owed and not duty.done}
    assert "message:m1" in duties


def test_a_complaint_is_not_made_one_again(world):  # noqa: F811
    case = world.told(text="The wall is wet.")
    visitor = world.enter(case)
    assert "Make it a complaint" not in world.page(visitor)
    assert visitor.get(f"{world.root}follow/complaint/write/as-a-complaint").status_code == 404


def test_what_is_still_being_sorted_is_not_called_finished(world):  # noqa: F811
    case = world.told(event("informal_attempted"), text="Is this a complaint?")
    page = world.page(world.enter(case))
    assert "Nothing more is due" not in page
    assert "You need not do anything" in page


def test_after_a_request_for_stage_2_was_refused_it_says_so_and_asks_by_no_past_day(world):  # noqa: F811
    refused = event("escalation_refused", date(2026, 4, 15), ground="legal_proceedings", explanation="It is at court.")
    case = world.told(*asked(world.house), refused)
    page = world.page(world.enter(case))
    assert "we wrote to you on 15 April 2026 why it does not go there" in page
    assert "You can ask again" in page
    assert "Ask by" not in page


def test_a_complaint_taken_back_names_no_day_for_an_answer(world):  # noqa: F811
    case = world.told(event("acknowledged", method="email"), event("withdrawn"))
    page = world.page(world.enter(case))
    assert "You took your complaint back" in page
    assert "that is due on" not in page
