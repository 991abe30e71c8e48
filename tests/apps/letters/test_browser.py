"""The pages of letters in a browser: nothing that axe objects to, and nothing wider than the screen."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone

from putright.apps.letters import deliver
from tests.apps.letters.conftest import House, at, june
from tests.browser.conftest import _session as session_of

SIZES = {"desk": {"width": 1280, "height": 900}, "phone": {"width": 375, "height": 760}}


@pytest.fixture
def told(transactional_db):
    """A complaint about to be answered, with an acknowledgement waiting to be posted."""
    house = House("housing-plus-group").receive().define(not_ours=("The hedge.",))
    letter = house.acknowledge(channel="post")
    deliver.run_once(at(june(2)))
    house.decide()
    return house, letter


@pytest.mark.parametrize("size", SIZES)
def test_the_pages_are_accessible(told, live_server, browser, size, monkeypatch):
    house, letter = told
    monkeypatch.setattr(timezone, "now", lambda: at(june(8)))
    context = browser.new_context(viewport=SIZES[size], base_url=live_server.url)
    context.add_cookies([{"name": "sessionid", "value": session_of(house.first), "url": live_server.url}])
    page = context.new_page()
    problems = []
    page.on("console", lambda said: problems.append(said.text) if said.type == "error" else None)
    base = f"/cases/{house.reference}/letters"
    for path in (
        "/respond",
        "/extend",
        "/refuse",
        "/acknowledge",
        "/refuse-escalation",
        "",
        f"/{letter.key}",
        "/letters/to-post",
    ):
        assert page.goto(path if path.startswith("/letters") else base + path).ok, path
        look(page, path, size)
    page.goto(f"{base}/respond")
    page.get_by_label("Opening words").fill("We know that this has been a hard winter.")
    page.get_by_role("button", name="Preview").click()
    assert "hard winter" in page.locator("article.pr-letter").inner_text()
    page.get_by_role("button", name="Issue the response").click()
    assert (
        "The letter must say what was done to investigate (HPG-31)."
        in page.locator(".govuk-error-summary").inner_text()
    )
    look(page, "/refused", size)
    context.close()
    assert not [said for said in problems if "409" not in said]


def look(page, path, size):
    """Checks the page as it stands, and keeps a picture where SCREENSHOTS says so."""
    if folder := os.environ.get("SCREENSHOTS"):
        page.screenshot(path=Path(folder) / f"{size}{path.replace('/', '-')[:20]}.png", full_page=True)
    found = Axe().run(page).response["violations"]
    assert found == [], [(path, one["id"], [node["html"] for node in one["nodes"]]) for one in found]
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{path} is {wide} pixels too wide at {size}"
