"""Putting it right on the pages: offered, weighed, worked out, approved, followed until they say that it is done."""

from __future__ import annotations

from datetime import date
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from putright.apps.casework.models import Duty
from putright.core import events as e
from tests.apps.case import stories as s
from tests.apps.case.test_steps import opened, take, typed

MAY = date(2026, 5, 15)
TODAY = date(2026, 4, 16)
UPHELD = {
    "finding-1": "upheld", "reasons-1": "Two visits were missed.", "finding-2": "not_upheld", "reasons-2": "No record.",
    "factors": ["duration"], "impact-duration": "Five months",
}  # fmt: skip


def remedy(world, n=1, **fields):
    """A whole remedy, as it is typed."""
    whole = {"kind": "action", "what": "The wall will be treated", "by": MAY, "points": ["p1"],
             "owner": world.handler.key, "checked": ["deliverable", "fair"], **fields}  # fmt: skip
    return {f"remedies-{n}-{name}": value for name, value in whole.items()}


def money(world, n=1, **fields):
    paid = {"kind": "payment", "what": "For the heating", "loss": "45.50", "loss_how": "Two receipts"}
    return remedy(world, n, **{**paid, **fields})


def page_of(desk, reference, room="remedies"):
    return unescape(desk.get(f"/cases/{reference}/{room}").content.decode())


def post(desk, world, reference, **fields):
    address = f"/cases/{reference}/decided"
    return desk.post(address, typed(desk.get(address), **fields))


def refused(desk, world, reference, **fields):
    """What the page says is wrong; every word typed stands there still, and nothing was written."""
    before = opened(world, reference).version
    answer = post(desk, world, reference, **fields)
    assert answer.status_code in (409, 422)
    shown = unescape(answer.content.decode())
    assert all(value in shown for value in fields.values() if isinstance(value, str))
    assert opened(world, reference).version == before
    return answer.context["form"].errors


@pytest.fixture
def reference(world):
    return s.told(world, s.defined())


# ---- the page of a decision -----------------------------------------------------------------


@pytest.mark.provision("C20-B5.4", "C20-B5.6", "C24-7.2")
def test_a_remedy_is_confirmed_as_deliverable_and_fair_and_set_beside_upheld_points(desk, world, reference):
    for checked in ([], ["fair"], ["deliverable"]):
        errors = refused(desk, world, reference, **UPHELD, **remedy(world, checked=checked))
        assert "remedies-1-checked" in errors
    assert "remedies-1-points" in refused(desk, world, reference, **UPHELD, **remedy(world, points=["p1", "p2"]))
    assert "remedies-1-points" in refused(desk, world, reference, **UPHELD, **remedy(world, points=[]))
    found = take(desk, world, reference, "decided", **UPHELD, **remedy(world)).remedies["r1"]
    assert (found.points, found.deliverable, found.fair) == (("p1",), True, True)


@pytest.mark.provision("C20-B5.6", "C20-B5.7", "C24-7.2")
def test_an_upheld_point_has_a_remedy_or_a_reason_and_its_effect_is_weighed(desk, world, reference):
    assert "no_remedy-1" in refused(desk, world, reference, **UPHELD)
    assert "factors" in refused(desk, world, reference, **UPHELD | {"factors": []}, **remedy(world))
    assert "impact-severity" in refused(desk, world, reference, **UPHELD | {"factors": ["severity"]}, **remedy(world))
    reason = {"no_remedy-1": "The wall was treated on the day you rang."}
    found = take(desk, world, reference, "decided", **UPHELD, **reason)
    assert found.no_remedy == {"p1": "The wall was treated on the day you rang."}
    assert found.impact == {"duration": "Five months"}
    page = page_of(desk, reference)
    assert "The wall was treated on the day you rang." in page
    assert "Five months" in page


