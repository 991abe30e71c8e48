"""Flags learnt later, and what has a route of its own."""

from __future__ import annotations

from collections.abc import Iterator

from putright.apps.casework.case.assessing import flag_field
from putright.apps.casework.case.beside import procedures
from putright.apps.casework.case.fields import choose, method, text
from putright.apps.casework.case.plain.base import Plain, PlainForm

TAKEN = {
    "told": "They were told where it goes",
    "acknowledged": "It was acknowledged",
    "concluded": "It was concluded, and they were told the outcome and where they can go next",
}


def _outcome(form: PlainForm) -> Iterator[tuple[str, str]]:
    typed = form.cleaned_data
    if typed.get("step") == "concluded" and not typed.get("what"):
        yield "what", "Say what came of it."


STEPS: dict[str, Plain] = {
    "flag_raised": Plain("Record a risk or a need learnt later", "Record it", {
        "flag": flag_field,
        "what": text("What did you learn, and from whom?", rows=3),
    }, "What is learnt later counts as much as what was told at first: whoever must know is told the same day."),
    "procedure_step": Plain("A step in what goes elsewhere", "Record the step", {
        "id": choose("Which one?", procedures), "step": choose("What happened?", TAKEN),
        "method": method("How did they hear of it?", optional=True),
        "what": text("What was said, or what came of it?", "For an outcome, say it here.", optional=True, rows=3),
    }, check=_outcome),
}  # fmt: skip
