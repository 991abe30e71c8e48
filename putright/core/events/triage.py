"""The first look at a complaint: how it is to be answered, what it carries, and what has a route of its own."""

from __future__ import annotations

from datetime import date
from typing import Literal

from putright.core.events.base import Event, Words

Route = Literal["early", "investigation"]


Urgency = Literal["routine", "urgent", "emergency"]


ProcedureName = Literal[
    "data_protection", "subject_access", "information_request", "tribunal", "legal", "insurance", "whistleblowing",
    "grievance", "safeguarding",
]  # fmt: skip


StepElsewhere = Literal["told", "acknowledged", "concluded"]


class Assessed(Event, frozen=True, kw_only=True):
    route: Route
    urgency: Urgency = "routine"
    complexity: Words = ""
    vulnerability: Words = ""
    risks: Words = ""
    landlord_risk: Words = ""
    resolution: Words = ""
    by: str | None = None


class ProcedureOpened(Event, frozen=True, kw_only=True):
    id: str
    procedure: ProcedureName
    what: Words
    points: tuple[str, ...] = ()
    received: date | None = None
    to: Words = ""
    contact: Words = ""


class ProcedureStep(Event, frozen=True, kw_only=True):
    id: str
    step: StepElsewhere
    what: Words = ""
    method: str | None = None