@pytest.mark.provision("C20-B5.9", "C24-7.4", "WTL-12")
def test_money_is_worked_out_head_by_head_and_weighed_against_the_guidance(desk, world, reference):
    assert "remedies-1-statutory" in refused(desk, world, reference, **UPHELD, **money(world, loss=""))
    assert "remedies-1-loss_how" in refused(desk, world, reference, **UPHELD, **money(world, loss_how=""))
    assert "remedies-1-loss" in refused(desk, world, reference, **UPHELD, **money(world, kind="apology"))
    distress = {"distress": "1,060", "distress_how": "A winter with a baby"}
    assert "remedies-1-level" in refused(desk, world, reference, **UPHELD, **money(world, **distress))
    distress["level"] = "maladministration"
    said = str(refused(desk, world, reference, **UPHELD, **money(world, **distress))["remedies-1-departs"])
    assert "only as an exception" in said
    assert "£1,060.00 for time and trouble and distress and inconvenience is more than" in said
    distress |= {"departs": "A baby was taken to hospital."}
    take(desk, world, reference, "decided", **UPHELD, **money(world, **distress))
    found = opened(world, reference).state.remedies["r1"]
    assert [(line.head, line.amount) for line in found.lines] == [("loss", 45.5), ("distress", 1060)]
    assert (found.pence, found.departs) == (110550, "A baby was taken to hospital.")
    page = page_of(desk, reference)
    for text in ("£1,105.50", "Two receipts", "A baby was taken to hospital.", "Maladministration, about £100 to £600"):
        assert text in page


@pytest.mark.provision("C20-B5.10")
def test_money_may_be_offered_without_admission(desk, world, reference):
    more = {"without_admission": True, "advice": "Counsel, 2 April"}
    found = take(desk, world, reference, "decided", **UPHELD, **money(world, **more)).remedies["r1"]
    assert (found.without_admission, found.advice) == (True, "Counsel, 2 April")


def test_an_amount_is_taken_as_people_type_it_and_nothing_else(desk, world, reference):
    for wrong in ("forty", "45.555", "-3"):
        assert "remedies-1-loss" in refused(desk, world, reference, **UPHELD, **money(world, loss=wrong))
    found = take(desk, world, reference, "decided", **UPHELD, **money(world, loss=" £1,045.50 "))
    assert found.kind == "approval_asked"


@pytest.mark.parametrize("amount", ["9" * 5_000, "²", "1e400", "NaN", "."])
def test_an_amount_that_is_none_is_said_to_be_none(desk, world, reference, amount):
    answer = post(desk, world, reference, **UPHELD, **money(world, loss=amount))
    assert answer.status_code == 422


def test_another_row_keeps_what_was_typed_and_lands_beside_it(desk, world, reference):
    address = f"/cases/{reference}/decided"
    filled = typed(desk.get(address), **UPHELD, **money(world))
    answer = desk.post(address, {**filled, "add": "remedies"})
    shown = unescape(answer.content.decode())
    assert answer.status_code == 200
    assert 'id="remedy-2"' in shown
    assert 'formaction="#remedy-3"' in shown
    for text in ("For the heating", "Two receipts", "Five months", "Altogether <strong>£45.50</strong>"):
        assert text in shown
    assert "There is a problem" not in shown


def test_a_kind_that_was_stored_before_can_be_decided_again(desk, world):
    reference = s.told(world, s.defined(), s.decided(date(2026, 4, 8)))
    page = desk.get(f"/cases/{reference}/decided")
    form = page.context["form"]
    assert ("repair", "Repair") in form.fields["remedies-1-kind"].choices
    found = take(desk, world, reference, "decided", **UPHELD | {"finding-2": "upheld"}, **remedy(
        world, kind="repair", points=["p1", "p2"]))  # fmt: skip
    assert found.remedies["r1"].kind == "repair"


def test_a_remedy_that_is_emptied_goes_while_nothing_was_promised(desk, world):
    reference = s.told(world, s.defined(), s.decided(date(2026, 4, 8)))
    empty = {f"remedies-1-{name}": "" for name in ("kind", "what")} | {"remedies-1-by": None}
    take(desk, world, reference, "decided", **UPHELD, **empty, **{"no_remedy-1": "It was mended."})
    assert opened(world, reference).state.remedies == {}


