"""Finding out what happened, and hearing both sides."""

from __future__ import annotations

from putright.core import events as e
from putright.core.timeline.base import Says, because, by, when, words

SAYS: Says = {
    e.MediationOffered: lambda x, n: "mediation offered",
    e.MediationAnswered: lambda x, n: f"mediation {words(x.answer)}",
    e.ExternalAssistanceSought: lambda x, n: "outside help sought" + because(x.from_, " from ") + by(x.by, n),
    e.ExternalAssistanceEnded: lambda x, n: "outside help ended",
    e.PositionHeard: lambda x, n: f"position heard: {n(x.party)}",
    e.FindingsShared: lambda x, n: f"findings shared with {n(x.with_)}" + when(x.comment_by, ", to comment by"),
    e.CommentsReceived: lambda x, n: f"comments received from {n(x.from_)}",
}  # fmt: skip
