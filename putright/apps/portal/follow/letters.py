"""The letters that went to whoever follows their complaint, in every format they can be had in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from putright.apps.casework.models import Message, Party
from putright.apps.casework.search import normalise
from putright.apps.letters.drawing import formats
from putright.apps.letters.models import Letter
from putright.apps.portal.follow.visit import Follower

GONE_OUT = (Message.State.SENT, Message.State.BOUNCED, Message.State.FAILED)
"""What left, and what came back: whoever never got it by post or e-mail can read it here."""


@dataclass(frozen=True)
class Theirs:
    """A letter, with its formats: those it is not in, and the one it is in."""

    letter: Letter
    formats: Mapping[str, formats.Format]


def theirs(me: Follower) -> Sequence[Theirs]:
    """The letters to whoever looks that have left, the latest first; erased ones are gone."""
    left = Message.objects.filter(case=me.case, state__in=GONE_OUT).exclude(letter="").values_list("letter", flat=True)
    found = Letter.objects.filter(case=me.case, key__in=set(left), erased_at=None).select_related("case", "landlord")
    return [Theirs(one, formats.FORMATS) for one in found.order_by("-issued_at", "-key") if is_theirs(me, one)]


def one(me: Follower, key: str) -> Letter | None:
    """The letter of that key, where it is one of theirs."""
    return next((found.letter for found in theirs(me) if found.letter.key == key), None)


def is_theirs(me: Follower, letter: Letter) -> bool:
    """Whether a letter was addressed to them: by the name it bears, and where others bear it too by where it went."""
    if not letter.to_name or not _same(letter.to_name, me.party.name):
        return False
    others = Party.objects.filter(case=me.case).exclude(key=me.party.key)
    namesakes = [one for one in others if _same(one.name, me.party.name)]
    return not namesakes or _went_to(letter.to_address or "", me.party)


def _went_to(address: str, party: Party) -> bool:
    """Whether an address on a letter is one of somebody's."""
    went, home = normalise(address), normalise(party.postcode) and normalise(f"{party.address} {party.postcode}")
    return bool(home and home in went) or bool(party.email and _same(address, party.email))


def _same(one: str | None, other: str) -> bool:
    return " ".join((one or "").split()).casefold() == " ".join(other.split()).casefold()
