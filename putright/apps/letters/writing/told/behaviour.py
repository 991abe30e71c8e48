"""Behaviour: a warning, what was decided about contact, and what came of looking at it again."""

from __future__ import annotations

from putright.apps.letters.writing.forms import area
from putright.apps.letters.writing.notices import Line

LATER = "No letter: they were written to elsewhere, or are told afterwards"

LINES: dict[str, Line] = {
    "warning_given": Line(
        "Send the warning",
        "The warning is sent, and on record.",
        places={
            "more": lambda: area(
                "What may follow", "Only what is particular to them: the rest is in the letter.", rows=3
            )
        },
        labels={
            "what": (
                "What has to stop?",
                "Facts and their words, no opinions of the person. No names of colleagues. That the complaint goes on"
                " stands in the letter.",
            )
        },
    ),
    "restriction_told": Line(
        "Send the decision",
        "They are told, and it is on record.",
        places={
            "reasons": lambda: area(
                "Why we decided this",
                "What happened, in facts, and why a lesser step would not do. The days of the incidents are listed"
                " below it; names of colleagues are left out.",
                rows=6,
                part="reasons",
            ),
            "equality": lambda: area(
                "What we took into account",
                "Their needs and circumstances, and what was decided about them. The Equality Act is named already.",
                rows=3,
            ),
        },
    ),
    "restriction_reviewed": Line(
        "Send what came of it",
        "The review is on record, and they are told.",
        silent=LATER,
        labels={"reason": ("Why we decided this", "They read this: facts, and no names of colleagues.")},
    ),
}
