"""Whatever is sent in becomes pages, and what is withheld is gone from them: for every tool we know."""

from __future__ import annotations

import io
import re
import subprocess

import pikepdf
import pypdfium2 as pdfium
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, Stream

from putright.apps.evidence.pages import burn, convert, hidden, pdfs, typeset
from tests.apps.evidence import files
from tests.apps.evidence.conftest import pages_of

SECRET = "Quillfeather"


def made(tmp_path, body: bytes, kind: str = files.PDF, name: str = "a.pdf"):
    source, out = tmp_path / "source", tmp_path / "pages.pdf"
    source.write_bytes(body)
    return convert.convert(source, kind, name, out), out


def burnt(tmp_path, body: bytes, kind: str = files.PDF, **order):
    _, base = made(tmp_path, body, kind)
    out = tmp_path / "burnt.pdf"
    return burn.burn(base, burn.Order(**{"words": [SECRET], **order}), out), out


def everything_in(path) -> str:
    """All that three tools and every stream, unpacked, give away of a PDF."""
    found = ["\n".join(pages_of(path)), hidden.said(path)]
    with Pdf.open(path) as opened:
        for one in opened.objects:
            found.append(repr(one))
            if isinstance(one, Stream) and one.get("/Subtype") != Name.Image:
                found.append(one.read_bytes().decode("latin-1"))
    found.append(path.read_bytes().decode("latin-1"))
    raw = "\n".join(found)
    return raw + raw.replace("\0", "") + re.sub(r"[\s\\()\[\]0-9.-]+", "", raw)


def is_gone(path, secret: str = SECRET) -> bool:
    return secret.lower() not in everything_in(path).lower()


# ---- pages ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "kind", "says", "count"),
    [
        (files.pdf("first", "second"), files.PDF, "first", 2),
        (files.pdf("turned", rotate=90), files.PDF, "turned", 1),
        (files.pdf("plain\ntext"), files.PDF, "plain", 1),
        (files.picture(), "image/png", "", 1),
        (files.picture("TIFF", frames=3), "image/tiff", "", 3),
        (files.picture("GIF"), "image/gif", "", 1),
        (files.picture("WEBP"), "image/webp", "", 1),
        (files.word("In Word", extra="<w:tbl><w:tr><w:tc><w:p><w:r><w:t>cell</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"),
         files.WORD, "cell", 1),
        (files.word("With a picture", parts={"word/media/image1.png": files.picture()}), files.WORD, "With", 2),
        (b"Just words", files.TEXT, "Just words", 1),
        ("Grüße, Łódź, 北京, 🙂".encode(), files.TEXT, "Grüße, Łódź", 1),
        (files.mail("Dear all"), files.MAIL, "Dear all", 1),
        (files.mail("See this", attached={"a.pdf": files.pdf("inner", "more"), "b.txt": b"x"}), files.MAIL, "inner", 4),
        (files.mail("Again", attached={"b.eml": files.mail("within")}), files.MAIL, "within", 2),
    ],
)  # fmt: skip
def test_a_file_becomes_pages(tmp_path, body, kind, says, count):
    how, out = made(tmp_path, body, kind)
    assert not how.startswith("not shown")
    assert len(pages_of(out)) == count
    assert says in hidden.said(out)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"%PDF-1.7 and nothing more", files.PDF),
        (files.pdf("locked", encryption=pikepdf.Encryption(owner="o", user="u")), files.PDF),
        (files.pdf(), files.PDF),
        (b"\x89PNG\r\n\x1a\nbroken", "image/png"),
        (files.picture()[:200], "image/png"),
        (b"ftypheic", "image/heic"),
        (b"PK\x03\x04broken", files.WORD),
        (files.word("x", parts={"word/header1.xml": b"<!DOCTYPE x [<!ENTITY a 'b'>]><x/>"}), files.WORD),
    ],
)
def test_what_cannot_be_shown_gets_a_page_that_says_so(tmp_path, body, kind):
    how, out = made(tmp_path, body, kind, "strange file.bin")
    assert how.startswith("not shown: ")
    assert "strange file.bin" in pages_of(out)[0]


def test_a_locked_pdf_without_a_password_to_read_it_is_shown(tmp_path):
    how, out = made(tmp_path, files.pdf("readable", encryption=pikepdf.Encryption(owner="o", user="")))
    assert how == "its pages as they are"
    assert "readable" in pages_of(out)[0]


def test_a_turned_page_is_upright_and_a_cropped_one_stays_cropped(tmp_path):
    _, out = made(tmp_path, files.pdf("turned", rotate=90))
    with Pdf.open(out) as opened:
        assert [float(n) for n in opened.pages[0].mediabox] == pytest.approx([0, 0, 842, 595 + pdfs.STRIP])
        assert "/Rotate" not in opened.pages[0].obj
    _, out = made(tmp_path, files.pdf("cropped", crop=[50, 50, 350, 842]))
    with Pdf.open(out) as opened:
        assert [float(n) for n in opened.pages[0].mediabox] == pytest.approx([0, 0, 300, 792 + pdfs.STRIP])


