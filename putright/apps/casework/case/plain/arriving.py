"""What came in, and what it is taken for."""

from __future__ import annotations

from putright.apps.accounts.permissions import LOG_COMPLAINT
from putright.apps.casework.case.fields import Choices, choose, text, yes_no
from putright.apps.casework.case.plain.base import Plain
from putright.apps.casework.opened import Opened

TRIAGE = {
    "complaint": "A complaint",
    "service_request": "A service request: asking for something to be done for the first time",
    "enquiry": "An enquiry",
    "comment": "A comment",
    "suggestion": "A suggestion",
    "compliment": "A compliment",
    "petition": "A petition",
    "survey_feedback": "Feedback in a survey, not wanted as a complaint",
    "policy_request": "Asking for a copy of the policy",
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


def _brands(opened: Opened) -> Choices:
    return [(key, b.name) for key, b in opened.policy.pack.brands.items() if key != opened.state.brand]


STEPS: dict[str, Plain] = {
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
    "made_formal": Plain("Make it a formal complaint", "Make it formal", guide="Its times run from the day you give.",
                         needs=LOG_COMPLAINT),
    "redirected": Plain("Pass it to the right landlord of the group", "Pass it on", {
        "brand": choose("Which landlord is it for?", _brands),
    }, "Whoever has it now lets it go: the other landlord assigns its own handler."),
    "fact_recorded": Plain("Put a fact on record", "Record the fact", {"fact": choose("What is the fact?", FACTS)},
        "Facts bear on whether a complaint may be refused. Record what is so, whichever way it points."),
    "legal_proceedings_recorded": Plain("Record legal proceedings", "Record", {
        "filed": yes_no("Have the particulars of claim been filed at court?",
            "Talk of going to court, or a solicitor’s letter, is not enough."),
    }),
    "legal_proceedings_ended": Plain("The claim at court has ended", "Record it", {
        "what": text("How did it end?", optional=True, rows=2),
    }, "Until then the records are kept, whatever their time."),
    "policy_copy": Plain("Copy of the policy", "Record", {"what": choose("What happened?", CLAIMS)}),
    "own_account_requested": Plain("Their own written account", "Record", {"what": choose("What happened?", ACCOUNT)},
        "It is offered, and never a condition."),
    "identity_checked": Plain("Check who they are", "Record the check", {"what": choose("What happened?", IDENTITY)}),
}  # fmt: skip
