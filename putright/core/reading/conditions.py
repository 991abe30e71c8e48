"""What makes complaining harder or a remedy smaller: writing asked for, heads that are not paid."""

from __future__ import annotations

from collections.abc import Iterator

from putright.core.printed import Said
from putright.core.reading.layout import Document
from putright.core.reading.saying import said_in
from putright.core.reading.words import pattern

_WRITING = pattern(
    r"(?<!not )(?<!n['’]t )\b(?:must|should|shall|needs? to|ha(?:s|ve) to) "
    r"(?:be (?:made |put |sent |submitted |given )?|(?:do (?:this|so)|complain|ask|apply),? )in writing"
)
_COMPLAINT = pattern(r"\bcomplain")
_UNPAID = pattern(
    r"\b(?:cannot|can not|do not|will not|not normally|not usually)\b[^.]*\b(?:pay\w*|compensat\w+|offer\w*)\b[^.]*"
)
_HEADS = {
    "inconvenience": pattern(r"\binconvenience"),
    "distress": pattern(r"\bdistress"),
    "time_and_trouble": pattern(r"\btime and trouble"),
}
_ONLY_LOSS = pattern(r"\bonly\b[^.]*\bcompensat[^.]*(?:financial|lost|loss)")
_MOSTLY = pattern(r"\bmost cases", r"\bnormally", r"\bgenerally", r"\busually")


def read_writing(document: Document) -> Iterator[Said]:
    """That a complaint must be in writing."""
    for sentence in document.sentences():
        if _WRITING.search(sentence.text) and _COMPLAINT.search(sentence.text):
            yield said_in(sentence, "writing", sentence.block.stage, "required")


def read_remedies(document: Document) -> Iterator[Said]:
    """What is not paid, or only in some cases."""
    for sentence in document.sentences():
        value = "limited" if _MOSTLY.search(sentence.text) else "excluded"
        if _ONLY_LOSS.search(sentence.text):
            yield said_in(sentence, "remedy", "loss_only", value)
        if unpaid := _UNPAID.search(sentence.text):
            yield from (
                said_in(sentence, "remedy", head, value) for head, one in _HEADS.items() if one.search(unpaid[0])
            )
