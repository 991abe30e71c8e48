"""What the form calls things, where the landlord's wording does not say it better."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from putright.core.events import Need
from putright.core.pack import Pack
from putright.core.policy import Policy

SOURCES = {
    "tenant": "Tenant",
    "leaseholder": "Leaseholder or shared owner",
    "resident": "Somebody else living in the home",
    "former_customer": "Former tenant or resident",
    "prospective": "Applicant for a home",
    "relative": "Relative",
    "neighbour": "Neighbour",
    "representative": "Somebody acting for a complainant",
    "elected_member": "Elected representative",
    "contractor": "Contractor",
    "supplier": "Supplier",
    "grant_recipient": "Grant recipient",
    "referral_organisation": "Referring organisation",
    "staff": "Member of staff",
    "public": "Anybody else",
    "anonymous": "Somebody who gives no name",
}
CHANNELS = {
    "phone": "Telephone",
    "in_person": "In person",
    "letter": "Letter",
    "email": "E-mail",
    "online": "Online form",
    "social_media": "Social media",
    "staff": "Told to a colleague",
    "survey": "An answer in a survey",
}
FLAGS = {
    "safeguarding": ("A child or an adult may be at risk of harm", "Safeguarding"),
    "health_and_safety": ("Something in the home or nearby is dangerous", "Health and safety, such as gas, fire, damp"),
    "high_risk": ("Somebody could come to harm if this waits", "High risk"),
    "serious_impact": ("It has hit the person or household very hard", "Serious impact"),
    "notifiable_safety_incident": ("Somebody was or could have been harmed by care we gave", "Duty of candour"),
    "care_service": ("It is about care or support", "Another ombudsman takes this up"),
    "outright_sale": ("It is about buying a home outright", "A consumer code applies"),
    "recurring": ("They have complained of the same thing before", ""),
    "substantiated": ("There are documents or photographs that support it", ""),
    "petition": ("It is a petition", "Signed by several people"),
}
"""What each flag means in plain words, and the field's name for it."""
SAFETY = ("safeguarding", "health_and_safety", "high_risk", "serious_impact")
NEEDS: dict[str, tuple[Need, ...]] = {
    "Large print": ("large_print",),
    "Easy read: plain words, short sentences": ("easy_read",),
    "Post only, no e-mail": ("no_email",),
    "E-mail only, nothing by post": ("no_post",),
    "A call before anything in writing": ("call_first",),
    "An interpreter before anything in writing": ("interpreter",),
    "British Sign Language or text relay": ("interpreter",),
    "Braille": ("braille",),
    "Audio": ("audio",),
    "E-mail that a screen reader can read, no paper": ("screen_reader",),
    "Help with putting it in writing": (),
    "A visit at home": (),
    "More time, or breaks": (),
    "No telephone calls": (),
}
"""What makes it easier for people, and what each means for letters."""
CONTACT = {"phone": "Telephone", "email": "E-mail", "letter": "Letter", "other": "Some other way"}


def sources(policy: Policy) -> list[tuple[str, str]]:
    """Who may complain, by the values of `from`: as the landlord's wording has it, else everybody."""
    return _titles(policy, "who_may_complain") or list(SOURCES.items())


def asked(policy: Policy) -> list[tuple[str, str]]:
    """The same as people are asked it of themselves: nobody is kept out by a limit that only bears a refusal."""
    own = {entry["id"]: entry.get("asked", entry["title"]) for entry in _entries(policy, "who_may_complain")}
    return [*(own or SOURCES).items(), *(() if "public" in (own or SOURCES) else [("public", SOURCES["public"])])]


def channels(policy: Policy) -> list[tuple[str, str]]:
    """How a complaint may reach the landlord: its own list first, then the ways it does not mention."""
    own = dict(_titles(policy, "channels"))
    return [*own.items(), *((key, title) for key, title in CHANNELS.items() if key not in own)]


def flags(policy: Policy) -> tuple[list[str], list[str]]:
    """The flags the landlord's policy makes use of, and the rest."""
    used = dict.fromkeys([*SAFETY, *_used(policy.pack)])
    return [flag for flag in FLAGS if flag in used], [flag for flag in FLAGS if flag not in used]


def _used(pack: Pack) -> Iterator[str]:
    yield from pack.safety
    yield from (subject for subject in pack.redress.bodies if subject != "housing")
    if pack.candour:
        yield "notifiable_safety_incident"
    for ground, rule in (*pack.grounds.items(), *(pack.others.grounds.items() if pack.others else ())):
        yield ground
        yield from rule.defeated_by


def guidance(policy: Policy) -> list[str]:
    """The landlord's guidance for taking down what somebody tells."""
    return [entry["text"] for entry in policy.wording.get("oral_guidance", ())]


def own_definitions(policy: Policy, edition: str) -> list[str]:
    """What the landlord's own document calls a complaint, where it differs from its Code."""
    return [entry["text"] for entry in policy.wording.get("definition", ()) if entry["text"] != edition]


def sentence(policy: Policy, name: str, brand: str) -> str:
    """A sentence of the landlord's letters, in the brand's own words; empty if there is none."""
    fit = (s for s in policy.wording.get("letters", ()) if s["id"] == name)
    return next((s["text"] for s in fit if not s.get("brands") or brand in s["brands"]), "")


def _titles(policy: Policy, part: str) -> list[tuple[str, str]]:
    return [(entry["id"], entry["title"]) for entry in _entries(policy, part)]


def _entries(policy: Policy, part: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = policy.wording.get(part, [])
    return found
