"""The register of guards: named checks of whether a step may be taken now, and if not, why not.

A guard is a named function of (case, event) that yields a text for each thing that stands in the way.
Guards that rest on a provision are cited by name in packs and editions (`guards:`); the plain rules of
order (`PLAIN`) need no authority: nobody can acknowledge what was never received.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from putright.core.case import Case
from putright.core.events import Event


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a step was refused: the guard's name, what to tell the user, and the provisions it rests on."""

    rule: str
    text: str
    cites: tuple[str, ...] = ()


Guard = Callable[[Case, Any], Iterator[str | Reason]]
_G = TypeVar("_G", bound=Guard)
GUARDS: dict[type[Event], list[Guard]] = {}
NAMES: dict[str, Guard] = {}
PLAIN = frozenset({
    "in_order", "possible_now", "known_id", "known_person", "not_disposed", "approval_explained", "approver_role",
    "decline_reasoned", "approval_awaited", "advice_reasoned", "withdrawal_reasoned", "request_date_reasoned",
    "known_audience", "together_linked",
})  # fmt: skip


def guard(*kinds: type[Event]) -> Callable[[_G], _G]:
    """Register a guard for these events, under its function's name."""

    def register(function: _G) -> _G:
        NAMES[function.__name__] = function
        for kind in kinds:
            GUARDS.setdefault(kind, []).append(function)
        return function

    return register


def about(name: str) -> str:
    """What a guard sees to, in a line; empty where there is none of that name."""
    return (NAMES[name].__doc__ or "").strip().partition("\n")[0] if name in NAMES else ""


def not_here(text: str) -> Reason:
    """The plain refusal of something the policy does not have."""
    return Reason("possible_now", text)
