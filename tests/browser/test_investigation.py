"""An investigation about a colleague, in the browser: from the plan to the decision, with everyone's part in it."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from putright.apps.casework import log
from putright.apps.casework.models import Party
from putright.core import events as e
from tests.browser import procedure as p
from tests.browser.at_work import Form, Worker, opened
from tests.browser.conftest import WIDTHS

PICTURES = os.environ.get("SCREENSHOTS")
NAME, HOME = "Harold Finch", "2 Almshouse Row"


@pytest.fixture
def worker(desk, house):
    """Sits somebody of the landlord down at a desk."""
    seen = set()
    return lambda key, reference="": Worker(desk, house.people[key], reference, seen)


@pytest.fixture
def reference(house):
    """A letter about somebody at the desk, which the Chief Officer has."""
    today, chief, desk = timezone.localdate(), house.people["chief"], house.people["desk"]
    party = Party(key="p1", role=Party.As.COMPLAINANT, name=NAME, address=HOME, postcode="TA5 9QZ",
                  phone="01632 960107", email="harold@example.org")  # fmt: skip
    first = e.Received(on=today, channel="letter", from_="resident", party="p1", about=(desk.key,),
                       text="The keys to the laundry were lost and nobody owned up to it.")  # fmt: skip
    points = e.Defined(on=today, points={"p1": "The laundry keys were lost"}, outcomes=("New keys",))
    return log.start(
        house.landlord, [first, e.Assigned(on=today, to=chief.key), points], by=chief, at=timezone.now(),
        parties=[party],
    ).case.reference  # fmt: skip


def picture(worker: Worker, name: str) -> None:
    """Pictures of a page at both widths, where they are wanted."""
    if PICTURES:
        for size in ("desk", "phone"):
            worker.page.set_viewport_size(WIDTHS[size])
            worker.page.screenshot(path=str(Path(PICTURES) / f"{name}-{size}.png"), full_page=True)
        worker.page.set_viewport_size(WIDTHS["desk"])


def room(worker: Worker) -> Worker:
    """The complaint's investigation, by its link."""
    worker.open()
    worker.follow(worker.page.get_by_role("link", name="Investigation", exact=True))
    worker.looked()
    return worker


def narrow(worker: Worker) -> None:
    """The page stands on a telephone too."""
    worker.page.set_viewport_size(WIDTHS["phone"])
    worker.desk.check()
    worker.page.set_viewport_size(WIDTHS["desk"])


@pytest.mark.provision("THT-19", "THT-33", "C20-B3.10", "C20-B4.5", "C20-B4.7", "C20-B4.9")
@pytest.mark.parametrize("house", ["taunton"], indirect=True)
def test_from_the_plan_to_the_decision(worker, reference, house):
    """The trustee asked sees the question only; the decision waits for both sides and for the comments' answer."""
    chief, trustee = worker("chief", reference).find(), worker("trustee")
    today = timezone.localdate()
    _plan(chief, today)
    narrow(room(chief))
    picture(chief, "room-planned")

    chief.follow(chief.page.get_by_role("link", name="Ask for it"))
    chief.looked()
    form = chief.form
    assert form.page.get_by_label("What do you need from them?").input_value() == "The key register of the laundry"
    narrow(chief)
    picture(chief, "request")
    chief.press("Save the request")
    room(chief).follow(chief.page.get_by_role("link", name="Chase it"))
    chief.form.choose("How did you ask again?", "By telephone")
    chief.press("Record that it was chased")

    _answer(trustee, reference)
    room(chief)
    assert chief.reads("The register has no entry for that Friday.")
    assert chief.reads("Chased")
    _evidence(chief)
    form = chief.begin("Record an interview")
    form.pick("Whom did you interview?", "Judith Sandford")
    form.write("What did they say?", "She signs the register every evening.")
    chief.press("Save the interview")

    p.hear(chief)
    p.hear(chief, "Lucy Corbett")
    form = chief.begin("Offer support to staff complained about")
    form.choose("To whom?", "Lucy Corbett")
    form.write("What was offered?", "A colleague to talk to")
    chief.press("Record the offer")
    _shared(chief, today)
    assert "comments of Lucy Corbett on the findings have not been answered" in chief.may_not("Decide, point by point")
    narrow(room(chief))
    picture(chief, "room-full")
    chief.follow(chief.page.get_by_role("link", name="Answer the comments"))
    assert chief.reads("I gave the keys back on the Friday.")
    chief.form.write("What do you make of it?", "The register has no entry for that Friday.")
    chief.looked()
    picture(chief, "comments")
    chief.form.choose("How does it go out?", "E-mail")
    chief.press("Send the answer")
    _decide(chief)
    assert opened(reference).state.current.decided


