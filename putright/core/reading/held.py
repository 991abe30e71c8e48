"""One thing a document says held against what the pack, the register or the law has."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Literal

from putright.core.letters.register import plain
from putright.core.letters.voice import record
from putright.core.pack import GroundRule
from putright.core.policy import Policy
from putright.core.printed import PROMISES, Said, Topic
from putright.core.reading.papers import CODE
from putright.core.workdays import BadPeriod, Period

CLOCKS = {
    "stage1.acknowledge": "Acknowledging at stage 1", "stage1.respond": "Answering at stage 1",
    "stage2.acknowledge": "Acknowledging at stage 2", "stage2.respond": "Answering at stage 2",
    "stage2.request": "Asking for stage 2", "dispose": "Keeping what is on file",
}  # fmt: skip
TITLES: dict[Topic, str] = {
    "definition": "What a complaint is", "stage": "Stage {of}", "exclusion": "Not taken up: {of}",
    "counted_from": "From when something is too old", "writing": "In writing", "remedy": "What is not paid: {of}",
    "law": "The law by name: {of}", "review": "When it was or is looked at: {of}", "promise": "{of}",
}  # fmt: skip
_SPOKEN = {
    "receipt": "receipt", "next_working_day": "the working day after receipt", "acknowledgement": "the acknowledgement",
    "request": "the request", "escalated": "the day it is escalated", "sent": "the day the answer is sent",
    "response_received": "the answer reaching the complainant", "closed": "the end of the case",
    "any_time": "at any time", "after_procedure": "only after the landlord’s own procedure",
    "designated_person": "through a designated person", "eight_weeks": "after eight weeks",
    "event": "the event", "awareness": "when it became known", "event,awareness": "the event or when it became known",
    "loss_only": "anything but money lost", "agreed": "agreed", "reasons": "with reasons",
    "ombudsman": "with the Ombudsman’s details", "within": "how much", "too_old": "too long ago",
    "other": "something else",
    "housing-ombudsman": "Housing Ombudsman", "lgsco": "Local Government and Social Care Ombudsman",
    "charity-commission": "Charity Commission", "consumer-code": "Consumer code’s scheme",
    "cqc": "Care Quality Commission",
    "ico": "Information Commissioner", "phone": "telephone", "email": "e-mail", "post": "post", "web": "website",
    "form": "online form", "approved": "approved", "due": "next review",
}  # fmt: skip
_MEANT = re.compile(r"^(?:an? )?complaint (?:is|means|shall be defined as) ")


@dataclass(frozen=True, slots=True)
class Has:
    """Whether it agrees, whose word it was held against, and what that has, in words."""

    agrees: bool
    origin: Literal["pack", "register", "law"] = "pack"
    text: str = ""
    cites: tuple[str, ...] = ()


@dataclass(frozen=True)
class Against:
    """What a document is held against: a policy, the register of bodies by id, and the day its details are of."""

    policy: Policy
    register: Mapping[str, Any] = field(repr=False)
    on: date

    @cached_property
    def used(self) -> tuple[str, ...]:
        """The bodies that the pack sends people to and the register knows more of than a name."""
        pack, brand = self.policy.pack, self.policy.branded
        bodies = pack.redress.bodies
        sent = [body for about, body in bodies.items() if not brand or about in (brand.subject, pack.redress.subject)]
        asked = [*sent, *([pack.others.redress] if pack.others else [])]
        known = dict.fromkeys(body for body in asked if body in self.register)
        return tuple(body for body in known if any(self.record(body)[how] for how in ("web", "form", "phone", "post")))

    def record(self, body: str) -> Mapping[str, Any]:
        """The register's details of a body on the day."""
        return record(self.register[body], self.on)


def spoken(word: str) -> str:
    """A word of a pack as people say it."""
    return _SPOKEN.get(word) or PROMISES.get(word) or word.replace("_", " ")


def hold(said: Said, against: Against) -> Has | None:
    """What there is to hold something against, and whether it agrees; None where there is nothing."""
    held = _HELD.get(said.topic)
    return held(said, against) if held else None


# ---- meaning, times, grounds ----------------------------------------------------------------


def _definition(said: Said, against: Against) -> Has:
    own = [d for d in against.policy.wording.get("definition", ()) if isinstance(d, Mapping) and d.get("text")]
    texts = {_bare(str(d["text"])) for d in own if d.get("verbatim")} | {_bare(against.policy.edition.definition)}
    quoted = next((f"“{d['text']}”" for d in own), "no definition of its own")
    cites = tuple(str(cite) for d in own[:1] for cite in d.get("cites", ()))
    return Has(_bare(said.value) in texts, text=quoted, cites=cites)


def _bare(text: str) -> str:
    """Words alone, in small letters, without “a complaint is” before them."""
    words = " ".join(re.findall(r"\w+", text.casefold()))
    return _MEANT.sub("", words)


def _time(said: Said, against: Against) -> Has:
    clock = against.policy.pack.clocks.get(said.of)  # type: ignore[call-overload]
    if not clock:
        return Has(False, text="it has no such time.")
    return Has(_same(said.value, clock.within), text=f"{clock.within or 'no last day'}.", cites=clock.cites)


def _same(one: str, other: str | None) -> bool:
    try:
        return other is not None and Period.parse(one) == Period.parse(other)
    except BadPeriod:
        return False


def _start(said: Said, against: Against) -> Has:
    clock = against.policy.pack.clocks.get(said.of)  # type: ignore[call-overload]
    if not clock:
        return Has(False, text="it has no such time.")
    return Has(said.value == clock.from_, text=f"{spoken(clock.from_)}.", cites=clock.cites)


