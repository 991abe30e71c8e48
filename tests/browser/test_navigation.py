"""The main navigation stands in one line at a desk, and is gone through by keyboard, also without scripts."""

from __future__ import annotations

import pytest

from tests.browser.conftest import WIDTHS


@pytest.mark.parametrize("path", ["/more", "/money"])
def test_the_navigation_is_one_line_at_a_desk(desk, house, path):
    own = desk(house.people["officer"])
    own.page.set_viewport_size(WIDTHS["desk"])
    own.open(path)
    links = own.page.get_by_role("navigation", name="Main").get_by_role("link")
    assert len({link.bounding_box()["y"] for link in links.all()}) == 1
    own.page.set_viewport_size(WIDTHS["phone"])
    own.check()


def test_more_is_reached_by_keyboard_and_leads_on(desk, house):
    page = desk(house.people["officer"]).page
    page.goto("/")
    page.get_by_role("navigation", name="Main").get_by_role("link", name="More").press("Enter")
    page.get_by_role("main").get_by_role("link", name="Money owed").press("Enter")
    page.get_by_role("heading", name="Money owed").wait_for()
