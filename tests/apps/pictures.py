"""Pictures and films as telephones make them, each with SECRET in every place that can hold words."""

from __future__ import annotations

import io
import struct
import zlib

import pillow_heif
from PIL import Image, PngImagePlugin, TiffImagePlugin

SECRET = b"SECRET"
TAKEN = "2026-01-03T14:05:00+00:00"
SIZE = (40, 30)
XMP = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>SECRET</x:xmpmeta>"

pillow_heif.register_heif_opener()


def picture(size=SIZE) -> Image.Image:
    """Red above, blue below: which way up it is can be seen."""
    made = Image.new("RGB", size, "red")
    made.paste("blue", (0, size[1] // 2, *size))
    return made


def exif(turned=6) -> Image.Exif:
    """Who, where, when, with what, which way up."""
    block = Image.Exif()
    block[0x0112], block[0x010E], block[0x010F], block[0x013B] = turned, "SECRET", "SECRET camera", "SECRET owner"
    block[0x8769] = {0x9003: "2026:01:03 14:05:00", 0x9011: "+00:00", 0x9286: b"ASCII\0\0\0SECRET"}
    block[0x8825] = {1: "N", 2: (51.0, 30.0, 26.0), 3: "W", 4: (0.0, 7.0, 39.0), 29: "SECRET"}
    return block


def of(kind: str, turned: int = 6, size=SIZE) -> bytes:
    """One file of this kind."""
    return {"jpeg": jpeg, "png": png, "webp": webp, "gif": gif, "tiff": tiff, "heic": heic}[kind](turned, size)


def jpeg(turned=6, size=SIZE) -> bytes:
    out = io.BytesIO()
    picture(size).save(out, "JPEG", exif=exif(turned), comment=SECRET, xmp=XMP, icc_profile=b"profile" * 9, quality=90)
    photoshop = b"Photoshop 3.0\x008BIMSECRET"
    body = out.getvalue()
    extra = b"\xff\xed" + struct.pack("!H", len(photoshop) + 2) + photoshop
    return body[:2] + extra + body[2:] + b"SECRET film after the picture"


def png(turned=6, size=SIZE) -> bytes:
    words = PngImagePlugin.PngInfo()
    words.add_text("Author", "SECRET")
    words.add_text("Packed", "SECRET" * 9, zip=True)
    words.add_itxt("XML:com.adobe.xmp", XMP.decode())
    out = io.BytesIO()
    picture(size).save(out, "PNG", pnginfo=words, exif=exif(turned), dpi=(300, 300))
    return out.getvalue() + b"<script>SECRET</script>"


def webp(turned=6, size=SIZE) -> bytes:
    out = io.BytesIO()
    picture(size).save(out, "WEBP", exif=exif(turned), xmp=XMP, quality=90)
    return out.getvalue() + SECRET


def gif(turned=1, size=SIZE, frames=3) -> bytes:
    out = io.BytesIO()
    shades = [Image.new("L", size, 90 * n) for n in range(frames)]
    shades[0].save(out, "GIF", save_all=True, append_images=shades[1:], loop=0, duration=100, comment=SECRET)
    body = out.getvalue()
    xmp = b"!\xff\x0bXMP DataXMP" + b"\x06SECRET\0"
    return body[:-1] + xmp + b";" + SECRET


def tiff(turned=6, size=SIZE, pages=2) -> bytes:
    info = TiffImagePlugin.ImageFileDirectory_v2()
    info[0x010E], info[0x013B], info[0x0112], info[700], info[33723] = "SECRET", "SECRET", turned, XMP, SECRET
    info.tagtype[700] = info.tagtype[33723] = 7
    out = io.BytesIO()
    picture(size).save(out, "TIFF", tiffinfo=info, save_all=True, append_images=[picture(size)] * (pages - 1),
                       dpi=(300, 300))  # fmt: skip
    return out.getvalue()


def heic(turned=6, size=SIZE) -> bytes:
    out = io.BytesIO()
    picture(size).save(out, "HEIF", exif=exif(turned), xmp=XMP, quality=95)
    return out.getvalue()


def bomb() -> bytes:
    """A PNG of a few hundred bytes that says it is 60,000 by 60,000 dots."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack("!I", len(data)) + kind + data + struct.pack("!I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack("!IIBBBBB", 60_000, 60_000, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(bytes(100))) + chunk(b"IEND", b"")


def box(kind: bytes, *inside: bytes) -> bytes:
    """A box of a film."""
    whole = b"".join(inside)
    return struct.pack("!I4s", len(whole) + 8, kind) + whole


def film(brand: bytes = b"qt  ") -> bytes:
    """A film's boxes, with the place where it was taken in three of them."""
    made = struct.pack("!IIII", 0, 3_850_000_000, 3_850_000_000, 600) + bytes(84)
    track = box(b"trak", box(b"tkhd", bytes(84)), box(b"meta", SECRET))
    place = box(b"udta", box(b"\xa9xyz", b"+51.5-0.12 SECRET"))
    return (
        box(b"ftyp", brand, bytes(4), brand)
        + box(b"moov", box(b"mvhd", made), track, place, box(b"meta", SECRET))
        + box(b"mdat", b"dots and sound")
        + box(b"uuid", SECRET)
    )
