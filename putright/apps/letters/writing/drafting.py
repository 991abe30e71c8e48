"""A letter before it is issued: composed from a case as it will stand, and what the letter still lacks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field, replace

from django.conf import settings
from django.db.models import Max
from django.urls import reverse

from putright import data
from putright.apps.accounts.models import Person
from putright.apps.casework import followers, keys
from putright.apps.casework.models import Party
from putright.apps.casework.opened import Opened
from putright.apps.letters.models import Letter
from putright.core import events as e
from putright.core import needs
from putright.core.case import Case
from putright.core.decide import Reason
from putright.core.events import Need
from putright.core.letters import blocks, compose
from putright.core.letters.material import Follow, Material, Recipient
from putright.core.letters.sections import role_of
from putright.core.letters.tongue import ENGLISH
from putright.core.letters.translate import translated
from putright.core.letters.voice import Voice, own_contacts
from putright.core.state import step_on


@dataclass(frozen=True)
class Draft:
    """What a person chose and wrote for a letter. `to` is a party of the case, `channel` how it goes.

    `language` is its code, empty for English; `translations` what was typed, by `translate.key` of the English words.
    """

    to: Party
    channel: str
    typed: Mapping[str, str] = field(default_factory=dict)
    language: str = ""
    translations: Mapping[str, str] = field(default_factory=dict)


def after(opened: Opened, happened: Sequence[e.Event]) -> Case:
    """The case as it will stand once these events have happened."""
    state = deepcopy(opened.state)
    for event in happened:
        step_on(state, event)
    return Case.of(state, opened.policy, opened.people)


def compose_letter(opened: Opened, case: Case, event: e.Event, draft: Draft, by: Person) -> blocks.Letter:
    """The letter of an event, from the case as it stands with it."""
    home = f"{draft.to.address} {draft.to.postcode}".casefold()
    voice = Voice(case, opened.policy.wording, home, own_contacts(by.landlord.contacts))
    look = needs.layout(needs_of(opened, draft.to))
    material = Material(
        case, voice, data.load_register(), _recipient(opened, draft.to),
        opened.case.reference, by.landlord.name, event.on, draft.typed, _signs(case, by),
        data.load_tongue(draft.language or ENGLISH.code, opened.case.pack), _follow(opened, draft.to),
    )  # fmt: skip
    return translated(compose.compose(material, event, large=look.large, easy=look.easy), draft.translations)


def lacks(case: Case, event: e.Event, letter: blocks.Letter) -> Mapping[str, tuple[str, ...]]:
    """The parts that the letter must have and lacks, each with its provisions."""
    return blocks.missing(letter, compose.required(case, event))


# ---- what those it goes to need -------------------------------------------------------------


def needs_of(opened: Opened, to: Party) -> list[needs.Asked]:
    """Every adjustment known for whom a letter goes to: the case's own are for the complainant's side."""
    lines = to.adjustments.splitlines()
    if not to.role:
        return [needs.in_words(line) for line in lines if line]
    return needs.asked(opened.state, to.key or None, lines)


def adjustments(opened: Opened, to: Party) -> list[str]:
    """The same, in their words."""
    return [one.text for one in needs_of(opened, to)]


def spoken(opened: Opened, people: Iterable[Party]) -> needs.Spoken:
    """Whether somebody has spoken with them since the last letter of the case, where one of these needs that."""
    if not any(needs.FIRST & set(one.needs) for to in people for one in needs_of(opened, to)):
        return needs.Spoken()
    last = Letter.objects.filter(case=opened.case).aggregate(last=Max("event__n"))["last"]
    return needs.spoken(opened.events, last or 0, opened.state)


def stops(opened: Opened, to: Party, sending: needs.Sending) -> list[needs.Stop]:
    """What stands against sending them a letter so."""
    return needs.stands_against(needs_of(opened, to), replace(sending, tongues=data.tongue_names()))


def forbids(opened: Opened, to: Party, channel: str) -> str:
    """The words of the need that shuts a way to them; empty where none does."""
    return next((stop.text for stop in stops(opened, to, needs.Sending(channel)) if stop.need in needs.SHUTS), "")


def copies(opened: Opened, to: Party) -> dict[Need, tuple[str, str]]:
    """What has to be made by hand for them, by need: how it is called, and the code of the language if it is one."""
    return needs.to_make(needs_of(opened, to), data.tongue_names())


def unmet(opened: Opened, happened: Sequence[e.Event], draft: Draft) -> list[Reason]:
    """What they need that the letter of the last of these events passes over, with nobody having said why."""
    over = {one.need for one in happened if isinstance(one, e.NeedOverridden) and one.channel == draft.channel}
    made = {one.need for one in happened if isinstance(one, e.FormatMade)}
    found = stops(opened, draft.to, needs.Sending(draft.channel, draft.language, spoken(opened, [draft.to]), made))
    cites = opened.judged.policy.cites("override_reasoned")
    return [Reason("needs", str(stop).rstrip("."), cites) for stop in found if stop.need not in over]


def _follow(opened: Opened, to: Party) -> Follow | None:
    """Where a party of the case follows it; None for anybody else, and where they could not."""
    if not settings.SITE_ADDRESS or not to.role or not to.key or not followers.may_follow(opened, to):
        return None
    where = {"slug": opened.case.landlord.slug} | ({"brand": opened.case.brand} if opened.case.brand else {})
    door, survey = (settings.SITE_ADDRESS + reverse(name, kwargs=where) for name in ("portal_follow", "portal_survey"))
    return Follow(door, keys.code(opened.case, to.key), survey)


def _recipient(opened: Opened, to: Party) -> Recipient:
    about = to.role == Party.As.REPRESENTATIVE or (not to.role and to.key in data.load_bodies())
    acts_for = opened.case.complainant if about else ""
    key, party = ("", to.key) if to.role else (to.key, "")
    return Recipient(to.name or "Complainant", tuple(address_lines(to)), acts_for, key, party)


def address_lines(to: Party) -> list[str]:
    """A postal address, a line each."""
    lines = [line.strip() for line in re.split(r"[\n,]", to.address) if line.strip()]
    return [*lines, to.postcode] if to.postcode and to.postcode not in lines else lines


def _signs(case: Case, by: Person) -> str:
    title = role_of(case, by.key)
    return title[:1].upper() + title[1:]
