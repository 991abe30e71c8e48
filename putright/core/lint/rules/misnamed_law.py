"""Acts and regulations are called by their names.

Whoever looks up an Act that is not there cannot check what rests on it, and answers that cite the policy repeat the
mistake.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from putright.core.lint.finding import Force, Found
from putright.core.lint.subject import Subject

CODE = {
    "housing-ombudsman/2020": ("C20-B3.14",),
    "housing-ombudsman/2022": ("C22-5.6",),
    "housing-ombudsman/2024": ("C24-6.7", "C24-6.18"),
}
FORCE: Force = "advice"
SMALL = ("the", "of", "and", "july", "service")


def find(subject: Subject) -> Iterator[Found]:
    """Each law in print that is properly called something else."""
    for said in subject.said("law"):
        if said.of and not _same(said.value, said.of):
            yield Found(
                text=f"The policy names “{said.value}”; it is the {said.of}.",
                cure=f"“{said.of}”", cites=said.cites, said=said,
            )  # fmt: skip


def _same(printed: str, proper: str) -> bool:
    """Whether every word in print is one of the name: the year, or the landlord's own “The”, may be left out."""
    return set(_words(printed)) <= {*_words(proper), *SMALL}


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z]+|\d+", re.sub(r"[’']s\b", "", text.casefold()))
