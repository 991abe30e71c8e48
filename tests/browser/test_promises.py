"""A promise made on the telephone and kept late; an extension whose e-mail comes back; stage 2 for part of it."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from putright import data
from putright.apps.casework import actions
from putright.apps.letters.sending import deliver
from putright.core import events as e
from putright.core.duties import find
from tests.browser import procedure as p
from tests.browser.at_work import Worker, opened

PICTURES = os.environ.get("SCREENSHOTS")
MONDAY = datetime(2026, 6, 1, 10, 0, tzinfo=UTC)


class Week:
    """The days of the story: who sits down on one, at a desk or with a telephone in hand, finds it is that day."""

    def __init__(self, desk, house, monkeypatch) -> None:
        self.desk, self.house, self.patch, self.reference = desk, house, monkeypatch, ""
        self.calendar = data.load_policy(house.landlord.pack).calendar
        self.now = MONDAY
        monkeypatch.setattr(timezone, "now", lambda: self.now)

    def sit(self, who: str, after: int = 0, size: str = "desk") -> Worker:
        """Somebody at work so many working days after the Monday."""
        day = self.calendar.add_working_days(MONDAY.date(), after)
        self.now = datetime.combine(day, MONDAY.time(), UTC)
        return Worker(lambda person: self.desk(person, size), self.house.people[who], self.reference)

    def due(self, name: str):
        """A duty as the engine has it."""
        return find(opened(self.reference).judged, name)


@pytest.fixture
def week(desk, house, monkeypatch):
    return Week(desk, house, monkeypatch)


def picture(worker: Worker, name: str) -> None:
    """Keeps how a page looks, where somebody wants to look at it."""
    if PICTURES:
        wide = worker.page.viewport_size["width"]
        worker.page.screenshot(path=str(Path(PICTURES) / f"promises-{name}-{wide}.png"), full_page=True)


def room(worker: Worker, name: str) -> None:
    """The room of promises, at the desk and on the phone."""
    worker.go(f"/cases/{worker.reference}/promises")
    picture(worker, name)


def test_a_promise_made_on_the_phone_is_missed_kept_late_and_stays_visible(week):
    clerk = week.sit("desk")
    week.reference = p.log(clerk)
    officer = week.sit("officer")
    officer.open()
    p.assign(officer, "Daniel Okafor")

    handler = week.sit("handler", size="phone")
    handler.open()
    form = handler.begin("Record a visit or a call")
    form.choose("How?", "By telephone")
    form.choose("Did you speak with them?", "Yes")
    form.write("What did you promise next? (optional)", "Ring when the surveyor has been")
    picture(handler, "call")
    assert handler.refused("Record the contact") == ["Say by when you promised it."]
    form.date("By when is it promised?", week.calendar.add_working_days(MONDAY.date(), 3))
    handler.press("Record the contact")
    assert handler.reads("We promised: Ring when the surveyor has been")

    tried_in_vain(week)
    late = week.sit("handler", 4)
    late.open()
    assert late.reads("A promise to them is broken: “Ring when the surveyor has been”")
    picture(late, "broken")
    late.go("/?kind=promise&scope=all")
    assert late.page.get_by_text("Promise to the complainant").count()
    picture(late, "work-list")
    room(late, "room")
    late.follow(late.page.get_by_role("region", name="What we promised them").get_by_role("link").first)
    form = late.form
    assert late.page.get_by_label("Ring when the surveyor has been").is_checked()
    form.choose("How?", "By telephone")
    form.choose("Did you speak with them?", "Yes")
    late.press("Record the contact")
    assert week.due("promise:w1").status(timezone.localdate()) == "met_late"
    room(late, "kept-late")
    assert late.reads(", late.")
    phone = week.sit("handler", 4, "phone")
    room(phone, "kept-late")
    assert phone.reads("Tried without reaching them")

    looked_up(week)


def tried_in_vain(week: Week) -> None:
    """On the day itself nobody answers."""
    tried = week.sit("handler", 3, "phone")
    tried.open()
    tried.follow(tried.page.get_by_role("link", name="We promised: Ring when the surveyor has been"))
    tried.looked()
    form = tried.form
    form.choose("How?", "By telephone")
    form.choose("Did you speak with them?", "No")
    picture(tried, "tried")
    tried.press("Record the contact")
    assert week.due("promise:w1").status(timezone.localdate()) == "open"


def looked_up(week: Week) -> None:
    """The desk looks the caller up."""
    again = week.sit("desk", 4)
    again.go("/log")
    again.form.write("Telephone (optional)", "01632 960101")
    again.follow(again.page.get_by_role("button", name="Look up this person or home"))
    again.looked()
    picture(again, "intake")


def test_an_extension_whose_e_mail_comes_back_leaves_the_answer_late_and_says_so(week, settings, monkeypatch):
    clerk = week.sit("desk")
    week.reference = p.log(clerk)
    officer = week.sit("officer")
    officer.open()
    p.assign(officer, "Daniel Okafor")
    handler = week.sit("handler")
    handler.open()
    p.take_up(handler)
    p.acknowledge(handler)
    old = week.due("stage1.respond").due

    handler = week.sit("handler", 8)
    handler.open()
    form = handler.begin("Extend the response date")
    form.choose("How does it go out?", "E-mail")
    form.date("The new date", old + timedelta(7))
    form.write("Why we need longer", "The roofer comes only on Friday.")
    form.write("They hear from us every so many working days until then (optional)", "3")
    picture(handler, "extend")
    handler.press("Issue the extension")
    assert handler.reads("counts once its notice has left")

    def refused(_):
        raise deliver.Undeliverable("The mail server refused the address: 550 No such user")

    monkeypatch.setattr(deliver.smtp, "_smtp", refused)
    settings.EMAIL_HOST = "mail.example"
    p.leave()
    late = week.sit("handler", 11)
    late.open()
    assert week.due("stage1.respond").status(timezone.localdate()) == "overdue"
    assert late.reads(
        "because its notice bounced and did not reach them. The answer was due on 15 June 2026 and is late"
    )
    picture(late, "bounced")
    room(late, "bounced")
    assert late.reads("Does not count")
    phone = week.sit("handler", 11, "phone")
    phone.open()
    picture(phone, "bounced")
    room(phone, "bounced-room")


def decided(week: Week) -> None:
    """Both points are decided: how is not this story's."""
    on, points = timezone.localdate(), opened(week.reference).state.stages[1].points
    found = e.Decided(on=on, findings=dict.fromkeys(points, e.Finding("upheld", "The records bear it out.")))
    heard = e.PositionHeard(on=on, party="complainant")
    actions.record(week.house.people["handler"], week.reference, [heard, found], at=timezone.now())


