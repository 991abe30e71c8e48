"""Asking for stage 2."""

from __future__ import annotations

from putright.apps.casework.case.fields import text
from putright.apps.casework.case.plain.base import Plain

STEPS: dict[str, Plain] = {
    "escalation_requested": Plain("They ask for stage 2", "Record the request", {
        "reason": text("Why are they unhappy with the answer?", "They need give no reason.", optional=True, rows=6),
    }, "A request is never turned away here: it is recorded, and then accepted or refused with reasons."),
    "escalated": Plain("Accept the request for stage 2", "Accept the request", {
        "explanation": text("Anything to note about the decision",
            "If the request came late, say why it is taken all the same.", optional=True),
    }),
}  # fmt: skip
