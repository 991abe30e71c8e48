"""Hazards in the home."""

from __future__ import annotations

from putright.core import events as e
from putright.core.timeline.base import Says, how, when, words

FOUND = {"emergency": "an emergency", "significant": "a significant hazard", "none": "no hazard"}


def _at(time: str | None) -> str:
    return f", at {time}" if time else ""


SAYS: Says = {
    e.HazardReported: lambda x, n: f"hazard in the home reported ({x.id}): {words(x.hazard)}"
    + (", an emergency" if x.emergency else "") + when(x.known, ", known since") + _at(x.time),
    e.HazardInvestigated: lambda x, n: f"hazard {x.id} investigated: {FOUND[x.found]}{_at(x.time)}",
    e.HazardSummarySent: lambda x, n: f"written summary on hazard {x.id} sent{how(x.method)}",
    e.HazardMadeSafe: lambda x, n: f"hazard {x.id} made safe{_at(x.time)}"
    + ("" if x.further else "; no further works needed"),
    e.HazardWorksBegun: lambda x, n: f"works on hazard {x.id} begun",
    e.HazardWorksCompleted: lambda x, n: f"works on hazard {x.id} completed",
    e.Rehoused: lambda x, n: f"household put up elsewhere because of hazard {x.id}{_at(x.time)}",
    e.AccessAttempted: lambda x, n: f"{'access gained' if x.reached else 'access tried without success'}"
    f" for hazard {x.id}{how(x.method)}",
}  # fmt: skip
