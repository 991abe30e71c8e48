"""How long things take, from when that counts, and more time for an answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from putright.core.printed import Said
from putright.core.reading.layout import Document, Sentence
from putright.core.reading.saying import said_in
from putright.core.reading.words import PERIOD, pattern, period, stage_of

ACKNOWLEDGED = "acknowledge"
MOST = 6
"""Times in one sentence; a text that has more of them is none that anybody printed."""
KINDS = {
    ACKNOWLEDGED: r"acknowledg\w*|let \w+ know (?:that )?we have (?:it|received)"
                  r"|confirm (?:that we have it|your request|receipt)",
    "request": r"ask for stage (?:2|two)|ask for [^.]{0,60}?review|request (?:is|must be|was) received"
               r"|request (?:a review|to escalate|an escalation)",
    "respond": r"respon\w+|repl(?:y|ies)|answer\b|decision|resolve\b",
    "dispose": r"\brecords?\b[^.]{0,60}\bkept\b|\bkeep what\b|\bretain(?:ed)?\b",
}  # fmt: skip
"""By what words a time is for something. The nearest before it counts."""
_KIND = {name: pattern(text) for name, text in KINDS.items()}
STARTS = (
    ("response_received", r"response (?:being |is |was )?received|(?:response|answer) reach\w*"
                          r"|receiv\w+ (?:of )?(?:our|the) [^,.]{0,30}(?:response|answer|decision)"),
    # A stage is completed by its answer.
    ("sent", r"stage (?:1|one) [^,.]{0,30}complet|(?:response|answer|letter) (?:being |is |was )?(?:sent|issued)"
             r"|send you our answer|date of (?:our|the) (?:response|letter)"),
    ("escalated", r"being escalated|take up your request|date of escalation"),
    ("request", r"request|ask for stage (?:2|two)"),
    ("acknowledgement", r"acknowledg|confirm that we have it"),
    ("next_working_day", r"next working day|working day after"),
    ("closed", r"complet|clos(?:ed|ing|ure)"),
    ("receipt", r"receipt|receiv|reaching us|reaches us"),
)  # fmt: skip
"""By what words a time counts from something; the first that fits."""
_STARTS = tuple((name, pattern(text)) for name, text in STARTS)
_CLAUSE = re.compile(
    r"[\s,]*(?:(?:at most|to ask),?\s+|(?:\w+\s+){0,2}?)?(?:of|from|after|following)\s+((?:(?! and )[^,.;])*)",
    re.IGNORECASE,
)
_CAP = re.compile(r"never later than\s*$", re.IGNORECASE)
_FURTHER = re.compile(r"(?:further|additional|another|extend\w* [^.]{0,40}by|no more than)\s*$", re.IGNORECASE)
_MORE = re.compile(r"\s+more\b", re.IGNORECASE)
_REVIEW = pattern(r"\breview\b", r"your request", r"\bescalat")


def read_times(document: Document) -> Iterator[Said]:
    """Every time for an acknowledgement, an answer, asking for stage 2 or keeping records, and what it counts from."""
    for sentence in document.sentences():
        for match in islice(PERIOD.finditer(sentence.text), MOST):
            yield from _time(sentence, match)


def _time(sentence: Sentence, match: re.Match[str]) -> Iterator[Said]:
    before, after = sentence.text[: match.start()], sentence.text[match.end() :]
    if _CAP.search(before):
        return
    if _FURTHER.search(before) or _MORE.match(after):
        yield from (said_in(sentence, "extension", f"{stage}.within", period(match)) for stage in _stages(sentence))
        return
    clause = _CLAUSE.match(after)
    clock = _clock(sentence, before, after[clause.end() :] if clause else after, match)
    if clock:
        yield said_in(sentence, "time", clock, period(match))
        if clause and (start := _start(clause[1], clock)):
            yield said_in(sentence, "start", clock, start)


def _clock(sentence: Sentence, before: str, after: str, match: re.Match[str]) -> str:
    """The clock that a time is for; empty where its words say none."""
    kind = _nearest(before) or _first(after) or _nearest(sentence.before)
    if kind == "request":
        return "stage2.request"
    if kind == "dispose":
        return "dispose" if match["unit"].casefold() in ("month", "year") else ""
    told = sentence.before + before
    stage = sentence.block.stage or stage_of(told)
    if kind == ACKNOWLEDGED and not stage:
        stage = "2" if _REVIEW.search(told) else "1"
    return f"stage{stage}.{kind}" if kind and stage in ("1", "2") else ""


def _nearest(text: str) -> str:
    ends = {match.end(): name for name, one in _KIND.items() for match in one.finditer(text)}
    return ends[max(ends)] if ends else ""


def _first(text: str) -> str:
    starts = {match.start(): name for name, one in _KIND.items() for match in one.finditer(text)}
    return starts[min(starts)] if starts else ""


def _start(clause: str, clock: str) -> str:
    found = next((name for name, one in _STARTS if one.search(clause)), "")
    # "Of receipt" of what was asked for at stage 2 is of the request.
    return "request" if found == "receipt" and clock.startswith("stage2") else found


# ---- more time ------------------------------------------------------------------------------

_LONGER = pattern(
    r"\bextension", r"\bextend", r"additional time", r"more time", r"longer (?:time|period)", r"needs? longer",
    r"unable to (?:conclude|complete|respond|answer)", r"not (?:be )?able to (?:meet|respond|answer|reply)",
)  # fmt: skip
_SAID = {
    "agreed": pattern(r"\bagree(?:d|s|ment)?\b(?! with \w+ how often)"),
    "reasons": pattern(r"reasons?\b", r"\bexplain", r"\b(?:say|tell \w+|communicate) why", r": why\b"),
    "ombudsman": pattern(r"\bombudsman", r"who can help you from outside"),
}


def read_extensions(document: Document) -> Iterator[Said]:
    """What is said of more time for an answer: that it is agreed, with reasons, with the Ombudsman's details."""
    for sentence in document.sentences():
        if _LONGER.search(sentence.text) or _LONGER.search(sentence.block.heading):
            for what, one in _SAID.items():
                if one.search(sentence.text):
                    yield from (said_in(sentence, "extension", f"{stage}.{what}", "yes") for stage in _stages(sentence))


def _stages(sentence: Sentence) -> tuple[str, ...]:
    """The stage that a sentence is about; both where it says none."""
    stage = stage_of(sentence.text) or sentence.block.stage
    return (stage,) if stage in ("1", "2") else ("1", "2")
