"""After the final response: to the Ombudsman and its orders; and from an incident to a restriction that is lifted."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.utils import timezone

from putright.apps.casework import log
from putright.apps.casework.models import Party
from putright.core import events as e
from tests.browser.at_work import Worker, opened

PICTURES = os.environ.get("SCREENSHOTS")
NOW = datetime(2026, 6, 1, 10, 0, tzinfo=UTC)
FINDING = e.Finding("not_upheld", "The records show two visits.", adverse=True)


@pytest.fixture(autouse=True)
def monday(monkeypatch):
    """Monday 1 June 2026."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.fixture
def answered(house):
    """A complaint with its final response, of 22 May 2026."""
    key = {name: person.key for name, person in house.people.items()}
    final, points = date(2026, 5, 22), {"p1": "The ceiling came down in October", "p2": "Nobody rang back"}
    told = [
        e.Received(on=date(2026, 4, 1), channel="phone", from_="tenant", party="p1", text="The ceiling came down."),
        e.Assigned(on=date(2026, 4, 1), to=key["handler"]),
        e.Defined(on=date(2026, 4, 2), points=points, outcomes=("The ceiling put back",)),
        e.Acknowledged(on=date(2026, 4, 2), method="phone"),
        e.Decided(on=date(2026, 4, 14), findings=dict.fromkeys(points, FINDING)),
        e.ResponseSent(on=date(2026, 4, 14), method="phone"),
        e.EscalationRequested(on=date(2026, 4, 20)),
        e.Escalated(on=date(2026, 4, 21)),
        e.Assigned(on=date(2026, 4, 21), to=key["senior"]),
        e.ConsentGiven(on=date(2026, 5, 1), to="resident_on_panel"),
        e.PanelConvened(on=date(2026, 5, 1), members=(key["senior"], key["board"], key["resident"])),
        e.PanelMet(on=date(2026, 5, 20), members=(key["senior"], key["board"], key["resident"])),
        e.Decided(on=final, findings=dict.fromkeys(points, FINDING)),
        e.ResponseSent(on=final, method="phone"),
    ]
    doreen = Party(key="p1", role=Party.As.COMPLAINANT, name="Doreen Castle", address="14 Orchard Rise",
                   postcode="TA5 9QX", phone="01632 960101")  # fmt: skip
    case = log.start(house.landlord, told, by=house.people["desk"], at=NOW, parties=[doreen]).case
    return case.reference


@pytest.fixture
def worker(desk, house, answered):
    seen = set()
    return lambda key, size="desk": Worker(
        lambda person: desk(person, size), house.people[key], answered, seen
    )  # fmt: skip


def picture(worker, name):
    """Keeps how a page looks, where somebody wants to look at it."""
    if PICTURES:
        wide = worker.page.viewport_size["width"]
        worker.page.screenshot(path=str(Path(PICTURES) / f"redress-{name}-{wide}.png"), full_page=True)


def look(worker, key, name):
    """A room at both widths."""
    phone = worker("officer", "phone")
    phone.go(f"/cases/{phone.reference}/{key}")
    picture(phone, name)


def room(officer, key="redress"):
    officer.go(f"/cases/{officer.reference}/{key}")
    return officer.page


def test_to_the_ombudsman_and_its_orders(worker, answered):
    officer = worker("officer")
    page = room(officer)
    assert officer.reads("Saturday 22 May 2027")
    officer.follow(page.get_by_role("link", name="They went to the Ombudsman"))
    officer.looked()
    officer.form.write("Their reference number (optional)", "202601234")
    picture(officer, "referred")
    officer.press("Record")
    assert officer.reads("With the Housing Ombudsman")
    evidence(officer)
    determined(officer)
    look(worker, "redress", "room")
    picture(officer, "room")
    done(officer)
    failed(officer)
    member = worker("board")
    member.reference = ""
    member.go("/ombudsman")
    assert member.reads("April to June 2026")
    assert member.reads("Severe maladministration")
    picture(member, "board")


def evidence(officer):
    """Asked for, moved to a later day, and sent."""
    form = officer.begin("The Ombudsman asks for evidence")
    form.write("What do they ask for?", "The whole file from October")
    officer.press("Record the request")
    assert officer.reads("Evidence for the Ombudsman: The whole file from October")
    page = room(officer)
    assert officer.reads("22 June 2026") or officer.reads("22 Jun 2026")
    officer.follow(page.get_by_role("link", name="agree a later date"))
    officer.looked()
    officer.form.date("The new date", date(2026, 7, 1))
    officer.form.write("With whom was it agreed? (optional)", "Their caseworker")
    officer.form.write("Why? (optional)", "The surveyor’s report comes on 26 June")
    officer.press("Record the date")
    page = room(officer)
    assert officer.reads("Moved to 1 July 2026, agreed with Their caseworker")
    officer.follow(page.get_by_role("link", name="Send the evidence"))
    officer.form.write("What is sent", "The whole file\nThe survey of 26 June")
    officer.form.choose("How does it go out?", "Post")
    officer.looked()
    picture(officer, "evidence")
    officer.press("Send the evidence")


