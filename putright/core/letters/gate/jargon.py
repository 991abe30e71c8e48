"""Words of the office have plainer ones."""

from __future__ import annotations

from collections.abc import Iterator

from putright.core.letters.gate.base import Checked, Finding, rule


@rule(
    must=False,
    title="No jargon",
    why="Words that only the landlord's people use keep the reader out, and often hide what happened.",
)
def jargon(checked: Checked) -> Iterator[Finding]:
    """A finding for each term of the list, once in each passage, with plainer words."""
    for passage in checked.passages:
        for term, plainer in checked.jargon.terms_in(passage.text):
            yield passage.found(f"“{term}” is a word of the office.", term, f"Instead: {plainer}.")
