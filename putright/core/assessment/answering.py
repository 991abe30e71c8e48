"""What a person answered in a row, and what is still missing before the assessment is complete."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from datetime import date

from msgspec import Struct

from putright.core.assessment.form import Row
from putright.core.assessment.proposing import Proposal


class Answered(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A row's answer. `evidence`: what shows it, or the answer itself where the row asks for words.

    `by_when`, `action`, `owner` (an office): what will be done about a no.
    """

    answer: str = ""
    evidence: str = ""
    commentary: str = ""
    action: str = ""
    owner: str = ""
    by_when: date | None = None


def missing(row: Row, given: Answered, proposal: Proposal) -> Iterator[tuple[str, str]]:
    """What a row still lacks: the field, and what to do."""
    if row.answers == "words":
        if not given.evidence.strip():
            yield "evidence", "Answer the question in your own words."
        return
    if not given.answer:
        yield "answer", "Answer yes or no."
    elif given.answer == "no" and not row.neutral:
        if not given.commentary.strip():
            yield "commentary", "Explain why the answer is no, or how the aim is met in another way."
        if given.by_when is None:
            yield "by_when", "Say by when it will be put right."
    elif given.answer == "yes" and proposal.against and not row.neutral and not given.commentary.strip():
        yield "commentary", "The records speak against a yes. Say why the answer is yes all the same, or answer no."
    if given.answer in ("yes", "no") and not given.evidence.strip():
        yield "evidence", "Say what shows it: every statement needs its evidence."


def tells_who(given: Answered, prefix: str, names: Collection[str]) -> Iterator[tuple[str, str]]:
    """Words that must not be published: the reference of a case, the name of somebody who works for the landlord."""
    reference = re.compile(rf"\b{re.escape(prefix)}-\d{{4}}-\d+\b", re.IGNORECASE)
    known = [name for name in names if " " in name.strip()]
    for field in ("evidence", "commentary", "action", "owner"):
        text = getattr(given, field)
        if found := reference.search(text):
            yield field, f"Take out {found[0]}: what is published names no case."
        for name in known:
            if re.search(rf"\b{re.escape(name)}\b", text, re.IGNORECASE):
                yield field, f"Take out {name}: name the office, not the person."
