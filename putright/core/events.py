"""What can happen to a complaint: one frozen structure for each event of the vocabulary.

An event says `on` which local date (Europe/London) it happened. Facts that others cause are never
refused (`is_fact`); everything else is put to `putright.core.decide` first. Free text and names are
marked `Words`, so that the log can keep them apart from the event and erase them when due.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from difflib import get_close_matches
from functools import cache
from typing import Annotated, Any, ClassVar, Literal, get_args, get_origin, get_type_hints

import msgspec
from msgspec import Meta, Struct

Words = Annotated[str, Meta(extra={"words": True}, max_length=100_000)]
"""Free text or a name: kept in a row of its own, never in the event itself."""

StageName = Literal["informal", 1, 2]
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
EscalationGround = Literal["out_of_time", "not_answered_yet", "already_at_final_stage", "legal_proceedings"]
Triage = Literal[
    "complaint", "service_request", "enquiry", "comment", "compliment", "petition", "survey_feedback"
]  # fmt: skip
Verdict = Literal["upheld", "partly_upheld", "not_upheld"]


class Malformed(ValueError):
    """An event that is not of the vocabulary. `where` names the key, the message says what is wrong with it."""

    def __init__(self, message: str, where: str = "") -> None:
        super().__init__(message)
        self.where = where


def _snake(name: str) -> str:
    return "".join("_" + c.lower() if c.isupper() else c for c in name).strip("_")


class Event(
    Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True, tag_field="event",
    tag=_snake, rename={"from_": "from", "as_": "as", "with_": "with", "kind_": "kind"},
):  # fmt: skip
    """Something that happened on a local date. `stage` is the current one unless it is given."""

    on: date
    stage: StageName | None = None
    is_fact: ClassVar[bool] = False

    @property
    def kind(self) -> str:
        """The event's name in the vocabulary, such as `escalation_requested`."""
        return str(self.__struct_config__.tag)


class GivenFact(Event, frozen=True, kw_only=True):
    """An event that others cause: recorded whatever the policy says; only what follows from it differs."""

    is_fact: ClassVar[bool] = True


