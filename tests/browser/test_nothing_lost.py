"""Nothing typed is lost and nothing done twice: two tabs, two clicks, a lost session, no mouse, no scripts."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from putright.apps.accounts import packs
from putright.apps.casework.models import Case
from putright.core import events as e
from putright.demo.people import MATTERS, RESIDENTS
from putright.demo.teller import Teller
from tests.browser import procedure as p
from tests.browser.at_work import Worker, opened, starts

TYPED = "Ring before every visit, and leave a card if nobody is in."
LESSON = "What should we do differently?"


@pytest.fixture
def reference(house):
    """A complaint that Daniel Okafor handles."""
    today = timezone.localdate()
    policy = packs.current(house.landlord)
    teller = Teller(house.landlord, house.people, policy, today, today, MATTERS[0], RESIDENTS[0])
    teller.receive()
    teller.do("officer", e.Assigned(on=today, to=teller.key("handler")))
    return teller.reference


@pytest.fixture
def worker(desk, house, reference):
    return Worker(desk, house.people["handler"], reference)


def begun(worker):
    """A lesson, filled in and not saved."""
    form = worker.open().begin("Record a lesson")
    form.pick("In which service?", "The condition of homes")
    form.pick("Why did it go wrong?", "How visits are booked")
    form.write(LESSON, TYPED)


def lessons(reference):
    return [one.what for one in opened(reference).events if isinstance(one, e.LessonRecorded)]


def test_two_tabs(worker, reference):
    begun(worker)
    other = worker.desk.context.new_page()
    other.goto(f"/cases/{reference}/adjustment_recorded")
    other.get_by_label("What do they need?").fill("A ramp")
    with other.expect_navigation():
        other.get_by_role("button", name="Record the adjustment").click()
    assert "The case has changed since you opened this page" in worker.refused("Record the lesson")[0]
    assert worker.page.get_by_role("region", name="New since you opened this page").get_by_text("A ramp").count()
    assert worker.page.get_by_label(LESSON).input_value() == TYPED
    assert lessons(reference) == []
    worker.press("Record the lesson")
    assert lessons(reference) == [TYPED]


@pytest.mark.parametrize("scripts", [True, False])
def test_two_clicks_on_a_step(desk, house, reference, scripts):
    worker = Worker(lambda who: desk(who, java_script_enabled=scripts), house.people["handler"], reference)
    begun(worker)
    worker.follow_twice(worker.page.get_by_role("button", name="Record the lesson"))
    assert worker.page.url.endswith(f"/cases/{reference}")
    assert lessons(reference) == [TYPED]


def test_two_clicks_on_a_new_complaint(desk, house):
    worker = Worker(desk, house.people["desk"])
    p.log(worker, twice=True)
    assert [case.reference for case in Case.objects.all()] == [worker.reference]


def _sign_in_again(worker, person, button):
    """The session is gone; the button leads to the sign-in page, and signing in leads back."""
    worker.desk.context.clear_cookies(name="sessionid")
    worker.follow(worker.page.get_by_role("button", name=button, exact=True))
    worker.looked()
    worker.page.get_by_label("Email").fill(person.email)
    worker.page.get_by_label("Password", exact=True).fill("correct horse battery")
    worker.follow(worker.page.get_by_role("button", name="Sign in"))
    assert worker.reads("You were signed out before this was saved")
    worker.looked()


def _with_password(person):
    person.set_password("correct horse battery")
    person.save()
    return person


def test_a_lost_session_on_a_step(desk, house, reference):
    handler = _with_password(house.people["handler"])
    worker = Worker(desk, handler, reference)
    begun(worker)
    _sign_in_again(worker, handler, "Record the lesson")
    assert worker.page.get_by_label(LESSON).input_value() == TYPED
    worker.press("Record the lesson")
    assert lessons(reference) == [TYPED]


def test_a_lost_session_on_a_new_complaint(desk, house):
    person = _with_password(house.people["desk"])
    worker = Worker(desk, person)
    worker.go("/log")
    worker.form.choose("They are", "Tenant")
    worker.form.write("Name", "Doreen Castle")
    worker.form.write("What happened, in their words", TYPED)
    _sign_in_again(worker, person, "Save the complaint")
    assert worker.page.get_by_label("What happened, in their words").input_value() == TYPED
    worker.follow(worker.page.get_by_role("button", name="Save the complaint"))
    assert "is logged" in worker.page.title()
    assert Case.objects.get().complainant == "Doreen Castle"


def test_a_lost_session_on_a_letter(desk, house, reference):
    handler = _with_password(house.people["handler"])
    worker = Worker(desk, handler, reference)
    worker.open().begin("Acknowledge").write("Opening words (optional)", TYPED)
    _sign_in_again(worker, handler, "Issue the acknowledgement")
    assert worker.page.get_by_label("Opening words").input_value() == TYPED
    worker.press("Issue the acknowledgement")
    assert "acknowledged" in opened(reference).state.seen


def test_two_windows_on_a_letter(worker, reference):
    worker.open().begin("Acknowledge").write("Opening words (optional)", TYPED)
    expect(worker.page.get_by_text("Saved at")).to_be_visible()
    other = worker.desk.context.new_page()
    other.goto(worker.page.url)
    assert other.get_by_label("Opening words").input_value() == TYPED
    other.get_by_label("Opening words").fill("Other words.")
    expect(other.get_by_role("article")).to_contain_text("Other words.")
    worker.form.write("Opening words (optional)", f"{TYPED} Thank you.")
    expect(worker.page.get_by_text("What stands here is not saved.")).to_be_visible()
    assert worker.page.get_by_label("Opening words").input_value() == f"{TYPED} Thank you."
    worker.looked()
    worker.follow(worker.page.get_by_role("button", name="Keep the words on this page"))
    assert worker.page.get_by_label("Opening words").input_value() == f"{TYPED} Thank you."
    worker.press("Issue the acknowledgement")


def test_signed_out_in_the_midst_of_a_letter(desk, house, reference):
    handler = _with_password(house.people["handler"])
    worker = Worker(desk, handler, reference)
    worker.open().begin("Acknowledge")
    worker.desk.context.clear_cookies(name="sessionid")
    box = worker.page.get_by_label("Opening words")
    box.fill(TYPED)
    expect(worker.page.get_by_text("You were signed out.")).to_be_visible()
    assert box.input_value() == TYPED
    worker.looked()
    worker.follow(worker.page.get_by_role("link", name="sign in again and go on"))
    worker.page.get_by_label("Email").fill(handler.email)
    worker.page.get_by_label("Password", exact=True).fill("correct horse battery")
    worker.follow(worker.page.get_by_role("button", name="Sign in"))
    assert worker.page.get_by_label("Opening words").input_value() == TYPED
    worker.press("Issue the acknowledgement")


@pytest.mark.parametrize("scripts", [True, False])
def test_a_letter_left_in_the_midst_is_there_again(desk, house, reference, scripts):
    worker = Worker(lambda who: desk(who, java_script_enabled=scripts), house.people["handler"], reference)
    worker.open().begin("Acknowledge").write("Opening words (optional)", TYPED)
    if not scripts:
        worker.follow(worker.page.get_by_role("button", name="Preview"))
    worker.open()
    worker.page.wait_for_timeout(500)
    worker.begin("Acknowledge")
    assert worker.page.get_by_label("Opening words").input_value() == TYPED
    assert worker.reads("You began this letter on")


def test_a_refused_form_says_where_and_keeps_what_was_typed(desk, house):
    worker = Worker(desk, house.people["desk"])
    worker.go("/log")
    worker.form.choose("They are", "Tenant")
    worker.form.write("What happened, in their words", TYPED)
    worker.form.write("What would put it right? (optional)", "A lift")
    worker.form.choose("Can that be done?", "No, or not in full")
    found = worker.refused("Save the complaint")
    assert found == [
        "Fill in their name, or choose above that they give no name.",
        "Fill in what you told them about the outcome that cannot be had.",
    ]
    assert worker.page.title().startswith("Error: ")
    assert worker.page.get_by_label("What happened, in their words").input_value() == TYPED
    assert worker.page.get_by_label("What would put it right? (optional)").input_value() == "A lift"
    worker.page.get_by_role("link", name=found[0]).click()
    assert worker.page.get_by_label("Name", exact=True).evaluate("box => box === document.activeElement")


class Keyboard:
    """Nothing but the keys."""

    HERE = "here => (here.labels?.length ? here.labels[0].innerText : here.innerText || here.value || '').trim()"

    def __init__(self, page):
        self.page = page

    def to(self, name):
        """Tab by Tab to what is called so; it must be in sight when it is reached."""
        for _ in range(150):
            self.page.keyboard.press("Tab")
            here = self.page.locator(":focus")
            if here.count() and re.match(starts(name), here.evaluate(self.HERE)):
                assert here.evaluate("here => here.getBoundingClientRect().top < window.innerHeight"), name
                return
        raise AssertionError(f"Tab never came to {name!r}")

    def press(self, key):
        self.page.keyboard.press(key)

    def type(self, name, text):
        self.to(name)
        self.page.keyboard.type(text)


def test_a_complaint_is_logged_without_a_mouse(desk, house):
    page = desk(house.people["desk"]).page
    page.goto("/")
    keys = Keyboard(page)
    keys.to("Log a complaint")
    with page.expect_navigation():
        keys.press("Enter")
    keys.to("Tenant")
    keys.press("Space")
    keys.type("Name", "Doreen Castle")
    keys.type("Telephone", "01632 960101")
    keys.type("What happened, in their words", "The kitchen ceiling came down.")
    keys.to("They want something else as well")
    keys.press("Enter")
    keys.type("Another outcome they want (2)", "An apology")
    keys.to("Save the complaint")
    with page.expect_navigation():
        keys.press("Enter")
    assert "is logged" in page.title()
    case = Case.objects.get()
    assert (case.complainant, opened(case.reference).state.outcomes) == ("Doreen Castle", ("An apology",))


def test_stage_1_without_scripts(desk, house):
    def sit(person):
        return desk(person, java_script_enabled=False)

    clerk = Worker(sit, house.people["desk"])
    reference = p.log(clerk)
    officer = Worker(sit, house.people["officer"], reference).find()
    p.assign(officer, "Daniel Okafor")
    handler = Worker(sit, house.people["handler"], reference).find()
    p.take_up(handler)
    p.acknowledge(handler)
    p.hear(handler)
    p.decide(handler)
    p.respond(handler)
    assert opened(reference).state.status == "answered"
