"""Governance, equality and what residents tell of themselves: axe finds nothing, nothing overflows, work gets done."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.utils import timezone

from putright.apps.equality import report
from putright.apps.equality.models import Answer
from putright.apps.governance.models import Objective, Training
from tests.apps.equality.test_equality import YEAR, population
from tests.apps.portal.following import World, april  # noqa: F401
from tests.browser.conftest import WIDTHS

PICTURES = os.environ.get("SCREENSHOTS")
REGISTERS = ("approvals", "consultations", "policies", "training", "objectives", "incidents")
JULY = datetime(2026, 7, 1, 9, 0, tzinfo=UTC)


def look(desk, path):
    """A page at both widths."""
    desk.open(path, axe=False)
    for size, box in WIDTHS.items():
        desk.page.set_viewport_size(box)
        desk.check()
        if PICTURES:
            name = path.strip("/").replace("/", "-")
            desk.page.screenshot(path=Path(PICTURES) / f"gov-{name}-{size}.png", full_page=True)
    desk.page.set_viewport_size(WIDTHS["desk"])


def day(page, label, when):
    """Types a date into its three boxes."""
    group = page.get_by_role("group", name=label)
    for name, value in (("Day", when.day), ("Month", when.month), ("Year", when.year)):
        group.get_by_label(name).fill(str(value))


def test_a_keeper_sees_what_lapses_and_keeps_the_registers(desk, house):
    officer = desk(house.people["officer"])
    look(officer, "/governance/")
    for path in ("policy", "roles", "answering"):
        look(officer, f"/governance/{path}")
    page = officer.page
    officer.open("/governance/registers/training/add")
    page.get_by_label(house.people["handler"].name).check()
    page.get_by_label("Which course?").fill("Complaint handling")
    page.get_by_label("Yes").check()
    day(page, "When?", date(2026, 1, 12))
    day(page, "Until when does it count?", date(2027, 1, 11))
    page.get_by_role("button", name="Save").click()
    page.get_by_text("It is kept.").wait_for()
    assert Training.objects.get().person == house.people["handler"]
    officer.open("/governance/registers/objectives/add")
    page.get_by_label("Whose objective?").select_option(label="Manager")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("It is kept.").wait_for()
    assert Objective.objects.get().role == "manager"
    officer.open("/governance/registers/incidents/add")
    page.get_by_label("What happened, and what can you not do because of it?").fill("The servers are down.")
    day(page, "Since when?", timezone.localdate())
    page.get_by_role("button", name="Save").click()
    page.get_by_text("It is kept.").wait_for()
    for slug in REGISTERS:
        look(officer, f"/governance/registers/{slug}")
        look(officer, f"/governance/registers/{slug}/add")
    page.set_viewport_size(WIDTHS["desk"])
    officer.open("/governance/registers/incidents")
    page.get_by_role("link", name="Change").click()
    page.get_by_label("What does your website say about it?").fill("We cannot read e-mail at the moment. Ring us.")
    day(page, "From when does the website say so?", timezone.localdate())
    page.get_by_role("button", name="Save").click()
    page.get_by_text("It is kept.").wait_for()
    look(desk(None), f"/r/{house.slug}/")
    look(desk(None), f"/r/{house.slug}/notice")


def test_equality_is_read_and_residents_divided(desk, house):
    report.draw(house.landlord, *YEAR, population(house.landlord), JULY)
    officer = desk(house.people["officer"])
    look(officer, "/equality/")
    look(officer, "/equality/residents/ethnicity")
    assert Answer.objects.exists()


@pytest.mark.parametrize("size", ["phone", "desk"])
def test_a_resident_tells_about_themselves_and_takes_it_back(desk, transactional_db, april, settings, tmp_path, size):  # noqa: F811
    settings.DATA_DIR, settings.MEDIA_ROOT = tmp_path, tmp_path / "files"
    world = World()
    told = world.door(world.told())
    resident = desk(None, size)
    page = resident.page
    resident.open(f"{world.root}follow")
    for label, key in (("Your reference", "reference"), ("Your code", "code"), ("One thing that we know", "fact")):
        page.get_by_label(label).fill(told[key])
    page.get_by_role("button", name="Show me my complaint").click()
    page.get_by_role("link", name="Tell us about yourself").click()
    page.get_by_label("75 or over").check()
    religion = page.get_by_role("group", name="What is your religion or belief?")
    religion.get_by_label("I would put it in my own words").check()
    resident.check()
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"gov-about-you-{size}.png", full_page=True)
    page.get_by_role("button", name="Send it").click()
    page.get_by_text("kept apart from your complaint").first.wait_for()
    assert Answer.objects.get().answers == {"age": "75_over", "religion": "own"}
    page.get_by_role("link", name="Tell us about yourself").click()
    resident.check()
    page.get_by_role("button", name="Take back what I told you").click()
    page.get_by_text("Nothing of it is kept").wait_for()
    assert not Answer.objects.exists()
