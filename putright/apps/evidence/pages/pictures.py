"""Photographs and scans as pages. What is shown has 200 dots to the inch at most; the file itself is sent whole."""

from __future__ import annotations

import io
import warnings
import zlib
from collections.abc import Iterator
from pathlib import Path

import pikepdf
from pikepdf import Name, Pdf, Stream
from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from putright.apps.evidence.pages import pdfs
from putright.apps.evidence.pages.pdfs import Unreadable

A4 = (595.28, 841.89)
MARGIN = 20
DPI = 200
MOST_PAGES = 500
MOST_DOTS = 120_000_000
QUALITY = 85
GREY = ("1", "L", "LA", "I;16")

Image.MAX_IMAGE_PIXELS = MOST_DOTS


def copy_pages(source: Path, out: Path) -> int:
    """Writes a picture, a page for each of its pictures, to `out`; gives how many. Raises `Unreadable`."""
    with Pdf.new() as made:
        for picture in frames(source):
            add_picture(made, picture)
        pdfs.save(made, out)
        return len(made.pages)


def frames(source: Path | io.BytesIO) -> Iterator[Image.Image]:
    """The pictures of a file, upright, on white, no larger than can be seen on a page. Raises `Unreadable`."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(source) as opened:
                many = opened.format == "TIFF"
                for n, frame in enumerate(ImageSequence.Iterator(opened)):
                    if n >= (MOST_PAGES if many else 1):
                        break
                    yield _settled(frame)
    except UnidentifiedImageError:
        raise Unreadable("pictures of this kind cannot be shown here") from None
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise Unreadable("the picture is too large to be shown") from None
    except (OSError, SyntaxError, ValueError, EOFError, zlib.error, TypeError, KeyError) as error:
        raise Unreadable(f"the picture is damaged ({type(error).__name__})") from error


def _settled(frame: Image.Image) -> Image.Image:
    limit = (int(A4[1] / 72 * DPI), int(A4[1] / 72 * DPI))
    grey = frame.mode in GREY
    upright = ImageOps.exif_transpose(frame)
    if upright.mode in ("LA", "RGBA", "PA", "P"):
        clear = upright.convert("RGBA")
        upright = Image.new("RGBA", clear.size, "white")
        upright.alpha_composite(clear)
    plain = upright.convert("L" if grey else "RGB")
    plain.thumbnail(limit, Image.Resampling.LANCZOS)
    return plain


def add_picture(made: Pdf, picture: Image.Image) -> None:
    """Adds a page of A4, upright or lying as suits the picture, with the picture within its margins."""
    width, height = A4 if picture.height >= picture.width else A4[::-1]
    scale = min((width - 2 * MARGIN) / picture.width, (height - 2 * MARGIN) / picture.height, 1.0)
    wide, high = picture.width * scale, picture.height * scale
    left, bottom = (width - wide) / 2, height - MARGIN - high + pdfs.STRIP
    content = f"q {wide:.3f} 0 0 {high:.3f} {left:.3f} {bottom:.3f} cm /Picture Do Q\n"
    pdfs.add_page(made, width, height, content, {"/Picture": embed(made, picture)})


def add_scan(made: Pdf, picture: Image.Image, width: float, height: float) -> None:
    """Adds a page of this size, in points, that is nothing but the picture."""
    content = f"q {width:.3f} 0 0 {height:.3f} 0 {pdfs.STRIP} cm /Picture Do Q\n"
    pdfs.add_page(made, width, height, content, {"/Picture": embed(made, picture)})


def embed(made: Pdf, picture: Image.Image) -> pikepdf.Object:
    """The picture as an object of the PDF: dots and nothing else."""
    grey = picture.mode == "L"
    if grey:
        body, method = zlib.compress(picture.tobytes(), 6), Name.FlateDecode
    else:
        kept = io.BytesIO()
        picture.save(kept, "JPEG", quality=QUALITY, subsampling=0)
        body, method = kept.getvalue(), Name.DCTDecode
    return Stream(
        made, body, Type=Name.XObject, Subtype=Name.Image, Width=picture.width, Height=picture.height,
        ColorSpace=Name.DeviceGray if grey else Name.DeviceRGB, BitsPerComponent=8, Filter=method,
    )  # fmt: skip
