"""How to reach redress bodies, and when they may be asked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from putright.core.printed import Said
from putright.core.reading.layout import Block, Document, Sentence, sentences
from putright.core.reading.saying import said_by, said_in
from putright.core.reading.words import pattern

OMBUDSMAN = "housing-ombudsman"
_EMAIL = re.compile(r"[\w.+-]{1,64}@([\w-]{1,63}(?:\.[\w-]{1,63}){1,6})")
_URL = re.compile(r"(?<![@\w.])(?:https?://)?((?:[\w-]{1,63}\.){1,5}(?:uk|org|com|net)\b)(/[^\s,;]*)?")
_PHONE = re.compile(r"(?<![\w£])(?:\+44\s?|0)\d(?:[\s-]?\d){8,9}\b")
_POST = re.compile(r"P\.?O\.? Box .{5,80}?\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b")
_FORM = pattern(r"complain", r"contact", r"form")
_OURS = pattern(
    r"\b(?:call|ring|phone|telephone|e?-?mail|contact|write to|reach|tell) (?:us|our)\b",
    r"\bour (?:office|telephone|phone|number|address|team|complaints? team)\b",
)  # fmt: skip
"""By what words a number or an address is the landlord's own."""
ALIKE = 0.85
"""From what likeness on, of 1, the name of a site is taken for a misspelt one of a body's."""
REACH = 12
"""How many paragraphs after a body was named what stands there is still taken for its details."""
_ANY = pattern(
    r"\bany (?:time|stage|point)", r"\b(?:can|may|able to|free to|right to)\b[^.]*\bthroughout\b",
    r"\bthroughout\b[^.]*\b(?:you|they|customers|residents|tenants) (?:can|may)\b",
)  # fmt: skip
_AFTER = pattern(
    r"need to (?:go|have gone|complete|exhaust)[^.]*(?:procedure|process)[^.]*before",
    r"\bonly\b(?! formally)[^.]*(?:exhausted|procedure has ended|stage (?:2|two)|final response|completed)",
    r"\bmust\b[^.]*(?:procedure|process|stages?)[^.]*(?:first|before)", r"once [^.]*(?:exhausted|completed) ",
    r"(?:\b(?:can)?not|can['’]t)\b[^.]*\buntil\b[^.]*(?:procedure|process|stages?|final response)",
)  # fmt: skip
_PERSON = pattern(r"designated person", r"designated (?:complaints )?panel")
_WEEKS = pattern(r"\b(?:eight|8) weeks")
ACCESS = {"any_time": _ANY, "after_procedure": _AFTER, "designated_person": _PERSON, "eight_weeks": _WEEKS}
_NO_LONGER = pattern(
    r"\bno longer\b", r"\b(?:not|n['’]t) (?:need|have|required?)\b", r"\bused to\b", r"\b(?:removed|abolished)\b",
)  # fmt: skip
ENDED = {"designated_person": _PERSON, "eight_weeks": _WEEKS}
"""Ways to the Ombudsman that ended on 1 October 2022."""


@dataclass(frozen=True)
class Names:
    """The bodies of a register by what they are called and where their sites are."""

    called: Mapping[str, re.Pattern[str]]
    hosts: Mapping[str, str]
    ombudsmen: tuple[str, ...]

    def named(self, text: str) -> dict[int, str]:
        """Every body named in a text, by where its name ends. A longer name counts before one that is part of it."""
        found = [
            (match.start(), -match.end(), body) for body, one in self.called.items() for match in one.finditer(text)
        ]
        kept: dict[int, str] = {}
        for start, end, body in sorted(found):
            if not kept or start >= max(kept):
                kept[-end] = body
        return kept

    def by_host(self, host: str) -> str:
        """Whose site it is, or is meant to be where it is misspelt; empty for anybody else's."""
        plain = _plain(host)
        like = {known: SequenceMatcher(None, plain, known).ratio() for known in self.hosts}
        best = max(like, key=lambda known: like[known], default="")
        return self.hosts[best] if best and like[best] >= ALIKE else ""


