"""A review panel at Willow Tree, from asking people to the minutes, and an approval, on a desk and on a telephone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from putright.apps.casework import log
from putright.apps.casework.models import Party
from putright.core import events as e
from tests.browser.at_work import Worker, opened


@pytest.fixture(params=["desk", "phone"])
def worker(request, desk, house):
    """Sits somebody of the landlord down: `worker("senior", reference)`."""
    seen = set()
    return lambda key, reference="": Worker(lambda who: desk(who, request.param), house.people[key], reference, seen)


@pytest.fixture
def reference(house):
    """A complaint whose request for stage 2 was accepted today, with Helen Marchetti."""
    today, who = timezone.localdate(), house.people
    point = e.Finding("not_upheld", "The visit was kept.")
    story = [
        e.Received(on=today, channel="phone", from_="tenant", party="p1", text="Nobody came."),
        e.AdjustmentRecorded(on=today, what="Large print"), e.Assigned(on=today, to=who["handler"].key),
        e.Acknowledged(on=today, method="phone"), e.Defined(on=today, points={"p1": "Nobody came"}, outcomes=()),
        e.Contacted(on=today, method="phone"), e.PositionHeard(on=today, party="complainant"),
        e.Decided(on=today, findings={"p1": point}), e.ResponseSent(on=today, method="email"),
        e.EscalationRequested(on=today), e.Escalated(on=today), e.Assigned(on=today, to=who["senior"].key),
        e.Acknowledged(on=today, method="phone"), e.Defined(on=today, points={"p1": "Nobody came"}, outcomes=()),
        e.Contacted(on=today, method="phone"),
    ]  # fmt: skip
    party = Party(key="p1", role=Party.As.COMPLAINANT, name="Doreen Castle", phone="01632 960101")
    return log.start(house.landlord, story, by=who["desk"], at=timezone.now(), parties=[party]).case.reference


def test_from_the_invitation_to_the_minutes(worker, reference, house):
    first, second = (timezone.localdate() + timedelta(days) for days in (14, 15))
    senior = worker("senior", reference).open()
    form = senior.begin("Ask people to sit on the panel")
    for name in ("Idris Vaughan", "Geoffrey Lund", "Amara Nwosu"):
        form.tick(name)
    form.date("Day 1", first)
    form.date("Day 2", second)
    form.write("Where, and how long it takes (optional)", "At 2 pm in the community hall; two hours.")
    form.choose("How does it go out?", "E-mail")
    senior.press("Send the invitations")
    for name, days in (("Idris Vaughan", (second,)), ("Geoffrey Lund", (first, second)), ("Amara Nwosu", (second,))):
        form = senior.begin("Record when somebody can come")
        form.choose("Whose answer is it?", name)
        for day in days:
            form.tick(f"{day:%A} {day.day} {day:%B}")
        senior.press("Record the answer")

    senior.follow(senior.page.get_by_role("link", name="Review panel", exact=True))
    senior.looked()
    assert senior.reads("No full panel can come on this day yet.")
    assert senior.reads("Idris Vaughan, Amara Nwosu, Geoffrey Lund could meet.")
    senior.follow(senior.page.get_by_role("button", name=f"Convene them for {second.day} {second:%B %Y}", exact=True))
    senior.looked()
    senior.press("Convene the panel and tell everyone")
    assert opened(reference).state.stages[2].sitting.meets_on == second

    form = senior.begin("The panel’s papers went out")
    form.choose("In what form?", "Large print")
    senior.press("Record the papers")
    assert not senior.reads("as ordinary papers")

    form = senior.begin("The panel met")
    form.choose("How did the complainant take part?", "They were there")
    form.write("Who came with them? (optional)", "Her sister")
    form.write("What did the panel decide?", "Nobody came, and the complaint is upheld.")
    form.write("Amara Nwosu would have decided otherwise (optional)", "I would have offered more.")
    form.write("Minutes (optional)", "Everyone was heard.")
    senior.press("Record the meeting")
    senior.go(f"/cases/{reference}/panel")
    assert senior.reads("They were there, with Her sister.")
    assert senior.reads("I would have offered more.")
    member = worker("board", reference).open()
    member.go(f"/cases/{reference}/panel")
    assert not member.page.get_by_role("link", name="Record the meeting").count()


def test_an_approval_is_asked_and_given_and_somebody_steps_aside(worker, reference):
    officer = worker("officer", reference).open()
    form = officer.begin("Ask for approval")
    form.choose("What is to be approved?", "A restriction on contact")
    form.tick("Member Responsible for Complaints")
    form.write("What is it, and why?", "Forty calls a day; one a week instead, with a review in June.")
    officer.press("Ask for approval")
    approver = worker("mrc", reference)
    approver.go("/")
    assert approver.reads("Waiting for your approval")
    approver.follow(approver.page.get_by_role("link", name="A restriction on contact"))
    approver.looked()
    assert approver.reads("Forty calls a day")
    approver.form.choose("Your decision", "I decline it")
    assert "Say why you decline it" in " ".join(approver.refused("Record my decision"))
    approver.form.choose("Your decision", "I approve it")
    approver.press("Record my decision")
    officer.go(f"/cases/{reference}/who")
    assert officer.reads("Approved by Tomasz Zielinski.")
    officer.follow(officer.page.get_by_role("link", name="I should not deal with this"))
    officer.looked()
    officer.follow(officer.page.get_by_role("button", name="Step aside now"))
    assert officer.reads("You have stepped aside")
    assert officer.page.goto(f"/cases/{reference}").status == 404
