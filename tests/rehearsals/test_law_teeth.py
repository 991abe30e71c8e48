"""Rehearsals bite on the law too: change one of its values, and a rehearsal of the model policy no longer holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import msgspec
import pytest

from putright.core.law import Law
from putright.core.policy import Policy
from putright.data import load_policy
from tests.rehearsals.test_teeth import SCRIPTS, holds, moved

LAW = msgspec.to_builtins(load_policy("model-2024").law)
Place = tuple[str, ...]


def changes(value: Any, path: Place) -> Iterator[tuple[Place, Any]]:
    """Every number, day and list of the law, changed a little: a place, and what it becomes."""
    for key, inner in value.items() if isinstance(value, dict) else ():
        here = (*path, key)
        if key == "within":
            yield from ((here, moved(inner, by)) for by in (1, -1))
        elif key == "hours":
            yield from ((here, inner + by) for by in (1, -1))
        elif key == "includes_the_day":
            yield here, not inner
        elif key == "in_force" and inner:
            yield from ((here, day) for day in ("2025-10-20", "2029-01-01") if day != inner)
        elif key in ("attempts", "means"):
            yield from ((here, inner + by) for by in (1, -1))
        elif key in ("tenures", "not_from"):
            yield here, []
        yield from changes(inner, here)


def with_change(place: Place, value: Any) -> Policy:
    policy = load_policy("model-2024")
    law = msgspec.to_builtins(policy.law)
    at = law
    for key in place[:-1]:
        at = at[key]
    at[place[-1]] = value
    return replace(policy, law=msgspec.convert(law, Law))


CHANGES = [pytest.param(p, v, id=f"{'.'.join(p)} {v}") for p, v in changes(LAW, ())]


def bound(scripts: list[Any]) -> list[Any]:
    """The rehearsals in which the law beside the procedure plays a part."""
    kinds = ("hazard_reported", "procedure_opened")
    return [script for script in scripts if any(event.get("event") in kinds for event in script.events)]


RELEVANT = bound(SCRIPTS["model-2024"])


@pytest.mark.parametrize(("place", "value"), CHANGES)
def test_a_changed_law_is_noticed(place: Place, value: Any) -> None:
    policy = with_change(place, value)
    assert not all(holds(script, policy) for script in RELEVANT)


def test_an_unchanged_law_is_not() -> None:
    assert all(holds(script, load_policy("model-2024")) for script in RELEVANT)
