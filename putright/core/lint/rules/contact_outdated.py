"""How to reach a redress body is up to date.

An address that was given up takes no letters. Details are printed once and outlive what they say: the register has
today's.
"""

from __future__ import annotations

from collections.abc import Iterator

from putright.core.lint.contacts import NAMED, contacts
from putright.core.lint.finding import Force, Found
from putright.core.lint.subject import Subject

CODE = {
    "housing-ombudsman/2020": ("C20-B2.7",),
    "housing-ombudsman/2022": ("C22-5.16",),
    "housing-ombudsman/2024": ("C24-3.7", "C24-6.19"),
}
FORCE: Force = "must"


def find(subject: Subject) -> Iterator[Found]:
    """Each detail in print that the register had once and has no more."""
    for one in contacts(subject):
        if one.outdated:
            yield Found(
                text=f"The {NAMED.get(one.how, one.how)} that the policy prints for the {one.body}, {one.said.value}, "
                     "is out of date.",
                cure=f"“{one.now}”" if one.now else f"Take it out, and put “{one.instead}” in its place.",
                cites=one.said.cites, said=one.said,
            )  # fmt: skip
