"""Risk, hazards and what has a route of its own, on their pages."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.utils import timezone

from putright.apps.casework.case.hours import hour_of
from putright.core import events as e
from tests.apps.case import stories as s
from tests.apps.case.test_steps import opened, take, typed

TODAY = date(2026, 4, 16)
HAZARD = {"hazard": "electrical", "what": "Water runs through the ceiling light", "tenure": "social_tenancy"}
CARE = pytest.mark.parametrize("world", ["housing-plus-group"], indirect=True)
MODEL = pytest.mark.parametrize("world", ["model-2024"], indirect=True)


def page(desk, reference, part=""):
    answer = desk.get(f"/cases/{reference}{part}")
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def refused(desk, reference, kind, **fields):
    """A step that is not taken: what its page says is wrong."""
    address = f"/cases/{reference}/{kind}"
    answer = desk.post(address, typed(desk.get(address), **fields))
    assert answer.status_code in (409, 422)
    return " ".join(text for errors in answer.context["form"].errors.values() for text in errors)


# ---- assessment -----------------------------------------------------------------------------

ASSESSED = {
    "route": "investigation", "complexity": "Two trades", "vulnerability": "A baby", "risks": "Mould and asthma",
    "urgency": "urgent", "landlord_risk": "Six flats alike", "resolution": "A dry room",
}  # fmt: skip


@pytest.mark.provision("C24-6.1", "C20-B4.7")
@MODEL
def test_a_first_look_on_one_page(desk, world):
    reference = s.told(world)
    for name in ("complexity", "vulnerability", "risks", "route"):
        assert refused(desk, reference, "assessed", **{**ASSESSED, name: ""})
    take(desk, world, reference, "assessed", **ASSESSED, flags=["high_risk"])
    found, raised = opened(world, reference).events[-2:]
    assert (found.route, found.urgency, found.vulnerability, found.by) == (
        "investigation", "urgent", "A baby", world.handler.key,
    )  # fmt: skip
    assert isinstance(raised, e.FlagRaised)
    room = page(desk, reference, "/safety")
    for text in ("It needs investigating", "Something cannot wait", "Six flats alike", "A dry room"):
        assert text in room
    assert "Give the safety alert to the senior manager" in page(desk, reference)
    assert ">Urgent<" in desk.get("/?scope=all").content.decode()


@MODEL
def test_it_begins_with_what_was_said_before(desk, world):
    reference = s.told(world, outcomes=["The wall treated"])
    form = desk.get(f"/cases/{reference}/assessed").context["form"]
    assert form["resolution"].value() == "The wall treated"
    take(desk, world, reference, "assessed", **ASSESSED)
    form = desk.get(f"/cases/{reference}/assessed").context["form"]
    assert (form["route"].value(), form["risks"].value()) == ("investigation", "Mould and asthma")


@MODEL
def test_without_it_an_acknowledged_complaint_warns(desk, world):
    reference = s.told(world, s.event("assigned", to=world.handler.key), s.event("acknowledged", method="email"))
    assert "It was acknowledged without being assessed" in page(desk, reference)


# ---- flags and alerts -----------------------------------------------------------------------


@pytest.mark.provision("HPG-21", "HPG-44", "HPG-45")
@CARE
def test_what_is_learnt_later_is_told_to_each_recipient_and_shows_until_done(desk, world):
    reference = s.told(world)
    assert "Give the safety alert" not in page(desk, reference)
    form = desk.get(f"/cases/{reference}/flag_raised").content.decode()
    assert "The Safeguarding Lead must be told the same day." in form
    take(desk, world, reference, "flag_raised", flag="safeguarding", what="A child sleeps in the hall")
    take(desk, world, reference, "flag_raised", flag="serious_impact", what="Flooded out")
    first = page(desk, reference)
    assert first.index("Give the safety alert to the Safeguarding Lead") < first.index("Acknowledge stage 1")
    assert "Give the safety alert to the Executive Director" in first
    told = {"to": "safeguarding_lead", "who": "Mina Dray", "method": "phone", "by": world.handler.key, "what": "Today"}
    for name in ("who", "method", "by"):
        assert refused(desk, reference, "safety_alerted", **{**told, name: ""})
    found = take(desk, world, reference, "safety_alerted", **told)
    assert (found.to, found.who, found.method, found.by) == (
        "safeguarding_lead",
        "Mina Dray",
        "phone",
        world.handler.key,
    )
    now = page(desk, reference)
    assert "Give the safety alert to the Executive Director" in now
    room = page(desk, reference, "/safety")
    assert f"Mina Dray was told by telephone by {world.handler.name} on 16 April 2026" in room
    assert room.index("Executive Director: serious impact") < room.index("Safeguarding Lead: safeguarding")
    assert "Record that they were told" in room


@MODEL
def test_a_second_concern_for_the_same_recipient_is_another_alert(desk, world):
    alert = s.event("safety_alerted", to="senior_manager")
    reference = s.told(world, alert, s.event("flag_raised", flag="safeguarding"), flags=["high_risk"])
    link = f"/cases/{reference}/safety_alerted?to=senior_manager%3Asafeguarding"
    assert link in page(desk, reference)
    assert desk.get(link).context["form"]["to"].value() == "senior_manager:safeguarding"
    told = {"to": "senior_manager:safeguarding", "who": "Her deputy", "method": "in_person", "by": world.handler.key}
    found = take(desk, world, reference, "safety_alerted", **told)
    assert (found.to, found.flag) == ("senior_manager", "safeguarding")
    assert "Give the safety alert" not in page(desk, reference).partition("What was owed and is done")[0].partition(
        "What is owed next")[2]  # fmt: skip
    assert "Safety alert to the senior manager (safeguarding)" in str(
        _titles(world, "safety.alert:senior_manager:safeguarding")
    )


def _titles(world, name):
    from putright.apps.accounts import packs
    from putright.apps.casework.work.words import title

    return title(name, packs.current(world.landlord).pack)


# ---- candour --------------------------------------------------------------------------------


@pytest.mark.provision("HPG-10", "REG20-1", "REG20-2", "REG20-4", "REG20-5", "REG20-7")
@CARE
def test_each_step_of_candour_says_who_when_and_what(desk, world):
    reference = s.told(world, flags=["notifiable_safety_incident", "care_service"], brand="care-plus")
    room = page(desk, reference, "/safety")
    assert room.count("Still to do") == 4
    assert "face to face" in room
    step = {
        "step": "in_person",
        "to": "Her daughter",
        "method": "phone",
        "by": world.handler.key,
        "what": "All we know",
    }
    assert "face to face" in refused(desk, reference, "candour_step", **step)
    found = take(desk, world, reference, "candour_step", **{**step, "method": "visit"})
    assert (found.to, found.by, found.what) == ("Her daughter", world.handler.key, "All we know")
    room = page(desk, reference, "/safety")
    assert room.count("Still to do") == 3
    assert f"16 April 2026, on a visit, by {world.handler.name}, with Her daughter: <span" in room
    form = desk.get(f"/cases/{reference}/candour_step").context["form"]
    assert form["step"].value() == "apology"


# ---- hazards --------------------------------------------------------------------------------


@pytest.mark.provision("AWL-1", "AWL-4", "AWL-6")
@MODEL
def test_an_emergency_from_the_call_to_the_letter(desk, world, monkeypatch):
    reference = s.told(world)
    report = {**HAZARD, "emergency": "yes", "known": TODAY, "time": "9.12"}
    take(desk, world, reference, "hazard_reported", **report)
    reported = next(x for x in opened(world, reference).events if isinstance(x, e.HazardReported))
    assert (reported.id, reported.emergency, reported.time, reported.known) == ("h1", True, "09:12", None)
    overview = page(desk, reference)
    assert "By 09:12 on Friday 17 April 2026" in overview
    assert overview.index("Make it safe: electrical hazards") < overview.index("Acknowledge stage 1")
    assert "Give the safety alert to the senior manager" in overview
    assert "/hazard_made_safe?id=h1" in overview

    safe = {"id": "h1", "what": "Supply cut off", "further": "no"}
    assert "24 hours are counted to the minute" in refused(desk, reference, "hazard_made_safe", **safe)
    assert "still to come" in refused(desk, reference, "hazard_made_safe", **safe, time="23:00")
    assert "time of day" in refused(desk, reference, "hazard_made_safe", **safe, time="soon")
    found = {"id": "h1", "found": "emergency", "what": "Soaked"}
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 4, 17, 9, 30, tzinfo=UTC))
    desk.force_login(world.handler)
    late = page(desk, reference, "/safety")
    assert "Overdue: its hour has passed" in late
    take_now(desk, reference, "hazard_investigated", **found, time="08:00")
    take_now(desk, reference, "hazard_made_safe", **safe, time="10:20")
    room = page(desk, reference, "/safety")
    assert "Made safe on 17 April 2026 at 10:20, with no further works needed" in room
    assert "Done late" in room
    assert "Due Wed 22 Apr 2026" in room
    take_now(desk, reference, "hazard_summary_sent", id="h1", method="email")
    assert "Dealt with" in page(desk, reference, "/safety")


def take_now(desk, reference, kind, **fields):
    address = f"/cases/{reference}/{kind}"
    answer = desk.post(address, typed(desk.get(address), **fields))
    assert answer.status_code == 302, answer.context["form"].errors


@MODEL
def test_a_hazard_told_of_at_first_counts_from_then_whenever_it_is_written_down(desk, world):
    reference = s.told(world)
    form = desk.get(f"/cases/{reference}/hazard_reported").context["form"]
    assert form["known"].value() == s.FRIDAY
    report = {**HAZARD, "hazard": "damp_and_mould", "emergency": "no"}
    take(desk, world, reference, "hazard_reported", **report)
    reported = next(x for x in opened(world, reference).events if isinstance(x, e.HazardReported))
    assert (reported.on, reported.known) == (TODAY, s.FRIDAY)
    assert "Due Tue 14 Apr" not in page(desk, reference)
    assert "Overdue by 2 days" in page(desk, reference, "/safety")
    assert "still to come" in refused(desk, reference, "hazard_reported", **report, known=date(2026, 4, 17))


@MODEL
def test_where_the_law_does_not_bind_it_is_said_and_can_be_dealt_with(desk, world):
    reference = s.told(world)
    take(desk, world, reference, "hazard_reported", **{**HAZARD, "hazard": "excess_cold"}, emergency="no")
    room = page(desk, reference, "/safety")
    assert "The law on excess cold was not in force on 27 March 2026" in room
    take(desk, world, reference, "hazard_investigated", id="h1", found="significant", what="Cold", time="09:00")
    assert "Record that it is safe" in page(desk, reference, "/safety")
    take(desk, world, reference, "hazard_reported", **{**HAZARD, "tenure": "lease"}, emergency="yes", time="09:00")
    assert "under a social tenancy only" in page(desk, reference, "/safety")


@MODEL
def test_works_are_not_begun_on_what_nobody_investigated(desk, world):
    reference = s.told(
        world, s.event("hazard_reported", id="h1", hazard="damp_and_mould", emergency=False, what="Damp")
    )
    assert "not been investigated" in refused(desk, reference, "hazard_works_begun", id="h1", what="A fan")
    assert "Further works have begun" in dict(desk.get(f"/cases/{reference}").context["menu"].refused)


@MODEL
def test_a_case_without_a_hazard_is_not_told_what_hazards_need(desk, world):
    titles = dict(desk.get(f"/cases/{s.told(world)}").context["menu"].refused)
    assert not [title for title in titles if "hazard" in title or "works" in title.lower()]


@pytest.mark.provision("AWL-12")
@MODEL
def test_attempts_to_get_in_are_kept_and_asked_for(desk, world):
    reference = s.told(
        world, s.event("hazard_reported", id="h1", hazard="damp_and_mould", emergency=False, what="Damp")
    )
    take(desk, world, reference, "access_attempted", id="h1", method="visit", what="Nobody in", reached="no")
    assert "3 attempts, by at least 2 different means" in page(desk, reference)
    assert "Not let in" in page(desk, reference, "/safety")


@pytest.mark.parametrize(("typed_as", "hour"), [
    ("09:12", "09:12"), ("9.12", "09:12"), ("9:12 pm", "21:12"), ("0912", "09:12"), ("12am", "00:00"),
    ("12 pm", "12:00"), ("23:59", "23:59"), ("7", "07:00"),
])  # fmt: skip
def test_times_as_people_type_them(typed_as, hour):
    assert hour_of(typed_as) == hour


# ---- other procedures -----------------------------------------------------------------------

DATA = {"procedure": "data_protection", "what": "My address was given away", "points": ["p2"], "received": s.FRIDAY}


@pytest.mark.provision("DPC-1", "DPC-2", "ROU-1", "ROU-2", "HPG-51")
@MODEL
def test_a_mixed_complaint_keeps_both(desk, world, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 7, 2, 10, 0, tzinfo=UTC))
    desk.force_login(world.handler)
    day = date(2026, 7, 1)
    reference = s.told(world, s.event("defined", points={"p1": "Late", "p2": "Data"}, outcomes=[]), on=s.FRIDAY)
    assert refused(desk, reference, "procedure_opened", **{**DATA, "what": ""}, told="no")
    take_now(desk, reference, "procedure_opened", **{**DATA, "received": day}, told="yes", method="phone")
    first, told = opened(world, reference).events[-2:]
    assert (first.procedure, first.points, first.received) == ("data_protection", ("p2",), day)
    assert (told.step, told.method) == ("told", "phone")
    overview = page(desk, reference)
    assert "Acknowledge it: data protection complaint" in overview
    assert "Answer at stage 1" in overview
    assert f"/cases/{reference}/letters/procedure-step?id=o1&amp;step=acknowledged" in overview
    room = page(desk, reference, "/safety")
    assert "Due Thu 30 Jul 2026" in room
    assert "Point 2: <span" in room
    assert "Say what came of it" in refused(desk, reference, "procedure_step", id="o1", step="concluded", what="")
    take_now(desk, reference, "procedure_step", id="o1", step="concluded", what="We were wrong. The Commissioner too.")
    assert "We were wrong." in page(desk, reference, "/safety")


@MODEL
def test_it_cannot_have_come_in_later_than_it_was_passed_on(desk, world):
    reference = s.told(world, s.defined())
    assert "still to come" in refused(
        desk, reference, "procedure_opened", **{**DATA, "received": date(2026, 5, 1)}, told="no"
    )


@MODEL
def test_the_room_is_there_for_every_case(desk, world):
    room = page(desk, s.told(world), "/safety")
    for text in ("None reported", "Nobody has looked yet", "Nothing out of the ordinary", "all of it is answered here"):
        assert text in room


@pytest.mark.provision("HPG-45")
@CARE
def test_the_lead_of_the_complaints_own_brand_is_named(desk, world):
    other = world.who["safeguarding_lead_2"]
    other.brands = ["wrekin"]
    other.save()
    reference = s.told(world, flags=["safeguarding"])
    form = page(desk, reference, "/safety_alerted")
    assert f"Safeguarding Lead: {world.who['safeguarding_lead'].name}." in form
    assert other.name not in form.partition("Who exactly?")[2].partition("How were they told?")[0]


@pytest.mark.provision("REG20-7")
@CARE
def test_keeping_the_records_needs_nobody_to_talk_to(desk, world):
    reference = s.told(world, flags=["notifiable_safety_incident", "care_service"], brand="care-plus")
    step = {"by": world.handler.key, "what": "Copies in the file"}
    assert "Say with whom." in refused(desk, reference, "candour_step", **step, step="apology")
    assert take(desk, world, reference, "candour_step", **step, step="records").step == "records"
