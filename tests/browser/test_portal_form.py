"""People complain on a landlord's pages: on a telephone, by keyboard alone, with a screen reader, without scripts."""

from __future__ import annotations

import re

import pytest
from PIL import Image

from putright.apps.casework.attachments import Attachment
from putright.apps.casework.models import Case
from putright.apps.casework.opened import load
from putright.apps.portal import views

ROOT = "/r/willow-tree/"
ANSWERS = {
    "Who is complaining?": "Myself, or my household",
    "What are you to Willow Tree Housing Partnership?": "Tenant",
    "What happened?": "The roof leaks into the bedroom.\nWe rang four times.",
    "Is it about somebody who works for us?": "No",
    "Your full name": "Rosa Adeyemi",
    "Postcode (optional)": "TF11 8AB",
    "Telephone number (optional)": "07700 900123",
}
"""What is answered, by the name that a screen reader says; every other question is left out."""


def heading(page):
    return page.get_by_role("heading", level=1).inner_text()


def go(page, press):
    """Does what leads to another page, and waits for it."""
    with page.expect_navigation():
        press()


def on_page(page):
    """Answers what stands on the page, found by nothing but its role and its name."""
    for name, answer in ANSWERS.items():
        box = page.get_by_role("textbox", name=name, exact=True)
        if box.count():
            box.fill(answer)
            continue
        choices = page.get_by_role("group", name=name, exact=True)
        if choices.count():
            choices.get_by_role("radio", name=answer, exact=True).check()


def complain(desk, press):
    """From the first page to the reference; every page is looked at by axe."""
    page = desk.page
    desk.open(ROOT)
    go(page, lambda: press(page.get_by_role("button", name="Make a complaint")))
    desk.check()
    go(page, lambda: press(page.get_by_role("button", name="Start now")))
    seen = []
    while "form/check" not in page.url:
        desk.check()
        seen.append(heading(page))
        on_page(page)
        go(page, lambda: press(page.get_by_role("button", name="Continue")))
    desk.check()
    go(page, lambda: press(page.get_by_role("button", name="Send it")))
    assert page.url.endswith("/form/sent")
    desk.check()
    return seen


def complaint():
    """The one complaint of the database."""
    return load(Case.objects.get())


@pytest.mark.django_db(transaction=True)
def test_on_a_telephone(house, desk, tmp_path):
    Image.new("RGB", (40, 40), "red").save(tmp_path / "roof.jpg")
    phone = desk(None, "phone", has_touch=True, is_mobile=True)
    page = phone.page
    phone.open(ROOT + "tell/complaint")
    go(page, page.get_by_role("button", name="Start now").tap)
    page.goto(ROOT + "form/files")
    page.get_by_label("Choose files").set_input_files(tmp_path / "roof.jpg")
    go(page, page.get_by_role("button", name="Add these files").tap)
    phone.check()
    assert page.get_by_role("button", name="Remove roof.jpg").is_visible()
    page.goto(ROOT + "form/who")
    while "form/check" not in page.url:
        phone.check(axe=False)
        _large_enough(page)
        on_page(page)
        go(page, page.get_by_role("button", name="Continue").tap)
    go(page, page.get_by_role("button", name="Send it").tap)
    phone.check()
    assert page.get_by_text(complaint().case.reference, exact=True).is_visible()
    assert Attachment.objects.get().case == complaint().case


def _large_enough(page):
    """Nothing to touch is smaller than 24 pixels (WCAG 2.2, 2.5.8), and the buttons are larger."""
    small = page.evaluate(
        """() => [...document.querySelectorAll("main button, main input, main select, main textarea")]
        .filter(e => e.type != "hidden" && e.offsetParent && !e.closest(".pr-portal__trap"))
        .filter(e => { const box = e.getBoundingClientRect(); return box.height < 24 || box.width < 24; })
        .map(e => e.outerHTML)"""
    )
    assert small == []


@pytest.mark.django_db(transaction=True)
def test_by_keyboard_alone(house, desk):
    at_home = desk(None)
    page = at_home.page
    page.goto(ROOT)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "govuk-skip-link"

    def tab_to(locator):
        wanted = locator.element_handle()
        for _ in range(80):
            if page.evaluate("e => document.activeElement === e", wanted):
                return
            page.keyboard.press("Tab")
        pytest.fail(f"the keyboard does not reach {locator}")

    def press(locator):
        tab_to(locator)
        go(page, lambda: page.keyboard.press("Enter"))

    press(page.get_by_role("button", name="Make a complaint"))
    press(page.get_by_role("button", name="Start now"))
    while "form/check" not in page.url:
        for name, answer in ANSWERS.items():
            box = page.get_by_role("textbox", name=name, exact=True)
            choices = page.get_by_role("group", name=name, exact=True)
            if box.count():
                tab_to(box)
                page.keyboard.type(answer)
            elif choices.count():
                tab_to(choices.get_by_role("radio").first)
                page.keyboard.press("Space")
                wanted = choices.get_by_role("radio", name=answer, exact=True)
                while not wanted.is_checked():
                    page.keyboard.press("ArrowDown")
        press(page.get_by_role("button", name="Continue"))
    press(page.get_by_role("button", name="Send it"))
    opened = complaint()
    assert opened.events[0].text.startswith("The roof leaks into the bedroom.")
    assert opened.case.parties.get().name == "Rosa Adeyemi"


@pytest.mark.django_db(transaction=True)
def test_with_a_screen_reader(house, desk):
    """All that is done here is found by role and name, as a screen reader gives them."""
    reader = desk(None)
    page = reader.page
    seen = complain(reader, lambda button: button.press("Enter"))
    assert len(seen) == len(set(seen))  # each page has a heading of its own, and just one
    assert "What happened?" in seen
    assert page.title().startswith("We have your complaint")
    assert complaint().state.source == "tenant"


