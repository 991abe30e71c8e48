"""Finding out what happened, fairly: whom one may ask, what must be answered, and who looks into worse treatment."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from putright.core import events as e
from putright.core.case import Case
from putright.core.conflicts import conflicts, manages_one_complained_of
from putright.core.guards import guard
from putright.core.guards.order import FIRST, _at_open_stage
from putright.core.policy import Person
from putright.core.state import State
from putright.core.state.shapes_inquiry import Detriment

SHA256 = re.compile(r"[0-9a-f]{64}")


# ---- what must come first -------------------------------------------------------------------


def _plan(state: State, event: e.InvestigationPlanned) -> str | None:
    if not event.items or not all(item.what.strip() for item in event.items.values()):
        return "a plan names at least one thing that is needed, each in words"
    return _at_open_stage(state, event)


def _urgent(state: State, event: e.UrgentActionTaken) -> str | None:
    return None if event.what.strip() else "say what was done"


def _request(state: State, event: e.InformationRequested) -> str | None:
    if event.id in state.inquiry.requests:
        return f"there is a request {event.id!r} already"
    if not event.what.strip() or not event.from_.strip():
        return "a request says what is needed, and of whom"
    return "the day to answer by has passed" if event.by < event.on else None


def _chase(state: State, event: e.InformationChased | e.InformationDropped) -> str | None:
    asked = state.inquiry.requests.get(event.id)
    if not asked or not asked.open:
        return "no such request is waiting for an answer"
    if isinstance(event, e.InformationDropped) and not event.reason.strip():
        return "say why the answer is not needed any more"
    return None


def _evidence(state: State, event: e.EvidenceRecorded) -> str | None:
    if event.id in state.inquiry.evidence:
        return f"there is evidence {event.id!r} already"
    if not event.what.strip() or not event.source.strip():
        return "evidence says what it is, and where it comes from"
    if event.file is not None and not SHA256.fullmatch(event.file):
        return "a file is named by its SHA-256"
    late = [day for day in (event.obtained, event.happened) if day and day > event.on]
    return "evidence cannot come from a day that is still to come" if late else _points(state, event.about)


def _points(state: State, about: tuple[str, ...]) -> str | None:
    known = {point for stage in state.stages.values() for point in stage.points}
    strange = [point for point in about if point not in known]
    return f"{strange[0]!r} is not a point of this complaint" if strange else None


def _obligations(state: State, event: e.ObligationsRecorded) -> str | None:
    both = event.landlord.strip() and event.resident.strip()
    return None if both else "the obligations of both sides are set out: the landlord's and the resident's"


def _comments(state: State, event: e.CommentsAnswered) -> str | None:
    stage = state.at(event)
    if not stage or event.from_ not in stage.unanswered:
        return "no comments of theirs wait for an answer"
    return None if event.answer.strip() else "an answer needs words"


def _informed(state: State, event: e.HandlerInformed) -> str | None:
    first = state.stages.get(1)
    if 2 not in state.stages or not first:
        return "the complaint has not come to stage 2"
    return None if event.to in first.handlers else "they did not handle stage 1"


def _assigned(state: State, event: e.DetrimentAssigned | e.DetrimentConcluded) -> str | None:
    alleged = state.inquiry.detriments.get(event.id)
    if not alleged or alleged.concluded:
        return "no such allegation of worse treatment is open"
    if isinstance(event, e.DetrimentConcluded) and not alleged.to:
        return "it has been given to nobody yet: somebody uninvolved concludes on it"
    return None


FIRST |= {
    e.InvestigationPlanned: _plan,
    e.UrgentActionTaken: _urgent,
    e.InformationRequested: _request,
    e.InformationChased: _chase,
    e.InformationDropped: _chase,
    e.EvidenceRecorded: _evidence,
    e.ObligationsRecorded: _obligations,
    e.CommentsAnswered: _comments,
    e.HandlerInformed: _informed,
    e.DetrimentAssigned: _assigned,
    e.DetrimentConcluded: _assigned,
}


# ---- gathering ------------------------------------------------------------------------------


@guard(e.InformationRequested)
def asked_may_see(case: Case, event: e.InformationRequested) -> Iterator[str]:
    """Nobody from whom the complaint is kept is sent a question about it; their side is heard instead."""
    person = case.people.get(event.from_)
    found = conflicts(case, person) if person else {}
    if said := found.get("handler_not_complained_of"):
        yield f"{said}: hear their side of it instead"
    elif said := found.get("handler_not_away"):
        yield said


@guard(e.MeetingHeld)
def companion_reasoned(case: Case, event: e.MeetingHeld) -> Iterator[str]:
    """A companion who was named but not let in, or did not come, needs the reason (C20-B4.3)."""
    if event.companion and event.companion_present is None:
        yield "say whether the companion was there"
    elif event.companion and not event.companion_present and not event.companion_reason.strip():
        yield "say why the companion was not there: refusing one needs a reason"


@guard(e.ShortfallRecorded)
def shortfall_not_blame(case: Case, event: e.ShortfallRecorded) -> Iterator[str]:
    """A shortfall is held against a service and a cause, never a person (WTP-03)."""
    if not event.what.strip() or not event.service.strip():
        yield "a shortfall says what fell short, and in which service"
    for person in case.people.values():
        if any(_names(text, person.called) for text in (event.what, event.service, event.cause)):
            yield f"a shortfall is a service's, never a person's: leave out {person.called}"


def _names(text: str, name: str) -> bool:
    return bool(name.strip()) and bool(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE))


# ---- the right of reply ---------------------------------------------------------------------


@guard(e.Decided)
def comments_answered(case: Case, event: e.Decided) -> Iterator[str]:
    """Where the pack gives the right of reply, comments on the findings are answered before a decision.

    Comments of which no words are on record ask for no answer.
    """
    stage = case.state.current
    if stage and "comments_answered" in case.policy.pack.guards:
        for party in stage.unanswered:
            yield f"the comments of {case.called(party)} on the findings have not been answered"


# ---- worse treatment for complaining --------------------------------------------------------


@guard(e.DetrimentAssigned)
def detriment_uninvolved(case: Case, event: e.DetrimentAssigned) -> Iterator[str]:
    """Whoever looks into worse treatment had no part in the complaint, on either side (THT-01, C24-5.1)."""
    person, alleged = case.people.get(event.to), case.state.inquiry.detriments.get(event.id)
    if not person:
        yield f"there is no person {event.to!r}"
    elif alleged:
        yield from involvement(case, person, alleged)


def involvement(case: Case, person: Person, alleged: Detriment) -> Iterator[str]:
    """What ties a person to a complaint or to what is alleged in it; nobody is cleared of that."""
    accused = Case(replace(case.state, about=alleged.about), case.policy, case.people)
    yield from (said for rule, said in conflicts(case, person).items() if rule != "handler_not_line_manager")
    if managed := manages_one_complained_of(case, person) or manages_one_complained_of(accused, person):
        yield f"{person.called} manages {managed}, whom it is about"
    if accused.complained_of(person):
        yield f"{person.called} is said to have treated them worse"
    if person.id in hands_on(case.state):
        yield f"{person.called} has had a part in the complaint"


def hands_on(state: State) -> frozenset[str]:
    """Everyone who has had a part in a complaint, by id: handled, delegated, advised, reviewed, sat or approved."""
    found = {*state.involved, *state.informal_handlers, *(state.refused.approved_by if state.refused else ())}
    for stage in state.stages.values():
        found |= {*stage.handlers, *stage.panel, *stage.panel_met}
    return frozenset(found)


@guard(e.DetrimentConcluded)
def detriment_own(case: Case, event: e.DetrimentConcluded) -> Iterator[str]:
    """Only the person it was given to concludes on it, with reasons."""
    alleged = case.state.inquiry.detriments.get(event.id)
    if alleged and alleged.to and event.by != alleged.to:
        yield f"only {case.called(alleged.to)}, to whom it was given, concludes on it"
    if not event.reasons.strip():
        yield "a conclusion needs its reasons"


@guard(e.Closed)
def detriment_open(case: Case, event: e.Closed) -> Iterator[str]:
    """A complaint is not closed, on any ground, while worse treatment for making it is alleged and not concluded on."""
    if case.state.inquiry.alleged:
        yield "they say they are treated worse for complaining, and nobody uninvolved has concluded on it"
