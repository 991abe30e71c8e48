"""The plainest forms of what happens to something that is no complaint, and to what keeps records."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from putright.core import events as e
from putright.core.case import Case
from putright.core.events import Event

PLAIN = "…"

FORMS: Mapping[str, Callable[[Case, date], Iterator[Event]]] = {
    "request_dated": lambda case, on: iter([e.RequestDated(on=on, by=on, reason=PLAIN)]),
    "feedback_answered": lambda case, on: iter([e.FeedbackAnswered(on=on, what=PLAIN)]),
    "feedback_shared": lambda case, on: iter([e.FeedbackShared(on=on, with_=tuple(case.policy.pack.roles)[:1])]),
    "hold_placed": lambda case, on: iter(
        [e.HoldPlaced(on=on, id=f"h{len(case.state.learning.held) + 1}", why="other")]
    ),
    "hold_lifted": lambda case, on: (
        e.HoldLifted(on=on, id=key, reason=PLAIN) for key in (*case.state.learning.holds, "1")
    ),
    "feedback_used": lambda case, on: iter([e.FeedbackUsed(on=on, what=PLAIN)]),
}
