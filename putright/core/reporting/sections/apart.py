"""Complaints kept out of the Code's figures: anonymous ones, and those of people whom the Code does not bind."""

from __future__ import annotations

from putright.core.reporting.asking import Asker
from putright.core.reporting.labels import words
from putright.core.reporting.sections.base import Blocks, Line, Section, compared, said, text
from putright.core.reporting.shapes import Table


def apart(r: Asker) -> Blocks:
    """How many, from whom, beside those that do count."""
    pack = r.policy.pack
    sources = tuple(dict.fromkeys((*pack.apart, *(pack.others.sources if pack.others else ()))))
    if not sources:
        yield said("The policy keeps no complaints out of these figures.")
        return
    named = ", ".join(words(one).lower() for one in sources)
    yield said(f"The policy has these counted apart: complaints from {named}. They are in none of the other figures.")
    lines = (Line("complaints", "In the Code’s figures"), Line("complaints_apart", "Apart from them"))
    yield compared(r, "apart", "Complaints in the Code’s figures and apart", lines)
    rows = tuple((text(words(one)), r.figure("complaints_apart", where={"source": one})) for one in sources)
    yield Table(id="apart_sources", caption="Apart: from whom", head=("From", "Complaints"), rows=rows)


SECTIONS = (Section("apart", "Counted apart", apart),)
