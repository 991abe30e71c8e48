"""What may be done on a case now, what comes next, and what may not be done and why: from `core.options`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from django.urls import NoReverseMatch, reverse

from putright.apps.accounts import permissions
from putright.apps.accounts.models import Person
from putright.apps.casework.case import deciding, ending, handling, plain
from putright.apps.casework.opened import Opened
from putright.apps.casework.steps import Step, in_full
from putright.core.decide import Reason
from putright.core.guards.fairness import unheard
from putright.core.options import options
from putright.core.state import Stage, State

OWN_FORMS: tuple[type[Step], ...] = (
    handling.Assigned, handling.Defined, handling.IssueRaised, handling.RepresentativeAuthorised, deciding.Decided,
    ending.PanelConvened, ending.PanelMet, ending.VariationAuthorised, ending.Closed,
)  # fmt: skip
PAGES: Mapping[str, type[Step]] = plain.PAGES | {s.kind: s for s in OWN_FORMS}
"""The page of every step that issues no letter, by the event it means."""

LETTERS = {
    "acknowledged": ("Acknowledge", "letter_acknowledge"),
    "extended": ("Extend the response date", "letter_extend"),
    "refused": ("Refuse the complaint", "letter_refuse"),
    "escalation_refused": ("Refuse the request for stage 2", "letter_refuse_escalation"),
    "response_sent": ("Send the response", "letter_respond"),
}
"""The steps that issue a letter: title, and the name of the address of their page."""

GROUPS: Mapping[str, tuple[str, ...]] = {
    "Handle it": ("triaged", "informal_attempted", "made_formal", "redirected", "assigned", "acknowledged", "defined",
                  "contacted", "updates_agreed", "update_sent", "issue_raised", "extended", "referred_back",
                  "guidance_sought", "mediation_offered", "mediation_answered"),
    "Hear both sides and decide": ("position_heard", "findings_shared", "comments_received", "decided",
                                   "response_sent", "response_received", "notice_bounced", "reported"),
    "Stage 2": ("escalation_requested", "escalated", "escalation_refused", "panel_convened", "panel_met",
                "variation_authorised"),
    "The complainant": ("adjustment_recorded", "representative_authorised", "consent_given", "identity_checked",
                        "own_account_requested", "policy_copy", "complainant_satisfied", "withdrawn"),
    "Safety and behaviour": ("safety_alerted", "candour_step", "behaviour_recorded", "restriction_set"),
    "Put right and learn": ("remedy_completed", "lesson_recorded", "action_set", "action_completed", "survey_sent",
                            "survey_answered"),
    "End it": ("closed", "reopened", "refused", "fact_recorded", "legal_proceedings_recorded",
               "discretion_exercised", "external_assistance_sought", "external_assistance_ended"),
    "The Ombudsman": ("ombudsman_referred", "evidence_requested", "evidence_date_revised", "evidence_provided",
                      "determined", "order_made", "failure_order_made", "order_completed"),
}  # fmt: skip


def _answered(state: State) -> bool:
    return any(stage.response for stage in state.stages.values())


def _notified(state: State) -> bool:
    return any(stage.acknowledged or stage.extensions or stage.response for stage in state.stages.values())


SENSIBLE: Mapping[str, Callable[[State], bool]] = {
    "made_formal": lambda s: not s.formal,
    "triaged": lambda s: s.triaged is None or not s.formal,
    "informal_attempted": lambda s: not s.formal or "acknowledged" not in s.seen,
    "redirected": lambda s: s.brand is not None,
    "issue_raised": lambda s: s.stage == 1,
    "response_received": _answered,
    "notice_bounced": _notified,
    "reported": _answered,
    "comments_received": lambda s: bool(s.current and s.current.shared),
    "escalation_requested": lambda s: s.formal and not s.refused and (2 not in s.stages or bool(s.stages[2].response)),
    "complainant_satisfied": lambda s: not s.satisfied and not s.closed,
    "withdrawn": lambda s: not s.closed and not s.withdrawn,
    "safety_alerted": lambda s: bool(s.flags),
    "candour_step": lambda s: "notifiable_safety_incident" in s.flags,
    "action_completed": lambda s: "action_set" in s.seen,
    "survey_sent": lambda s: bool(s.closed),
    "survey_answered": lambda s: bool(s.survey_sent),
    "external_assistance_ended": lambda s: s.assistance_sought,
    "ombudsman_referred": lambda s: not s.with_ombudsman,
    "evidence_requested": lambda s: s.with_ombudsman,
    "determined": lambda s: s.with_ombudsman,
    "order_made": lambda s: "determined" in s.seen,
    "failure_order_made": lambda s: s.with_ombudsman or "determined" in s.seen,
}
"""Where a step that nothing forbids would make no sense: it is then left out of the list."""


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
    to = {kind: address for kind, address in addresses(opened.case.reference).items() if kind in may}
    wanted = [Action(kind, title_of[kind], to[kind], note) for kind, note in _next(opened) if kind in to][:3]
    groups = [
        (name, [Action(kind, title_of[kind], to[kind]) for kind in kinds if kind in to])
        for name, kinds in GROUPS.items()
    ]
    always = [one for _, found in groups for one in found if one.kind == "contacted"]
    first = wanted if any(one.kind == "contacted" for one in wanted) else wanted + always
    return Menu(first, [(name, found) for name, found in groups if found], list(_refused(reasons)))


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


def _refused(reasons: Mapping[str, Sequence[Reason]]) -> Iterator[tuple[str, Sequence[tuple[str, Sequence[str]]]]]:
    for kind, found in reasons.items():
        if found and kind in title_of:
            yield title_of[kind], [_why(reason) for reason in found]


def _why(reason: Reason) -> tuple[str, Sequence[str]]:
    """A reason as shown. The engine tries a made-up id where nothing was promised: that is said without the id."""
    text = "nothing of the kind is promised or asked for" if reason.rule == "known_id" else reason.text
    return in_full(text), reason.cites


def _next(opened: Opened) -> Iterator[tuple[str, str]]:
    """The steps that should come next, each with why, in the order of the procedure."""
    state, stage = opened.state, opened.state.current
    if any(duty.name.startswith("safety.alert:") and not duty.done for duty in opened.duties):
        yield "safety_alerted", "The same day"
    if state.status in ("triage", "not_a_complaint"):
        yield "made_formal", "If they are not content"
        yield "closed", ""
    if state.status == "open" and stage:
        yield from _open(opened, stage)
    if state.status == "answered":
        yield "closed", "Nothing more is awaited"
        yield "remedy_completed", ""
        yield "escalation_requested", "If they are not content"
    if state.status in ("closed", "withdrawn", "refused"):
        yield "remedy_completed", ""
        yield "survey_sent", ""
        yield "escalation_requested", "If they are not content"
        yield "reopened", ""


def _open(opened: Opened, stage: Stage) -> Iterator[tuple[str, str]]:
    state = opened.state
    if stage.number == 2 and not stage.escalated:
        if 1 in state.stages and not state.stages[1].response:
            yield "escalation_refused", "Stage 1 has not been answered yet"
        yield "escalated", "They have asked for stage 2"
    if not stage.handler:
        yield "assigned", "Nobody has it yet"
    if not stage.defined:
        yield "defined", "Agree what it is about"
    if not stage.acknowledged and not state.anonymous:
        yield "acknowledged", _due(opened, f"stage{stage.number}.acknowledge")
    if not stage.contacted:
        yield "contacted", "Talk it over with them"
    if stage.number == 2 and opened.policy.pack.panel:
        yield ("panel_met", "") if stage.panel else ("panel_convened", "It meets before anything is decided")
    if not stage.decided:
        if any(unheard(opened.judged)):
            yield "position_heard", "Both sides get a fair hearing"
        yield "decided", _due(opened, f"stage{stage.number}.respond")
    else:
        yield "response_sent", _due(opened, f"stage{stage.number}.respond")
    yield "update_sent", ""


def _due(opened: Opened, name: str) -> str:
    due = next((duty.due for duty in opened.duties if duty.name == name), None)
    return f"Due {due:%A} {due.day} {due:%B}" if due else ""
