"""Policies that stand beside the complaints policy, and where on a case each is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import get_close_matches

from putright.core.events import VOCABULARY
from putright.core.handling import RESIDENT_SIDE
from putright.core.shape import Cites, Shape
from putright.core.state import State

OVERVIEW = "overview"
PLACES = ("behaviour", "investigation", "redress", "remedies")
"""The rooms of a case that a policy may be bound to, by their keys."""
MOMENTS: Mapping[str, Callable[[State], bool]] = {
    "always": lambda s: True,
    "adjustment_known": lambda s: bool(s.adjustments),
    "behaviour_on_record": lambda s: bool(s.conduct.incidents or s.restriction),
    "by_social_media": lambda s: s.channel == "social_media",
    "by_a_resident": lambda s: s.source in RESIDENT_SIDE,
    "money_lost": lambda s: bool(s.loss) or any(remedy.amount for remedy in s.remedies.values()),
    "notifiable_safety_incident": lambda s: "notifiable_safety_incident" in s.flags,
    "own_employment": lambda s: s.source == "staff" or "employment" in s.facts,
    "safeguarding": lambda s: "safeguarding" in s.flags,
    "service_request": lambda s: s.triaged == "service_request",
    "information_request": lambda s: "information_request" in s.facts,
    "whistleblowing": lambda s: "whistleblowing" in s.facts,
}
"""What is so of a case that shows a policy on its own page, by name."""


class RelatedPolicy(Shape, frozen=True, kw_only=True):
    """One policy: what it is called, `when` it applies in words, and the steps, rooms and moments it is bound to.

    `web` is its address where it is everybody's, such as a Code; a landlord's own are a setting of the landlord.
    """

    id: str
    title: str
    when: str
    shows_on: tuple[str, ...]
    owner: str = ""
    web: str = ""
    cites: Cites


def related(policies: Iterable[RelatedPolicy], state: State, place: str) -> list[RelatedPolicy]:
    """The policies to show at a place: `overview`, a room's key, or a step's event."""
    if place == OVERVIEW:
        return [one for one in policies if any(MOMENTS[name](state) for name in one.shows_on if name in MOMENTS)]
    return [one for one in policies if place in one.shows_on]


def unknown_places(policy: RelatedPolicy) -> Iterator[tuple[int, str]]:
    """Each place a policy is bound to that does not exist: where it stands in the list, and what is wrong."""
    known = [*MOMENTS, *PLACES, *VOCABULARY]
    for n, name in enumerate(policy.shows_on):
        if name not in known:
            near = get_close_matches(name, known, 1)
            yield n, f"{name!r} is no step, room or moment" + (f"; did you mean {near[0]!r}?" if near else "")
