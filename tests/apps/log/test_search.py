"""Search finds what people type, whatever they type."""

from __future__ import annotations

import pytest

from putright.apps.casework import log
from putright.apps.casework.models import Party
from putright.apps.casework.search import normalise, search
from tests.apps.cases import AT, append, complainant, event, start


@pytest.fixture
def rosa(landlord):
    return start(landlord, name="Rosa O'Neill", text="Damp and mould in the children's room").case


@pytest.mark.parametrize(
    "text",
    [
        "rosa", "ROSA", "O'Neill", "o’neill", "oneill", "TST-2026-000001", "tst 2026", "000001",
        "12 mill lane", "Mill Lane, Shifnal", "TF11 8AB", "tf118ab", "tf11", "mould", "moul dam", "childrens",
        "rosa@mail.example",
    ],
)  # fmt: skip
def test_it_finds(rosa, people, text):
    start(people.team.landlord, name="Sam Poole", text="The gate")
    assert rosa in search(people.una, text)


@pytest.mark.parametrize(
    "text", ["", "   ", '"', "(", "*", "a:b", "AND", "rosa NOT damp", "NEAR(", "' OR 1=1", "\\", "&|!", "%"]
)
def test_anything_may_be_typed(rosa, people, text):
    assert list(search(people.una, text)) in ([], [rosa])


@pytest.mark.parametrize("text", ["rosa gate", "ould", "rosb"])
def test_every_word_must_be_found_from_its_beginning(rosa, people, text):
    assert not search(people.una, text).exists()


def test_accents_do_not_matter(landlord, people):
    case = start(landlord, name="Zoë Müller").case
    assert [*search(people.una, "zoe muller")] == [*search(people.una, "Zoë MÜLLER")] == [case]


def test_the_latest_comes_first(landlord, people):
    cases = [start(landlord, on=event("closed").on.replace(day=day)).case for day in (5, 9, 7)]
    assert [*search(people.una, "roof")] == [cases[1], cases[2], cases[0]]


def test_it_follows_changes(rosa, people):
    opened = type("Opened", (), {"case": rosa})
    append(opened, parties=[complainant("Rosa Bell")])
    assert not search(people.una, "oneill").exists()
    assert search(people.una, "bell").exists()
    append(opened, parties=[Party(key="2", role="representative", name="Idris Vaughan", phone="01952 000 111")])
    assert search(people.una, "idris 01952000111").exists()
    with log.open(rosa.landlord, rosa.reference) as again:
        log.erase(again, AT)
    assert not search(people.una, "bell").exists()


def test_normalise():
    assert normalise("Zoë O'Neill, 12-14 High St.") == "zoe oneill 12 14 high st"
