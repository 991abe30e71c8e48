"""Promises and contact on their pages: one step, both events or neither; the room; asking for stage 2 in part."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from putright.apps.casework import worklist
from putright.apps.casework.models import Duty
from tests.apps.case import stories as s
from tests.apps.case.test_steps import opened, take, typed

TODAY = date(2026, 4, 16)
BY = date(2026, 4, 20)


def promised(*more, by="2026-04-10"):
    return [s.event("promise_made", id="w1", what="I will ring when the surveyor has been", by=by), *more]


@pytest.mark.provision("C20-B3.18", "MOD-30", "C24-6.6")
def test_a_call_keeps_a_promise_and_makes_the_next_in_one_step(desk, world):
    reference = s.told(world, *promised())
    page = desk.get(f"/cases/{reference}/contacted?keeps=w1")
    assert page.context["form"]["keeps"].value() in (["w1"], "w1")
    take(desk, world, reference, "contacted", method="phone", reached="yes", what="The surveyor came.", keeps=["w1"],
         promise="The report by post", by=BY)  # fmt: skip
    spoke, made = opened(world, reference).events[-2:]
    assert (spoke.kind, spoke.keeps, spoke.reached) == ("contacted", ("w1",), True)
    assert (made.kind, made.id, made.by) == ("promise_made", "w2", BY)
    assert Duty.objects.get(name="promise:w1").done_on == TODAY
    assert Duty.objects.get(name="promise:w2").due == BY


@pytest.mark.parametrize(("fields", "wrong"), [
    ({"promise": "I will write"}, "by"), ({"by": BY}, "promise"), ({"promise": "I did", "by": date(2026, 4, 15)}, "by"),
])  # fmt: skip
def test_a_promise_by_half_records_neither_and_loses_nothing(desk, world, fields, wrong):
    reference = s.told(world, *promised())
    address = f"/cases/{reference}/contacted"
    data = typed(desk.get(address), method="phone", reached="yes", what="A long talk.", **fields)
    answer = desk.post(address, data)
    assert answer.status_code == 422
    assert wrong in answer.context["form"].errors
    assert "A long talk." in answer.content.decode()
    assert opened(world, reference).events[-1].kind == "promise_made"


def test_a_try_leaves_the_promise_open_and_is_told(desk, world):
    reference = s.told(world, *promised())
    take(desk, world, reference, "contacted", method="phone", reached="no", what="No answer", keeps=["w1"])
    assert Duty.objects.get(name="promise:w1").done_on is None
    told = desk.get(f"/cases/{reference}").content.decode()
    assert "A promise to them is broken" in told
    assert "tried once" in told
    assert "We promised: I will ring when the surveyor has been" in told


def test_an_update_keeps_a_promise_too(desk, world):
    reference = s.told(world, *promised())
    event = take(desk, world, reference, "update_sent", method="email", what="He came.", keeps=["w1"])
    assert event.keeps == ("w1",)


def test_a_promise_by_itself_is_recorded_and_moved_only_in_time_and_agreed(desk, world):
    reference = s.told(world)
    made = take(desk, world, reference, "promise_made", what="I will write", by=BY, method="letter")
    assert (made.id, made.by) == ("w1", BY)
    address = f"/cases/{reference}/promise_revised"
    fields = {"id": "w1", "until": BY + timedelta(2), "reason": "The report is late"}
    assert desk.post(address, typed(desk.get(address), **fields)).status_code == 422
    moved = take(desk, world, reference, "promise_revised", agreed=True, **fields)
    assert (moved.until, moved.agreed) == (BY + timedelta(2), True)


def test_a_broken_promise_cannot_be_moved(desk, world):
    reference = s.told(world, *promised())
    shown = desk.get(f"/cases/{reference}/promise_revised")
    assert shown.context["form"].fields["id"].choices == []


def test_promises_are_a_kind_of_the_work_list_and_outlive_closing(desk, world):
    given = s.event("assigned", to=world.handler.key)
    reference = s.told(world, given, *promised(), s.event("withdrawn"), s.event("closed"))
    found = worklist.wanted(world.handler, worklist.Wanted(kind="promise"), TODAY)
    assert [duty.name for duty in found] == ["promise:w1"]
    page = desk.get("/?kind=promise&scope=all").content.decode()
    assert "Promise to the complainant" in page
    assert f"/cases/{reference}/contacted" in page


def test_the_room_tells_promises_rhythm_extensions_and_contacts(desk, world):
    story = [
        s.event("assigned", to=world.handler.key),
        s.event("acknowledged", method="email"),
        s.event("updates_agreed", every_working_days=3),
        *promised(s.event("promise_made", id="w2", what="The survey’s date", by="2026-05-01")),
        s.event("contacted", date(2026, 4, 9), method="visit", what="Looked at the wall."),
        s.event("contacted", date(2026, 4, 13), method="phone", reached=False, keeps=["w1"]),
        s.event("extended", date(2026, 4, 13), until="2026-04-24", reason="The survey", queued=True),
        s.event("notice_bounced", date(2026, 4, 14), of="extended"),
    ]  # fmt: skip
    reference = s.told(world, *story)
    told = " ".join(desk.get(f"/cases/{reference}/promises").content.decode().split())
    for text in (
        "I will ring when the surveyor has been", "The survey’s date", "Tried without reaching them: 13 April 2026",
        "Agreed: every 3 working days", "Due on 1 April 2026: never came", "missed", "Looked at the wall.",
        "Stage 1, to 24 April 2026", "did not arrive, as known on 14 April 2026", "Does not count",
    ):  # fmt: skip
        assert text in told, text
    assert f"/cases/{reference}/contacted?keeps=w1" in told
    overview = " ".join(desk.get(f"/cases/{reference}").content.decode().split())
    assert "updates agreed with them" in overview
    assert "Promises and contact" in overview


def test_the_room_of_a_quiet_case(desk, world):
    reference = s.told(world)
    told = desk.get(f"/cases/{reference}/promises").content.decode()
    assert "Nothing has been promised" in told
    assert "Nothing has been agreed" in told


# ---- asking for stage 2 ---------------------------------------------------------------------


@pytest.mark.provision("C24-6.10", "C24-6.12", "HPG-26")
def test_part_of_a_complaint_is_asked_for_then_another_part(desk, world):
    reference = s.told(world, *s.answered(world))
    asked = take(desk, world, reference, "escalation_requested", points=["p2"], reason="He was rude again.")
    assert asked.points == ("p2",)
    shown = desk.get(f"/cases/{reference}/escalated").content.decode()
    assert "He was rude again." in shown
    assert "In time" in shown or "in time" in shown
    again = take(desk, world, reference, "escalation_requested", reason="")
    assert again.points in ((), ("p1",))
    assert list(opened(world, reference).state.stages[2].points) == ["p2", "p1"]


@pytest.mark.provision("C20-B4.12")
def test_what_the_code_has_us_consider_is_asked_and_kept(desk, world):
    reference = s.told(world, *s.asked(world))
    address = f"/cases/{reference}/escalated"
    page = desk.get(address)
    form = page.context["form"]
    assert "Still wet." in form["about"].value()
    assert form["outcome"].value() == "The wall treated\n£5,000"
    answer = desk.post(address, typed(page, about="", evidence="", outcome="", informed=""))
    assert set(answer.context["form"].errors) == {"about", "evidence", "outcome", "informed"}
    kept = take(desk, world, reference, "escalated", evidence="The second survey")
    assert (kept.evidence, kept.informed) == ("The second survey", "Whoever handled stage 1")
    told = desk.get(f"/cases/{reference}").content.decode()
    assert "What would resolve it" in told


@pytest.mark.provision("WTP-20")
def test_a_late_request_is_taken_with_the_reason_why(desk, world, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 5, 1, 10, 0, tzinfo=UTC))
    desk.force_login(world.handler)
    reference = s.told(world, *s.answered(world), s.event("escalation_requested", date(2026, 5, 1)))
    address = f"/cases/{reference}/escalated"
    page = desk.get(address)
    assert "9 days after the last day, 22 April 2026" in page.content.decode()
    answer = desk.post(address, typed(page, evidence="Nothing more", about="All of it"))
    assert set(answer.context["form"].errors) == {"explanation"}
    kept = take(desk, world, reference, "escalated", evidence="Nothing more", about="All", explanation="She was ill.")
    assert kept.explanation == "She was ill."


@pytest.mark.provision("WTP-16", "C20-B4.11")
def test_refusing_stage_2_shows_what_bears_each_ground_and_their_own_words(desk, world):
    reference = s.told(world, *s.asked(world))
    told = " ".join(desk.get(f"/cases/{reference}/letters/refuse-escalation").content.decode().split())
    assert "Still wet." in told
    assert "they asked on 13 April 2026, in time: the last day was 22 April 2026" in told
    assert "no claim filed at court is on record" in told
    assert "Not so: they asked" in told
    assert "Nothing on record bears any of them: accept the request." in told


@pytest.mark.parametrize("world", ["housing-plus-group"], indirect=True)
def test_a_policy_without_a_last_day_offers_no_such_ground(desk, world):
    reference = s.told(world, *s.asked(world))
    form = desk.get(f"/cases/{reference}/letters/refuse-escalation").context["form"]
    hints = form.fields["ground"].widget.hints
    assert "out_of_time" not in hints or "no last day" in hints["out_of_time"]
