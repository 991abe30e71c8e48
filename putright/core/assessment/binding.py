"""Which provisions of a landlord's own policy a row of the form is about.

A row names provisions of the edition. What makes such a provision true in the product (its `by`) often makes
provisions of the policy true as well: the two then speak of the same. How much a shared mechanism tells depends on how
few provisions rest on it. The form adds what cannot be found so.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from putright.core.assessment.form import Row
from putright.core.pack import Provision

TELLING = frozenset({
    "clock", "guard", "warning", "part", "ground", "role", "register", "publication", "report", "redress", "letter",
    "gate", "record",
})  # fmt: skip
"""Kinds of mechanism that tell what a provision is about; pages serve too many to tell anything."""
ENOUGH = 0.5
"""How much two provisions must share: one mechanism that two rest on, or the like."""
MOST = 3
"""How many of the policy's provisions are derived for one of the edition's."""
NAMED = re.compile(r"\bC\d\d-[A-Z]?\d+(?:\.\d+)?\b")


class Bound(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A provision as it stands beside a row; `against`: its finding is a reason for a no in this row."""

    id: str
    where: str
    asks: str
    reading: str = ""
    finding: str = ""
    against: bool = False


def bound(
    row: Row, edition: Mapping[str, Provision], own: Mapping[str, Provision]
) -> tuple[tuple[Bound, ...], tuple[Bound, ...]]:
    """The provisions of the edition that a row names, and those of the policy it concerns, in the policy's order.

    What the form adds holds by a provision's id, also in a policy that was made from the pack that it is added for.
    """
    said = tuple(_bound(key, edition[key]) for key in row.provisions)
    against = {key for keys in row.against.values() for key in keys if key in own}
    named = against | {key for keys in row.binds.values() for key in keys if key in own}
    named |= {key for key, one in own.items() if set(row.provisions) & _names(one.finding)}
    found = named | {key for code in row.provisions for key in derived(edition[code], edition, own)}
    return said, tuple(_bound(key, own[key], _against(key, own[key], row, against)) for key in own if key in found)


def derived(provision: Provision, edition: Mapping[str, Provision], own: Mapping[str, Provision]) -> list[str]:
    """The policy's provisions that rest on the same mechanisms as one of the edition's, the nearest first."""
    counts = Counter(item for one in (*edition.values(), *own.values()) for item in items(one))
    mine = set(items(provision))
    near = {key: sum(1 / counts[item] for item in mine & set(items(one))) for key, one in own.items()}
    ranked = sorted((key for key in near if near[key] >= ENOUGH), key=lambda key: -near[key])
    return ranked[:MOST]


def items(provision: Provision) -> Iterator[tuple[str, str]]:
    """The mechanisms that a provision rests on and that tell what it is about."""
    return ((kind, name) for by in provision.by for kind, name in by.items() if kind in TELLING)


def _against(key: str, provision: Provision, row: Row, named: Iterable[str]) -> bool:
    return key in named or bool(set(row.provisions) & _names(provision.finding))


def _names(finding: str) -> set[str]:
    return set(NAMED.findall(finding))


def _bound(key: str, one: Provision, against: bool = False) -> Bound:
    return Bound(id=key, where=one.where, asks=one.asks, reading=one.reading, finding=one.finding, against=against)
