"""Putting it right, from the decision to the complainant's word that it is done: on the pages, by the people."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from tests.browser import procedure as p
from tests.browser.at_work import Form, Worker
from tests.browser.conftest import WIDTHS


@pytest.fixture
def worker(desk, house):
    """Sits somebody of the landlord down at a desk: `worker("officer", reference)`."""
    seen = set()
    return lambda key, reference="", size="desk", **more: Worker(
        lambda person: desk(person, size, **more), house.people[key], reference, seen
    )


def picture(worker: Worker, name: str) -> None:
    """Pictures of the page at both widths, where SCREENSHOTS names a folder."""
    folder = os.environ.get("SCREENSHOTS")
    for size, width in WIDTHS.items():
        worker.page.set_viewport_size(width)
        worker.desk.check(axe=size == "phone")
        if folder:
            worker.page.screenshot(path=Path(folder) / f"{name}-{size}.png", full_page=True)
    worker.page.set_viewport_size(WIDTHS["desk"])


def payment(worker: Worker) -> None:
    """A second remedy: £450 in two lines."""
    box = Form(worker.page.get_by_role("group", name="Remedy 2", exact=True))
    assert not worker.page.get_by_label("Distress and inconvenience, in pounds").nth(1).is_visible()
    box.page.get_by_label("Remedy 2: what kind?").select_option("payment")
    box.write("What will be done?", "We will pay you for the heater and for the winter you had")
    box.date("By when?", timezone.localdate() + timedelta(20))
    box.tick("1. ")
    box.write("Money lost, or spent because of it, in pounds", "£150")
    box.write("How you worked it out: Money lost, or spent because of it", "The receipt for the heater")
    box.write("Distress and inconvenience, in pounds", "300")
    box.write("How you worked it out: Distress and inconvenience", "Four weeks without a kitchen")
    box.pick("How serious was it, by the Ombudsman’s guidance?", "Maladministration")
    box.tick("It can be done, and by that date")
    box.tick("It is fair to others")


def says(worker: Worker, done: str, words: str) -> None:
    """What the complainant says of the payment."""
    form = worker.begin("Do they say it is done?")
    form.choose("Which one?", "We will pay you")
    form.choose("Is it done, as they see it?", done)
    form.write("In their words (optional)", words)
    worker.press("Record what they say")


def paid(worker: Worker, reference: str) -> None:
    form = worker.begin("A remedy is done")
    form.choose("Which one?", "We will pay you")
    form.write("What shows that it is done?", f"Paid by bank transfer, {reference}.")
    worker.press("Record it as done")


def taken_up(worker, **more) -> Worker:
    """A complaint that a handler has acknowledged and heard."""
    desk = worker("desk")
    reference = p.log(desk)
    p.assign(worker("officer", reference), "Samir Haddad")
    handler = worker("handler", reference, **more)
    p.take_up(handler)
    p.acknowledge(handler)
    p.hear(handler)
    return handler


@pytest.mark.parametrize("house", ["housing-services"], indirect=True)
def test_from_the_decision_to_their_word_that_it_is_done(worker):
    handler = taken_up(worker)
    reference = handler.reference
    handler.begin("Decide, point by point")
    picture(handler, "decide-empty")
    p.fill_decision(handler, second="Not upheld")
    handler.follow(handler.page.get_by_role("button", name="Add a remedy"))
    assert handler.page.url.endswith("#remedy-2")
    payment(handler)
    picture(handler, "decide-filled")
    handler.press("Save the decision")
    assert handler.reads("£450.00 is more than you may offer, so approval has been asked for.")
    assert "£450.00 is more than Samir Haddad may offer (£250.00)" in handler.may_not("Send the response")
    handler.go(f"/cases/{reference}/remedies")
    picture(handler, "room-before")

    manager = worker("reviewer", reference)
    manager.go("/")
    assert manager.reads("Waiting for your approval")
    manager.begin("Approve or decline").choose("Your decision", "I approve it")
    manager.press("Record my decision")
    handler.open()
    p.respond(handler)
    letter = handler.page.get_by_role("region", name="Letters and messages").get_by_role("link", name="Response")
    handler.follow(letter.first)
    for text in ("The receipt for the heater", "£300.00", "Altogether", "The offer stays open", "Point 1"):
        assert handler.reads(text), text
    picture(handler, "letter")
    followed(handler, reference)


def followed(handler: Worker, reference: str) -> None:
    """Accepted, said to be done, not done, done, confirmed."""
    form = handler.begin("Their answer to an offer")
    form.choose("Which offer?", "We will pay you")
    form.choose("What do they say?", "They accept it")
    handler.press("Record their answer")
    handler.go("/money")
    assert handler.reads("£450.00")
    picture(handler, "money")
    paid(handler, "4711")
    says(handler, "No", "Nothing has come.")
    assert handler.reads("They said on")
    handler.go("/money")
    assert handler.reads("They say it has not come")
    handler.go(f"/cases/{reference}/remedies")
    assert handler.reads("They say it is not done")
    picture(handler, "room-disputed")
    paid(handler, "4712, to the right account")
    says(handler, "Yes", "It came today.")
    handler.go("/money")
    assert handler.reads("Nothing is owed.")
    handler.go(f"/cases/{reference}/remedies")
    assert handler.reads("Done, and they say so")
    picture(handler, "room-after")


@pytest.mark.parametrize("house", ["housing-services"], indirect=True)
def test_without_scripts_every_mistake_is_told_and_nothing_typed_is_lost(worker):
    handler = taken_up(worker, size="phone", java_script_enabled=False)
    handler.go(f"/cases/{handler.reference}/decided")
    p.fill_decision(handler, second="Not upheld")
    handler.follow(handler.page.get_by_role("button", name="Add a remedy"))
    payment(handler)
    second = Form(handler.page.get_by_role("group", name="Remedy 2", exact=True))
    second.write("Distress and inconvenience, in pounds", "800")
    second.page.get_by_label("It is fair to others").uncheck()
    told = " ".join(handler.refused("Save the decision"))
    assert "Confirm both for remedy 2" in told
    assert "£800.00 for time and trouble and distress and inconvenience is more than" in told
    assert second.page.get_by_label("What will be done?").input_value().startswith("We will pay you for the heater")
    assert second.page.get_by_label("Distress and inconvenience, in pounds").input_value() == "800"
    assert handler.reads("Altogether £950.00")
    picture(handler, "decide-errors")
    second.write("Why the amount departs from the guidance or our own scheme (if it does)", "A baby in the house.")
    second.tick("It is fair to others")
    handler.press("Save the decision")
