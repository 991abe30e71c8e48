"""There are two stages, and nothing else is called one.

A procedure has two stages. Whatever is called a third, the Ombudsman too, keeps people from going on when they could.
"""

from __future__ import annotations

from collections.abc import Iterator

from putright.core.lint.finding import Force, Found
from putright.core.lint.subject import Subject

CODE = {
    "housing-ombudsman/2020": ("C20-B3.8",),
    "housing-ombudsman/2022": ("C22-stages",),
    "housing-ombudsman/2024": ("C24-5.3",),
}
FORCE: Force = "must"


def find(subject: Subject) -> Iterator[Found]:
    """What the printed policy calls a third stage."""
    for said in subject.said("stage", "3"):
        yield Found(
            text=f"The policy has a stage 3: “{said.value}”.",
            cure="Give it a heading of its own, such as “If you are still unhappy: the Housing Ombudsman”.",
            cites=said.cites, said=said,
        )  # fmt: skip
