"""No address, number or e-mail of a redress body that is not in force on the day of the letter."""

from __future__ import annotations

from collections.abc import Iterator

from putright.core.letters import blocks as b
from putright.core.letters import register
from putright.core.letters.gate.base import Checked, Finding, rule


@rule(
    must=True,
    title="Contact details of redress bodies are in force",
    why="Printed policies keep old addresses for years: a letter to one of them, or an e-mail, may never be read.",
)
def outdated_contact(checked: Checked) -> Iterator[Finding]:
    """Typed or fixed words with a detail that the register no longer has, or never had."""
    bodies = checked.bodies.values()
    heads = (block for block in checked.letter.blocks if isinstance(block, b.Letterhead | b.Address))
    here = register.details_of(text for block in heads for text in b.texts(block))
    for passage in checked.passages:
        for sentence in passage.sentences if register.reaches(passage.text) else ():
            for body in bodies:
                for value in body.wrong_in(sentence, here):
                    yield passage.found(_text(body, value), sentence, _instead(body))
    kinds = b.Paragraph | b.Bullets | b.Details
    fixed = (block for block in checked.letter.blocks if not block.written and isinstance(block, kinds))
    said = "\n".join(text for block in fixed for text in b.texts(block))
    for body in bodies:
        for value in body.superseded_in(said):
            yield Finding(text=_text(body, value), excerpt=value, instead=_instead(body))


def _text(body: register.Body, value: str) -> str:
    return f"“{value}” does not reach the {body.name} now."


def _instead(body: register.Body) -> str:
    ways = f" It is reached here: {'; '.join(body.shown)}." if body.shown else ""
    return f"Leave it out: where the letter names a redress body it takes the details from the register.{ways}"
