"""A publication as a tagged PDF (PDF/UA-1), drawn by Typst as letters are; sheets have the sides they must have."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import msgspec
import pypdfium2 as pdfium

from putright.apps.letters.drawing.pdf import SECONDS, Unrendered, typeset
from putright.core.letters.tongue import ENGLISH
from putright.core.publishing import posts
from putright.core.publishing.kinds import KINDS
from putright.core.publishing.shapes import Document, Turn, freeze, texts, thaw
from putright.core.workdays import said

TEMPLATE = Path(__file__).parent / "publication.typ"
SIZES = {"leaflet": (12, 11.75, 11.5, 11.25, 11, 10.75, 10.5), "poster": (13.5, 13, 12.5, 12, 11.5, 11, 10.5),
         "picture": (13, 12, 11, 10.5)}  # fmt: skip
"""The sizes of text that are tried for a sheet, in points, the largest first; never less than the last."""
LARGE = 18
"""The size of large print, in points."""
A3 = 2**0.5
"""How much wider and higher than A4 it is."""


def pdf(document: Document, form: str = "") -> bytes:
    """The PDF of a publication, on A3 (`a3`) or in large print (`large`) where asked for.

    Raises `Unrendered` where it does not fit on the sides that its kind has.
    """
    wanted = KINDS[document.kind].pages
    for size in (LARGE,) if form == "large" else SIZES.get(document.layout, (11,)):
        drawn = typeset(TEMPLATE, "publication", _data(document, size, form))
        if not wanted or pages(drawn) == wanted:
            return drawn
    sides = "one side" if wanted == 1 else f"{wanted} sides"
    raise Unrendered(f"It says more than fits on {sides} in letters that can be read. Shorten the wording.")


def pdf_apart(document: Document, form: str = "") -> bytes:
    """The same, in a process of its own, as a web worker should. Raises `Unrendered`."""
    command = [sys.executable, "-m", "putright.apps.publishing.making", form]
    text = freeze(document).encode()
    done = subprocess.run(command, input=text, capture_output=True, timeout=SECONDS, check=False)  # noqa: S603
    if done.returncode:
        raise Unrendered(done.stderr.decode(errors="replace")[-2000:].strip())
    return done.stdout


def pages(drawn: bytes) -> int:
    """How many pages a PDF has."""
    with pdfium.PdfDocument(drawn) as opened:
        return len(opened)


def mark(document: Document) -> str:
    """What every page says at its foot: who published which edition, and when."""
    number = f", edition {document.number}" if document.number else ""
    return f"{document.organisation}{number}, {said(document.on)}"


def _data(document: Document, size: float, form: str) -> str:
    data: dict[str, Any] = msgspec.to_builtins(document)
    dates = iter(posts.dated(document))
    blocks = [{**block, "day": ENGLISH.day(next(dates).on)} if block["block"] == "post" else block
              for block, own in zip(data["blocks"], document.blocks, strict=True)
              if isinstance(own, Turn) or any(texts(own))]  # fmt: skip
    data |= {
        "blocks": blocks,
        "size": size * A3 if form == "a3" else size,
        "paper": "a3" if form == "a3" else "a4",
        "mark": mark(document),
    }
    return msgspec.json.encode(data).decode()


if __name__ == "__main__":
    try:
        sys.stdout.buffer.write(pdf(thaw(sys.stdin.read()), *sys.argv[1:2]))
    except Unrendered as error:
        sys.exit(str(error))
