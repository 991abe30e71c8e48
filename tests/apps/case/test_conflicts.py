"""Stepping aside, interests, clearing, and line management, by their pages."""

from __future__ import annotations

from datetime import date

import pytest

from putright.apps.casework.models import Case, Duty
from tests.apps.case import stories as s
from tests.apps.case.test_steps import opened, take

LATER = date(2026, 4, 16)


def assigned(world, *more, **fields):
    return s.told(world, s.event("assigned", to=world.handler.key), *more, **fields)


def case_of(reference):
    return Case.objects.get(reference=reference)


@pytest.mark.provision("C24-5.8", "WTP-12")
def test_whoever_should_not_deal_with_it_hands_it_back_at_once_and_finds_no_trace(desk, world):
    reference = assigned(world)
    assert "I should not deal with this" in desk.get(f"/cases/{reference}").content.decode()
    page = desk.get(f"/cases/{reference}/recused")
    data = {"version": page.context["form"]["version"].value(), "token": "t" * 32, "reason": ""}
    answer = desk.post(f"/cases/{reference}/recused", data, follow=True)
    assert answer.redirect_chain == [("/", 302)]
    assert "You have stepped aside" in answer.content.decode()
    state = opened(world, reference).state
    assert (state.handler, list(state.standing.recused)) == (None, [world.handler.key])
    assert not case_of(reference).is_visible_to(world.handler)
    assert desk.get(f"/cases/{reference}").status_code == 404
    assert case_of(reference).handler is None
    assert not Duty.objects.filter(case__reference=reference, handler__isnull=False).exists()


def test_it_goes_back_to_be_assigned(client, world):
    reference = assigned(world, s.event("recused", who=world.handler.key, reason="She is my aunt."))
    client.force_login(world.who["complaints_officer"])
    page = client.get(f"/cases/{reference}").content.decode()
    assert "Whoever had it has stepped aside: give it to somebody else" in page
    assert "Nobody has it yet" in page
    room = client.get(f"/cases/{reference}/who").content.decode()
    assert "She is my aunt." in room
    found = client.get(f"/cases/{reference}/assigned").content.decode()
    assert f"{world.handler.name} has stepped aside from this complaint" in found


def test_an_interest_is_recorded_for_somebody(client, world):
    officer, manager = world.who["complaints_officer"], world.handler
    client.force_login(officer)
    reference = assigned(world)
    found = take(client, world, reference, "interest_declared", who=manager.key, what="They are neighbours.")
    assert (found.who, found.what) == (manager.key, "They are neighbours.")
    assert not case_of(reference).is_visible_to(manager)
    assert case_of(reference).is_visible_to(officer)


@pytest.mark.provision("C24-5.8")
def test_somebody_senior_clears_them_and_nobody_else_is_offered_it(client, world):
    reference = assigned(world, s.event("interest_declared", who=world.handler.key, what="They are neighbours."))
    client.force_login(world.who["manager_2"])
    case_of(reference)
    assert client.get(f"/cases/{reference}/conflict_cleared").status_code == 404
    client.force_login(world.who["complaints_officer"])
    assert "Clear somebody to work on it" in client.get(f"/cases/{reference}").content.decode()
    reason = "They moved away years ago."
    found = take(client, world, reference, "conflict_cleared", who=world.handler.key, reason=reason)
    assert (found.by, found.reason) == (world.who["complaints_officer"].key, reason)
    take(client, world, reference, "assigned", to=world.handler.key)
    assert case_of(reference).is_visible_to(world.handler)


@pytest.mark.provision("C24-5.8")
@pytest.mark.parametrize("world", ["model-2024"], indirect=True)
def test_the_line_above_whoever_is_complained_about_is_not_offered(client, world):
    flo, manager = world.who["front_line"], world.who["manager"]
    flo.line_manager = manager
    flo.save()
    manager.line_manager = world.who["senior_manager"]
    manager.save()
    client.force_login(world.who["complaints_officer"])
    reference = s.told(world, about=[flo.key])
    page = client.get(f"/cases/{reference}/assigned")
    offered = {key for key, _ in page.context["form"].fields["to"].choices}
    assert not {manager.key, world.who["senior_manager"].key} & offered
    assert {world.who["manager_2"].key, world.handler.key} <= offered
    said = f"{manager.name} manages {flo.name}, whom the complaint is about (MOD-31, C24-5.8)"
    assert said in page.content.decode()


@pytest.mark.provision("THT-30")
@pytest.mark.parametrize("world", ["taunton-heritage-trust"], indirect=True)
def test_where_the_policy_sends_it_to_their_manager_a_warning_shows_it(client, world):
    nia, chief = world.who["support_officer"], world.who["chief_officer"]
    nia.line_manager = chief
    nia.save()
    client.force_login(chief)
    reference = s.told(world, channel="letter", about=[nia.key])
    take(client, world, reference, "assigned", to=chief.key)
    assert f"{chief.name} manages {nia.name}" in client.get(f"/cases/{reference}").content.decode()


@pytest.mark.provision("THT-20")
@pytest.mark.parametrize("world", ["taunton-heritage-trust"], indirect=True)
def test_the_boards_variation_is_called_for_and_never_seen_by_the_chair_it_is_about(client, world):
    chief, chair = world.who["chief_officer"], world.who["chair"]
    day = date(2026, 4, 8)
    heard = [s.event("position_heard", day, party=party) for party in ("complainant", "chair")]
    story = [s.event("assigned", to=chief.key), s.defined(), *heard, s.decided(day),
             s.event("response_sent", day, method="email"), s.event("escalation_requested", day)]  # fmt: skip
    reference = s.told(world, *story, from_="neighbour", channel="letter", about=["chair"])
    client.force_login(chief)
    assert "the complaint is about the Chair" in client.get(f"/cases/{reference}").content.decode()
    found = take(
        client, world, reference, "variation_authorised", by_role="board", old="chair", new="trustee",
        reason="It is about the Chair.",
    )  # fmt: skip
    assert (found.by_role, found.replaces, found.reason) == ("board", {"chair": "trustee"}, "It is about the Chair.")
    client.force_login(chair)
    assert client.get(f"/cases/{reference}/variation_authorised").status_code == 404
    assert not case_of(reference).is_visible_to(chair)
