"""A letter before it is issued: composed from a case as it will stand, and what the letter still lacks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field

from putright import data
from putright.apps.accounts.models import Person
from putright.apps.casework.models import Party
from putright.apps.casework.opened import Opened
from putright.core import events as e
from putright.core.case import Case
from putright.core.decide import Reason
from putright.core.guards.letters import PART_NAMES
from putright.core.letters import blocks, compose
from putright.core.letters.sections import Material, Recipient, role_of
from putright.core.letters.voice import LABELS, Voice
from putright.core.state import step_on

NO_EMAIL = re.compile(r"\b(no|not by|never by|without)\s+e-?mails?\b|\b(post|letters?|paper)\s+only\b", re.IGNORECASE)
LARGE = re.compile(r"\blarge[- ]?(print|type|text)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Draft:
    """What a person chose and wrote for a letter. `to` is a party of the case, `channel` how it goes."""

    to: Party
    channel: str
    typed: Mapping[str, str] = field(default_factory=dict)


def after(opened: Opened, happened: Sequence[e.Event]) -> Case:
    """The case as it will stand once these events have happened."""
    state = deepcopy(opened.state)
    for event in happened:
        step_on(state, event)
    return Case.of(state, opened.policy, opened.people)


def compose_letter(opened: Opened, case: Case, event: e.Event, draft: Draft, by: Person) -> blocks.Letter:
    """The letter of an event, from the case as it stands with it."""
    own = tuple((LABELS.get(key, key.capitalize()), str(value)) for key, value in by.landlord.contacts.items()
                if value and isinstance(value, str))  # fmt: skip
    wording = data.load_wording(opened.case.pack)
    home = f"{draft.to.address} {draft.to.postcode}".casefold()
    material = Material(
        case, Voice(case, wording, home, own), data.load_register(), _recipient(opened, draft.to),
        opened.case.reference, by.landlord.name, event.on, draft.typed, _signs(case, by),
    )  # fmt: skip
    return compose.compose(material, event, large=any(LARGE.search(text) for text in adjustments(opened, draft.to)))


def lacks(case: Case, event: e.Event, letter: blocks.Letter) -> Mapping[str, tuple[str, ...]]:
    """The parts that the letter must have and lacks, each with its provisions."""
    return blocks.missing(letter, compose.required(case, event))


def reasons(missing: Mapping[str, tuple[str, ...]]) -> list[Reason]:
    """Missing parts as the reasons why a letter is not issued."""
    return [Reason("letter_parts", f"the letter must say {PART_NAMES[part]}", cites) for part, cites in missing.items()]


def adjustments(opened: Opened, to: Party) -> list[str]:
    """Every adjustment known for whom a letter goes to."""
    return list(dict.fromkeys([*opened.state.adjustments, *filter(None, to.adjustments.splitlines())]))


def forbids(opened: Opened, to: Party, channel: str) -> str:
    """The adjustment that stands against sending by this channel; empty where none does."""
    if channel != "email":
        return ""
    return next((text for text in adjustments(opened, to) if NO_EMAIL.search(text)), "")


def named_staff(opened: Opened, to: Party, typed: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Colleagues whose full name stands in what was typed: (place, name). Letters name roles instead (C20-B3.17)."""
    for place, text in typed.items():
        for person in opened.people.values():
            name = getattr(person, "name", "").strip()
            if " " in name and name.casefold() != to.name.strip().casefold() and _contains(text, name):
                yield place, name


def _contains(text: str, name: str) -> bool:
    words = r"\s+".join(re.escape(word) for word in name.split())
    return bool(re.search(rf"\b{words}\b", text, re.IGNORECASE))


def _recipient(opened: Opened, to: Party) -> Recipient:
    acts_for = opened.case.complainant if to.role == Party.As.REPRESENTATIVE else ""
    return Recipient(to.name or "Complainant", tuple(address_lines(to)), acts_for)


def address_lines(to: Party) -> list[str]:
    """A postal address, a line each."""
    lines = [line.strip() for line in re.split(r"[\n,]", to.address) if line.strip()]
    return [*lines, to.postcode] if to.postcode and to.postcode not in lines else lines


def _signs(case: Case, by: Person) -> str:
    title = role_of(case, by.key)
    return title[:1].upper() + title[1:]
