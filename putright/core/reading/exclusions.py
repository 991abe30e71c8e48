"""What is not taken up as a complaint."""

from __future__ import annotations

import re
from collections.abc import Iterator

from putright.core.printed import Said
from putright.core.reading.layout import Block, Document, Sentence
from putright.core.reading.saying import said_in
from putright.core.reading.words import PERIOD, pattern, period

_CANNOT = r"\b(?:cannot|can not|can['’]t|will not|won['’]t|may not|do not|don['’]t|unable to|not (?:be )?able to)"
_TAKE = r"(?:consider|accept|deal|investigat|look (?:at|into)|take (?:on|up)|treat|class|handle)"
_NO_COMPLAINT = (
    r"(?:\b(?:is|are) not|n['’]t|not (?:be )?(?:treated|classed|considered|regarded|dealt with|seen) as) "
    r"(?:an? )?(?:formal )?complaints?\b"
)
_OPENS = pattern(
    r"\bexclusions?\b", r"\bnot (?:be )?covered\b", r"\bnot take on\b", rf"{_CANNOT} (?:be )?{_TAKE}", _NO_COMPLAINT,
    r"\bcomplaint is not\b", r"\bnot a complaint\b", r"\bfall outside\b",
    r"\bnot (?:be )?(?:taken (?:on|up)|accepted|considered|investigated|looked (?:at|into))\b",
    r"\b(?:process|procedure|policy) (?:will|can|may) not be used\b",
    r"\bdo(?:es)? not cover\b", r"\bdo(?:es)? not apply to\b", r"\boutside (?:of )?(?:this|our) (?:\w+ )?policy",
)  # fmt: skip
_REFUSES = pattern(
    r"\bnot (?:be )?(?:accept|used|cover|consider|take|deal|apply|able to|investigat|treat|class)",
    r"\brefus", r"\bexclud",
    rf"{_CANNOT} (?:be )?{_TAKE}",
)  # fmt: skip
_HAPPENED = pattern(
    r"\boccurr", r"\bhappen", r"\btook place", r"\bevents?\b", r"\bincident\b", r"\bago\b", r"\blearnt?\b",
    r"\bbecame aware", r"\b(?:months?|years?) old\b", r"\bolder than\b",
)  # fmt: skip
_GROUNDS = {
    "legal_proceedings": (
        r"legal (?:proceedings|action)", r"legal claim", r"claim [^.]{0,40}\bfiled", r"\bcourts?\b",
    ),
    "insurance_claim": (r"insurance",),
    "already_considered": (
        r"(?:already|previously) (?:been )?(?:dealt with|considered|investigated|answered|under investigation)",
        r"(?:already|previously) (?:been )?(?:through|completed|exhausted) (?:our|the|this)", r"previously concluded",
    ),
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
        r"request for (?:a )?(?:service|repair)", r"first[- ]time request", r"first request", r"request from a person",
        r"service requests? (?:is|are) not", r"^an? service request",
        r"report(?:ing)? a repair", r"classed as service requests",
    ),
    "employment": (r"\bemploy(?:ee|ment)", r"complaints? (?:from|by) (?:our )?staff"),
    "tribunal": (r"\btribunal",),
    "information_request": (r"request for information", r"freedom of information", r"subject access"),
    "whistleblowing": (r"whistle-?blowing",),
    "petition": (r"\bpetition",),
}  # fmt: skip
GROUNDS = {name: pattern(*texts) for name, texts in _GROUNDS.items()}
_RECENT = pattern(
    r"must have (?:happened|occurred)[^.]*within the (?:last|past)",
    r"\b(?:issue|matter|incident|event)s? ha(?:s|ve) (?:happened|occurred) within the (?:last|past)",
    r"\b(?:complain\w*|receiv\w+|report\w*|referred|made|raised?|tell us|submitted)\b[^.]{0,60}\bwithin "
    r"[^.]{0,30}(?:months?|years?) of\b[^.]*(?:issue|incident|event|occurr|happen|aware|problem)",
)
_LEFT = pattern(
    r"\b(?:former|previous|ex-)\w* [^.]*within [^.]*\bend(?:ing)?\b", r"tenancy [^.]*\bended\b[^.]*\bago",
    r"tenancy or service with us ended",
)  # fmt: skip
_EVENT = pattern(r"\boccurr", r"\bhappen", r"\btook place", r"\bevents?\b", r"\bincident\b", r"\bof the issue\b")
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
    if not _is_refused(sentence, inside):
        return
    for ground, one in GROUNDS.items():
        if one.search(sentence.text):
            yield said_in(sentence, "exclusion", ground)


def _is_refused(sentence: Sentence, inside: bool) -> bool:
    """Whether a sentence stands among what is not taken up, or says by itself that a complaint is not."""
    told = sentence.text
    return inside or bool(_REFUSES.search(told) and _OPENS.search(told) and re.search(r"\bcomplain", told))


def _old(sentence: Sentence, inside: bool) -> Iterator[Said]:
    """What is too old, and tenancies that ended too long ago."""
    match = next((one for one in PERIOD.finditer(sentence.text) if one["unit"].casefold() != "day"), None)
    if not match:
        return
    if _LEFT.search(sentence.text):
        yield said_in(sentence, "exclusion", "tenancy_ended", period(match))
    elif (_is_refused(sentence, inside) and _HAPPENED.search(sentence.text)) or _RECENT.search(sentence.text):
        yield said_in(sentence, "exclusion", "too_old", period(match))
        counted = [name for name, one in (("event", _EVENT), ("awareness", _AWARE)) if one.search(sentence.text)]
        if counted:
            yield said_in(sentence, "counted_from", "too_old", ",".join(counted))


def _with_section(document: Document) -> Iterator[tuple[Sentence, bool]]:
    """Every sentence, and whether it stands in a part about what is not taken up."""
    opener: Block | None = None
    inside = {}
    listed = False
    for block in document.blocks:
        if opener and (_closes(opener, block) or (listed and _ends_list(opener, block))):
            opener = None
        listed = block.item
        if not opener and (block.heads or block.text.endswith((":", " if"))) and _OPENS.search(block.text):
            opener = block
        inside[block.line] = opener is not None
    yield from ((sentence, inside[sentence.block.line]) for sentence in document.sentences())


def _ends_list(opener: Block, block: Block) -> bool:
    """Whether a list that a sentence opened, and no heading or number, is over."""
    return not (opener.heads or opener.number or block.item)


def _closes(opener: Block, block: Block) -> bool:
    """A part with a number ends at the next of its rank, one without at the next heading."""
    if not opener.number:
        return block.heads if opener.heads else block.heading != opener.heading
    if not block.number:
        return False
    main = opener.number.rstrip(".").removesuffix(".0")
    return "." in main or not block.number.startswith(f"{main}.")
