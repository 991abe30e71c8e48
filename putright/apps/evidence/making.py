"""Makes each document of a pack into pages, once: what is done stays done when the worker is killed."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from putright.apps.casework.attachments import Attachment, Barred, open_file
from putright.apps.casework.models import Case
from putright.apps.evidence import planning
from putright.apps.evidence.workshop import Broken, Unreadable, Workshop
from putright.apps.letters.drawing import pdf
from putright.apps.letters.drawing.stored import stored_pdf
from putright.apps.letters.models import Letter
from putright.core import redacting

WAYS = "2"
"""Raised when pages come out differently, so that nothing made before is taken for the same."""


@dataclass
class Made:
    """A document as pages: where they are, how they were made, what of it is withheld, and the file that goes along.

    `found` counts each of the order's words; `blind` are pages without any text to look through.
    """

    path: str
    pages: int
    how: str
    file: str = ""
    file_kind: str = ""
    found: list[int] = field(default_factory=list)
    withheld: list[int] = field(default_factory=list)
    blind: list[int] = field(default_factory=list)
    whole: str = ""
    problem: str = ""


class Differs(Exception):
    """What is stored is not what was put in."""


def make(case: Case, document: dict[str, Any], planned: dict[str, Any], folder: Path, workshop: Workshop) -> Made:
    """The pages of a planned document; those made before are taken up again."""
    orders = planning.orders_of(planned, document["key"])
    stamp = hashlib.sha256(msgspec.json.encode([WAYS, document, orders], order="sorted")).hexdigest()
    note = folder / f"{document['number']:04}.json"
    with suppress(OSError, msgspec.DecodeError, ValueError, TypeError):
        kept = msgspec.json.decode(note.read_bytes())
        if kept.pop("stamp") == stamp and all(Path(kept[key]).exists() for key in ("path", "file") if kept[key]):
            return Made(**kept)
    made = _make(case, document, orders, folder, workshop)
    part = note.with_suffix(".note")
    part.write_bytes(msgspec.json.encode({**asdict(made), "stamp": stamp}))
    part.replace(note)
    return made


def _make(case: Case, document: dict[str, Any], orders: list[dict[str, Any]], folder: Path, workshop: Workshop) -> Made:
    out = folder / f"{document['number']:04}.pdf"
    words = [one["words"] for one in orders if one["words"]]
    name = redacting.cover(document["title"], words)
    whole = next((one["reason"] for one in orders if one["whole"]), "")
    if whole:
        return _stand_in(workshop, name, whole, out, withheld=True)
    try:
        source = fetch(case, document, folder)
    except (OSError, Differs, pdf.Unrendered) as error:
        why = str(error) if isinstance(error, Differs) else "it is not in the store"
        return _stand_in(workshop, name, why, out, problem=f"Its file cannot be read: {why}")
    base = out.with_suffix(".base.pdf")
    try:
        drawn = _twice(workshop, "convert", source=str(source), kind=document["kind"], name=document["title"],
                       out=str(base))  # fmt: skip
    except Broken as error:
        drawn = workshop.do("stand_in", name=document["title"], why="making its pages failed", out=str(base),
                            withheld=False)  # fmt: skip
        drawn["how"] = f"not shown: {error}"[:200]
    return _withhold(workshop, document, orders, Made(str(base), drawn["pages"], drawn["how"], str(source),
                                                      document["kind"]), out)  # fmt: skip


def _withhold(
    workshop: Workshop, document: dict[str, Any], orders: list[dict[str, Any]], made: Made, out: Path
) -> Made:
    """The pages without what is to be withheld. Where that fails the whole document is left out, never shown."""
    words = [one["words"] for one in orders if one["words"]]
    if not orders:
        made.blind = workshop.do("look", base=made.path, words=[])["blind"]
        return made
    pages = sorted({page for one in orders for page in one["pages"]})
    squares: dict[str, list[int]] = {}
    for one in orders:
        for page, found in one["squares"].items():
            squares.setdefault(page, []).extend(found)
    try:
        burnt = _twice(workshop, "burn", base=made.path, words=words, pages=pages, squares=squares, out=str(out))
        hidden = words and _twice(workshop, "holds", path=made.file, kind=made.file_kind, words=words)["holds"]
    except (Broken, Unreadable):
        name = redacting.cover(document["title"], words)
        why = "words in it could not be withheld one by one"
        return _stand_in(workshop, name, why, out, withheld=True, problem="It could not be redacted, so it is left out")
    made.path, made.found, made.withheld, made.blind = str(out), burnt["found"], burnt["pages"], burnt["blind"]
    if made.withheld or hidden:
        made.file, made.file_kind = str(out), "application/pdf"
    return made


def _stand_in(workshop: Workshop, name: str, why: str, out: Path, *, withheld: bool = False, problem: str = "") -> Made:
    drawn = workshop.do("stand_in", name=name, why=why, out=str(out), withheld=withheld)
    how = "withheld whole" if withheld else f"not shown: {why}"
    return Made(str(out), drawn["pages"], how, whole=why if withheld else "", problem=problem)


def _twice(workshop: Workshop, what: str, **job: Any) -> Any:
    """A job, tried again once: the process may have died for want of memory."""
    with suppress(Broken):
        return workshop.do(what, **job)
    return workshop.do(what, **job)


def fetch(case: Case, document: dict[str, Any], folder: Path) -> Path:
    """A copy of a document's file in the folder. Raises `OSError`, or `Differs` if it is not what was put in."""
    at = folder / f"{document['number']:04}.source"
    part = at.with_suffix(".part")
    kind, _, key = document["key"].partition("-")
    digest = hashlib.sha256()
    with part.open("wb") as file:
        for chunk in _letter(case, key) if kind == "letter" else _file(case, key):
            file.write(chunk)
            digest.update(chunk)
    if document["sha256"] and digest.hexdigest() != document["sha256"]:
        part.unlink()
        raise Differs("the file in the store is not the one that was put in")
    part.replace(at)
    return at


def _letter(case: Case, key: str) -> Iterator[bytes]:
    letter = Letter.objects.select_related("case").filter(case=case, key=key).first()
    if letter is None or letter.blocks is None:
        raise Differs("its words were erased when they were due to be")
    yield stored_pdf(letter, pdf.render_apart)


def _file(case: Case, key: str) -> Iterator[bytes]:
    found = Attachment.objects.filter(case=case, pk=key).first()
    if found is None:
        raise Differs("it was erased when it was due to be")
    try:
        with open_file(found) as file:
            yield from file.chunks()
    except Barred as error:
        raise Differs(str(error)) from None


def empty(folder: Path) -> None:
    """Removes what was made."""
    shutil.rmtree(folder, ignore_errors=True)
