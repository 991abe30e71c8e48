"""Measures of what was promised to put things right, and of what redress bodies asked and found."""

from __future__ import annotations

from putright.core.measures import items as i
from putright.core.measures.item import Measure

MEASURES = (
    # ---- remedies and money ------------------------------------------------------------------------
    Measure(
        id="remedies_promised", title="Remedies promised", items=i.made(i.each("remedy")), by=("kind",),
        needs="owed",
        explanation="Remedies by the day on which an answer promised them.",
    ),
    Measure(
        id="remedies_in_time", title="Remedies done in time", items=i.in_time(i.each("remedy")), unit="percent",
        share=True, by=("kind",), needs="owed",
        explanation="Of the remedies that fell due, those done by their date. A later date counts only where it was "
        "agreed before the earlier one had passed.",
    ),
    Measure(
        id="remedies_owed", title="Remedies still owed", items=i.owed(i.each("remedy")), stock=True, by=("kind",),
        needs="owed",
        explanation="Remedies promised and at the end of the day neither done nor withdrawn, declined or replaced.",
    ),
    Measure(
        id="remedies_late", title="Remedies that are late", items=i.overdue(i.each("remedy")), stock=True,
        needs="owed", by=("kind",),
        explanation="Remedies owed at the end of the day whose date has passed.",
    ),
    Measure(
        id="compensation_offered", title="Compensation offered", items=i.made(i.each("remedy", money=True)),
        unit="pounds", sums=True, by=("kind",),
        needs="owed",
        explanation="Money promised in answers, by the day on which they promised it.",
    ),
    Measure(
        id="compensation_paid", title="Compensation paid", items=i.done(i.each("remedy", money=True)), unit="pounds",
        needs="owed", sums=True, by=("kind",),
        explanation="Money promised in answers, by the day on which it was paid.",
    ),
    Measure(
        id="compensation_owed", title="Compensation owed", items=i.owed(i.each("remedy", money=True)), unit="pounds",
        stock=True, sums=True, by=("kind",), needs="owed",
        explanation="Money promised and at the end of the day neither paid nor withdrawn, declined or replaced.",
    ),
    # ---- redress bodies ----------------------------------------------------------------------------
    Measure(
        id="ombudsman_cases", title="Cases at an Ombudsman", items=i.grounds(lambda one: one.referred, "body"),
        needs="referred", by=("body",),
        explanation="Complaints by the day on which a redress body took them up or first asked.",
    ),
    Measure(
        id="determinations", title="Determinations", items=i.determined, by=("body", "finding"), cites=("C24-8.1",),
        needs="determined",
        explanation="Decisions of redress bodies by their day; each counts under every finding in it.",
    ),
    Measure(
        id="orders", title="Orders", items=i.made(i.each("order")), by=("kind", "body"), cites=("C20-C1.7",),
        needs="owed",
        explanation="Orders and recommendations of redress bodies by the day on which they were made.",
    ),
    Measure(
        id="orders_in_time", title="Orders done in time", items=i.in_time(i.each("order")), unit="percent",
        needs="owed", share=True, by=("kind", "body"),
        explanation="Of the orders that fell due, those done by their date.",
    ),
    Measure(
        id="orders_open", title="Orders still open", items=i.owed(i.each("order")), stock=True, by=("kind", "body"),
        needs="owed",
        explanation="Orders made and not done at the end of the day.",
    ),
    Measure(
        id="failure_orders", title="Complaint handling failure orders", by=("kind", "body"), cites=("C20-C1.5",),
        items=i.made(i.each("order", kind="failure_order")),
        needs="owed",
        explanation="Failure orders against the landlord by the day on which they were made.",
    ),
    Measure(
        id="evidence_in_time", title="Evidence given in time", items=i.in_time(i.each("evidence")), unit="percent",
        share=True, by=("body",), needs="owed",
        explanation="Of the requests for evidence that fell due, those answered by their date.",
    ),
)  # fmt: skip
