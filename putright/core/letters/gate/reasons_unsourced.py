"""Reasons say what they rest on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from putright.core.letters.gate.base import Checked, Finding, rule

_SOURCES = re.compile(
    r"\b(?:polic(?:y|ies)|procedure|code|law|legal\w*|acts?|regulations?|guidance|standards?|agreements?|tenancy|lease|"
    r"contract|charter|good practice|record\w*|logs?|notes?|reports?|photo\w*|letters?|e-?mails?|calls?|surve\w+|"
    r"inspect\w*|invoices?|statements?|evidence|showed?|shows|told|said|saw|visit\w*|diary|diaries|meter|readings?|"
    r"accounts?|file|files|data|recording\w*|messages?|certificates?|tests?|tested|measured)\b",
    re.IGNORECASE,
)


@rule(
    must=False,
    title="Reasons say what they rest on",
    why="The Code asks for the policy, law or good practice behind a decision where it applies, and a decision without "
    "evidence is an opinion.",
)
def reasons_unsourced(checked: Checked) -> Iterator[Finding]:
    """A finding for the reasons of a point that name no document, rule or evidence."""
    for passage in checked.passages:
        if passage.where.startswith("the reasons for point") and not _SOURCES.search(passage.text):
            yield passage.found(
                "These reasons do not say what they rest on.",
                passage.text,
                "Name it: the policy, the tenancy agreement, the law, the record, what was seen or said.",
            )
