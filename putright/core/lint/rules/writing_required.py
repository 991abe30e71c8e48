"""A complaint need not be in writing, at any stage.

It may be asked for, never required: whoever cannot write would be shut out.
"""

from __future__ import annotations

from collections.abc import Iterator

from putright.core.lint.finding import Force, Found
from putright.core.lint.subject import Subject

CODE = {
    "housing-ombudsman/2020": ("C20-B2.1", "C20-B2.4"),
    "housing-ombudsman/2024": ("C24-3.1", "C24-3.2"),
}
FORCE: Force = "must"


def find(subject: Subject) -> Iterator[Found]:
    """Whatever the printed policy will have in writing."""
    for said in subject.said("writing"):
        stage = {"": "A complaint", "informal": "A first complaint"}.get(said.of, f"A complaint at stage {said.of}")
        yield Found(
            text=f"{stage} has to be in writing: “{said.text}”." if said.text else f"{stage} has to be in writing.",
            cure="“You can complain in any way. If it helps, we write it down with you.”",
            cites=said.cites, said=said,
        )  # fmt: skip
