"""What is no complaint and yet is recorded, dated, answered and shared."""

from __future__ import annotations

from putright.core import events as e
from putright.core.timeline.base import Says, how, when

SAYS: Says = {
    e.RequestDated: lambda x, n: f"what was asked for is to be done{when(x.by, ' by')}",
    e.RequestCompleted: lambda x, n: f"the request {'was carried out' if x.done else 'ended without being done'}",
    e.FeedbackAnswered: lambda x, n: f"answered{how(x.method)}",
    e.FeedbackShared: lambda x, n: f"passed to {n.all(x.with_)}",
    e.FeedbackUsed: lambda x, n: "what changed because of it" if x.changed else "nothing changed, and why",
}  # fmt: skip
