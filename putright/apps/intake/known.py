"""What the register of residents says of whoever is being written down, and filling it in.

Whoever takes complaints is shown who it may be by what the caller said, so that nobody has to spell their address
again; the pages of the register itself need a permission of their own.
"""

from __future__ import annotations

from datetime import date

from django.http import QueryDict

from putright.apps.accounts import packs
from putright.apps.accounts.models import Person
from putright.apps.intake import words
from putright.apps.residents import known as register
from putright.apps.residents.known import Known
from putright.apps.residents.models import Resident
from putright.core.events import AdjustmentRecorded
from putright.core.workdays import said


def chosen(person: Person, typed: str, today: date) -> Known | None:
    """Whoever was chosen from the register, as far as this person may see them."""
    if not (typed.isascii() and typed.isdigit() and len(typed) < 19):
        return None
    found = Resident.objects.visible_to(person).filter(pk=int(typed)).first()
    return register.known(found, today) if found else None


def maybe(person: Person, who: dict[str, str], today: date, *, asked: bool) -> list[Known]:
    """Who in the register it may be: surely, by telephone, e-mail or home; by name alone only where somebody asked."""
    found = register.matches(person, **who)
    if not found and asked and who["name"]:
        found = register.named(person, f"{who['name']} {who['postcode']}")
    return [register.known(one, today) for one in found]


def adjustments(known: Known) -> dict[str, AdjustmentRecorded]:
    """What helps them, by the key that a form sends back."""
    return {register.key_of(one.what): one for one in known.adjustments}


def fill(person: Person, data: QueryDict, known: Known) -> None:
    """Puts into the form what the register says; what it does not know stays as it was typed."""
    resident, home, policy = known.resident, known.home, packs.current(person.landlord)
    data["resident"] = str(resident.pk)
    facts = {
        "name": resident.name, "phone": resident.phone, "email": resident.email, "contact": resident.contact,
        "language": resident.language,
    }  # fmt: skip
    facts |= {"address": home.address, "postcode": home.postcode} if home else {}
    brand = home.brand if home else resident.brand
    if brand in dict(packs.brands(person)):
        facts["brand"] = brand
    if known.source in dict(words.sources(policy)):
        facts["from_"] = known.source
    if known.ended:
        facts |= {f"ended-{part}": str(getattr(known.ended, part)) for part in ("day", "month", "year")}
    if one := known.representative:
        facts |= {"rep_name": one.name, "rep_phone": one.phone, "rep_email": one.email, "rep_basis": basis(known)}
    for name, value in facts.items():
        if value:
            data[name] = value


def basis(known: Known) -> str:
    """What allows their representative to act, and in what."""
    one = known.representative
    if one is None:
        return ""
    until = f", until {said(one.expires)}" if one.expires else ""
    parts = [f"{one.get_basis_display()} on {said(one.given_on)}{until}", one.ground, f"For: {one.scope}"]
    return ". ".join(filter(None, parts))[:500]
