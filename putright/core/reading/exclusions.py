"""What is not taken up as a complaint."""

from __future__ import annotations

import re
from collections.abc import Iterator

from putright.core.printed import Said
from putright.core.reading.layout import Block, Document, Sentence
from putright.core.reading.saying import said_in
from putright.core.reading.words import PERIOD, pattern, period

_OPENS = pattern(
    r"\bexclusions?\b", r"\bnot (?:be )?covered\b", r"\bnot take on\b", r"\b(?:cannot|can not|will not) (?:be )?"
    r"(?:consider|accept|deal|investigat|look at|take (?:on|up))", r"\bnot be able to (?:deal|consider|accept)",
    r"\bdo(?:es)? not cover\b", r"\boutside (?:of )?this policy",
)  # fmt: skip
_REFUSES = pattern(r"\bnot (?:be )?(?:accept|cover|consider|take|deal|apply|able to)", r"\brefus", r"\bexclud")
_HAPPENED = pattern(
    r"\boccurr", r"\bhappen", r"\bevents?\b", r"\bincident\b", r"\bago\b", r"\blearnt?\b", r"\bbecame aware"
)
_GROUNDS = {
    "legal_proceedings": (
        r"legal (?:proceedings|action)", r"legal claim", r"claim [^.]{0,40}\bfiled", r"\bcourts?\b",
    ),
    "insurance_claim": (r"insurance",),
    "already_considered": (r"already (?:been )?(?:dealt with|considered|investigated|answered|under investigation)",),
    "anonymous": (r"\banonymous", r"do not know who is complaining"),
    "recurring": (r"\b(?:issue|matter|complaint) is (?:a )?recurring", r"come to us before"),
    "unreasonable_persistence": (
        r"unreasonabl[ey] persisten", r"\bvexatious", r"goes beyond reason", r"unreasonable manner",
    ),
    "not_our_service": (
        r"not relate to our services?", r"neither provide nor answer for",
        r"not (?:our responsibility|responsible for)",
    ),
    "service_request": (
        r"request for (?:a )?service", r"request from a person", r"service requests? (?:is|are) not",
        r"reporting a repair",
    ),
    "employment": (r"\bemploy(?:ee|ment)", r"complaints? (?:from|by) (?:our )?staff"),
    "tribunal": (r"\btribunal",),
    "information_request": (r"request for information", r"freedom of information", r"subject access"),
    "whistleblowing": (r"whistle-?blowing",),
    "petition": (r"\bpetition",),
}  # fmt: skip
GROUNDS = {name: pattern(*texts) for name, texts in _GROUNDS.items()}
_RECENT = pattern(r"must have (?:happened|occurred)[^.]*within the (?:last|past)")
_LEFT = pattern(
    r"\b(?:former|previous|ex-)\w* [^.]*within [^.]*\bend(?:ing)?\b", r"tenancy [^.]*\bended\b[^.]*\bago",
    r"tenancy or service with us ended",
)  # fmt: skip
_EVENT = pattern(r"\boccurr", r"\bhappen", r"\bevents?\b", r"\bincident\b")
_AWARE = pattern(r"\blearnt?\b", r"\baware\b", r"\bcame to know", r"\bknew about")
_TOLD = pattern(r"explanation|we will accept|take on every|explain|case-by-case|right to")


def read_exclusions(document: Document) -> Iterator[Said]:
    """Every ground on which a complaint is not taken up; an item of such a list that is none we know is `other`."""
    for sentence, inside in _with_section(document):
        found = list(_grounds(sentence, inside))
        yield from found
        if inside and not found and _is_ground(sentence):
            yield said_in(sentence, "exclusion", "other")


def _is_ground(sentence: Sentence) -> bool:
    """Whether an item of a list of what is not taken up says what that is, though no ground we know."""
    text = sentence.text
    if not sentence.block.item or sentence.before or text.endswith(":") or _TOLD.search(text):
        return False
    return not sentence.block.number or bool(_REFUSES.search(text))


def _grounds(sentence: Sentence, inside: bool) -> Iterator[Said]:
    yield from _old(sentence, inside)
    if not inside and not (_REFUSES.search(sentence.text) and re.search(r"\bcomplain", sentence.text)):
        return
    for ground, one in GROUNDS.items():
        if one.search(sentence.text) and (inside or _OPENS.search(sentence.text)):
            yield said_in(sentence, "exclusion", ground)


def _old(sentence: Sentence, inside: bool) -> Iterator[Said]:
    """What is too old, and tenancies that ended too long ago."""
    match = PERIOD.search(sentence.text)
    if not match:
        return
    if _LEFT.search(sentence.text):
        yield said_in(sentence, "exclusion", "tenancy_ended", period(match))
    elif (inside and _HAPPENED.search(sentence.text)) or _RECENT.search(sentence.text):
        yield said_in(sentence, "exclusion", "too_old", period(match))
        counted = [name for name, one in (("event", _EVENT), ("awareness", _AWARE)) if one.search(sentence.text)]
        if counted:
            yield said_in(sentence, "counted_from", "too_old", ",".join(counted))


def _with_section(document: Document) -> Iterator[tuple[Sentence, bool]]:
    """Every sentence, and whether it stands in a part about what is not taken up."""
    opener: Block | None = None
    inside = {}
    for block in document.blocks:
        opener = None if opener and _closes(opener, block) else opener
        if not opener and (block.heads or block.text.endswith((":", " if"))) and _OPENS.search(block.text):
            opener = block
        inside[block.line] = opener is not None
    yield from ((sentence, inside[sentence.block.line]) for sentence in document.sentences())


def _closes(opener: Block, block: Block) -> bool:
    """A part with a number ends at the next of its rank, one without at the next heading."""
    if not opener.number:
        return block.heads if opener.heads else block.heading != opener.heading
    if not block.number:
        return False
    main = opener.number.rstrip(".").removesuffix(".0")
    return "." in main or not block.number.startswith(f"{main}.")
