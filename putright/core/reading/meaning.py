"""What a complaint is, and what the stages are called."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from putright.core.printed import Said
from putright.core.reading.layout import Block, Document, Sentence
from putright.core.reading.saying import said_by, said_in
from putright.core.reading.words import pattern, stage_of

_DEFINES = re.compile(
    r"(?:\b(?:defines?|describes?|regards?) (?:a )?complaints? as"
    r"|\bcomplaint (?:shall|should|will|is to|can) be (?:defined|treated|understood) as"
    r"|\bcomplaint (?:is|means))\s*:?\s*(?=\S)",
    re.IGNORECASE,
)
_DISSATISFIED = pattern(r"dissatisf", r"unhapp")
_DEFINED = re.compile(r"^[“\"'‘‛]?\s*an? (?:\w+ )?expression of dissatisfaction", re.IGNORECASE)
_QUOTES = "“”\"'‘’‛"
_MORE = re.compile(
    r"(?<=[.!?])\s+(?=(?:you|we|our|whenever|if|where|residents?|customers?|tenants?|any\w+)\b)", re.IGNORECASE
)
_NOTE = re.compile(r"[”'’\"]?\s*[\d¹²³⁴⁵]{0,2}\s*\.?$")
_INFORMAL = (
    pattern(r"\binformal stage\b"),
    pattern(
        r"\b(?:an?|our|the) informal (?:complaint|resolution)\b",
        r"^informal (?:complaints?|stage|resolution)",
        r"(?<=complaints )informally",
    ),
)
_NONE = re.compile(r"(?:\b(?:no|not|never|without)\b|n['’]t\b)\W+(?:\w+\W+){0,4}$", re.IGNORECASE)


def read_definition(document: Document) -> Iterator[Said]:
    """The definition of a complaint, word for word: to the end of its paragraph, or of its quotation."""
    for n, block in enumerate(document.blocks):
        words = "" if block.heads else _defined(block)
        if words and _DISSATISFIED.search(words):
            items = takewhile(lambda one: one.item, document.blocks[n + 1 :]) if words.endswith(":") else ()
            listed = "; ".join(one.text.rstrip(";,. ") for one in items)
            yield said_by(block, "definition", value=f"{words} {listed}".strip())


def _defined(block: Block) -> str:
    if _DEFINED.match(block.text):
        return _trimmed(_without_more(block.text))
    match = _DEFINES.search(block.text)
    return _trimmed(_without_more(block.text[match.end() :])) if match else ""


def _without_more(text: str) -> str:
    """Without the sentences after it that say something else; all of what stands in quotation marks."""
    return text if text[:1] in _QUOTES else _MORE.split(text, maxsplit=1)[0]


def _trimmed(text: str) -> str:
    """Without quotation marks, the mark of a footnote, and the next sentence after a quotation."""
    text = text.lstrip(_QUOTES + " ")
    return _NOTE.sub("", text).strip(_QUOTES + " .")


def read_stages(document: Document) -> Iterator[Said]:
    """Every stage by what the document calls it: by its headings, or else where it is named first."""
    named: set[str] = set()
    for block in document.blocks:
        if block.heads and block.stage and block.stage not in named:
            named.add(block.stage)
            yield said_by(block, "stage", block.stage, block.text.rstrip(".: "))
    for sentence in document.sentences():
        yield from _stages_in(sentence, named)
    yield from _informal(document)


def _stages_in(sentence: Sentence, named: set[str]) -> Iterator[Said]:
    stage = stage_of(sentence.text)
    if stage and stage not in named:
        named.add(stage)
        yield said_in(sentence, "stage", stage, f"Stage {stage}")


def _informal(document: Document) -> Iterator[Said]:
    for one in _INFORMAL:
        for block in document.blocks:
            if (match := one.search(block.text)) and not _NONE.search(block.text[: match.start()]):
                yield said_by(block, "stage", "informal", match[0])
                return
