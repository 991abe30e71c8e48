"""The files of a pack's ZIP: what lies in it beside the documents, and the ZIP itself."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import IO, Any

from django.utils import timezone

from putright.apps.casework.files import kinds
from putright.apps.evidence import planning, seal
from putright.apps.evidence.documents import stem
from putright.apps.evidence.front import Front, covered, withheld_rows
from putright.apps.evidence.making import Made
from putright.core import redacting
from putright.core.sheets import cell

FORMAT = "putright evidence pack 1"
README = """{title}
{landlord}

What is here
  {pdf}   the whole pack: index, gaps, chronology, dates, and all documents, page by page
  documents/   every document as a file, under its number in the index
  index.csv, chronology.csv   the index and the chronology as tables
  manifest.json   what each file is and its SHA-256 sum, and the sums of the case's log
  SHA256SUMS.txt   the same sums, one file to a line

A document that is withheld whole is not here. One with something withheld is here only without it, as a PDF.

How to check that nothing has changed, without any network
  1. With any computer's own tools: unpack the ZIP, open a terminal in the folder, and run
       sha256sum --check SHA256SUMS.txt
     (on a Mac: shasum -a 256 --check SHA256SUMS.txt). Every line must end with OK.
  2. With the program that made this:
       putright evidence verify {zip}
     It also finds files that are missing or were put in. With  --sha256  and the sum that the landlord recorded
     when this was sent, it proves that this is the very file that was sent.
"""


def rows_of_index(front: Front, pages: int) -> Iterator[dict[str, Any]]:
    """A line for each document: its number, where it stands in the PDF, its file."""
    page = pages + 1
    words = planning.words_of_front(dict(front.planned))
    for document, made in zip(front.planned["documents"], front.made, strict=True):
        title = redacting.cover(document["title"], words)
        yield {
            "number": document["number"], "title": title, "date": document["on"],
            "from": redacting.cover(document["source"], words), "how": redacting.cover(document["how"], words),
            "here": redacting.cover(made.how, words), "first_page": page, "pages": made.pages,
            "pages_withheld": made.withheld, "file": file_name(document, made, words), "key": document["key"],
            "blind": made.blind, "found": made.found, "withheld_whole": bool(made.whole), "problem": made.problem,
        }  # fmt: skip
        page += made.pages


def file_name(document: dict[str, Any], made: Made, words: Sequence[str]) -> str:
    """What a document's file is called in the ZIP; empty where it is withheld or cannot be read."""
    if not made.file:
        return ""
    ending = kinds.ending(made.file_kind)
    return f"documents/{document['number']:03}-{stem(redacting.cover(document['name'], words))}.{ending}"


def members(front: Front, pdf: Path, index: Sequence[dict[str, Any]]) -> list[seal.Member]:
    """Every file of the ZIP, the manifest and the sums last."""
    pack = front.pack
    words = planning.words_of_front(dict(front.planned))
    readme = README.format(title=front.title, landlord=redacting.cover(pack.landlord.name, words),
                           pdf=pack.file_name("pdf"), zip=pack.file_name("zip"))  # fmt: skip
    found = [
        _bytes("README.txt", readme.encode()),
        seal.measured(pack.file_name("pdf"), _opener(pdf)),
        _bytes("index.csv", _index(index)),
        _bytes("chronology.csv", _chronology(front, words)),
    ]
    for row, made in zip(index, front.made, strict=True):
        if row["file"]:
            found.append(seal.measured(row["file"], _opener(Path(made.file))))
    manifest = seal.sealed(covered_facts(front, index, words), found)
    known = {one.name: one.sha256 for one in found} | {seal.MANIFEST: hashlib.sha256(manifest).hexdigest()}
    return [*found, _bytes(seal.MANIFEST, manifest), _bytes(seal.SUMS, seal.sums(known))]


def covered_facts(front: Front, index: Sequence[dict[str, Any]], words: Sequence[str]) -> dict[str, Any]:
    """What the manifest says beside sums; its own words with what is withheld covered."""
    pack, planned = front.pack, front.planned
    said = {
        "case": pack.case.reference, "landlord": pack.landlord.name, "request": pack.request,
        "asked": {"by": planned["asked_by"], "at": timezone.localtime(pack.asked_at).isoformat(timespec="seconds")},
    }  # fmt: skip
    log = [
        {"n": row.n, "what": row.kind, "on": row.on.isoformat(), "recorded": row.recorded, "hash": row.hash}
        for row in front.chronology
    ]
    about = {
        row["file"]: {"document": row["number"], "first_page": row["first_page"], "pages": row["pages"]}
        for row in index if row["file"]
    }  # fmt: skip
    return {
        "format": FORMAT, **covered(said, words), "number": pack.number, "supplements": planned["supplements"],
        "log": {"head": planned["head"], "events": log}, "about": about,
        "withheld": [list(row) for row in withheld_rows(planned, front.made)],
    }  # fmt: skip


def _index(index: Sequence[dict[str, Any]]) -> bytes:
    head = ("number", "document", "date", "from", "how it came", "here", "first page", "last page", "pages",
            "pages with something withheld", "file")  # fmt: skip
    rows = [
        (row["number"], row["title"], row["date"], row["from"], row["how"], row["here"], row["first_page"],
         row["first_page"] + row["pages"] - 1, row["pages"], " ".join(map(str, row["pages_withheld"])), row["file"])
        for row in index
    ]  # fmt: skip
    return _table(head, rows)


def _chronology(front: Front, words: Sequence[str]) -> bytes:
    rows = [(row.n, row.on, redacting.cover(row.text, words), row.kind, row.recorded_on,
             row.recorded.partition(", ")[2], redacting.cover(row.by, words)) for row in front.chronology]  # fmt: skip
    return _table(("entry", "happened", "what", "kind", "recorded", "at", "by"), rows)


def _table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(head)
    for row in rows:
        writer.writerow([cell(one.isoformat() if isinstance(one, date) else one) for one in row])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _opener(path: Path) -> Callable[[], IO[bytes]]:
    return lambda: path.open("rb")


def _bytes(name: str, body: bytes) -> seal.Member:
    return seal.measured(name, lambda: io.BytesIO(body))
