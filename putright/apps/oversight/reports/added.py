"""What a report says beside its figures: taken from where it is kept when the report is drawn up, and frozen with it.

A statement of the Member or the governing body is taken when the report is put together, so that one made after the
figures were drawn up stands in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import msgspec

from putright.apps.accounts.models import Landlord
from putright.apps.equality import report as equality
from putright.apps.learning import digest
from putright.apps.oversight.reports.models import Drawn
from putright.apps.oversight.samples.reached import Reached, reached
from putright.apps.oversight.statements import Statement, standing
from putright.core.reporting import drawing
from putright.core.reporting.drawing import Draft
from putright.core.reporting.sections import SECTIONS
from putright.core.reporting.shapes import Any, Cell, Heading, Report, Table, Words
from putright.core.workdays import said

CITES = ("C24-8.1", "C24-9.7")


def add(draft: Draft, landlord: Landlord) -> Draft:
    """The draft with what is kept elsewhere after the figures of the sections it belongs to."""
    parts = tuple(
        msgspec.structs.replace(part, blocks=(*part.blocks, *ADDED[part.id](landlord, draft.head)))
        if part.id in ADDED else part
        for part in draft.parts
    )  # fmt: skip
    return msgspec.structs.replace(draft, parts=parts)


def _digest(landlord: Landlord, head: Report) -> Iterable[Any]:
    return digest.blocks(landlord, head.since, head.until, head.brand)


def _equality(landlord: Landlord, head: Report) -> Iterator[Any]:
    """The figures of a year, once drawn, below the section's own heading."""
    for block in equality.blocks(landlord, head.since, head.until):
        yield msgspec.structs.replace(block, level=3) if isinstance(block, Heading) else block


def _samples(landlord: Landlord, head: Report) -> Iterator[Any]:
    found = reached(landlord, head.since, head.until)
    if not found:
        yield Words(lines=("No sample was due in this period, and none was drawn.",))
        return
    yield Table(
        id="samples_reached", caption="Samples, against what was promised, on the day this was drawn up",
        head=("Sample", "Period", "Drawn from", "Promised", "Reached", "Share reached", "Kept"),
        rows=tuple(_row(one) for one in found),
        cites=tuple(dict.fromkeys(cite for one in found for cite in one.cites)),
    )  # fmt: skip


def _row(one: Reached) -> tuple[Cell, ...]:
    kept = "Nobody to ask" if not one.of else "Yes" if one.kept else f"No, {one.left} more are needed"
    share = Cell(value=one.reached / one.of if one.of else None, unit="percent", counted=one.reached, of=one.of)
    return (
        Cell(value=one.title), Cell(value=f"{said(one.since)} to {said(one.until)}"), Cell(value=one.of, unit="count"),
        Cell(value=f"{one.promised}%: {one.wanted}"), Cell(value=one.reached, unit="count"), share, Cell(value=kept),
    )  # fmt: skip


ADDED: dict[str, Callable[[Landlord, Report], Iterable[Any]]] = {
    "digest": _digest, "equality": _equality, "samples": _samples,
}  # fmt: skip
"""By section, what gives its further blocks."""


def statements(drawn: Drawn) -> tuple[Any, ...]:
    """What the Member and the governing body say about the year, at the end of a yearly report that people write."""
    draft = drawn.thawed
    yearly = (drawn.until - drawn.since).days > 300
    if not yearly or not any(SECTIONS[part.id].required for part in draft.parts):
        return ()
    kinds = (Statement.Kind.GOVERNING_BODY, Statement.Kind.MRC)
    found = [one for kind in kinds if (one := standing(drawn.landlord, kind, drawn.since.year))]
    told = [(Heading(text=one.get_kind_display(), level=3), drawing.words(one.text, one.office)) for one in found]
    head = (Heading(text="What the governing body and the Member say", cites=CITES),) if told else ()
    return (*head, *(block for pair in told for block in pair))
