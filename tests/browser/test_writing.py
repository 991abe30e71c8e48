"""A letter is written: what is found in it stands beside the words as they are typed, and no word is lost."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from putright.apps.accounts import packs
from putright.apps.letters.models import Draft, Letter
from putright.core import events as e
from putright.demo.people import MATTERS, RESIDENTS
from putright.demo.teller import Teller
from tests.browser.at_work import Worker, opened

OPENING = "Opening words (optional)"
EMPTY = "We are sorry if you feel that we let you down."
PLAIN = "We are sorry that nobody rang you back."
LONG = (
    "We know that you have waited for the surveyor and the roofer and the painter since the day the storm took the "
    "tiles off the roof over your kitchen and the rain came in, and we will put that right with you this month."
)


@pytest.fixture
def reference(house):
    """A complaint that Daniel Okafor handles."""
    today = timezone.localdate()
    teller = Teller(house.landlord, house.people, packs.current(house.landlord), today, today, MATTERS[0], RESIDENTS[0])
    teller.receive()
    teller.do("officer", e.Assigned(on=today, to=teller.key("handler")))
    return teller.reference


def picture(page, name):
    if folder := os.environ.get("SCREENSHOTS"):
        page.screenshot(path=Path(folder) / f"{name}.png")


@pytest.mark.parametrize("size", ["desk", "phone"])
def test_what_is_found_comes_and_goes_as_they_type(desk, house, reference, size):
    worker = Worker(lambda who: desk(who, size), house.people["handler"], reference)
    worker.go(f"/cases/{reference}/letters/acknowledge")
    page = worker.page
    box, note = page.get_by_label(OPENING), page.locator("#found-opening")
    picture(page, f"writing-{size}-begun")
    box.scroll_into_view_if_needed()
    box.press_sequentially(EMPTY)
    expect(note).to_contain_text("Suggestion:")
    expect(page.get_by_role("article")).to_contain_text(EMPTY)
    expect(page.get_by_text("Saved at")).to_be_visible()
    expect(box).to_be_focused()
    bar = page.locator(".pr-writing").bounding_box()
    assert box.bounding_box()["y"] + box.bounding_box()["height"] <= bar["y"]
    worker.desk.check()
    picture(page, f"writing-{size}-found")
    box.fill(PLAIN)
    expect(note).to_be_empty()
    expect(page.get_by_role("article")).to_contain_text(PLAIN)
    box.fill(LONG)
    expect(note).to_contain_text("Suggestion:")
    worker.follow(page.get_by_role("button", name="Issue the acknowledgement"))
    assert "say why not" in worker.problems()[0]
    assert page.get_by_label(OPENING).input_value() == LONG
    worker.desk.problems = [one for one in worker.desk.problems if "409" not in one]
    worker.looked()
    for one in page.get_by_text("Leave it as it is").all():
        one.click()
        page.locator(":focus").locator("xpath=..").get_by_label("Why?").fill("She writes so herself.")
    expect(page.locator("#tally")).to_contain_text("set aside")
    picture(page, f"writing-{size}-aside")
    worker.press("Issue the acknowledgement")
    aside = [one for one in opened(reference).events if isinstance(one, e.AdviceSetAside)]
    assert aside
    assert {(one.of, one.reason) for one in aside} == {("acknowledgement", "She writes so herself.")}
    assert not Draft.objects.exists()
    worker.go(f"/cases/{reference}/letters/{Letter.objects.get().key}")
    assert worker.reads("She writes so herself.")
