"""Rehearsals bite: change one value of a pack, and one of its rehearsals no longer holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import msgspec
import pytest

from putright.core import guards
from putright.core.events import Event
from putright.core.pack import Edition, Pack
from putright.core.policy import Policy
from putright.core.rehearsal import Script, run
from putright.core.validate import STAGE_CLOCKS
from putright.data import HERE, load_policy, pack_names
from tests.rehearsals.test_rehearsals import FILES, script_of

Change = Callable[[dict[str, Any], dict[str, dict[str, Any]]], None]
SCRIPTS = {
    pack: [script_of(path)[0] for path in FILES if path.parent == HERE / "rehearsals" / pack] for pack in pack_names()
}


def holds(script: Script, policy: Policy) -> bool:
    try:
        return all(result.holds for result in run(script, policy.of(script.brand)).results)
    except (KeyError, ValueError, AttributeError):
        return False


def all_hold(policy: Policy) -> bool:
    return all(holds(script, policy) for script in SCRIPTS[policy.pack.pack])


def changed(name: str, change: Change) -> Policy:
    """The pack's policy with one thing changed in it, or in the editions it is held to."""
    policy = load_policy(name)
    pack = msgspec.to_builtins(policy.pack)
    editions = {key: msgspec.to_builtins(edition) for key, edition in policy.editions.items()}
    change(pack, editions)
    return Policy(
        msgspec.convert(pack, Pack),
        {key: msgspec.convert(edition, Edition) for key, edition in editions.items()},
        policy.calendar,
        policy.provisions,
        windows=policy.windows,
        law=policy.law,
    )


def moved(within: str, by: int) -> str:
    number, _, unit = within.partition(" ")
    return f"{int(number) + by} {unit if unit.endswith('s') else unit + 's'}"


def clock_changes(pack: dict[str, Any]) -> Iterator[tuple[str, Change]]:
    for name, clock in pack["clocks"].items():

        def drop(p: dict[str, Any], e: dict[str, Any], name: str = name) -> None:
            for rules in (p, *e.values()):
                rules["clocks"].pop(name, None)

        if name not in STAGE_CLOCKS and (clock.get("within") or name != "stage2.request"):
            yield f"clock {name} dropped", drop
        if not clock.get("within"):
            continue

        def tighten(p: dict[str, Any], e: dict[str, Any], name: str = name) -> None:
            p["clocks"][name]["within"] = moved(p["clocks"][name]["within"], -1)

        def loosen(p: dict[str, Any], e: dict[str, Any], name: str = name) -> None:
            for rules in (p, *e.values()):
                if name in rules["clocks"]:
                    rules["clocks"][name]["within"] = moved(rules["clocks"][name]["within"], 1)

        yield f"clock {name} tightened", tighten
        yield f"clock {name} loosened", loosen


def extension_changes(pack: dict[str, Any]) -> Iterator[tuple[str, Change]]:
    for stage in ("1", "2"):
        for key, value in (("within", "25 working days"), ("within", "3 working days"), ("ombudsman_details", False)):

            def change(p: dict[str, Any], e: dict[str, Any], s: str = stage, k: str = key, v: Any = value) -> None:
                for rules in (p, *e.values()):
                    if s in rules.get("extensions", {}) and rules["extensions"][s].get(k):
                        rules["extensions"][s][k] = v

            if key != "ombudsman_details" or not pack["pack"].startswith("taunton"):
                yield f"extension {stage} {key} {value}", change

        def agreed(p: dict[str, Any], e: dict[str, Any], s: str = stage) -> None:
            rule = p.setdefault("extensions", {}).setdefault(s, {"cites": ["x"]})
            rule["agreed"] = not rule.get("agreed", False)

        if stage in pack.get("extensions", {}):
            yield f"extension {stage} agreed flipped", agreed


def ground_changes(pack: dict[str, Any]) -> Iterator[tuple[str, Change]]:
    places: list[tuple[str, ...]] = [("grounds", ground) for ground in pack["grounds"]]
    places += [("others", "grounds", ground) for ground in pack.get("others", {}).get("grounds", {})]
    for place in places:

        def parent(p: dict[str, Any], place: tuple[str, ...] = place) -> dict[str, Any]:
            for key in place[:-1]:
                p = p[key]
            return p

        def drop(p: dict[str, Any], e: dict[str, Any], place: Any = place, up: Any = parent) -> None:
            up(p).pop(place[-1])

        yield f"{' '.join(place)} dropped", drop
        rule = parent(pack)[place[-1]]
        if rule.get("over"):

            def shorter(p: dict[str, Any], e: dict[str, Any], place: Any = place, up: Any = parent) -> None:
                up(p)[place[-1]]["over"] = "5 months"

            if pack["pack"] != "model-2024":
                yield f"{' '.join(place)} shorter", shorter
        if rule.get("approvals"):

            def easy(p: dict[str, Any], e: dict[str, Any], place: Any = place, up: Any = parent) -> None:
                up(p)[place[-1]]["approvals"] = up(p)[place[-1]]["approvals"][:1]

            yield f"{' '.join(place)} one approval less", easy


def letter_changes(pack: dict[str, Any]) -> Iterator[tuple[str, Change]]:
    for letter in ("acknowledgement", "response"):
        for stage, parts in pack.get("letters", {}).get(letter, {}).items():
            final = letter == "response" and stage == "2"
            for part in [part for part in parts if not final or part in ("ombudsman", "investigation")]:

                def drop(p: Any, e: Any, letter: str = letter, stage: str = stage, part: str = part) -> None:
                    for rules in (p, *e.values()):
                        rules.get("letters", {}).get(letter, {}).get(stage, {}).pop(part, None)

                yield f"{letter} {stage} without {part}", drop


