"""What may happen next, and what may not and why.

For each event of the vocabulary its plainest forms are put to the same guards that decide the real one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from itertools import chain
from typing import Any, get_args

from putright.core import events as e
from putright.core.case import Case
from putright.core.decide import Reason, decide
from putright.core.events import VOCABULARY, Event
from putright.core.guards.times import current_due
from putright.core.options_investigation import FORMS as INVESTIGATION
from putright.core.options_learning import FORMS as LEARNING
from putright.core.options_links import FORMS as LINKS
from putright.core.options_people import FORMS as PEOPLE
from putright.core.options_registers import FORMS as REGISTERS
from putright.core.policy import Person

PLAIN = "…"


def options(case: Case, on: date) -> dict[str, tuple[Reason, ...]]:
    """For every event that is decided: no reasons if it may happen on that day, else why not."""
    able = _with_everybody(case)
    return {kind: _refusal(able, kind, on) for kind, cls in VOCABULARY.items() if not cls.is_fact}


def refusal(case: Case, kind: str, on: date, plainest: bool = False) -> tuple[Reason, ...]:
    """Why no plain form of an event would be accepted on that day; nothing if one would.

    The `plainest` forms are those without approvals and without a special ground.
    """
    return _refusal(_with_everybody(case), kind, on, plainest)


def _refusal(able: Case, kind: str, on: date, plainest: bool = False) -> tuple[Reason, ...]:
    first: tuple[Reason, ...] | None = None
    special = _SPECIAL.get(kind) if not plainest else None
    forms = chain(plain_forms(able, kind, on), special(able, on) if special else ())
    for event in forms:
        reasons = decide(able, event)
        if not reasons:
            return ()
        first = first or reasons
    return first or ()


def _with_everybody(case: Case) -> Case:
    """The case with one more person for each role, so that a role nobody is named for can still act."""
    spare = {f"any {role}": Person(f"any {role}", frozenset([role])) for role in case.policy.pack.roles}
    return Case(case.state, case.policy, {**case.people, **spare})


def plain_forms(case: Case, kind: str, on: date) -> Iterator[Event]:
    """The simplest events of a kind, likeliest to be accepted first."""
    forms = _FORMS.get(kind)
    if forms:
        yield from forms(case, on)
    else:
        yield VOCABULARY[kind](on=on)


def _assigned(case: Case, on: date) -> Iterator[Event]:
    for person in case.people:
        yield e.Assigned(on=on, to=person)


def _referred_back(case: Case, on: date) -> Iterator[Event]:
    return (e.ReferredBack(on=on, to=person) for person in case.people)


def _refused(case: Case, on: date) -> Iterator[Event]:
    for ground in get_args(e.Ground):
        rule = case.policy.ground(ground, case.state.source)
        if rule:
            yield e.Refused(on=on, ground=ground, explanation=PLAIN)


def _refused_with_approval(case: Case, on: date) -> Iterator[Event]:
    for ground, rule in case.policy.pack.grounds.items():
        if rule.approvals:
            yield e.Refused(on=on, ground=ground, explanation=PLAIN, approved_by=rule.approvals)


def _triaged(case: Case, on: date) -> Iterator[Event]:
    return (e.Triaged(on=on, as_=kind) for kind in get_args(e.Triage))


def _extended(case: Case, on: date) -> Iterator[Event]:
    due = min(current_due(case) or on, date.max - timedelta(1))
    yield e.Extended(on=on, until=max(due, on) + timedelta(1), reason=PLAIN, agreed=True)


def _decided(case: Case, on: date) -> Iterator[Event]:
    points = case.state.current.points if case.state.current else {}
    found = e.Finding("upheld", PLAIN)
    yield e.Decided(on=on, findings=dict.fromkeys(points or ["p1"], found))


def _escalation_refused(case: Case, on: date) -> Iterator[Event]:
    return (e.EscalationRefused(on=on, ground=g, explanation=PLAIN) for g in get_args(e.EscalationGround))


def _closed_on_a_ground(case: Case, on: date) -> Iterator[Event]:
    for ground in case.policy.pack.closing_grounds:
        yield e.Closed(on=on, ground=ground, decided_by=PLAIN, evidence=PLAIN)


def _issue_raised(case: Case, on: date) -> Iterator[Event]:
    yield e.IssueRaised(on=on, id="new", text=PLAIN, related=True)


def _variation(case: Case, on: date) -> Iterator[Event]:
    roles = list(case.policy.pack.roles)
    for body in case.policy.pack.variation or ("board",):
        yield e.VariationAuthorised(on=on, by_role=body, reason=PLAIN, replaces={roles[0]: roles[-1]})


def _redirected(case: Case, on: date) -> Iterator[Event]:
    for brand in case.policy.pack.brands or ("other",):
        yield e.Redirected(on=on, brand=brand)


def _assessed(case: Case, on: date) -> Iterator[Event]:
    yield e.Assessed(on=on, route="investigation")


def _procedure_opened(case: Case, on: date) -> Iterator[Event]:
    yield e.ProcedureOpened(on=on, id="new", procedure="tribunal", what=PLAIN)


def _procedure_step(case: Case, on: date) -> Iterator[Event]:
    for key in case.state.safety.procedures or ("1",):
        yield from (e.ProcedureStep(on=on, id=key, step=s, what=PLAIN) for s in get_args(e.StepElsewhere))


_HAZARD_FIELDS: Mapping[str, dict[str, str]] = {
    "hazard_investigated": {"found": "significant", "what": PLAIN},
    "hazard_summary_sent": {"method": "email"},
    "rehoused": {"what": PLAIN},
    "access_attempted": {"method": "visit", "what": PLAIN},
}


def _of_a_hazard(kind: str) -> Callable[[Case, date], Iterator[Event]]:
    def forms(case: Case, on: date) -> Iterator[Event]:
        of: Any = VOCABULARY[kind]
        fields = _HAZARD_FIELDS.get(kind, {})
        return (of(on=on, id=key, **fields) for key in case.state.safety.hazards or ("1",))

    return forms


_FORMS: Mapping[str, Callable[[Case, date], Iterator[Event]]] = {
    "triaged": _triaged,
    "refused": _refused,
    "redirected": _redirected,
    "defined": lambda case, on: iter([e.Defined(on=on, points={"p1": PLAIN}, outcomes=())]),
    "assigned": _assigned,
    "referred_back": _referred_back,
    "guidance_sought": lambda case, on: iter([e.GuidanceSought(on=on, from_=PLAIN)]),
    "reported": lambda case, on: iter([e.Reported(on=on, to=PLAIN)]),
    "mediation_answered": lambda case, on: iter([e.MediationAnswered(on=on, answer=PLAIN)]),
    "external_assistance_ended": lambda case, on: iter([e.ExternalAssistanceEnded(on=on, result=PLAIN)]),
    "advice_set_aside": lambda case, on: iter([e.AdviceSetAside(on=on, rule=PLAIN, of=PLAIN, reason=PLAIN)]),
    "updates_agreed": lambda case, on: iter([e.UpdatesAgreed(on=on, every_working_days=5)]),
    "adjustment_recorded": lambda case, on: iter([e.AdjustmentRecorded(on=on, what=PLAIN)]),
    "adjustment_ended": lambda case, on: (
        e.AdjustmentEnded(on=on, what=what, reason=PLAIN) for what in (case.state.adjustments[:1] or [PLAIN])
    ),
    "need_overridden": lambda case, on: iter(
        [e.NeedOverridden(on=on, need="large_print", channel="post", reason=PLAIN, of="acknowledged")]
    ),
    "format_made": lambda case, on: iter([e.FormatMade(on=on, need="braille", of="acknowledged")]),
    "representative_authorised": lambda case, on: iter([e.RepresentativeAuthorised(on=on, who=PLAIN)]),
    "consent_given": lambda case, on: iter([e.ConsentGiven(on=on, to=PLAIN)]),
    "promise_made": lambda case, on: iter([e.PromiseMade(on=on, id="new", what=PLAIN, by=on)]),
    "promise_revised": lambda case, on: (
        e.PromiseRevised(on=on, id=key, until=on + timedelta(1), agreed=True, reason=PLAIN)
        for key in (*_undone(case.state.promises), "1")
    ),
    "extended": _extended,
    "position_heard": lambda case, on: iter([e.PositionHeard(on=on, party="complainant")]),
    "findings_shared": lambda case, on: iter([e.FindingsShared(on=on, with_="complainant")]),
    "issue_raised": _issue_raised,
    "decided": _decided,
    "response_sent": lambda case, on: iter([e.ResponseSent(on=on, method="email")]),
    "escalation_refused": _escalation_refused,
    "variation_authorised": _variation,
    "safety_alerted": lambda case, on: iter([e.SafetyAlerted(on=on, to=PLAIN)]),
    "candour_step": lambda case, on: iter([e.CandourStep(on=on, step=PLAIN)]),
    "warning_given": lambda case, on: iter([e.WarningGiven(on=on, what=PLAIN, decided_by=PLAIN)]),
    "assessed": _assessed,
    "procedure_opened": _procedure_opened,
    "procedure_step": _procedure_step,
    **{
        kind: _of_a_hazard(kind)
        for kind in (
            "hazard_investigated", "hazard_summary_sent", "hazard_made_safe", "hazard_works_begun",
            "hazard_works_completed", "rehoused", "access_attempted",
        )
    },
    "restriction_set": lambda case, on: iter([e.RestrictionSet(on=on, what=PLAIN, decided_by=PLAIN)]),
    "restriction_told": lambda case, on: iter([e.RestrictionTold(on=on, method="letter")]),
    "restriction_reviewed": lambda case, on: iter(
        [e.RestrictionReviewed(on=on, outcome="lifted", reason=PLAIN, decided_by=PLAIN)]
    ),
    "remedy_completed": lambda case, on: (
        e.RemedyCompleted(on=on, id=key) for key in (*_undone(case.state.remedies), "1")
    ),
    "remedy_chased": lambda case, on: (e.RemedyChased(on=on, id=key) for key in (*_undone(case.state.remedies), "1")),
    "remedy_revised": lambda case, on: (
        e.RemedyRevised(on=on, id=key, by=on + timedelta(7), reason=PLAIN, agreed=True)
        for key in (*_undone(case.state.remedies), "1")
    ),
    "remedy_withdrawn": lambda case, on: (
        e.RemedyWithdrawn(on=on, id=key, reason=PLAIN) for key in (*_undone(case.state.remedies), "1")
    ),
    "evidence_date_revised": lambda case, on: (
        e.EvidenceDateRevised(on=on, id=key, until=on + timedelta(7)) for key in (*_undone(case.state.evidence), "1")
    ),
    "evidence_provided": lambda case, on: (
        e.EvidenceProvided(on=on, id=key) for key in (*_undone(case.state.evidence), "1")
    ),
    "recommendation_answered": lambda case, on: (
        e.RecommendationAnswered(on=on, id=key, answer="accepted") for key in (*_undone(case.state.orders), "1")
    ),
    "notice_answered": lambda case, on: (
        e.NoticeAnswered(on=on, id=key) for key in (*_undone(case.state.notices), "1")
    ),
    "code_withdrawn": lambda case, on: iter([e.CodeWithdrawn(on=on, party="p1", reason=PLAIN)]),
    "message_read": lambda case, on: (
        e.MessageRead(on=on, id=key, what=PLAIN)
        for key in (*(k for k, one in case.state.messages.items() if not one.read), "1")
    ),
    "order_completed": lambda case, on: (e.OrderCompleted(on=on, id=key) for key in (*_undone(case.state.orders), "1")),
    **INVESTIGATION,
    **LEARNING,
    **LINKS,
    **PEOPLE,
    **REGISTERS,
}  # fmt: skip


_SPECIAL: Mapping[str, Callable[[Case, date], Iterator[Event]]] = {
    "refused": _refused_with_approval,
    "closed": _closed_on_a_ground,
}


def _undone(promises: Mapping[str, object]) -> list[str]:
    return [key for key, promise in promises.items() if not getattr(promise, "done", None)]
