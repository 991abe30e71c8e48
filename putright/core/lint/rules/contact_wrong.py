"""How to reach a redress body is printed right.

A letter or a hyphen too few, and nobody gets there. What the register never had is a mistake, or something that the
register has to learn.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from putright.core.lint.contacts import NAMED, contacts
from putright.core.lint.finding import Force, Found
from putright.core.lint.subject import Subject

CODE = {
    "housing-ombudsman/2020": ("C20-B2.7",),
    "housing-ombudsman/2022": ("C22-5.16",),
    "housing-ombudsman/2024": ("C24-3.7", "C24-6.19"),
}
FORCE: Force = "must"
LIKE = 0.6
"""From this likeness on (1 is the same) it is taken for a slip."""


def find(subject: Subject) -> Iterator[Found]:
    """Each detail in print that the register never had."""
    for one in contacts(subject):
        if not one.current and not one.outdated:
            known = one.now or next(iter(one.before[::-1]), "")
            like = SequenceMatcher(None, one.said.value.casefold(), known.casefold()).ratio() > LIKE
            yield Found(
                text=f"The {NAMED.get(one.how, one.how)} that the policy prints for the {one.body}, {one.said.value}, "
                     f"{'is misspelt' if like else 'is not in the register'}.",
                cure=f"“{one.now}”" if one.now else f"Take it out, and put “{one.instead}” in its place.",
                cites=one.said.cites, said=one.said,
            )  # fmt: skip
