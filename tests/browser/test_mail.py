"""The pages for what came by e-mail in a browser: nothing that axe objects to, and nothing wider than the screen."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from putright.apps.casework.models import Mailbox
from putright.apps.mailbox.server import Found
from putright.apps.mailbox.taking import take
from tests.apps.letters.conftest import House, at, june
from tests.apps.mailbox.conftest import ADDRESS, bounce, written
from tests.browser.conftest import _session as session_of
from tests.browser.conftest import violations

SIZES = {"desk": {"width": 1280, "height": 900}, "phone": {"width": 375, "height": 760}}
LONG = "Since October the roof over our bedroom leaks. I have rung four times.\n\nPlease ring me.\nRosa Adeyemi\n\n"


@pytest.fixture
def told(transactional_db, settings, tmp_path):
    """Four messages that wait, one set aside; and a mailbox that cannot be read."""
    settings.MEDIA_ROOT = tmp_path
    house = House("willow-tree").receive()
    first = house.landlord
    box, _ = [
        Mailbox.objects.create(landlord=first, address=one, host="mail.example", user="x", secret="X", problem=wrong)
        for one, wrong in ((ADDRESS, ""), ("hello@test.example", "mail.example:993: the password is wrong"))
    ]
    raws = [
        written(LONG, subject=f"{house.reference}: the roof", files=[("roof.txt", b"wet", "text/plain")]),
        written("Thank you for the new door, Ines Okafor!", "Sam Ito <sam@else.example>", subject="A lovely door"),
        bounce("<x@else.example>", failed="who@else.example"),
        written("w" * 300, f"{'n' * 90} <{'a' * 60}@else.example>", subject="s" * 300),
        written("I am away.", subject="Out of office", Auto_Submitted="auto-replied"),
    ]
    house.incoming = [take(box, Found("1", raw, len(raw), at(june(2)), True), at(june(2))) for raw in raws]
    return house


@pytest.mark.parametrize("size", SIZES)
def test_the_pages_are_accessible(told, live_server, browser, size):
    context = browser.new_context(viewport=SIZES[size], base_url=live_server.url)
    context.add_cookies([{"name": "sessionid", "value": session_of(told.second), "url": live_server.url}])
    page = context.new_page()
    first, thanks, _, wide, _ = [f"/mail/{one.pk}" for one in told.incoming]
    for path in ("/mail", "/mail?show=aside", first, thanks, wide, f"{first}/complaint", f"{first}/case?q=Rosa",
                 f"{thanks}/register", f"{first}/aside"):  # fmt: skip
        assert page.goto(path).ok, path
        look(page, path, size)


def look(page, path, size):
    if folder := os.environ.get("SCREENSHOTS"):
        name = "".join(c if c.isalnum() else "-" for c in path).strip("-")
        page.screenshot(path=Path(folder) / f"{name}-{size}.png", full_page=True)
    found = violations(page)
    assert found.violations_count == 0, f"{path}: {found.generate_report()}"
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{path} is {wide} pixels too wide"


def test_a_message_becomes_a_complaint_by_keyboard_and_mouse(told, live_server, browser):
    context = browser.new_context(viewport=SIZES["phone"], base_url=live_server.url)
    context.add_cookies([{"name": "sessionid", "value": session_of(told.second), "url": live_server.url}])
    page = context.new_page()
    page.goto("/mail")
    page.get_by_role("link", name="A lovely door").focus()
    page.keyboard.press("Enter")
    assert "It names Ines Okafor" in page.locator("main").inner_text()
    page.get_by_role("link", name="No complaint").click()
    page.get_by_label("A compliment").check()
    page.get_by_label("Tenant", exact=True).check()
    page.get_by_role("button", name="Put it on record").click()
    assert "It is on record as" in page.locator("main").inner_text()
