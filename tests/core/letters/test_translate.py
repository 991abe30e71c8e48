"""What waits for a translator, and what becomes of it."""

from __future__ import annotations

from datetime import date

from putright.core.letters import blocks as b
from putright.core.letters.translate import key, translated, waiting

SORRY, LATE = "We are sorry.", "The roofer came late."


def letter(*blocks):
    return b.Letter(
        kind="response", stage=1, on=date(2026, 6, 1), reference="T-1", title="T", blocks=blocks, language="pl"
    )


ENGLISH = b.Paragraph(text=SORRY, written=True, lang="en-GB", part="reasons", cites=("T-1",))
TABLE = b.Table(head=("What", "£"), rows=((LATE, "150.00"), (SORRY, "20.00")), lang="en-GB")
POLISH = b.Paragraph(text="Szanowna Pani")


def test_only_marked_words_wait_each_once_and_figures_do_not():
    assert waiting(letter(POLISH, ENGLISH, TABLE)) == (SORRY, "What", LATE)


def test_a_translated_text_takes_the_place_of_the_english_and_loses_its_mark():
    found = translated(letter(POLISH, ENGLISH), {key(SORRY): " Przepraszamy. "})
    assert found.blocks == (POLISH, b.Paragraph(text="Przepraszamy.", written=True, part="reasons", cites=("T-1",)))
    assert waiting(found) == ()


def test_a_block_keeps_its_mark_until_all_of_it_is_translated():
    half = translated(letter(TABLE), {key(SORRY): "Przepraszamy."}).blocks[0]
    assert (half.lang, half.rows[1][0], half.rows[0][0]) == ("en-GB", "Przepraszamy.", LATE)
    whole = {key("What"): "Co", key(LATE): "Dekarz się spóźnił.", key(SORRY): "Przepraszamy."}
    assert translated(letter(TABLE), whole).blocks[0].lang == ""


def test_words_that_change_need_a_new_translation():
    known = {key(SORRY): "Przepraszamy."}
    changed = letter(b.Paragraph(text="We are very sorry.", lang="en-GB"))
    assert translated(changed, known) == changed


def test_an_empty_translation_is_none():
    assert translated(letter(ENGLISH), {key(SORRY): "  "}) == letter(ENGLISH)


def test_what_is_in_the_letters_language_is_left_alone():
    assert translated(letter(POLISH), {key("Szanowna Pani"): "x"}) == letter(POLISH)
