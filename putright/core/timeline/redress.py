"""The redress body: its requests, determinations and orders."""

from __future__ import annotations

from putright.core import events as e
from putright.core.timeline.base import Says, because, when, words

SAYS: Says = {
    e.OmbudsmanReferred: lambda x, n: "complaint taken to the Ombudsman" + because(x.route, ", "),
    e.EvidenceRequested: lambda x, n: f"evidence asked for ({x.id})" + when(x.by, ", by"),
    e.EvidenceDateRevised: lambda x, n: f"date for evidence {x.id} moved{when(x.until, ' to')}",
    e.EvidenceProvided: lambda x, n: f"evidence {x.id} provided",
    e.Determined: lambda x, n: "Ombudsman’s determination" + because(x.finding, ": "),
    e.OrderMade: lambda x, n: f"{words(x.kind_) or 'order'} made ({x.id})" + when(x.by, ", by"),
    e.OrderCompleted: lambda x, n: f"order {x.id} carried out",
    e.FailureOrderMade: lambda x, n: f"complaint handling failure order made ({x.id})" + when(x.by, ", by"),
}  # fmt: skip