@pytest.mark.django_db(transaction=True)
def test_what_is_wrong_is_said_first_and_leads_to_the_place(house, desk):
    reader = desk(None)
    page = reader.page
    reader.open(ROOT + "tell/complaint")
    go(page, page.get_by_role("button", name="Start now").click)
    page.goto(ROOT + "form/reach")
    page.get_by_role("radio", name="E-mail").check()
    page.get_by_role("textbox", name="E-mail address (optional)").fill("rosa@")
    page.get_by_role("textbox", name=re.compile("safe and good")).fill("after five")
    go(page, page.get_by_role("button", name="Continue").click)
    assert page.title().startswith("Error: ")
    assert page.evaluate("document.activeElement.className") == "govuk-error-summary"
    assert page.get_by_role("alert").get_by_role("link").count() == 1
    page.get_by_role("alert").get_by_role("link").click()
    box = page.get_by_role("textbox", name="E-mail address (optional)")
    assert page.evaluate("e => document.activeElement === e", box.element_handle())
    described = box.get_attribute("aria-describedby")
    assert "name@example.org" in page.locator(f"#{described}").inner_text()
    assert box.input_value() == "rosa@"
    assert page.get_by_role("textbox", name=re.compile("safe and good")).input_value() == "after five"
    found = [text for text in reader.problems if "422" not in text]
    reader.problems.clear()
    assert found == []
    reader.check()


@pytest.mark.django_db(transaction=True)
def test_without_scripts_or_with_another_landlords_brand(house, desk):
    plain = desk(None, "phone", java_script_enabled=False)
    page = plain.page
    page.goto(ROOT + "tell/compliment")
    go(page, page.get_by_role("button", name="Start now").click)
    page.get_by_role("radio", name="Neighbour").check()
    go(page, page.get_by_role("button", name="Continue").click)
    page.get_by_role("textbox", name="What went well?").fill("The hedge")
    while "form/check" not in page.url:
        go(page, page.get_by_role("button", name="Continue").click)
    go(page, page.get_by_role("button", name="Send it").click)
    assert "We have your compliment" in heading(page)
    assert complaint().state.triaged == "compliment"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("house", ["housing-plus"], indirect=True)
def test_leaving_quickly_leaves_nothing_behind(house, desk, monkeypatch):
    monkeypatch.setattr(views, "ELSEWHERE", "/healthz")  # nothing calls out of here
    hurried = desk(None, "phone")
    page = hurried.page
    hurried.open("/r/housing-plus/")
    go(page, page.get_by_role("link", name="Wrekin").first.click)
    hurried.check()
    go(page, page.get_by_role("button", name="Make a complaint").click)
    go(page, page.get_by_role("button", name="Start now").click)
    page.get_by_role("radio", name="Somebody else, whom I act or speak for").check()
    go(page, page.get_by_role("button", name="Continue").click)
    go(page, page.get_by_role("link", name="Leave this page quickly").click)
    assert page.url.endswith("/healthz")
    page.go_back()
    page.wait_for_url("**/tell/complaint?lost=1")
    assert page.get_by_text("We no longer have what you began").is_visible()
    assert [one["name"] for one in hurried.context.cookies() if one["name"].startswith("resident_")] == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "who", ["Somebody else", "A group of us", "Somebody who asked me as", "I would rather not say"]
)
def test_every_page_of_every_way_can_be_used_by_everybody(house, desk, who):
    """Each question as it comes and with everything wrong that can be; the pages beside them."""
    phone = desk(None, "phone")
    page = phone.page
    phone.open(ROOT + "tell/complaint", axe=False)
    go(page, page.get_by_role("button", name="Start now").click)
    page.get_by_role("radio", name=who).check()
    go(page, page.get_by_role("button", name="Continue").click)
    go(page, page.get_by_role("button", name="Continue").click)
    answers = {
        "Their full name": "Rosa Adeyemi", "Name of person 1": "Ben Frost", "What are you to them?": "Daughter",
        "Your office": "MP",
    }  # fmt: skip
    while "form/check" not in page.url:
        phone.check()
        before = page.url
        go(page, page.get_by_role("button", name="Continue").click)
        if page.url != before:
            continue
        phone.problems.clear()  # 422 is what it must be
        phone.check()
        on_page(page)
        for name, answer in answers.items():
            if page.get_by_role("textbox", name=name, exact=True).count():
                page.get_by_role("textbox", name=name, exact=True).fill(answer)
        if not page.locator("main input:checked").count() and page.get_by_role("radio").count():
            page.get_by_role("radio").first.check()
        go(page, page.get_by_role("button", name="Continue").click)
        phone.problems.clear()
    phone.check()
    go(page, page.get_by_role("button", name="Send it").click)
    phone.check()


@pytest.mark.django_db(transaction=True)
def test_the_pages_beside_the_form_can_be_used_by_everybody(house, desk):
    phone = desk(None, "phone")
    page = phone.page
    for path in ("accessibility", "privacy", "tell/service_request", "tell/policy_request"):
        phone.open(ROOT + path)
    go(page, page.get_by_role("button", name="Start now").click)
    phone.open(ROOT + "form/later")
    page.get_by_role("textbox", name="Your e-mail address").fill("rosa@mail.example")
    go(page, page.get_by_role("button", name="Send me the address").click)
    assert page.get_by_role("status").filter(has_text="rosa@mail.example").is_visible()
    phone.check()
