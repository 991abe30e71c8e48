"""Laws and Codes by name, and when a policy was approved and is looked at again."""

from __future__ import annotations

import re
from collections.abc import Iterator

from putright.core.printed import Said
from putright.core.reading.layout import Block, Document
from putright.core.reading.saying import said_by
from putright.core.reading.words import pattern

CODE = "Housing Ombudsman's Complaint Handling Code"
_CALLED = {
    "Equality Act 2010": r"Equality Act",
    "Localism Act 2011": r"Localism Act",
    "Housing Act 1996": r"Housing Act",
    "Data Protection Act 2018": r"(?:General )?Data Protection Act",
    "Freedom of Information Act 2000": r"Freedom of Information Act",
    "Human Rights Act 1998": r"Human Rights Act",
    "Care Act 2014": r"(?<!Social )Care Act",
    "Social Housing (Regulation) Act 2023": r"Social Housing \(Regulation\) Act",
    "Health and Social Care Act 2008 (Regulated Activities) Regulations 2014":
        r"Health and Social Care Act 2008 \(Regulated Activities\) Regulations",
    # There is no Mental Health Act of 2005: where that year stands, capacity is meant.
    "Mental Capacity Act 2005": r"Mental Capacity Act|Mental Health Act(?=,? \(?2005)",
    CODE: r"(?:Housing )?Ombudsman(?:['’]?s)?(?: Service)?(?:['’]s)? "
          r"(?:Complaints? Handling Code|Code of Complaints? Handling)",
}  # fmt: skip
_YEAR = r"(?:,? \(?(?:[A-Z][a-z]{2,8} )?(?P<year>\d{4})\)?)?"
LAWS = {name: re.compile(rf"(?:\b(?P<first>\d{{4}}) )?(?:{text}){_YEAR}") for name, text in _CALLED.items()}
_APPROVED = pattern(
    r"^(?:policy )?(?:date )?(?:approved|adopted)\b", r"^policy approved date", r"^date of (?:approval|adoption)"
)
_DUE = pattern(r"^(?:date )?(?:of )?(?:due for |next )review\b", r"^review (?:date|due)")
_REVIEWED = pattern(
    r"\bpolic(?:y|ies)\b[^.]*\breviewed (?P<a>every \w+ (?:years?|months?)|annually|yearly|on an annual basis|"
    r"on their anniversary date)"
)
LABEL = 40
"""Characters that a label without a value has at most."""
_ROW = re.compile(r"([^:\d]{5,60}?)\s*:\s*(.*)")


def read_laws(document: Document) -> Iterator[Said]:
    """Every Act, regulations or Code by name: as it is properly called, and as printed."""
    code = False
    for block in document.blocks:
        for name, one in LAWS.items():
            for match in one.finditer(block.text):
                year = match["year"] or match["first"]
                if name == CODE and not year and code:
                    continue
                code = code or name == CODE
                proper = (f"{name} {year}" if year else name) if name == CODE else name if year else ""
                yield said_by(block, "law", proper, _whole(match[0]))
    for part in document.left_out:
        yield Said(topic="law", of=f"{CODE} {part.year}", value=part.title, text=part.title, line=part.first)


def _whole(name: str) -> str:
    """Without a bracket that opened before the name."""
    return name.strip() if "(" in name else name.strip(" )")


def read_reviews(document: Document) -> Iterator[Said]:
    """When the policy was approved and when it is looked at again, empty where the place for it is blank."""
    for block in document.blocks:
        label, value = _labelled(block)
        if _APPROVED.search(label):
            yield said_by(block, "review", "approved", value)
        elif _DUE.search(label):
            yield said_by(block, "review", "due", value)
        elif match := _REVIEWED.search(block.text):
            yield said_by(block, "review", "due", match["a"])


def _labelled(block: Block) -> tuple[str, str]:
    """A row's label and its value, without lines to write on."""
    if block.cells:
        label, value = block.cells[0], " ".join(block.cells[1:])
    elif match := _ROW.fullmatch(block.text):
        label, value = match[1], match[2]
    elif _APPROVED.search(block.text) or _DUE.search(block.text):
        label, value = block.text if len(block.text) <= LABEL else "", ""
    else:
        return "", ""
    return label.rstrip(":"), value.strip("_. ")
