"""What the letter gate looks at, what it finds, and the register of its rules.

To use it: `check(Checked(letter=…, case=…, event=…, register=…, typed=…, …))` gives every `Finding`, blocking ones
first. `finding.blocks` says whether the letter may go out as it is; advice may be set aside with a reason, kept under
`finding.key`. `finding.place` is the form field in which the words stand ("" where they stand elsewhere: `where` then
says so in words), `excerpt` quotes them, `instead` says what to write. `apps.letters.gating` makes a `Checked` of a
form.

To add a rule: a file in this folder named like the rule, with one function of that name under `@rule(…)`; the texts
that fail and pass it in `tests/core/letters/gate/texts/<rule>.yaml`; the provisions it rests on in the packs and
editions that ask for it (`gate: {<rule>: [C24-6.9]}`). A rule that is a `must` blocks only where the case's policy or
Code says so, by listing it or through the provisions that the finding names; elsewhere it advises.
"""

from __future__ import annotations

import hashlib
import pkgutil
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from importlib import import_module
from itertools import islice
from typing import Any

import msgspec
from msgspec import Struct

from putright.core import events as e
from putright.core.case import Case
from putright.core.letters import blocks as b
from putright.core.letters import prose
from putright.core.letters.register import Body
from putright.core.state import Stage
from putright.core.workdays import Calendar

MOST = 20
"""How many findings of one rule are shown at a time."""
_TOKEN = re.compile(r"\w+(?:[-'’]\w+)*")


class Finding(Struct, frozen=True, kw_only=True):
    """What a rule found: what is wrong, where, and what to write instead."""

    rule: str = ""
    text: str
    cites: tuple[str, ...] = ()
    blocks: bool = False
    place: str = ""
    where: str = ""
    excerpt: str = ""
    instead: str = ""

    @property
    def key(self) -> str:
        """The same for the same words in the same place: what a reason for setting advice aside is kept under."""
        said = "\n".join((self.rule, self.place, self.where, self.excerpt or self.text)).casefold()
        return f"{self.rule}:{hashlib.sha256(said.encode()).hexdigest()[:16]}"


@dataclass(frozen=True)
class Reader:
    """For whom a letter is written: the reading age it may ask for, in years, and the longest sentence, in words."""

    name: str = ""
    age: float = 13
    sentence: int = 25

    @classmethod
    def easy(cls, name: str = "") -> Reader:
        """Somebody who asked for easy read: a reading age of 9, and short sentences."""
        return cls(name, 9, 15)


@dataclass(frozen=True)
class Passage:
    """Words that a person wrote for the letter: in a field of the form (`place`), or before (`where`, in words).

    They are in English: what a translator made of them is not judged.
    """

    text: str
    place: str = ""
    where: str = ""

    @cached_property
    def sentences(self) -> tuple[str, ...]:
        """Its sentences, in order."""
        return tuple(prose.sentences(self.text))

    def found(self, text: str, excerpt: str, instead: str = "", cites: tuple[str, ...] = ()) -> Finding:
        """A finding in these words."""
        quoted = prose.shorten(excerpt)
        return Finding(
            text=text, place=self.place, where=self.where, excerpt=quoted, instead=instead, cites=cites
        )  # fmt: skip


@dataclass(frozen=True)
class Jargon:
    """Words that readers stumble over, each with plainer ones. Keys in small letters, with single spaces."""

    plainer: Mapping[str, str] = field(default_factory=dict)

    def terms_in(self, text: str) -> Iterator[tuple[str, str]]:
        """Each of them that stands in a text, once, the longest where several begin at one word: (term, plainer)."""
        words = [word.casefold() for word in _TOKEN.findall(text)]
        seen: set[str] = set()
        for n, word in enumerate(words):
            fits = (term for term in self._by_first.get(word, ()) if words[n : n + len(term)] == list(term))
            found = " ".join(next(fits, ()))
            if found and found not in seen:
                seen.add(found)
                yield found, self.plainer[found]

    @cached_property
    def _by_first(self) -> Mapping[str, list[tuple[str, ...]]]:
        terms: dict[str, list[tuple[str, ...]]] = {}
        for term in sorted(self.plainer, key=len, reverse=True):
            words = tuple(term.split())
            terms.setdefault(words[0], []).append(words)
        return terms


