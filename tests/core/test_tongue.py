"""The languages of letters: what is looked up, what fills it, and that the shipped catalogues are whole."""

from __future__ import annotations

from datetime import date

import pytest
from babel import Locale
from babel.messages.catalog import Catalog
from hypothesis import given
from hypothesis import strategies as st

from putright import data
from putright.core.letters.blocks import right_to_left
from putright.core.letters.tongue import ENGLISH, SLOT, Tongue
from putright.core.workdays import Period
from putright.data import tongues
from putright.reference import phrases

SHIPPED = [code for code in data.tongue_names() if code != ENGLISH.code]
POLISH = Tongue(
    "pl",
    phrases={"By {day}.": "Do {day}.", "{n} working day": ("{n} dzień", "{n} dni", "{n} dni roboczych")},
    plural=lambda n: 0 if n == 1 else 1 if n < 5 else 2,
)


def test_a_text_is_found_and_its_slots_are_filled():
    assert POLISH.t("By {day}.", day="3 kwietnia") == "Do 3 kwietnia."


def test_what_is_not_translated_stands_in_english_and_says_so():
    assert POLISH.t("Our apology") == "Our apology"
    assert POLISH.known("Our apology") is None
    assert ENGLISH.known("Our apology") == "Our apology"


@given(st.text())
def test_what_fills_a_slot_is_never_looked_through_again(typed):
    assert ENGLISH.t("By {day}.", day=typed) == f"By {typed}."


def test_a_slot_that_nobody_fills_stays_to_be_seen():
    assert ENGLISH.t("By {day} at {hour}.", day="noon") == "By noon at {hour}."


@pytest.mark.parametrize(("number", "said"), [(1, "1 dzień"), (2, "2 dni"), (10, "10 dni roboczych")])
def test_what_is_counted_takes_the_form_of_its_number(number, said):
    assert POLISH.period(Period(number, "working days")) == said


def test_english_counts_in_two_forms():
    assert [ENGLISH.period(Period(n, "months")) for n in (1, 2)] == ["1 month", "2 months"]


def test_no_catalogue_is_an_error():
    with pytest.raises(KeyError, match="tlh"):
        data.load_tongue("tlh")


@pytest.mark.parametrize(
    ("code", "said"),
    [("en-GB", "Friday 3 April 2026"), ("cy", "Dydd Gwener, 3 Ebrill 2026"), ("pl", "piątek, 3 kwietnia 2026")],
)
def test_a_date_is_written_as_its_language_writes_it(code, said):
    assert data.load_tongue(code).day(date(2026, 4, 3)) == said


@pytest.mark.parametrize("code", SHIPPED)
def test_a_shipped_language_is_written_the_way_it_is_everywhere(code):
    assert right_to_left(code) == (Locale.parse(code).text_direction == "rtl")


def test_urdu_is_written_from_right_to_left():
    assert right_to_left("ur")
    assert not right_to_left("cy")


OWN = ""
"""The product's own texts, beside each landlord's."""
CATALOGUES = pytest.mark.parametrize(
    ("code", "pack"), [(code, pack) for code in SHIPPED for pack in (OWN, *data.pack_names())]
)


def catalogue(code: str, pack: str) -> Catalog:
    folder = tongues.HERE / "packs" / pack if pack else tongues.HERE
    return tongues.load_catalogue(folder / "translations" / f"{code}.po")


@CATALOGUES
def test_a_shipped_catalogue_has_every_text_and_no_other(code, pack):
    found = {m.id if isinstance(m.id, str) else m.id[0] for m in catalogue(code, pack) if m.id}
    assert found == {one for one, _ in (phrases.of_pack(pack) if pack else phrases.fixed())}
    assert phrases.lacking(catalogue(code, pack)) == []


@CATALOGUES
def test_a_translation_has_the_slots_of_its_text(code, pack):
    for message in catalogue(code, pack):
        forms = (message.string,) if isinstance(message.string, str) else message.string
        ids = (message.id,) if isinstance(message.id, str) else message.id
        for form in forms if message.id else ():
            assert set(SLOT.findall(form)) == set(SLOT.findall(ids[-1])), message.id


@pytest.mark.parametrize("code", SHIPPED)
def test_a_counted_text_has_a_form_for_every_number(code):
    tongue = data.load_tongue(code)
    for unit in ("working days", "days", "months"):
        said = [tongue.period(Period(n, unit)) for n in range(1, 130)]
        assert all(str(n) in text for n, text in enumerate(said, 1))
        assert not any(text.endswith(("days", "months", "day", "month")) for text in said)