def test_stage_2_for_part_of_a_complaint(week):
    clerk = week.sit("desk")
    week.reference = p.log(clerk)
    officer = week.sit("officer")
    officer.open()
    p.assign(officer, "Daniel Okafor")
    handler = week.sit("handler")
    handler.open()
    p.take_up(handler)
    p.acknowledge(handler)
    decided(week)
    handler.open()
    p.respond(handler)

    officer = week.sit("officer", 5, "phone")
    officer.open()
    form = officer.begin("They ask for stage 2")
    form.question("Which points do they want reviewed?").get_by_label(p.SECOND).check()
    form.write("What do they say is still wrong? (optional)", "Still nobody has rung.")
    picture(officer, "ask")
    officer.press("Record the request")

    officer = week.sit("officer", 5)
    officer.open()
    officer.go(f"/cases/{week.reference}/letters/refuse-escalation")
    assert officer.reads("Still nobody has rung.")
    assert officer.reads("in time: the last day was")
    picture(officer, "refuse")
    officer.open()
    officer.begin("Accept the request for stage 2")
    picture(officer, "accept")
    officer.form.write("What must we see or ask that stage 1 did not?", "The telephone log of the contractor.")
    officer.press("Accept the request")
    assert list(opened(week.reference).state.stages[2].points.values()) == [p.SECOND]
    p.assign(officer, "Helen Marchetti")
    senior = week.sit("senior", 6)
    senior.open()
    senior.begin("Acknowledge")
    assert senior.reads("You did not ask us to review these points")
    assert senior.reads(p.MAIN)
    picture(senior, "acknowledge")
