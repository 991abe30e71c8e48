"""What came in and is no complaint, what is passed on, and what helps somebody to complain."""

from __future__ import annotations

from putright.apps.letters.writing.forms import area
from putright.apps.letters.writing.notices import Line

ACKNOWLEDGED = "No letter: they were answered in person, by telephone or otherwise"

LINES: dict[str, Line] = {
    "triaged": Line(
        "Save", "It is sorted.", silent=ACKNOWLEDGED, letterless={"as_": ("complaint",)},
        how=("How do they hear from us?", "A complaint gets no letter from here: it is acknowledged by one."),
        places={
            "answer": lambda: area("Our answer to them", "To a comment or a question: what we make of it.", rows=4),
            "next": lambda: area("What happens next", "For a request: what will be done, and by when. For a petition:"
                                 " who decides about it. For praise: who hears of it.", rows=3, part="next_steps"),
        },
    ),
    "feedback_answered": Line(
        "Answer them", "They are answered.", silent=ACKNOWLEDGED,
        labels={"what": ("Your answer to them", "They read this, and it is kept as the answer.")},
        places={"next": lambda: area("What happens next", rows=3)},
    ),
    "redirected": Line(
        "Pass it on", "It is passed on.",
        places={"opening": lambda: area("Anything else they should know", rows=3)},
    ),
    "own_account_requested": Line(
        "Send or record it", "It is on record.", letterless={"what": ("given",)},
        places={"about": lambda: area("What is still to be told", "If something would help us most.", rows=3)},
        begins={"what": lambda opened: "requested"},
    ),
    "policy_copy": Line(
        "Send or record it", "It is on record.", letterless={"what": ("offered", "requested")},
        silent="No letter: it was handed over, or shown on the website",
        places={"opening": lambda: area("Anything else they should know", rows=3)},
        begins={"what": lambda opened: "given"},
    ),
    "procedure_opened": Line(
        "Save", "It is on record.", gives="procedure_step",
        implies={"told": "yes"}, silent="No letter: they were told in person or by telephone, or are told later",
        labels={"what": ("What exactly goes there?", "Only that. The rest stays with us. They read this.")},
        places={"more": lambda: area("Anything else they should know", rows=3)},
    ),
    "procedure_step": Line(
        "Save", "It is on record.",
        labels={"what": ("What was said, or what came of it?", "They read this. For an outcome, say it here.")},
        places={"more": lambda: area("What happens next", rows=3)},
    ),
}  # fmt: skip
