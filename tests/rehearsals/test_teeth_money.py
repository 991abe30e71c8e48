"""Rehearsals bite on money: change a limit, a band or a scheme by a pound, and one of them no longer holds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from putright.data import load_policy, pack_names
from tests.rehearsals.test_teeth import Change, all_hold, changed


def limits(pack: dict[str, Any]) -> Iterator[tuple[str, Change]]:
    rule = pack["compensation"]
    for role in rule["authority"]:
        for by in (1, -1):

            def moved(p: dict[str, Any], e: dict[str, Any], role: str = role, by: int = by) -> None:
                p["compensation"]["authority"][role] += by

            yield f"authority of {role} {by:+}", moved
    for role in rule["approves"]:

        def dropped(p: dict[str, Any], e: dict[str, Any], role: str = role) -> None:
            p["compensation"]["approves"] = [one for one in p["compensation"]["approves"] if one != role]

        yield f"{role} approves no longer", dropped


def heads(pack: dict[str, Any]) -> Iterator[tuple[str, Change]]:
    rule = pack["compensation"]
    for head in rule.get("scheme", {}):
        for by in (1, -1):

            def paid(p: dict[str, Any], e: dict[str, Any], head: str = head, by: int = by) -> None:
                p["compensation"]["scheme"][head] += by

            yield f"scheme for {head} {by:+}", paid
    for head in rule.get("exceptional", ()):

        def usual(p: dict[str, Any], e: dict[str, Any], head: str = head) -> None:
            p["compensation"]["exceptional"] = [one for one in p["compensation"]["exceptional"] if one != head]

        yield f"{head} paid as a rule", usual


def bands(name: str) -> Iterator[tuple[str, Change]]:
    policy = load_policy(name)
    guide = policy.editions[policy.pack.edition].guidance
    for level, band in guide.bands.items() if guide else ():
        for end in ("least", "most"):
            if getattr(band, end) is None:
                continue

            def moved(p: dict[str, Any], e: dict[str, Any], level: str = level, end: str = end) -> None:
                e[p["edition"]]["guidance"]["bands"][level][end] += 1

            yield f"{end} of {level} +1", moved


CHANGES = [
    pytest.param(name, change, id=f"{name}: {what}")
    for name in pack_names()
    for what, change in (
        *limits(msgspec.to_builtins(load_policy(name).pack)),
        *heads(msgspec.to_builtins(load_policy(name).pack)),
        *(bands(name) if name in ("model-2024", "taunton-heritage-trust") else ()),
    )
]


@pytest.mark.parametrize(("name", "change"), CHANGES)
def test_a_pound_more_or_less_is_noticed(name: str, change: Change) -> None:
    assert not all_hold(changed(name, change))