@dataclass(frozen=True)
class Checked:
    """A letter with all that its rules ask about. `case` stands as it will once the letter is out.

    `typed`: what a person typed for this letter, by the form field it stands in. `register`: that of redress bodies.
    `staff` and `contractors`: names to look for.
    """

    letter: b.Letter
    case: Case
    event: e.Event
    register: Mapping[str, Any]
    typed: Mapping[str, str] = field(default_factory=dict)
    reader: Reader = Reader()
    staff: tuple[str, ...] = ()
    contractors: tuple[str, ...] = ()
    jargon: Jargon = Jargon()

    @cached_property
    def bodies(self) -> Mapping[str, Body]:
        """Every redress body and regulator of the register, by id, as it can be reached that day."""
        return {str(name): Body(entry, self.on) for name, entry in self.register["bodies"].items()}

    @cached_property
    def theirs(self) -> str:
        """The names and address of whom the letter goes to, as it stands at its head."""
        heads = (block for block in self.letter.blocks if isinstance(block, b.Address))
        return " ".join((self.reader.name, *(text for block in heads for text in b.texts(block))))

    @property
    def on(self) -> date:
        """The day the letter bears."""
        return self.letter.on

    @property
    def answered(self) -> Stage | None:
        """The stage that the letter is the response of; None where it is another letter."""
        return self.case.state.current if isinstance(self.event, e.ResponseSent) else None

    @property
    def calendar(self) -> Calendar:
        """The working days that promises are counted in."""
        return self.case.policy.calendar

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Everything a person wrote for this letter: what was typed, then what the letter takes over from the case."""
        return tuple(_passages(self))

    def lacks(self, text: str, part: str | None = None) -> bool:
        """Whether words are not in the letter, or in one of its parts.

        Of a letter in another language it is not: there, a translator may have turned them.
        """
        if not self.letter.language.startswith("en"):
            return False
        if part is None:
            return prose.same(text) not in self._whole
        return prose.same(text) not in prose.same(self.said(part))

    @cached_property
    def _whole(self) -> str:
        return prose.same("\n".join(text for block in self.letter.blocks for text in b.texts(block)))

    def said(self, part: str) -> str:
        """All that the letter says in one of its parts, headings left out."""
        return "\n".join(
            text
            for block in self.letter.blocks
            if block.part == part and not isinstance(block, b.Heading)
            for text in b.texts(block)
        )


def _passages(checked: Checked) -> Iterator[Passage]:
    found = [Passage(text, place) for place, text in checked.typed.items() if text.strip()]
    found += [Passage(text, "", where) for where, text in _taken_over(checked) if text.strip()]
    yield from found
    known = prose.same("\n".join(passage.text for passage in found))
    foreign = not checked.letter.language.startswith("en")
    for block in checked.letter.blocks:
        if block.written and not (foreign and not block.lang):
            said = "\n".join(b.texts(block))
            if prose.same(said) not in known:
                yield Passage(said, "", "the letter")


def _taken_over(checked: Checked) -> Iterator[tuple[str, str]]:
    """What a response repeats of what was written when it was decided."""
    state, stage = checked.case.state, checked.answered
    if stage is None:
        return
    for n, found in enumerate(stage.findings.values(), 1):
        yield f"the reasons for point {n}", found.reasons
    yield "how the complaint was handled", stage.handling
    for reason in stage.no_remedy.values():
        yield "why there is no remedy", reason
    for remedy in state.remedies.values():
        if remedy.stage == stage.number and not remedy.withdrawn:
            yield "what will be done", remedy.what


# ---- the register ---------------------------------------------------------------------------

Function = Callable[[Checked], Iterator[Finding]]


@dataclass(frozen=True)
class Rule:
    """One rule of the gate. `must`: it may block; `title` and `why` are what readers of the reference see."""

    id: str
    must: bool
    title: str
    why: str
    function: Function


_RULES: dict[str, Rule] = {}


def rule(*, must: bool, title: str, why: str) -> Callable[[Function], Function]:
    """Register a rule under its function's name, which its file has too."""

    def register(function: Function) -> Function:
        _RULES[function.__name__] = Rule(function.__name__, must, title, why, function)
        return function

    return register


@cache
def rules() -> Mapping[str, Rule]:
    """Every rule by id: those that may block first, each kind in the order of the alphabet."""
    from putright.core.letters import gate  # noqa: PLC0415 (the package whose files are the rules)

    for module in pkgutil.iter_modules(gate.__path__, f"{gate.__name__}."):
        import_module(module.name)
    return dict(sorted(_RULES.items(), key=lambda item: (not item[1].must, item[0])))


def check(checked: Checked) -> list[Finding]:
    """What the rules find, what blocks first: of each rule no more than can be read. Never raises on any text."""
    found = [_placed(checked, one, each) for one in rules().values() for each in islice(one.function(checked), MOST)]
    return sorted(dict.fromkeys(found), key=lambda finding: not finding.blocks)


def _placed(checked: Checked, one: Rule, finding: Finding) -> Finding:
    cites = tuple(dict.fromkeys((*finding.cites, *checked.case.policy.cites(one.id))))
    return msgspec.structs.replace(finding, rule=one.id, cites=cites, blocks=one.must and bool(cites))


def blocking(findings: list[Finding]) -> list[Finding]:
    """Those that stand against sending."""
    return [finding for finding in findings if finding.blocks]
