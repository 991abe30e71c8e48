"""How messages are put together: parts in parts, forwards, winmail.dat, encryption, flowing lines, files in text."""

from __future__ import annotations

import base64
import binascii
import struct
from collections.abc import Iterator

from tests.apps.mailbox.corpus.base import WORDS, Sample, encoded, file, html, mail, part, plain, several

ENCRYPTED = "encrypted"


def alternatives() -> Iterator[Sample]:
    """The same in two ways, or not quite the same."""
    both = several("alternative", plain("The tap drips"), html("<p>The <b>tap</b> drips</p>"))
    yield Sample("plain and HTML alike", mail(both), words=("The tap drips",), files=())
    stub = several("alternative", plain("Your program cannot show this."), html("<p>The tap drips all night</p>"))
    yield Sample("plain is only a stub", mail(stub), words=("tap drips all night", "cannot show this"))
    yield Sample(
        "plain is empty",
        mail(several("alternative", plain("  "), html("<p>The lift is out</p>"))),
        words=("The lift is out",),
    )
    yield Sample(
        "HTML is empty", mail(several("alternative", plain("The lift is out"), html(""))), words=("The lift is out",)
    )
    yield Sample(
        "HTML comes first",
        mail(several("alternative", html("<p>The lift</p>"), plain("The lift"))),
        words=("The lift",),
    )
    more = several("alternative", plain("The tap drips"), html("<p>The tap drips and the bath leaks</p>"))
    yield Sample("HTML says more", mail(more), words=("bath leaks",))
    chinese = several("alternative", plain("没有暖气\r\n已经三周"), html("<p>没有暖气已经三周</p>"))
    yield Sample(
        "lines broken in a script without spaces",
        mail(chinese),
        words=("没有暖气\n已经三周",),
        absent=("没有暖气已经三周",),
    )
    related = several(
        "related", html('<p>See <img src="cid:1"> here</p>'), file("wall.png", "image/png", Content_ID="<1>")
    )
    inner = several("alternative", plain("See here"), related)
    yield Sample("Apple: alternative with related inside", mail(inner), words=("See here",), files=("wall.png",))
    outer = several(
        "mixed", several("related", both, file("logo.png", "image/png", Content_ID="<2>")), file("damp.jpg")
    )
    yield Sample(
        "Outlook: mixed, related, alternative", mail(outer), words=("The tap drips",), files=("logo.png", "damp.jpg")
    )
    between = several("mixed", plain("Before the photo"), file("1.jpg"), plain("After the photo"), file("2.jpg"))
    yield Sample(
        "Apple: text between photos",
        mail(between),
        words=("Before the photo", "After the photo"),
        files=("1.jpg", "2.jpg"),
    )
    amp = several(
        "alternative", plain("The tap"), part("text/x-amp-html", "<html><body>The tap</body></html>"), html("The tap")
    )
    yield Sample("three ways, one interactive", mail(amp), words=("The tap",), files=())
    yield Sample(
        "HTML labelled as plain",
        mail("<html><body><p>The <b>door</b> sticks</p></body></html>"),
        words=("The door sticks",),
    )
    rich = part("text/enriched", "<bold>The door</bold> sticks <<again")
    yield Sample("enriched text", mail(rich), words=("The door sticks <again",))
    table = html("<table><tr><th>Room</th><th>Fault</th></tr><tr><td>Bath</td><td>Mould</td></tr></table>")
    yield Sample("a table", mail(table), words=("Room", "Bath", "Mould"))
    yield Sample(
        "a list", mail(html("<ol><li>No heat</li><li>No water</li></ol>")), words=("1. No heat", "2. No water")
    )
    yield Sample(
        "markdown",
        mail(part("text/markdown; charset=utf-8", "# Damp\r\n\r\nin *every* room")),
        words=("in *every* room",),
    )


