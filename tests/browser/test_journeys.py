"""A complaint at each landlord, from the telephone call to its close after stage 2, each in its own way."""

from __future__ import annotations

import pytest
from django.utils import timezone

from putright import data
from tests.browser import procedure as p
from tests.browser.at_work import Worker, shows_due


@pytest.fixture
def worker(desk, house):
    """Sits somebody of the landlord down at a desk: `worker("officer", reference)`."""
    seen = set()
    return lambda key, reference="": Worker(desk, house.people[key], reference, seen)


@pytest.fixture
def days(house):
    """The landlord's calendar: the nth working day after today."""
    calendar, today = data.load_policy(house.landlord.pack).calendar, timezone.localdate()
    return lambda number: calendar.add_working_days(today, number)


def test_willow_tree(worker, days):
    """Its panel meets with the resident's consent before stage 2 is decided (WTL-06, WTL-09, WTL-10)."""
    desk = worker("desk")
    reference = p.log(desk)
    p.told(desk)
    officer = worker("officer", reference).find()
    p.stage_one_dates(officer, days(5), days(15))
    assert "Daniel Okafor" in p.offered(officer)
    assert officer.reads("Priya Anand (front-line officer)") is False
    p.assign(officer, "Daniel Okafor")

    handler = worker("handler", reference).find()
    p.take_up(handler)
    p.acknowledge(handler)
    shows_due(handler, "stage1.respond", "Answer at stage 1", days(10))
    p.hear(handler)
    p.decide(handler)
    p.respond(handler)

    p.ask(officer)
    p.accept(officer)
    assert "Daniel Okafor" not in p.offered(officer)
    assert officer.reads("was involved before stage 2 (WTL-09")
    p.assign(officer, "Helen Marchetti")
    senior = worker("senior", reference).find()
    assert senior.begin("Define the complaint").page.get_by_label("Point 1", exact=True).input_value() == p.MAIN
    senior.press("Save the definition")
    p.acknowledge(senior)
    assert not senior.reads("acknowledged without a complaint definition")
    shows_due(senior, "stage2.respond", "Answer at stage 2", days(20))
    assert "The review panel has not met" in senior.may_not("Decide, point by point")
    _panel(senior)
    refused = " ".join(senior.refused("Convene the panel and tell everyone"))
    assert "has not agreed to a panel with one resident" in refused
    form = senior.begin("Record what they agree to")
    form.choose("What have they agreed to?", "A review panel with one resident")
    senior.press("Record their agreement")
    _panel(senior)
    senior.press("Convene the panel and tell everyone")
    senior.go(f"/cases/{reference}/decided")
    p.fill_decision(senior)
    assert "The review panel has not met (WTL-06" in " ".join(senior.refused("Save the decision"))
    assert senior.page.get_by_label("What will be done?").input_value().startswith("The ceiling")
    form = senior.begin("The panel met")
    form.choose("How did the complainant take part?", "By telephone")
    form.write("What did the panel decide?", "The complaint is upheld.")
    form.write("Minutes (optional)", "It read the file and rang her.")
    senior.press("Record the meeting")
    p.decide(senior)
    p.respond(senior)
    p.put_right(senior)
    p.close(senior)
    p.letters(senior, *["Panel meeting"] * 4)


def _panel(senior):
    """A person for each seat."""
    form = senior.begin("Convene the review panel")
    form.choose("One senior member of staff", "Idris Vaughan")
    form.choose("One board member", "Geoffrey Lund")
    form.choose("One resident", "Sylvia Dunmore")


@pytest.mark.parametrize("house", ["housing-services"], indirect=True)
def test_housing_services(worker, days):
    """Trained people only (HSP-22); a Business Manager reviews, and judges how stage 1 was handled (HSP-26)."""
    desk = worker("desk")
    reference = p.log(desk)
    p.told(desk)
    officer = worker("officer", reference).find()
    p.stage_one_dates(officer, days(5), days(15))
    assert "Samir Haddad" in p.offered(officer)
    assert "Kit Sorensen" not in p.offered(officer)
    assert officer.reads("Kit Sorensen is not trained to handle complaints (HSP-22")
    p.assign(officer, "Samir Haddad")

    handler = worker("handler", reference).find()
    p.take_up(handler)
    p.acknowledge(handler)
    shows_due(handler, "stage1.respond", "Answer at stage 1", days(10))
    p.hear(handler)
    p.decide(handler, second="Not upheld")
    p.respond(handler)

    p.ask(officer)
    p.accept(officer)
    everyone = p.offered(officer)
    assert "Oluwaseun Adeyemi" in everyone
    assert "Bethan Rowlands" not in everyone
    p.assign(officer, "Oluwaseun Adeyemi")
    reviewer = worker("reviewer", reference).find()
    p.acknowledge(reviewer)
    shows_due(reviewer, "stage2.respond", "Answer at stage 2", days(20))
    p.hear(reviewer)
    reviewer.begin("Decide, point by point")
    p.fill_decision(reviewer)
    assert reviewer.refused("Save the decision")
    assert reviewer.page.get_by_label("Reasons").first.input_value() == "The records of October bear out point 1."
    reviewer.form.write(p.HANDLING, "Stage 1 rang nobody back for nine days.")
    reviewer.press("Save the decision")
    p.respond(reviewer)
    p.put_right(reviewer)
    p.close(reviewer)
    p.letters(reviewer)