@pytest.mark.parametrize("world", ["housing-plus-group"], indirect=True)
@pytest.mark.provision("HPG-32")
def test_vouchers_are_among_the_kinds_with_the_guidance_beside_the_amount(desk, world):
    reference = s.told(world, s.defined())
    shown = unescape(desk.get(f"/cases/{reference}/decided").content.decode())
    for text in ("Vouchers", "Work in the home, as agreed", "Apology", "about £100 to £600", "not verified"):
        assert text in shown
    distress = {"loss": "", "loss_how": "", "distress": "20", "distress_how": "Calls", "level": "service_failure"}
    vouchers = money(world, kind="voucher", **distress)
    assert "remedies-1-departs" in refused(desk, world, reference, **UPHELD, **vouchers)
    vouchers["remedies-1-departs"] = "They asked for no more than the bus fare."
    found = take(desk, world, reference, "decided", **UPHELD, **vouchers).remedies["r1"]
    assert (found.kind, found.departs) == ("voucher", "They asked for no more than the bus fare.")


# ---- authority ------------------------------------------------------------------------------


@pytest.mark.parametrize("world", ["housing-services"], indirect=True)
@pytest.mark.provision("HSP-31")
def test_over_ones_authority_approval_is_asked_at_once_and_nothing_goes_out_before_it(client, world):
    reference = s.told(world, s.defined(), s.event("acknowledged", method="email"))
    client.force_login(world.handler)
    assert "You may offer up to £250.00" in unescape(client.get(f"/cases/{reference}/decided").content.decode())
    take(client, world, reference, "decided", **UPHELD, **money(world, loss="450"))
    asked = opened(world, reference).events[-1]
    assert (asked.kind, asked.of, asked.ground) == ("approval_asked", "compensation", "£450.00")
    assert asked.roles == ("business_manager",)
    assert "£450.00 is offered altogether. It needs the approval of the Business Manager" in page_of(client, reference)
    refused_menu = unescape(client.get(f"/cases/{reference}").content.decode())
    assert "is more than" in refused_menu
    client.force_login(world.who["business_manager"])
    assert client.get(f"/cases/{reference}/approval_given").status_code == 200
    take(client, world, reference, "approval_given", answer="given")
    assert "£450.00 is offered altogether, and is approved." in page_of(client, reference)


def test_within_ones_authority_nobody_is_asked(desk, world, reference):
    assert take(desk, world, reference, "decided", **UPHELD, **money(world, loss="250")).kind == "decided"


# ---- promised before ------------------------------------------------------------------------


def late_at_stage_2(world):
    """A remedy of stage 1 whose day has passed, seen by whoever reviews."""
    promised = {
        "r1": {"kind": "action", "what": "The wall will be treated", "by": "2026-04-15", "points": ["p1", "p2"]}
    }
    events = [
        event if event.kind != "decided" else s.decided(event.on, remedies=promised) for event in s.accepted(world)
    ]
    return s.told(world, *events, by=world.who["business_manager"])


@pytest.mark.parametrize("world", ["housing-services"], indirect=True)
@pytest.mark.provision("C24-6.17", "C24-7.3")
def test_stage_2_gives_a_late_remedy_of_stage_1_its_new_date(client, world):
    client.force_login(world.who["business_manager"])
    reference = late_at_stage_2(world)
    found = {**UPHELD, "handling": "It was late.", "no_remedy-1": "The promise of stage 1 stands."}
    errors = refused(client, world, reference, **found)
    assert "was promised for 15 April 2026" in str(errors["until-r1"])
    moved = {"until-r1": date(2026, 5, 8), "why-r1": "The fitter was ill.", "agreed-r1": True}
    take(client, world, reference, "decided", **found, **moved)
    first, second = opened(world, reference).events[-2:]
    assert (first.kind, first.by, first.agreed, second.kind) == ("remedy_revised", date(2026, 5, 8), True, "decided")
    page = page_of(client, reference)
    assert "Moved from 15 April 2026 to 8 May 2026, agreed with them" in page
    assert opened(world, reference).state.remedies["r1"].due == date(2026, 4, 15)


@pytest.mark.parametrize("world", ["housing-services"], indirect=True)
def test_a_promise_is_replaced_only_with_a_reason(client, world):
    client.force_login(world.who["business_manager"])
    reference = late_at_stage_2(world)
    found = {**UPHELD, "handling": "It was late.", "until-r1": date(2026, 5, 8), "why-r1": "The fitter was ill."}
    instead = remedy(world, what="The wall will be rebuilt", replaces="r1")
    assert "remedies-1-reason" in refused(client, world, reference, **found, **instead)
    take(client, world, reference, "decided", **found, **instead, **{"remedies-1-reason": "Treatment will not hold."})
    assert opened(world, reference).state.remedies["r2"].replaces == "r1"