def names(register: Mapping[str, Any]) -> Names:
    """What the bodies of a register are called. `register` is its `bodies`."""
    called: dict[str, re.Pattern[str]] = {}
    hosts: dict[str, str] = {}
    for key, body in register.items():
        full = str(body["name"])
        short = (full.removesuffix(" Service"), full.removesuffix(" for England and Wales"))
        forms = sorted({full, *short, str(body["short"])}, key=len, reverse=True)
        if key == "cqc":
            forms += ["Care, Quality Commission", "CQC"]
        called[key] = pattern(*(rf"\b{re.escape(form)}\b" for form in forms))
        for record in body["records"]:
            hosts |= {_plain(str(record[how]).partition("/")[0]): key for how in ("web", "form") if record[how]}
    return Names(called, hosts, tuple(key for key, body in register.items() if body["kind"] == "ombudsman"))


def _plain(host: str) -> str:
    return re.sub(r"[^a-z\d]", "", host.casefold().removeprefix("www."))


# ---- how to reach them ----------------------------------------------------------------------


def read_contacts(document: Document, known: Names) -> Iterator[Said]:
    """Every address, number and site of a body: by its site, or because the body is named before it."""
    for block, current in _spoken_of(document, known):
        at = {0: current, **known.named(block.text)}
        for start, how, value, host in _details(block.text):
            named = max(end for end in at if end <= start)
            body = known.by_host(host) if host else "" if _OURS.search(block.text[named:start]) else at[named]
            if body:
                yield said_by(block, "contact", f"{body}/{how}", value)


def _spoken_of(document: Document, known: Names) -> Iterator[tuple[Block, str]]:
    """Every paragraph with the body that was named last before it, under the same heading and not long ago."""
    current, since = "", 0
    for block in document.blocks:
        current = "" if block.heads or since > REACH else current
        yield block, current
        since += 1
        if found := known.named(block.text):
            current, since = found[max(found)], 0


def _details(text: str) -> Iterator[tuple[int, str, str, str]]:
    """Where a detail begins, what it is, how it reads, and its site where it has one."""
    for match in _EMAIL.finditer(text):
        yield match.start(), "email", match[0], match[1]
    for match in _URL.finditer(text):
        label = text[max(match.start() - 25, 0) : match.start()]
        how = "form" if _FORM.search(match[2] or "") or (match[2] and "form" in label.casefold()) else "web"
        yield match.start(), how, f"{match[1]}{(match[2] or '').rstrip('/.)')}", match[1]
    for match in _PHONE.finditer(text):
        yield match.start(), "phone", match[0], ""
    for match in _POST.finditer(text):
        yield match.start(), "post", match[0], ""


# ---- when they may be asked -----------------------------------------------------------------


def read_access(document: Document, known: Names) -> Iterator[Said]:
    """When a body may be asked, as far as a sentence says it of one that it names or that is spoken of."""
    current = {block.line: body for block, body in _spoken_of(document, known)}
    for sentence in document.sentences():
        for body in _asked(sentence, current[sentence.block.line], known):
            yield from _access(sentence, body, ACCESS)
    # A Code that is bound in is not the landlord's words, but readers take the way it shows.
    for part in document.left_out:
        for sentence in sentences(part.blocks):
            yield from _access(sentence, OMBUDSMAN, ENDED)


def _access(sentence: Sentence, body: str, ways: Mapping[str, re.Pattern[str]]) -> Iterator[Said]:
    denied = _NO_LONGER.search(sentence.text)
    return (
        said_in(sentence, "access", body, value)
        for value, one in ways.items()
        if one.search(sentence.text) and (value == "any_time" or not denied)
    )


def _asked(sentence: Sentence, current: str, known: Names) -> list[str]:
    """The bodies that a sentence is about. An Ombudsman without a name is the Housing Ombudsman."""
    if named := dict.fromkeys(known.named(sentence.text).values()):
        return list(named)
    spoken = known.named(sentence.before)
    before = spoken[max(spoken)] if spoken else current
    if re.search(r"\bombudsman\b", sentence.text, re.IGNORECASE):
        return [before if before in known.ombudsmen else OMBUDSMAN]
    if re.match(r"(?:They|It|You|This|The service)\b", sentence.text):
        unnamed = re.search(r"\bombudsman\b", sentence.before, re.IGNORECASE)
        return [before or OMBUDSMAN] if before or unnamed else []
    return []
