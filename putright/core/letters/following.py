"""How whoever a letter goes to follows the complaint on their own pages: the address, and the code that is theirs."""

from __future__ import annotations

from collections.abc import Iterator

from putright.core.letters import blocks as b
from putright.core.letters.material import Blocks, Material, paragraph, section


def with_it(m: Material, letter: Blocks) -> Iterator[b.Any]:
    """The letter with the section before its closing words; as it is, where nothing can be followed."""
    for block in letter:
        if isinstance(block, b.Signature):
            yield from section(_title(m), _said(m))
        yield block


def _title(m: Material) -> str:
    return m.t("Follow your complaint online") if m.case.state.formal else m.t("Follow this online")


def _said(m: Material) -> Blocks:
    if not m.follow:
        return
    yield from paragraph(
        m.t(
            "You can see how things stand, write to us and send us papers or photographs at any time. You do not"
            " have to."
        )
    )
    rows = ((m.t("Address"), m.follow.address), (m.t("Our reference"), m.reference), (m.t("Your code"), m.follow.code))
    yield b.Details(rows=rows)
    yield from paragraph(
        m.t("We also ask for one thing that we know of you, such as your postcode. Please keep your code to yourself.")
    )
