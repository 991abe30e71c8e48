"""What a complaint is, in the Code's own words.

The Code has its definition used word for word. Words added, left out or changed are named; a definition of the policy's
own is set beside the Code's. Letters and commas do not count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from putright.core.lint.finding import Force, Found
from putright.core.lint.silence import unsaid
from putright.core.lint.subject import Subject

CODE = {
    "housing-ombudsman/2020": ("C20-B1.2",),
    "housing-ombudsman/2022": ("C22-1.2",),
    "housing-ombudsman/2024": ("C24-1.2",),
    "social-care-ombudsman/2024": ("LGO24-definition",),
}
FORCE: Force = "must"
FORCES: dict[str, Force] = {"social-care-ombudsman/2024": "should"}
LIKE = 0.8
"""From this likeness on (1 is the same) single words are named; below it is another definition."""
OPENING = 4
"""How many words the definition is known by: “an expression of dissatisfaction”."""


def find(subject: Subject) -> Iterator[Found]:
    """Each definition in print that is not the edition's, and that there is none."""
    wanted = subject.edition.definition
    cure = f"Put the Code’s own words: “{wanted}”."
    said = list(subject.said("definition"))
    if subject.printed and not said:
        yield unsaid(subject, "what a complaint is", cure)
    for one in said:
        if text := differing(one.value, wanted):
            called = "ombudsman" in one.text.casefold() and subject.edition.body == "housing-ombudsman"
            claimed = " The policy calls it the Ombudsman’s." if called else ""
            yield Found(text=text + claimed, cure=cure, cites=one.cites, said=one)
    worded = subject.wording.get("definition", ()) if subject.printed is None else ()
    found = [(differing(entry["text"], wanted), entry) for entry in worded]
    for text, entry in found[:1] if all(text for text, _ in found) else ():
        yield Found(text=text, cure=cure, cites=tuple(entry["cites"]))


def differing(said: str, wanted: str) -> str:
    """How a definition differs from the one wanted, in a sentence; empty where it does not."""
    ours, theirs = _words(said), _words(wanted)
    ours = _after_opening(ours, theirs[:OPENING])
    match = SequenceMatcher(None, ours, theirs, autojunk=False)
    if ours == theirs:
        return ""
    if match.ratio() < LIKE:
        return "The definition of a complaint is not the Code’s but one of the policy’s own."
    parts = [_part(ours[a:b], theirs[c:d]) for kind, a, b, c, d in match.get_opcodes() if kind != "equal"]
    return f"The definition of a complaint differs from the Code’s: {'; '.join(parts)}."


def _part(ours: list[str], theirs: list[str]) -> str:
    if not theirs:
        return f"it adds “{' '.join(ours)}”"
    if not ours:
        return f"it leaves out “{' '.join(theirs)}”"
    return f"it says “{' '.join(ours)}” where the Code says “{' '.join(theirs)}”"


def _after_opening(words: list[str], opening: list[str]) -> list[str]:
    """Without what only leads up to the definition: “a complaint is”."""
    at = (n for n in range(len(words)) if words[n : n + len(opening)] == opening)
    return words[next(at, 0) :]


def _words(text: str) -> list[str]:
    return re.findall(r"[\w’'-]+", text.casefold())
