"""Whatever is typed prints as text: no mark-up of Typst, HTML or mail headers works in a letter."""

from __future__ import annotations

import email
from email import policy

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from putright.apps.letters.drawing import pdf
from putright.core import events as e
from putright.core.letters import blocks, html, text
from tests.apps.letters.conftest import at, june, text_of

NASTY = [
    '#panic(1) #read("/etc/passwd") #import "x": *',
    "= Heading *bold* _it_ `raw` $x^2$ @ref <label> // comment /* more */",
    '\\u{41} \\ \\n ]} )] "; #set text(white) ~ -- ---',
    "<script>alert(1)</script><img src=x onerror=alert(1)> &amp; ' \"",
    "{complainant} {name} {{ 7*7 }} {% debug %} %s %(x)s ${x}",
    "Subject: x\r\nBcc: everyone@example.org\r\n\r\nbody",
]


@pytest.mark.parametrize("nasty", NASTY)
def test_every_free_text_of_a_response_prints(willow, nasty, folders):
    from putright.apps.letters.sending import deliver

    willow.rosa.name = "Rosa \u201c#x\u201d <b>*O'Neill*</b>"
    willow.receive(text=nasty).define(points={"p1": nasty}, not_ours=(nasty,))
    willow.acknowledge(opening=nasty)
    willow.decide(findings={"p1": e.Finding("upheld", nasty)}, outstanding=(nasty,), handling=nasty)
    letter = willow.respond(opening=nasty, investigation=nasty, apology=nasty)
    flat = "".join(text_of(pdf.render(letter.blocks)).split())
    said = "".join(nasty.replace("\r", " ").split())
    assert flat.count(said) >= 6
    assert "".join(willow.rosa.name.split()) in flat
    page = html.document(blocks.thaw(letter.blocks))
    assert "<script" not in page
    assert "<img" not in page
    while deliver.run_once(at(june(9))):
        pass
    for file in folders.outbox.glob("*.eml"):
        found = email.message_from_bytes(file.read_bytes(), policy=policy.default)
        assert found["Bcc"] is None
        assert found["To"] == "rosa@mail.example"


def test_a_name_with_line_breaks_adds_no_header(willow, folders):
    from putright.apps.letters.sending import deliver

    willow.landlord.name = "Evil\r\nBcc: all@example.org"
    willow.landlord.save()
    willow.first.refresh_from_db()
    willow.receive().define().acknowledge()
    assert deliver.run_once(at(june(2)))
    found = email.message_from_bytes(next(folders.outbox.glob("*.eml")).read_bytes(), policy=policy.default)
    assert found["Bcc"] is None


def _letter(said: str) -> blocks.Letter:
    body = (
        blocks.Letterhead(name="Homes", contacts=(("E-mail", said),)), blocks.Address(lines=(said,)),
        blocks.Heading(text=said, level=1), blocks.Paragraph(text=said), blocks.Bullets(items=(said,)),
        blocks.Table(head=("What", "When"), rows=((said, said),)), blocks.Details(rows=(("Online", said),)),
        blocks.Signature(closing="Yours", role=said, organisation="Homes"),
    )  # fmt: skip
    return blocks.Letter(kind="response", stage=1, on=june(1), reference="TST-1", title=f"T {said}", blocks=body)


LETTERS = st.text(
    st.characters(min_codepoint=0x21, max_codepoint=0xFF, exclude_categories=["Cc", "Cf", "Zs"]), min_size=1
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(LETTERS)
def test_any_latin_text_is_drawn_as_it_stands(said):
    read = "".join(text_of(pdf.render(blocks.freeze(_letter(said)))).split())
    plain = "".join(said.split())
    import unicodedata

    def alike(value: str) -> str:
        return unicodedata.normalize("NFKC", value).replace("\u200b", "")

    assert alike(read).count(alike(plain)) >= 1
    assert alike("".join(text.to_text(_letter(said)).split())).count(alike(plain)) >= 7


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=60))
def test_any_text_at_all_gives_a_pdf_and_a_page(said):
    letter = _letter("x" + said.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))
    assert pdf.render(blocks.freeze(letter)).startswith(b"%PDF")
    assert html.document(letter).count("<h1") == 1
    assert blocks.thaw(blocks.freeze(letter)) == letter


def test_names_of_other_languages_are_drawn():
    assert "Łódź Čapek Ożóg Øster Ağaoğlu" in text_of(
        pdf.render(blocks.freeze(_letter("Łódź Čapek Ożóg Øster Ağaoğlu")))
    )


def test_typed_escapes_are_text_like_any_other():
    said = r"back\u0008slash \n \\ C:\temp"
    assert said.replace(" ", "") in text_of(pdf.render(blocks.freeze(_letter(said)))).replace(" ", "")
