"""The policy is held to the edition in force.

A member landlord is held to the Code as it stands. What an older edition allowed, its successor may forbid.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from putright.core.lint.finding import Force, Found
from putright.core.lint.subject import Subject

CODE = {
    "housing-ombudsman/2022": ("C22-status",),
    "housing-ombudsman/2024": ("C24-5.1",),
}
FORCE: Force = "must"
NAMED = re.compile(r"Complaint Handling Code(?: of| \()? ?(\d{4})")


def find(subject: Subject) -> Iterator[Found]:
    """A pack that runs under an earlier edition of the same Code, or a policy that names one."""
    body, _, year = subject.edition.edition.partition("/")
    named = {said: match[1] for said in subject.said("law") if (match := NAMED.search(said.of))}
    said = next((one for one, printed in named.items() if printed < year), None)
    own, _, ran = subject.pack.edition.partition("/")
    old = ran if own == body and ran < year else named.get(said) if said else None
    if old:
        yield Found(
            text=f"The policy follows the Code of {old}; that of {year} has taken its place.",
            cure=f"edition: {subject.edition.edition}, and the times and words that come with it.",
            cites=said.cites if said else (), key=("edition",) if old == ran else (), said=said,
        )  # fmt: skip
