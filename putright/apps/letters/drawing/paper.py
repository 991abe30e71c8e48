"""Letters on paper: the address where the envelope has its window, and sheets printed on both sides.

What is put together here is for the printer alone. The accessible PDF of a letter is the one that is kept and e-mailed.
"""

from __future__ import annotations

import io
import json
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pikepdf
import pypdfium2

from putright.apps.casework.models import Message
from putright.apps.letters.drawing import pdf
from putright.apps.letters.models import Letter
from putright.core.letters.blocks import RIGHT_TO_LEFT

A4 = (595.28, 841.89)
POINTS = 72 / 25.4
"""Of a millimetre."""
RUN = re.compile(r"\d+|[^\W\d_]+")
EDGE = 0.8
"""Millimetres of the window that the address must keep free."""


@dataclass(frozen=True)
class Window:
    """Where the address must stand: millimetres from the left and top edge of the paper. Nothing else may show there.

    `inset`: how far below its upper edge an address sheet begins, so that it shows however the paper slips.
    """

    x: float
    y: float
    width: float
    height: float
    inset: float


DL = Window(15, 46, 90, 35, 8)
"""An A4 sheet folded twice that rests on the lower edge of a DL envelope (110 by 220 mm), whose window is 35 by 90 mm,
20 mm from the left and 18 mm from below, as is usual in the United Kingdom (BS 4264)."""
NOTIFY = Window(24.6, 39.5, 95.4, 26.8, 1.2)
"""GOV.UK Notify's address block, by its letter specification."""


class Unprintable(Exception):
    """A PDF that cannot be put together with others; the text says which."""


def lines(letter: Letter, message: Message) -> list[str]:
    """To whom and where a message goes by post, a line each; empty once erased."""
    return [line for line in (letter.to_name or "", *message.to.splitlines()) if line.strip()]


def addressed(content: bytes, to: Sequence[str], window: Window) -> bytes:
    """A letter's PDF, behind a sheet with the address where its own does not stand in the window, or is another one."""
    if in_window(content, to, window):
        return content
    return joined([_sheet(to, window), content])


def in_window(content: bytes, to: Sequence[str], window: Window) -> bool:
    """Whether the first page shows exactly this address in the window, and nothing of it is cut off by its edges."""
    with _opened(content) as found:
        rtl = str(found.Root.get("/Lang", "")).partition("-")[0] in RIGHT_TO_LEFT
    with pypdfium2.PdfDocument(content) as document:
        page = document[0]
        shown = [_shown(page, window, edge) for edge in (0, EDGE)]
        page.close()
    return all(_same(one, " ".join(to), rtl) for one in shown)


def _same(shown: str, wanted: str, rtl: bool) -> bool:
    """Whether two texts are the same. PDFium turns the lines of letters from right to left round, and their numbers."""
    if not rtl:
        return shown.split() == wanted.split()
    return sorted(RUN.findall(shown)) == sorted(RUN.findall(wanted))


def _shown(page: Any, window: Window, edge: float) -> str:
    """The text that stands in a window, as many millimetres within its edges."""
    left, top = window.x + edge, window.y + edge
    right, bottom = window.x + window.width - edge, window.y + window.height - edge
    height, text = page.get_height(), page.get_textpage()
    shown = text.get_text_bounded(left * POINTS, height - bottom * POINTS, right * POINTS, height - top * POINTS)
    return str(shown)


def joined(parts: Sequence[bytes]) -> bytes:
    """PDFs one after the other, each beginning on a new sheet of paper. Raises `Unprintable`."""
    with pikepdf.new() as whole:
        for content in parts:
            add(whole, content)
        return written(whole)


def add(whole: pikepdf.Pdf, content: bytes) -> None:
    """Adds a PDF, with an empty page where a side of its last sheet is left over. Raises `Unprintable`."""
    with _opened(content) as part:
        whole.pages.extend(part.pages)
        if len(part.pages) % 2:
            whole.add_blank_page(page_size=A4)


def pages(content: bytes) -> int:
    """How many pages a PDF has. Raises `Unprintable`."""
    with _opened(content) as found:
        return len(found.pages)


def _opened(content: bytes) -> pikepdf.Pdf:
    try:
        return pikepdf.open(io.BytesIO(content))
    except pikepdf.PdfError as error:
        raise Unprintable("A PDF is damaged or locked.") from error


def written(whole: pikepdf.Pdf) -> bytes:
    """The bytes of a PDF, always the same for the same pages. The tags of its parts do not hold together any more."""
    for name in ("/StructTreeRoot", "/MarkInfo"):
        if name in whole.Root:
            del whole.Root[name]
    out = io.BytesIO()
    whole.save(out, deterministic_id=True)
    return out.getvalue()


def sheets(printed: int) -> int:
    """How many sheets that many pages take, printed on both sides."""
    return math.ceil(printed / 2)


def _sheet(to: Sequence[str], window: Window) -> bytes:
    place = {"x": window.x + 5, "y": window.y + window.inset, "width": window.width - 5, "lines": list(to)}
    return pdf.typeset(pdf.HERE / "sheet.typ", "sheet", json.dumps(place))
