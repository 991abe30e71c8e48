"""A complaints policy as data: the shapes of a pack and of an edition of a Code.

Data stops at numbers, dates, names and wording. What needs an "unless" is a named Python function
(`handling.*.rule`, `guards`) that the pack lists. Every value cites the provisions it comes from.
"""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from putright.core.events import Fact, Flag, Ground, Head, Level, Source, StageName
from putright.core.promised import Report, Rhythm, Sampling
from putright.core.shape import Cites, Shape

Start = Literal[
    "receipt", "next_working_day", "acknowledgement", "request", "escalated", "sent", "response_received", "closed"
]  # fmt: skip
ClockName = Literal[
    "stage1.acknowledge", "stage1.respond", "stage2.acknowledge", "stage2.respond", "stage2.request", "evidence",
    "survey", "survey.follow_up", "dispose", "safety.alert", "message", "answer",
]  # fmt: skip
Ability = Literal["front_line", "handle", "review", "oversee", "approve", "panel", "board", "administer"]
StageNumber = Literal["1", "2"]
LetterKind = Literal[
    "acknowledgement", "extension", "refusal", "escalation_refusal", "response",
    "update", "letter", "receipt", "answer", "redirection", "own_account", "policy_copy", "new_date", "closing",
    "reopening", "survey", "other_procedure",
    "findings", "comments_answered", "mediation", "detriment", "panel_invitation", "panel_meeting", "warning",
    "restriction", "restriction_review", "hazard_summary", "candour", "evidence",
]  # fmt: skip
LetterParts = dict[Literal["any", "1", "2"], dict[str, Cites]]
"""What a letter must say, at a stage or at any: its parts, each with the provisions that ask for it."""
RedressBody = Literal["housing-ombudsman", "lgsco", "charity-commission", "consumer-code"]
SampleKind = Literal["feedback", "learning"]
Kept = Literal["unfiled_mail", "former_resident"]
"""Records that are kept by a time of their own: mail that belongs to no case, and people who left."""
Subject = Literal["housing", "care_service", "outright_sale"]


class Clock(Shape, frozen=True, kw_only=True):
    """How long something may take, counted from what. Without `within` it is owed but has no date."""

    within: str | None = None
    from_: Start
    cites: Cites
    reading: str = ""


class Extension(Shape, frozen=True, kw_only=True):
    """How far a response date may be moved, and what that needs.

    `agreed_beyond` and `approvals` (roles, each another person) are asked for beyond `within`, with the good reason.
    """

    within: str | None = None
    ombudsman_details: bool = False
    agreed: bool = False
    agreed_beyond: bool = False
    approvals: tuple[str, ...] = ()
    cites: Cites
    reading: str = ""


class GroundRule(Shape, frozen=True, kw_only=True):
    """When a complaint may be refused on a ground: the age that bears it, what defeats it and who must approve."""

    over: str | None = None
    includes_the_day: bool = False
    defeated_by: tuple[Fact | Flag, ...] = ()
    approvals: tuple[str, ...] = ()
    cites: Cites
    reading: str = ""


class Role(Shape, frozen=True, kw_only=True):
    """A role of the policy: its title and what people who hold it do."""

    title: str
    does: tuple[Ability, ...]
    cites: Cites
    reading: str = ""


class Handling(Shape, frozen=True, kw_only=True):
    """Who may take a stage: the function of `putright.core.handling` that decides, and the roles it works with.

    `line_managers`: the provisions, if any, by which the policy itself gives a complaint about staff to their manager.
    """

    rule: str
    roles: tuple[str, ...]
    cites: Cites
    reading: str = ""
    line_managers: Cites | None = None


class Seat(Shape, frozen=True, kw_only=True):
    """A seat of a review panel: who may sit in it and whether the complainant must agree.

    `instead` names the seat that is doubled where this one stays empty.
    """

    title: str
    roles: tuple[str, ...]
    needs_consent: bool = False
    instead: str | None = None


class Panel(Shape, frozen=True, kw_only=True):
    """A review panel's composition, seat by seat, and how long before it meets its papers are out."""

    seats: dict[str, Seat]
    papers_before: str = "5 working days"
    cites: Cites
    reading: str = ""


class Alert(Shape, frozen=True, kw_only=True):
    """Who must be told at once where a complaint carries a safety flag."""

    to: tuple[str, ...]
    cites: Cites
    reading: str = ""


class Candour(Shape, frozen=True, kw_only=True):
    """The duty of candour's steps (Regulation 20)."""

    steps: tuple[str, ...]
    cites: Cites
    reading: str = ""


class Redress(Shape, frozen=True, kw_only=True):
    """Which body a complaint goes to next, by what it is about."""

    subject: Subject = "housing"
    bodies: dict[Subject, RedressBody]
    cites: Cites
    reading: str = ""


class Brand(Shape, frozen=True, kw_only=True):
    """One of the landlords a group policy serves."""

    name: str
    edition: str | None = None
    handlers: tuple[str, ...]
    reviewers: tuple[str, ...]
    other_team_reviews: bool = False
    subject: Subject = "housing"
    cites: Cites
    reading: str = ""


class LetterApproval(Shape, frozen=True, kw_only=True):
    """Whose approval a letter of a kind needs before it goes out, each another person's than who writes it.

    `over`: only where it offers more than this, in pounds.
    """

    roles: Annotated[tuple[str, ...], Meta(min_length=1)]
    over: int | None = None
    cites: Cites
    reading: str = ""