def test_only_what_is_on_the_page_comes_along(tmp_path):
    def more(made):
        made.attachments["x.txt"] = pikepdf.AttachedFileSpec(made, SECRET.encode())
        made.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=SECRET)
        made.docinfo["/Author"] = SECRET
        with made.open_metadata() as known:
            known["dc:title"] = SECRET
        with made.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem(SECRET, 0))
        note = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=Array([0, 0, 9, 9]), Contents=SECRET)
        made.pages[0].Annots = Array([made.make_indirect(note)])
        made.pages[0].PieceInfo = Dictionary(X=SECRET)

    body = files.pdf("kept", changes=[more])
    _, out = made(tmp_path, body)
    assert "kept" in pages_of(out)[0]
    assert is_gone(out)


def test_what_was_stuck_onto_a_page_becomes_part_of_it(tmp_path):
    def stick(made):
        look = Stream(made, b"BT /F1 12 Tf 10 10 Td (stuck on) Tj ET", Type=Name.XObject, Subtype=Name.Form,
                      BBox=Array([0, 0, 200, 40]), Resources=made.pages[0].Resources)  # fmt: skip
        note = Dictionary(Type=Name.Annot, Subtype=Name.FreeText, Rect=Array([100, 100, 300, 140]), F=4,
                          AP=Dictionary(N=look))  # fmt: skip
        made.pages[0].Annots = Array([made.make_indirect(note)])

    _, out = made(tmp_path, files.pdf("page", changes=[stick]))
    assert "stuck on" in pages_of(out)[0]


# ---- withholding ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "kind", "pages"),
    [
        (files.pdf(f"Before {SECRET} after", "untouched"), files.PDF, [1]),
        (files.pdf("untouched", "Quill-\nfeather again", "untouched"), files.PDF, [2]),
        (files.pdf("ends with Quill", "feather begins"), files.PDF, [1, 2]),
        (files.pdf(f"turned {SECRET}", rotate=90), files.PDF, [1]),
        (files.pdf(f"upside {SECRET.upper()}", rotate=180), files.PDF, [1]),
        (files.pdf(f"cropped {SECRET}", crop=[20, 20, 500, 800]), files.PDF, [1]),
        (f"one\ntwo {SECRET}\nthree".encode(), files.TEXT, [1]),
        (files.word("one", f"two {SECRET}"), files.WORD, [1]),
        (files.word("split ", extra="<w:p><w:r><w:t>Quill</w:t></w:r><w:r><w:t>feather</w:t></w:r></w:p>"),
         files.WORD, [1]),
        (files.mail(f"Dear {SECRET}"), files.MAIL, [1]),
        (files.mail("Dear all", attached={"a.pdf": files.pdf("one", SECRET)}), files.MAIL, [3]),
    ],
)  # fmt: skip
def test_words_are_gone_from_every_page(tmp_path, body, kind, pages):
    done, out = burnt(tmp_path, body, kind)
    assert done.found == [1]
    assert done.pages == pages
    assert is_gone(out)
    with Pdf.open(out) as opened:
        for page in pages:
            assert list(opened.pages[page - 1].Resources.keys()) == ["/XObject"]
            assert opened.pages[page - 1].Resources.XObject.Picture.Subtype == Name.Image


def test_the_other_pages_stay_text(tmp_path):
    _, out = burnt(tmp_path, files.pdf(SECRET, "untouched"))
    assert "untouched" in pages_of(out)[1]


def test_black_is_where_the_words_were_and_nowhere_else(tmp_path):
    _, base = made(tmp_path, files.pdf(f"Kept words here\n{SECRET}\nKept words there"))
    _, boxes = burn.look(base, [SECRET])
    burn.burn(base, burn.Order(words=[SECRET]), tmp_path / "burnt.pdf")
    [(left, bottom, right, top)] = boxes[1]
    before, after = (page_as_picture(path) for path in (base, tmp_path / "burnt.pdf"))
    high = before.height
    inside = tuple(int(n * 2) for n in (left + 2, high / 2 - top + 2, right - 2, high / 2 - bottom - 2))
    assert after.crop(inside).getextrema()[1] < 40
    above = (0, 0, before.width, inside[1] - 12)
    assert sum(
        abs(a - b) for a, b in zip(before.crop(above).histogram(), after.crop(above).histogram(), strict=True)
    ) < (0.05 * before.width * above[3])


def page_as_picture(path):
    with pdfium.PdfDocument(path) as opened:
        return opened[0].render(scale=2).to_pil().convert("L")


def test_whole_pages_and_squares_are_black(tmp_path):
    _, out = burnt(tmp_path, files.pdf(SECRET, SECRET), words=[], pages=[2], squares={1: list(range(96))})
    assert is_gone(out)
    with pdfium.PdfDocument(out) as opened:
        for page in opened:
            shown = page.render(scale=1, crop=(2, pdfs.STRIP + 2, 2, 2)).to_pil().convert("L")
            assert shown.getextrema()[1] < 20


