"""A letter while it is written: what the gate finds, what is set aside and why, what waits for a translator."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.http import HttpResponse

from putright.apps.letters.drawing.shown import file
from putright.apps.letters.writing.drafts import said_in, storable
from putright.core import events as e
from putright.core.decide import Reason
from putright.core.letters import blocks
from putright.core.letters.gate import Finding
from putright.core.letters.translate import key, waiting

WHY, WHY_ALL, TRANSLATION = "why-", "why_all", "translation-"


@dataclass(frozen=True)
class Shown:
    """A finding on the page. `box`: the id of the box its words stand in, called `label`; `why`: typed for it alone.

    `aside` is the reason that sets it aside: its own, or the one given for all.
    """

    finding: Finding
    box: str = ""
    label: str = ""
    why: str = ""
    aside: str = ""

    @property
    def id(self) -> str:
        """What its own box for a reason is called."""
        return WHY + self.finding.key.replace(":", "-")

    @property
    def alike(self) -> tuple[str, str]:
        """What is said once of all findings that say the same."""
        return self.finding.text, self.finding.instead

    @property
    def stands(self) -> bool:
        """Whether something is still to be done about it."""
        return not self.aside


def shown(findings: Iterable[Finding], form: forms.Form) -> list[Shown]:
    """The findings with the reasons that the form gives for leaving them; what blocks cannot be left."""
    return [_shown(finding, form) for finding in findings]


def _shown(finding: Finding, form: forms.Form) -> Shown:
    place = finding.place if finding.place in form.fields else ""
    box, label = (form[place].error_target, form[place].label) if place else ("", "")
    one = Shown(finding, box, str(label).removesuffix(" (optional)"))
    if finding.blocks or not form.is_bound:
        return one
    why, for_all = (storable(str(form.data.get(name, ""))).strip() for name in (one.id, WHY_ALL))
    return Shown(finding, one.box, one.label, why, why or for_all)


def empty(form: Any, found: Iterable[Shown]) -> list[str]:
    """What has to be filled in and is not yet, by what it is called; what a finding already says is left out."""
    said = {one.finding.place for one in found if one.finding.blocks}
    asked = [one for one in form.visible_fields() if one.field.required and not one.is_revealed]
    return [str(one.label) for one in asked if one.name not in said and form.value(one.name) in (None, "", [])]


def tally(found: Sequence[Shown], left: Sequence[str] = ()) -> str:
    """How the letter stands, in a sentence. `left`: what is still to be filled in."""
    must = sum(one.finding.blocks for one in found)
    advice = sum(one.stands for one in found) - must
    aside = sum(not one.stands for one in found)
    said = [f"{must} {'thing' if must == 1 else 'things'} must be put right"] if must else []
    said += [f"{advice} suggestion{'' if advice == 1 else 's'}"] if advice else []
    said += [f"{aside} set aside"] if aside else []
    stands = f"{', '.join(said)}." if said else ""
    if len(left) > 2:
        return f"{stands} {len(left)} places are still empty.".strip()
    if left:
        return f"{stands} Still empty: {' and '.join(f'“{one}”' for one in left)}.".strip()
    return stands or "Nothing stands against issuing it."


def set_aside(found: Iterable[Shown], event: e.Event, kind: str, by: str) -> list[e.AdviceSetAside]:
    """What is put on record of the advice that is not followed: once for each rule and reason."""
    excerpts: dict[tuple[str, str], list[str]] = {}
    for one in found:
        if one.aside:
            said = one.finding.excerpt or one.finding.text
            excerpts.setdefault((one.finding.rule, one.aside), []).append(said)
    return [
        e.AdviceSetAside(on=event.on, rule=rule, of=kind, reason=reason, by=by, excerpt="\n".join(said))
        for (rule, reason), said in excerpts.items()
    ]


def unheeded(found: Iterable[Finding], heeded: Iterable[str]) -> list[Reason]:
    """Advice neither followed nor set aside (`heeded`, by key), as the one reason why a letter is not issued."""
    left = [one for one in found if not one.blocks and one.key not in set(heeded)]
    if not left:
        return []
    which = "the suggestion" if len(left) == 1 else f"the {len(left)} suggestions"
    return [Reason("advice", f"look at {which} below, or say why not")]


# ---- translating ----------------------------------------------------------------------------


@dataclass(frozen=True)
class ToTranslate:
    """Words that a translator has to do, and what they have done so far. `changed`: the English has changed since."""

    key: str
    english: str
    typed: str = ""
    changed: bool = False

    @property
    def id(self) -> str:
        return TRANSLATION + self.key


def to_translate(letter: blocks.Letter, typed: Mapping[str, Any]) -> list[ToTranslate]:
    """Everything in a letter that a translator has to do; then translations whose English words are no longer there."""
    done = said_in(typed, TRANSLATION)
    found = [ToTranslate(key(text), text, done.pop(key(text), "")) for text in waiting(letter)]
    return [*found, *(ToTranslate(name, "", text, changed=True) for name, text in done.items())]


def for_the_translator(rows: Sequence[ToTranslate], reference: str, language: str, on: date) -> HttpResponse:
    """What is still to be translated, as a text that any program opens."""
    left = [one for one in rows if not one.typed.strip() and not one.changed]
    lines = [f"{reference}: to be translated into {language}", f"{on:%d %B %Y}", "", *_numbered(left)]
    return file("\r\n".join(lines).encode(), "text/plain; charset=utf-8", f"{reference}-to-translate.txt")


def _numbered(rows: Sequence[ToTranslate]) -> Iterator[str]:
    for n, one in enumerate(rows, 1):
        yield from (f"{n}.", "\r\n".join(one.english.splitlines()), "", "Translation:", "", "")
