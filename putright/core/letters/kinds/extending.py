"""More time: why, how far it is, and the new date."""

from __future__ import annotations

from putright.core import events as e
from putright.core.case import Case
from putright.core.letters import blocks as b
from putright.core.letters import sections as s
from putright.core.letters.kinds.base import Parts, letter
from putright.core.letters.kinds.pieces import helped
from putright.core.letters.material import Blocks, Material, paragraph, says, section, typed


def _needs(case: Case, event: e.Extended) -> Parts:
    """What the rules on extensions ask for."""
    rules = case.policy.extension(2 if case.state.stage == 2 else 1)
    cites = tuple(dict.fromkeys(c for rule in rules for c in rule.cites))
    told = tuple(c for rule in rules if rule.ombudsman_details for c in rule.cites)
    return {"reasons": cites, "response_date": cites} | ({"ombudsman": told} if told else {})


@letter(e.Extended, "extension", "Your complaint, stage {stage}: more time", _needs)
def extension(m: Material, event: e.Extended) -> Blocks:
    yield from s.opening(m, m.t("We need more time to answer you"))
    said = m.voice.says("progress_report") if m.stage.number == 2 else ""
    yield from says(m, "progress_report" if said or not m.voice.says("extension") else "extension")
    yield from typed(m, m.wrote("apology"))
    yield from section(m.t("Why we need longer"), typed(m, event.reason, "reasons"))
    yield from section(m.t("How far we are"), typed(m, m.wrote("progress")))
    yield from section(m.t("The new date"), _new_date(m, event))
    yield from section(m.t("Until then"), says(m, "updates"))
    yield from section(m.t("What helps you"), helped(m))
    yield from section(s.turn(m), s.ombudsman(m), "ombudsman")
    yield from s.closing(m, s.closing_of(m))


def _new_date(m: Material, event: e.Extended) -> Blocks:
    text = m.t("You will have our full answer by {day}.", day=m.day(event.until))
    yield b.Paragraph(text=text, strong=True, part="response_date")
    if event.agreed:
        yield from paragraph(m.t("You agreed to this date."))
