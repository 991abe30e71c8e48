"""Only what has gone to court is shut out, not every legal step.

The editions of 2020 and 2022 say proceedings started; that of 2024 a claim form and its particulars filed at court. A
solicitor's letter or a letter before action shuts out nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from putright.core.lint.finding import Force, Found
from putright.core.lint.subject import Subject

CODE = {
    "housing-ombudsman/2020": ("C20-B1.5",),
    "housing-ombudsman/2022": ("C22-legal",),
    "housing-ombudsman/2024": ("C24-2.2",),
}
FORCE: Force = "must"
FILED = re.compile(r"\b(?:filed|particulars|claim form)\b", re.IGNORECASE)
STARTED = re.compile(r"\b(?:filed|particulars|claim form|started|begun|commenced|issued|brought)\b", re.IGNORECASE)


def find(subject: Subject) -> Iterator[Found]:
    """An exclusion in print that says neither that a claim was filed nor, where that is enough, proceedings started."""
    latest = subject.edition.edition == "housing-ombudsman/2024"
    enough, what = (FILED, "a claim filed at court") if latest else (STARTED, "proceedings that have started")
    for said in subject.said("exclusion", "legal_proceedings"):
        if not enough.search(said.text):
            yield Found(
                text=f"The policy shuts out more than {what}: “{said.text.rstrip('.') or 'legal proceedings'}”.",
                cure="“… where a claim, with its particulars, has been filed at court.”",
                cites=said.cites, said=said,
            )  # fmt: skip
