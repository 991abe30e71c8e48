"""Names of files: what stands on the page, and nothing that could fool its reader or a disk."""

from __future__ import annotations

import re
import unicodedata

from putright.apps.mailbox.reading.characters import one_line

ENDINGS = {
    "text/plain": "txt",
    "text/html": "html",
    "text/calendar": "ics",
    "text/vcard": "vcf",
    "text/x-vcard": "vcf",
    "text/csv": "csv",
    "text/rtf": "rtf",
    "application/rtf": "rtf",
    "application/pdf": "pdf",
    "image/jpeg": "jpg",
    "image/jpg": "jpg",
    "image/png": "png",
    "image/gif": "gif",
    "image/webp": "webp",
    "image/heic": "heic",
    "image/heif": "heif",
    "image/tiff": "tif",
    "image/bmp": "bmp",
    "audio/mpeg": "mp3",
    "audio/amr": "amr",
    "audio/wav": "wav",
    "audio/mp4": "m4a",
    "video/mp4": "mp4",
    "video/3gpp": "3gp",
    "video/quicktime": "mov",
    "message/rfc822": "eml",
    "application/msword": "doc",
    "application/zip": "zip",
    "application/pkcs7-mime": "p7m",
    "application/ms-tnef": "dat",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
}
LONGEST = 100


def safe(name: str, kind: str, taken: set[str]) -> str:
    """A name for a file: the last part of what it was called, readable left to right, none of those taken already.

    `kind` is its claimed type, for a name that has no ending.
    """
    bare = re.split(r"[/\\]", one_line(name))[-1]
    bare = "".join(sign for sign in bare if unicodedata.category(sign) not in {"Cf", "Cc", "Co", "Cs"})
    bare = re.sub(r'[<>:"|?*]', "_", bare).strip(" .")
    stem, dot, ending = bare.rpartition(".")
    if not dot or not re.fullmatch(r"\w{1,10}", ending):
        stem, ending = bare, ENDINGS.get(kind, "")
    stem = stem[:LONGEST].rstrip() or "attachment"
    return _free(stem, f".{ending}" if ending else "", taken)


def _free(stem: str, ending: str, taken: set[str]) -> str:
    found, number = stem + ending, 1
    while found.lower() in taken:
        number += 1
        found = f"{stem} ({number}){ending}"
    taken.add(found.lower())
    return found
