"""How a complaint ends, or begins again."""

from __future__ import annotations

from putright.core import events as e
from putright.core.timeline.base import Says, because

SAYS: Says = {
    e.ComplainantSatisfied: lambda x, n: "complainant is satisfied",
    e.Withdrawn: lambda x, n: "complaint withdrawn by the complainant",
    e.Closed: lambda x, n: f"complaint closed{because(x.ground)}" + because(n(x.decided_by), ", decided by "),
    e.Reopened: lambda x, n: "complaint reopened" + because(n(x.instructed_by), " on the instruction of "),
    e.Disposed: lambda x, n: "records disposed of",
}  # fmt: skip
