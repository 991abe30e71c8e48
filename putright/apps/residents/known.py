"""What the register says of somebody who complains: who they may be, and what it fills in for them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from django.db.models import QuerySet

from putright.apps.accounts.models import Person
from putright.apps.casework.models import Party
from putright.apps.casework.search import bare, normalise, same_address
from putright.apps.residents import finding, tidy
from putright.apps.residents.models import Adjustment, Home, Link, Representative, Resident, Stay
from putright.core import events as e

MOST, NEAR = 6, 300
SOURCES = {
    Stay.As.TENANT: "tenant",
    Stay.As.JOINT: "tenant",
    Stay.As.LICENSEE: "tenant",
    Stay.As.LEASEHOLDER: "leaseholder",
    Stay.As.SHARED: "leaseholder",
    Stay.As.MEMBER: "resident",
}
OWNED = (Home.Tenure.LEASEHOLD, Home.Tenure.SHARED, Home.Tenure.FREEHOLD)
WITHOUT_A_HOME = {Resident.Kind.PROSPECTIVE: "prospective", Resident.Kind.FORMER: "former_customer"}


@dataclass(frozen=True)
class Known:
    """What the register says of a resident on a day. `source`: what `received.from` would be; empty if unclear."""

    resident: Resident
    home: Home | None = None
    stay: Stay | None = None
    source: str = ""
    ended: date | None = None
    representatives: list[Representative] = field(default_factory=list)
    adjustments: list[e.AdjustmentRecorded] = field(default_factory=list)
    overdue: list[Adjustment] = field(default_factory=list)
    """Adjustments that should have been looked at again by now."""

    @property
    def representative(self) -> Representative | None:
        """Whoever acts for them now and gets the letters; the latest, if there are several."""
        return next((one for one in self.representatives if one.correspondence), None)


def known(resident: Resident, today: date) -> Known:
    """What the register says of a resident on a day."""
    stays = list(resident.stays.select_related("home"))
    now = [one for one in stays if one.is_now(today)]
    stay = min(now or stays, key=_order(bool(now)), default=None)
    ended = stay.until if stay and not now else None
    kept = [one for one in resident.adjustments.all() if not one.ended]
    return Known(
        resident, stay.home if stay else None, stay, _source(resident, stay, bool(now)), ended,
        [one for one in resident.representatives.all() if one.stands(today)],
        [*map(as_event, kept)], [one for one in kept if one.is_overdue(today)],
    )  # fmt: skip


def _order(now: bool) -> object:
    """Of several homes: one they hold before one they only live in; of those that are over, the last."""
    if now:
        return lambda one: (one.role == Stay.As.MEMBER, -(one.since or date.min).toordinal())
    return lambda one: -(one.until or date.min).toordinal()


def _source(resident: Resident, stay: Stay | None, now: bool) -> str:
    if stay is None:
        return WITHOUT_A_HOME.get(Resident.Kind(resident.kind), "")
    if not now:
        return "former_customer" if stay.until else WITHOUT_A_HOME.get(Resident.Kind(resident.kind), "")
    owns = stay.home.tenure in OWNED and stay.role in (Stay.As.TENANT, Stay.As.JOINT)
    return "leaseholder" if owns else SOURCES[Stay.As(stay.role)]


def as_event(kept: Adjustment) -> e.AdjustmentRecorded:
    """An adjustment of the register as a case records it."""
    return e.AdjustmentRecorded(
        on=kept.recorded_on, what=kept.what, needs=tuple(kept.needs), language=kept.language, review_on=kept.review_on
    )


def key_of(what: str) -> str:
    """How a form that offers an adjustment sends it back.

    >>> key_of("Large print") == key_of("large print")
    True
    """
    return hashlib.sha256(what.casefold().encode()).hexdigest()[:12]


# ---- who they may be ------------------------------------------------------------------------


def matches(
    person: Person, *, name: str = "", phone: str = "", email: str = "", address: str = "", postcode: str = ""
) -> list[Resident]:
    """The residents this may be, as far as the person may see them: by telephone, by e-mail, or by name and home."""
    seen = Resident.objects.visible_to(person)
    found: dict[int, Resident] = {}
    if number := bare(phone):
        found |= {one.pk: one for one in seen.filter(phone_bare=number)[:MOST]}
    if email:
        found |= {one.pk: one for one in seen.filter(email__iexact=email)[:MOST]}
    if postcode:
        found |= {one.pk: one for one in _at(person, name, address, tidy.postcode(postcode))}
    return list(found.values())[:MOST]


def _at(person: Person, name: str, address: str, postcode: str) -> Iterator[Resident]:
    """Those who live or lived at a postcode and have this name, or this home: who may see a home sees its people."""
    homes = {one.pk: one.address for one in Home.objects.visible_to(person).filter(postcode=postcode)[:NEAR]}
    said = normalise(name)
    stays = Stay.objects.filter(home__in=homes).select_related("resident").order_by("-id")
    for stay in stays[:NEAR]:
        if same_address(address, homes[stay.home_id]) or normalise(stay.resident.name) == said:
            yield stay.resident


def named(person: Person, name: str) -> list[Resident]:
    """Residents in whose name or home every word begins one: for whoever asked to look somebody up."""
    return list(finding.people(person, name)[:MOST])


def of_party(person: Person, party: Party) -> list[Resident]:
    """The residents a party of a case may be, the likeliest first."""
    sure = matches(
        person, name=party.name, phone=party.phone, email=party.email, address=party.address, postcode=party.postcode
    )
    rest = [one for one in named(person, party.name) if one not in sure] if party.name else []
    return [*sure, *rest][:MOST]


def authority_over(party: Party, today: date) -> bool:
    """Whether the register says that a representative's authority is over; of one it does not know it says nothing."""
    if party.role != Party.As.REPRESENTATIVE:
        return False
    residents = Link.objects.filter(case=party.case_id).values("resident")
    found = list(Representative.objects.filter(resident__in=residents, name__iexact=party.name))
    return bool(found) and not any(one.stands(today) for one in found)


def linked(case: int, party: str) -> Resident | None:
    """Who a party of a case is, where somebody has said so."""
    found = Link.objects.select_related("resident").filter(case=case, party=party).first()
    return found.resident if found else None


def households(home: Home) -> QuerySet[Stay]:
    """Everybody who lives or lived in a home, the latest first."""
    return Stay.objects.filter(home=home).select_related("resident").order_by("-since", "-id")
