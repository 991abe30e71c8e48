"""What several complaints have in common: words and places that come up far more often than they used to.

Nothing here is a finding. Each thing found says how often it came up, in how long, and how often is usual, so that
whoever looks can judge it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

LEAST = 4
"""Fewer complaints than this are no theme: several may be one household, or chance."""
TIMES = 2.5
"""How many times the usual number there must be."""
COMMON = 0.5
"""Words in more than this share of the complaints tell nothing apart."""
SHORTEST = 4
ALIKE = 0.6
"""From this share of cases in common on, two words tell of one thing."""
_STOP = """
    about above after again against ages already also always another anybody anyone anything around asked
    asking away back because been before being below between both call called came cannot come could complain
    complaint complaints days dear does doesn doing done down during each email enough even ever every
    everything explain fact feel feels first flat four from further gave getting give given going gone good
    happen happened happening have haven having hear heard help here hers herself himself home house housing
    into issue issues itself just keep keeps kept know known landlord last later least left letter like long
    longer look looking made make makes making many matter mine month months more most much must myself need
    needed needs never next nobody nothing number office often once only other others ourselves over past
    people person phone phoned please point problem problems promised rang really reply report reported
    request resident response right ring room said same says send sent several shall should since some
    somebody someone something still stop such sure take taken takes taking tell telling tenant than thank
    that their theirs them themselves then there these they thing things think this those though three through
    time times today told took tried trying twice under unhappy until upon urgent very wait waited waiting
    want wanted wants week weeks well went were what when where which while whole whom whose will with within
    without work working would wrong year years yesterday your yours
"""
STOP = frozenset(_STOP.split())
"""Words that tell nothing of what a complaint is about."""


@dataclass(frozen=True)
class Found:
    """What some complaints share. `of`: the value, or the words, the commonest first; `usual`: how many are usual."""

    of: tuple[str, ...]
    cases: frozenset[int]
    usual: float

    @property
    def score(self) -> float:
        """How far from usual it is: larger is farther."""
        return (len(self.cases) - self.usual) / sqrt(self.usual + 0.5)


def terms(text: str, leave_out: Collection[str] = ()) -> frozenset[str]:
    """The words of a text that may tell what it is about, singular, without those to leave out.

    >>> sorted(terms("The boilers broke; the BOILER again!"))
    ['boiler', 'broke']
    """
    found = re.findall(r"[a-z]+", text.lower().replace("’", "'").replace("'s", ""))
    return frozenset(
        word for word in map(singular, found) if len(word) >= SHORTEST and word not in STOP and word not in leave_out
    )


def singular(word: str) -> str:
    """A word without the plural's ending, roughly.

    >>> [singular(word) for word in ("leaks", "bodies", "boxes", "glass")]
    ['leak', 'body', 'box', 'glass']
    """
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("xes", "ches", "shes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def by_words(now: Mapping[int, frozenset[str]], before: Iterable[frozenset[str]]) -> list[Found]:
    """Words that come up in the complaints of a period, by id, far more often than in those before it.

    Words that stand in much the same complaints are told as one thing. The farthest from usual come first.
    """
    at: dict[str, set[int]] = defaultdict(set)
    for key, words in now.items():
        for word in words:
            at[word].add(key)
    earlier, n = Counter[str](), 0
    for words in before:
        n += 1
        earlier.update(words)
    found = [
        Found((word,), frozenset(keys), (earlier[word] + 0.5) / (n + 1) * len(now))
        for word, keys in at.items()
        if len(keys) >= LEAST and len(keys) <= max(COMMON * len(now), LEAST)
    ]
    return _together(sorted((one for one in found if unusual(one)), key=lambda one: (-one.score, one.of)))


def unusual(one: Found) -> bool:
    """Whether there are enough, and far more than usual."""
    return len(one.cases) >= LEAST and len(one.cases) >= TIMES * one.usual


def _together(found: Sequence[Found]) -> list[Found]:
    kept: list[Found] = []
    for one in found:
        for at, other in enumerate(kept):
            if len(one.cases & other.cases) >= ALIKE * len(one.cases | other.cases):
                kept[at] = Found((*other.of, *one.of), other.cases | one.cases, max(one.usual, other.usual))
                break
        else:
            kept.append(one)
    return kept


def by_value(now: Mapping[str, Collection[int]], before: Mapping[str, int], days: int, days_before: int) -> list[Found]:
    """Values, such as blocks or causes, that come up far more often than they used to, the farthest first.

    `now`: the cases of each in so many `days`; `before`: how many there were in the `days_before` before those.
    """
    share = days / days_before if days_before else 0.0
    found = [Found((value,), frozenset(keys), before.get(value, 0) * share) for value, keys in now.items() if value]
    return sorted((one for one in found if unusual(one)), key=lambda one: (-one.score, one.of))


def shared_word(cases: Collection[int], words: Mapping[int, frozenset[str]]) -> str:
    """The word that most of some complaints share, where most of them do; of several, the one rarer elsewhere."""
    counted = Counter(word for key in cases for word in words.get(key, ()))
    most = max(counted.values(), default=0)
    if most < 2 or 2 * most <= len(cases):
        return ""
    elsewhere = Counter(word for key, of in words.items() if key not in cases for word in of)
    return min((word for word, times in counted.items() if times == most), key=lambda word: (elsewhere[word], word))
