"""What a landlord says: its own sentences and contact details, chosen for the brand, the complainant and the region."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from putright.core.case import Case

LABELS = {"letter": "Write to", "email": "E-mail", "phone": "Telephone", "online": "Online", "in_person": "In person"}
BOTH = "Write or visit"
RELATIVES = ("relative", "representative")


@dataclass(frozen=True)
class Voice:
    """The wording of a pack (`wording.yaml`) as it applies to one case. `home` is the complainant's address."""

    case: Case
    wording: Mapping[str, Any]
    home: str = ""
    own: tuple[tuple[str, str], ...] = ()

    def says(self, sentence: str) -> str:
        """The landlord's sentence of that name for this case; empty where it has none."""
        fitting = (entry for entry in self.wording.get("letters", ()) if entry["id"] == sentence and self._fits(entry))
        return str(next(fitting, {"text": ""})["text"])

    def cites(self, sentence: str) -> tuple[str, ...]:
        """The provisions behind that sentence."""
        fitting = (entry for entry in self.wording.get("letters", ()) if entry["id"] == sentence and self._fits(entry))
        return tuple(next(fitting, {"cites": ()})["cites"])

    def contacts(self) -> tuple[tuple[str, str], ...]:
        """How to reach the landlord: (label, detail), in the order of the wording, then what it added itself."""
        found: Sequence[Mapping[str, Any]] = [c for c in self.wording.get("contacts", ()) if c["how"] in LABELS]
        chosen = [c for c in found if set(c["for"]) & self._audiences(found)]
        pairs = [(LABELS[c["how"]], str(c["detail"])) for c in chosen]
        return tuple(dict.fromkeys([*_once(pairs), *self.own]))

    def _fits(self, entry: Mapping[str, Any]) -> bool:
        brands, audience = entry.get("brands"), entry.get("for")
        return (not brands or self.case.policy.brand in brands) and (not audience or self.side in audience)

    @property
    def side(self) -> str:
        """`residents`, or `others` where the pack keeps those apart whom its Code does not bind."""
        others = self.case.policy.pack.others
        return "others" if others and self.case.state.source in others.sources else "residents"

    def _audiences(self, found: Sequence[Mapping[str, Any]]) -> set[str]:
        """For whom contacts count: about-chief-officer replaces the rest; every region where none is known."""
        about = self.case.state.about
        if any("chief_officer" in self.case.roles_of(name) for name in about):
            replaced = {"about-chief-officer"} & {a for c in found for a in c["for"]}
            if replaced:
                return replaced
        known = {"everyone", self.side, *filter(None, (self.case.policy.brand,))}
        if self.case.state.source in RELATIVES and self.side == "residents":
            known.add("relatives")
        return known | self._regions({a for c in found for a in c["for"]} - known)

    def _regions(self, names: set[str]) -> set[str]:
        brands = set(self.case.policy.pack.brands)
        regions = names - brands - {"everyone", "residents", "others", "relatives", "about-chief-officer"}
        return {region for region in regions if region in self.home.casefold()} or regions


def own_contacts(kept: Mapping[str, object]) -> tuple[tuple[str, str], ...]:
    """The contacts that a landlord added itself, by what each is (a key of `LABELS`, or a word of its own)."""
    return tuple((LABELS.get(how, how.capitalize()), detail) for how, detail in kept.items()
                 if detail and isinstance(detail, str))  # fmt: skip


def _once(pairs: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """An address to write to and to come to is given once."""
    come = {detail for label, detail in pairs if label == LABELS["in_person"]}
    both = {detail for label, detail in pairs if label == LABELS["letter"]} & come
    for label, detail in pairs:
        if detail not in both:
            yield label, detail
        elif label == LABELS["letter"]:
            yield BOTH, detail


def record(body: Mapping[str, Any], on: date) -> Mapping[str, Any]:
    """The entry of a redress body's dated register that is in force on a day; the latest before it at worst."""
    known = sorted((r for r in body["records"] if r["from"] <= on.isoformat()), key=lambda r: str(r["from"]))
    found: Mapping[str, Any] = known[-1] if known else body["records"][0]
    return found


def details(found: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """A register entry as names and values; what is not known for certain is left out."""
    post = ", ".join(found["post"] or ())
    for label, value in (("Online", found["form"] or found["web"]), ("Telephone", found["phone"]),
                         ("E-mail", found["email"]), ("Post", post), ("Website", found["web"])):  # fmt: skip
        if value and (label != "Website" or value != (found["form"] or found["web"])):
            yield label, str(value)


def article(title: str) -> str:
    """A title with "a" or "an" before it.

    >>> article("Operations Director"), article("manager")
    ('an Operations Director', 'a manager')
    """
    return f"{'an' if title[:1].lower() in 'aeiou' else 'a'} {title}"


GROUNDS = {
    "too_old": "What you complain about happened, or became known to you, longer ago than our policy allows.",
    "legal_proceedings": "Legal proceedings about this matter have been filed at court.",
    "insurance_claim": "This matter is being dealt with as an insurance claim.",
    "already_considered": "We have already considered this matter under our complaints procedure.",
    "anonymous": "We do not know who is complaining, and what we were told does not let us look into it.",
    "recurring": "This has come to us before, and there is nothing new in it that we could look into.",
    "unreasonable_persistence": "The way in which this complaint is being pursued goes beyond what our policy allows.",
    "not_our_service": "This is about something that we do not provide and are not responsible for.",
    "service_request": "This is a request for a service, which we deal with as one.",
    "employment": "This is about employment, for which there are other procedures.",
    "tribunal": "This is a matter for a tribunal.",
    "information_request": "This is a request for information, which has a procedure of its own.",
    "whistleblowing": "This is being dealt with under our whistleblowing policy.",
    "petition": "This is a petition, which we deal with as one.",
    "tenancy_ended": "Your tenancy or service with us ended longer ago than our policy allows.",
    "out_of_time": "You asked for stage 2 after the last day that our policy sets for asking.",
    "not_answered_yet": "We have not answered your complaint at stage 1 yet.",
    "already_at_final_stage": "Your complaint has been through the last stage of our procedure.",
}
"""Each ground for refusing a complaint, or a request for stage 2, as a letter puts it."""

STARTS = {
    "receipt": "the day we received it",
    "next_working_day": "the first working day after we received it",
    "acknowledgement": "our acknowledgement",
    "request": "your request",
    "escalated": "the day your request was accepted",
    "sent": "the day we send our answer",
    "response_received": "your receiving our answer",
}
"""What a time counts from, as a letter puts it."""

FINDINGS = {
    "upheld": "We uphold this point.",
    "partly_upheld": "We uphold this point in part.",
    "not_upheld": "We do not uphold this point.",
}
SUBJECTS = {"care_service": "care", "outright_sale": "buying a home outright", "housing": "your home"}
