"""What stays with a case: what was lost, promised, learnt and ordered, who oversees it, and who answers for it."""

from __future__ import annotations

from datetime import date
from html import unescape

import pytest

from putright.core import events as e
from putright.core.decide import decide
from tests.apps.case import stories as s
from tests.apps.case.test_steps import opened, take, typed

DAY = date(2026, 4, 9)
KINDS = {
    "explanation": "How it came about", "apology": "A letter of apology", "action": "The wall, delayed since October",
    "decision_changed": "The refusal of the transfer", "record_corrected": "The note on the file",
    "policy_changed": "How visits are booked", "acknowledgement": "That two visits were missed", "payment": "Heating",
}  # fmt: skip


def page_of(desk, reference):
    return unescape(desk.get(f"/cases/{reference}").content.decode())


@pytest.mark.provision("WTL-17")
def test_money_lost_is_put_forward_as_a_point_and_then_has_to_be_answered(desk, world):
    reference = s.told(world, loss="£45 for a heater")
    found = take(desk, world, reference, "defined", **{"points-1-text": "Damp"})
    assert found.points == {"p1": "Damp", "p2": "Money lost by it: £45 for a heater"}
    on = date(2026, 4, 16)
    decision = e.Decided(on=on, findings={"p1": e.Finding("upheld", "It was wet.")})
    assert "p2" in " ".join(reason.text for reason in decide(opened(world, reference).judged, decision))


@pytest.mark.provision("C20-B5.5")
@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_remedy_can_be_promised_and_is_followed(kind, desk, world):
    reference = s.told(world, s.defined(points={"p1": "Damp"}))
    money = {"remedies-1-loss": "45", "remedies-1-loss_how": "The receipt"} if kind == "payment" else {}
    found = take(desk, world, reference, "decided", **money, **{
        "finding-1": "upheld", "reasons-1": "It was wet.", "remedies-1-kind": kind, "remedies-1-what": KINDS[kind],
        "remedies-1-by": date(2026, 5, 15), "remedies-1-owner": world.handler.key, "factors": ["severity"],
        "impact-severity": "Wet for a winter", "remedies-1-checked": ["deliverable", "fair"],
    })  # fmt: skip
    assert found.remedies["r1"].kind == kind
    owed = {line.name: line.due for line in desk.get(f"/cases/{reference}").context["owed"]}
    assert owed[f"Remedy: {KINDS[kind]}"] == date(2026, 5, 15)


@pytest.mark.provision("WTL-11", "C20-B6.5", "C20-B6.8")
def test_what_is_learnt_and_what_is_done_about_it_are_followed_after_the_case_is_closed(desk, world):
    ended = [s.event("complainant_satisfied", DAY), s.event("closed", DAY)]
    reference = s.told(world, *s.answered(world), *ended)
    told = {"cause": "appointments", "service": "property_condition"}
    take(desk, world, reference, "lesson_recorded", what="A missed visit is rung the same day.", **told)
    for what in ("Rewrite the repairs procedure", "Train the contractor’s planners", "Put the boiler records right"):
        take(desk, world, reference, "action_set", what=what, by=date(2026, 6, 1))
    take(desk, world, reference, "action_completed", id="a1", proof="The new procedure")
    left = desk.get(f"/cases/{reference}/action_completed").context["form"].fields["id"].choices
    assert [key for key, _ in left] == ["a2", "a3"]
    page = page_of(desk, reference)
    assert "A missed visit is rung the same day." in page
    assert "Action set (a2), by 1 June 2026" in page
    assert "Action a1 completed" in page


@pytest.mark.provision("C20-C1.7")
@pytest.mark.parametrize("world", ["taunton-heritage-trust"], indirect=True)
def test_what_the_ombudsman_found_and_ordered_is_followed_until_it_is_done(client, world):
    chair = world.who["chair"]
    client.force_login(chair)
    reference = s.told(world, by=chair)
    take(client, world, reference, "determined", finding="maladministration", what="The delay")
    take(client, world, reference, "order_made", kind_="order", what="Pay £200", by=date(2026, 5, 1))
    take(client, world, reference, "order_made", kind_="recommendation", what="Train staff", by=date(2026, 6, 1))
    address = f"/cases/{reference}"
    owed = {line.name: line.due for line in client.get(address).context["owed"]}
    assert owed["Ombudsman’s order: Pay £200"] == date(2026, 5, 1)
    assert owed["Ombudsman’s recommendation: Train staff"] == date(2026, 6, 1)
    take(client, world, reference, "order_completed", id="o1", what="Paid", proof="The bank’s confirmation")
    answer = client.get(address)
    assert "Ombudsman’s order: Pay £200" in [line.name for line in answer.context["done"]]
    assert "Ombudsman’s recommendation: Train staff" in [line.name for line in answer.context["owed"]]
    page = unescape(answer.content.decode())
    found = "Determination of the Housing Ombudsman Service: maladministration"
    for said in (found, "Recommendation made (o2), by 1 June 2026", "Paid"):
        assert said in page


@pytest.mark.provision("C20-B4.10")
@pytest.mark.parametrize("world", ["taunton-heritage-trust"], indirect=True)
def test_a_discretion_says_what_was_decided_by_whom_and_why(client, world):
    chair = world.who["chair"]
    client.force_login(chair)
    reference = s.told(world, by=chair)
    address = f"/cases/{reference}/discretion_exercised"
    bare = client.post(address, typed(client.get(address)))
    assert {"what", "by", "reason"} <= set(bare.context["form"].errors)
    take(
        client, world, reference, "discretion_exercised", what="Taken late", by=chair.key, reason="She was in hospital"
    )
    page = page_of(client, reference)
    assert f"Discretion exercised by {chair.name}" in page
    assert "<strong>Reason:</strong> She was in hospital" in page


@pytest.mark.provision("THT-23")
@pytest.mark.parametrize("world", ["taunton-heritage-trust"], indirect=True)
def test_the_board_answers_for_the_policy(client, world):
    chair = world.who["chair"]
    client.force_login(chair)
    reference = s.told(world, by=chair)
    judged = opened(world, reference).judged
    assert judged.policy.pack.document.accountable.startswith("the Board of Trustees, through its")
    for body, may in (("board", True), ("chair", False), ("chief_officer", False)):
        varied = e.VariationAuthorised(on=DAY, by_role=body, reason="Ill", replaces={"chair": "trustee"})
        assert (decide(judged, varied) == ()) is may, body
    take(client, world, reference, "reported", to="board")
    assert "Reported to the Board of Trustees" in page_of(client, reference)


@pytest.mark.provision("WTP-28")
def test_the_complaints_officer_sees_everything_that_is_due(client, world):
    officer = world.who["complaints_officer"]
    told = [
        s.told(world, by=world.who["front_line"]),
        s.told(world, s.event("assigned", to=world.who["manager_2"].key)),
        s.told(world, *s.accepted(world), by=world.who["senior_staff"]),
    ]
    client.force_login(officer)
    answer = client.get("/")
    assert {row["reference"] for row in answer.context["rows"]} == set(told)
    assert answer.context["counts"].open == len(told)
    client.force_login(world.who["manager"])
    assert {row["reference"] for row in client.get("/?scope=all").context["rows"]} < set(told)
