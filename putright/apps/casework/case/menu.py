"""What may be done on a case now, what comes next, and what may not be done and why: from `core.options`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from django.urls import NoReverseMatch, reverse

from putright.apps.accounts import permissions
from putright.apps.accounts.models import Person
from putright.apps.casework.approving import answerable
from putright.apps.casework.case import (
    adjusting,
    alerting,
    approvals,
    assessing,
    codes,
    completing,
    conduct,
    conflicts,
    contact,
    deciding,
    ending,
    escalating,
    fairly,
    handling,
    hazards,
    kinds,
    learning,
    linked,
    members,
    panel,
    plain,
    planning,
    reading,
    redress,
    sharing,
    surveying,
)
from putright.apps.casework.case.conflicts import may_clear
from putright.apps.casework.case.grouping import GROUPS, SENSIBLE
from putright.apps.casework.opened import Opened
from putright.apps.casework.steps import Step, in_full
from putright.core.decide import Reason
from putright.core.guards.fairness import unheard
from putright.core.options import options
from putright.core.panel import troubles
from putright.core.state import Stage, State

OWN_FORMS: tuple[type[Step], ...] = (
    handling.Assigned, handling.Defined, handling.IssueRaised, handling.RepresentativeAuthorised, deciding.Decided,
    adjusting.AdjustmentRecorded, adjusting.AdjustmentEnded,
    completing.RemedyCompleted,
    contact.Contacted, contact.UpdateSent, contact.PromiseRevised, escalating.EscalationRequested, escalating.Escalated,
    approvals.ApprovalAsked, approvals.ApprovalGiven, conflicts.Recused, conflicts.InterestDeclared,
    conflicts.ConflictCleared, *panel.STEPS, ending.VariationAuthorised, ending.Closed,
    alerting.SafetyAlerted, alerting.CandourStep, assessing.Assessed, assessing.ProcedureOpened, hazards.HazardReported,
    redress.Determined, conduct.RestrictionSet, reading.MessageReceived, reading.MessageRead,
    codes.CodeWithdrawn, *linked.STEPS, *members.STEPS,
    planning.InvestigationPlanned, planning.InformationRequested, planning.InformationReceived,
    planning.EvidenceRecorded, fairly.InterviewHeld, fairly.MeetingHeld, fairly.CommentsAnswered,
    fairly.ShortfallRecorded, fairly.DetrimentAlleged, fairly.DetrimentAssigned, fairly.DetrimentConcluded,
    sharing.FeedbackShared, surveying.SurveyAnswered, *learning.STEPS,
)  # fmt: skip
PAGES: Mapping[str, type[Step]] = plain.PAGES | {s.kind: s for s in OWN_FORMS}
"""The page of every step that issues no letter, by the event it means."""

NOTICES = (
    "triaged", "feedback_answered", "redirected", "own_account_requested", "policy_copy", "procedure_opened",
    "procedure_step",
    "update_sent", "promise_revised", "remedy_revised", "closed", "reopened", "survey_sent", "findings_shared",
    "comments_answered", "mediation_offered", "detriment_concluded", "panel_invited", "panel_convened",
    "warning_given", "restriction_told", "restriction_reviewed", "hazard_summary_sent", "evidence_provided",
)  # fmt: skip
"""Steps of `PAGES` that letters have a page for, which issues one or records the step alone."""

LETTERS = {
    "acknowledged": ("Acknowledge", "letter_acknowledge"),
    "extended": ("Extend the response date", "letter_extend"),
    "refused": ("Refuse the complaint", "letter_refuse"),
    "escalation_refused": ("Refuse the request for stage 2", "letter_refuse_escalation"),
    "response_sent": ("Send the response", "letter_respond"),
    **{kind: (PAGES[kind].title, f"letter_{kind}") for kind in NOTICES},
    "written": ("Write to them", "letter_written"),
    "candour_written": ("Write to them under the duty of candour", "letter_candour_written"),
}
"""The steps that issue a letter: title, and the name of the address of their page."""

IN_PERSON: Mapping[str, Callable[[Opened, Person, date], object]] = {
    "approval_given": answerable,
    "conflict_cleared": may_clear,
    "detriment_concluded": lambda opened, person, today: fairly.mine(opened, person.key),
}
"""Steps that only certain people take, each in their own name: what somebody could do there."""


@dataclass(frozen=True)
class Action:
    """A step as a link. `note` says why now, or by when."""

    kind: str
    title: str
    href: str
    note: str = ""


@dataclass(frozen=True)
class Menu:
    """`next`: the likeliest steps, in order. `groups`: all that may be done. `refused`: the rest, and why not."""

    next: Sequence[Action]
    groups: Sequence[tuple[str, Sequence[Action]]]
    refused: Sequence[tuple[str, Sequence[tuple[str, Sequence[str]]]]]


def menu(opened: Opened, person: Person, today: date) -> Menu:
    """The menu of a case for a person on a day."""
    reasons = options(opened.judged, max(today, opened.state.last))
    held = permissions.granted(person)
    may = {kind for kind in title_of if not reasons.get(kind) and _needs(kind) in held and _sensible(kind, opened)}
    may -= {kind for kind, mine in IN_PERSON.items() if kind in may and not mine(opened, person, today)}
    to = {kind: address for kind, address in addresses(opened.case.reference).items() if kind in may}
    called = {**title_of, **kinds.titles(opened)}
    if "made_formal" in to and (beside := kinds.complain_href(opened)):
        to["made_formal"] = beside
    wanted = [Action(kind, called[kind], to[kind], note) for kind, note in _next(opened, today) if kind in to][:3]
    groups = [
        (name, [Action(kind, called[kind], to[kind]) for kind in of if kind in to]) for name, of in GROUPS.items()
    ]
    always = [one for _, found in groups for one in found if one.kind == "contacted"]
    first = wanted if any(one.kind == "contacted" for one in wanted) else wanted + always
    return Menu(
        first,
        [(name, found) for name, found in groups if found],
        list(_refused(opened, reasons)),
    )


title_of: Mapping[str, str] = {kind: page.title for kind, page in PAGES.items()} | {
    k: t for k, (t, _) in LETTERS.items()
}
"""What each step is called."""


def addresses(reference: str) -> Mapping[str, str]:
    """Where each step is taken on a case; a letter's only where letters are installed."""
    case = reverse("case", args=[reference])
    found = {kind: f"{case}/{kind}" for kind in PAGES}
    with suppress(NoReverseMatch):
        found |= {kind: reverse(name, args=[reference]) for kind, (_, name) in LETTERS.items()}
    return found