def forwards() -> Iterator[Sample]:
    """Messages inside messages."""
    inner = mail("The stairs have no light", name="inner", Subject="Dark stairs", From="Tom Vane <tom@post.example>")
    attached = part("message/rfc822", inner, Content_Disposition='attachment; filename="Dark stairs.eml"')
    raw = mail(several("mixed", plain("Please see below"), attached))
    yield Sample(
        "forwarded as an attachment",
        raw,
        words=("Please see below", "The stairs have no light", "Dark stairs"),
        subject="No heating",
    )
    yield Sample(
        "forwarded without a word",
        mail(several("mixed", attached)),
        words=("The stairs have no light", "tom@post.example"),
    )
    photo = mail(several("mixed", plain("A photo of it"), file("stairs.jpg")), name="inner")
    yield Sample(
        "a forward with a photo",
        mail(several("mixed", plain("From my aunt"), part("message/rfc822", photo))),
        words=("From my aunt", "A photo of it"),
        files=("stairs.jpg",),
    )
    twice = part(
        "message/rfc822", mail(several("mixed", plain("Second"), part("message/rfc822", inner)), name="second")
    )
    yield Sample(
        "a forward of a forward", mail(several("mixed", plain("First"), twice)), words=("First", "Second", "no light")
    )
    digest = several("digest", b"\r\n" + mail("One of two", name="a"), b"\r\n" + mail("Two of two", name="b"))
    yield Sample("a digest", mail(digest), words=("One of two", "Two of two"))
    coded = part("message/rfc822", base64.encodebytes(inner), "", Content_Transfer_Encoding="base64")
    yield Sample(
        "a forward in base64", mail(several("mixed", plain("Below"), coded)), words=("The stairs have no light",)
    )
    yield Sample(
        "the message is nothing but a forward", mail(part("message/rfc822", inner)), words=("The stairs have no light",)
    )
    letter = mail(
        "Dear tenant, your complaint", name="l", Message_ID="<NH-2026-000123.a1@putright.example>", X_Putright="letter"
    )
    yield Sample(
        "our own letter forwarded with words",
        mail(several("mixed", plain("Is this all?"), part("message/rfc822", letter))),
        words=("Is this all?", "Dear tenant"),
        answered=True,
    )
    partial = part('message/partial; id="x@y"; number=1; total=2', "Subject: Half\r\n\r\nThe first half of it")
    yield Sample("half a message", mail(partial), words=("The first half of it",))
    deep = plain("The innermost words")
    for _ in range(30):
        deep = several("mixed", deep)
    yield Sample("thirty parts within one another", mail(deep), words=("The innermost words",))
    for _ in range(60):
        deep = several("mixed", deep)
    yield Sample("ninety parts within one another", mail(deep), problem="too many parts", files=("message.eml",))
    for _ in range(1500):
        deep = b'Content-Type: multipart/mixed; boundary="x"\r\n\r\n--x\r\n' + deep
    yield Sample(
        "fifteen hundred parts within one another", mail(deep), files=("message.eml",), words=("The innermost words",)
    )
    many = [plain(f"Line {n}") for n in range(600)]
    yield Sample(
        "six hundred parts", mail(several("mixed", *many)), words=("Line 0", "Line 598"), problem="too many parts"
    )