@pytest.mark.parametrize("house", ["housing-plus"], indirect=True)
def test_housing_plus(worker, days):
    """At Wrekin a Service Manager handles and one of another team reviews (HPG-33); more time is agreed (HPG-25)."""
    desk = worker("desk")
    reference = p.log(desk, brand="The Wrekin Housing Group")
    p.told(desk)
    officer = worker("executive", reference).find()
    p.stage_one_dates(officer, days(5), days(15))
    assert "Nadia Rahman" not in p.offered(officer)
    p.assign(officer, "Gwen Hargreaves")

    handler = worker("service", reference).find()
    p.take_up(handler)
    p.acknowledge(handler)
    shows_due(handler, "stage1.respond", "Answer at stage 1", days(10))
    form = handler.begin("Extend the response date")
    form.date("The new date", days(15))
    form.write("Why we need longer", "The surveyor comes a week later than promised.")
    assert "The complainant must agree to the extension in advance" in " ".join(handler.refused("Issue the extension"))
    assert handler.page.get_by_label("Why we need longer").input_value().startswith("The surveyor comes")
    form.tick("They agreed to the new date beforehand")
    handler.press("Issue the extension")
    p.leave()
    shows_due(handler, "stage1.respond", "Answer at stage 1", days(15))
    p.hear(handler)
    p.decide(handler)
    p.respond(handler)

    p.ask(officer)
    p.accept(officer)
    assert "Gwen Hargreaves" not in p.offered(officer)
    assert officer.reads("Gwen Hargreaves is in the team that answered stage 1 (HPG-33")
    p.assign(officer, "Joseph Mwangi")
    reviewer = worker("service2", reference).find()
    p.acknowledge(reviewer)
    shows_due(reviewer, "stage2.respond", "Answer at stage 2", days(20))
    p.hear(reviewer)
    p.decide(reviewer)
    p.respond(reviewer)
    p.put_right(reviewer)
    p.close(reviewer)
    p.letters(reviewer, "Extension")


@pytest.mark.parametrize("house", ["taunton"], indirect=True)
def test_taunton(worker, days):
    """Word of mouth goes to the Support Officer (THT-28), both sides are heard (THT-19), the Chair reports (THT-31)."""
    desk = worker("desk")
    reference = p.log(desk, source="Resident")
    p.told(desk)
    chief = worker("chief", reference).find()
    p.stage_one_dates(chief, days(5), days(10))
    assert "Rosalind Peake" not in p.offered(chief)
    assert chief.reads("What a resident says by word of mouth goes to the Support Officer")
    p.assign(chief, "Alan Whitcombe")

    support = worker("support", reference).find()
    p.take_up(support)
    p.acknowledge(support)
    assert "The complainant has not been heard. THT-19" in support.may_not("Decide, point by point")
    p.hear(support)
    p.decide(support)
    p.respond(support)

    p.ask(chief)
    p.accept(chief)
    assert "Alan Whitcombe" not in p.offered(chief)
    p.assign(chief, "Bernard Oyelaran")
    chair = worker("chair", reference).find()
    p.acknowledge(chair)
    shows_due(chair, "stage2.respond", "Answer at stage 2", days(20))
    p.decide(chair)
    trustee = worker("chief", reference).find()
    trustee.begin("Send the response")
    trustee.page.get_by_label("What we did to look into it").fill("We visited.")
    assert "Only the Chair reports the result (THT-31" in " ".join(trustee.refused("Issue the response"))
    p.respond(chair)
    p.put_right(chair)
    p.close(chair)
    p.letters(chair)
