"""How a complaint ends, or begins again."""

from __future__ import annotations

from putright.apps.casework.case.bodies import entry
from putright.apps.casework.case.fields import Choices, choose, colleagues, text
from putright.apps.casework.case.plain.base import Plain
from putright.apps.casework.opened import Opened
from putright.core.redress import takers


def _instructing(opened: Opened) -> Choices:
    """The bodies the complaint may go to, which may tell us to take it on, and colleagues."""
    return [*((body, entry(body)["name"]) for body in takers(opened.judged)), *colleagues(opened)]


STEPS: dict[str, Plain] = {
    "complainant_satisfied": Plain("They are satisfied", "Record", {"evidence": text("How do we know?")}),
    "withdrawn": Plain("They withdraw the complaint", "Record", {
        "evidence": text("How do we know?", "Only they can withdraw it, and nobody asks them to."),
    }),
    "reopened": Plain("Reopen the complaint", "Reopen", {
        "instructed_by": choose("On whose instruction?", _instructing, optional=True),
        "evidence": text("Why?"),
    }, "It starts again at stage 1, with fresh dates from the day you give."),
}  # fmt: skip
