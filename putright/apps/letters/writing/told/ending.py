"""How a complaint ends, or begins again."""

from __future__ import annotations

from putright.apps.letters.writing.forms import area
from putright.apps.letters.writing.notices import Line

LINES: dict[str, Line] = {
    "closed": Line(
        "Close the complaint", "The complaint is closed.",
        silent="No letter: they were told in person or by telephone, or need not be told again",
        labels={"evidence": ("Anything to note (optional)", "For the file. Only where it is closed for behaviour does"
                             " the letter say it: set out the evidence, in facts and without names of colleagues.")},
        places={
            "reasons": lambda: area("Why it is closed, in your words", "What they said, and what was settled. The dates"
                                    " stand in the letter.", rows=3),
            "next": lambda: area("What happens next", "If anything does. What was promised stands there.", rows=2,
                                 part="next_steps"),
        },
    ),
    "reopened": Line(
        "Reopen the complaint", "The complaint is open again.",
        labels={"evidence": ("Why is it opened again?", "They read this.")},
        places={
            "opening": lambda: area("Opening words", rows=2),
            "next": lambda: area("What happens next", "The new dates stand in the letter.", rows=2, part="next_steps"),
        },
    ),
}  # fmt: skip
