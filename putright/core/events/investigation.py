"""Finding out what happened, and hearing both sides."""

from __future__ import annotations

from datetime import date
from typing import Literal

from msgspec import Struct

from putright.core.events.base import Event, GivenFact, Words

Failure = Literal["delay", "information", "procedure", "error", "conduct"]
"""What kind of thing went wrong (C20-B5.1)."""


class PlanItem(
    Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, rename={"from_": "from"}
):  # fmt: skip
    """Some evidence that is needed: from whom, by when, and for which points.

    `from_` is a person's id, `complainant`, a party, or a kind such as `contractor`, `team` or `record`; who or what
    exactly stands in `named`.
    """

    what: Words
    from_: str = ""
    by: date | None = None
    named: Words = ""
    points: tuple[str, ...] = ()


class InvestigationPlanned(Event, frozen=True, kw_only=True):
    items: dict[str, PlanItem]
    risks: Words = ""
    urgent: Words = ""


class InformationRequested(Event, frozen=True, kw_only=True):
    """`from_` and `named` as in `PlanItem`; `plan` is the item of the plan that it is for."""

    id: str
    what: Words
    from_: str
    by: date
    named: Words = ""
    plan: str | None = None
    method: str | None = None


class InformationChased(Event, frozen=True, kw_only=True):
    id: str
    method: str | None = None
    what: Words = ""


class InformationReceived(GivenFact, frozen=True, kw_only=True):
    """`file` is the SHA-256 of an attachment of the case; where several came, each is `evidence_recorded` too."""

    id: str
    what: Words = ""
    file: str | None = None


class InformationDropped(Event, frozen=True, kw_only=True):
    """What was asked for is waited for no longer."""

    id: str
    reason: Words


class EvidenceRecorded(Event, frozen=True, kw_only=True):
    """`source`: from whom or where it comes. `obtained`: when we got it. `happened`: the day of the fact it shows.

    `file` is the SHA-256 of an attachment of the case, `about` points by id, `plan` an item of the plan, `request`
    the request it answers.
    """

    id: str
    what: Words
    source: Words
    obtained: date | None = None
    happened: date | None = None
    file: str | None = None
    about: tuple[str, ...] = ()
    plan: str | None = None
    request: str | None = None


class InterviewHeld(Event, frozen=True, kw_only=True):
    with_: str
    what: Words
    named: Words = ""
    companion: Words = ""
    about: tuple[str, ...] = ()


class MeetingHeld(Event, frozen=True, kw_only=True):
    """A meeting with the complainant or whoever acts for them. `companion_reason`: why a companion was not there."""

    with_: str
    what: Words
    companion_offered: bool
    companion: Words = ""
    companion_present: bool | None = None
    companion_reason: Words = ""


class ObligationsRecorded(Event, frozen=True, kw_only=True):
    """What law and agreement ask of each side, as the landlord understands it; `unclear`: what is not known yet."""

    landlord: Words
    resident: Words
    source: Words = ""
    unclear: Words = ""


class UrgentActionTaken(Event, frozen=True, kw_only=True):
    what: Words
    by: str | None = None


class ShortfallRecorded(Event, frozen=True, kw_only=True):
    """What fell short, held against a service and a cause, never a person (WTP-03)."""

    what: Words
    service: Words
    cause: Words = ""
    failure: Failure | None = None
    about: tuple[str, ...] = ()


class SupportOffered(Event, frozen=True, kw_only=True):
    to: str
    what: Words = ""
    answer: Words = ""


class CommentsAnswered(Event, frozen=True, kw_only=True):
    from_: str
    answer: Words


class DetrimentAlleged(GivenFact, frozen=True, kw_only=True):
    """The complainant says they are treated worse for having complained; `about` whom, by id or role."""

    id: str
    text: Words
    about: tuple[str, ...] = ()


class DetrimentAssigned(Event, frozen=True, kw_only=True):
    id: str
    to: str


class DetrimentConcluded(Event, frozen=True, kw_only=True):
    id: str
    by: str
    finding: Literal["upheld", "partly_upheld", "not_upheld"]
    reasons: Words


class HandlerInformed(Event, frozen=True, kw_only=True):
    """A stage 1 handler was kept informed of stage 2."""

    to: str
    what: Words = ""


class MediationOffered(Event, frozen=True, kw_only=True):
    what: Words = ""


class MediationAnswered(Event, frozen=True, kw_only=True):
    answer: str


class ExternalAssistanceSought(Event, frozen=True, kw_only=True):
    from_: Words = ""
    what: Words = ""
    by: str | None = None
    reason: Words = ""


class ExternalAssistanceEnded(Event, frozen=True, kw_only=True):
    result: Words


class PositionHeard(Event, frozen=True, kw_only=True):
    party: str
    what: Words = ""


class FindingsShared(Event, frozen=True, kw_only=True):
    """`what`: what was put to them. `about`: the points it is about, by id."""

    with_: str
    comment_by: date | None = None
    what: Words = ""
    about: tuple[str, ...] = ()


class CommentsReceived(GivenFact, frozen=True, kw_only=True):
    from_: str
    text: Words = ""