def _needs(kind: str) -> str:
    return PAGES[kind].needs if kind in PAGES else permissions.WORK_CASE


def _sensible(kind: str, opened: Opened) -> bool:
    check = SENSIBLE.get(kind)
    return not check or check(opened.state)


def _refused(
    opened: Opened, reasons: Mapping[str, Sequence[Reason]]
) -> Iterator[tuple[str, Sequence[tuple[str, Sequence[str]]]]]:
    """What may not be done and why, without the steps that have nothing here to act on."""
    for kind, found in reasons.items():
        if kind in title_of and kind not in IN_PERSON and any(_tells(kind, reason, opened) for reason in found):
            yield title_of[kind], [(in_full(r.text), r.cites) for r in found if r.rule != "known_id"]


def _tells(kind: str, reason: Reason, opened: Opened) -> bool:
    """Whether a reason says more than that there is nothing of the kind: the engine tries made-up ids."""
    return reason.rule != "known_id" and (reason.rule != "possible_now" or _sensible(kind, opened))


def _next(opened: Opened, today: date) -> Iterator[tuple[str, str]]:
    """The steps that should come next, each with why, in the order of the procedure."""
    state, stage = opened.state, opened.state.current
    yield "approval_given", "Your approval is asked for"
    yield "detriment_concluded", "Yours alone to decide"
    if any(not state.inquiry.detriments[key].to for key in state.inquiry.alleged):
        yield "detriment_assigned", "They say they are treated worse for complaining"
    if any(hazard.emergency and not hazard.safe for hazard in state.safety.open_hazards):
        yield "hazard_made_safe", "An emergency: 24 hours"
    if any(duty.name.startswith("safety.alert:") and not duty.done for duty in opened.duties):
        yield "safety_alerted", "The same day"
    if any(not message.read for message in state.messages.values()):
        yield "message_read", "They wrote, and nobody has read it yet"
    if state.status in ("triage", "not_a_complaint"):
        yield from kinds.next_steps(opened)
        yield "made_formal", "Whenever they want it"
        yield "closed", ""
    if state.status == "open" and stage:
        yield from _open(opened, stage, today)
    yield from _outstanding(opened, today)
    if state.status == "answered":
        yield "remedy_completed", _due_first(opened, "remedy:")
        yield from _to_learn(state)
        yield "closed", "What is promised is followed on" if _promised(opened) else "Nothing more is awaited"
        yield "escalation_requested", "If they are not content"
    if state.status in ("closed", "withdrawn", "refused"):
        yield "remedy_completed", _due_first(opened, "remedy:")
        yield "survey_sent", ""
        yield "escalation_requested", "If they are not content"
        yield "reopened", ""


