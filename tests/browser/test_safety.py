"""An emergency in the home, told of on the telephone: reported, told on, made safe, written about."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from tests.browser import procedure as p
from tests.browser.at_work import Worker, opened

PICTURES = os.environ.get("SCREENSHOTS")


@pytest.fixture
def worker(desk, house):
    """Sits somebody of the landlord down at a desk: `worker("officer", reference)`."""
    seen = set()
    return lambda key, reference="": Worker(desk, house.people[key], reference, seen)


def look(worker, name):
    """A picture of the page at both widths, where pictures are asked for; nothing is wider than either."""
    page = worker.page
    for width in (1280, 375):
        page.set_viewport_size({"width": width, "height": 900})
        worker.desk.check(axe=False)
        if PICTURES:
            page.screenshot(path=Path(PICTURES) / f"{name}-{width}.png", full_page=True)
    page.set_viewport_size({"width": 1280, "height": 900})


def known():
    """The hour of day it is now, as it is typed."""
    return f"{timezone.localtime():%H:%M}"


def assess(officer):
    """The first look, on the telephone."""
    form = officer.begin("Assess the complaint")
    look(officer, "assess")
    form.choose("How will it be answered?", "It needs investigating")
    form.write("What makes it simple or complex?", "Two trades")
    form.write("Is anybody vulnerable, or made so by this?", "A baby of four months")
    form.write("Could somebody come to harm? How?", "Water near the light")
    form.choose("Is anything urgent?", "It is an emergency")
    officer.press("Save the assessment")


def report(officer):
    """The hazard, with the hour it was learnt."""
    form = officer.begin("Report a hazard in the home")
    look(officer, "hazard-report")
    form.pick("What is it?", "Electrical hazards")
    form.write("What did they say?", "Water runs through the ceiling light over the cot.")
    form.choose("Could somebody be harmed within a day?", "Yes")
    form.write("At what time did we learn of it? (optional)", "25:99")
    assert "Give a time of day up to 23:59." in officer.refused("Report the hazard")
    at = known()
    form.write("At what time did we learn of it? (optional)", at)
    officer.press("Report the hazard")
    due = timezone.localdate() + timedelta(1)
    assert officer.reads(f"By {at} on {due:%A} {due.day} {due:%B %Y}")
    assert officer.reads("Give the safety alert to the Service Manager")
    look(officer, "case-with-emergency")


def tell(officer):
    """The alert that the hazard calls for."""
    owed = officer.page.get_by_role("region", name="What is owed next")
    officer.follow(owed.get_by_role("link", name="Give the safety alert to the Service Manager"))
    officer.looked()
    look(officer, "alert")
    officer.form.write("Who exactly?", "Joseph Mwangi")
    officer.form.choose("How were they told?", "By telephone")
    officer.press("Record the alert")
    now_owed = officer.page.get_by_role("region", name="What is owed next").locator("> ul")
    assert "Give the safety alert" not in now_owed.inner_text()


def deal(officer):
    """Investigated, made safe, and the tenant has it in writing."""
    now_owed = officer.page.get_by_role("region", name="What is owed next").locator("> ul")
    officer.follow(now_owed.get_by_role("link", name="Investigate: electrical hazards"))
    officer.form.choose("What was found?", "An emergency")
    officer.form.write("What exactly, and what is needed?", "The fitting is soaked.")
    assert "This is an emergency: say at what time" in " ".join(officer.refused("Record the investigation"))
    officer.form.write("At what time? (optional)", known())
    officer.press("Record the investigation")
    officer.begin("The home was made safe")
    look(officer, "made-safe")
    officer.form.write("What was done?", "Supply cut off, light taken down.")
    officer.form.choose("Are works still needed", "No")
    officer.form.write("At what time? (optional)", known())
    officer.press("Record that it is safe")
    officer.begin("Send the written summary of a hazard")
    officer.form.write("What was found, and how", "The fitting over the bath was soaked and live.")
    officer.form.write("What will be done", "The light is taken down. A new one comes when the ceiling is dry.")
    officer.form.choose("How does it go out?", "Post")
    look(officer, "summary")
    officer.press("Send the summary")


@pytest.mark.provision("AWL-1", "AWL-4", "AWL-6", "HPG-21", "C24-6.1")
@pytest.mark.parametrize("house", ["housing-plus"], indirect=True)
def test_an_emergency_from_the_call_to_the_letter(worker):
    """Hazard, alert, safe, summary: each is found from the case page, and stands there until it is done."""
    desk = worker("desk")
    reference = p.log(desk, brand="The Wrekin Housing Group")
    p.assign(worker("executive", reference).find(), "Gwen Hargreaves")
    officer = worker("service", reference).find()
    assess(officer)
    report(officer)
    tell(officer)
    deal(officer)
    officer.follow(officer.page.get_by_role("link", name="Risk and safety"))
    officer.looked()
    look(officer, "room")
    for text in ("Dealt with", "Joseph Mwangi was told by telephone", "A baby of four months", "An emergency"):
        assert officer.reads(text), text
    statuses = {
        d.name: d.status(timezone.localdate()) for d in opened(reference).duties if d.name.startswith("hazard:")
    }
    assert {statuses[f"hazard:h1.{clock}"] for clock in ("investigate", "safe", "summary")} == {"met"}
    officer.go("/?scope=all")
    assert officer.reads("Emergency")
    look(officer, "work-list")
