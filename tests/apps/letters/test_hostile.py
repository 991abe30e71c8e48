"""Whatever is typed, in every field of every letter there is, prints and does nothing else: in every format."""

from __future__ import annotations

import email
import io
from email import policy
from html.parser import HTMLParser
from types import SimpleNamespace

import docx as word
import pikepdf
import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from putright.apps.letters.drawing import docx, formats, pdf
from putright.apps.letters.models import Letter
from putright.apps.letters.sending import mail
from putright.core.letters import blocks, html, text
from putright.core.letters.printable import MARKS, one_line, printable
from tests.apps.letters.every import HOUSES, KINDS, letter

BIDI = "".join(map(chr, (0x202A, 0x202B, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x202C, 0x2069)))
# ruff: noqa: E501 (each is better whole)
HOSTILE = {
    "typst": '#panic(1) #read("/etc/passwd") #eval("1+1") #import "x": * = H *b* _i_ `r` $x^2$ @ref <l> // c /* d */ \\u{41} ]} )]',
    "html": "<script>alert(1)</script><img src=x onerror=alert(1)><a href='javascript:alert(1)'>x</a> &amp; ' \" --> ]]>",
    "css": "</style><style>*{display:none}</style> body{background:url(https://evil.example/x)} expression(alert(1))",
    "formula": '=HYPERLINK("https://evil.example","x") @SUM(1) +1 -1',
    "headers": "x\r\nBcc: everyone@example.org\r\nContent-Type: text/html\r\n\r\n<b>body</b>",
    "lines": "one\x0btwo\x0cthree\x85four\u2028five\u2029six",
    "slots": "{complainant} {n} {count} {{ 7*7 }} {% debug %} %s %(x)s ${x} {0.__class__}",
    "bidi": f"safe{BIDI}txet",
    "zero": "a\u200bb\u200cc\u200dd\u2060e\ufefff\u00adg",
    "zalgo": "Z" + "\u0335\u0321\u0489\u0316" * 40 + "algo",
    "emoji": "\U0001f600 \U0001f468\u200d\U0001f469\u200d\U0001f467 \U0001f3f4\U000e0067\U000e0062\U000e007f \u2764\ufe0f",
    "control": "".join(map(chr, range(32))) + "\x7f\x9f",
    "surrogate": "half \ud800 a character \udfff",
    "unknown": "\u0378 \ue000 \uffff \U0010ffff 漢字 ქართული ᚠᚢᚦ",
    "word": "W" * 3000,
    "long": "All work and no play. " * 900,
    "markdown": "[text](https://evil.example) ![x](y) **b** # h\n> quote\n- item",
    "xml": "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>&x; </w:t><w:r/>",
}


