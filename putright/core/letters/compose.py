"""Composes each letter of the procedure from the case, the landlord's wording and what a person wrote for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from putright.core import events as e
from putright.core.case import Case
from putright.core.letters import blocks as b
from putright.core.letters import remedies as r
from putright.core.letters import sections as s
from putright.core.letters.sections import Blocks, Material, section
from putright.core.letters.voice import GROUNDS, day
from putright.core.redress import bodies

POLICY_COPY = "Complaints policy and procedure"


def compose(m: Material, event: e.Event, *, large: bool = False) -> b.Letter:
    """The letter that an event sends. `m.case` must already hold the event."""
    kind, title, write = _LETTERS[type(event)]
    parts = required(m.case, event)
    enclosures = (POLICY_COPY,) if "policy_copy" in parts else ()
    stage = m.stage.number
    return b.Letter(
        kind=kind, stage=stage, on=m.on, reference=m.reference, title=f"{title.format(stage=stage)} ({m.reference})",
        blocks=tuple(_cited(write(m, event), parts)), large=large, enclosures=enclosures,
    )  # fmt: skip


def _cited(blocks: Blocks, parts: Mapping[str, tuple[str, ...]]) -> Blocks:
    """Each block of a required part with the provisions that require it."""
    for block in blocks:
        cites = tuple(dict.fromkeys((*parts.get(block.part, ()), *block.cites)))
        yield msgspec.structs.replace(block, cites=cites)


def required(case: Case, event: e.Event) -> Mapping[str, tuple[str, ...]]:
    """The parts that the letter of an event must have, each with its provisions."""
    stage, policy = 2 if case.state.stage == 2 else 1, case.policy
    if isinstance(event, e.Acknowledged):
        return policy.letter_parts("acknowledgement", stage)
    if isinstance(event, e.ResponseSent):
        return policy.letter_parts("response", stage)
    if isinstance(event, e.Extended):
        rules = policy.extension(stage)
        cites = tuple(dict.fromkeys(c for rule in rules for c in rule.cites))
        told = tuple(c for rule in rules if rule.ombudsman_details for c in rule.cites)
        return {"reasons": cites, "response_date": cites} | ({"ombudsman": told} if told else {})
    rule_name = "refusal_explained" if isinstance(event, e.Refused) else "escalation_refusal_explained"
    cites = policy.cites(rule_name)
    return {"decision": cites, "reasons": cites, "ombudsman": cites}


# ---- acknowledgement ------------------------------------------------------------------------


def _acknowledgement(m: Material, event: e.Acknowledged) -> Blocks:
    second = m.stage.number == 2
    yield from s.opening(m, "Your complaint at stage 2" if second else "We have your complaint")
    yield from s.says(m, "thanks")
    what = "your request for stage 2" if second else "your complaint"
    at = f"We received {what} on {day(m.stage.opened)}. It is at stage {m.stage.number} of our complaints procedure."
    yield from s.paragraph(at, "stage")
    yield from s.paragraph(m.wrote("opening"), written=True)
    yield from section("Your complaint", _understood(m))
    yield from section("What you would like to happen", s.outcomes(m))
    yield from section("What we do not look at again", s.standing(m))
    yield from section("What we cannot deal with here", s.not_ours(m))
    yield from section("Who deals with it", s.handler(m))
    yield from section("When you will hear from us", s.response_date(m))
    yield from section("What happens next", _next(m))
    yield from section("Our procedure", _procedure(m))
    yield from section("What helps you", s.adjustments(m))
    yield from section(_turn(m), s.ombudsman(m), "ombudsman")
    yield from s.closing(m, _closing(m))


def _understood(m: Material) -> Blocks:
    yield from s.says(m, "definition") if m.stage.points else s.paragraph("You told us:")
    yield from s.definition(m)
    if not m.stage.points:
        yield from s.paragraph("We will settle with you what exactly we look into. Please tell us if we have it wrong.")


def _next(m: Material) -> Blocks:
    varied = "next_stage_2_varied" if m.case.state.variations else "next_stage_2"
    sentence = varied if m.stage.number == 2 and m.voice.says(varied) else f"next_stage_{m.stage.number}"
    yield from s.says(m, sentence, "next_steps")
    yield from s.says(m, "updates")
    yield from s.says(m, "mediation")


def _procedure(m: Material) -> Blocks:
    yield from s.says(m, "procedure", "procedure")
    if m.case.state.oral and m.stage.number == 1:
        yield from s.says(m, "own_account")


def _turn(m: Material) -> str:
    kinds = {m.register["bodies"][name]["kind"] for name in bodies(m.case)}
    return "The Ombudsman" if kinds == {"ombudsman"} else "Where else you can turn"


def _closing(m: Material) -> str:
    return "closing_stage_2" if m.stage.number == 2 else "closing"


# ---- extension, refusals --------------------------------------------------------------------


def _extension(m: Material, event: e.Extended) -> Blocks:
    yield from s.opening(m, "We need more time to answer you")
    said = m.voice.says("progress_report") if m.stage.number == 2 else ""
    yield from s.says(m, "progress_report" if said or not m.voice.says("extension") else "extension")
    yield from s.paragraph(m.wrote("apology"), written=True)
    yield from section("Why we need longer", s.paragraph(event.reason, "reasons", written=True))
    yield from section("How far we are", s.paragraph(m.wrote("progress"), written=True))
    yield from section("The new date", _new_date(event))
    yield from section("Until then", s.says(m, "updates"))
    yield from section(_turn(m), s.ombudsman(m), "ombudsman")
    yield from s.closing(m, _closing(m))


def _new_date(event: e.Extended) -> Blocks:
    text = f"You will have our full answer by {day(event.until)}."
    yield b.Paragraph(text=text, strong=True, part="response_date")
    if event.agreed:
        yield from s.paragraph("You agreed to this date.")


def _refusal(m: Material, event: e.Refused) -> Blocks:
    yield from s.opening(m, "We are not able to take on your complaint")
    yield from s.says(m, "refusal")
    yield from section("Our decision", s.paragraph(GROUNDS[event.ground], "decision"))
    if event.ground == "employment":
        yield from s.says(m, "refusal_staff")
    yield from section("How we came to it", s.paragraph(event.explanation, "reasons", written=True))
    yield from section("What we took into account", s.paragraph(event.circumstances, written=True))
    yield from section("Whether we could make an exception", s.paragraph(event.discretion, written=True))
    yield from section("Who decided", _approvers(m, event))
    yield from section("If you think this is wrong", _challenge(m), "ombudsman")
    yield from s.closing(m)


def _approvers(m: Material, event: e.Refused) -> Blocks:
    titles = [f"the {title}" for name in event.approved_by if (title := s.role_of(m.case, name))]
    if titles:
        yield from s.paragraph(f"This decision was approved by {' and '.join(titles)}.")


def _challenge(m: Material) -> Blocks:
    yield from s.says(m, "refusal_residents", "ombudsman")
    yield from s.ombudsman(m)


def _escalation_refusal(m: Material, event: e.EscalationRefused) -> Blocks:
    yield from s.opening(m, "Your request for stage 2")
    yield from s.paragraph("We have considered your request and have decided not to take your complaint to stage 2.")
    yield from section("Our decision", s.paragraph(GROUNDS[event.ground], "decision"))
    yield from section("How we came to it", s.paragraph(event.explanation, "reasons", written=True))
    yield from section("Where that leaves your complaint", _left(m, event))
    yield from section(_turn(m), s.ombudsman(m, final=event.ground != "not_answered_yet"), "ombudsman")
    yield from s.closing(m)


def _left(m: Material, event: e.EscalationRefused) -> Blocks:
    sent = m.stage.response
    if event.ground == "not_answered_yet":
        yield from s.paragraph("Your complaint goes on at stage 1. You can ask for stage 2 once you have our answer.")
        yield from s.response_date(m)
    elif sent:
        yield from s.paragraph(f"Our response of {day(sent.on)} was our final response to your complaint.")
        yield from s.says(m, "final")


# ---- response -------------------------------------------------------------------------------


def _response(m: Material, event: e.ResponseSent) -> Blocks:
    second = m.stage.number == 2
    yield from s.opening(m, "Our answer to your complaint, after review" if second else "Our answer to your complaint")
    last = ", the last stage of our complaints procedure" if second else " of our complaints procedure"
    yield from s.paragraph(f"This is our response to your complaint at stage {m.stage.number}{last}.", "stage")
    yield from s.paragraph(m.wrote("opening"), written=True)
    yield from section("Your complaint", s.definition(m))
    yield from section("What we did to look into it", _investigation(m))
    yield from section("What each of us has to do", _obligations(m))
    yield from section("Our decision on each point", s.decisions(m))
    yield from section("What stands from stage 1", s.standing(m))
    yield from section("How we handled your complaint", s.paragraph(m.stage.handling))
    yield from section("Our apology", s.paragraph(m.wrote("apology"), written=True))
    yield from section("What we will do to put things right", r.remedies(m))
    yield from section("What is still to be done", r.outstanding(m))
    yield from section("If you are still unhappy", s.escalation(m))
    yield from section(_turn(m), s.ombudsman(m, final=second and not m.case.state.assistance_sought), "ombudsman")
    if "policy_copy" in required(m.case, event):
        yield from section("Our policy and procedure", _copy(m))
    yield from s.closing(m, _closing(m))


def _investigation(m: Material) -> Blocks:
    yield from s.paragraph(m.wrote("investigation"), "investigation", written=True)


def _obligations(m: Material) -> Blocks:
    """What law and agreement ask of each side, as we understand it, where the complaint turns on it (C20-B4.4)."""
    set_out = m.case.state.inquiry.obligations
    if set_out:
        yield from s.paragraph(f"As we understand it, we have to do this: {set_out.landlord}", cites=("C20-B4.4",))
        yield from s.paragraph(f"You have to do this: {set_out.resident}", cites=("C20-B4.4",))
        yield from s.paragraph(f"This stands in: {set_out.source}" if set_out.source else "")


def _copy(m: Material) -> Blocks:
    yield from s.says(m, "policy_copy", "policy_copy")
    yield from s.paragraph("In short:")
    yield from s.procedure_in_short(m)


_LETTERS: Mapping[type[e.Event], tuple[b.Kind, str, Callable[[Material, Any], Blocks]]] = {
    e.Acknowledged: ("acknowledgement", "Your complaint, stage {stage}: acknowledgement", _acknowledgement),
    e.Extended: ("extension", "Your complaint, stage {stage}: more time", _extension),
    e.Refused: ("refusal", "Your complaint: our decision not to take it on", _refusal),
    e.EscalationRefused: ("escalation_refusal", "Your request for stage 2: our decision", _escalation_refusal),
    e.ResponseSent: ("response", "Your complaint, stage {stage}: our response", _response),
}
