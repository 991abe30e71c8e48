"""The rest of the policy workbench: axe finds nothing, nothing is wider than the window, pages lead on."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from putright.apps.accounts.models import Landlord
from putright.apps.casework import log
from putright.apps.casework.models import Party
from putright.apps.workbench.drafts import actions as drafting
from putright.apps.workbench.drafts import texts
from putright.apps.workbench.holidays import run as holidays
from putright.apps.workbench.trials import run
from putright.core import events as e
from putright.core import newcomer
from tests.browser.conftest import WIDTHS

NOW = datetime(2026, 6, 10, 10, 0, tzinfo=UTC)
LATER = datetime(2027, 1, 4, 10, 0, tzinfo=UTC)
POLICY = """Complaints policy

Our complaints procedure

Stage 1
We acknowledge a complaint within 5 working days and answer it within 12 working days.

Stage 2
We answer at stage 2 within 20 working days.
"""


@pytest.fixture
def officer(desk, house):
    """The complaints officer's desk."""
    return desk(house.people["officer"])


def look(desk, path=None):
    """A page, the one that is open where none is named, at both widths."""
    if path:
        desk.open(path, axe=False)
    for box in WIDTHS.values():
        desk.page.set_viewport_size(box)
        desk.check()
    desk.page.set_viewport_size(WIDTHS["desk"])


def press(page, name):
    """A button, and the page that it leads to."""
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


def longer(house, **changed):
    """A draft of what runs, with other words in its pack."""
    files = dict(texts.source(house.landlord, texts.RUNS).files)
    for old, new in (('version: "5"', 'version: "6"'), *changed.items()):
        files["pack.yaml"] = files["pack.yaml"].replace(old, new, 1)
    return drafting.start(house.people["officer"], "Another", "willow-tree, version 5", files, NOW)


def test_rehearsals_are_run_written_and_put_right(officer, house):
    page = officer.page
    look(officer, "/workbench/rehearsals/")
    page.get_by_text("All hold").wait_for()
    page.locator("td a").first.click()
    look(officer)
    page.get_by_role("link", name="Write one of your own like it").click()
    box = page.get_by_label("The rehearsal")
    box.fill(box.input_value().replace("expect:", "expects:", 1))
    press(page, "Run it without saving")
    page.get_by_text("Cannot be run").wait_for()
    look(officer)
    page.get_by_role("link", name="Line", exact=False).first.click()
    assert "expects:" in page.locator("li:target").inner_text()
    box.fill(box.input_value().replace("expects:", "expect:", 1))
    press(page, "Save")
    page.get_by_text("Everything it expects follows from the policy.").wait_for()
    look(officer)
    press(page, "Take it out")
    look(officer, "/workbench/rehearsals/")
    assert page.get_by_role("heading", name="Taken out: 1").is_visible()
    longer(house, **{"stage1.acknowledge: {within: 5 ": "stage1.acknowledge: {within: 2 "})
    look(officer, "/workbench/rehearsals/?under=draft-1")
    page.get_by_role("heading", name="What does not hold").wait_for()


def test_a_draft_is_tried_on_the_past(officer, house):
    page, by = officer.page, house.people["officer"]
    look(officer, "/workbench/trials/")
    page.get_by_role("link", name="Begin a draft").wait_for()
    rosa = Party(key="p1", role=Party.As.COMPLAINANT, name="Rosa Adeyemi", email="rosa@mail.example")
    came = e.Received(on=NOW.date(), channel="email", from_="tenant", party="p1", text="The roof leaks.")
    log.start(house.landlord, [came], by=by, at=NOW, parties=[rosa])
    longer(house)
    officer.open("/workbench/trials/?draft=1", axe=False)
    press(page, "Try it")
    look(officer)
    while run.run_once(LATER):
        pass
    look(officer, "/workbench/trials/1")
    page.get_by_role("heading", name="How busy it would have been").wait_for()
    page.get_by_role("link", name="What it changes").wait_for()
    look(officer, "/workbench/trials/")


def test_a_printed_policy_is_read(officer):
    page = officer.page
    look(officer, "/workbench/readings/")
    sent = {"name": "policy.txt", "mimeType": "text/plain", "buffer": POLICY.encode()}
    page.get_by_label("Printed policy").set_input_files(sent)
    press(page, "Read it")
    page.get_by_role("heading", name="What differs").wait_for()
    look(officer)
    page.get_by_role("link", name="Its text, line by line").click()
    look(officer)


def test_a_draft_is_proposed_and_approved_by_others(officer, house, desk):
    page = officer.page
    longer(house)
    look(officer, "/workbench/adoption/1")
    for part, typed in zip(("Day", "Month", "Year"), date(2027, 6, 1).strftime("%d %m %Y").split(), strict=True):
        page.get_by_label(part).fill(typed)
    for box in page.locator("main textarea").all():
        box.fill("The board has decided so.")
    press(page, "Propose it")
    look(officer)
    for one in ("board", "director"):
        seat = desk(house.people[one])
        look(seat, "/workbench/versions")
        seat.page.get_by_role("link", name="Answer for this approval").first.click()
        look(seat)
        seat.page.get_by_label("Yes, approved").check()
        press(seat.page, "Put it on record")
    look(officer, "/workbench/versions")
    assert Landlord.objects.get().adopts.version == "6"
    look(officer, "/workbench/import")


def test_a_day_that_was_proclaimed_is_looked_at_and_taken_up(officer):
    page = officer.page
    look(officer, "/workbench/holidays/")
    for part, typed in (("Day", "3"), ("Month", "6"), ("Year", "2027")):
        page.get_by_label(part, exact=True).fill(typed)
    page.get_by_label("What is it called?").fill("A day of thanks")
    press(page, "See what it does")
    look(officer)
    looked_through = page.url
    while holidays.run_once(LATER):
        pass
    look(officer, looked_through)
    press(page, "Count by the new list")
    look(officer)
    look(officer, "/workbench/holidays/")
    assert "A day of thanks" in page.content()


def test_a_newcomer_answers_every_question(officer):
    page = officer.page
    look(officer, "/workbench/newcomer/")
    press(page, "Begin the questions")
    for group in newcomer.GROUPS:
        assert f"/questions/{group.id}" in page.url
        look(officer)
        for one in group.questions:
            if one.way:
                page.locator(f"#id_{one.id}").fill("ask@elm.example" if one.id == "email" else "elm.example/ask")
        press(page, "Save and go on")
    look(officer)
    for link in ("The policy as residents read it", "The self-assessment’s first draft"):
        page.get_by_role("link", name=link).click()
        look(officer)
        page.get_by_role("link", name="Back to the answers").click()
    page.get_by_role("link", name="The draft", exact=True).click()
    look(officer)
