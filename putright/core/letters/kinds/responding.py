"""The response: each point with its decision and reasons, what is put right, and how to go on."""

from __future__ import annotations

from putright.core import events as e
from putright.core.letters import remedies as r
from putright.core.letters import sections as s
from putright.core.letters.kinds.base import letter
from putright.core.letters.material import Blocks, Material, paragraph, section, typed


@letter(e.ResponseSent, "response", "Your complaint, stage {stage}: our response")
def response(m: Material, event: e.ResponseSent) -> Blocks:
    second = m.stage.number == 2
    yield from s.opening(
        m, m.t("Our answer to your complaint, after review") if second else m.t("Our answer to your complaint")
    )
    yield from paragraph(
        m.t("This is our response to your complaint at stage 2, the last stage of our complaints procedure.")
        if second
        else m.t("This is our response to your complaint at stage 1 of our complaints procedure."),
        "stage",
    )
    yield from typed(m, m.wrote("opening"))
    yield from section(m.t("Your complaint"), s.definition(m))
    yield from section(m.t("What we did to look into it"), typed(m, m.wrote("investigation"), "investigation"))
    yield from section(m.t("What each of us has to do"), _obligations(m))
    yield from section(m.t("Our decision on each point"), s.decisions(m))
    yield from section(m.t("What stands from stage 1"), s.standing(m))
    yield from section(m.t("How we handled your complaint"), paragraph(m.stage.handling, lang=m.foreign))
    yield from section(m.t("Our apology"), typed(m, m.wrote("apology")))
    yield from section(m.t("What we will do to put things right"), r.remedies(m))
    yield from section(m.t("What is still to be done"), r.outstanding(m))
    yield from section(m.t("If you are still unhappy"), s.escalation(m))
    yield from section(s.turn(m), s.ombudsman(m, final=second and not m.case.state.assistance_sought), "ombudsman")
    stage = 2 if m.case.state.stage == 2 else 1
    if "policy_copy" in m.case.policy.letter_parts("response", stage):
        yield from section(m.t("Our policy and procedure"), s.copy(m))
    yield from s.closing(m, s.closing_of(m))


def _obligations(m: Material) -> Blocks:
    """What law and agreement ask of each side, as we understand it, where the complaint turns on it (C20-B4.4)."""
    set_out, cites = m.case.state.inquiry.obligations, ("C20-B4.4",)
    if not set_out:
        return
    for heading, text in (
        (m.t("As we understand it, we have to do this:"), set_out.landlord),
        (m.t("You have to do this:"), set_out.resident),
        (m.t("This stands in:"), set_out.source),
    ):
        if text:
            yield from paragraph(f"{heading} {text}", cites=cites, lang=m.foreign)
