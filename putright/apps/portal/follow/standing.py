"""How a complaint stands, in the words of the page that its complainant's side reads: from its events and a day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from putright.apps.portal.follow.visit import Follower
from putright.core import events as e
from putright.core import redress
from putright.core.duties import Derivation, Obligation
from putright.core.duties.stages import answered_on
from putright.core.letters.voice import STARTS
from putright.core.money import pounds
from putright.core.needs import asked
from putright.core.state import Stage, State
from putright.core.state.shapes_remedies import PromisedRemedy
from putright.core.timeline.base import FINDINGS
from putright.core.workdays import Calendar, said

TAKEN_AS = {
    "service_request": "We deal with it as a request for a service. You can make it a complaint at any time.",
    "enquiry": "We deal with what you told us as a question.",
    "comment": "We took what you told us as a comment.",
    "suggestion": "We took what you told us as a suggestion.",
    "compliment": "We took what you told us as praise, and pass it on.",
    "petition": "We took what you sent us as a petition.",
    "policy_request": "You asked for a copy of our policy.",
    "survey_feedback": "We took what you told us as an answer to our survey.",
}  # fmt: skip
OURS = {
    "stage1.acknowledge": "We write to you to say that we have your complaint",
    "stage1.respond": "We answer your complaint at stage 1",
    "stage2.acknowledge": "We write to you to say that we have your request for stage 2",
    "stage2.respond": "We answer your complaint at stage 2",
    "update": "We tell you how it stands",
    "answer": "We answer what you wrote",
    "service_request": "We do what you asked for",
    "survey.follow_up": "We speak with you about what you said in our survey",
}
"""What is owed to them, in words; nothing else that is owed is told."""
SINCE = {
    "extended": "the day we told you that we need more time", "update": "our last news to you",
    "message": "the day you wrote", "promise": "the day we promised it",
    "survey_answered": "the day you answered our survey",
}  # fmt: skip


@dataclass(frozen=True)
class Coming:
    """Something that happens next: what, by when, whether it is late or only expected, and why on that day."""

    what: str
    due: date | None
    late: bool
    expected: bool
    why: Sequence[str]


@dataclass(frozen=True)
class Point:
    """A point of the complaint; `found`: what each answer that has left decided about it."""

    n: str
    text: str
    found: Sequence[tuple[int, str, str]]


@dataclass(frozen=True)
class Promised:
    """Something promised to put things right, and how that stands."""

    key: str
    what: str
    amount: str
    state: str
    late: bool
    done: bool
    answerable: bool


@dataclass(frozen=True)
class Standing:
    """All that the page says of how it stands. `next_stage`: what happens if they ask for it; empty: there is none."""

    where: str
    coming: Sequence[Coming]
    points: Sequence[Point]
    outcomes: Sequence[tuple[str, str]]
    not_ours: Sequence[str]
    defined: date | None
    remedies: Sequence[Promised]
    findings: Sequence[e.FindingsShared]
    needs: Sequence[str]
    next_stage: Sequence[str]
    until: dict[str, date] = field(default_factory=dict)


def standing(me: Follower, today: date) -> Standing:
    """How the complaint stands on a day for somebody who follows it."""
    state = me.opened.state
    stage = _defined(state)
    return Standing(
        where(state), list(_coming(me, today)), list(_points(state)),
        list(_outcomes(me, stage)),
        stage.not_ours if stage else (), stage.defined if stage else None, list(_remedies(me, today)),
        list(findings(me)), needs(me), list(next_stage(me, today)),
        {body: due for body in redress.bodies(me.opened.judged) if (due := _until(me, f"redress:{body}", today))},
    )  # fmt: skip


# ---- where it is ----------------------------------------------------------------------------


def where(state: State) -> str:
    """Where the complaint is, in a sentence or two."""
    if state.status == "triage":
        return "We have what you told us, and are deciding with you how best to deal with it."
    if state.status == "not_a_complaint":
        return TAKEN_AS.get(state.triaged or "", "We have what you told us.")
    if state.status == "withdrawn":
        return f"You took your complaint back on {said(state.withdrawn)}." if state.withdrawn else "You took it back."
    if state.refused and state.status == "refused":
        return f"We wrote to you on {said(state.refused.on)} that we cannot take it on, and why."
    if state.closed:
        return f"It was closed on {said(state.closed)}. What we promised is followed until it is done."
    return _working(state)


def _working(state: State) -> str:
    current = state.current
    if not current:
        return "We have what you told us."
    if on := answered_on(current):
        last = " That is our final answer. Somebody independent can still look at it." if current.number == 2 else ""
        if no := _not_taken(state):
            last = f" You asked for stage 2, and we wrote to you on {said(no)} why it does not go there."
        return f"We answered your complaint at stage {current.number} on {said(on)}.{last}"
    if current.number == 2 and not current.escalated:
        return "You asked for stage 2. We are looking at your request."
    again = " again, by somebody who did not deal with it before" if current.number == 2 else ""
    return f"It is at stage {current.number}. We are looking into it{again}."


def _not_taken(state: State) -> date | None:
    """When they were told why what they asked for does not go to stage 2."""
    return state.redress.final if state.requested and 2 not in state.stages else None


# ---- what happens next ----------------------------------------------------------------------


def _coming(me: Follower, today: date) -> Iterator[Coming]:
    found = [(duty, what) for duty in me.opened.duties if (what := _named(me, duty)) and _stands(duty, today)]
    calendar = me.opened.policy.calendar
    for duty, what in sorted(found, key=lambda one: one[0].due or date.max):
        waits = duty.status(today) == "waiting"
        yield Coming(what, duty.due, duty.status(today) == "overdue", waits or _projected(duty),
                     [why(d, calendar) for d in duty.derivations[:1] if d.due])  # fmt: skip


def _projected(duty: Obligation) -> bool:
    return bool(duty.derivations) and duty.derivations[0].projected


def _stands(duty: Obligation, today: date) -> bool:
    status = duty.status(today)
    return status in ("open", "overdue") or (status == "waiting" and duty.due is not None)


def _named(me: Follower, duty: Obligation) -> str:
    head, _, key = duty.name.partition(":")
    if head == "promise" and me.acts:
        return f"We promised you: {me.opened.state.promises[key].what}"
    if duty.name == "update" and not me.acts:
        return ""
    return OURS.get(head, "") if not key or head in ("answer", "service_request") else ""


def why(limit: Derivation, calendar: Calendar) -> str:
    """Why something is due on its day, as somebody who has never heard of working days can follow it."""
    if limit.origin == "extension":
        return f"This is the later day that we gave you on {said(limit.start_on)}." if limit.start_on else ""
    if not limit.period or not limit.start_on:
        return "This is the day we promised."
    since = SINCE.get(limit.start) or STARTS.get(limit.start, "the day it began")
    expected = ", if that goes as expected" if limit.projected else ""
    told = f"{limit.period} after {said(limit.start_on)}, {since}{expected}."
    if limit.period.unit != "working days" or not limit.due:
        return told
    known = calendar.told(limit.told)
    skipped = known.skipped(limit.start_on, limit.due)
    days = [f"{name} ({said(day)})" for day, name in skipped if day in known.holidays]
    return f"{told} Weekends do not count{', nor ' + ', '.join(days) if days else ''}."


def _until(me: Follower, name: str, today: date) -> date | None:
    duty = next((one for one in me.opened.duties if one.name == name), None)
    return duty.due if duty and duty.status(today) == "open" else None


# ---- what it is about, what was found -------------------------------------------------------


def _defined(state: State) -> Stage | None:
    stages = [stage for _, stage in sorted(state.stages.items()) if stage.defined]
    return stages[-1] if stages else None


def _points(state: State) -> Iterator[Point]:
    stages = [stage for _, stage in sorted(state.stages.items())]
    words = {key: text for stage in stages if stage.defined or stage.joined for key, text in stage.points.items()}
    for n, (key, text) in enumerate(words.items(), 1):
        told = [(s.number, s.findings[key].finding) for s in stages if answered_on(s) and key in s.findings]
        yield Point(str(n), text, [(number, found, FINDINGS[found]) for number, found in told])


def _outcomes(me: Follower, stage: Stage | None) -> Iterator[tuple[str, str]]:
    """What they want to happen, as it was agreed, else as they told it, with what they were told where it cannot be."""
    agreed = stage if stage and stage.outcomes else None
    wanted = agreed or (me.opened.state if me.acts else None)
    for n, text in enumerate(wanted.outcomes if wanted else (), 1):
        yield text, wanted.unattainable.get(str(n), "") if wanted else ""


def findings(me: Follower) -> Iterator[e.FindingsShared]:
    """What was put to them of what was found, while they can still say something about it."""
    stage = me.opened.state.current
    if stage and not stage.response and me.opened.state.status == "open":
        yield from (shared for name, shared in stage.shared.items() if me.is_for_me(name))


def _remedies(me: Follower, today: date) -> Iterator[Promised]:
    for key, one in told_remedies(me):
        late = bool(not one.done and one.last and one.last < today)
        yield Promised(
            key, one.what, pounds(one.pence) if one.pence else "", _state(one, late), late, bool(one.done),
            bool(one.offered and not one.answer and not one.done),
        )  # fmt: skip


def told_remedies(me: Follower) -> list[tuple[str, PromisedRemedy]]:
    """The remedies that an answer which has left promised and that stand; none for a member of a group."""
    stages = me.opened.state.stages
    left = {number for number, stage in stages.items() if answered_on(stage)}
    return [
        (key, one) for key, one in me.opened.state.remedies.items()
        if me.acts and one.offered and one.stage in left and not one.withdrawn and not one.replaced
    ]  # fmt: skip


def _state(one: PromisedRemedy, late: bool) -> str:
    if one.done:
        return f"{'You told us it was' if one.confirmed else 'We put it down as'} done on {said(one.done)}"
    if one.declined:
        return "You said no to it. You can still accept it"
    told = f". You told us on {said(one.disputed.on)} that it is not done" if one.disputed else ""
    day = f"{'Late: it was promised for' if late else 'By'} {said(one.last)}" if one.last else "Promised"
    return f"{day}{told}"


# ---- what helps them, and the next stage ----------------------------------------------------


def needs(me: Follower) -> list[str]:
    """What makes it easier for whoever looks, in the words it was noted in; never what somebody else needs."""
    noted = [one.text for one in asked(me.opened.state, me.party.key) if me.is_me(one.party)]
    lines = [line for line in me.party.adjustments.splitlines() if line not in me.opened.state.helps.ended]
    return list(dict.fromkeys([*noted, *lines]))


def may_ask(me: Follower) -> bool:
    """Whether there is a next stage to ask for: asked once, it is being looked at."""
    state = me.opened.state
    return me.acts and state.formal and not state.refused and not state.anonymous and 2 not in state.stages


def next_stage(me: Follower, today: date) -> Iterator[str]:
    """What happens if they ask for the next stage now; nothing where there is none."""
    if not may_ask(me):
        return
    if no := _not_taken(me.opened.state):
        yield f"You asked for stage 2. We wrote to you on {said(no)} why it does not go there, and where you can go."
        yield "You can ask again, and nobody treats you worse for it. It helps to say what has changed."
        return
    first = me.opened.state.stages.get(1)
    yield "You need not give a reason, and nobody treats you worse for asking."
    yield "Somebody who did not deal with it before looks at it. You then see here by when they answer."
    if not first or not answered_on(first):
        due = next((d.due for d in me.opened.duties if d.name == "stage1.respond" and _stands(d, today)), None)
        yield "We have not answered at stage 1 yet" + (f"; that is due on {said(due)}" if due else "") + "."
        yield "You can ask all the same. We then write to tell you whether it goes to stage 2 now or after our answer."
        return
    window = next((d for d in me.opened.duties if d.name == "stage2.request"), None)
    if window and window.due and window.due < today:
        yield f"The time to ask was until {said(window.due)}. You can ask all the same."
        yield "We then look at why it comes later. If we say no we write to you why, and where else you can go."
    elif window and window.due:
        yield f"Ask by {said(window.due)}. Later you can still ask, and we look at why."
