"""Every component at the widths of a desk and of a phone: axe finds nothing, nothing is cut off, no CSP complaint."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

WIDTHS = {"desk": 1280, "tablet": 800, "phone": 375}


@pytest.fixture(params=WIDTHS, ids=str)
def seen(request, browser, gallery_url):
    """The gallery open in a browser, and what its console said."""
    said = []
    page = browser.new_page()
    page.on("console", lambda message: message.type in ("error", "warning") and said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.set_viewport_size({"width": WIDTHS[request.param], "height": 900})
    assert page.goto(gallery_url, wait_until="networkidle").ok
    if folder := os.environ.get("SCREENSHOTS"):
        page.screenshot(path=Path(folder) / f"gallery-{request.param}.png", full_page=True)
    yield page, said
    page.close()


def test_axe_finds_nothing(seen):
    page, _ = seen
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()


def test_the_user_menu_opens_and_escape_closes_it(seen):
    page, _ = seen
    page.click(".pr-menu summary")
    assert page.get_by_role("button", name="Sign out").is_visible()
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
    page.keyboard.press("Escape")
    assert not page.get_by_role("button", name="Sign out").is_visible()


def test_a_choice_reveals_its_field(seen):
    page, _ = seen
    hidden = page.locator("[name=fresh-other_channel]")
    assert not hidden.is_visible()
    page.check("[name=fresh-channel][value=other]")
    assert hidden.is_visible()


def test_nothing_is_wider_than_the_window(seen):
    page, _ = seen
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_console_is_silent(seen):
    page, said = seen
    assert said == []
    assert page.evaluate("document.body.classList.contains('govuk-frontend-supported')")
    assert page.evaluate("document.fonts.check('16px \"Atkinson Hyperlegible Next\"')")
