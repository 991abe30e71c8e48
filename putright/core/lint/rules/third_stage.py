"""There are two stages, and nothing else is called one.

A procedure has two stages. Whatever is called a third, the Ombudsman too, keeps people from going on when they could.
The Codes of 2020 and 2022 leave room for a third that is justified.
"""

from __future__ import annotations

from collections.abc import Iterator

from putright.core.lint.finding import Force, Found
from putright.core.lint.subject import Subject

CODE = {
    "housing-ombudsman/2020": ("C20-B3.6", "C20-B3.8"),
    "housing-ombudsman/2022": ("C22-stages",),
    "housing-ombudsman/2024": ("C24-5.3",),
    "social-care-ombudsman/2024": ("LGO24-stages",),
}
FORCE: Force = "must"
FORCES: dict[str, Force] = {
    "housing-ombudsman/2020": "should", "housing-ombudsman/2022": "should", "social-care-ombudsman/2024": "should",
}  # fmt: skip
HEADING = "Give it a heading of its own, such as “If you are still unhappy: the Housing Ombudsman”."


def find(subject: Subject) -> Iterator[Found]:
    """What the printed policy calls a third stage."""
    for said in subject.said("stage", "3"):
        ombudsman = "ombudsman" in said.value.casefold()
        what = "counts the Ombudsman as a stage 3" if ombudsman else "has a stage 3"
        yield Found(
            text=f"The policy {what}: “{said.value}”.",
            cure=HEADING if ombudsman else "Take it out: after stage 2 comes the Ombudsman.",
            cites=said.cites, said=said,
        )  # fmt: skip
