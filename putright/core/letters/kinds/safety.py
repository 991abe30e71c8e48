"""Safety: the written summary of a hazard's investigation, and the letter of the duty of candour."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from putright.core import events as e
from putright.core.case import Case
from putright.core.duties import find
from putright.core.duties.hazards import at_first, now
from putright.core.letters import blocks as b
from putright.core.letters import sections as s
from putright.core.letters.kinds.base import Parts, letter
from putright.core.letters.kinds.pieces import answer_by, elsewhere, helped
from putright.core.letters.material import Blocks, Material, paragraph, section, typed
from putright.core.state.shapes_safety import Hazard

FOUND = {
    "emergency": "There is an emergency: a hazard that could seriously harm somebody who lives in your home, and that"
    " has to be made safe within 24 hours.",
    "significant": "There is a significant hazard: one that could harm somebody who lives in your home, and that has"
    " to be made safe as a matter of urgency.",
    "none": "We have not found a hazard that has to be dealt with in this way.",
    "": "There was a hazard, and we have made it safe.",
}
"""What an investigation found, as a letter puts it; nothing is on record where it was made safe before one."""


def _binds(case: Case, hazard: Hazard | None) -> bool:
    return hazard is not None and bool(at_first(case, hazard) or now(case, hazard))


def _law(case: Case, kind: str) -> Parts:
    return case.policy.law.letters.get(kind, {}).get("any", {})  # type: ignore[call-overload, no-any-return]


def _needs_summary(case: Case, event: e.HazardSummarySent) -> Parts:
    """What the law asks of the summary, where it binds the hazard."""
    return _law(case, "hazard_summary") if _binds(case, case.state.safety.hazards.get(event.id)) else {}


@letter(e.HazardSummarySent, "hazard_summary", "What we found when we looked into your home", _needs_summary)
def hazard_summary(m: Material, event: e.HazardSummarySent) -> Blocks:
    hazard = m.case.state.safety.hazards[event.id]
    yield from s.opening(m, m.t("What we found in your home, and what we do about it"))
    yield b.Details(rows=tuple(_dates(m, hazard)))
    yield from section(m.t("What we found"), _found(m, hazard, event))
    yield from section(m.t("What we do about it, and by when"), _work(m, hazard))
    yield from section(m.t("Somewhere else to stay"), _rehousing(m, hazard))
    yield from section(m.t("If it gets worse, or you have a question"), _reach(m))
    yield from section(m.t("Your complaint"), answer_by(m))
    yield from elsewhere(m)
    yield from s.closing(m)


def _dates(m: Material, hazard: Hazard) -> Iterator[tuple[str, str]]:
    law = m.case.policy.law.hazards
    if law:
        yield m.t("What it is about"), m.t(law.kinds[hazard.kind].title)
    yield m.t("We learnt of it on"), m.day(hazard.known[0])
    if hazard.investigated:
        yield m.t("We looked into it on"), m.day(hazard.investigated.on)


def _found(m: Material, hazard: Hazard, event: e.HazardSummarySent) -> Blocks:
    yield b.Paragraph(text=m.t(FOUND[hazard.found or ""]), strong=True, part="hazard")
    yield from typed(m, event.what, "hazard")


def _work(m: Material, hazard: Hazard) -> Blocks:
    yield from typed(m, m.wrote("work"), "work")
    if hazard.found == "none":
        yield from paragraph(
            m.t(
                "So nothing needs to be done at once. If it changes, or you see it differently, tell us, and we look"
                " again."
            ),
            "work",
        )
        return
    rows = tuple(_rows(m, hazard))
    if rows:
        yield b.Table(head=(m.t("What we do"), m.t("By when")), rows=rows, part="work")
    if not hazard.safe or (hazard.further and not hazard.completed):
        yield from paragraph(m.t("If anything takes longer than this, we tell you why and give you the new day."))


def _rows(m: Material, hazard: Hazard) -> Iterator[tuple[str, str]]:
    """Making it safe, then the works that keep it from coming back: done on a day, or by when."""
    done = hazard.safe.on if hazard.safe else None
    if when := _when(m, hazard, "safe", done):
        yield m.t("Make it safe"), when
    if not hazard.further:
        return
    if when := _when(m, hazard, "works", hazard.begun):
        yield m.t("Begin the work that keeps it from coming back"), when
    if hazard.completed:
        yield m.t("Finish that work"), m.t("Done on {day}", day=m.day(hazard.completed))
    else:
        yield m.t("Finish that work"), m.t("As soon as it can be done once it has begun")


def _when(m: Material, hazard: Hazard, clock: str, done: date | None) -> str:
    """A date that has passed never stands there as if it were to come."""
    if done:
        return m.t("Done on {day}", day=m.day(done))
    due = _due(m, hazard, clock)
    if due and due < m.on:
        return m.t("This had to be done by {day}. It is late, we are sorry, and we do it at once.", day=m.day(due))
    return m.t("By {day}", day=m.day(due)) if due else ""


def _due(m: Material, hazard: Hazard, clock: str) -> date | None:
    duty = find(m.case, f"hazard:{hazard.id}.{clock}")
    return duty.due if duty else None


def _rehousing(m: Material, hazard: Hazard) -> Blocks:
    """Owed once the time for making it safe has passed; said beforehand, so that nobody has to ask (AWL-11)."""
    law = m.case.policy.law.hazards
    if hazard.rehoused:
        yield from paragraph(hazard.rehoused.what, "support", lang=m.foreign)
    elif law and not hazard.safe and now(m.case, hazard):
        due = _due(m, hazard, "safe")
        offer = (
            m.t(
                "If your home is not safe by {day}, we offer your household somewhere suitable to stay, and pay for it,"
                " until it is.",
                day=m.day(due),
            )
            if due and due >= m.on
            else m.t("Until your home is safe, we offer your household somewhere suitable to stay, and pay for it.")
        )
        yield from paragraph(offer, "support", cites=law.clocks["rehouse"].cites)


def _reach(m: Material) -> Blocks:
    yield from paragraph(
        m.t("Tell us at once if it gets worse, if somebody falls ill, or if a day we have named does not suit you:")
    )
    yield from s.ways(m)
    yield from helped(m)


# ---- candour --------------------------------------------------------------------------------


def _needs_candour(case: Case, event: e.CandourStep) -> Parts:
    return _law(case, "candour") if case.policy.pack.candour else {}


@letter(e.CandourStep, "candour", "What happened, and what we are doing about it", _needs_candour)
def candour(m: Material, event: e.CandourStep) -> Blocks:
    told = m.case.state.candour.get("in_person")
    yield from s.opening(m, m.t("What happened, and what we are doing about it"))
    yield from paragraph(
        m.t("Somebody was harmed by care that we gave. When that happens we tell you openly what we know.")
    )
    if told:
        yield from paragraph(m.t("We spoke with you on {day}. This is what we told you, in writing.", day=m.day(told)))
    yield from section(m.t("We are sorry"), _apology(m))
    yield from section(m.t("What we know"), typed(m, event.what, "facts"))
    yield from section(m.t("What else we look into"), typed(m, m.wrote("inquiries"), "inquiries"))
    yield from section(m.t("Support for you"), typed(m, m.wrote("support"), "support"))
    yield from section(m.t("What we keep"), _records(m))
    yield from section(m.t("Whom you can ask"), _ask(m, event))
    yield from section(m.t("Your complaint"), answer_by(m))
    yield from elsewhere(m)
    yield from s.closing(m)


def _apology(m: Material) -> Blocks:
    yield from typed(m, m.wrote("apology"), "apology")


def _records(m: Material) -> Blocks:
    yield from paragraph(
        m.t(
            "We keep a written record of what happened, of what we told you, and of every letter between us. You can"
            " ask us for copies of it."
        ),
        "records",
    )


def _ask(m: Material, event: e.CandourStep) -> Blocks:
    title = s.role_of(m.case, event.by)
    if title:
        yield from paragraph(
            m.t("You can speak with {who}, who can answer for this.", who=m.t("the {role}", role=title))
        )
    yield from s.ways(m)
    yield from helped(m)