def _outstanding(opened: Opened, today: date) -> Iterator[tuple[str, str]]:
    """What an answered or closed complaint still owes and cannot wait: the Ombudsman's evidence, an overdue remedy."""
    if note := _due_first(opened, "evidence:"):
        yield "evidence_provided", note
    late = [d.due for d in opened.duties if d.name.startswith("remedy:") and d.status(today) == "overdue" and d.due]
    if late:
        yield "remedy_chased", f"Promised for {_day(min(late))}"
    if any(d.name.startswith("action:") and d.status(today) == "overdue" for d in opened.duties):
        yield "action_completed", _due_first(opened, "action:")


def _to_learn(state: State) -> Iterator[tuple[str, str]]:
    """Where something was upheld, what it teaches; where nobody has said what it was about, that."""
    found = {one.finding for stage in state.stages.values() for one in stage.findings.values()}
    if found - {"not_upheld"} and not state.learning.lessons:
        yield "lesson_recorded", "Something went wrong: what does it teach?"
    elif not state.learning.classified:
        yield "classified", ""


def _due_first(opened: Opened, kind: str) -> str:
    found = [duty.due for duty in opened.duties if duty.name.startswith(kind) and not duty.done and duty.due]
    return f"Due {_day(min(found))}" if found else ""


def _promised(opened: Opened) -> bool:
    kinds = ("remedy:", "promise:", "evidence:", "order:")
    return any(duty.name.startswith(kinds) and not duty.done for duty in opened.duties)


def _open(opened: Opened, stage: Stage, today: date) -> Iterator[tuple[str, str]]:
    state = opened.state
    yield from _waiting(state, stage)
    if not stage.handler:
        yield "assigned", "Nobody has it yet"
    if not state.safety.assessment and stage.number == 1:
        yield "assessed", "A first look: what it needs, who is at risk"
    if not stage.defined:
        yield "defined", "Agree what it is about"
    if not stage.acknowledged and not state.anonymous:
        yield "acknowledged", _due(opened, f"stage{stage.number}.acknowledge")
    if not stage.contacted and not stage.decided:
        yield "contacted", "Talk it over with them"
    if stage.number == 2 and opened.policy.pack.panel:
        yield from _panel(opened, stage)
    yield from _finding_out(opened, stage)
    yield from _outstanding(opened, today)
    yield "update_sent", ""


def _waiting(state: State, stage: Stage) -> Iterator[tuple[str, str]]:
    """What somebody waits for: an answer to their comments, or to their request for stage 2."""
    if stage.unanswered and not stage.decided:
        yield "comments_answered", "Before anything is decided"
    if stage.number == 2 and not stage.escalated:
        if 1 in state.stages and not state.stages[1].response:
            yield "escalation_refused", "Stage 1 has not been answered yet"
        yield "escalated", "They have asked for stage 2"


def _finding_out(opened: Opened, stage: Stage) -> Iterator[tuple[str, str]]:
    due = _due(opened, f"stage{stage.number}.respond")
    if stage.decided:
        yield "response_sent", due
        return
    if not stage.plan and stage.defined:
        yield "investigation_planned", "What is needed, from whom, by when"
    if any(unheard(opened.judged)):
        yield "position_heard", "Both sides get a fair hearing"
    yield "decided", due


def _panel(opened: Opened, stage: Stage) -> Iterator[tuple[str, str]]:
    if stage.panel_met:
        return
    if stage.panel:
        yield "panel_met", ""
        if any(troubles(opened.judged, stage.panel)):
            yield "panel_convened", "As it was convened it cannot meet"
    elif stage.sitting.dates:
        yield "panel_convened", "It meets before anything is decided"
        yield "availability_given", ""
    else:
        yield "panel_invited", "A panel reviews it"


def _due(opened: Opened, name: str) -> str:
    due = next((duty.due for duty in opened.duties if duty.name == name), None)
    return f"Due {_day(due)}" if due else ""


def _day(on: date) -> str:
    return f"{on:%A} {on.day} {on:%B}"
