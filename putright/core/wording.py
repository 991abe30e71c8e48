"""How a landlord words things: the shape of a pack's `wording.yaml`.

Lists of entries, each with the provisions it rests on. What is left out the product says in words of its own.
"""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from putright.core.events import Channel, Source
from putright.core.related import RelatedPolicy
from putright.core.shape import Cites, Shape

Sentence = Literal[
    "apology", "assistance", "behaviour_closed", "charity_commission", "closing", "closing_stage_2", "comment",
    "compliment", "definition", "escalation", "escalation_varied", "extension", "final", "greeting", "mediation",
    "next_stage_1", "next_stage_2", "next_stage_2_varied", "not_upheld", "ombudsman_any_time",
    "ombudsman_formal", "ombudsman_include", "outstanding", "own_account", "petition", "policy_copy", "procedure",
    "progress_report", "refusal", "refusal_residents", "refusal_staff", "regulator", "survey", "survey_feedback",
    "thanks", "updates",
]  # fmt: skip
"""The sentences that letters and pages take from a landlord, by name."""
How = Literal["letter", "email", "phone", "online", "in_person", "staff"]
Place = Literal["stage_1", "last_answer", "behaviour", "leaflet_end"]
"""Where a publication has room for something more."""
Side = Literal["residents", "others"]
Id = Annotated[str, Meta(pattern=r"^[a-z0-9][a-z0-9_-]*$")]
Text = Annotated[str, Meta(min_length=1)]
Colour = Annotated[str, Meta(pattern=r"^#[0-9a-fA-F]{6}$")]


class Entry(Shape, frozen=True, kw_only=True, rename={"for_": "for"}):
    """What every entry has. `brands`: the brands that it is for, where it is not for all."""

    brands: tuple[str, ...] = ()
    cites: Cites


class Definition(Entry, frozen=True, kw_only=True, rename={"for_": "for"}):
    """What the landlord calls a complaint. `verbatim`: word for word, not in our own words. `edition`: whose words."""

    id: Id
    for_: Annotated[tuple[str, ...], Meta(min_length=1)]
    verbatim: bool = False
    text: Text
    edition: tuple[str, ...] = ()
    note: str = ""


class Guidance(Entry, frozen=True, kw_only=True):
    """A hint for whoever takes down what somebody tells."""

    text: Text


class Category(Entry, frozen=True, kw_only=True):
    """What a complaint can be about."""

    id: Id
    title: Text


class Term(Entry, frozen=True, kw_only=True):
    """A word of the policy, and what it means by it."""

    id: Id
    title: Text
    means: Text


class Contact(Entry, frozen=True, kw_only=True, rename={"for_": "for"}):
    """How the landlord is reached. `for`: everyone, residents, relatives, about-chief-officer, brands or a region."""

    id: Id
    for_: Annotated[tuple[Text, ...], Meta(min_length=1)]
    how: How
    detail: Text


class Letter(Entry, frozen=True, kw_only=True, rename={"for_": "for"}):
    """A sentence of letters; `{complainant}` in it becomes the name. The first one that fits a case is taken."""

    id: Sentence
    text: Text
    for_: tuple[Side, ...] = ()


class Publication(Entry, frozen=True, kw_only=True):
    """What publications say besides, at a place."""

    id: Id
    at: Place
    text: Text


class Way(Entry, frozen=True, kw_only=True):
    """A way by which complaints come in."""

    id: Channel
    title: Text


class Remedy(Entry, frozen=True, kw_only=True):
    """A kind of remedy. `money`: that it is paid. `code`: the section of the Code it follows, where not the policy."""

    id: Id
    title: Text
    money: bool = False
    code: str = ""


class Who(Entry, frozen=True, kw_only=True):
    """Who may complain. `asked`: how people are asked it of themselves, where that is not the title."""

    id: Source
    title: Text
    asked: str = ""


class Look(Shape, frozen=True, kw_only=True):
    """The colour of what is published: dark enough for white text."""

    colour: Colour
    brands: dict[str, Colour] = {}


class Question(Entry, frozen=True, kw_only=True):
    """A question of the survey; `overall` is how satisfied they are, which is always asked."""

    id: Id
    text: Text
    kind: Literal["score", "words"] = "score"


class Wording(Shape, frozen=True, kw_only=True):
    """All of it, section by section."""

    definition: tuple[Definition, ...] = ()
    oral_guidance: tuple[Guidance, ...] = ()
    categories: tuple[Category, ...] = ()
    terms: tuple[Term, ...] = ()
    contacts: tuple[Contact, ...] = ()
    letters: tuple[Letter, ...] = ()
    publications: tuple[Publication, ...] = ()
    related_policies: tuple[RelatedPolicy, ...] = ()
    channels: tuple[Way, ...] = ()
    remedy_kinds: tuple[Remedy, ...] = ()
    who_may_complain: tuple[Who, ...] = ()
    look: Look | None = None
    survey: tuple[Question, ...] = ()
