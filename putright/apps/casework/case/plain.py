"""The steps that are one short form: a line of this table each. A new one needs nothing but its line."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from putright.apps.accounts.permissions import LOG_COMPLAINT, WORK_CASE
from putright.apps.casework.case.fields import (
    Build,
    Choices,
    bodies,
    choose,
    colleagues,
    day,
    line,
    method,
    next_key,
    number,
    sides,
    text,
    tick,
    undone,
    yes_no,
)
from putright.apps.casework.opened import Opened
from putright.apps.casework.steps import DatedForm, Step, StepForm
from putright.core import events as e
from putright.core.decide import decide
from putright.core.events import VOCABULARY, Event

TRIAGE = {
    "complaint": "A complaint",
    "service_request": "A service request: asking for something to be done for the first time",
    "enquiry": "An enquiry",
    "comment": "A comment or suggestion",
    "compliment": "A compliment",
    "petition": "A petition",
    "survey_feedback": "Feedback in a survey, not wanted as a complaint",
}
FACTS = {
    "insurance_claim": "It is being dealt with as an insurance claim",
    "already_considered": "It has been through the complaints procedure before",
    "not_our_service": "It is about a service that is not ours",
    "employment": "It is about somebody’s own employment",
    "tribunal": "It is with a tribunal",
    "information_request": "It is a request for information under the law",
    "whistleblowing": "It is whistleblowing",
    "new_evidence": "There is new evidence",
    "good_reason_for_lateness": "There was good reason for coming late",
    "ongoing": "The problem is still going on",
}
CLAIMS = {"offered": "It was offered", "requested": "It was asked for", "given": "It was given"}
ACCOUNT = {"requested": "We asked for it", "offered": "We offered them the chance", "given": "They gave it"}
IDENTITY = {"requested": "We asked them to show who they are", "given": "They showed who they are"}
NOTICES = {
    "acknowledged": "The acknowledgement",
    "extended": "The notice of an extension",
    "response_sent": "The response",
}
ROUTES = {"direct": "They went themselves", "designated_person": "Through a designated person"}
CANDOUR = {
    "in_person": "Told them in person what happened",
    "apology": "Apologised",
    "written": "Followed it up in writing",
    "records": "Kept the records of it",
}
DETERMINATIONS = {
    "no_maladministration": "No maladministration",
    "service_failure": "Service failure",
    "maladministration": "Maladministration",
    "severe_maladministration": "Severe maladministration",
    "reasonable_redress": "Reasonable redress",
    "settled": "Settled with the Ombudsman’s help",
    "outside_jurisdiction": "Outside jurisdiction",
}


def _brands(opened: Opened) -> Choices:
    return [(key, b.name) for key, b in opened.policy.pack.brands.items() if key != opened.state.brand]


def _alerts(opened: Opened) -> Choices:
    roles = opened.policy.pack.roles
    owed = [duty.name.partition("safety.alert:")[2] for duty in opened.duties if not duty.done]
    wanted = [role for role in owed if role] or [key for key in roles if key != "front_line"]
    return [(role, roles[role].title[:1].upper() + roles[role].title[1:]) for role in wanted]


def _candour(opened: Opened) -> Choices:
    rule = opened.policy.pack.candour
    return [(s, CANDOUR.get(s, s.replace("_", " "))) for s in (rule.steps if rule else CANDOUR)]


def _consents(opened: Opened) -> Choices:
    panel = opened.policy.pack.panel
    seats = [
        (f"{k}_on_panel", f"A review panel with {s.title}")
        for k, s in (panel.seats if panel else {}).items()
        if s.needs_consent
    ]
    return [*seats, ("share_information", "Sharing their information with others who need it to put things right")]


def _back_to(opened: Opened) -> Choices:
    wanted = [
        key for key, _ in colleagues(opened) if not decide(opened.judged, e.ReferredBack(on=opened.state.last, to=key))
    ]
    return [one for one in colleagues(opened) if one[0] in wanted]


def _open_actions(opened: Opened) -> Choices:
    done = {event.id for event in opened.events if isinstance(event, e.ActionCompleted)}
    return [(x.id, x.what[:120] or x.id) for x in opened.events if isinstance(x, e.ActionSet) and x.id not in done]


def _next_id(prefix: str, kind: type[Event]) -> Callable[[Opened], dict[str, Any]]:
    return lambda opened: {"id": next_key(prefix, (x.id for x in opened.events if isinstance(x, kind)))}


@dataclass(frozen=True)
class Plain:
    """A step that is one event: its page's title, its button, its fields by the event's keys.

    `more` gives keys of the event that nobody is asked for; `guide` stands above the form.
    """

    title: str
    button: str
    fields: Mapping[str, Build] = field(default_factory=dict)
    guide: str = ""
    needs: str = WORK_CASE
    more: Callable[[Opened], dict[str, Any]] = lambda opened: {}


STEPS: dict[str, Plain] = {
    # ---- arriving
    "triaged": Plain("Sort what came in", "Save", {
        "as_": choose("What is it?", TRIAGE,
            "Any expression of dissatisfaction is a complaint, whatever word they used."),
        "choice_offered": yes_no("Were they offered the choice between a service request and a complaint?"),
        "choice": choose("What did they choose?",
            {"complaint": "To complain", "service_request": "A service request"}, optional=True),
    }),
    "informal_attempted": Plain("Try to settle it at once", "Record the attempt", {
        "what": text("What was done to settle it?"),
    }, "The complainant may make it formal at any time."),
    "made_formal": Plain("Make it a formal complaint", "Make it formal", guide="Its times run from the day you give."),
    "redirected": Plain("Pass it to the right landlord of the group", "Pass it on", {
        "brand": choose("Which landlord is it for?", _brands),
    }, "Whoever has it now lets it go: the other landlord assigns its own handler."),
    "fact_recorded": Plain("Put a fact on record", "Record the fact", {"fact": choose("What is the fact?", FACTS)},
        "Facts bear on whether a complaint may be refused. Record what is so, whichever way it points."),
    "legal_proceedings_recorded": Plain("Record legal proceedings", "Record", {
        "filed": yes_no("Have the particulars of claim been filed at court?",
            "Talk of going to court, or a solicitor’s letter, is not enough."),
    }),
    # ---- handling
    "contacted": Plain("Record a visit or a call", "Record the contact", {
        "method": method(),
        "reached": yes_no("Did you speak with them?", no="No, I tried"),
        "what": text("What was said? (or what you tried)", optional=True),
    }, needs=LOG_COMPLAINT),
    "updates_agreed": Plain("Agree how often they hear from us", "Record the agreement", {
        "every_working_days": number("Every how many working days?"),
        "method": method("How do they want to hear?", optional=True),
    }),
    "update_sent": Plain("Record an update", "Record the update", {
        "method": method("How did it reach them?"),
        "what": text("What did you tell them?"),
    }),
    "adjustment_recorded": Plain("Record an adjustment they need", "Record the adjustment", {
        "what": text("What do they need?",
            "For example: letters in large print; telephone, not e-mail; more time to answer.", rows=3),
        "review_on": day("Look at it again on", optional=True),
    }, "Ask everyone. It stays in view on every page of the case.", needs=LOG_COMPLAINT),
    "consent_given": Plain("Record what they agree to", "Record their agreement", {
        "to": choose("What have they agreed to?", _consents),
    }),
    "position_heard": Plain("Record somebody’s side of it", "Record their position", {
        "party": choose("Whose side did you hear?", sides),
        "what": text("What did they say?", optional=True, rows=8),
    }),
    "findings_shared": Plain("Share what you have found, for comment", "Record that it was shared", {
        "with_": choose("With whom?", sides),
        "comment_by": day("They may comment until"),
    }, "Share a finding that goes against somebody before it is made, with enough time to answer."),
    "comments_received": Plain("Record comments on the findings", "Record the comments", {
        "from_": choose("From whom?", sides),
        "text": text("What did they say?", rows=8),
    }),
    "referred_back": Plain("Refer it back", "Refer it back", {"to": choose("To whom?", _back_to)},
        "What could not be settled goes back to the person who may delegate it."),
    "guidance_sought": Plain("Record that guidance was sought", "Record", {"from_": choose("From whom?", colleagues)},
        "Whoever gives guidance now cannot review the complaint at stage 2."),
    "reported": Plain("Record a report of the outcome", "Record", {"to": choose("To whom?", bodies)}),
    "policy_copy": Plain("Copy of the policy", "Record", {"what": choose("What happened?", CLAIMS)}),
    "own_account_requested": Plain("Their own written account", "Record", {"what": choose("What happened?", ACCOUNT)},
        "It is offered, and never a condition."),
    "identity_checked": Plain("Check who they are", "Record the check", {"what": choose("What happened?", IDENTITY)}),
    "mediation_offered": Plain("Offer mediation", "Record the offer", {
        "what": text("What was offered?", optional=True),
    }),
    "mediation_answered": Plain("Their answer to mediation", "Record the answer", {
        "answer": choose("What did they say?", {"accepted": "They accept", "declined": "They decline"}),
    }),
    "external_assistance_sought": Plain("Seek outside help", "Record", {
        "from_": line("From whom?"), "what": text("With what?"), "reason": text("Why?", optional=True),
    }),
    "external_assistance_ended": Plain("Outside help has ended", "Record", {"result": text("What came of it?")}),
    "discretion_exercised": Plain("Exercise discretion", "Record the decision", {
        "what": text("What was decided?"),
        "by": choose("Who decided it?", colleagues),
        "reason": text("Why?"),
    }),
    # ---- letters
    "response_received": Plain("The response arrived", "Record the day",
        guide="Their time to ask for stage 2 runs from the day it arrived."),
    "notice_bounced": Plain("A letter or e-mail did not arrive", "Record", {
        "of": choose("What did not arrive?", NOTICES),
    }, "What did not arrive does not count as sent: reach them another way and issue it again."),
    # ---- the next stage
    "escalation_requested": Plain("They ask for stage 2", "Record the request", {
        "reason": text("Why are they unhappy with the answer?", "They need give no reason.", optional=True, rows=6),
    }, "A request is never turned away here: it is recorded, and then accepted or refused with reasons."),
    "escalated": Plain("Accept the request for stage 2", "Accept the request", {
        "explanation": text("Anything to note about the decision",
            "If the request came late, say why it is taken all the same.", optional=True),
    }),
    # ---- safety and behaviour
    "safety_alerted": Plain("Give a safety alert", "Record the alert", {"to": choose("Whom have you told?", _alerts)},
        "Tell them first, then record it here: this page tells nobody."),
    "candour_step": Plain("Duty of candour", "Record the step", {"step": choose("What was done?", _candour)}),
    "behaviour_recorded": Plain("Record unacceptable behaviour", "Record", {
        "what": text("What happened?", "What was said and done, when, and who was there. No opinions of the person."),
    }),
    "restriction_set": Plain("Restrict contact", "Set the restriction", {
        "what": text("What is the restriction?"),
        "decided_by": choose("Who decided it?", colleagues),
        "review_on": day("It is looked at again on"),
        "equality_considered": tick("We had regard to the Equality Act 2010",
            "Could a disability or another protected characteristic lie behind the behaviour?"),
    }),
    # ---- ending
    "remedy_completed": Plain("A remedy is done", "Record it as done", {
        "id": choose("Which one?", undone("remedies")),
    }),
    "complainant_satisfied": Plain("They are satisfied", "Record", {"evidence": text("How do we know?")}),
    "withdrawn": Plain("They withdraw the complaint", "Record", {
        "evidence": text("How do we know?", "Only they can withdraw it, and nobody asks them to."),
    }),
    "reopened": Plain("Reopen the complaint", "Reopen", {
        "instructed_by": choose("On whose instruction?", colleagues, optional=True),
        "evidence": text("Why?"),
    }, "It starts again at stage 1, with fresh dates from the day you give."),
    # ---- redress and afterwards
    "ombudsman_referred": Plain("They went to the Ombudsman", "Record", {
        "route": choose("How?", ROUTES, optional=True),
    }),
    "evidence_requested": Plain("The Ombudsman asks for evidence", "Record the request", {
        "what": text("What do they ask for?"),
        "by": day("By when?", "Leave it empty if they set no date.", optional=True),
    }, more=_next_id("e", e.EvidenceRequested)),
    "evidence_date_revised": Plain("A new date for evidence", "Record the date", {
        "id": choose("For which request?", undone("evidence")), "until": day("The new date"),
        "what": text("Why?", optional=True),
    }),
    "evidence_provided": Plain("Evidence was provided", "Record", {
        "id": choose("For which request?", undone("evidence")), "what": text("What was sent?", optional=True),
    }),
    "determined": Plain("The Ombudsman’s determination", "Record", {
        "finding": choose("What did they find?", DETERMINATIONS), "what": text("In short", optional=True),
    }),
    "order_made": Plain("The Ombudsman made an order", "Record the order", {
        "kind_": choose("What is it?", {"order": "An order", "recommendation": "A recommendation"}),
        "what": text("What must be done?"), "by": day("By when?"),
    }, more=_next_id("o", e.OrderMade)),
    "failure_order_made": Plain("A complaint handling failure order", "Record the order", {
        "what": text("What must be done?"), "by": day("By when?"),
    }, more=_next_id("f", e.FailureOrderMade)),
    "order_completed": Plain("An order was carried out", "Record", {
        "id": choose("Which one?", undone("orders")), "what": text("What was done?", optional=True),
    }),
    "survey_sent": Plain("Survey sent", "Record", {"method": method("How was it sent?")}),
    "survey_answered": Plain("Survey answered", "Record the answer", {"answer": text("What did they say?")}),
    "lesson_recorded": Plain("Record a lesson", "Record the lesson", {"what": text("What should we do differently?")}),
    "action_set": Plain("Set an action", "Set the action", {
        "what": text("What is to be done?"), "by": day("By when?"),
    }, more=_next_id("a", e.ActionSet)),
    "action_completed": Plain("An action is done", "Record it as done", {"id": choose("Which one?", _open_actions)}),
}  # fmt: skip


class PlainForm(DatedForm):
    """The form of a line of the table."""

    plain: Plain

    def build(self) -> None:
        for name, make in self.plain.fields.items():
            self.fields[name] = make(self.opened)
        self.order_fields([*self.plain.fields, "on"])


class PlainStep(Step):
    """The page of a line of the table."""

    plain: Plain

    def events(self, form: StepForm, now: datetime) -> Sequence[Event]:
        typed = {name: form.cleaned_data[name] for name in ("on", *self.plain.fields)}
        given = {name: value for name, value in typed.items() if value not in (None, "")}
        return [VOCABULARY[self.kind](**given, **self.plain.more(form.opened))]


def step_of(kind: str) -> type[Step]:
    """The page of a plain step."""
    plain = STEPS[kind]
    form = type(f"{kind}_form", (PlainForm,), {"plain": plain})
    return type(f"{kind}_step", (PlainStep,), {
        "plain": plain, "kind": kind, "title": plain.title, "button": plain.button, "form_class": form,
        "needs": plain.needs, "guide": plain.guide,
    })  # fmt: skip
