"""Following a complaint: who may see which one, told by their code and one fact, for as long as they do something.

A visit is a row of its own on the server, never the session of somebody who works here. It is tied to the landlord,
the case, the party and their code as it is now: sign-out, thirty idle minutes, a withdrawn code, the end of an
authority and the disposal of the records each end it, wherever a copy of its cookie may be.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import wraps
from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase, UpdateError
from django.http import HttpRequest, HttpResponse

from putright.apps.accounts.models import Landlord
from putright.apps.casework import keys
from putright.apps.casework.followers import knows, may_follow
from putright.apps.casework.models import Case, Party
from putright.apps.casework.opened import Opened, load
from putright.apps.portal.place import Place, at_place, forget, recall, remember
from putright.apps.residents.known import authority_over
from putright.core import events as e

NAME = "follow"
IDLE = 30 * 60
"""Seconds without doing anything after which a visit ends."""


@dataclass(frozen=True)
class Follower:
    """Somebody of the complainant's side who looks at their own complaint."""

    opened: Opened
    party: Party
    visit: SessionBase

    @property
    def case(self) -> Case:
        return self.opened.case

    @property
    def complains(self) -> bool:
        """Whether it is the complainant: what an event says of nobody in particular is theirs."""
        return self.party.role == Party.As.COMPLAINANT

    @property
    def member(self) -> bool:
        """Whether it is a member of a group, to whom only what all have in common is shown."""
        return self.party.role == Party.As.GROUP_MEMBER

    @property
    def acts(self) -> bool:
        """Whether it is the complainant, or whoever acts for them: what is put to the complainant is put to them."""
        return not self.member

    def is_me(self, name: str | None) -> bool:
        """Whether an event that names somebody of the complainant's side, or nobody, means this person.

        A bare number is the key of somebody who works here, whatever key the party has.
        """
        mine = name == self.party.key and not (name or "").isdigit()
        return mine or (self.complains and name in (None, "", "complainant"))

    def wrote(self, message: e.MessageReceived) -> bool:
        """Whether a message is theirs: never for want of knowing whose it is, such as of an e-mail from elsewhere."""
        return message.party == self.party.key

    def is_for_me(self, name: str | None) -> bool:
        """Whether what is put to somebody, or nobody in particular, is for this person to answer."""
        return self.is_me(name) or (self.acts and name in (None, "", "complainant", "representative"))


# ---- who it is ------------------------------------------------------------------------------


def known(place: Place, reference: str, code: str, fact: str) -> Opened | None:
    """The case that a reference, a code and a fact open together; None where any of them is wrong, or all are.

    Every wrong answer costs the same: a reference that does not exist is looked up and compared like one that does.
    """
    case, key = _found(place.landlord, reference, code)
    party = Party.objects.filter(case=case, key=key).first() or Party()
    fits = knows(fact, party, case)
    if not (key and fits):
        return None
    opened = load(case)
    return opened if may_follow(opened, party) and not authority_over(party, place.matter.on) else None


def holder(opened: Opened, code: str) -> Party:
    """Whose code it is."""
    return Party.objects.get(case=opened.case, key=keys.opens(opened.case, code))


def _found(landlord: Landlord, reference: str, code: str) -> tuple[Case, str]:
    typed = re.sub(r"\s", "", reference).upper()[:24]
    case = Case.objects.select_related("landlord").filter(landlord=landlord, reference=typed).first()
    nobody = Case(pk=0, landlord=landlord, reference=typed)
    return case or nobody, keys.opens(case or nobody, code[:40])


# ---- visits ---------------------------------------------------------------------------------


def begin(response: HttpResponse, place: Place, opened: Opened, party: Party) -> SessionBase:
    """Lets this browser follow the complaint from now on."""
    visit = _store()
    visit.update({"landlord": place.landlord.pk, "case": opened.case.pk, "party": party.key})
    visit["code"] = _mark(opened.case, party)
    visit.set_expiry(IDLE)
    visit.create()
    remember(response, place, NAME, str(visit.session_key))
    return visit


def current(request: HttpRequest, place: Place) -> Follower | None:
    """Who follows which complaint here; None where nobody does, or no longer may. It goes on from now."""
    visit = _store(recall(request, place, NAME))
    found = _still(visit, place) if visit.get("landlord") == place.landlord.pk else None
    if not found:
        visit.flush()
        return None
    visit.set_expiry(IDLE)
    with suppress(UpdateError):  # it was ended by another page of theirs meanwhile
        visit.save()
        return found
    return None


def end(request: HttpRequest, response: HttpResponse, place: Place) -> None:
    """Ends it, wherever else its cookie may be."""
    _store(recall(request, place, NAME)).flush()
    forget(response, place, NAME)


def following(view: Callable[..., HttpResponse], otherwise: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For a view that only somebody who follows a complaint sees: it gets its place and its `Follower`."""

    @wraps(view)
    @at_place
    def followed(request: HttpRequest, place: Place, **rest: Any) -> HttpResponse:
        follower = current(request, place)
        return view(request, place, follower, **rest) if follower else otherwise(request, place, **rest)

    return followed


def _still(visit: SessionBase, place: Place) -> Follower | None:
    case = Case.objects.select_related("landlord").filter(pk=visit["case"], landlord=place.landlord).first()
    party = Party.objects.filter(case=case, key=visit["party"]).first() if case else None
    if not (case and party and hmac.compare_digest(str(visit["code"]), _mark(case, party))):
        return None
    opened = load(case)
    may = may_follow(opened, party) and not authority_over(party, place.matter.on)
    return Follower(opened, party, visit) if may else None


def _mark(case: Case, party: Party) -> str:
    """What tells the code of the day from one that was withdrawn, without being it."""
    return hashlib.sha256(f"visit|{keys.code(case, party.key)}".encode()).hexdigest()


def _store(key: str = "") -> SessionBase:
    store: SessionBase = import_module(settings.SESSION_ENGINE).SessionStore(key or None)
    return store
