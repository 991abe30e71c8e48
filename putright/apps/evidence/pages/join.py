"""One PDF of the front and all documents: numbered on every page, with bookmarks."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem, Pdf, Stream

from putright.apps.evidence.pages import pdfs

AT_ONCE = 100
"""How many files are open together; more are joined by the hundred first."""
SIZE = 8.0
WIDTH_OF_A_LETTER = 0.5
FONT = "/PutrightNumber"


@dataclass(frozen=True)
class Part:
    """One document: its pages, its title for the bookmarks, and how many pages it has."""

    path: Path
    title: str
    label: str
    pages: int


def join(front: Path, parts: Sequence[Part], stamp: str, out: Path) -> int:
    """Writes the whole pack to `out`; gives its pages. `stamp` follows "Page 12 of 431" on each."""
    with tempfile.TemporaryDirectory(dir=out.parent) as folder, Pdf.open(front) as made:
        first = len(made.pages) + 1
        total = first - 1 + sum(part.pages for part in parts)
        groups = [parts[n : n + AT_ONCE] for n in range(0, len(parts), AT_ONCE)]
        number = first
        for n, group in enumerate(groups):
            joined = Path(folder, f"{n}.pdf")
            number = _stamped(group, number, total, stamp, joined)
        for n in range(len(groups)):
            with Pdf.open(Path(folder, f"{n}.pdf")) as read:
                made.pages.extend(read.pages)
        if len(made.pages) != total:
            raise ValueError(f"the pack has {len(made.pages)} pages, not {total}")
        _finish(made, parts, first)
        _write(made, out)
    return total


def _stamped(group: Sequence[Part], number: int, total: int, stamp: str, out: Path) -> int:
    """Joins some documents, each page with its number; gives the next number."""
    opened = [Pdf.open(part.path) for part in group]
    with Pdf.new() as made:
        font = made.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica,
                                             Encoding=Name.WinAnsiEncoding))  # fmt: skip
        for part, read in zip(group, opened, strict=True):
            if len(read.pages) != part.pages:
                raise ValueError(f"{part.label} has {len(read.pages)} pages, not {part.pages}")
            for n, page in enumerate(read.pages, 1):
                made.pages.append(page)
                words = f"Page {number} of {total}, {stamp}", f"{part.label}, page {n} of {part.pages}"
                _stamp(made, made.pages[-1], font, *words)
                number += 1
        made.save(out)
    for read in opened:
        read.close()
    return number


def _stamp(made: Pdf, page: pikepdf.Page, font: pikepdf.Object, left: str, right: str) -> None:
    width = float(page.mediabox[2])
    wide = (len(left) + len(right) + 6) * SIZE * WIDTH_OF_A_LETTER
    size = round(min(SIZE, SIZE * (width - 20) / wide), 2)
    across = width - 12 - len(right) * size * WIDTH_OF_A_LETTER
    content = (
        f"/Artifact <</Type /Pagination /Subtype /Footer>> BDC q 1 1 1 rg 0 0 {width} {pdfs.STRIP} re f "
        f"0.27 0.33 0.36 rg BT {FONT} {size} Tf 12 9 Td {_text(left)} Tj ET "
        f"BT {FONT} {size} Tf {across:.2f} 9 Td {_text(right)} Tj ET Q EMC\n"
    )
    page.obj.Resources.Font = Dictionary({FONT: font})
    page.contents_add(Stream(made, content.encode("latin-1")), prepend=False)


def _text(said: str) -> str:
    """Words as a string of a PDF."""
    encoded = said.encode("cp1252", errors="replace")
    return f"<{encoded.hex()}>"


def _finish(made: Pdf, parts: Sequence[Part], first: int) -> None:
    """Bookmarks and labels. The whole is no longer PDF/UA, though its front is tagged: sources are as they are."""
    with made.open_outline() as outline:
        documents = OutlineItem("Documents", first - 1) if parts else None
        page = first - 1
        for part in parts:
            documents.children.append(OutlineItem(part.title, page))
            page += part.pages
        if documents:
            documents.is_closed = True
            outline.root.append(documents)
    made.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.D)]))
    made.Root.PageMode = Name.UseOutlines
    if "/MarkInfo" in made.Root:
        made.Root.MarkInfo.Suspects = True
    with made.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as known:
        known.pop("pdfuaid:part", None)


def _write(made: Pdf, out: Path) -> None:
    part = out.with_suffix(".part")
    made.save(part, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    part.replace(out)
