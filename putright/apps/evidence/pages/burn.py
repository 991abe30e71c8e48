"""Withholding: a page with anything withheld becomes a picture with black in it, and nothing of the page stays behind.

Words are found in what the pages say (also over the ends of lines and pages); the black is painted into the picture.
The other pages of the same document keep only what they draw: what the withheld page alone used is gone from the file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
from pikepdf import Dictionary, Name, Pdf, Stream
from PIL import Image, ImageChops, ImageDraw
from pypdfium2 import raw

from putright.apps.evidence.pages import hidden, pdfs, pictures
from putright.core import redacting

MOST_DOTS = 40_000_000
GREY_WITHIN = 16
COLUMNS, ROWS = 8, 12
"""The squares a page is divided in where parts of a picture are to be withheld."""
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Order:
    """What is to be withheld of a document: words, pages (from 1), and squares by page (from 0, row by row)."""

    words: Sequence[str] = ()
    pages: Sequence[int] = ()
    squares: Mapping[int, Sequence[int]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.words or self.pages or self.squares)


@dataclass
class Burnt:
    """What was withheld: how often each of the order's words was found, on which pages anything, and what is blind.

    `blind` are the pages that are pictures: no words can be found there.
    """

    found: list[int] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)
    blind: list[int] = field(default_factory=list)


def burn(base: Path, order: Order, out: Path) -> Burnt:
    """Writes the pages of `base` (made by `convert`) with what is ordered withheld to `out`."""
    done, boxes = look(base, order.words)
    for page in order.pages:
        boxes.setdefault(page, [])
    for page in order.squares:
        boxes.setdefault(page, [])
    done.pages = sorted(page for page in boxes if 1 <= page <= _count(base))
    _write(base, order, boxes, out)
    if hidden.pdf_holds(out, order.words):
        for page in range(1, _count(base) + 1):
            boxes.setdefault(page, [])
        _write(base, order, boxes, out)
        done.pages = sorted(boxes)
    return done


def look(base: Path, words: Sequence[str]) -> tuple[Burnt, dict[int, list[Box]]]:
    """Where the words stand: how often each, and the boxes to blacken by page."""
    with pdfium.PdfDocument(base) as opened:
        text, places, blind = read(opened)
        spans = [redacting.find(text, [word]) for word in words]
        chars: dict[int, list[list[int]]] = {}
        for start, end in sorted({span for found in spans for span in found}):
            for page, on_it in _by_page(places[start:end]):
                chars.setdefault(page, []).append(on_it)
        boxes = {page: _boxes(opened[page - 1], groups) for page, groups in chars.items()}
    return Burnt([len(found) for found in spans], [], blind), boxes


def read(opened: pdfium.PdfDocument) -> tuple[str, list[tuple[int, int]], list[int]]:
    """The text of all pages, where each of its characters is (page from 1, place on it), and the pages without text."""
    said: list[str] = []
    places: list[tuple[int, int]] = []
    blind = []
    for number in range(1, len(opened) + 1):
        words = opened[number - 1].get_textpage()
        count = words.count_chars()
        said += [_char(raw.FPDFText_GetUnicode(words, n)) for n in range(count)]
        places += [(number, n) for n in range(count)]
        if not redacting.letters("".join(said[-count:] if count else [])):
            blind.append(number)
        said.append("\n")
        places.append((number, -1))
        words.close()
    return "".join(said), places, blind


def _char(code: int) -> str:
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"


def _by_page(places: Sequence[tuple[int, int]]) -> Iterator[tuple[int, list[int]]]:
    for page in sorted({page for page, n in places if n >= 0}):
        yield page, [n for on, n in places if on == page and n >= 0]


def _boxes(page: pdfium.PdfPage, groups: Sequence[Sequence[int]]) -> list[Box]:
    """What to blacken for some groups of characters of a page, in points; all of it where one of them has no box."""
    words = page.get_textpage()
    try:
        return [_wider(line) for chars in groups for line in _lines(words, chars)]
    except _NoBox:
        return [(0.0, 0.0, *page.get_size())]
    finally:
        words.close()


class _NoBox(Exception):
    """A character of which nobody knows where it stands."""


def _lines(words: pdfium.PdfTextPage, chars: Sequence[int]) -> list[Box]:
    """A box for each line of some characters that belong together."""
    lines: list[Box] = []
    for n in chars:
        if not redacting.letters(_char(raw.FPDFText_GetUnicode(words, n))):
            continue
        box = _box(words, n)
        if lines and _same_line(lines[-1], box):
            lines[-1] = _around(lines[-1], box)
        else:
            lines.append(box)
    return lines


def _box(words: pdfium.PdfTextPage, n: int) -> Box:
    try:
        box = _around(words.get_charbox(n), words.get_charbox(n, loose=True))
    except pdfium.PdfiumError:
        raise _NoBox from None
    if box[2] - box[0] <= 0.1 or box[3] - box[1] <= 0.1:
        raise _NoBox
    return box


def _same_line(one: Box, other: Box) -> bool:
    shared = min(one[3], other[3]) - max(one[1], other[1])
    return shared > 0.5 * min(one[3] - one[1], other[3] - other[1]) and other[0] > one[0] - 1


def _around(one: Box, other: Box) -> Box:
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])


def _wider(box: Box) -> Box:
    by = max(1.5, 0.12 * (box[3] - box[1]))
    return box[0] - by, box[1] - by, box[2] + by, box[3] + by


# ---- writing --------------------------------------------------------------------------------


def _write(base: Path, order: Order, boxes: Mapping[int, Sequence[Box]], out: Path) -> None:
    with pdfium.PdfDocument(base) as drawn, Pdf.open(base) as read_, Pdf.new() as made:
        for number, page in enumerate(read_.pages, 1):
            if number not in boxes:
                made.pages.append(_only_what_it_draws(page))
            else:
                whole = number in order.pages
                picture = blackened(drawn[number - 1], boxes[number], order.squares.get(number, ()), whole)
                width, height = drawn[number - 1].get_size()
                pictures.add_scan(made, picture, width, height - pdfs.STRIP)
        pdfs.save(made, out)


def blackened(page: pdfium.PdfPage, boxes: Sequence[Box], squares: Sequence[int], whole: bool) -> Image.Image:
    """A page without its strip as a picture, with black painted into it."""
    width, height = page.get_size()
    scale = min(pictures.DPI / 72, (MOST_DOTS / (width * height)) ** 0.5)
    bitmap = page.render(scale=scale, crop=(0, pdfs.STRIP, 0, 0))
    picture = bitmap.to_pil().convert("RGB")
    pen = ImageDraw.Draw(picture)
    to = bitmap.get_posconv(page)
    for left, bottom, right, top in [(0.0, 0.0, width, height)] if whole else boxes:
        (x0, y0), (x1, y1) = to.to_bitmap(left, top), to.to_bitmap(right, bottom)
        pen.rectangle((min(x0, x1) - 1, min(y0, y1) - 1, max(x0, x1) + 1, max(y0, y1) + 1), fill="black")
    for box in squares_of(squares, picture.size):
        pen.rectangle(box, fill="black")
    return picture.convert("L") if _is_grey(picture) else picture


def squares_of(squares: Sequence[int], size: tuple[int, int]) -> Iterator[tuple[int, int, int, int]]:
    """The corners, in dots, of some squares of a picture."""
    wide, high = size[0] / COLUMNS, size[1] / ROWS
    for n in squares:
        row, column = divmod(n, COLUMNS)
        yield int(column * wide), int(row * high), int((column + 1) * wide) + 1, int((row + 1) * high) + 1


def _is_grey(picture: Image.Image) -> bool:
    red, green, blue = picture.reduce(4).split()
    most = max(ImageChops.difference(red, other).getextrema()[1] for other in (green, blue))
    return bool(most < GREY_WITHIN)


def _count(path: Path) -> int:
    with pdfium.PdfDocument(path) as opened:
        return len(opened)


# ---- nothing shared stays behind ------------------------------------------------------------

USED_BY = {"Do": "/XObject", "Tf": "/Font", "gs": "/ExtGState", "sh": "/Shading", "scn": "/Pattern",
           "SCN": "/Pattern", "BDC": "/Properties", "DP": "/Properties"}  # fmt: skip


def _only_what_it_draws(page: pikepdf.Page) -> pikepdf.Page:
    seen: set[tuple[int, int]] = set()
    for form in page.obj.Resources.XObject.values():
        _prune(form, seen)
    return page


def _prune(stream: pikepdf.Object, seen: set[tuple[int, int]]) -> None:
    """Leaves a drawing, and the drawings in it, only the fonts, pictures and so on that they name."""
    if stream.objgen in seen or not isinstance(stream, Stream) or "/Resources" not in stream:
        return
    seen.add(stream.objgen)
    held = stream.Resources
    names = _names(stream, held)
    kept = Dictionary({key: value for key, value in held.items() if key not in USED_BY.values()})
    for group, used in names.items():
        found = held.get(group)
        if isinstance(found, Dictionary):
            kept[group] = Dictionary({name: found[name] for name in used if name in found})
    stream.Resources = kept
    for inner in _inside(kept):
        _prune(inner, seen)


def _names(stream: pikepdf.Object, held: pikepdf.Object, depth: int = 0) -> dict[str, set[str]]:
    """The names a drawing uses, by group; with those of drawings in it that borrow its resources."""
    names: dict[str, set[str]] = {group: set() for group in USED_BY.values()}
    for step in pikepdf.parse_content_stream(stream, " ".join(USED_BY)):
        group = USED_BY.get(str(step.operator))
        if group:
            names[group] |= {str(one) for one in step.operands if isinstance(one, Name)}
    for name in list(names["/XObject"]):
        inner = held.get("/XObject", {}).get(name)
        if isinstance(inner, Stream) and inner.get("/Subtype") == Name.Form and "/Resources" not in inner and depth < 9:
            for group, more in _names(inner, held, depth + 1).items():
                names[group] |= more
    return names


def _inside(resources: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """The drawings that some resources lead to: pictures of pages, patterns, masks, drawn letters."""
    for group in ("/XObject", "/Pattern"):
        yield from resources.get(group, {}).values()
    for state in resources.get("/ExtGState", {}).values():
        mask = state.get("/SMask")
        if isinstance(mask, Dictionary) and "/G" in mask:
            yield mask.G
