"""A file goes out as it is only where it is certain that nothing withheld is anywhere in it."""

from __future__ import annotations

import io
import zipfile
from email.message import EmailMessage

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Stream, String
from PIL import ExifTags, Image, PngImagePlugin

from putright.apps.evidence.pages import hidden
from tests.apps.evidence import files

ADA, NEIL, ANN, LUKASZ = "Ada Lovelace", "O'Neil", "Ann", "Lukasz Zolc"


def file_in_it(made):
    told = made.make_indirect(Stream(made, f"Seen by {ADA}".encode()))
    spec = made.make_indirect(Dictionary(Type=Name.Filespec, F="a.txt", EF=Dictionary(F=told)))
    made.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=Array([String("a.txt"), spec])))


def form_in_it(made):
    told = made.make_indirect(Stream(made, f"<name>{ADA}</name>".encode()))
    made.Root.AcroForm = Dictionary(Fields=Array([]), XFA=Array([String("datasets"), told]))


def saved_over():
    """A PDF that said who wrote it, to which a program appended that nobody did."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(files.pdf("x"))) as made:
        author = made.docinfo = made.make_indirect(Dictionary(Author=f"by {ADA}"))
        made.save(out, compress_streams=False)
    first = out.getvalue()
    with pikepdf.open(io.BytesIO(first)) as read:
        number, size, root = read.docinfo.objgen[0], len(read.objects) + 1, read.Root.objgen[0]
    assert author is not None
    fresh = f"{number} 0 obj\n<</Author (nobody)>>\nendobj\n"
    before = first[first.rfind(b"startxref") + 10 :].split()[0].decode()
    table = f"xref\n{number} 1\n{len(first):010d} 00000 n \n"
    trailer = f"trailer <</Size {size} /Root {root} 0 R /Info {number} 0 R /Prev {before}>>\n"
    body = first + (fresh + table + trailer).encode() + f"startxref\n{len(first) + len(fresh)}\n%%EOF\n".encode()
    with pikepdf.open(io.BytesIO(body)) as read:
        assert str(read.docinfo.Author) == "nobody"
    return body


def picture(kind, **more):
    out = io.BytesIO()
    Image.new("RGB", (40, 40)).save(out, kind, **more)
    return out.getvalue()


def noted(text, packed):
    told = PngImagePlugin.PngInfo()
    told.add_text("Author", text, zip=packed)
    return picture("PNG", pnginfo=told)


def by(text):
    told = Image.Exif()
    told[ExifTags.Base.Artist] = text
    return told


def page(html, charset="utf-8"):
    message = EmailMessage()
    message["Subject"] = "x"
    message.set_content("plain")
    message.add_alternative(html, subtype="html", charset=charset, cte="base64")
    return message.as_bytes()


def archive(*members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, body in members:
            packed.writestr(name, body)
    return out.getvalue()


def unreadable_at_first():
    body = bytearray(archive(("a.txt", "x"), ("b.txt", ADA * 9)))
    body[8] = body[body.find(b"PK\1\2") + 10] = 9  # a way of packing that Python does not know
    return bytes(body)


def deep(times):
    body = ADA.encode() * 9
    for _ in range(times):
        body = archive(("a", body))
    return body


LOCKED = files.pdf(ADA, encryption=pikepdf.Encryption(user="a", owner="b"))


@pytest.mark.parametrize(
    ("body", "kind", "words"),
    [
        (files.pdf("x", changes=[file_in_it]), files.PDF, ADA),
        (files.pdf("x", changes=[form_in_it]), files.PDF, ADA),
        (saved_over(), files.PDF, ADA),
        (noted(ADA, packed=True), "image/png", ADA),
        (noted(ANN, packed=False), "image/png", ANN),
        (picture("TIFF", exif=by(ANN)), "image/tiff", ANN),
        (picture("WEBP", exif=by(ANN)), "image/webp", ANN),
        (picture("JPEG", exif=by(ANN)), "image/jpeg", ANN),
        (files.word("x", parts={"docProps/core.xml": b"<a>O&apos;Neil</a>"}), files.WORD, NEIL),
        (page("<p>Mr <b>O&#39;</b>Ne&shy;il</p>"), files.MAIL, NEIL),
        (page("<p>Ada&nbsp;Love<i>lace</i></p>"), files.MAIL, ADA),
        (page("<p>Łukasz Żółć</p>", "iso-8859-2"), files.MAIL, LUKASZ),
        (files.mail("x", attached={"a.zip": archive(("a.txt", ADA * 9))}), files.MAIL, ADA),
    ],
)
def test_words_are_found_however_a_file_keeps_them(tmp_path, body, kind, words):
    path = tmp_path / "file"
    path.write_bytes(body)
    assert hidden.holds(path, kind, [words])
    assert not hidden.holds(path, kind, ["Somebody else"])


@pytest.mark.parametrize("body", [LOCKED, unreadable_at_first(), deep(6), b"PK\3\4 cut off"])
def test_what_cannot_be_looked_into_counts_as_holding_them(tmp_path, body):
    path = tmp_path / "file"
    path.write_bytes(files.mail("x", attached={"a.bin": body}))
    assert hidden.holds(path, files.MAIL, ["Somebody else"])


def test_a_text_that_begins_as_an_archive_does_is_a_text(tmp_path):
    path = tmp_path / "file"
    path.write_text("PK Haulage rang.")
    assert not hidden.holds(path, files.TEXT, ["Somebody else"])
    assert hidden.holds(path, files.TEXT, ["haulage"])