def determined(officer):
    """A finding on each point; an order and a recommendation."""
    form = officer.begin("The Ombudsman’s determination")
    form.pick("What did they find on the whole?", "Maladministration")
    form.pick("Point 1 (optional)", "Severe maladministration")
    form.pick("Point 2 (optional)", "No maladministration")
    picture(officer, "determined")
    officer.press("Record")
    order(officer, "An order", "Pay £400 and apologise", date(2026, 6, 29))
    order(officer, "A recommendation", "Train those who answer the telephone", date(2026, 7, 27))
    room(officer)


def done(officer):
    """The order is carried out with its proof, the recommendation answered."""
    page = officer.page
    officer.follow(page.get_by_role("link", name="Record what was done").first)
    assert officer.refused("Record") == ["Fill in “The proof of it”."]
    officer.form.write("The proof of it", "BACS 4711 of 1 June, letter of apology")
    officer.press("Record")
    page = room(officer)
    officer.follow(page.get_by_role("link", name="answer the recommendation"))
    officer.form.choose("What do we say to it?", "We accept it")
    officer.form.write("What was said, and why?", "Training is booked for July.")
    officer.press("Record the answer")


def failed(officer):
    """A failure order with its type and reasons."""
    form = officer.begin("A complaint handling failure order")
    form.choose("Which type is it?", "Evidence or information")
    form.write("Why was it made?", "The survey came late.")
    form.write("What must be done?", "Send it")
    form.date("By when?", date(2026, 6, 8))
    officer.press("Record the order")
    room(officer)
    for text in ("Complaint handling failure order: Send it", "The survey came late.", "BACS 4711", "Accepted:"):
        assert officer.reads(text), text
    picture(officer, "after")


def order(officer, kind, what, by):
    form = officer.begin("The Ombudsman made an order")
    form.choose("What is it?", kind)
    form.write("What must be done?", what)
    form.date("By when?", by)
    officer.press("Record the order")


def test_from_an_incident_to_a_restriction_that_is_lifted(worker, house, answered):
    officer = worker("officer")
    assert not officer.open().offers("Restrict contact")
    form = officer.begin("Record unacceptable behaviour")
    form.choose("Whose behaviour?", "The complainant")
    form.write("What happened?", "She called the surveyor names in the stairwell.")
    form.tick("Helen Marchetti")
    picture(officer, "incident")
    officer.press("Record")
    form = officer.begin("Warn about behaviour")
    assert "Helen Marchetti" not in " ".join(officer.page.get_by_label("Who decided to warn?").all_inner_texts())
    pick(officer, "Who decided to warn?", "Catherine Mbeki")
    form.write("What has to stop?", "Please do not call anybody names, or contact will be by letter.")
    form.choose("How does it go out?", "Post")
    picture(officer, "warning")
    officer.press("Send the warning")

    form = officer.begin("Restrict contact")
    picture(officer, "restriction")
    form.write("What is the restriction?", "Letters only")
    form.write("How may they still reach us?", "By post; by telephone when something is unsafe")
    form.tick("1 June 2026: She called")
    form.choose("Who decided it?", "Catherine Mbeki")
    form.date("It is looked at again on", date(2026, 9, 1))
    problems = officer.refused("Set the restriction")
    assert len(problems) == 2, problems
    officer.form.tick("We had regard to the Equality Act 2010")
    officer.form.write("What was considered?", "No needs known; asked her about any.")
    officer.press("Set the restriction")
    assert officer.reads("Contact is restricted: Letters only.")

    page = room(officer, "behaviour")
    assert officer.reads("What no restriction stops")
    picture(officer, "behaviour")
    look(worker, "behaviour", "behaviour")
    officer.follow(page.get_by_role("link", name="Tell them what was decided about contact"))
    officer.form.write(
        "Why we decided this", "On 1 June you called the surveyor names in the stairwell. A talk about it did not help."
    )
    officer.form.choose("How does it go out?", "Post")
    picture(officer, "restriction-letter")
    officer.press("Send the decision")
    form = officer.begin("They appeal against the restriction")
    form.write("What do they say?", "I cannot write; my hands shake.")
    officer.press("Record the appeal")
    form = officer.begin("Look at the restriction again")
    assert "Catherine Mbeki" not in " ".join(form.answers("Who decided it?"))
    form.choose("What was decided?", "It is lifted")
    form.write("Why we decided this", "Letters shut you out, for you cannot write. Every call since has been calm.")
    form.choose("Who decided it?", "Idris Vaughan")
    form.choose("How does it go out?", "Post")
    officer.press("Send what came of it")
    assert not officer.reads("Contact is restricted")
    assert opened(answered).state.restriction is None


def pick(officer, question, answer):
    """From radios or from a list that folds out, as many as there are."""
    if officer.page.get_by_role("group", name=question).count():
        officer.form.choose(question, answer)
    else:
        officer.form.pick(question, answer)