class Finding(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The decision on one point. `adverse` marks one that goes against somebody."""

    finding: Verdict
    reasons: Words
    adverse: bool = False


class Remedy(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Something promised to put things right, and by when. `amount` in pounds."""

    kind: str
    what: Words
    by: date
    amount: float | None = None
    reason: Words = ""


# ---- arriving -------------------------------------------------------------------------------


class Received(GivenFact, frozen=True, kw_only=True):
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


# ---- handling -------------------------------------------------------------------------------


class Acknowledged(Event, frozen=True, kw_only=True):
    by: str | None = None
    method: str | None = None
    omits: tuple[str, ...] = ()


class Defined(Event, frozen=True, kw_only=True):
    points: dict[str, Words]
    outcomes: tuple[Words, ...]
    not_ours: tuple[Words, ...] = ()
    subjects: dict[str, str] = {}
    unattainable: dict[str, Words] = {}


class Assigned(Event, frozen=True, kw_only=True):
    to: str
    by: str | None = None


class ReferredBack(Event, frozen=True, kw_only=True):
    to: str


class GuidanceSought(Event, frozen=True, kw_only=True):
    from_: str


class Reported(Event, frozen=True, kw_only=True):
    to: str


class PolicyCopy(Event, frozen=True, kw_only=True):
    what: str = "given"


class OwnAccountRequested(Event, frozen=True, kw_only=True):
    what: str = "requested"


class IdentityChecked(Event, frozen=True, kw_only=True):
    what: str = "given"


class MediationOffered(Event, frozen=True, kw_only=True):
    what: Words = ""


class MediationAnswered(Event, frozen=True, kw_only=True):
    answer: str


class DiscretionExercised(Event, frozen=True, kw_only=True):
    what: Words = ""
    by: str | None = None
    reason: Words = ""


class ExternalAssistanceSought(Event, frozen=True, kw_only=True):
    from_: Words = ""
    what: Words = ""
    by: str | None = None
    reason: Words = ""


class ExternalAssistanceEnded(Event, frozen=True, kw_only=True):
    result: Words


class LearningSessionHeld(Event, frozen=True, kw_only=True):
    members: tuple[str, ...] = ()
    what: Words = ""


class Contacted(Event, frozen=True, kw_only=True):
    method: str | None = None
    to: str | None = None
    reached: bool = True
    what: Words = ""


class UpdateSent(Event, frozen=True, kw_only=True):
    method: str | None = None
    to: str | None = None
    what: Words = ""


class UpdatesAgreed(Event, frozen=True, kw_only=True):
    every_working_days: Annotated[int, Meta(ge=1, le=60)]
    method: str | None = None


class AdjustmentRecorded(Event, frozen=True, kw_only=True):
    what: Words
    review_on: date | None = None


class RepresentativeAuthorised(Event, frozen=True, kw_only=True):
    who: Words
    basis: Words = ""
    party: str | None = None


class ConsentGiven(Event, frozen=True, kw_only=True):
    to: str


class Extended(Event, frozen=True, kw_only=True):
    until: date
    reason: Words
    agreed: bool = False
    ombudsman_details: bool = True
    good_reason: bool = False


class PositionHeard(Event, frozen=True, kw_only=True):
    party: str
    what: Words = ""


class FindingsShared(Event, frozen=True, kw_only=True):
    with_: str
    comment_by: date | None = None


class CommentsReceived(GivenFact, frozen=True, kw_only=True):
    from_: str
    text: Words = ""


class IssueRaised(Event, frozen=True, kw_only=True):
    id: str
    text: Words
    related: bool
    subject: str | None = None


class Decided(Event, frozen=True, kw_only=True):
    findings: dict[str, Finding]
    remedies: dict[str, Remedy] = {}
    outstanding: tuple[Words, ...] = ()
    handling: Words = ""


class ResponseSent(Event, frozen=True, kw_only=True):
    method: str
    by: str | None = None
    omits: tuple[str, ...] = ()


class ResponseReceived(GivenFact, frozen=True, kw_only=True):
    pass


class NoticeBounced(GivenFact, frozen=True, kw_only=True):
    of: str


# ---- the next stage -------------------------------------------------------------------------


class EscalationRequested(GivenFact, frozen=True, kw_only=True):
    reason: Words = ""


class Escalated(Event, frozen=True, kw_only=True):
    explanation: Words = ""


class EscalationRefused(Event, frozen=True, kw_only=True):
    ground: EscalationGround
    explanation: Words


class PanelConvened(Event, frozen=True, kw_only=True):
    members: tuple[str, ...]


class PanelMet(Event, frozen=True, kw_only=True):
    members: tuple[str, ...]
    minutes: Words = ""


class VariationAuthorised(Event, frozen=True, kw_only=True):
    by_role: str
    reason: Words
    replaces: dict[str, str]


# ---- safety, behaviour, ending --------------------------------------------------------------


class SafetyAlerted(Event, frozen=True, kw_only=True):
    to: str


class CandourStep(Event, frozen=True, kw_only=True):
    step: str


class BehaviourRecorded(Event, frozen=True, kw_only=True):
    what: Words = ""
    decided_by: str | None = None
    review_on: date | None = None
    equality_considered: bool = True


class RestrictionSet(Event, frozen=True, kw_only=True):
    what: Words
    decided_by: str
    review_on: date | None = None
    equality_considered: bool = True


class RemedyCompleted(Event, frozen=True, kw_only=True):
    id: str


class ComplainantSatisfied(GivenFact, frozen=True, kw_only=True):
    ground: str | None = None
    decided_by: str | None = None
    evidence: Words = ""


class Withdrawn(GivenFact, frozen=True, kw_only=True):
    ground: str | None = None
    decided_by: str | None = None
    evidence: Words = ""


class Closed(Event, frozen=True, kw_only=True):
    ground: str | None = None
    decided_by: str | None = None
    evidence: Words = ""
    instructed_by: str | None = None
    equality_considered: bool = True


class Reopened(Event, frozen=True, kw_only=True):
    instructed_by: str | None = None
    ground: str | None = None
    decided_by: str | None = None
    evidence: Words = ""


# ---- redress and afterwards -----------------------------------------------------------------


class OmbudsmanReferred(GivenFact, frozen=True, kw_only=True):
    route: Literal["designated_person", "direct"] | None = None


class RedressFact(GivenFact, frozen=True, kw_only=True):
    """Something the redress body did: an `id` to follow it by, `what` it asks, and `by` when."""

    id: str = "1"
    finding: str | None = None
    what: Words = ""
    by: date | None = None
    kind_: str | None = None


class RedressStep(Event, frozen=True, kw_only=True):
    """Something the landlord did about what the redress body asked under `id`."""

    id: str = "1"
    what: Words = ""


class EvidenceRequested(RedressFact, frozen=True, kw_only=True):
    pass


class EvidenceDateRevised(RedressStep, frozen=True, kw_only=True):
    until: date


class EvidenceProvided(RedressStep, frozen=True, kw_only=True):
    pass


class Determined(RedressFact, frozen=True, kw_only=True):
    pass


class OrderMade(RedressFact, frozen=True, kw_only=True):
    pass


class OrderCompleted(RedressStep, frozen=True, kw_only=True):
    pass


class FailureOrderMade(RedressFact, frozen=True, kw_only=True):
    pass


class SurveySent(Event, frozen=True, kw_only=True):
    method: str | None = None


class SurveyAnswered(GivenFact, frozen=True, kw_only=True):
    answer: Words = ""


class LessonRecorded(Event, frozen=True, kw_only=True):
    what: Words = ""


class ActionSet(Event, frozen=True, kw_only=True):
    id: str = "1"
    what: Words = ""
    by: date | None = None


class ActionCompleted(Event, frozen=True, kw_only=True):
    id: str = "1"


class Disposed(Event, frozen=True, kw_only=True):
    pass


# ---- reading and writing --------------------------------------------------------------------

ABSTRACT = (GivenFact, RedressFact, RedressStep)


def _concrete(base: type[Event]) -> Iterator[type[Event]]:
    for cls in base.__subclasses__():
        if cls not in ABSTRACT:
            yield cls
        yield from _concrete(cls)


VOCABULARY: dict[str, type[Event]] = {str(cls.__struct_config__.tag): cls for cls in _concrete(Event)}
"""Every event by its name, in the order in which a case meets them."""


def decode(obj: dict[str, Any]) -> Event:
    """The event that a plain mapping describes.

    `obj` has `event` (a name of the vocabulary), `on` (YYYY-MM-DD) and the event's own keys.
    Raises `Malformed`, naming the key, for an unknown event or key, a missing one, or a value of the wrong kind.
    """
    name = obj.get("event")
    cls = VOCABULARY.get(name) if isinstance(name, str) else None
    if cls is None:
        near = get_close_matches(str(name), VOCABULARY, 1)
        hint = f"; did you mean {near[0]!r}?" if near else ""
        raise Malformed(f"there is no event {name!r}{hint}", "event")
    try:
        return msgspec.convert(obj, cls)
    except msgspec.ValidationError as error:
        raise Malformed(*_plain_words(str(error))) from None


def _plain_words(message: str) -> tuple[str, str]:
    what, _, path = message.partition(" - at `$")
    return what, path.strip("`").lstrip(".")


def encode(event: Event) -> dict[str, Any]:
    """The event as JSON values; `decode` of it gives the event again."""
    obj: dict[str, Any] = msgspec.to_builtins(event)
    return obj


def split_texts(event: Event) -> tuple[dict[str, Any], list[str]]:
    """The event as JSON values with each free text replaced by a place-holder, and those texts in order."""
    texts: list[str] = []

    def take(text: str) -> str:
        texts.append(text)
        return f"{PLACE_HOLDER}{len(texts) - 1}"

    obj: dict[str, Any] = _map_words(encode(event), _plan_of(type(event)), take)
    return obj, texts


def join_texts(obj: dict[str, Any], texts: Sequence[str | None]) -> dict[str, Any]:
    """The reverse of `split_texts`; a text that is None was erased and reads `ERASED`."""

    def put(holder: str) -> str:
        text = texts[int(holder.removeprefix(PLACE_HOLDER))]
        return ERASED if text is None else text

    joined: dict[str, Any] = _map_words(obj, _plan_of(VOCABULARY[obj["event"]]), put)
    return joined


PLACE_HOLDER = "\N{SECTION SIGN}"
ERASED = "[erased]"


@cache
def _plan_of(hint: Any) -> Any:
    """Where the free texts are in values of a type: True for a text itself, else a shape to walk, else None."""
    if get_origin(hint) is Annotated:
        return any(isinstance(m, Meta) and (m.extra or {}).get("words") for m in hint.__metadata__) or None
    if isinstance(hint, type) and issubclass(hint, Struct):
        hints = get_type_hints(hint, include_extras=True)
        fields = {field.encode_name: _plan_of(hints[field.name]) for field in msgspec.structs.fields(hint)}
        return {name: plan for name, plan in fields.items() if plan} or None
    arguments = [a for a in get_args(hint) if a not in (type(None), Ellipsis)]
    if get_origin(hint) is dict:
        return (dict, inner) if (inner := _plan_of(arguments[1])) else None
    if get_origin(hint) is tuple:
        return (list, inner) if (inner := _plan_of(arguments[0])) else None
    return None


def _map_words(value: Any, plan: Any, change: Callable[[str], str]) -> Any:
    if plan is True:
        return change(value) if value else value
    if isinstance(plan, dict):
        return {k: _map_words(v, plan[k], change) if k in plan else v for k, v in value.items()}
    if isinstance(plan, tuple):
        shape, inner = plan
        if shape is dict:
            return {k: _map_words(v, inner, change) for k, v in value.items()}
        return [_map_words(v, inner, change) for v in value]
    return value
