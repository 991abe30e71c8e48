"""A neighbour's complaint is proposed, linked and investigated together; a member of a group is written to."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

from django.utils import timezone
from playwright.sync_api import expect

from putright.apps.casework import log
from putright.apps.casework.models import Party
from putright.core import events as e

PICTURES = os.environ.get("SCREENSHOTS")


def look(desk, name):
    """A picture of the page at both widths, where pictures are asked for; axe at each, nothing wider than either."""
    for width in (1280, 375):
        desk.page.set_viewport_size({"width": width, "height": 900})
        desk.check()
        if PICTURES:
            desk.page.screenshot(path=Path(PICTURES) / f"{name}-{width}.png", full_page=True)


def tell(house, by, name, number):
    now = timezone.now()
    on = timezone.localdate() - timedelta(days=1)
    told = e.Received(on=on, channel="email", from_="tenant", party="p1",
                      text="The boiler of the building has failed and there is no heating.")  # fmt: skip
    party = Party(key="p1", role=Party.As.COMPLAINANT, name=name, address=f"{number} Mill Lane", postcode="TA1 2AB",
                  email="somebody@mail.example")  # fmt: skip
    points = e.Defined(on=on, points={"p1": "The boiler has failed"}, outcomes=("Heating",))
    return log.start(house.landlord, [told, points], by=by, at=now, parties=[party]).case.reference


def test_linked_in_one_click_and_investigated_together(house, desk):
    by = house.people["officer"]
    one, two = tell(house, by, "Rosa Adeyemi", 12), tell(house, by, "Bo Lindqvist", 14)
    at_work = desk(by)
    at_work.open(f"/cases/{one}", axe=False)
    look(at_work, "links-case")
    at_work.page.get_by_role("link", name="Look, and link them or not").click()
    look(at_work, "links-proposed")
    at_work.page.get_by_role("button", name="Link as the same matter").click()
    expect(at_work.page.get_by_text("The cases are linked")).to_be_visible()
    at_work.page.get_by_role("link", name="Investigate them together").click()
    look(at_work, "links-together-form")
    at_work.page.get_by_role("button", name="Investigate together").click()
    at_work.open(f"/cases/{two}/together", axe=False)
    expect(at_work.page.get_by_text(f"led on {one}")).to_be_visible()
    look(at_work, "links-led")
    at_work.open(f"/cases/{one}/member_joined", axe=False)
    look(at_work, "group-member-form")
    at_work.page.get_by_label("Name", exact=True).fill("Ada Quist")
    at_work.page.get_by_label("E-mail address").fill("ada@mail.example")
    at_work.page.get_by_label("Yes", exact=True).check()
    at_work.page.get_by_role("button", name="Save").click()
    at_work.open(f"/cases/{one}/together", axe=False)
    look(at_work, "group")
    at_work.open(f"/cases/{one}/letters/acknowledge", axe=False)
    expect(at_work.page.get_by_text("The letter to Ada Quist")).to_be_visible()
    look(at_work, "group-letter")
