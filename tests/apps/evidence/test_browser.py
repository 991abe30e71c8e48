"""The pages of evidence packs in a browser: nothing that axe objects to, and nothing wider than the screen."""

from __future__ import annotations

import pytest
from django.utils import timezone

from putright.apps.evidence import build
from tests.apps.evidence import files
from tests.apps.evidence.conftest import NOW, File
from tests.apps.letters.test_browser import SIZES, look
from tests.browser.conftest import _session as session_of


@pytest.fixture
def told(transactional_db):
    file = File("housing-services").tell()
    file.add(
        "Damp survey of March, second visit, with photographs of the bedroom.pdf", files.pdf("The wall is wet", "2")
    )
    file.add("photo.png", files.picture())
    return file


@pytest.mark.parametrize("size", SIZES)
def test_a_pack_is_built_and_sent(told, live_server, browser, size):
    context = browser.new_context(viewport=SIZES[size], base_url=live_server.url)
    context.add_cookies([{"name": "sessionid", "value": session_of(told.first), "url": live_server.url}])
    page = context.new_page()
    problems = []
    page.on("console", lambda said: problems.append(said.text) if said.type == "error" else None)

    page.goto(f"/cases/{told.reference}")
    page.get_by_role("link", name="Evidence pack").first.click()
    look(page, "/1-first", size)
    page.get_by_text("Withhold words everywhere").click()
    page.get_by_label("Words to withhold").fill("the wall")
    page.get_by_label("Personal data of somebody else").check()
    page.get_by_role("button", name="Withhold these words").click()
    page.get_by_role("link", name="Damp survey").click()
    assert page.locator("mark").inner_text() == "The wall"
    look(page, "/2-document", size)
    page.get_by_role("link", name="See the page").first.click()
    page.locator(".pr-squares img").evaluate("picture => picture.decode()")
    page.get_by_label("Column B, row 3").check(force=True)
    look(page, "/3-parts", size)
    page.get_by_label("Security of people or buildings").check()
    page.get_by_role("button", name="Withhold these squares").click()
    page.get_by_role("link", name="Evidence of this complaint").click()
    page.get_by_role("button", name="Build the evidence pack").click()
    look(page, "/4-waiting", size)
    build.run_once(NOW)
    page.get_by_role("link", name="See how far it is now").click()
    look(page, "/5-ready", size)
    with page.expect_download() as saved:
        page.get_by_role("link", name="PDF,").click()
    assert saved.value.suggested_filename == f"{told.reference}-evidence-1.pdf"
    page.get_by_label("I have looked at the pages that are pictures").check()
    page.get_by_role("button", name="Record that it was sent").click()
    assert "Sent on" in page.locator("main").inner_text()
    look(page, "/6-sent", size)
    context.close()
    assert not problems
    assert timezone.now() == NOW