def only_files() -> Iterator[Sample]:
    """Messages that are mostly files."""
    yield Sample("a photo and nothing else", mail(file("mould.jpg")), files=("mould.jpg",))
    yield Sample(
        "a scan from a copier",
        mail(several("mixed", plain(""), file("SCAN0001.PDF", "application/pdf"))),
        files=("SCAN0001.PDF",),
    )
    written = part(
        'text/plain; charset=utf-8; name="text_0.txt"',
        "Boiler broke again",
        Content_Disposition='attachment; filename="text_0.txt"',
    )
    yield Sample(
        "a photo message from a telephone",
        mail(several("mixed", written, file("IMG.jpg"))),
        words=("Boiler broke again",),
        files=("text_0.txt", "IMG.jpg"),
    )
    page = part(
        "text/html; charset=utf-8", "<p>Kept as a page</p>", Content_Disposition='attachment; filename="letter.html"'
    )
    yield Sample(
        "a page as a file", mail(several("mixed", plain("See file"), page)), words=("See file",), files=("letter.html",)
    )
    yield Sample(
        "a contact card",
        mail(several("mixed", plain("My details"), part("text/vcard", "BEGIN:VCARD\r\nFN:Mair\r\nEND:VCARD"))),
        words=("My details",),
        files=("attachment.vcf",),
    )
    yield Sample(
        "a spreadsheet of dates",
        mail(several("mixed", plain("The calls"), file("calls.csv", "text/csv", b"when,who\n1,2"))),
        files=("calls.csv",),
    )
    yield Sample(
        "a file of nothing",
        mail(several("mixed", plain("Here"), file("empty.pdf", "application/pdf", b""))),
        files=("empty.pdf",),
    )
    yield Sample(
        "a type that is none",
        mail(several("mixed", plain("Here"), part("jpeg", b"x", Content_Disposition='attachment; filename="a.jpg"'))),
        files=("a.jpg",),
    )
    twenty = [file(f"photo{n}.jpg") for n in range(20)]
    yield Sample(
        "twenty photos",
        mail(several("mixed", plain("Photos"), *twenty)),
        files=tuple(f"photo{n}.jpg" for n in range(20)),
    )
    yield Sample("an empty message", mail(""), problem="empty")
    yield Sample("an empty message of parts", mail(several("mixed", plain("\r\n"))), problem="empty")
    yield Sample("a subject and nothing else", mail("", name="s", Subject="Ring me please"), subject="Ring me please")
    yield Sample(
        "twenty-five megabytes",
        mail(several("mixed", plain("A video"), file("v.mp4", "video/mp4", b"\0film" * 3_700_000))),
        words=("A video",),
        files=("v.mp4",),
    )
    yield Sample("a very long text", mail("No heat. " * 60_000), files=("whole-text.txt",), problem="longer than")
    yield Sample("one line of a million letters", mail("cold " * 39_000), words=("cold cold",))
    yield Sample("a hundred thousand empty lines", mail("First" + "\r\n" * 100_000 + "Last"), words=("First", "Last"))


def sealed() -> Iterator[Sample]:
    """Signed and encrypted."""
    signed = several(
        "signed", plain("Signed words"), file("smime.p7s", "application/pkcs7-signature"), extra='; protocol="x"'
    )
    yield Sample("signed, S/MIME", mail(signed), words=("Signed words",), files=(), answered=True)
    pgp = several("signed", plain("Signed words"), part("application/pgp-signature", "-----BEGIN PGP SIGNATURE-----"))
    yield Sample("signed, PGP", mail(pgp), words=("Signed words",), files=())
    yield Sample(
        "encrypted, S/MIME",
        mail(part('application/pkcs7-mime; smime-type=enveloped-data; name="smime.p7m"', b"\x30\x82", "base64")),
        files=("smime.p7m",),
        problem=ENCRYPTED,
    )
    yield Sample(
        "wrapped in a signature, S/MIME",
        mail(part('application/pkcs7-mime; smime-type=signed-data; name="smime.p7m"', b"\x30", "base64")),
        files=("smime.p7m",),
        problem="wrapped in a signature",
    )
    cipher = part(
        "application/octet-stream",
        "-----BEGIN PGP MESSAGE-----\r\nxx",
        Content_Disposition='inline; filename="encrypted.asc"',
    )
    both = several("encrypted", part("application/pgp-encrypted", "Version: 1"), cipher)
    yield Sample("encrypted, PGP", mail(both), problem=ENCRYPTED, files=("encrypted.asc",))
    yield Sample(
        "encrypted, PGP in the text",
        mail("-----BEGIN PGP MESSAGE-----\r\n\r\nhQEM\r\n-----END PGP MESSAGE-----"),
        problem=ENCRYPTED,
    )
    clear = "-----BEGIN PGP SIGNED MESSAGE-----\r\nHash: SHA512\r\n\r\nThe roof leaks\r\n-----BEGIN PGP SIGNATURE-----"
    yield Sample("signed in the text", mail(clear), words=("The roof leaks",))


