"""People at risk: alerts and the duty of candour."""

from __future__ import annotations

from putright.core import events as e
from putright.core.timeline.base import Says, words

SAYS: Says = {
    e.SafetyAlerted: lambda x, n: f"safety alert given to {n(x.to)}",
    e.CandourStep: lambda x, n: f"duty of candour: {words(x.step)}",
}  # fmt: skip
