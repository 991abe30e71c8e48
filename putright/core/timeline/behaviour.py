"""Unreasonable behaviour and restrictions on contact."""

from __future__ import annotations

from putright.core import events as e
from putright.core.timeline.base import Says, Told, by, when


def _restricted(event: e.RestrictionSet, told: Told) -> str:
    return f"Contact restricted, decided by {told(event.decided_by)}" + when(event.review_on, ", to be reviewed on")


SAYS: Says = {
    e.BehaviourRecorded: lambda x, n: "behaviour put on record" + by(x.decided_by, n),
    e.RestrictionSet: _restricted,
}  # fmt: skip
