"""How long things take, from when that counts, and more time for an answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

import msgspec

from putright.core.printed import Said
from putright.core.reading import timewords as by
from putright.core.reading.layout import Document, Sentence
from putright.core.reading.saying import said_in
from putright.core.reading.words import PERIOD, period, stage_of

STAGES = ("1", "2")
ANY_STAGE = ".within"
"""How much more time, where no stage is named."""
MOST = 6
"""Times in one sentence; a text that has more of them is none that anybody printed."""


def read_times(document: Document) -> Iterator[Said]:
    """Every time for an acknowledgement, an answer, asking for stage 2 or keeping records, and what it counts from."""
    matches = ((one, match) for one in document.sentences() for match in islice(PERIOD.finditer(one.text), MOST))
    found = [said for sentence, match in matches for said in _time(sentence, match)]
    loose = {said.value for said in found if said.of == ANY_STAGE}
    for said in found:
        if said.of != ANY_STAGE:
            yield said
        elif len(loose) == 1:
            yield from (msgspec.structs.replace(said, of=f"{stage}.within") for stage in STAGES)


def _time(sentence: Sentence, match: re.Match[str]) -> Iterator[Said]:
    before, after = sentence.text[: match.start()], sentence.text[match.end() :]
    if by.INSTEAD.search(before) or by.RUNS.match(after):
        return
    if match["more"] or by.FURTHER.search(before) or by.MORE.match(after):
        stage = _stage_of_more(sentence, before, after)
        yield said_in(sentence, "extension", f"{stage}.within" if stage else ANY_STAGE, period(match))
        return
    if by.CAP.search(before):
        return
    clause = by.CLAUSE.match(after)
    clock = _clock(sentence, match, clause[1] if clause else "", after[clause.end() :] if clause else after)
    if clock:
        yield said_in(sentence, "time", clock, period(match))
        if clause and (start := _start(clause[1], clock)):
            yield said_in(sentence, "start", clock, start)


def _clock(sentence: Sentence, match: re.Match[str], clause: str, after: str) -> str:
    """The clock that a time is for; empty where its words say none. `clause`: what it counts from, in words."""
    before = sentence.text[: match.start()]
    kind = "" if by.ELSEWHERE.match(sentence.text, match.end()) else _kind(sentence, before, after)
    if kind == "request":
        return "stage2.request"
    if kind == "dispose":
        return "dispose" if match["unit"].casefold() in ("month", "year") and by.KEPT_FOR.search(before) else ""
    stage = _stage(sentence, before, after) or stage_of(clause)
    told = sentence.before + before
    if kind == "respond" and not stage and _is_of_review(told, before, clause):
        stage = "2"
    if kind == by.ACKNOWLEDGED and (not stage or by.ESCALATED.search(clause)):
        stage = "2" if by.REVIEW.search(told + clause) else "1"
    return f"stage{stage}.{kind}" if kind in (by.ACKNOWLEDGED, "respond") and stage in STAGES else ""


def _is_of_review(told: str, before: str, clause: str) -> bool:
    """Whether an answer is to somebody who asked for a review, though no stage is named."""
    return bool(by.OF_REVIEW.search(before) or (by.REVIEW.search(clause) and by.REVIEW.search(told)))


def _kind(sentence: Sentence, before: str, after: str) -> str:
    """What a time is for: what its own part of the sentence says, else what a sentence before said of the same."""
    kind = _first(after) if by.LEADS.search(before) and by.LED.match(after) else ""
    kind = kind or (_first(to[0]) if (to := by.TO.match(after)) else "") or _nearest(_own(before))
    kind = kind or ("" if by.NEXT.match(after) else _first(after))
    last = before.rpartition(",")[2]
    if kind == "request" and "," in before and by.OURS.match(last) and _nearest(last) != kind:
        # "If you ask for a review, we write to you within": what we do, and no word says what.
        return ""
    if kind:
        return kind
    if by.HEAR.search(before):
        return "respond"
    opens = not before.strip() and not PERIOD.fullmatch(sentence.text.strip(" ."))
    return _nearest(sentence.before) if opens or by.AGAIN.search(sentence.text) else ""


def _own(before: str) -> str:
    """What stands before a time, without what an earlier time of the sentence is for."""
    ends = [match.end() for match in PERIOD.finditer(before)]
    if not ends or by.SAME.fullmatch(before, ends[-1]):
        return before
    clause = by.CLAUSE.match(before, ends[-1])
    return before[clause.end() if clause else ends[-1] :]


def _nearest(text: str) -> str:
    """The kind that is named last; the longer wording where two end together."""
    found = [(match.end(), -match.start(), name) for name, one in by.KINDS.items() for match in one.finditer(text)]
    return max(found)[2] if found else ""


def _first(text: str) -> str:
    found = [(match.start(), -match.end(), name) for name, one in by.KINDS.items() for match in one.finditer(text)]
    return min(found)[2] if found else ""


def _stage(sentence: Sentence, before: str, after: str) -> str:
    """The stage that a time is for: what stands beside it, else the part it stands in, else what was named last."""
    if beside := by.AT_STAGE.match(after):
        return stage_of(beside[1])
    before = by.AS_AT.sub("", before)
    if by.UNHAPPY_WITH_1.search(before):
        return "2"
    if by.IN_STAGE.search(before):
        return stage_of(before)
    told = sentence.before + before
    return sentence.block.stage or ("2" if by.UNHAPPY_WITH_1.search(told) else stage_of(told))


def _start(clause: str, clock: str) -> str:
    found = next((name for name, one in by.STARTS if one.search(clause)), "")
    if found == "receipt" and clock.startswith("stage2"):
        # "Of receipt" is of the answer where stage 2 is asked for, and of the request where that is dealt with.
        return "response_received" if clock == "stage2.request" else "request"
    return found


# ---- more time ------------------------------------------------------------------------------

_JUST_BEFORE = 200
"""Characters before a sentence that goes on about them."""


def read_extensions(document: Document) -> Iterator[Said]:
    """What is said of more time for an answer: that it is agreed, with reasons, with the Ombudsman's details."""
    for sentence in document.sentences():
        if _is_of_more_time(sentence):
            for what, one in by.SAID.items():
                if one.search(sentence.text):
                    stages = [stage] if (stage := _stage_of_more(sentence)) else STAGES
                    yield from (said_in(sentence, "extension", f"{stage}.{what}", "yes") for stage in stages)


def _is_of_more_time(sentence: Sentence) -> bool:
    told = sentence.text
    if by.SO.match(sentence.text):
        told = sentence.before[-_JUST_BEFORE:] + told
    return bool(by.LONGER.search(told) or by.LONGER.search(sentence.block.heading))


def _stage_of_more(sentence: Sentence, before: str = "", after: str = "") -> str:
    """The stage that a sentence, or a time in it, is about; empty where it says none, and so is about both."""
    beside = by.AT_STAGE.match(after)
    stage = stage_of(beside[1]) if beside else stage_of(before) or stage_of(sentence.text) or sentence.block.stage
    return stage if stage in STAGES else ""
