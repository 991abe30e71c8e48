"""The acknowledgement: what was understood, who deals with it, and when they will hear."""

from __future__ import annotations

from putright.core import events as e
from putright.core.letters import sections as s
from putright.core.letters.kinds.base import letter
from putright.core.letters.material import Blocks, Material, paragraph, says, section, typed


@letter(e.Acknowledged, "acknowledgement", "Your complaint, stage {stage}: acknowledgement")
def acknowledgement(m: Material, event: e.Acknowledged) -> Blocks:
    second = m.stage.number == 2
    yield from s.opening(m, m.t("Your complaint at stage 2") if second else m.t("We have your complaint"))
    yield from says(m, "thanks")
    opened = m.day(m.stage.opened)
    yield from paragraph(
        m.t("We received your request for stage 2 on {day}. It is at stage 2 of our complaints procedure.", day=opened)
        if second
        else m.t("We received your complaint on {day}. It is at stage 1 of our complaints procedure.", day=opened),
        "stage",
    )
    yield from typed(m, m.wrote("opening"))
    yield from section(m.t("Your complaint"), _understood(m))
    yield from section(m.t("What you would like to happen"), s.outcomes(m))
    yield from section(m.t("What we do not look at again"), s.standing(m))
    yield from section(m.t("What we cannot deal with here"), s.not_ours(m))
    yield from section(m.t("Who deals with it"), s.handler(m))
    yield from section(m.t("When you will hear from us"), s.response_date(m))
    yield from section(m.t("What happens next"), _next(m))
    yield from section(m.t("Our procedure"), _procedure(m))
    yield from section(m.t("What helps you"), s.adjustments(m))
    yield from section(s.turn(m), s.ombudsman(m), "ombudsman")
    yield from s.closing(m, s.closing_of(m))


def _understood(m: Material) -> Blocks:
    points = any(text.strip() for text in m.stage.points.values())
    if points:
        yield from says(m, "definition")
    elif m.case.state.text.strip():
        yield from paragraph(m.t("You told us:"))
    yield from s.definition(m)
    if not points:
        yield from paragraph(
            m.t("We will settle with you what exactly we look into. Please tell us if we have it wrong.")
        )


def _next(m: Material) -> Blocks:
    varied = "next_stage_2_varied" if m.case.state.variations else "next_stage_2"
    sentence = varied if m.stage.number == 2 and m.voice.says(varied) else f"next_stage_{m.stage.number}"
    yield from says(m, sentence, "next_steps")
    yield from says(m, "updates")
    yield from says(m, "mediation")


def _procedure(m: Material) -> Blocks:
    yield from says(m, "procedure", "procedure")
    if m.case.state.oral and m.stage.number == 1:
        yield from says(m, "own_account")
