"""PDF pages as they are, without anything that is not on the page.

Each page of a source becomes a drawing (a form XObject) on a new page of the same size, with a strip below it for the
number. So nothing of the source's own is left: no scripts, attachments, forms, links, bookmarks or metadata.
"""

from __future__ import annotations

from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream

STRIP = 24
"""The height, in points, of what is added below each page for its number."""
LEFT_OUT = ("/Metadata", "/PieceInfo", "/LastModified", "/AF", "/OPI", "/StructParent", "/StructParents", "/Thumb",
            "/Alternates", "/SpiderInfo", "/ID")  # fmt: skip


class Unreadable(Exception):
    """The file cannot be shown as pages; the text says why, for whoever reads the pack."""


def copy_pages(source: Path, out: Path) -> int:
    """Writes the pages of a PDF, drawn anew, to `out`; gives how many. Raises `Unreadable`."""
    try:
        with Pdf.open(source) as read, Pdf.new() as made:
            _settle(read)
            for page in read.pages:
                append(made, read, page)
            if not made.pages:
                raise Unreadable("the PDF has no pages")
            save(made, out)
            return len(made.pages)
    except pikepdf.PasswordError:
        raise Unreadable("the PDF is locked with a password") from None
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise Unreadable(f"the PDF is damaged ({type(error).__name__})") from error


def append(made: Pdf, read: Pdf, page: pikepdf.Page) -> None:
    """Adds a page of another PDF to this one, as a drawing above the strip."""
    for box in ("/TrimBox", "/BleedBox", "/ArtBox"):
        if box in page.obj:
            del page.obj[box]
    form = made.copy_foreign(page.as_form_xobject())
    left, bottom, width, height = _bounds(form)
    content = f"q 1 0 0 1 {_n(-left)} {_n(STRIP - bottom)} cm /Page Do Q\n"
    add_page(made, width, height, content, {"/Page": form})


def add_page(made: Pdf, width: float, height: float, content: str, drawings: dict[str, pikepdf.Object]) -> None:
    """Adds a page of this size, in points, and its strip; `content` is drawn with what the names stand for."""
    page = Dictionary(
        Type=Name.Page, MediaBox=Array([0, 0, round(width, 2), round(height + STRIP, 2)]),
        Resources=Dictionary(XObject=Dictionary(drawings)), Contents=Stream(made, content.encode()),
    )  # fmt: skip
    made.pages.append(pikepdf.Page(made.make_indirect(page)))


def save(made: Pdf, out: Path) -> None:
    """Writes a PDF whole or not at all; the same content gives the same bytes."""
    _strip(made)
    part = out.with_suffix(".part")
    made.save(part, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate,
              compress_streams=True)  # fmt: skip
    part.replace(out)


def _settle(read: Pdf) -> None:
    """Draws what was typed into forms and stuck onto pages into the pages themselves."""
    if "/AcroForm" in read.Root and read.Root.AcroForm.get("/NeedAppearances", False):
        read.generate_appearance_streams()
    read.flatten_annotations("screen")


def _bounds(form: pikepdf.Object) -> tuple[float, float, float, float]:
    """Left, bottom, width and height of a drawing once its own matrix has turned it."""
    x0, y0, x1, y1 = (float(one) for one in form.BBox)
    a, b, c, d, e, f = (float(one) for one in form.get("/Matrix", [1, 0, 0, 1, 0, 0]))
    corners = [(a * x + c * y + e, b * x + d * y + f) for x in (x0, x1) for y in (y0, y1)]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    width, height = max(xs) - min(xs), max(ys) - min(ys)
    if not (1 <= width <= 14400 and 1 <= height <= 14400):
        raise Unreadable("a page of the PDF has no usable size")
    return min(xs), min(ys), width, height


def _strip(made: Pdf) -> None:
    for one in made.objects:
        if isinstance(one, Dictionary | Stream):
            for key in LEFT_OUT:
                if key in one:
                    del one[key]


def _n(value: float) -> str:
    return f"{value:.4f}".rstrip("0").rstrip(".")
