"""The formats of a letter: large print, easy read, other languages, Word; who may have them, and that they are kept."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import docx as word
import msgspec
import pikepdf
import pypdfium2
import pytest
from django.core.files.storage import default_storage
from docx.oxml.ns import qn
from fontTools.ttLib import TTFont
from pypdfium2 import raw

from putright import data
from putright.apps.letters import erasing
from putright.apps.letters.drawing import docx, formats, paper, pdf
from putright.apps.letters.models import Letter
from putright.core.letters import blocks, easy, html, layout, text
from putright.core.letters.printable import ready
from tests.apps.letters.conftest import House, june
from tests.apps.letters.every import HOUSES, letter
from tests.apps.letters.spoken import spoken, squeezed
from tests.apps.letters.test_tagged import LOOKS, ways_to_say

LINES = ["Rosa Adeyemi", "Flat 3", "12 Mill Lane", "Taunton", "TA1 2AB"]


def sizes(made: bytes) -> set[float]:
    """The sizes of all type on the pages, in points, artifacts included."""
    import ctypes

    found = set()
    with pypdfium2.PdfDocument(made) as document:
        for page in document:
            for one in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
                size = ctypes.c_float()
                raw.FPDFTextObj_GetFontSize(one.raw, size)
                found.add(round(size.value * abs(one.get_matrix().d), 1))
    return found


@pytest.mark.provision("WTP-11", "HSP-29", "HPG-06", "THT-03")
def test_large_print_is_16_points_or_more_throughout():
    for kind in ("acknowledged", "response_sent", "policy_copy"):
        for look in ({"large": True}, {"easy": True}):
            tree = letter(kind, "willow-tree", None, **look)
            assert min(sizes(pdf.render(blocks.freeze(tree)))) >= 16 * 0.85  # a number in a disc is a little smaller
    assert min(sizes(pdf.render(blocks.freeze(letter("response_sent", "willow-tree", None, large=True))))) >= 16
    assert min(sizes(pdf.render(blocks.freeze(letter("response_sent", "willow-tree", None))))) >= 9


@pytest.mark.parametrize("language", ["en-GB", "ur"])
@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize(("pack", "brand"), HOUSES)
def test_the_address_stands_in_the_window_and_nothing_else_does(pack, brand, look, language):
    tree = letter("acknowledged", pack, brand, tongue=data.load_tongue(language), **LOOKS[look])
    named = [
        msgspec.structs.replace(one, lines=tuple(LINES)) if isinstance(one, blocks.Address) else one
        for one in tree.blocks
    ]
    made = pdf.render(blocks.freeze(msgspec.structs.replace(tree, blocks=tuple(named))))
    assert paper.in_window(made, LINES, paper.DL)


@pytest.mark.provision("THT-03", "HPG-06")
def test_easy_read_has_a_line_for_each_sentence_and_a_picture_for_each_section():
    tree = letter("response_sent", "willow-tree", None, easy=True)
    sheet = layout.sheet(tree)
    said = [one["text"] for one in sheet["blocks"] if one["block"] == "paragraph"]
    assert all(len(list(easy.sentences(one))) == 1 for one in said)
    headings = [one for one in sheet["blocks"] if one["block"] == "heading" and one["level"] <= 2]
    drawn = (pdf.HERE / "symbols.typ").read_text()
    assert all(f"\n  {one['picture']}: {{" in drawn for one in headings)
    assert any(one.get("date") for one in sheet["blocks"])
    assert squeezed("".join(t for b in ready(tree).blocks for t in blocks.texts(b))) == squeezed(
        "".join(t for b in tree.blocks for t in blocks.texts(b))
    )  # the words are the same


def test_sentences_keep_every_sign():
    for said in (
        "We rang Mr. Bell at 9 a.m. on Monday. He said “No.” (Twice.) Why?",
        "ہم نے فون کیا۔ کوئی نہیں آیا۔",
        "A. B. C.",
    ):
        assert squeezed("".join(easy.sentences(said))) == squeezed(said)
    assert list(easy.sentences("ہم نے فون کیا۔ کوئی نہیں آیا۔")) == ["ہم نے فون کیا۔", "کوئی نہیں آیا۔"]
    assert set(easy.SYMBOLS) <= set(easy_parts())


def easy_parts():
    from putright.core.guards.letters import PART_NAMES

    return PART_NAMES


# ---- languages ------------------------------------------------------------------------------


def in_fonts() -> set[int]:
    return {code for file in (pdf.HERE / "fonts").glob("*-regular.ttf") for code in TTFont(file).getBestCmap()}


@pytest.mark.parametrize("language", [code for code in data.tongue_names() if code != "en-GB"])
def test_the_fonts_have_every_letter_of_every_language(language):
    said = "".join(str(one) for one in data.load_tongue(language).phrases.values())
    names = {"cy": "âêîôûŵŷÂÊÎÔÛŴŶ", "pl": "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ", "ur": "آابپتٹثجچحخدڈذرڑزژسشصضطظعغفقکگلمنںوؤہھءئیے۔،؟"}
    assert not {char for char in said + names.get(language, "") if ord(char) not in in_fonts() | {10}}


def test_what_is_put_in_place_of_what_cannot_be_shown_knows_the_fonts():
    arabic = {code for first, last in pdf.SHOWN for code in range(first, last + 1) if 0x600 <= code <= 0x6FF}
    assert arabic
    assert arabic <= in_fonts()
    made = pdf.render(blocks.freeze(letter("acknowledged", "willow-tree", None, "شکریہ \U0001f600 Łódź")))
    said = "".join(one.text for one in spoken(made))
    assert "Łódź" in said
    assert "شکر" in said or "رکش" in said
    assert "□" in said


def test_telephone_numbers_keep_their_order_from_right_to_left():
    rows = (("ٹیلیفون", "0300 111 3000"),)
    said = (blocks.Heading(text="ٹ", level=1), blocks.Details(rows=rows))
    tree = blocks.Letter(kind="response", stage=1, on=june(1), reference="T-1", title="T", language="ur", blocks=said)
    assert tree.rtl
    assert "0300\u00a0111\u00a03000" in text.to_text(tree)
    page = html.document(tree)
    assert '<html lang="ur" dir="rtl">' in page


# ---- Word -----------------------------------------------------------------------------------


def opened(tree: blocks.Letter, note: str = docx.DRAFT):
    return word.Document(io.BytesIO(docx.to_word(tree, note)))


def word_by_word(document) -> str:
    """All text of the body in its order."""
    return squeezed("".join(one.text or "" for one in document.element.body.iter(qn("w:t"))))


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("kind", ["acknowledged", "response_sent", "policy_copy"])
def test_word_says_what_the_pdf_says_in_the_same_order(kind, look):
    tree = letter(kind, "housing-plus-group", "wrekin", **LOOKS[look])
    said, at = word_by_word(opened(tree)), 0
    for block in ready(tree).blocks:
        found = next((one for one in map(squeezed, ways_to_say(block)) if said.startswith(one, at)), None)
        assert found is not None, (ways_to_say(block)[0], said[at : at + 100])
        at += len(found)
    assert said[at:] == ""


def test_word_has_real_headings_lists_tables_and_a_title():
    tree = letter("policy_copy", "willow-tree", None)
    document = opened(tree, docx.COPY.format(day="Monday 1 June 2026"))
    styles = [one.style.name for one in document.paragraphs]
    assert styles.count("Heading 1") == 1
    assert "Heading 2" in styles
    assert document.tables[0].rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert document.core_properties.title == tree.title
    assert document.core_properties.language == "en-GB"
    assert document.sections[0].header.paragraphs[0].text.startswith("Copy of the letter of Monday 1 June 2026.")
    assert {lang.get(qn("w:val")) for lang in document.styles.element.iter(qn("w:lang"))} == {"en-GB"}
    with pytest.raises(KeyError):
        document.part.package.part_related_by("http://schemas.microsoft.com/office/2006/relationships/vbaProject")


def test_every_numbered_list_in_word_begins_at_1():
    tree = letter("response_sent", "willow-tree", None)
    lists = (blocks.Bullets(items=("a", "b"), numbered=True), blocks.Bullets(items=("c",), numbered=True))
    document = opened(msgspec.structs.replace(tree, blocks=lists))
    numbers = [one._p.pPr.numPr.numId.val for one in document.paragraphs if one.style.name == "List Number"]
    assert numbers[0] == numbers[1] != numbers[2]


def test_word_from_right_to_left():
    document = opened(letter("acknowledged", "willow-tree", None, tongue=data.load_tongue("ur")))
    assert document.core_properties.language == "ur"
    assert document.sections[0]._sectPr.find(qn("w:bidi")) is not None
    heading = next(one for one in document.paragraphs if one.style.name == "Heading 1")
    assert heading._p.pPr.find(qn("w:bidi")) is not None
    assert heading.runs[0].font.rtl


# ---- the page -------------------------------------------------------------------------------


@pytest.fixture
def issued(willow):
    return willow, willow.receive().define().acknowledge()


def test_an_issued_letter_is_to_be_had_in_every_format(issued, client):
    house, one = issued
    client.force_login(house.first)
    page = client.get(f"/cases/{house.reference}/letters/{one.key}").content.decode()
    for name, form in formats.FORMATS.items():
        address = f"/cases/{house.reference}/letters/{one.key}/as/{name}"
        assert (address in page) == (name != "standard")
        given = client.get(address)
        assert given.status_code == 200
        assert given["Content-Type"] == form.media
        assert given["Cache-Control"] == "private, no-store"
        assert formats.file_name(one, name) in given["Content-Disposition"]
        assert given.content
    assert client.get(f"/cases/{house.reference}/letters/{one.key}/as/exe").status_code == 404
    easy_one = client.get(f"/cases/{house.reference}/letters/{one.key}/as/easy").content
    assert len(pikepdf.open(io.BytesIO(easy_one)).pages) > len(pikepdf.open(io.BytesIO(pdf.render(one.blocks))).pages)


def test_a_format_is_made_once_and_erased_with_the_words(issued, client, monkeypatch):
    house, one = issued
    client.force_login(house.first)
    address = f"/cases/{house.reference}/letters/{one.key}/as/large"
    first = client.get(address).content
    monkeypatch.setattr(pdf, "render_apart", None)
    assert client.get(address).content == first
    places = list(formats.places(one))
    assert [place for place in places if default_storage.exists(place)]
    erasing.erase(one.case, datetime(2032, 6, 1, tzinfo=UTC))
    assert not [place for place in places if default_storage.exists(place)]
    assert Letter.objects.get().blocks is None
    assert client.get(address).status_code == 404


def test_nobody_else_has_them(issued, client):
    house, one = issued
    other = House("taunton-heritage-trust")
    client.force_login(other.first)
    assert client.get(f"/cases/{house.reference}/letters/{one.key}/as/word").status_code == 404
    client.logout()
    assert client.get(f"/cases/{house.reference}/letters/{one.key}/as/word").status_code == 302


def test_a_letter_that_is_written_can_be_had_as_word(willow, client):
    willow.receive().define()
    client.force_login(willow.first)
    address = f"/cases/{willow.reference}/letters/acknowledge"
    given = client.post(address, {"word": "1", "method": "email", "opening": "We know this winter was hard."})
    assert given["Content-Type"] == formats.WORD
    document = word.Document(io.BytesIO(given.content))
    assert "We know this winter was hard." in "\n".join(one.text for one in document.paragraphs)
    assert document.sections[0].header.paragraphs[0].text == docx.DRAFT
    assert not Letter.objects.exists()
