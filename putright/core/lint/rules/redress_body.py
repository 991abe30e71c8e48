"""After stage 2 comes the body of the Code.

A resident who is sent elsewhere loses time that the Ombudsman's own limit does not give back.
"""

from __future__ import annotations

from collections.abc import Iterator

from putright.core.lint.finding import Force, Found
from putright.core.lint.subject import Subject

CODE = {
    "housing-ombudsman/2020": ("C20-B3.9",),
    "housing-ombudsman/2022": ("C22-5.16",),
    "housing-ombudsman/2024": ("C24-6.19",),
}
FORCE: Force = "must"


def find(subject: Subject) -> Iterator[Found]:
    """A pack that sends complaints about housing to another body."""
    redress = subject.pack.redress
    named = redress.bodies.get("housing")
    if named != subject.edition.body:
        yield Found(
            text=f"Complaints about housing go next to {named or 'no body'}, not to {subject.edition.body}.",
            cure=f"Under redress, bodies: housing: {subject.edition.body}.",
            cites=redress.cites, key=("redress", "bodies"),
        )  # fmt: skip
