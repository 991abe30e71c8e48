"""To a redress body: the letter that goes with the evidence it asked for."""

from __future__ import annotations

from collections.abc import Iterator

from putright.core import events as e
from putright.core.letters import blocks as b
from putright.core.letters import sections as s
from putright.core.letters.kinds.base import letter
from putright.core.letters.material import Blocks, Material, paragraph, section, typed
from putright.core.letters.voice import LABELS
from putright.core.redress import referral
from putright.core.state.promise import Promise


@letter(e.EvidenceProvided, "evidence", "The evidence that you asked for")
def evidence(m: Material, event: e.EvidenceProvided) -> Blocks:
    """To the body itself: `m.to.acts_for` is whose complaint it is, `m.to.key` the body in the register."""
    asked = m.case.state.evidence[event.id]
    yield from s.opening(m, m.t("The evidence that you asked for"))
    yield b.Details(rows=tuple(_references(m)))
    yield from section(m.t("What you asked for"), _asked(m, asked))
    yield from section(m.t("When it comes to you"), _when(m, event, asked))
    yield from section(m.t("What we send you"), _contents(m, event))
    yield from section(m.t("What we have to say about it"), typed(m, m.wrote("remarks")))
    yield from section(m.t("Whom you can ask"), _ask(m))
    yield from s.closing(m)


def _references(m: Material) -> Iterator[tuple[str, str]]:
    found = referral(m.case, m.to.key)
    yield m.t("Your reference"), found.reference if found and found.reference else m.t("Not known to us yet")
    yield m.t("Complaint received"), m.day(m.case.state.received)
    for number, stage in sorted(m.case.state.stages.items()):
        if stage.response:
            yield m.t("Answered at stage {n}", n=number), m.day(stage.response.on)


def _asked(m: Material, asked: Promise) -> Blocks:
    yield from paragraph(m.t("You asked us on {day} for this:", day=m.day(asked.on)))
    yield from paragraph(asked.what or m.t("the evidence about this complaint"), lang=m.foreign)


def _when(m: Material, event: e.EvidenceProvided, asked: Promise) -> Blocks:
    """On the day it was due or before; where it comes later, that is said and explained, not passed over."""
    due = asked.revised or asked.by
    if not due:
        return
    said = (
        m.t("You moved its date to {day}.", day=m.day(due))
        if asked.revised
        else m.t("You asked for it by {day}.", day=m.day(due))
    )
    yield from paragraph(said)
    if event.on > due:
        yield from paragraph(m.t("It comes to you late, and we are sorry for that."))
        yield from typed(m, m.wrote("late"), "reasons")


def _contents(m: Material, event: e.EvidenceProvided) -> Blocks:
    items = tuple(line.strip() for line in event.what.splitlines() if line.strip())
    if items:
        yield b.Bullets(items=items, numbered=True, written=True, lang=m.foreign)


def _ask(m: Material) -> Blocks:
    if m.signed_by:
        yield from paragraph(m.t("The {role} answers your questions about it.", role=m.signed_by))
    if any(label != LABELS["in_person"] for label, _ in m.voice.contacts()):
        yield from paragraph(m.t("You reach us in any of the ways at the top of this letter."))