# ---- followed to the end --------------------------------------------------------------------


@pytest.fixture
def promised(world):
    return s.told(world, *s.answered(world))


@pytest.mark.provision("C20-B5.8", "C24-7.3", "C24-6.6")
def test_followed_until_they_say_that_it_is_done(desk, world, promised):
    assert "Promised" in page_of(desk, promised)
    take(desk, world, promised, "remedy_answered", id="r1", answer="accepted")
    take(desk, world, promised, "remedy_chased", id="r1", what="Rang the contractor.")
    take(desk, world, promised, "remedy_completed", id="r1", evidence="Job 4711, checked by the surveyor.")
    page = page_of(desk, promised)
    assert "Done; not confirmed by them yet" in page
    assert f'href="/cases/{promised}/remedy_confirmed?id=r1"' in page
    take(desk, world, promised, "remedy_confirmed", id="r1", done="no", text="It is wet again.")
    page = page_of(desk, promised)
    assert "They say it is not done" in page
    assert "It is wet again." in page
    assert "is not done" in unescape(desk.get(f"/cases/{promised}").content.decode())
    assert Duty.objects.get(case__reference=promised, name="remedy:r1").done_on is None
    take(desk, world, promised, "remedy_completed", id="r1", evidence="Job 4712.")
    take(desk, world, promised, "remedy_confirmed", id="r1", done="yes")
    page = page_of(desk, promised)
    assert "Everything that was promised is done." in page
    assert "Done, and they say so" in page
    assert "we had put down 16 April 2026" in page


def test_the_date_promised_first_stays_in_sight(desk, world, promised):
    take(desk, world, promised, "remedy_revised", id="r1", by=date(2026, 6, 12), reason="Parts", agreed="no")
    page = page_of(desk, promised)
    assert "Moved from 1 June 2026 to 12 June 2026, without their agreement" in page
    assert Duty.objects.get(case__reference=promised, name="remedy:r1").due == date(2026, 6, 1)


def test_a_declined_offer_stays_open_unless_it_is_withdrawn(desk, world, promised):
    assert desk.get(f"/cases/{promised}/remedy_withdrawn").context["form"].fields["id"].choices == []
    take(desk, world, promised, "remedy_answered", id="r1", answer="declined", text="Not enough.")
    page = page_of(desk, promised)
    assert "Offer declined" in page
    assert f'href="/cases/{promised}/remedy_withdrawn?id=r1"' in page
    take(desk, world, promised, "remedy_withdrawn", id="r1", reason="Their insurer did it.")
    page = page_of(desk, promised)
    assert "Their insurer did it." in page
    assert "Withdrawn" in page


def test_what_shows_that_it_is_done_can_be_a_file(desk, world, promised):
    address = f"/cases/{promised}/remedy_completed"
    data = typed(desk.get(address), id="r1", evidence="A photograph.")
    data["files"] = SimpleUploadedFile("wall.txt", b"dry as dust")
    assert desk.post(address, data).status_code == 302
    assert "wall.txt" in page_of(desk, promised)
    assert len(opened(world, promised).state.remedies["r1"].file) == 64


def test_a_link_chooses_the_remedy(desk, world, promised):
    form = desk.get(f"/cases/{promised}/remedy_chased?id=r1").context["form"]
    assert form["id"].value() == "r1"


def test_a_case_without_a_decision_has_no_such_room_in_its_list(desk, world, reference):
    assert "/remedies" not in desk.get(f"/cases/{reference}").content.decode()
    assert "Nothing has been promised." in page_of(desk, reference)


def test_the_event_is_the_one_that_was_shown(desk, world, promised):
    found = take(desk, world, promised, "remedy_confirmed", id="r1", done="yes")
    assert isinstance(found, e.RemedyConfirmed)
    assert opened(world, promised).state.remedies["r1"].done == TODAY
