"""What somebody diligent would do next on a complaint, and how each kind of duty is met."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta

from putright.core import events as e
from putright.core.case import Case
from putright.core.decide import decide
from putright.core.duties import Obligation, obligations
from putright.core.events import Event
from putright.core.guards.fairness import parties_against, unheard
from putright.core.options import plain_forms
from putright.core.panel import troubles
from putright.core.state import Stage

WHY = "Because of what was found"


def next_steps(case: Case, on: date) -> Iterator[Event]:
    """The steps of the procedure that come next and may happen, the likeliest first."""
    return (event for event in _wanted(case, on) if not decide(case, event))


def _wanted(case: Case, on: date) -> Iterator[Event]:
    state = case.state
    if state.status in ("triage", "not_a_complaint"):
        yield e.MadeFormal(on=on)
    if state.status == "open" and state.current:
        yield from _open(case, state.current, on)
    if state.status in ("answered", "withdrawn", "refused", "triage", "not_a_complaint"):
        yield e.Closed(on=on)


def _open(case: Case, stage: Stage, on: date) -> Iterator[Event]:
    if stage.number == 2 and not stage.escalated:
        yield e.EscalationRefused(on=on, ground="not_answered_yet", explanation=WHY)
        yield e.Escalated(on=on)
    if not stage.handler:
        yield from plain_forms(case, "assigned", on)
        yield from _varied(case, on)
    if not stage.acknowledged:
        yield e.Acknowledged(on=on)
    if not stage.defined:
        yield e.Defined(on=on, points={"p1": "Damp", "p2": "Nobody came"}, outcomes=("A repair",))
    for party in stage.unanswered:
        yield e.CommentsAnswered(on=on, from_=party, answer=WHY)
    for party in unheard(case):
        yield e.PositionHeard(on=on, party="complainant" if party == "the complainant" else party)
    if stage.number == 2 and case.policy.pack.panel and (not stage.panel_met or any(troubles(case, stage.panel_met))):
        yield from _panel(case, stage, on)
    if not stage.decided or stage.undecided:
        yield from _decision(case, stage, on)
    yield e.ResponseSent(on=on, method="email")
    yield e.ResponseSent(on=on, method="email", by=next(iter(_reporters(case)), None))


def _varied(case: Case, on: date) -> Iterator[Event]:
    lead = case.policy.pack.handling["2"].roles[0]
    for body in case.policy.pack.variation:
        for role in case.policy.pack.roles:
            yield e.VariationAuthorised(on=on, by_role=body, reason=WHY, replaces={lead: role})


def _reporters(case: Case) -> Iterator[str]:
    rule = case.policy.pack.reports_back.get("2" if case.state.stage == 2 else "1")
    for role in rule.roles if rule else ():
        yield case.required(role)


def _panel(case: Case, stage: Stage, on: date) -> Iterator[Event]:
    for seat, rule in case.policy.pack.panel.seats.items() if case.policy.pack.panel else ():
        if rule.needs_consent and f"{seat}_on_panel" not in case.state.consents:
            yield e.ConsentGiven(on=on, to=f"{seat}_on_panel")
    if not stage.panel or any(troubles(case, stage.panel)):
        yield from plain_forms(case, "panel_convened", on)
    yield e.PanelMet(on=on, members=stage.panel)


def _decision(case: Case, stage: Stage, on: date) -> Iterator[Event]:
    points = list(stage.points) or ["p1"]
    finding = e.Finding("upheld", WHY, adverse=bool(case.state.about))
    remedy = e.Remedy("repair", "The wall is dried and painted", on + timedelta(28))
    remedies = {f"r{len(case.state.remedies) + 1}": remedy}
    decided = e.Decided(on=on, findings=dict.fromkeys(points, finding), remedies=remedies)
    for party in parties_against(case, decided):
        if not any(case.same(party, name) for name in stage.shared):
            yield e.FindingsShared(on=on, with_=party)
    yield decided


def meet(case: Case, duty: Obligation, on: date) -> Iterator[Event]:
    """The events that would bring a duty nearer to being met."""
    base, _, key = duty.name.partition(":")
    return _MEETS[base](case, key, on) if base in _MEETS else iter(())


_Meets = Callable[[Case, str, date], Iterator[Event]]


def _answer(case: Case, key: str, on: date) -> Iterator[Event]:
    return next_steps(case, on)


def _feedback(case: Case, key: str, on: date) -> Iterator[Event]:
    wanted = case.state.entry.kind == "policy_request"
    yield e.PolicyCopy(on=on) if wanted else e.FeedbackAnswered(on=on, what=WHY)


def _candour(case: Case, key: str, on: date) -> Iterator[Event]:
    steps = case.policy.pack.candour.steps if case.policy.pack.candour else ()
    return (e.CandourStep(on=on, step=step) for step in steps if step not in case.state.candour)


def _detriment(case: Case, key: str, on: date) -> Iterator[Event]:
    for person in case.people:
        yield e.DetrimentConcluded(on=on, id=key, by=person, finding="not_upheld", reasons=WHY)
    for person in case.people:
        yield e.DetrimentAssigned(on=on, id=key, to=person)


def _procedure(case: Case, key: str, on: date) -> Iterator[Event]:
    id_, _, step = key.partition(".")
    done = {"told": "told", "acknowledge": "acknowledged", "conclude": "concluded"}[step]
    yield e.ProcedureStep(on=on, id=id_, step=done, what=WHY)  # type: ignore[arg-type]


def _hazard(case: Case, key: str, on: date) -> Iterator[Event]:
    id_, _, clock = key.partition(".")
    yield {
        "investigate": e.HazardInvestigated(on=on, id=id_, found="significant", what=WHY),
        "summary": e.HazardSummarySent(on=on, id=id_, method="email"),
        "safe": e.HazardMadeSafe(on=on, id=id_, time="23:59"),
        "rehouse": e.Rehoused(on=on, id=id_, what="A hotel"),
        "works": e.HazardWorksBegun(on=on, id=id_),
        "complete": e.HazardWorksCompleted(on=on, id=id_),
    }[clock]


def _review(case: Case, key: str, on: date) -> Iterator[Event]:
    return (
        e.RestrictionReviewed(on=on, outcome="lifted", reason=WHY, decided_by=person)
        for person in (*case.people, *case.policy.pack.roles)
    )


_MEETS: Mapping[str, _Meets] = {
    "action": lambda case, key, on: iter([e.ActionCompleted(on=on, id=key, proof="The new page")]),
    **dict.fromkeys(("stage1.acknowledge", "stage1.respond", "stage2.acknowledge", "stage2.respond"), _answer),
    "promise": lambda case, key, on: iter([e.Contacted(on=on, method="phone", keeps=(key,))]),
    "request": lambda case, key, on: iter([e.InformationReceived(on=on, id=key, what="The job sheets")]),
    "notice": lambda case, key, on: iter([e.NoticeAnswered(on=on, id=key)]),
    "detriment": _detriment,
    "procedure": _procedure,
    "hazard": _hazard,
    "review": _review,
    "update": lambda case, key, on: iter([e.UpdateSent(on=on, method="phone", what="Where it stands")]),
    "safety.alert": lambda case, key, on: iter([e.SafetyAlerted(on=on, to=key.partition(":")[0])] if key else []),
    "candour.notify": _candour,
    "remedy": lambda case, key, on: iter([e.RemedyCompleted(on=on, id=key)]),
    "evidence": lambda case, key, on: iter([e.EvidenceProvided(on=on, id=key)]),
    "order": lambda case, key, on: iter([e.OrderCompleted(on=on, id=key)]),
    "service_request": lambda case, key, on: iter([e.RequestCompleted(on=on)]),
    "answer": _feedback,
    "share": lambda case, key, on: iter([e.FeedbackShared(on=on, with_=(*case.policy.pack.roles,))]),
    "message": lambda case, key, on: iter([e.MessageRead(on=on, id=key, what=WHY)]),
    "hold": lambda case, key, on: iter([e.HoldLifted(on=on, id=key, reason=WHY)]),
    "survey": lambda case, key, on: iter([e.SurveySent(on=on, method="email")]),
    "survey.follow_up": lambda case, key, on: iter([e.SurveyFollowedUp(on=on, what=WHY)]),
}


def left_to_do(case: Case, on: date) -> list[Obligation]:
    """What is still owed: everything but the complainant's own time to ask, and disposing of the records."""
    return [
        duty
        for duty in obligations(case)
        if duty.owed and not duty.done and not duty.window and duty.name != "dispose"
        and duty.status(on) in ("open", "overdue")
    ]  # fmt: skip
