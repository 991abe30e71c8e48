"""What a policy may do better than its Code, and what nothing in it stands in the way of."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import msgspec
import pytest

from putright.core import events as e
from putright.core.case import Case
from putright.core.decide import decide
from putright.core.duties import find
from putright.core.policy import Policy
from putright.core.state import fold, step_on
from putright.data import load_policy, pack_names
from tests.core.driver import everybody

MONDAY = date(2026, 6, 1)
BRANDS = {"housing-plus-group": "wrekin"}
HANDLERS = {
    "willow-tree": "manager1", "housing-services": "complaint_handler1", "housing-plus-group": "service_manager1",
    "taunton-heritage-trust": "chief_officer1", "model-2024": "complaints_officer1",
}  # fmt: skip


def with_limit(name: str, clock: str, within: str) -> Policy:
    """A shipped policy with another limit for one clock."""
    policy = load_policy(name, BRANDS.get(name))
    clocks = policy.pack.clocks
    changed = {**clocks, clock: msgspec.structs.replace(clocks[clock], within=within)}  # type: ignore[index]
    return replace(policy, pack=msgspec.structs.replace(policy.pack, clocks=changed))


@pytest.mark.provision("HPG-56", "C20-B3.12")
@pytest.mark.parametrize("name", ["housing-plus-group", "taunton-heritage-trust"])
@pytest.mark.parametrize(("within", "governs"), [("3 working days", "policy"), ("9 working days", "code")])
def test_a_limit_may_be_tighter_than_the_codes_and_never_looser(name: str, within: str, governs: str) -> None:
    policy = with_limit(name, "stage1.acknowledge", within)
    first = e.Received(on=MONDAY, channel="phone", from_="tenant", brand=BRANDS.get(name))
    duty = find(Case.of(fold([first]), policy, {}), "stage1.acknowledge")
    assert duty
    days = {"policy": date(2026, 6, 4) if governs == "policy" else date(2026, 6, 12), "code": date(2026, 6, 8)}
    assert duty.due == days[governs]
    assert {one.origin: one.due for one in duty.derivations} == days


@pytest.mark.provision("C20-B4.8")
@pytest.mark.parametrize("name", pack_names())
def test_nothing_makes_an_answer_that_is_ready_wait(name: str) -> None:
    policy = load_policy(name, BRANDS.get(name))
    people = everybody(policy)
    state = fold([e.Received(on=MONDAY, channel="letter", from_="tenant", brand=BRANDS.get(name))])
    remedy = e.Remedy("apology", "A letter", MONDAY)
    for event in (
        e.InformalAttempted(on=MONDAY, what="The tap was mended."),
        e.MadeFormal(on=MONDAY),
        e.Assigned(on=MONDAY, to=HANDLERS[name]),
        e.Acknowledged(on=MONDAY, method="email"),
        e.Defined(on=MONDAY, points={"p1": "The tap drips"}, outcomes=("A dry floor",)),
        e.PositionHeard(on=MONDAY, party="complainant"),
        e.Decided(on=MONDAY, findings={"p1": e.Finding("upheld", "It dripped.")}, remedies={"r1": remedy}),
        e.ResponseSent(on=MONDAY, method="email"),
        e.ComplainantSatisfied(on=MONDAY, evidence="She rang."),
        e.Closed(on=MONDAY),
    ):
        assert decide(Case.of(state, policy, people), event) == (), event.kind
        step_on(state, event)
    assert state.status == "closed"


@pytest.mark.provision("HPG-12")
@pytest.mark.parametrize("brand", list(load_policy("housing-plus-group").pack.brands))
@pytest.mark.parametrize("about", [
    {"text": "The repair was done badly."}, {"about": ("service_manager1",), "text": "He was rude."},
    {"text": "Nobody came for a month.", "occurred": date(2026, 4, 1)},
    {"text": "The care agreement was not kept.", "flags": ("care_service",)},
])  # fmt: skip
def test_what_is_in_scope_can_be_refused_on_no_ground(brand: str, about: dict[str, object]) -> None:
    policy = load_policy("housing-plus-group", brand)
    first = e.Received(on=MONDAY, channel="phone", from_="tenant", brand=brand, **about)  # type: ignore[arg-type]
    case = Case.of(fold([first]), policy, everybody(policy))
    assert case.state.status == "open"
    for ground in policy.pack.grounds:
        assert decide(case, e.Refused(on=MONDAY, ground=ground, explanation="We would rather not.")), ground
