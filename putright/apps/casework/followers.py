"""Who of the complainant's side may follow a complaint on their own pages, and what they say beside their code."""

from __future__ import annotations

import hmac
import re
from collections.abc import Iterator

from putright.apps.casework.models import Case, Party
from putright.apps.casework.opened import Opened
from putright.core import events as e
from putright.core.events import ERASED

DIGITS = 4
"""How many last digits of a telephone number tell that it is known."""


def may_follow(opened: Opened, party: Party) -> bool:
    """Whether somebody of the case may see it."""
    return not why_not(opened, party)


def why_not(opened: Opened, party: Party) -> str:
    """Why somebody of the case may not see it on their own pages; empty where they may.

    Not once the records are gone, nor before or after their part in it; and never by a code alone.
    """
    state = opened.state
    if state.disposed or state.text == ERASED:
        return "the records are gone"
    if party.role == Party.As.REPRESENTATIVE and not (state.party == party.key or acts(opened, party)):
        return "nobody has put on record that they act for the complainant, or somebody else does now"
    if party.role == Party.As.GROUP_MEMBER and not _belongs(opened, party):
        return "they have not agreed to be part of it, or have left"
    if not any(facts(party, opened.case)):
        return "we know no postcode, e-mail address or telephone number of theirs to ask for beside the code"
    return ""


def knows(fact: str, party: Party, case: Case) -> bool:
    """Whether what somebody typed is something that the landlord knows of the party."""
    typed = _plain(fact)
    return bool(typed) and any(hmac.compare_digest(typed.encode(), one.encode()) for one in facts(party, case))


def facts(party: Party, case: Case) -> Iterator[str]:
    """What they may say: their postcode, e-mail address or last digits; who left nothing, the postcode of the home."""
    digits = re.sub(r"\D", "", party.phone)
    own = [party.postcode, party.email, digits[-DIGITS:] if len(digits) >= 2 * DIGITS else ""]
    yield from filter(None, map(_plain, own if any(own) else [case.postcode]))


def acts(opened: Opened, party: Party) -> bool:
    """Whether it is they whom the complainant named last to act for them."""
    named = [one for one in opened.events if isinstance(one, e.RepresentativeAuthorised)]
    return bool(named) and (named[-1].party == party.key or (not named[-1].party and named[-1].who == party.name))


def _belongs(opened: Opened, party: Party) -> bool:
    member = opened.state.together.members.get(party.key)
    return bool(member and member.agreed)


def _plain(fact: str) -> str:
    return re.sub(r"\s", "", fact[:254]).casefold()
