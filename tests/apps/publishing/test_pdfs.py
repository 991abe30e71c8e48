"""Every publication of every landlord as a PDF: its sides, its reading order, and both checkers of PDF/UA."""

from __future__ import annotations

import io

import msgspec
import pikepdf
import pypdfium2 as pdfium
import pytest

from putright.apps.letters.drawing.pdf import Unrendered
from putright.apps.publishing import making
from putright.core.publishing import shapes
from putright.core.publishing.kinds import KINDS, compose
from tests.apps.letters.conftest import text_of
from tests.apps.letters.test_letters import check_pdfs
from tests.core.publishing.test_consistency import BRANDS, matter

IDS = [brand or pack for pack, brand in BRANDS]


@pytest.fixture(scope="module")
def drawn():
    """Each publication with its PDF, by brand and kind."""
    return {(brand or pack, kind): (document := compose(kind, matter(pack, brand)), making.pdf(document))
            for pack, brand in BRANDS for kind in KINDS}  # fmt: skip


@pytest.mark.parametrize("name", IDS)
def test_a_leaflet_has_two_sides_and_a_poster_and_a_picture_one(drawn, name):
    for kind, pages in (("leaflet", 2), ("poster", 1), ("procedure_picture", 1)):
        with pdfium.PdfDocument(drawn[name, kind][1]) as opened:
            assert len(opened) == pages
            for page in opened:
                assert [round(side) for side in page.get_size()] == [595, 842]


@pytest.mark.parametrize("name", IDS)
def test_no_letter_of_a_leaflets_text_is_too_small(drawn, name):
    for size in sizes(drawn[name, "leaflet"][1]):
        assert size >= 8.6  # the foot of the page, and the units under the figures
    body = sorted(sizes(drawn[name, "leaflet"][1]))
    assert body[len(body) // 2] >= 10.5


def sizes(file):
    """The size in points of each letter."""
    from pypdfium2 import raw

    found = []
    with pdfium.PdfDocument(file) as opened:
        for page in opened:
            text = page.get_textpage()
            found += [
                raw.FPDFText_GetFontSize(text, n)
                for n in range(text.count_chars())
                if text.get_text_range(n, 1).strip()
            ]
    return found


@pytest.mark.parametrize("name", IDS)
def test_no_address_is_torn_apart(drawn, name):
    for kind in ("leaflet", "poster"):
        read = text_of(drawn[name, kind][1])
        assert "www.housing-ombudsman.org.uk/" in read, kind
        assert "PR2 0ET" in read, kind


@pytest.mark.parametrize("name", IDS)
def test_the_pdf_reads_in_the_order_of_the_publication(drawn, name):
    for kind in KINDS:
        document, file = drawn[name, kind]
        read, at = "".join(text_of(file).split()), 0
        for one in shapes.spoken(document):
            wanted = "".join(one.split())
            found = read.find(wanted, at)
            assert found >= 0, (kind, one)
            at = found


@pytest.mark.provision("C20-B2.3", "THT-03")
def test_both_checkers_of_pdf_ua_find_nothing(drawn, tmp_path):
    for (name, kind), (_, file) in drawn.items():
        (tmp_path / f"{name}-{kind}.pdf").write_bytes(file)
    assert len(check_pdfs(tmp_path)) == len(drawn)


def test_a_pdf_says_whose_it_is_and_in_which_language(drawn):
    with pikepdf.open(io.BytesIO(drawn["wrekin", "leaflet"][1])) as opened:
        assert str(opened.Root.Lang).startswith("en")
        assert "The Wrekin Housing Group" in str(opened.docinfo["/Title"])


def test_a_poster_comes_on_a3_as_well(drawn):
    file = making.pdf(drawn["willow-tree", "poster"][0], "a3")
    with pdfium.PdfDocument(file) as opened:
        assert [[round(side) for side in page.get_size()] for page in opened] == [[842, 1191]]


def test_what_does_not_fit_on_its_sides_is_refused_with_the_reason(drawn):
    document = drawn["willow-tree", "leaflet"][0]
    much = shapes.Lines(items=tuple(shapes.Line(text="Far too much of it. " * 40) for _ in range(9)))
    with pytest.raises(Unrendered, match="more than fits on 2 sides"):
        making.pdf(msgspec.structs.replace(document, blocks=(*document.blocks, much)))


def test_text_in_a_publication_is_no_mark_up(drawn):
    document = drawn["willow-tree", "procedure_picture"][0]
    evil = '#panic("x") $x$ *b* @a <l> \\ [c] ` //'
    more = shapes.Lines(items=(shapes.Line(text=evil),))
    file = making.pdf(msgspec.structs.replace(document, blocks=(more,), lead=evil, organisation=evil))
    assert "".join(evil.split()) in "".join(text_of(file).split())


def test_a_process_of_its_own_draws_the_same(drawn):
    document, file = drawn["willow-tree", "leaflet"]
    assert text_of(making.pdf_apart(document)) == text_of(file)
