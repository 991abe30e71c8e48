"""Who must not touch a complaint, and who must agree before something is done."""

from __future__ import annotations

from putright.core import events as e
from putright.core.timeline.base import Says, because, by

APPROVALS = {
    "refusal": "a refusal", "restriction": "a restriction on contact", "warning": "a warning about behaviour",
    "closing": "closing the complaint for behaviour", "compensation": "compensation", "extension": "an extension",
    "letter": "a letter",
}  # fmt: skip
"""What is approved, within a sentence."""

SAYS: Says = {
    e.ApprovalAsked: lambda x, n: f"approval of {APPROVALS[x.of]} asked of {n.all(x.roles)}{because(x.ground)}",
    e.ApprovalGiven: lambda x, n: f"approval given{by(x.by, n)}",
    e.ApprovalDeclined: lambda x, n: f"approval declined{by(x.by, n)}",
    e.InterestDeclared: lambda x, n: f"{n(x.who)} declared an interest",
    e.Recused: lambda x, n: f"{n(x.who)} stepped aside",
    e.ConflictCleared: lambda x, n: f"{n(x.who)} was cleared to work on it{by(x.by, n)}",
}
