"""Approvals: asked, shown to those who may answer, answered in person, and refused where they must be."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from putright.apps.casework import actions
from putright.apps.casework.models import Case
from putright.core import events as e
from tests.apps.case import stories as s
from tests.apps.case.conftest import NOW
from tests.apps.case.test_steps import opened, take, typed

GROUP = pytest.mark.parametrize("world", ["housing-plus-group"], indirect=True)
ASKED = {"of": "refusal", "ground": "unreasonable_persistence", "what": "Forty letters about the same answered point."}
DAY = date(2026, 4, 16)


def asked(world, **more):
    """A complaint for whose refusal the approval of an Executive Director and the MRC is asked."""
    asking = {"id": "a1", "roles": ["executive_director", "mrc"], "by": world.handler.key, **ASKED, **more}
    return s.told(world, s.event("assigned", to=world.handler.key), s.event("approval_asked", **asking))


def answer(client, world, role, reference, **fields):
    client.force_login(world.who[role])
    return take(client, world, reference, "approval_given", **fields)


def case_of(reference):
    return Case.objects.get(reference=reference)


@GROUP
@pytest.mark.provision("HPG-19")
def test_a_refusal_is_put_to_everyone_its_ground_names(desk, world):
    reference = s.told(world, s.event("assigned", to=world.handler.key))
    found = take(desk, world, reference, "approval_asked", **ASKED)
    assert (found.of, found.ground, found.by) == ("refusal", "unreasonable_persistence", world.handler.key)
    assert found.roles == ("executive_director", "mrc")


@GROUP
def test_a_ground_and_a_reason_are_asked_for(desk, world):
    address = f"/cases/{s.told(world)}/approval_asked"
    page = desk.post(address, typed(desk.get(address), of="refusal"))
    assert page.status_code == 422
    assert set(page.context["form"].errors) == {"ground", "what"}
    page = desk.post(address, typed(desk.get(address), of="restriction", what="He shouts."))
    assert set(page.context["form"].errors) == {"roles"}


@GROUP
@pytest.mark.provision("HPG-19")
def test_it_waits_on_the_work_list_of_each_approver_until_they_answer(client, world):
    reference = asked(world)
    for role in ("executive_director", "mrc", "mrc_2"):
        client.force_login(world.who[role])
        page = client.get("/").content.decode()
        assert "Waiting for your approval" in page
        assert f"/cases/{reference}/approval_given?id=a1" in page
    client.force_login(world.handler)
    assert "Waiting for your approval" not in client.get("/").content.decode()
    answer(client, world, "mrc", reference, id="a1", answer="given")
    for role, waits in (("mrc", False), ("mrc_2", False), ("executive_director", True)):
        client.force_login(world.who[role])
        assert ("Waiting for your approval" in client.get("/").content.decode()) == waits


@GROUP
def test_an_approver_reads_the_case_and_decides_in_their_own_name(client, world):
    reference = asked(world)
    mrc = world.who["mrc"]
    client.force_login(mrc)
    page = client.get(f"/cases/{reference}").content.decode()
    assert "Your approval is asked for" in page
    page = client.get(f"/cases/{reference}/approval_given").content.decode()
    assert "Forty letters about the same answered point." in page
    assert world.handler.name in page
    found = answer(client, world, "mrc", reference, id="a1", answer="given", reason="It was weighed fairly.")
    assert (found.kind, found.by, found.reason) == ("approval_given", mrc.key, "It was weighed fairly.")
    assert opened(world, reference).state.approved("refusal", "unreasonable_persistence") == (mrc.key,)
    assert case_of(reference).is_visible_to(mrc)


@GROUP
def test_somebody_asked_sees_the_case_even_where_they_see_no_others(world):
    board = world.who["board_member"]
    other = s.told(world)
    reference = s.told(world, s.event("approval_asked", id="a1", roles=["board_member"], of="closing", what="Abuse."))
    assert case_of(reference).is_visible_to(board)
    assert not case_of(other).is_visible_to(board)
    assert not case_of(reference).is_visible_to(world.who["front_line"])


@GROUP
def test_declining_needs_a_reason_and_ends_it(client, world):
    reference = asked(world)
    director = world.who["executive_director"]
    client.force_login(director)
    address = f"/cases/{reference}/approval_given"
    page = client.post(address, typed(client.get(address), id="a1", answer="declined"))
    assert page.status_code == 422
    assert "reason" in page.context["form"].errors
    found = answer(client, world, "executive_director", reference, id="a1", answer="declined", reason="Meet him first.")
    assert found.kind == "approval_declined"
    state = opened(world, reference).state
    assert state.approved("refusal", "unreasonable_persistence") == ()
    client.force_login(world.who["mrc"])
    assert "Waiting for your approval" not in client.get("/").content.decode()
    assert case_of(reference).is_visible_to(director)


@GROUP
def test_whoever_asked_is_not_offered_their_own_request(client, world):
    reference = asked(world, by=world.who["executive_director"].key)
    client.force_login(world.who["executive_director"])
    assert "Waiting for your approval" not in client.get("/").content.decode()
    page = client.get(f"/cases/{reference}/approval_given").content.decode()
    assert "Nothing on this complaint waits for your approval" in page


@GROUP
def test_nobody_approves_in_anothers_name(world):
    reference = asked(world)
    theirs = e.ApprovalGiven(on=DAY, id="a1", by=world.who["mrc"].key)
    with pytest.raises(PermissionDenied):
        actions.record(world.handler, reference, [theirs], at=NOW)
    with pytest.raises(actions.Refused, match="whose approval is asked for"):
        mine = e.ApprovalGiven(on=DAY, id="a1", by=world.handler.key)
        actions.record(world.handler, reference, [mine], at=NOW)
