"""Messages that were cut, bent or never were whole."""

from __future__ import annotations

from collections.abc import Iterator

from tests.apps.mailbox.corpus.base import WORDS, Sample, file, mail, part, plain, several

DATES = {
    "yesterday": "yesterday",
    "a day that is none": "Mon, 32 Foo 2026 25:61:00 +9999",
    "no zone": "Mon, 09 Nov 2026 09:30:00",
    "a zone by its name": "Mon, 09 Nov 2026 09:30:00 GMT (Greenwich)",
    "two figures for the year": "Mon, 09 Nov 26 09:30:00 +0000",
    "the year 9999": "Fri, 31 Dec 9999 23:59:59 -1200",
    "the year 1": "Mon, 01 Jan 0001 00:00:00 +1400",
    "another language": "lun., 9 nov. 2026 09:30:00",
    "as ISO": "2026-11-09T09:30:00Z",
    "figures without an end": "9" * 400,
    "empty": "",
    "NULs": "\0\0",
}
TYPES = {
    "no type": "",
    "a type in words": "text",
    "a type of signs": "/;;;===",
    "a type twice": "text/plain, text/html",
    "only a boundary": "boundary=x",
    "parameters without an end": "text/plain; charset=utf-8; " + "a=b; " * 3000,
    "a number without an end": "text/plain; name*99999999999999=x",
    "a charset in pieces": "text/plain; charset*0=ut; charset*1=f-8",
    "raw letters": "text/plain; charset=ü",
    "a comment": "text/plain (words); charset=utf-8",
    "quotes never closed": 'text/plain; charset="utf-8',
    "a multipart without a boundary": "multipart/mixed",
    "an empty boundary": 'multipart/mixed; boundary=""',
    "a boundary that never comes": 'multipart/mixed; boundary="never"',
    "a message that is none": "message/rfc822",
    "a report that is none": "multipart/report",
    "a report without a boundary": "multipart/report; report-type=delivery-status",
    "an unknown text": "text/x-strange",
}


