"""Asking how it was for them."""

from __future__ import annotations

from putright.core import events as e
from putright.core.letters import blocks as b
from putright.core.letters import sections as s
from putright.core.letters.kinds.base import letter
from putright.core.letters.kinds.pieces import elsewhere, helped
from putright.core.letters.material import Blocks, Material, paragraph, section, typed
from putright.core.surveys import USUAL, WHOLE, asked

QUESTIONS = (WHOLE.text, *(one.text for one in USUAL))
"""What is asked where the landlord has no questions of its own."""


@letter(e.SurveySent, "survey", "How did we deal with your complaint?")
def survey(m: Material, event: e.SurveySent) -> Blocks:
    yield from s.opening(m, m.t("How did we deal with your complaint?"))
    closed = m.case.state.closed
    yield from paragraph(
        ""
        if not closed
        else m.t(
            "Your complaint is closed, and we would like to know how it was for you: how we dealt with it, not only"
            " what came of it. What you tell us helps us to do it better."
        )
    )
    yield from typed(m, m.wrote("opening"))
    yield from section(m.t("Our questions"), _questions(m))
    yield from section(m.t("How to answer"), _answering(m))
    yield from section(m.t("If something is not right"), _complaining(m))
    yield from section(m.t("What happens next"), _next(m))
    yield from elsewhere(m)
    yield from s.closing(m)


def _questions(m: Material) -> Blocks:
    found = asked(m.voice.wording)
    yield from paragraph(
        m.t(
            "Answer the first question from 1 (very dissatisfied) to 5 (very satisfied), and the others from 1 (not at"
            " all) to 5 (completely) or in your own words."
        )
    )
    cites = tuple(dict.fromkeys(cite for one in found for cite in one.cites))
    yield b.Bullets(items=tuple(m.t(one.text) for one in found), numbered=True, part="questions", cites=cites)


def _answering(m: Material) -> Blocks:
    yield from paragraph(
        m.t(
            "You do not have to answer, and whatever you say makes no difference to any service you get from us. Answer"
            " as many of the questions as you like, in a few words or many, in any of these ways:"
        ),
        "voluntary",
    )
    if m.follow and m.follow.survey:
        yield from paragraph(
            m.t("Online, on one page: {address}. You need our reference and your code.", address=m.follow.survey),
            "online",
        )
    yield from s.ways(m)
    yield from paragraph(m.t("Say so if you would like us to ring you about it."))
    yield from helped(m)


def _complaining(m: Material) -> Blocks:
    yield from paragraph(
        m.t(
            "An answer to these questions is not a complaint by itself. If something is still not right, or you are not"
            " happy with how we dealt with your complaint, say that you want to complain. You can do so in your answer"
            " or in any of the ways above, and you do not need to give a reason."
        ),
        "complaining",
    )


def _next(m: Material) -> Blocks:
    yield from paragraph(
        m.t(
            "We read every answer. Where you tell us of something that is not right, we get in touch with you about it."
        ),
        "next_steps",
    )