def test_what_pages_share_does_not_stay_behind(tmp_path):
    """Scanners and some programs give all pages one list of what they draw with, also what only one of them draws."""

    def share(made):
        font = made.pages[0].Resources.Font
        form = Stream(made, f"BT /F1 12 Tf 60 500 Td ({SECRET}) Tj ET".encode(), Type=Name.XObject, Subtype=Name.Form,
                      BBox=Array([0, 0, 595, 842]), Resources=Dictionary(Font=font))  # fmt: skip
        shared = made.make_indirect(Dictionary(Font=font, XObject=Dictionary(Secret=form)))
        for page in made.pages:
            page.obj.Resources = shared
        made.pages[1].contents_add(Stream(made, b" /Secret Do"), prepend=False)

    done, out = burnt(tmp_path, files.pdf("open", "with more", changes=[share]))
    assert done.pages == [2]
    assert is_gone(out)
    assert "open" in pages_of(out)[0]


def test_words_beside_the_text_make_the_whole_document_pictures(tmp_path):
    def speak(made):
        made.pages[1].contents_add(
            Stream(made, f"/Span <</Alt ({SECRET})>> BDC EMC".encode()), prepend=False
        )  # fmt: skip

    done, out = burnt(tmp_path, files.pdf("one", "two", changes=[speak]))
    assert done.pages == [1, 2]
    assert is_gone(out)


def test_words_typed_into_a_form_are_found(tmp_path):
    def ask(made):
        look = Stream(made, f"/Tx BMC BT /F1 12 Tf 2 5 Td ({SECRET}) Tj ET EMC".encode(), Type=Name.XObject,
                      Subtype=Name.Form, BBox=Array([0, 0, 200, 20]), Resources=made.pages[0].Resources)  # fmt: skip
        field = made.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T="name", V=SECRET, F=4,
                                              Rect=Array([100, 700, 300, 720]), AP=Dictionary(N=look)))  # fmt: skip
        made.pages[0].Annots = Array([field])
        made.Root.AcroForm = Dictionary(Fields=Array([field]))

    done, out = burnt(tmp_path, files.pdf("form", changes=[ask]))
    assert done.found == [1]
    assert is_gone(out)


def test_pages_that_are_pictures_are_named(tmp_path):
    done, _ = burnt(tmp_path, files.mail("See", attached={"a.png": files.picture()}), files.MAIL)
    assert done.blind == [2]


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (files.pdf("x", changes=[lambda made: made.docinfo.__setitem__("/Author", SECRET)]), files.PDF),
        (files.pdf("x", changes=[lambda made: made.attachments.__setitem__("a.pdf", files.pdf(SECRET))]), files.PDF),
        (files.word("x", parts={"docProps/core.xml": f"<a>{SECRET}</a>".encode()}), files.WORD),
        (files.word("x", extra=f"<w:p><w:del><w:r><w:delText>{SECRET}</w:delText></w:r></w:del></w:p>"), files.WORD),
        (files.word("x", parts={"word/embeddings/a.pdf": files.pdf(SECRET)}), files.WORD),
        (files.mail("x", attached={"a.docx": files.word(SECRET)}), files.MAIL),
        (b"Subject: x\nX-Sender: " + SECRET.encode() + b"\n\nx", files.MAIL),
    ],
)
def test_words_hidden_in_a_file_are_found(tmp_path, body, kind):
    path = tmp_path / "file"
    path.write_bytes(body)
    assert hidden.holds(path, kind, [SECRET])
    assert not hidden.holds(path, kind, ["Something else"])


def test_commands_of_a_page_are_no_words(tmp_path):
    _, out = made(tmp_path, files.pdf("plain"))
    assert not hidden.pdf_holds(out, ["Do", "Td", "Tj", "Tf"])


def test_nothing_in_a_text_is_mark_up():
    drawn = typeset.draw({"title": "x", "blocks": [{"block": "verbatim", "text": '#read("/etc/passwd") *a* $x$'}]})
    done = subprocess.run(["pdftotext", "-raw", "-", "-"], input=drawn, capture_output=True, check=True)
    assert "#read" in done.stdout.decode()
    assert "*a* $x$" in done.stdout.decode()


def test_the_same_gives_the_same_bytes(tmp_path):
    bodies = []
    for name in ("one", "two"):
        folder = tmp_path / name
        folder.mkdir()
        _, out = burnt(folder, files.pdf(SECRET, "untouched"))
        bodies.append(out.read_bytes())
    assert bodies[0] == bodies[1]


def test_sniffing_knows_a_kind_by_its_content():
    assert convert.sniff(files.pdf("x")) == files.PDF
    assert convert.sniff(io.BytesIO(files.picture()).getvalue()) == "image/any"
    assert convert.sniff(files.word("x")) == files.WORD
    assert convert.sniff(b"words") == files.TEXT
    assert convert.sniff(b"From: x\n\nwords", "a.eml") == files.MAIL
    with pytest.raises(pdfs.Unreadable):
        convert.sniff(b"\0\1\2")
