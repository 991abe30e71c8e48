"""Whoever handles complaints may settle them.

They need the authority to act at once and fairly. Where no handler may offer anything, or every answer waits for
somebody else, nothing is settled promptly.
"""

from __future__ import annotations

from collections.abc import Iterator

from putright.core.lint.finding import Force, Found
from putright.core.lint.subject import Subject

CODE = {
    "housing-ombudsman/2020": ("C20-B3.2",),
    "housing-ombudsman/2024": ("C24-4.2",),
}
FORCE: Force = "should"


def find(subject: Subject) -> Iterator[Found]:
    """Handlers without a pound to offer, and answers that always need approval."""
    pack = subject.pack
    handlers = {role for handling in pack.handling.values() for role in handling.roles}
    money = pack.compensation
    if money and not any(money.authority.get(role, 0) for role in handlers):
        yield Found(
            text="Nobody who handles complaints may offer any money without asking.",
            cure="Under compensation, authority: an amount in pounds for each role that handles.",
            cites=money.cites, key=("compensation", "authority"),
        )  # fmt: skip
    approved = pack.letters_approved.get("response")
    if approved and approved.over is None:
        yield Found(
            text="Every answer needs somebody else’s approval before it goes out.",
            cure="Under letters_approved, response: over, an amount from which approval is needed.",
            cites=approved.cites, key=("letters_approved", "response"), force="advice",
        )  # fmt: skip