def _extension(said: Said, against: Against) -> Has:
    stage, _, what = said.of.partition(".")
    asked = against.policy.extension(int(stage))
    if what == "reasons":
        return Has(True)
    if what == "within":
        agrees, text = (
            any(_same(said.value, one.within) for one in asked),
            ", ".join(one.within or "no end" for one in asked),
        )
    elif what == "agreed":
        agrees, text = any(one.agreed or one.agreed_beyond for one in asked), "it need not be agreed"
    else:
        agrees, text = any(one.ombudsman_details for one in asked), "nothing is said of it"
    return Has(agrees, text=f"{text or 'none'}.", cites=asked[0].cites if asked else ())


def _stage(said: Said, against: Against) -> Has:
    return Has(said.of in ("1", "2"), text="stage 1 and stage 2, and no other.")


def _exclusion(said: Said, against: Against) -> Has:
    pack = against.policy.pack
    known: list[Mapping[str, GroundRule]] = [pack.grounds, pack.others.grounds if pack.others else {}]  # type: ignore[list-item]
    rules = [rules[said.of] for rules in known if said.of in rules]
    if not rules:
        return Has(False, text="it does not refuse on that ground.")
    agrees = not said.value or any(_same(said.value, rule.over) for rule in rules)
    return Has(agrees, text=f"{rules[0].over or 'no time'}.", cites=rules[0].cites)


def _counted_from(said: Said, against: Against) -> Has:
    # The engine counts from the later of the two (C24-2.2 for one).
    return Has("awareness" in said.value, text="the event or, if later, when it became known.")


def _writing(said: Said, against: Against) -> Has:
    return Has(False, text="a complaint is taken in any way, and writing is never asked for.")


def _remedy(said: Said, against: Against) -> Has | None:
    rule = against.policy.pack.compensation
    if not rule:
        return None
    text = "each head of compensation is weighed; what is exceptional needs a reason."
    return Has(said.value == "limited" and bool(rule.exceptional), text=text, cites=rule.cites)


# ---- redress, law, dates --------------------------------------------------------------------


def _contact(said: Said, against: Against) -> Has | None:
    body, _, how = said.of.partition("/")
    if body not in against.register:
        return None
    found = against.record(body)
    values = [", ".join(found["post"] or ())] if how == "post" else [str(found[key] or "") for key in _ways(how)]
    agrees = any(_reaches(said.value, value, how) for value in values if value)
    return Has(agrees, "register", " or ".join(dict.fromkeys(filter(None, values))) or _none(found, said.value))


def _ways(how: str) -> tuple[str, ...]:
    return ("form", "web") if how in ("form", "web") else (how,)


def _none(found: Mapping[str, Any], printed: str) -> str:
    """That the register has none, and that an e-mail address is not at the body's site where it is misspelt."""
    site = str(found["web"] or "").removeprefix("www.").partition("/")[0]
    wrong = (
        f" “{printed}” is not at its site, {site}."
        if site and "@" in printed and not printed.endswith(f"@{site}")
        else ""
    )
    return f"none.{wrong} {found['note']}".strip()


def _reaches(printed: str, value: str, how: str) -> bool:
    one, other = _bare_detail(printed), _bare_detail(value)
    if how == "post":
        return one in other or other.endswith(one[one.find("pobox") :] or " ")
    return one == other


def _bare_detail(value: str) -> str:
    return re.sub(r"[,.]", "", plain(re.sub(r"^https?://|^www\.|/$", "", value.strip().casefold())))


def _access(said: Said, against: Against) -> Has | None:
    body = against.register.get(said.of)
    if body is None:
        return None
    if said.value == "any_time":
        return Has(bool(body["any_time"]), "register", "not at any time.")
    return Has(not body["any_time"], "register", "it may be asked at any time.")


def _law(said: Said, against: Against) -> Has | None:
    if said.of.startswith(CODE):
        year = said.of.removeprefix(CODE).strip()
        edition = against.policy.edition
        return Has(year in edition.edition, text=f"it is held to {edition.title}.") if year else None
    if not said.of:
        return None
    # "The 2010 Equality Act" names it as well.
    named = sorted(re.sub(r"[(),]", "", said.value).split()) == sorted(re.sub(r"[(),]", "", said.of).split())
    return Has(named, "law", f"it is the {said.of}.")


def _review(said: Said, against: Against) -> Has | None:
    document = against.policy.pack.document
    has = document.approved if said.of == "approved" else document.review_due
    if said.value and not re.search(r"\d{4}", said.value):
        return None
    given = re.sub(r"(?<=\d)(?:st|nd|rd|th)\b", "", said.value).casefold()
    agrees = all(any(part in has.casefold() for part in (one,)) for one in _dates(given)) if given else not has
    return Has(agrees, text=f"{has or 'left open'}.", cites=document.cites)


def _dates(text: str) -> Iterator[str]:
    yield from re.findall(r"(?:\d{1,2} )?[a-z]+ \d{4}", text) or [text]


_HELD: dict[Topic, Callable[[Said, Against], Has | None]] = {
    "definition": _definition, "time": _time, "start": _start, "extension": _extension, "stage": _stage,
    "exclusion": _exclusion, "counted_from": _counted_from, "writing": _writing, "remedy": _remedy,
    "contact": _contact, "access": _access, "law": _law, "review": _review,
}  # fmt: skip
