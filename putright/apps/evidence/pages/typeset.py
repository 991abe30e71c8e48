"""Pages drawn from texts: the front of a pack, e-mails, Word documents, and the page for what cannot be shown."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pikepdf import Pdf

from putright.apps.evidence.pages import pdfs
from putright.apps.evidence.pages.pdfs import Unreadable
from putright.apps.letters.drawing.pdf import Unrendered, typeset

TEMPLATE = Path(__file__).with_name("paper.typ")
MOST = 200_000
"""Characters of one document that are shown. About a hundred pages."""
Block = dict[str, Any]


def draw(paper: dict[str, Any]) -> bytes:
    """The PDF of a paper: `title`, `blocks`, perhaps `author` and `footer`. Raises `Unreadable`."""
    try:
        return typeset(TEMPLATE, "paper", json.dumps(paper, ensure_ascii=False))
    except Unrendered as error:
        raise Unreadable("the text cannot be set as pages") from error


def write(title: str, note: str, blocks: Sequence[Block], out: Path) -> int:
    """Writes the pages of a text to `out`, with a note at their head that says how they were made; gives how many."""
    made = [{"block": "note", "text": note}, *shortened(blocks)]
    with Pdf.open(io.BytesIO(draw({"title": title, "blocks": made}))) as drawn, Pdf.new() as kept:
        for page in drawn.pages:
            pdfs.append(kept, drawn, page)
        pdfs.save(kept, out)
        return len(kept.pages)


def shortened(blocks: Sequence[Block]) -> list[Block]:
    """The blocks up to the most that is shown; then a sentence that says that more follows in the file."""
    kept, room = [], MOST
    for block in blocks:
        length = len(json.dumps(block, ensure_ascii=False))
        if length > room:
            kept += [{**block, "text": block["text"][:room]}] if "text" in block else []
            kept.append({"block": "note", "text": f"Only the first {MOST:,} characters are shown here."})
            break
        kept.append(block)
        room -= length
    return kept


def paragraphs(text: str) -> list[Block]:
    """A plain text as blocks, a blank line between paragraphs."""
    parts = text.replace("\r\n", "\n").replace("\r", "\n").expandtabs(4).split("\n\n")
    return [{"block": "verbatim", "text": part.strip("\n")} for part in parts if part.strip()]
