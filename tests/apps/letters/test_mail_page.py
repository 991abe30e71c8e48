"""A letter as an e-mail, and on paper from its page: nothing axe objects to, nothing fetched, no tracking."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone

from putright import data
from putright.core.letters import blocks, html, text
from tests.apps.letters.conftest import House, at, june
from tests.apps.letters.every import KINDS, letter
from tests.apps.letters.spoken import squeezed
from tests.apps.letters.test_letters import _read
from tests.browser.conftest import _session as session_of

HOUSE = ("housing-plus-group", "care-plus")


@pytest.mark.parametrize("language", ["en-GB", "ur"])
def test_every_letter_as_an_e_mail_is_accessible(browser, language):
    page = browser.new_context(viewport={"width": 375, "height": 760}, offline=True).new_page()
    asked = []
    page.on("request", lambda one: asked.append(one.url))
    for n, kind in enumerate(KINDS):
        look = [{}, {"large": True}, {"easy": True}][n % 3]
        page.set_content(html.document(letter(kind, *HOUSE, tongue=data.load_tongue(language), **look)))
        found = Axe().run(page).response["violations"]
        assert found == [], [(kind, one["id"], [node["html"] for node in one["nodes"]]) for one in found]
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), kind
    assert asked == []
    page.context.close()


@pytest.mark.parametrize("kind", KINDS)
def test_the_text_alternative_says_the_same(kind):
    tree = letter(kind, *HOUSE)
    said, drawn = text.to_text(tree), squeezed(_read(html.document(tree)))
    for block in tree.blocks:
        for one in blocks.texts(block):
            assert squeezed(one) in squeezed(said)
            assert squeezed(one) in drawn
    assert "<img" not in html.document(tree)
    assert "url(" not in html.document(tree)


def test_a_block_in_another_language_says_so():
    page = html.document(letter("acknowledged", *HOUSE, tongue=data.load_tongue("ur")))
    assert page.startswith('<!DOCTYPE html>\n<html lang="ur" dir="rtl">')
    assert re.search(r'<div lang="en-GB" dir="ltr"><(ol|p)', page)


def test_printing_the_page_of_a_letter_prints_the_letter_only(transactional_db, live_server, browser, monkeypatch):
    house = House("willow-tree").receive().define()
    one = house.acknowledge()
    monkeypatch.setattr(timezone, "now", lambda: at(june(8)))
    context = browser.new_context(base_url=live_server.url)
    context.add_cookies([{"name": "sessionid", "value": session_of(house.first), "url": live_server.url}])
    page = context.new_page()
    page.goto(f"/cases/{house.reference}/letters/{one.key}")
    assert "In other formats" in page.locator("main").inner_text()
    page.emulate_media(media="print")
    shown = page.locator("body").inner_text()
    assert "The roof over the bedroom has leaked since October." in shown
    for aside in ("In other formats", "Proof of sending", "Open the PDF", "Work list"):
        assert aside not in shown
    context.close()
