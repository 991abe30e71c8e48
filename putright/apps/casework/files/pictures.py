"""A program that takes one picture in and gives it out without what its camera wrote into it.

`python -m putright.apps.casework.files.pictures <media type>`: the picture comes in; a line of JSON goes out
(`unreadable`, or `kind` and `taken_at`) and after it the picture. It holds no secrets and opens nothing else.
"""

from __future__ import annotations

import io
import json
import re
import resource
import sys
import warnings
from datetime import datetime
from typing import Any

import pillow_heif
from PIL import ExifTags, Image, ImageOps, ImageSequence
from PIL.TiffImagePlugin import AppendingTiffWriter

from putright.apps.casework.files import strip

MEMORY = 3 * 1024**3
MOST_DOTS = 120_000_000
"""More than any telephone's picture that fits the size limit; a file that says more is made to fill the memory."""
MOST_PAGES = 100
QUALITY = 92
MOST_BYTES = 20_000_000
"""Bytes that a picture may grow to when it becomes JPEG; then it is packed closer."""
JPEG, TIFF, HEIC = "image/jpeg", "image/tiff", "image/heic"
FORMATS = {JPEG: ["JPEG", "MPO"], "image/png": ["PNG"], "image/gif": ["GIF"], "image/webp": ["WEBP"], TIFF: ["TIFF"],
           HEIC: ["HEIF"]}  # fmt: skip
STAMP = re.compile(r"(\d{4}):(\d\d):(\d\d) (\d\d):(\d\d):(\d\d)")
OFFSET = re.compile(r"[+-]\d\d:\d\d")


def cleaned(body: bytes, kind: str) -> tuple[bytes, str, str]:
    """The picture, its media type, and when its camera says that it was taken (ISO 8601, or empty).

    HEIC becomes JPEG: few programs show it. TIFF is written anew, its dots as they were. The others lose parts and no
    dot. Raises whatever a library raises for a picture that is damaged or too large.
    """
    with Image.open(io.BytesIO(body), formats=FORMATS[kind]) as opened:
        if opened.width * opened.height > MOST_DOTS:
            raise Image.DecompressionBombError
        exif = opened.getexif()
        taken = _taken(exif)
        if kind == HEIC:
            return _as_jpeg(opened), JPEG, taken
        if kind == TIFF:
            return _tiff(opened), TIFF, taken
    turned = exif.get(ExifTags.Base.Orientation, strip.UPRIGHT)
    out = strip.WAYS[kind](body, turned if turned in range(1, 9) else strip.UPRIGHT)
    with Image.open(io.BytesIO(out), formats=FORMATS[kind]):
        return out, kind, taken


def _taken(exif: Image.Exif) -> str:
    inside = exif.get_ifd(ExifTags.IFD.Exif)
    said = inside.get(ExifTags.Base.DateTimeOriginal) or inside.get(ExifTags.Base.DateTimeDigitized)
    found = STAMP.match(str(said or ""))
    if not found:
        return ""
    offset = OFFSET.fullmatch(str(inside.get(ExifTags.Base.OffsetTimeOriginal) or ""))
    stamp = "{}-{}-{}T{}:{}:{}".format(*found.groups()) + (offset.group() if offset else "")
    try:
        return datetime.fromisoformat(stamp).isoformat()
    except ValueError:
        return ""


def _as_jpeg(opened: Image.Image) -> bytes:
    profile = opened.info.get("icc_profile")
    picture = _bare(ImageOps.exif_transpose(opened).convert("RGB"))
    for quality in (QUALITY, 80, 60):
        out = io.BytesIO()
        picture.save(out, "JPEG", quality=quality, icc_profile=profile)
        if out.tell() <= MOST_BYTES:
            break
    return out.getvalue()


def _tiff(opened: Image.Image) -> bytes:
    """Page by page, each packed as suits it: a scan of many pages is too much to hold at once."""
    if getattr(opened, "n_frames", 1) > MOST_PAGES:
        raise Image.DecompressionBombError
    dots, out = 0, io.BytesIO()
    with AppendingTiffWriter(out) as writer:
        for frame in ImageSequence.Iterator(opened):
            dots += frame.width * frame.height
            if dots > 8 * MOST_DOTS:
                raise Image.DecompressionBombError
            how = _packing(frame) | ({"dpi": frame.info["dpi"]} if "dpi" in frame.info else {})
            _bare(ImageOps.exif_transpose(frame)).save(writer, "TIFF", **how)
            writer.newFrame()
    return out.getvalue()


def _packing(frame: Image.Image) -> dict[str, Any]:
    """Without loss, but for what came packed with loss: it would become ten times as large."""
    if frame.mode == "1":
        return {"compression": "group4"}
    if frame.info.get("compression") == "jpeg" and frame.mode in ("L", "RGB"):
        return {"compression": "jpeg", "quality": QUALITY}
    return {"compression": "tiff_adobe_deflate"}


def _bare(picture: Image.Image) -> Image.Image:
    """The dots alone: a copy brings along what stood beside them."""
    bare = picture.copy()
    bare.info = {}
    return bare


def answer(body: bytes, kind: str) -> tuple[dict[str, Any], bytes]:
    """What goes out for a picture."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            out, became, taken = cleaned(body, kind)
    except (Image.DecompressionBombError, MemoryError):
        return {"unreadable": "it has more dots than any camera makes"}, b""
    except Exception:  # noqa: BLE001 (a damaged picture makes its library raise anything)
        return {"unreadable": "it is damaged: it cannot be opened as a picture"}, b""
    return {"kind": became, "taken_at": taken}, out


def main() -> None:
    """Reads the picture, writes the answer."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    pillow_heif.register_heif_opener(thumbnails=False)
    Image.MAX_IMAGE_PIXELS = MOST_DOTS
    said, out = answer(sys.stdin.buffer.read(), sys.argv[1])
    sys.stdout.buffer.write(json.dumps(said).encode() + b"\n" + out)


if __name__ == "__main__":
    main()
