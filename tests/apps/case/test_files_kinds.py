"""What a file is, its content says; what it is called here follows from that."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from putright.apps.casework.files import kinds
from putright.apps.casework.files.kinds import OPEN_SHEET, OPEN_TEXT, SHEET, WORD, kind_of, plain_name
from tests.apps import pictures

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


def archive(*names: str, mimetype: str = "") -> bytes:
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w") as made:
        if mimetype:
            made.writestr("mimetype", mimetype)
        for name in names:
            made.writestr(name, "x")
    return body.getvalue()


@pytest.mark.parametrize(("body", "kind"), [
    (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "application/pdf"), (b"\n\n%PDF-1.4\n", "application/pdf"),
    *((pictures.of(kind), f"image/{kind}") for kind in ("jpeg", "png", "gif", "webp", "tiff", "heic")),
    (pictures.film(), "video/quicktime"), (pictures.film(b"mp42"), "video/mp4"), (pictures.film(b"3gp4"), "video/3gpp"),
    (pictures.film(b"M4A "), "audio/mp4"), (pictures.film(b"crx "), ""),
    (b"\x1aE\xdf\xa3\x9fB\x86\x81\x01B\xf7\x81\x01B\x82\x84webm", "video/webm"),
    (b"\x1aE\xdf\xa3\x9fB\x86\x81\x01B\xf7\x81\x01B\x82\x88matroska", ""),
    (b"OggS\0\x02", "audio/ogg"), (b"#!AMR\n\x3c", "audio/amr"), (b"ID3\x04\0", "audio/mpeg"),
    (b"\xff\xfb\x90\x64\0", "audio/mpeg"), (b"\xff\xf1\x50\x80\0", "audio/aac"),
    (b"RIFF\x24\0\0\0WAVEfmt ", "audio/wav"),
    (archive("[Content_Types].xml", "word/document.xml"), WORD), (archive("xl/workbook.xml"), SHEET),
    (archive("content.xml", mimetype=OPEN_TEXT), OPEN_TEXT), (archive("content.xml", mimetype=OPEN_SHEET), OPEN_SHEET),
    (b"Dear all", "text/plain"), ("Rosa zażąda".encode("utf-16"), "text/plain"), (b"It\x92s damp \xa320", "text/plain"),
    (b"name;sum\r\nRosa;1\r\n", "text/plain"), (b"BEGIN:VCALENDAR\r\n", "text/plain"),
    (b"<html><script>", "text/plain"),
    (b"From: rosa@mail.example\r\nSubject: Damp\r\n\r\nHello", "message/rfc822"),
    (b"DKIM-Signature: a=b;\r\n\tc=d\r\nReceived: by x\r\n\r\nHello", "message/rfc822"),
])  # fmt: skip
def test_what_is_taken(body, kind):
    assert kind_of(body) == kind


@pytest.mark.parametrize("body", [
    b"MZ\x90\0\x03\0\0\0", b"\x7fELF\x02\x01\x01\0", b"\0\0\0\0", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 40,
    archive("word/document.xml", "word/vbaProject.bin"), archive("xl/workbook.xml", "xl/macrosheets/sheet1.xml"),
    archive("content.xml", "Basic/Standard/Module1.xml", mimetype=OPEN_TEXT),
    archive("content.xml", "Scripts/python/run.py", mimetype=OPEN_SHEET),
    archive("a.exe"), archive("ppt/presentation.xml"), b"PK nonsense", b"Rar!\x1a\x07\0", b"7z\xbc\xaf\x27\x1c",
    b"RIFF\x24\0\0\0AVI LIST",
])  # fmt: skip
def test_what_is_not(body):
    assert kind_of(body) == ""


def damaged(at: int, value: int) -> bytes:
    """A Word file one byte of whose directory is another."""
    body = bytearray(archive("word/document.xml"))
    body[body.rfind(b"PK\x01\x02") + at] = value
    return bytes(body)


def test_a_damaged_archive_is_not_taken():
    name_is_no_text = damaged(9, 8).replace(b"document", b"\xff\xfecument")
    for body in (name_is_no_text, damaged(6, 99)):
        assert kind_of(body) == ""


@given(st.binary(max_size=300), st.sampled_from([b"", b"PK\x03\x04", b"RIFF\0\0\0\0", b"\0\0\0\x18ftyp", b"From: x\n"]))
def test_any_bytes_at_all_are_of_a_listed_kind_or_none(body, start):
    assert kind_of(start + body) in ("", *kinds.ENDINGS)


@pytest.mark.parametrize(("name", "kind", "called"), [
    ("../../etc/passwd", "text/plain", "passwd.txt"), ("C:\\letters\\run.bat", "text/plain", "run.bat.txt"),
    ("photo.html", "image/jpeg", "photo.html.jpg"), ("IMG_1.HEIC", "image/jpeg", "IMG_1.HEIC.jpg"),
    ("Brief für uns.PDF", "application/pdf", "Brief für uns.PDF"), ("list.csv", "text/plain", "list.csv"),
    ("gpj.\u202eexe.pdf", "application/pdf", "gpj.exe.pdf"), ("", "image/png", "file.png"),
    (None, "audio/amr", "file.amr"),
    ("a" * 300, "image/png", "a" * 196 + ".png"), ("...", "text/plain", "file.txt"),
    ("x.svg", "text/plain", "x.svg.txt"),
])  # fmt: skip
def test_what_it_is_called(name, kind, called):
    assert plain_name(name, kind) == called


def test_the_form_offers_every_ending_that_is_taken():
    assert {".pdf", ".heic", ".mov", ".m4a", ".odt", ".xlsx", ".eml"} <= set(kinds.ACCEPT.split(","))