def _shared(chief: Worker, today) -> None:
    """What goes against somebody is sent to them, and they comment."""
    form = chief.begin("Share what you have found, for comment")
    form.choose("With whom?", "Lucy Corbett")
    form.write("What does the evidence point to?", "The register does not say when the keys came back.")
    form.date("They may comment until", today + timedelta(5))
    form.choose("How does it go out?", "E-mail")
    chief.press("Send it for comment")
    form = chief.begin("Record comments on the findings")
    form.choose("From whom?", "Lucy Corbett")
    form.write("What did they say?", "I gave the keys back on the Friday.")
    chief.press("Record the comments")


def _plan(chief: Worker, today) -> None:
    form = chief.begin("Plan the investigation")
    picture(chief, "plan")
    narrow(chief)
    form.write("1. What is needed?", "The key register of the laundry")
    box = chief.page.get_by_label("From whom, or from where?").first
    box.select_option(label=box.get_by_role("option", name="Judith Sandford").first.inner_text())
    Form(chief.page.locator(".pr-panel").first).date("By when?", today + timedelta(7))
    form.write("What cannot wait? (optional)", "Change the lock")
    chief.press("Save the plan")
    assert chief.reads("Urgent action is planned and not recorded as taken: Change the lock")


def _answer(trustee: Worker, reference: str) -> None:
    """A trustee with no other tie to the complaint answers, with a file."""
    trustee.go("/")
    assert trustee.reads(HOME)
    assert not trustee.reads(NAME)
    picture(trustee, "asked-list")
    trustee.follow(trustee.page.get_by_role("link", name="Answer a question"))
    trustee.looked()
    narrow(trustee)
    assert trustee.reads("The key register of the laundry")
    assert not trustee.reads(NAME)
    assert not trustee.reads("01632 960107")
    trustee.form.write("Your answer", "The register has no entry for that Friday.")
    trustee.page.get_by_label("Files that show it (optional)").set_input_files(
        {"name": "register.txt", "mimeType": "text/plain", "buffer": b"Friday: no entry\n"}
    )
    picture(trustee, "asked")
    trustee.follow(trustee.page.get_by_role("button", name="Send the answer"))
    assert trustee.reads("Your answer is with the person who deals with it")
    assert trustee.page.goto(f"/cases/{reference}").status == 404
    trustee.desk.problems.clear()


def _evidence(chief: Worker) -> None:
    chief.follow(chief.page.get_by_role("link", name="Add evidence or a file"))
    chief.looked()
    chief.form.write("What is it, and what does it show?", "A photograph of the empty hook")
    chief.page.get_by_label("Files (optional)").set_input_files(
        {"name": "hook.txt", "mimeType": "text/plain", "buffer": b"The hook is empty\n"}
    )
    assert "From whom, or from where?" in " ".join(chief.refused("Save the evidence"))
    assert chief.page.get_by_label("hook.txt").is_checked()
    picture(chief, "evidence")
    chief.form.write("From whom, or from where?", "Harold Finch, by e-mail")
    chief.press("Save the evidence")
    assert room(chief).page.get_by_role("link", name="hook.txt").count() == 1


def _decide(chief: Worker) -> None:
    chief.begin("Decide, point by point")
    one = Form(chief.page.get_by_role("group", name="1. The laundry keys were lost"))
    one.choose("Finding", "Upheld")
    one.write("Reasons", "The register has no entry.")
    one.tick("This finding goes against somebody complained of")
    page = chief.page
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    factor = page.locator("input[name=factors]").first
    factor.check()
    page.locator(f"[name=impact-{factor.get_attribute('value')}]").fill("A week without the laundry")
    page.locator("[name=no_remedy-1]").fill("New keys were cut on the Monday.")
    picture(chief, "decide")
    chief.press("Save the decision")
