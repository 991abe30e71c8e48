"""The Ombudsman or other redress body."""

from __future__ import annotations

from putright.apps.casework.case.fields import choose, day, text, undone
from putright.apps.casework.case.plain.base import Plain, next_id
from putright.core import events as e

ROUTES = {"direct": "They went themselves", "designated_person": "Through a designated person"}
DETERMINATIONS = {
    "no_maladministration": "No maladministration",
    "service_failure": "Service failure",
    "maladministration": "Maladministration",
    "severe_maladministration": "Severe maladministration",
    "reasonable_redress": "Reasonable redress",
    "settled": "Settled with the Ombudsman’s help",
    "outside_jurisdiction": "Outside jurisdiction",
}


STEPS: dict[str, Plain] = {
    "ombudsman_referred": Plain("They went to the Ombudsman", "Record", {
        "route": choose("How?", ROUTES, optional=True),
    }),
    "evidence_requested": Plain("The Ombudsman asks for evidence", "Record the request", {
        "what": text("What do they ask for?"),
        "by": day("By when?", "Leave it empty if they set no date.", optional=True),
    }, more=next_id("e", e.EvidenceRequested)),
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
    }, more=next_id("o", e.OrderMade)),
    "failure_order_made": Plain("A complaint handling failure order", "Record the order", {
        "what": text("What must be done?"), "by": day("By when?"),
    }, more=next_id("f", e.FailureOrderMade)),
    "order_completed": Plain("An order was carried out", "Record", {
        "id": choose("Which one?", undone("orders")), "what": text("What was done?", optional=True),
    }),
}  # fmt: skip
