"""The pages of letters in a browser: nothing that axe objects to, and nothing wider than the screen."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone

from putright.apps.casework.models import Message
from putright.apps.letters.sending import actions, batch, deliver, onward
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


@pytest.fixture
def on_their_way(transactional_db, monkeypatch):
    """One letter of each fate: in a batch, in the print queue, to hand over, come back, and arrived."""
    monkeypatch.setattr(timezone, "now", lambda: at(june(8)))
    house = House("willow-tree")
    letters = {}
    for name in ("batch", "post", "hand", "back", "sent"):
        house.receive().define()
        channel = {"hand": "in_person", "back": "post", "sent": "post"}.get(name, "post")
        letters[name] = house.acknowledge(8, channel=channel)
        deliver.run_once(timezone.now())
        if name == "batch":
            made = batch.ask(house.first, timezone.now())
            batch.run_once(timezone.now())
        message = Message.objects.get(letter=letters[name].key)
        if name in ("back", "sent"):
            actions.posted(house.first, message, at(june(8)))
            message.refresh_from_db()
        if name == "back":
            onward.came_back(house.first, message, at(june(8)), on=june(8), why="gone_away", note="“Gone away”")
    return house, letters, made


@pytest.mark.parametrize("size", SIZES)
def test_the_pages_of_a_letters_way_are_accessible(on_their_way, live_server, browser, size):
    house, letters, made = on_their_way
    context = browser.new_context(viewport=SIZES[size], base_url=live_server.url)
    context.add_cookies([{"name": "sessionid", "value": session_of(house.first), "url": live_server.url}])
    page = context.new_page()
    paths = {
        "queue": "/letters/to-post",
        "batch": f"/letters/batches/{made.pk}",
        "hand": f"{way(letters['hand'])}/handed-over",
        "return": f"{way(letters['sent'])}/came-back",
        "again": f"{way(letters['back'])}/again",
        "arrived": f"{way(letters['sent'])}/arrived",
        "tracked": f"{way(letters['sent'])}/tracked",
        "proof-back": way(letters["back"]),
        "proof-sent": way(letters["sent"]),
    }
    for name, path in paths.items():
        assert page.goto(path).ok, path
        look(page, f"-{name}", size)
    page.goto(paths["hand"])
    page.get_by_label("At what time?").fill("14:20")
    page.get_by_label("Where?").fill("At her door")
    for part, typed in (("Day", "8"), ("Month", "6"), ("Year", "2026")):
        page.get_by_label(part).fill(typed)
    page.get_by_label("Put through the letter box").check()
    page.get_by_role("button", name="Record it").click()
    assert page.get_by_text("Counts as received on Monday 8 June 2026").first.is_visible()
    page.goto(paths["batch"])
    page.get_by_role("button", name="Mark all of this batch as posted").click()
    assert page.get_by_text("1 letter marked as posted.").is_visible()
    context.close()


def way(letter):
    return f"/cases/{letter.case.reference}/letters/{letter.key}"
