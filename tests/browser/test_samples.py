"""Somebody answers the survey on their phone; an officer draws a sample, asks people and records a session."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from django.core.cache import cache

from putright.apps.oversight.samples import actions
from putright.core import events as e
from tests.apps.case.stories import answered
from tests.apps.oversight import test_samples as told
from tests.apps.oversight.test_samples import SPRING, YEAR, august  # noqa: F401
from tests.apps.portal.following import TODAY, World, april, events_of  # noqa: F401

PICTURES = os.environ.get("SCREENSHOTS")
SIZES = pytest.mark.parametrize("size", ["phone", "desk"])


def picture(desk, name: str) -> None:
    if PICTURES:
        desk.page.screenshot(path=Path(PICTURES) / f"samples-{name}.png", full_page=True)


@pytest.fixture
def world(transactional_db, settings, tmp_path, april):  # noqa: F811
    cache.clear()
    settings.DATA_DIR, settings.MEDIA_ROOT = tmp_path, tmp_path / "files"
    return World()


@SIZES
@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.provision("C24-1.6")
def test_the_survey_is_answered_from_the_link_in_the_letter(world, desk, size, scripts):
    over = [e.ComplainantSatisfied(on=TODAY), e.Closed(on=TODAY), e.SurveySent(on=TODAY, method="email")]
    case = world.add(world.told(*answered(world.house)), *over)
    seat = desk(None, size, java_script_enabled=scripts)
    seat.open(f"{world.root}survey")
    picture(seat, f"door-{size}")
    for key, text in world.door(case).items():
        seat.page.locator(f"[name={key}]").fill(text)
    seat.page.get_by_role("button", name="Go to the questions").click()
    seat.check()
    picture(seat, f"survey-{size}")
    seat.page.get_by_role("button", name="Send my answers").click()
    seat.page.get_by_text("Answer at least one question").first.wait_for()
    seat.problems.clear()  # the console notes the 422
    seat.page.get_by_role("group", name="How satisfied or dissatisfied").get_by_label("Fairly dissatisfied").check()
    seat.page.get_by_role("group", name="Were you treated fairly").get_by_label("Mostly").check()
    seat.page.get_by_label("What should we do better?").fill("Ring when you say so")
    seat.page.get_by_label("Please get in touch with me").check()
    seat.page.get_by_role("button", name="Send my answers").click()
    seat.page.get_by_role("heading", name="Thank you").wait_for()
    seat.check()
    picture(seat, f"thanks-{size}")
    assert events_of(case)[-1].score == 2
    officer = desk(world.house.handler, size)
    for path in ("", "/survey_answered", "/survey_followed_up"):
        officer.open(f"/cases/{case.reference}{path}")
        picture(officer, f"case{path.replace('/', '-')}-{size}")


@SIZES
def test_samples_are_drawn_and_worked_through(transactional_db, desk, size, august):  # noqa: F811
    house = told.stories.settle("willow-tree")
    for n in range(24):
        told.case(house, n, ("phone", "email", "letter")[n % 3])
    for n in range(6):
        told.case(house, n, second=True)
    officer, ceo = house.who["complaints_officer"], house.who["ceo"]
    seat = desk(officer, size)
    seat.open("/samples/")
    picture(seat, f"list-{size}")
    seat.open("/samples/draw/feedback/2026-04-01")
    picture(seat, f"draw-{size}")
    seat.page.get_by_role("button", name="Draw the sample").click()
    seat.page.get_by_role("heading", name="How it was drawn").wait_for()
    seat.check()
    sample = told.Sample.objects.get()
    assert (sample.since, sample.until) == SPRING
    actions.replace(officer, sample, sample.first[0], "not_reached", told.NOW)
    seat.open(f"/samples/{sample.number}/{sample.first[1]}/asked")
    picture(seat, f"asked-{size}")
    seat.page.get_by_label("Yes").check()
    seat.page.get_by_role("group", name="How did you try?").get_by_label("By telephone").check()
    seat.page.get_by_label("Fairly satisfied").check()
    seat.page.get_by_role("button", name="Record it").click()
    seat.page.get_by_text("1 of 24").wait_for()
    for path in ("", f"/{sample.first[2]}/instead", "/again"):
        seat.open(f"/samples/{sample.number}{path}")
        picture(seat, f"sample-{path.rpartition('/')[2]}-{size}")
    sessions = actions.draw(officer, "learning", *YEAR, 25, told.NOW)
    actions.hold_session(ceo, sessions.first, ["ceo", "mrc"], "Say by when", told.TODAY, told.NOW, lambda ref: "")
    seat = desk(ceo, size)
    for path, name in (
        (f"{sessions.number}", "learning"), (f"{sessions.number}/session", "session"), ("surveys", "surveys"),
        ("surveys/enter", "enter"), ("", "done"),
    ):  # fmt: skip
        seat.open(f"/samples/{path}")
        picture(seat, f"{name}-{size}")