class Behaviour(Shape, frozen=True, kw_only=True):
    """Who decides on restricting contact or closing for behaviour, and how soon an appeal is looked at."""

    decides: tuple[str, ...]
    appeal_within: str = ""
    cites: Cites
    reading: str = ""


class Others(Shape, frozen=True, kw_only=True):
    """Complaints the Code does not bind: their own redress body and grounds, counted apart from the Code's figures."""

    sources: tuple[Source, ...]
    redress: RedressBody
    grounds: dict[Ground, GroundRule] = {}
    cites: Cites
    reading: str = ""


class Document(Shape, frozen=True, kw_only=True):
    """The printed policy: its own dates are kept as printed, and left empty where the document leaves them blank."""

    title: str
    version: str = ""
    approved: str = ""
    review_due: str = ""
    owner: str = ""
    reference: str = ""
    accountable: str = ""
    cites: Cites


class Landlord(Shape, frozen=True, kw_only=True):
    """The landlord's name, the letters its references begin with, and the month (1 to 12) its financial year begins in.

    No document says when the year begins; April is taken, and said in every report.
    """

    name: str
    short: str
    prefix: str
    year_begins: Annotated[int, Meta(ge=1, le=12)] = 4


class Band(Shape, frozen=True, kw_only=True):
    """What is paid for failures of one level, in pounds; without `most`, upwards."""

    title: str
    least: int
    most: int | None = None


class Guidance(Shape, frozen=True, kw_only=True):
    """A redress body's own guidance on amounts, mildest level first: how sure it is, and from where."""

    title: str
    bands: dict[Level, Band]
    heads: tuple[Head, ...]
    certainty: str
    source: str
    cites: Cites
    reading: str = ""


class Compensation(Shape, frozen=True, kw_only=True):
    """How far each role may go with money, in pounds (`authority`), and who may go further (`approves`).

    `exceptional`: heads that are paid only with a reason. `scheme`: the most the landlord's own scheme pays for a head.
    """

    authority: dict[str, int] = {}
    approves: tuple[str, ...]
    exceptional: tuple[Head, ...] = ()
    scheme: dict[Head, int] = {}
    cites: Cites
    reading: str = ""


class Rules(Shape, frozen=True, kw_only=True):
    """What a pack and an edition of a Code have in common."""

    title: str
    clocks: dict[ClockName, Clock] = {}
    extensions: dict[StageNumber, Extension] = {}
    grounds: dict[Ground, GroundRule] = {}
    guards: dict[str, Cites] = {}
    warnings: dict[str, Cites] = {}
    duties: dict[str, Cites] = {}
    letters: dict[LetterKind, LetterParts] = {}
    gate: dict[str, Cites] = {}
    unrelated_points: Literal["join", "apart"] | None = None


class Edition(Rules, frozen=True, kw_only=True):
    """An edition of a Code that landlords are held to."""

    edition: str
    body: RedressBody
    published: str
    in_force: str
    source: str
    definition: str
    guidance: Guidance | None = None


class Retention(Shape, frozen=True, kw_only=True):
    """How long records are kept that stand in no case, counted from when they came or their matter ended."""

    within: str
    cites: Cites
    reading: str = ""


class Adoption(Shape, frozen=True, kw_only=True):
    """Who approves a new version of the policy: people who hold these roles, each another one."""

    approves: Annotated[tuple[str, ...], Meta(min_length=1)]
    cites: Cites
    reading: str = ""


class Pack(Rules, frozen=True, kw_only=True):
    """A landlord's complaints policy."""

    pack: str
    version: str
    edition: str
    division: Literal["england-and-wales", "scotland", "northern-ireland"]
    landlord: Landlord
    document: Document
    roles: dict[str, Role]
    bodies: dict[str, str] = {}
    handling: dict[StageNumber, Handling]
    redress: Redress
    brands: dict[str, Brand] = {}
    panel: Panel | None = None
    others: Others | None = None
    apart: dict[Source, Cites] = {}
    safety: dict[Flag, Alert] = {}
    candour: Candour | None = None
    variation: dict[str, Cites] = {}
    reports_back: dict[StageNumber, Handling] = {}
    closing_grounds: dict[str, Cites] = {}
    compensation: Compensation | None = None
    behaviour: Behaviour | None = None
    letters_approved: dict[LetterKind, LetterApproval] = {}
    reports: dict[str, Report] = {}
    publications: dict[str, Rhythm] = {}
    registers: dict[str, Rhythm] = {}
    samples: dict[SampleKind, Sampling] = {}
    retention: dict[Kept, Retention] = {}
    adoption: Adoption | None = None


class Provision(Shape, frozen=True, kw_only=True):
    """One thing a document asks: where it stands, in our own words, and what in the product makes it true."""

    where: str
    asks: str
    by: Annotated[tuple[dict[str, str], ...], Meta(min_length=1)]
    reading: str = ""
    finding: str = ""
    force: str = ""
    certainty: str = ""


class Provisions(Shape, frozen=True, kw_only=True):
    """Every provision of one document, by id."""

    document: str
    provisions: dict[str, Provision]


STAGES: tuple[StageName, ...] = ("informal", 1, 2)
