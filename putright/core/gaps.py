"""What the record of a case lacks: what was due and is not on it, or came late, and steps that left no trace.

Whoever sends the record on says so openly: a gap that is named costs less than one that is found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from putright.core import events as e
from putright.core.case import Case
from putright.core.duties import Obligation, obligations
from putright.core.events import Event
from putright.core.policy import People, Policy
from putright.core.state import Stage, State, fold, step_on
from putright.core.workdays import said

ONE_DAY = timedelta(days=1)
NOT_COUNTED = ("dispose", "safety.alert")
"""Duties whose lateness is no gap of its own: ours to ourselves, or told by each of its parts."""
SUBJECTS: Mapping[str, str] = {
    "stage1.acknowledge": "the acknowledgement of the complaint",
    "stage1.respond": "the answer at stage 1",
    "stage2.acknowledge": "the acknowledgement of the request for stage 2",
    "stage2.respond": "the answer at stage 2",
    "candour.notify": "every step of the duty of candour",
    "review:restriction": "the review of the restriction on contact",
    "survey": "the survey",
    "survey.follow_up": "somebody having spoken with them about what they answered in the survey",
    "hold": "looking again at what holds the records",
    "message": "their message having been read",
    "service_request": "what they asked for being done",
    "answer": "the answer to what they wrote",
    "share": "its being passed on",
}
"""What each duty should have left on the record."""
NOTICES = {"acknowledged": "acknowledgement", "extended": "letter about the extension", "response_sent": "response"}


@dataclass(frozen=True)
class Gap:
    """Something the record lacks: a sentence, the day it turns on, and the provisions it rests on."""

    on: date
    text: str
    cites: tuple[str, ...] = ()


def gaps(events: Sequence[Event], policy: Policy, people: People, as_of: date) -> list[Gap]:
    """Every gap of a case at the end of a day, in the order of their days. `events` begin with `received`."""
    case = Case.of(fold(events), policy, people)
    found = [*_missed(events, policy, people, as_of), *_of_stages(case), *_of_notices(events)]
    return sorted(dict.fromkeys(found), key=lambda gap: gap.on)


# ---- what was due ---------------------------------------------------------------------------


def _missed(events: Sequence[Event], policy: Policy, people: People, as_of: date) -> Iterator[Gap]:
    """Each date that passed without what was due, also where it was done later or another date took its place."""
    state = fold(events[:1])
    days = [*(event.on for event in events[1:]), as_of + ONE_DAY]
    passed: dict[tuple[str, date], Obligation] = {}
    for event, until in zip([None, *events[1:]], days, strict=True):
        if event is not None:
            step_on(state, event)
        case = Case.of(state, policy, people)
        for duty in obligations(case):
            if duty.due and not duty.window and duty.status(until - ONE_DAY) == "overdue":
                passed.setdefault((duty.name, duty.due), duty)
    last = Case.of(state, policy, people)
    after = {duty.name: duty for duty in obligations(last)}
    for (name, due), duty in passed.items():
        if name not in NOT_COUNTED:
            yield Gap(due, _sentence(last, duty, due, after.get(name), events), duty.cites)


def _sentence(case: Case, duty: Obligation, due: date, after: Obligation | None, events: Sequence[Event]) -> str:
    if duty.name == "update":
        return _update(duty, due, events)
    what, more = subject(case, duty.name)
    promised = "promised for" if duty.name.partition(":")[0] in PROMISES else "due by"
    when = f"{what} {promised} {said(due)}{more}"
    if after and after.done and after.done > due:
        return f"{when[:1].upper()}{when[1:]} is recorded for {said(after.done)}: {_late(due, after.done)}"
    return f"No record of {when}"


def _update(duty: Obligation, due: date, events: Sequence[Event]) -> str:
    since = duty.derivations[0].start_on or due
    later = next((x.on for x in events if x.on > due and x.kind in ("update_sent", "contacted")), None)
    then = f"; the next is recorded for {said(later)}" if later else ""
    return f"No record of the update due by {said(due)}, the last before it being of {said(since)}{then}"


def subject(case: Case, name: str) -> tuple[str, str]:
    """What a duty should have left on the record, within a sentence, and in brackets what that was about.

    Also of a duty that is not known here: it is then called by its name.
    """
    head, _, key = name.partition(":")
    one = _promised(case.state, head, key)
    words = str(getattr(one, "what", "") or "").strip().rstrip(".")[:200]
    more = f" (“{words}”)" if words else ""
    if name in SUBJECTS:
        return SUBJECTS[name], ""
    if head == "promise":
        return CONTACTS.get(str(getattr(one, "method", "")), "what was"), more
    if head == "safety.alert":
        return f"the safety alert to {case.called(key)}", ""
    return HEADS.get(head, f"“{name.replace('.', ' ').replace('_', ' ').replace(':', ' ')}”"), more


PROMISES = ("promise", "remedy")
CONTACTS = {
    "phone": "the call", "visit": "the visit", "in_person": "the meeting", "email": "the e-mail", "text": "the message",
    "letter": "the letter", "post": "the letter", "portal": "the message",
}  # fmt: skip
"""What was promised, by how it was to be done."""
HEADS = {
    "remedy": "the remedy", "evidence": "the evidence for the redress body", "order": "the order being carried out",
    "request": "the answer to what was asked for", "notice": "what the notice of handling failure asked for",
    "action": "what was to be done about what was learnt",
}  # fmt: skip


def _promised(state: State, head: str, key: str) -> Any:
    """What was promised or asked for under a key, wherever the state keeps things of this kind."""
    places: Mapping[str, Any] = {
        "remedy": state.remedies, "evidence": state.evidence, "request": state.inquiry.requests,
    }  # fmt: skip
    kept = places.get(head, getattr(state, f"{head}s", None))
    return kept.get(key) if isinstance(kept, dict) else None


# ---- steps without a trace ------------------------------------------------------------------


def _of_stages(case: Case) -> Iterator[Gap]:
    for number, stage in sorted(case.state.stages.items()):
        for check in _CHECKS:
            yield from check(case, stage, number)


def _definition(case: Case, stage: Stage, number: int) -> Iterator[Gap]:
    if number == 1 and stage.acknowledged and (not stage.defined or stage.defined > stage.acknowledged):
        later = f"; it was defined on {said(stage.defined)}" if stage.defined else ""
        text = f"The acknowledgement of {said(stage.acknowledged)} came before the complaint was defined{later}"
        yield Gap(stage.acknowledged, text, case.policy.cites("definition_missing"))


def _heard(case: Case, stage: Stage, number: int) -> Iterator[Gap]:
    if not stage.decided:
        return
    sides = {"complainant": "the complainant"} | {key: case.called(key) for key in case.state.about}
    for key, called in sides.items():
        if key not in stage.heard and not (key == "complainant" and case.state.anonymous):
            text = f"No record that {called} was heard before the decision at stage {number} of {said(stage.decided)}"
            yield Gap(stage.decided, text, case.policy.cites("position_heard"))


def _handler(case: Case, stage: Stage, number: int) -> Iterator[Gap]:
    acted = stage.decided or (stage.response.on if stage.response else None)
    if acted and not stage.handlers and not stage.panel:
        yield Gap(acted, f"No record of who handled stage {number}", case.policy.cites("handler_role"))


def _contact(case: Case, stage: Stage, number: int) -> Iterator[Gap]:
    cites = case.policy.cites("contact_not_tried")
    if cites and number == 1 and stage.response and not stage.contacted and not case.state.anonymous:
        text = f"No record of a conversation with the complainant before the answer at stage {number}"
        yield Gap(stage.response.on, text, cites)


_CHECKS: tuple[Callable[[Case, Stage, int], Iterator[Gap]], ...] = (_definition, _heard, _handler, _contact)


def _of_notices(events: Sequence[Event]) -> Iterator[Gap]:
    """Letters that came back and were not sent again."""
    for n, event in enumerate(events):
        if isinstance(event, e.NoticeBounced) and not any(one.kind == event.of for one in events[n + 1 :]):
            what = NOTICES.get(event.of, event.of.replace("_", " "))
            yield Gap(event.on, f"The {what} came back on {said(event.on)}; no record that it was sent again")


def _late(due: date, done: date) -> str:
    days = (done - due).days
    return "1 day late" if days == 1 else f"{days} days late"