class Tags(HTMLParser):
    """Every tag and address of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags, self.addresses = set(), []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.addresses += [value for name, value in attrs if name in ("href", "src", "style") or name.startswith("on")]


PLAIN = Tags(html.document(letter("response_sent", "willow-tree", None))).tags | {
    "strong", "br", "table", "thead", "tbody", "tr", "th", "td", "ol", "ul", "li", "dl", "dt", "dd", "div", "h3", "a"
}  # fmt: skip


def flat(said: str) -> str:
    return "".join(said.replace("\u200b", "").replace("\u00a0", " ").split())


def drawn_text(made: bytes) -> str:
    """All that shows on the pages, and that nothing of it lies outside the paper."""
    with pypdfium2.PdfDocument(made) as document:
        said = []
        for page in document:
            read, width, height = page.get_textpage(), page.get_width(), page.get_height()
            for n in range(read.count_rects()):
                left, bottom, right, top = read.get_rect(n)
                assert left >= 0 and right <= width + 1 and bottom >= 0 and top <= height, "text runs off the paper"  # noqa: PT018
            said.append(read.get_text_range())
        return flat("".join(said).replace("\x02", "-").replace("\ufffe", "-"))


@pytest.mark.parametrize("name", HOSTILE)
def test_every_kind_of_letter_prints_what_is_typed(name):
    said = HOSTILE[name]
    for n, kind in enumerate(KINDS):
        tree = letter(kind, *HOUSES[n % len(HOUSES)], said)
        assert blocks.thaw(blocks.freeze(tree)) == tree
        page = html.document(tree)
        found = Tags(page)
        assert found.tags <= PLAIN, found.tags - PLAIN
        assert all(one.startswith(("mailto:", "https://")) and "evil" not in one for one in found.addresses if one)
        plain = text.to_text(tree)
        assert flat(printable(said)) in flat(plain)
        assert not set(BIDI) & set(page + plain)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_letter_is_drawn_with_every_hostile_text(kind):
    """One after the other in one letter, as PDF and as Word: drawing is what costs."""
    said = " / ".join(one for name, one in HOSTILE.items() if name not in ("long", "word"))
    tree = letter(kind, *HOUSES[KINDS.index(kind) % len(HOUSES)], said)
    made = pdf.render(blocks.freeze(tree))
    read = drawn_text(made)
    for name in ("typst", "html", "css", "formula", "slots", "markdown", "xml"):
        assert flat(HOSTILE[name]) in read, name
    with pikepdf.open(io.BytesIO(made)) as document:
        links = [str(one.A.URI) for page in document.pages for one in page.get("/Annots", ())]
        assert not {"/OpenAction", "/AA", "/AcroForm"} & set(document.Root.keys())
    assert not [one for one in links if "evil" in one]
    assert flat(printable(said)) in flat("".join(_words_of(docx.to_word(tree, docx.DRAFT))))


@pytest.mark.parametrize("look", [{}, {"large": True}, {"easy": True}])
@pytest.mark.parametrize("name", ["long", "word", "zalgo", "unknown"])
def test_nothing_runs_off_the_paper(name, look):
    read = drawn_text(pdf.render(blocks.freeze(letter("response_sent", "willow-tree", None, HOSTILE[name], **look))))
    times = {"long": ("Allworkandnoplay.", 900), "word": ("W", 3000)}.get(name, ("", 0))
    assert read.count(times[0]) >= times[1]


def _words_of(made: bytes):
    document = word.Document(io.BytesIO(made))
    for one in document.element.body.iter(f"{{{document.element.nsmap['w']}}}t"):
        yield one.text or ""


@pytest.mark.parametrize("said", HOSTILE.values(), ids=HOSTILE)
def test_headers_and_names_of_files_are_one_line_and_plain(said, willow, folders):
    tree = letter("acknowledged", "willow-tree", None, said)
    willow.landlord.name = printable(said)[:200]
    case = SimpleNamespace(reference=said)
    issued = Letter(key="k", landlord=willow.landlord, kind="acknowledgement", stage=1, title=said,
                    blocks=blocks.freeze(tree), sha256="0" * 64)  # fmt: skip
    issued.__dict__["_state"].fields_cache["case"] = case
    assert formats.file_name(issued, "word").replace("-", "").replace(".", "").isalnum()
    assert formats.file_name(issued, "word").isascii()
    message = SimpleNamespace(to=f"rosa@mail.example{said}"[:120], letter="k", pk=1,
                              case=SimpleNamespace(reference="TST-1", landlord_id=willow.landlord.pk, brand=""))  # fmt: skip
    sent = mail.email(message, issued, b"%PDF")
    assert sent.subject == one_line(said)
    read = email.message_from_bytes(sent.message().as_bytes(), policy=policy.default)
    assert read["Bcc"] is None
    assert [part.get_content_type() for part in read.walk() if not part.is_multipart()] == [
        "text/plain", "text/html", "application/pdf"
    ]  # fmt: skip
    assert not [name for name in read if name.lower().startswith(("list-", "disposition"))]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=80))
def test_printable_text_is_left_as_it_is_and_never_changes_again(said):
    once = printable(said)
    assert printable(once) == once
    assert not [char for char in once if char in BIDI or "\ud800" <= char <= "\udfff"]
    once.encode()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(min_size=1, max_size=80), st.sampled_from(KINDS), st.sampled_from(HOUSES))
def test_anything_typed_gives_every_format(said, kind, house):
    tree = letter(kind, *house, f"x{said}")
    frozen = blocks.freeze(tree)
    assert pdf.render(frozen).startswith(b"%PDF")
    assert Tags(html.document(tree)).tags <= PLAIN
    assert flat(printable(said)) in flat(text.to_text(tree))
    assert docx.to_word(tree, docx.DRAFT).startswith(b"PK")


def test_accents_are_kept_to_what_a_language_writes():
    assert len(printable(HOSTILE["zalgo"])) == len("Zalgo") + MARKS
    assert printable("Cafe\u0301") == "Café"
    assert printable("مَرْحَبًا") == "مَرْحَبًا"
