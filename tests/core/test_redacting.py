"""Words that must be withheld are found however they are set, and nothing else is."""

from __future__ import annotations

import doctest

import pytest

from putright.core import redacting


def test_its_examples_hold():
    assert doctest.testmod(redacting).failed == 0


@pytest.mark.parametrize(
    "text",
    ["Ada Lovelace", "ada lovelace", "ADA\nLOVELACE", "Ada-Lovelace", "Ada  \r\n Love-\nlace", "Áda Lovelàce",
     "Ada’s… no: Ada Lovelace’s flat", "A d a L o v e l a c e", "Mrs.AdaLovelace@mail.example", "Ada Lovel\u00adace"],
)  # fmt: skip
def test_a_name_is_found(text):
    covered = redacting.cover(text, ["Ada Lovelace"])
    assert redacting.BAR in covered
    assert "lovelace" not in redacting.letters(covered)


@pytest.mark.parametrize("text", ["cannot", "Annie", "planning", "an end", "Hann"])
def test_a_short_word_is_left_within_others(text):
    assert redacting.find(text, ["Ann"]) == []


@pytest.mark.parametrize("text", ["Ann", "ann’s key", "(ANN)", "to Ann\nsaid"])
def test_a_short_word_is_found_alone(text):
    assert redacting.cover(text, ["Ann"]).count(redacting.BAR) == 1


def test_numbers_are_found_however_they_are_grouped():
    assert redacting.cover("Ring 07700-900 123 now", ["07700 900123"]) == "Ring [redacted] now"


def test_places_that_overlap_become_one():
    assert redacting.cover("Ada Lovelace", ["Ada Love", "Lovelace"]) == "[redacted]"


def test_one_letter_is_not_enough():
    assert not redacting.usable("A.")
    assert redacting.find("A a A", ["A."]) == []


def test_the_expression_finds_what_is_no_running_text():
    wanted = redacting.pattern(["Ada Lovelace", "Ann"])
    assert wanted is not None
    assert wanted.search("/Author (ADA_LOVELACE)")
    assert not wanted.search("Planning Annex")
    assert redacting.pattern([]) is None


@pytest.mark.parametrize(
    ("wanted", "written"),
    [("Lukasz", "Łukasz"), ("Łukasz", "LUKASZ"), ("Soren", "Søren"), ("Aesa", "Æsa"), ("Thora", "Þóra")],
)
def test_letters_with_a_stroke_count_as_the_plain_ones(wanted, written):
    assert redacting.cover(f"Told {written}.", [wanted]) == "Told [redacted]."


@pytest.mark.parametrize("name", ["AnnSmith.pdf", "visitToAnn.pdf", "Ann2.jpg", "2026Ann.jpg", "from_ann-1.txt"])
def test_short_words_are_found_in_the_names_of_files(name):
    assert redacting.cover(name, ["Ann"]) != name


@pytest.mark.parametrize("text", ["cannot", "Annual", "ANNEX", "421", "planning.pdf"])
def test_short_words_leave_longer_ones_as_they_are(text):
    assert redacting.cover(text, ["Ann", "42"]) == text
