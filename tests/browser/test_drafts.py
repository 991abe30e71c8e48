"""The policy workbench's drafts: axe finds nothing, nothing overflows, and all of it works without JavaScript."""

from __future__ import annotations

from putright.apps.workbench.drafts.models import Revision
from tests.browser.conftest import WIDTHS


def look(desk, path):
    """A page at both widths."""
    desk.open(path, axe=False)
    for box in WIDTHS.values():
        desk.page.set_viewport_size(box)
        desk.check()
    desk.page.set_viewport_size(WIDTHS["desk"])


def typed(page, old, new):
    """Changes the text that is edited."""
    box = page.get_by_label("The text of pack.yaml")
    box.fill(box.input_value().replace(old, new, 1))


def test_a_draft_is_begun_checked_put_right_and_compared(desk, house):
    officer = desk(house.people["officer"], java_script_enabled=False)
    page = officer.page
    officer.open("/workbench/", axe=False)
    page.get_by_role("button", name="Begin a draft").click()
    page.get_by_label("What is the draft to be called?").fill("Fifteen days")
    page.get_by_label("What runs now").check()
    page.get_by_role("button", name="Begin the draft").click()
    page.get_by_role("link", name="pack.yaml").click()
    typed(page, "roles: [manager]", "roles: [manger]")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("It cannot run yet: one fault").wait_for()
    page.get_by_role("link", name="Line", exact=False).first.click()
    wrong = page.locator("li:target")
    assert "roles: [manger]" in wrong.inner_text()
    assert "there is no role 'manger'" in wrong.inner_text()
    typed(page, "roles: [manger]", "roles: [manager]")
    typed(page, "stage1.respond: {within: 10 ", "stage1.respond: {within: 15 ")
    page.get_by_role("button", name="Check without saving").click()
    page.get_by_text("There are no faults. Nothing is saved yet.").wait_for()
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="What is different from what runs").click()
    page.get_by_text("Stage 1 is answered within 15 working days, not 10.").wait_for()
    assert Revision.objects.count() == 3
    officer = desk(house.people["officer"])
    for path in ("", "drafts/begin", "drafts/1", "drafts/1/edit/pack.yaml", "read?of=draft-1-2", "picture?of=draft-1",
                 "compare?a=shipped-model-2024&b=draft-1", "lint?of=draft-1", "lint?of=draft-1-2"):  # fmt: skip
        look(officer, f"/workbench/{path}")
