"""What is older may still be taken up, and the landlord considers it.

Where there is a limit of age there is discretion beyond it, and the policy says so.
"""

from __future__ import annotations

from collections.abc import Iterator

from putright.core.lint.finding import Force, Found
from putright.core.lint.silence import silent
from putright.core.lint.subject import Subject

CODE = {
    "housing-ombudsman/2020": ("C20-B4.10",),
    "housing-ombudsman/2024": ("C24-2.3",),
}
FORCE: Force = "must"
FORCES: dict[str, Force] = {"housing-ombudsman/2020": "should"}


def find(subject: Subject) -> Iterator[Found]:
    """A limit of age that nothing defeats in the pack, and one in print without discretion."""
    rule = subject.pack.grounds.get("too_old")
    if rule and not rule.defeated_by:
        text = "The limit of age holds whatever the reason: the pack names nothing that defeats it."
        cure = "defeated_by: [good_reason_for_lateness, ongoing]"
        yield Found(text=text, cure=cure, cites=rule.cites, key=("grounds", "too_old"))
    if any(subject.said("exclusion", "too_old")):
        yield from silent(
            subject, "discretion",
            what="that it considers whether to take up what is older, and who decides",
            cure="“If it is older we still consider whether to take it up, and tell you why if we do not.”",
            whole=("housing-ombudsman/2024",), own=True,
        )  # fmt: skip
