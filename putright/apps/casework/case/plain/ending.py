"""How a complaint ends, or begins again."""

from __future__ import annotations

from putright.apps.casework.case.fields import choose, colleagues, text
from putright.apps.casework.case.plain.base import Plain

STEPS: dict[str, Plain] = {
    "complainant_satisfied": Plain("They are satisfied", "Record", {"evidence": text("How do we know?")}),
    "withdrawn": Plain("They withdraw the complaint", "Record", {
        "evidence": text("How do we know?", "Only they can withdraw it, and nobody asks them to."),
    }),
    "reopened": Plain("Reopen the complaint", "Reopen", {
        "instructed_by": choose("On whose instruction?", colleagues, optional=True),
        "evidence": text("Why?"),
    }, "It starts again at stage 1, with fresh dates from the day you give."),
}  # fmt: skip
