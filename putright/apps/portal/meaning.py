"""What was told on the form means: the events and the people of a new case.

It is put into the words of the form on which staff write a complaint down (`intake.complaint`), so that both mean the
same. What an unknown person says of their right to act for somebody is put down as what they say: nobody is authorised,
and shown anything of another, before a member of staff has looked at it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from putright.apps.accounts.models import Landlord, Person
from putright.apps.casework.models import Party
from putright.apps.casework.search import normalise
from putright.apps.intake import complaint
from putright.apps.intake.complaint import COMPLAINANT, REPRESENTATIVE
from putright.apps.intake.forms import OUTCOMES
from putright.apps.intake.reach import reach
from putright.apps.portal.questions.who import AUTHORITY, FOR, for_others, nameless
from putright.core import events as e
from putright.core.events import Event

Told = Mapping[str, Any]
FIRST_MEMBER = 3
"""The number in the key of a group's first member: 1 and 2 are the complainant and whoever acts for them."""
SAID = (
    ("around_when", "When, roughly"), ("concerns", "What it is about"), ("staff", "About somebody who works for us"),
    ("harmed", "Who may be harmed, and by what"), ("praised", "Whom it praises"),
)  # fmt: skip
"""What events have no place of their own for, and what it is called beneath the story."""


def events_of(told: Told, landlord: Landlord, brand: str, today: date) -> Iterator[Event]:
    """What happened, from `received` on. What comes after it may be refused by the policy without harm."""
    asked = _asked(told, landlord, brand, today)
    yield complaint.received(asked)
    yield from complaint.adjustments_of(asked, {}, today)
    if told.get("ongoing") == "yes":
        yield e.FactRecorded(on=today, fact="ongoing")
    yield from _group(told, today)
    if (door := told["door"]) != "complaint":
        offered = True if "unhappy" in told else None
        yield e.Triaged(on=today, as_=door, choice_offered=offered, choice=door)


def parties_of(told: Told) -> list[Party]:
    """Who it concerns."""
    mine = {"name": told.get("your_name", ""), "phone": told.get("phone", ""), "email": told.get("email", "")}
    home = {"address": told.get("address", ""), "postcode": told.get("postcode", "")}
    if for_others(told):
        theirs = {name: told.get(f"their_{name}", "") for name in ("name", "phone", "email")}
        return [Party(key=COMPLAINANT, role=Party.As.COMPLAINANT, related_until=told.get("ended"), **theirs, **home),
                Party(key=REPRESENTATIVE, role=Party.As.REPRESENTATIVE, **mine)]  # fmt: skip
    first = Party(key=COMPLAINANT, role=Party.As.COMPLAINANT, related_until=told.get("ended"), **mine, **home)
    return [first, *(_member(*one) for one in members(told))]


def sender(told: Told) -> str:
    """The key of whoever filled in the form."""
    return REPRESENTATIVE if for_others(told) else COMPLAINANT


def members(told: Told) -> list[tuple[str, str, str]]:
    """The others of a group: key, name, how each is reached."""
    if told.get("for_whom") != "group":
        return []
    return [(f"p{n}", name, reach) for n, (name, reach) in enumerate(told["members"], FIRST_MEMBER)]


def _asked(told: Told, landlord: Landlord, brand: str, today: date) -> dict[str, Any]:
    """The same as the staff's form would have it."""
    wishes = {f"outcome_{n}": told.get(f"wish_{n}", "") for n in OUTCOMES}
    named = [*about(told, landlord), "", "", ""]
    return {
        **wishes, **{f"can_{n}": "" for n in OUTCOMES}, **{f"told_{n}": "" for n in OUTCOMES},
        "about_1": named[0], "about_2": named[1], "about_3": named[2],
        "received_on": today, "channel": "online", "from_": _source(told), "occurred": told.get("occurred"),
        "ended": told.get("ended"), "flags": told.get("flags", []), "text": story(told), "brand": brand,
        "loss": told.get("loss", ""), "contact": told.get("contact", ""), "contact_note": told.get("contact_note", ""),
        "rep_name": told["your_name"] if for_others(told) else "", "rep_basis": "",
        "carry": [], "needs": told.get("needs", []), "needs_other": told.get("needs_other", ""),
        "language": told.get("language", ""),
    }  # fmt: skip


def _source(told: Told) -> str:
    return "anonymous" if nameless(told) else str(told["relation"])


def story(told: Told) -> str:
    """Their own words, and beneath them what else they said."""
    more = [f"{title}: {_joined(told[name])}" for name, title in SAID if told.get(name)]
    if for_others(told):
        more.append(_footing(told))
    if names := members(told):
        spokesman = next((name for key, name, _ in names if key == speaker(told)), told["your_name"])
        more.append(f"{FOR['group']}. To speak for them: {spokesman}, as {told['your_name']} says")
    if told["door"] == "policy_request":
        return "\n".join(["A copy of the complaints policy, please.", *more])
    beneath = "\n".join(["Also said on the form:", *more]) if more else ""
    return "\n\n".join(filter(None, (told.get("text", ""), beneath)))


def _footing(told: Told) -> str:
    said = AUTHORITY[told["authority"]] if told["for_whom"] != "elected" or told["authority"] != "agreed" else (
        "They asked me to")  # fmt: skip
    who = ", ".join(filter(None, (told["your_name"], told.get("your_part", ""))))
    basis = f" ({told['legal_basis']})" if told.get("legal_basis") else ""
    return f"Filled in by {who}, for {told['their_name']}, who says: “{said}”{basis}. Nobody has checked that yet"


def speaker(told: Told) -> str:
    """The key of whoever speaks for the group."""
    chosen = int(told.get("speaks") or 0)
    return f"p{chosen + FIRST_MEMBER - 1}" if chosen else COMPLAINANT


def _group(told: Told, today: date) -> Iterator[Event]:
    """Whoever else belongs to it, each still to be asked; until they agree, nobody speaks for them."""
    for key, name, _ in members(told):
        yield e.MemberJoined(on=today, party=key, who=name, basis=f"Named on the form by {told['your_name']}")


def _member(key: str, name: str, typed: str) -> Party:
    found = reach(typed)
    return Party(
        key=key, role=Party.As.GROUP_MEMBER, name=name, address=", ".join(found.rest),
        email=found.email, phone=found.phone, postcode=found.postcode,
    )  # fmt: skip


def about(told: Told, landlord: Landlord) -> list[str]:
    """The members of staff whose full names were typed, by key, so that it is kept from them.

    The page says nothing of it: who works there is not to be found out here.
    """
    typed = f" {normalise(told.get('staff', ''))} "
    people = Person.objects.filter(landlord=landlord, is_active=True).only("id", "name") if typed.strip() else ()
    return [one.key for one in people if normalise(one.name) and f" {normalise(one.name)} " in typed]


def _joined(value: object) -> str:
    return "; ".join(value) if isinstance(value, list) else str(value)