def _object(level: int, name: int, kind: int, body: bytes) -> bytes:
    return struct.pack("<BHHI", level, name, kind, len(body)) + body + struct.pack("<H", sum(body) % 65536)


def _property(kind: int, name: int, body: bytes) -> bytes:
    padded = body + b"\0" * (-len(body) % 4)
    return struct.pack("<HHII", kind, name, 1, len(body)) + padded


def winmail(text: bytes = b"", rtf: bytes = b"", files: tuple[tuple[bytes, bytes], ...] = ()) -> bytes:
    """A winmail.dat."""
    found = b"\x78\x9f\x3e\x22\x01\x00" + _object(1, 0x9006, 8, struct.pack("<I", 0x10000))
    found += _object(1, 0x9007, 6, struct.pack("<II", 1252, 0))
    if text:
        found += _object(1, 0x800C, 2, text + b"\0")
    if rtf:
        packed = struct.pack("<II4sI", len(rtf) + 12, len(rtf), b"MELA", 0) + rtf
        found += _object(1, 0x9003, 6, struct.pack("<I", 1) + _property(0x0102, 0x1009, packed))
    for name, body in files:
        found += (
            _object(2, 0x9002, 6, b"\x01\0" + b"\0" * 12)
            + _object(2, 0x8010, 1, name + b"\0")
            + _object(2, 0x800F, 6, body)
        )
    return found


RTF = rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}\f0 The {\b boiler} is off\par \'a340 spent\u8217?s}"
PACKED = (
    b"-\x00\x00\x00+\x00\x00\x00LZFu\xf1\xc5\xc7\xa7\x03\x00\n\x00rcpg125B2\n\xf3 hel\t\x00 bw\x05\xb0ld}\n\x80\x0f\xa0"
)
"""The worked example of MS-OXRTFCP, section 4.1: {\\rtf1\\ansi\\ansicpg1252\\pard hello world} and a line end."""


def outlook() -> Iterator[Sample]:
    """winmail.dat, whole and damaged."""

    def with_winmail(body: bytes, words: str = "") -> bytes:
        return mail(several("mixed", plain(words), part('application/ms-tnef; name="winmail.dat"', body, "base64")))

    photo = ((b"damp.jpg", b"\xff\xd8 picture"),)
    yield Sample(
        "winmail.dat with a file",
        with_winmail(winmail(files=photo), "See the file"),
        words=("See the file",),
        files=("damp.jpg",),
    )
    yield Sample(
        "winmail.dat with two files",
        with_winmail(winmail(files=(*photo, (b"b.pdf", b"%PDF")))),
        files=("damp.jpg", "b.pdf"),
    )
    yield Sample(
        "winmail.dat with the text",
        with_winmail(winmail(text=b"The boiler is off")),
        words=("The boiler is off",),
        files=(),
    )
    yield Sample(
        "winmail.dat with the same text",
        with_winmail(winmail(text=b"The boiler"), "The boiler"),
        words=("The boiler",),
        files=(),
    )
    yield Sample(
        "winmail.dat with formatted text",
        with_winmail(winmail(rtf=RTF)),
        words=("The boiler is off", "£40 spent’s"),
        absent=("Arial",),
    )
    yield Sample(
        "winmail.dat is all there is",
        mail(part("application/ms-tnef", winmail(b"Only here", b"", photo), "base64")),
        words=("Only here",),
        files=("damp.jpg",),
    )
    octets = part('application/octet-stream; name="WINMAIL.DAT"', winmail(b"By name"), "base64")
    yield Sample(
        "winmail.dat by its name only", mail(several("mixed", plain(""), octets)), words=("By name",), files=()
    )
    whole = winmail(b"The boiler is off", RTF, photo)
    for name, body in {
        "cut short": whole[:30],
        "of noise": b"\x78\x9f\x3e\x22" + bytes(range(256)) * 4,
        "that is none": b"PK\x03\x04 zip",
        "of nothing": b"",
        "with a size that lies": whole[:11] + b"\xff\xff\xff\x7f" + whole[15:],
    }.items():
        files = ("winmail.dat",) if name in {"that is none", "of nothing", "of noise"} else None
        yield Sample(f"winmail.dat {name}", with_winmail(body, WORDS), words=("boiler",), files=files)
    crowd = b"\x78\x9f\x3e\x22\x01\x00" + _object(1, 0x9006, 8, b"") * 20_000
    yield Sample(
        "winmail.dat of twenty thousand pieces",
        with_winmail(crowd, WORDS),
        words=("boiler",),
        files=("winmail.dat",),
        problem="damaged",
    )


