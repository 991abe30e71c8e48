"""How a complaint comes in, what it is taken for, and whether it is taken on."""

from __future__ import annotations

from datetime import date
from typing import Literal

from putright.core.events.base import Event, GivenFact, Words

Channel = Literal["phone", "in_person", "email", "letter", "online", "social_media", "survey", "staff"]


Source = Literal[
    "resident", "tenant", "leaseholder", "former_customer", "prospective", "relative", "neighbour", "representative",
    "elected_member", "public", "contractor", "supplier", "grant_recipient", "referral_organisation", "staff",
    "anonymous",
]  # fmt: skip


Flag = Literal[
    "safeguarding", "health_and_safety", "notifiable_safety_incident", "high_risk", "serious_impact", "care_service",
    "outright_sale", "recurring", "substantiated", "petition",
]  # fmt: skip


Fact = Literal[
    "insurance_claim", "already_considered", "not_our_service", "employment", "tribunal", "information_request",
    "whistleblowing", "new_evidence", "good_reason_for_lateness", "ongoing",
]  # fmt: skip


Ground = Literal[
    "too_old", "legal_proceedings", "insurance_claim", "already_considered", "anonymous", "recurring",
    "unreasonable_persistence", "not_our_service", "service_request", "employment", "tribunal", "information_request",
    "whistleblowing", "petition", "tenancy_ended",
]  # fmt: skip


Triage = Literal[
    "complaint", "service_request", "enquiry", "comment", "compliment", "petition", "survey_feedback", "suggestion",
    "policy_request",
]  # fmt: skip


Sender = Literal[
    "housing-ombudsman", "lgsco", "charity-commission", "regulator-of-social-housing", "care-quality-commission",
    "other-regulator",
]  # fmt: skip


class Received(GivenFact, frozen=True, kw_only=True):
    """What somebody told us, and the facts of how it came.

    `categories`: what it is about, of the landlord's own. `dated`: the date that what they wrote bears. `where`: the
    place, page or post; `told_to`: the member of staff who heard it; `public`: whether others could read it. `score`:
    what they gave in a survey. `sender`: the body it was passed on by, `their_reference` what that body calls it.
    `brought_by`: the party who brought it for the complainant and whose right to do so is still to be asked for.
    """

    channel: Channel
    from_: Source
    form: Literal["oral", "written"] | None = None
    about: tuple[str, ...] = ()
    occurred: date | None = None
    ended: date | None = None
    flags: tuple[Flag, ...] = ()
    text: Words = ""
    brand: str | None = None
    party: str | None = None
    outcomes: tuple[Words, ...] = ()
    attainable: tuple[str, ...] = ()
    unattainable: dict[str, Words] = {}
    loss: Words = ""
    contact: Words = ""
    categories: tuple[str, ...] = ()
    dated: date | None = None
    where: Words = ""
    told_to: str | None = None
    public: bool | None = None
    score: Words = ""
    sender: Sender | None = None
    their_reference: Words = ""
    brought_by: str | None = None

    @property
    def is_oral(self) -> bool:
        """Told rather than written: phone and in person, unless `form` says otherwise."""
        return (self.form or ("oral" if self.channel in ("phone", "in_person") else "written")) == "oral"


class FactRecorded(GivenFact, frozen=True, kw_only=True):
    fact: Fact


class Triaged(Event, frozen=True, kw_only=True):
    as_: Triage
    choice_offered: bool | None = None
    choice: str | None = None


class InformalAttempted(Event, frozen=True, kw_only=True):
    what: Words = ""


class MadeFormal(Event, frozen=True, kw_only=True):
    pass


class Refused(Event, frozen=True, kw_only=True):
    ground: Ground
    explanation: Words
    approved_by: tuple[str, ...] = ()
    circumstances: Words = ""
    discretion: Words = ""


class LegalProceedingsRecorded(GivenFact, frozen=True, kw_only=True):
    filed: bool


class Redirected(Event, frozen=True, kw_only=True):
    brand: str


class PolicyCopy(Event, frozen=True, kw_only=True):
    what: str = "given"


class OwnAccountRequested(Event, frozen=True, kw_only=True):
    what: str = "requested"


class IdentityChecked(Event, frozen=True, kw_only=True):
    what: str = "given"
