"""Keeping in touch: how things stand, another date for what was promised, and any other letter."""

from __future__ import annotations

from datetime import date

from putright.core import events as e
from putright.core.bank_holidays import longer
from putright.core.case import Case
from putright.core.duties import find
from putright.core.letters import blocks as b
from putright.core.letters import remedies as r
from putright.core.letters import sections as s
from putright.core.letters.kinds.base import Parts, letter
from putright.core.letters.kinds.pieces import answer_by, awaited, elsewhere, helped
from putright.core.letters.material import Blocks, Material, paragraph, says, section, typed

# ---- how things stand -----------------------------------------------------------------------


@letter(e.UpdateSent, "update", "How things stand")
def update(m: Material, event: e.UpdateSent) -> Blocks:
    formal = m.case.state.formal
    yield from s.opening(
        m, m.t("How things stand with your complaint") if formal else m.t("How things stand with what you told us")
    )
    yield from section(m.t("What has been done"), typed(m, event.what, "progress"))
    yield from section(m.t("What happens next"), _next(m))
    yield from section(m.t("What we have promised you"), promised(m))
    yield from section(m.t("What is still to be done"), still_to_do(m))
    yield from section(m.t("When you will hear from us"), _when(m))
    yield from section(m.t("What helps you"), helped(m))
    yield from elsewhere(m)
    yield from s.closing(m, s.closing_of(m))


def _next(m: Material) -> Blocks:
    yield from typed(m, m.wrote("next"), "next_steps")
    if m.case.state.status in ("open", "triage"):
        yield from says(m, "updates")


def _when(m: Material) -> Blocks:
    """The day of the next update, where that was agreed, and of the answer, while there is one to come."""
    agreed = find(m.case, "update")
    if agreed and agreed.due and not agreed.done and awaited(m):
        day = m.day(agreed.due)
        yield from paragraph(m.t("You will hear from us again by {day}, also if nothing has moved by then.", day=day))
    yield from answer_by(m)


def promised(m: Material) -> Blocks:
    """Every promise that is not kept yet, with its date."""
    left = sorted((one.due, one.what) for one in m.case.state.promises.values() if not one.done)
    items = tuple(f"{what.strip().rstrip('.')}. {_by(m, due)}" for due, what in left)
    if items:
        yield b.Bullets(items=items, lang=m.foreign)


def _by(m: Material, due: date) -> str:
    """A date that has passed never stands there as if it were to come."""
    if due < m.on:
        return m.t("We promised this by {day}. It is late, and we are sorry.", day=m.day(due))
    return m.t("By {day}.", day=m.day(due))


def still_to_do(m: Material) -> Blocks:
    """What was promised to put things right and is not done, once there is an answer."""
    answered = any(stage.response for stage in m.case.state.stages.values())
    if answered and any(not one.settled for one in m.case.state.remedies.values()):
        yield from r.outstanding(m)


# ---- any other letter -----------------------------------------------------------------------


@letter(e.Contacted, "letter", "Our letter to you")
def other(m: Material, event: e.Contacted) -> Blocks:
    subject = m.wrote("subject")
    yield from s.opening(m, subject or m.t("About what you told us"), m.foreign if subject else "")
    yield from typed(m, event.what)
    yield from section(m.t("What happens next"), typed(m, m.wrote("next"), "next_steps"))
    yield from section(m.t("What we have promised you"), promised(m))
    yield from section(m.t("When you will hear from us"), answer_by(m))
    if longer(m.case):
        yield from section(m.t("If you are still unhappy"), s.escalation(m))
    yield from section(m.t("What helps you"), helped(m))
    yield from elsewhere(m)
    yield from s.closing(m, s.closing_of(m))


# ---- another date ---------------------------------------------------------------------------


def _promise_needs(case: Case, event: e.PromiseRevised) -> Parts:
    return _dated(case.policy.cites("promise_revision"))


def _remedy_needs(case: Case, event: e.RemedyRevised) -> Parts:
    return _dated(case.policy.cites("promise_kept"))


def _dated(cites: tuple[str, ...]) -> Parts:
    return {"new_date": cites} if cites else {}


@letter(e.PromiseRevised, "new_date", "A new date for what we promised", _promise_needs)
def promise_moved(m: Material, event: e.PromiseRevised) -> Blocks:
    promise = m.case.state.promises[event.id]
    dates = [promise.by, *(one.until for one in promise.revisions)]
    before = dates[-2] if len(dates) > 1 else promise.by
    yield from _moved(m, (promise.what, before, event.until), event.reason, event.agreed)


@letter(e.RemedyRevised, "new_date", "A new date for what we promised", _remedy_needs)
def remedy_moved(m: Material, event: e.RemedyRevised) -> Blocks:
    remedy = m.case.state.remedies[event.id]
    before = remedy.moves[-1].was if remedy.moves else remedy.by
    yield from _moved(m, (r.what(remedy), before or event.by, event.by), event.reason, event.agreed)


def _moved(m: Material, what: tuple[str, date, date], reason: str, agreed: bool) -> Blocks:
    text, before, until = what
    yield from s.opening(m, m.t("A new date for what we promised"))
    yield from typed(m, m.wrote("apology"))
    yield from section(m.t("What we promised"), paragraph(text, lang=m.foreign))
    yield from section(m.t("The new date"), _new_date(m, before, until, agreed))
    yield from section(m.t("Why the date has changed"), typed(m, reason))
    yield from section(m.t("What happens next"), _then(m, agreed))
    yield from section(m.t("What helps you"), helped(m))
    yield from elsewhere(m)
    yield from s.closing(m, s.closing_of(m))


def _new_date(m: Material, before: date, until: date, agreed: bool) -> Blocks:
    new = m.t("It will be done by {day}.", day=m.day(until))
    yield b.Paragraph(text=new, strong=True, part="new_date")
    if before < m.on:
        late = m.t("We promised it by {day}. That day has passed, and we are sorry.", day=m.day(before))
    else:
        late = m.t("The date we gave you before was {day}.", day=m.day(before))
    yield from paragraph(late, "new_date")
    if agreed:
        yield from paragraph(m.t("You agreed to the new date."))


def _then(m: Material, agreed: bool) -> Blocks:
    yield from typed(m, m.wrote("next"), "next_steps")
    if not agreed:
        yield from paragraph(
            m.t(
                "If the new date does not suit you, please tell us. You lose nothing of what we promised you, and until"
                " you agree, we are held to the date we gave you before."
            ),
            "next_steps",
        )
    yield from paragraph(m.t("We follow this until it is done, and ask you whether it is."), "next_steps")