def role_changes(pack: dict[str, Any]) -> Iterator[tuple[str, Change]]:
    for stage, handling in pack["handling"].items():
        if handling["rule"] != "by_role":
            continue
        for role in pack["roles"]:
            if role in handling["roles"]:
                continue

            def admit(p: dict[str, Any], e: dict[str, Any], stage: str = stage, role: str = role) -> None:
                p["handling"][stage]["roles"] = [*p["handling"][stage]["roles"], role]

            yield f"stage {stage} admits {role}", admit


def other_changes(pack: dict[str, Any]) -> Iterator[tuple[str, Change]]:
    drops = {
        "housing-plus-group": ("apart", "safety", "candour", "unrelated_points"),
        "taunton-heritage-trust": ("others", "variation", "reports_back", "closing_grounds"),
        "willow-tree": ("panel",),
        "model-2024": ("safety",),
    }
    for key in drops.get(pack["pack"], ()):

        def drop(p: dict[str, Any], e: dict[str, Any], key: str = key) -> None:
            p.pop(key)

        yield f"{key} dropped", drop
    for flag in pack.get("safety", {}):

        def quiet(p: dict[str, Any], e: dict[str, Any], flag: str = flag) -> None:
            p["safety"].pop(flag)

        if pack["pack"] != "model-2024":
            yield f"safety {flag} dropped", quiet
    for n in range(len(pack.get("candour", {}).get("steps", ()))):

        def forget(p: dict[str, Any], e: dict[str, Any], n: int = n) -> None:
            p["candour"]["steps"] = [s for i, s in enumerate(p["candour"]["steps"]) if i != n]

        if n == 2:
            yield "candour without its letter", forget


def brand_changes(pack: dict[str, Any]) -> Iterator[tuple[str, Change]]:
    for name, brand in pack.get("brands", {}).items():

        def anybody(p: dict[str, Any], e: dict[str, Any], name: str = name) -> None:
            p["brands"][name]["handlers"] = ["customer_advocacy_officer", "service_manager"]

        def subject(p: dict[str, Any], e: dict[str, Any], name: str = name) -> None:
            p["brands"][name]["subject"] = "outright_sale" if name != "county-town-homes" else "housing"

        yield f"{name} handled by anybody", anybody
        yield f"{name} about something else", subject
        if brand.get("other_team_reviews"):

            def same_team(p: dict[str, Any], e: dict[str, Any], name: str = name) -> None:
                p["brands"][name]["other_team_reviews"] = False

            yield f"{name} reviewed by the same team", same_team


def panel_changes(pack: dict[str, Any]) -> Iterator[tuple[str, Change]]:
    if "panel" not in pack:
        return

    def no_consent(p: dict[str, Any], e: dict[str, Any]) -> None:
        p["panel"]["seats"]["resident"]["needs_consent"] = False

    def no_double(p: dict[str, Any], e: dict[str, Any]) -> None:
        p["panel"]["seats"]["resident"].pop("instead")

    def two_seniors(p: dict[str, Any], e: dict[str, Any]) -> None:
        p["panel"]["seats"]["resident"]["instead"] = "senior"

    yield "panel without consent", no_consent
    yield "panel only with a resident", no_double
    yield "panel with two senior members of staff", two_seniors


def behaviour_changes(pack: dict[str, Any]) -> Iterator[tuple[str, Change]]:
    def anybody(p: dict[str, Any], e: dict[str, Any]) -> None:
        p["behaviour"]["decides"] = list(p["roles"])

    def slower(p: dict[str, Any], e: dict[str, Any]) -> None:
        p["behaviour"]["appeal_within"] = "11 working days"

    yield "anybody restricts contact", anybody
    yield "an appeal takes longer", slower


MAKERS = (
    clock_changes, extension_changes, ground_changes, letter_changes, role_changes, other_changes, brand_changes,
    panel_changes, behaviour_changes,
)  # fmt: skip
CHANGES = [
    pytest.param(name, change, id=f"{name}: {what}")
    for name in pack_names()
    for maker in MAKERS
    for what, change in maker(msgspec.to_builtins(load_policy(name).pack))
]


@pytest.mark.parametrize(("name", "change"), CHANGES)
def test_a_changed_pack_is_noticed(name: str, change: Change) -> None:
    assert not all_hold(changed(name, change))


@pytest.mark.parametrize("name", pack_names())
def test_an_unchanged_pack_is_not(name: str) -> None:
    assert all_hold(changed(name, lambda pack, editions: None))


ELSEWHERE = {"in_order", "panel_as_convened", "letter_approved"}
"""No shipped policy asks for a letter to be approved: tests/core/letters/test_approval.py has one that does."""


@pytest.mark.parametrize("rule", sorted(set(guards.NAMES) - ELSEWHERE))
def test_a_guard_left_out_is_noticed(rule: str, monkeypatch: pytest.MonkeyPatch) -> None:
    left: dict[type[Event], list[guards.Guard]] = {
        kind: [guard for guard in found if guard.__name__ != rule] for kind, found in guards.GUARDS.items()
    }
    for kind, found in left.items():
        monkeypatch.setitem(guards.GUARDS, kind, found)
    assert not all(all_hold(load_policy(name)) for name in pack_names())
