"""The redress bodies: the Ombudsman and the others."""

from __future__ import annotations

from putright.apps.casework.case.bodies import failure_kinds, file, open_first, which
from putright.apps.casework.case.fields import Choices, choose, day, line, text, undone
from putright.apps.casework.case.fields import bodies as roles_and_bodies
from putright.apps.casework.case.plain.base import Plain, next_id
from putright.apps.casework.opened import Opened
from putright.core import events as e
from putright.core.warnings.risks import NINE

ROUTES = {"direct": "They went themselves", "designated_person": "Through a designated person"}
ORDERS = {
    "order": "An order: it binds us",
    "recommendation": "A recommendation: we say whether we accept it",
    "self_assessment": "A self-assessment against the Code, to be reported back",
}
ANSWERS = {"accepted": "We accept it", "partly": "We accept part of it", "declined": "We do not accept it"}
PROOF = "What shows that it was done: a payment’s date and number, a signed-off job, the letter sent."


def _recommendations(opened: Opened) -> Choices:
    answered = opened.state.redress.answers
    open_ones = undone("orders")(opened)
    kinds = {key: order.kind for key, order in opened.state.orders.items()}
    return [(key, title) for key, title in open_ones if kinds[key] == "recommendation" and key not in answered]


def _taken_to(opened: Opened) -> Choices:
    regulators = [("regulator_of_social_housing", "The Regulator of Social Housing")]
    boards = [one for one in roles_and_bodies(opened) if one[0] in opened.policy.pack.bodies]
    return [*(boards or [("board", "The board or governing body")]), *regulators, ("another_regulator", "Another")]


STEPS: dict[str, Plain] = {
    "ombudsman_referred": Plain("They went to the Ombudsman", "Record", {
        "body": which("To whom did they go?"),
        "route": choose("How?", ROUTES, optional=True),
        "reference": line("Their reference number", optional=True, longest=60),
    }, "The Ombudsman, or another body that the complaint may go to. Nobody may be kept from it."),
    "evidence_requested": Plain("The Ombudsman asks for evidence", "Record the request", {
        "body": which("Who asks?", open_first),
        "what": text("What do they ask for?"),
        "by": day("By when?", "Leave it empty if they set no date.", optional=True),
    }, "Evidence that comes late can bring a complaint handling failure order.",
        more=next_id("e", e.EvidenceRequested)),
    "evidence_date_revised": Plain("A new date for evidence", "Record the date", {
        "id": choose("For which request?", undone("evidence")), "until": day("The new date"),
        "agreed_with": line("With whom was it agreed?", optional=True),
        "reason": text("Why?", "The explanation that was given for needing longer.", optional=True),
    }, "Ask before the date has passed, say why, and record what was agreed."),
    "evidence_provided": Plain("Send evidence to the Ombudsman", "Record", {
        "id": choose("For which request?", undone("evidence")), "what": text("What was sent?", optional=True),
    }, "Build the whole file first on the page “Evidence pack”: one document with everything in it."),
    "order_made": Plain("The Ombudsman made an order", "Record the order", {
        "kind_": choose("What is it?", ORDERS),
        "body": which("Who made it?"),
        "what": text("What must be done?"), "by": day("By when?"),
    }, more=next_id("o", e.OrderMade)),
    "recommendation_answered": Plain("Answer a recommendation", "Record the answer", {
        "id": choose("Which one?", _recommendations), "answer": choose("What do we say to it?", ANSWERS),
        "what": text("What was said, and why?"),
    }, "A recommendation binds nobody, but the Ombudsman is told what we mean to do."),
    "order_completed": Plain("An order was carried out", "Record", {
        "id": choose("Which one?", undone("orders")), "what": text("What was done?", optional=True),
        "proof": text("The proof of it", PROOF, rows=3), "file": file("The file that shows it"),
    }),
    "failure_order_made": Plain("A complaint handling failure order", "Record the order", {
        "kind_": choose("Which type is it?", failure_kinds),
        "reasons": text("Why was it made?", "As the order gives it."),
        "what": text("What must be done?"), "by": day("By when?"),
    }, more=next_id("f", e.FailureOrderMade)),
    "handling_failure_notified": Plain("Notice of a handling failure", "Record the notice", {
        "kind_": choose("What does the Ombudsman say went wrong?", {key: title for key, (title, _) in NINE.items()}),
        "what": text("What must we do about it?"), "by": day("By when?"),
    }, "A failure order follows where nothing is done, so the notice stands as urgent until it is put right.",
        more=next_id("n", e.HandlingFailureNotified)),
    "notice_answered": Plain("The failure was put right", "Record", {
        "id": choose("Which notice?", undone("notices")), "what": text("What was done?"),
        "proof": text("The proof of it", PROOF, optional=True, rows=3), "file": file("The file that shows it"),
    }),
    "concern_raised": Plain("The Ombudsman takes a concern further", "Record the concern", {
        "with_": choose("To whom?", _taken_to), "what": text("What is the concern?"),
    }, "The board sees it on its own page."),
}  # fmt: skip
