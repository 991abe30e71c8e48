"""Composes each letter of the procedure from the case, the landlord's wording and what a person wrote for it."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from putright.core import events as e
from putright.core.case import Case
from putright.core.letters import blocks as b
from putright.core.letters import following
from putright.core.letters.kinds import registry
from putright.core.letters.material import Blocks, Material
from putright.core.letters.printable import clean

POLICY_COPY = "Complaints policy and procedure"


def compose(m: Material, event: e.Event, *, large: bool = False, easy: bool = False) -> b.Letter:
    """The letter that an event sends. `m.case` must already hold the event.

    `large` has it printed large, `easy` laid out to be read easily.
    """
    kind, parts, stage = registry()[type(event)], required(m.case, event), m.stage.number
    blocks = tuple(_cited(following.with_it(m, kind.write(m, event)), parts))
    return clean(b.Letter(
        kind=kind.name, stage=stage, on=m.on, reference=m.reference,
        title=f"{m.t(kind.title, stage=stage)} ({m.reference})", blocks=blocks,
        large=large, easy=easy, enclosures=_enclosed(blocks), language=m.tongue.code,
    ))  # fmt: skip


def _enclosed(blocks: tuple[b.Any, ...]) -> tuple[str, ...]:
    """What the letter says comes with it."""
    return (POLICY_COPY,) if any(block.part == "policy_copy" for block in blocks) else ()


def _cited(blocks: Blocks, parts: Mapping[str, tuple[str, ...]]) -> Blocks:
    """Each block of a required part with the provisions that require it."""
    for block in blocks:
        cites = tuple(dict.fromkeys((*parts.get(block.part, ()), *block.cites)))
        yield msgspec.structs.replace(block, cites=cites)


def required(case: Case, event: e.Event) -> Mapping[str, tuple[str, ...]]:
    """The parts that the letter of an event must have, each with its provisions."""
    kind = registry()[type(event)]
    stage = 2 if case.state.stage == 2 else 1
    found = dict(kind.needs(case, event))
    for part, cites in case.policy.letter_parts(kind.name, stage).items():
        found[part] = tuple(dict.fromkeys((*found.get(part, ()), *cites)))
    return found