def written() -> Iterator[Sample]:
    """Plain text with habits of its own."""
    flowed = part(
        "text/plain; charset=utf-8; format=flowed",
        "The boiler \r\nis off \r\nagain.\r\n\r\n> Is it \r\n> on?\r\nNo.\r\n-- \r\nMair",
    )
    yield Sample("lines that flow", mail(flowed), words=("The boiler is off again.", "> Is it on?", "No."))
    joined = part("text/plain; charset=utf-8; format=flowed; delsp=yes", "暖气 \r\n坏了 \r\n三周")
    yield Sample("lines that flow, without the space", mail(joined), words=("暖气坏了三周",))
    stuffed = part("text/plain; format=flowed", " From the start\r\n >not a quotation")
    yield Sample("lines that flow, with a space put before", mail(stuffed), words=("From the start",))
    uu = b"begin 644 damp.jpg\r\n" + binascii.b2a_uu(b"\xff\xd8 a picture") + b"`\r\nend\r\n"
    yield Sample(
        "a file written into the text",
        mail(part("text/plain", b"See below\r\n\r\n" + uu)),
        words=("See below",),
        files=("damp.jpg",),
    )
    yield Sample("a damaged file in the text", mail("begin 644 damp.jpg\r\nM!!\r\nend\r\n"), words=("begin 644",))
    yield Sample(
        "words that begin with begin",
        mail("begin 644 complaints\r\nand end them"),
        words=("begin 644 complaints", "end them"),
    )
    yield Sample(
        "quoted-printable",
        mail(part("text/plain; charset=utf-8", "Tŷ llaith " * 20, "quoted-printable")),
        words=("Tŷ llaith",),
    )
    footer = part(
        "text/plain; charset=utf-8",
        encoded("The boiler is off, nobody rings back and it is cold. " * 3, "base64")
        + b"\r\n_______________\r\nScanned by the gate\r\n",
        "",
        Content_Transfer_Encoding="base64",
    )
    yield Sample("base64 with a footer in clear", mail(footer), words=("nobody rings back", "Scanned by the gate"))
    yield Sample(
        "said to be base64 and is not",
        mail(part("text/plain", "Hello, there is no heating!", "", Content_Transfer_Encoding="base64")),
        words=("there is no heating!",),
    )
    yield Sample(
        "an encoding nobody knows",
        mail(part("text/plain", WORDS, "", Content_Transfer_Encoding="x-zip")),
        words=("boiler",),
        problem="encoding",
    )
    yield Sample(
        "base64 in one line",
        mail(part("text/plain", base64.b64encode(WORDS.encode()), "", Content_Transfer_Encoding="BASE64")),
        words=("boiler",),
    )
    yield Sample(
        "base64 without its padding",
        mail(
            part(
                "text/plain",
                base64.b64encode(b"No heating at all").rstrip(b"="),
                "",
                Content_Transfer_Encoding="base64",
            )
        ),
        words=("No heating at al",),
    )
    yield Sample(
        "dots and From at line starts",
        mail(".hidden?\r\n>From the start\r\nFrom the end"),
        words=(".hidden?", "From the end"),
    )


def samples() -> Iterator[Sample]:
    """All of them."""
    for group in (alternatives, forwards, only_files, sealed, outlook, written):
        yield from group()
