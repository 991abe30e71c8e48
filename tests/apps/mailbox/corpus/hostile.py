"""HTML and headers that would do harm, or hide something, where they are shown."""

from __future__ import annotations

from collections.abc import Iterator

from tests.apps.mailbox.corpus.base import Sample, html, mail, several

MARK = "Damp in the bedroom"
PAGES = {
    "a script": (f"<p>{MARK}</p><script>alert('harm')</script>", "alert"),
    "a script never closed": (f"<p>{MARK}</p><script>alert('harm')", "alert"),
    "a script within a script": (f"<scr<script>x</script>ipt>alert</script><p>{MARK}</p>", "<script"),
    "words behind a script": ("<p>Damp <script>alert()</script>in the bedroom</p>", "alert"),
    "words behind a comment": ("<p>Damp <!-- secret -->in the bedroom</p>", "secret"),
    "words behind an instruction": ("<p>Damp <?php secret ?>in the bedroom</p>", "secret"),
    "words behind hidden ones": ("<p>Damp <span hidden>sec<b>ret</b>ly</span>in the bedroom</p>", "secretly"),
    "a style": (f"<style>p{{color:red}}</style><p>{MARK}</p>", "color"),
    "an event": (f"<p onclick='harm()'>{MARK}</p>", "harm"),
    "a link that runs": (f"<a href='javascript:harm()'>{MARK}</a>", "harm"),
    "a picture from elsewhere": (f"<p>{MARK}</p><img src='http://track.example/1.gif'>", "track.example"),
    "a picture of one dot": (f"<p>{MARK}<img width=1 height=1 src='http://track.example/x'></p>", "track.example"),
    "a data picture": (f"<p>{MARK}<img src='data:image/png;base64,AAAA'></p>", "base64"),
    "a refresh": (f"<meta http-equiv=refresh content='0;url=http://bad.example'><p>{MARK}</p>", "bad.example"),
    "a base": (f"<base href='http://bad.example'><p>{MARK}</p>", "bad.example"),
    "a frame": (f"<iframe src='http://bad.example'></iframe><p>{MARK}</p>", "bad.example"),
    "an object": (f"<object data='http://bad.example'>fallback</object><p>{MARK}</p>", "bad.example"),
    "a form": (f"<form action='http://bad.example'>{MARK}<input name=password></form>", "bad.example"),
    "an SVG with a script": (f"<svg><script>alert(1)</script></svg><p>{MARK}</p>", "alert"),
    "a comment": (f"<!-- secret --><p>{MARK}</p>", "secret"),
    "a comment never closed": (f"<p>{MARK}</p><!-- secret", None),
    "a condition for Outlook": (f"<!--[if mso]><p>only there</p><![endif]--><p>{MARK}</p>", "only there"),
    "hidden text": (f"<div style='display:none'>preview words</div><p>{MARK}</p>", "preview words"),
    "text hidden otherwise": (f"<div style='visibility: hidden'>preview words</div><p>{MARK}</p>", "preview words"),
    "a hidden attribute": (f"<div hidden>preview words</div><p>{MARK}</p>", "preview words"),
    "all of it hidden": (f"<div style='display:none'>{MARK}</div>", None),
    "a title": (f"<html><head><title>Untitled</title></head><body>{MARK}</body></html>", "Untitled"),
    "entities": ("<p>Damp&nbsp;in the&#32;bedroom &lt;b&gt; &amp;lt;</p>", "&lt;b"),
    "an entity that grows": (
        '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><p>Damp in the bedroom &b;</p>',
        None,
    ),
    "a foreign entity": (
        '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><p>Damp in the bedroom &f;</p>',
        "root:",
    ),
    "tags never closed": (f"<div><table><tr><td><b><i>{MARK}", None),
    "tags closed twice": (f"</div></p>{MARK}</body></html></html>", None),
    "words after the end": (f"<html><body>Hello</body></html>{MARK}", None),
    "two pages in one": (f"<html><body>Hello</body></html><html><body>{MARK}</body></html>", None),
    "a declaration of XML": (f'<?xml version="1.0" encoding="utf-16"?><html><body>{MARK}</body></html>', None),
    "a character set of its own": (f'<meta charset="utf-16"><p>{MARK}</p>', None),
    "Outlook's paragraphs": (
        f"<p class=MsoNormal><o:p>&nbsp;</o:p></p><p class=MsoNormal>{MARK}<o:p></o:p></p>",
        "o:p",
    ),
    "words cut by tags": ("<p>D<b>am</b>p in the bed<i>room</i></p>", None),
    "a bare sign": ("<p>Damp in the bedroom, 3 < 5 & 7 > 2</p>", None),
    "a thousand elements within one another": ("<div>" * 1000 + MARK + "</div>" * 1000, None),
    "fifty thousand elements within one another": ("<b>" * 50_000 + MARK, None),
    "forty tables within one another": ("<table><tr><td>" * 40 + MARK + "</td></tr></table>" * 40, None),
    "thirty thousand cells": ("<table>" + "<tr><td>x</td></tr>" * 30_000 + f"</table>{MARK}", None),
    "a span of a million": (f"<table><tr><td colspan=1000000 rowspan=1000000>{MARK}</td></tr></table>", None),
    "a width of a million": (f"<p style='padding-left:1000000em;margin:99999999em'>{MARK}</p>", None),
    "white words on white": (f"<p style='color:#fff'>{MARK}</p>", None),
    "a text area": (f"<textarea>{MARK}</textarea>", None),
    "preformatted": (f"<pre>{MARK}\n  indented</pre>", None),
    "a tag of letters elsewhere": (f"<ｓｃｒｉｐｔ>{MARK}</ｓｃｒｉｐｔ>", None),
    "NULs between the letters of a tag": (f"<scr\0ipt>alert(1)</script><p>{MARK}</p>", "alert"),
}


def samples() -> Iterator[Sample]:
    """All of them."""
    for name, (page, absent) in PAGES.items():
        yield Sample(f"HTML: {name}", mail(html(page), name=name), words=(MARK,), absent=(absent,) if absent else ())
    page = several("alternative", html(f"<p>{MARK}</p><script>harm()</script>"))
    yield Sample("HTML: a script in an alternative of one", mail(page), words=(MARK,), absent=("harm",))
    yield Sample(
        "HTML in the subject", mail(name="hs", Subject="<script>alert(1)</script>"), subject="<script>alert(1)</script>"
    )
    yield Sample(
        "HTML in plain text stays text",
        mail("<script>alert(1)</script> No heat"),
        words=("<script>alert(1)</script> No heat",),
    )
    yield Sample(
        "a formula for a spreadsheet",
        mail("=HYPERLINK(1)", name="f", Subject="=1+1"),
        subject="=1+1",
        words=("=HYPERLINK(1)",),
    )
    yield Sample(
        "a template's brackets", mail("{{ settings.SECRET_KEY }} {% debug %}"), words=("{{ settings.SECRET_KEY }}",)
    )
    long = "X-Long: " + "a" * 500_000
    yield Sample(
        "a header of half a megabyte",
        mail(name="h").replace(b"MIME-Version", long.encode() + b"\r\nMIME-Version", 1),
        words=("boiler",),
    )
    crowd = b"".join(b"X-%d: y\r\n" % number for number in range(20_000))
    yield Sample("twenty thousand headers", crowd + mail(name="c"), words=("boiler",), sender="mair@post.example")
