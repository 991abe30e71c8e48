"""How a complaint ends, or begins again."""

from __future__ import annotations

from putright.core import events as e
from putright.core.events.ending import HOLDS
from putright.core.timeline.base import Says, because, when

SAYS: Says = {
    e.ComplainantSatisfied: lambda x, n: "complainant is satisfied",
    e.Withdrawn: lambda x, n: "complaint withdrawn by the complainant",
    e.Closed: lambda x, n: f"complaint closed{because(x.ground)}" + because(n(x.decided_by), ", decided by "),
    e.Reopened: lambda x, n: "complaint reopened" + because(n(x.instructed_by), " on the instruction of "),
    e.LegalProceedingsEnded: lambda x, n: "claim at court ended",
    e.HoldPlaced: lambda x, n: f"records held: {HOLDS[x.why]}" + when(x.review_on, ", to be looked at again on"),
    e.HoldLifted: lambda x, n: f"hold {x.id} on the records lifted",
    e.Disposed: lambda x, n: "records disposed of",
}  # fmt: skip