def samples() -> Iterator[Sample]:
    """All of them."""
    for name, value in DATES.items():
        yield Sample(f"date: {name}", mail(name=name, Date=value), words=("boiler",), answered=True)
    yield Sample("no date", mail(name="nd", leave=("Date",)), words=("boiler",))
    yield Sample("no Message-ID", mail(name="ni", leave=("Message-ID",)), words=("boiler",))
    yield Sample("a Message-ID of spaces", mail(name="is", Message_ID="   "), words=("boiler",))
    for name, value in TYPES.items():
        content = f"Content-Type: {value}\r\n".encode() if value else b""
        yield Sample(f"type: {name}", mail(content + b"\r\n" + WORDS.encode(), name=name), words=("boiler",))
    whole = mail(
        several("mixed", plain("Before the cut"), file("damp.jpg", body=b"picture" * 400), plain("After the cut"))
    )
    for share in (15, 30, 60, 90):
        yield Sample(
            f"cut at {share} of 100",
            whole[: len(whole) * share // 100],
            words=("Before the cut",) if share > 15 else (),
        )
    lost = several("mixed", plain("The first part"), file("damp.jpg"), plain("The last part"))
    line = lost.split(b'boundary="')[1].split(b'"')[0]
    wrong = lost.replace(b'boundary="' + line, b'boundary="other', 1)
    yield Sample("the boundary is another", mail(wrong), words=("The first part", "The last part"), files=("damp.jpg",))
    yield Sample(
        "the boundary was dropped",
        mail(lost.replace(b'; boundary="' + line + b'"', b"", 1)),
        words=("The first part",),
        files=("damp.jpg",),
    )
    yield Sample(
        "the last boundary is missing",
        mail(lost.replace(b"--" + line + b"--", b"")),
        words=("The last part",),
        files=("damp.jpg",),
    )
    yield Sample(
        "words before and after the parts",
        mail(several("mixed", plain("Inside"), before="Above the parts\r\n", after="\r\nBelow the parts")),
        words=("Inside", "Above the parts", "Below the parts"),
    )
    usual = several("mixed", plain("Inside"), before="This is a multi-part message in MIME format.\r\n")
    yield Sample("the usual line before the parts", mail(usual), words=("Inside",), absent=("MIME format",))
    yield Sample("a part without its headers", mail(several("mixed", b"\r\nBare words")), words=("Bare words",))
    yield Sample(
        "a part without the empty line",
        mail(several("mixed", b"Bare words and no line\r\nmore of them")),
        words=("Bare words and no line", "more"),
    )
    yield Sample(
        "a part that looks like a header",
        mail(several("mixed", b"Problem: no heat\r\n\r\nand no water")),
        words=("no heat", "no water"),
    )
    yield Sample(
        "a part that begins with a space",
        mail(several("mixed", b" Indented words\r\n\r\nand more")),
        words=("Indented words", "and more"),
    )
    yield Sample(
        "the message begins with a space", b" No heat again\r\nplease ring\r\n", words=("No heat again", "please ring")
    )
    yield Sample(
        "the message begins with empty lines",
        b"\r\n\r\n" + mail(name="el"),
        words=("boiler",),
        sender="mair@post.example",
    )
    yield Sample("the message begins with a mark", b"\xef\xbb\xbf" + mail(name="bom"), sender="mair@post.example")
    yield Sample(
        "the message begins as in an old mailbox",
        b"From mair Mon Nov  9 09:30:00 2026\r\n" + mail(name="mb"),
        sender="mair@post.example",
    )
    yield Sample(
        "such a line among the headers",
        mail(name="ml").replace(b"Subject:", b"From mair Mon Nov  9\r\nSubject:", 1),
        sender="mair@post.example",
    )
    yield Sample(
        "a line among the headers that is none",
        mail(name="mn").replace(b"Date:", b"what is this\r\nDate:", 1),
        words=("boiler",),
    )
    yield Sample(
        "line feeds only",
        mail(several("mixed", plain("Inside"), file("a.jpg")), name="lf").replace(b"\r\n", b"\n"),
        words=("Inside",),
        files=("a.jpg",),
    )
    yield Sample(
        "carriage returns only", mail(name="cr").replace(b"\r\n", b"\r"), words=("boiler",), sender="mair@post.example"
    )
    yield Sample("line ends doubled", mail(name="crcr").replace(b"\r\n", b"\r\r\n"), words=("boiler",))
    yield Sample("nothing at all", b"", sender="", problem="empty", answered=False)
    yield Sample("one NUL", b"\0", sender="", answered=False)
    yield Sample("NULs among the headers", mail(name="nul").replace(b"heating", b"hea\0ting", 1), subject="No heating")
    yield Sample("a picture instead of a message", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, sender="")
    yield Sample("noise", bytes((n * 7919 + 13) % 256 for n in range(5000)), answered=False)
    yield Sample("no words but signs", mail("?!?!"), words=("?!?!",))
    yield Sample(
        "a boundary of a thousand letters",
        mail(part('multipart/mixed; boundary="' + "x" * 1000 + '"', "--" + "x" * 1000 + "\r\n\r\nInside")),
        words=("Inside",),
    )
    yield Sample(
        "a boundary of signs",
        mail(part('multipart/mixed; boundary="=_.*+?[("', "--=_.*+?[(\r\n\r\nInside\r\n--=_.*+?[(--")),
        words=("Inside",),
    )
    yield Sample(
        "a boundary that begins another",
        mail(
            part(
                'multipart/mixed; boundary="a"',
                '--a\r\nContent-Type: multipart/mixed; boundary="ab"\r\n\r\n'
                "--ab\r\n\r\nInner words\r\n--ab--\r\n--a\r\n\r\nOuter words\r\n--a--",
            )
        ),
        words=("Inner words", "Outer words"),
    )
    many = "".join(f'--x\r\nContent-Type: multipart/mixed; boundary="y{n}"\r\n\r\n' for n in range(4000))
    yield Sample(
        "four thousand boundaries",
        mail(part('multipart/mixed; boundary="x"', many + "\r\nAt last")),
        files=("message.eml",),
        problem="too many parts",
    )
    yield Sample("references without an end", mail(name="re", References="<a@b.example> " * 5000), words=("boiler",))
