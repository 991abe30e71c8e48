"""Asking for stage 2, and who reviews."""

from __future__ import annotations

from putright.core import events as e
from putright.core.timeline.base import Says, because

SAYS: Says = {
    e.EscalationRequested: lambda x, n: "complainant asked for stage 2",
    e.Escalated: lambda x, n: "request for stage 2 accepted",
    e.EscalationRefused: lambda x, n: f"request for stage 2 refused{because(x.ground)}",
    e.PanelConvened: lambda x, n: f"review panel convened: {n.all(x.members)}",
    e.PanelMet: lambda x, n: f"review panel met: {n.all(x.members)}",
    e.VariationAuthorised: lambda x, n: f"procedure varied by {n(x.by_role)}: "
    + ", ".join(f"{n(new)} in place of {n(old)}" for old, new in x.replaces.items()),
}  # fmt: skip
