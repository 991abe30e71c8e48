"""What went to the Ombudsman and other redress bodies, what they found and ordered, and how their orders stand."""

from __future__ import annotations

from putright.core.reporting.asking import Asker
from putright.core.reporting.sections.base import Blocks, Line, Section, across, compared

CASES = (
    Line("ombudsman_cases", "Cases it took up"),
    Line("evidence_in_time", "Evidence sent in time", "percent"),
    Line("determinations", "Decisions"),
)
ORDERS = (
    Line("orders", "Orders made"),
    Line("orders_in_time", "Of those due, complied with in time", "percent"),
    Line("orders_open", "Not complied with yet at the end"),
)


def ombudsman(r: Asker) -> Blocks:
    """Cases and findings."""
    yield compared(r, "ombudsman", "Cases with the Ombudsman and other bodies", CASES)
    yield from across(r, "findings", "What was found", "finding", "Finding", (Line("determinations", "Decisions"),))


def orders(r: Asker) -> Blocks:
    """Progress on orders."""
    yield compared(r, "orders", "The Ombudsman’s orders", ORDERS)


def failure_orders(r: Asker) -> Blocks:
    """Complaint handling failure orders."""
    lines = (Line("failure_orders", "Complaint handling failure orders"),)
    yield compared(r, "failure_orders", "Complaint handling failure orders", lines)


SECTIONS = (
    Section("ombudsman", "Ombudsman’s cases and findings", ombudsman),
    Section("orders", "Progress on orders", orders),
    Section("failure_orders", "Failure orders", failure_orders),
)
