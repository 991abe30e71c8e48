"""The block tree: what counts as saying a part, and that freezing loses nothing."""

from __future__ import annotations

from datetime import date

import pytest

from putright import data
from putright.core import events as e
from putright.core.case import Case
from putright.core.letters import blocks as b
from putright.core.letters import compose, material
from putright.core.letters.tongue import ENGLISH
from putright.core.letters.voice import Voice, record
from putright.core.state import fold

DAY = date(2026, 6, 1)


def letter(*body) -> b.Letter:
    return b.Letter(kind="response", stage=1, on=DAY, reference="T-1", title="A letter", blocks=body)


@pytest.mark.parametrize(
    "body",
    [(), (b.Heading(text="Reasons", part="reasons"),), (b.Paragraph(text=" \n ", part="reasons"),),
     (b.Bullets(items=(), part="reasons"),), (b.Paragraph(text="Because.", part="decision"),)],
)  # fmt: skip
def test_a_part_is_missing_where_nothing_but_a_heading_or_white_space_stands_in_it(body):
    assert b.missing(letter(*body), {"reasons": ("C24-6.9",)}) == {"reasons": ("C24-6.9",)}


def test_a_part_is_there_where_something_is_said():
    assert not b.missing(letter(b.Paragraph(text="Because.", part="reasons")), {"reasons": ("C24-6.9",)})


def test_freezing_a_letter_loses_nothing_and_always_gives_the_same_text():
    one = letter(
        b.Letterhead(name="Homes"), b.Table(head=("a",), rows=(("b",),)), b.Bullets(items=("x",), numbered=True)
    )
    assert b.thaw(b.freeze(one)) == one
    assert b.freeze(b.thaw(b.freeze(one))) == b.freeze(one)


@pytest.mark.parametrize("name", ["housing-ombudsman", "lgsco"])
def test_a_redress_bodys_record_is_the_one_in_force(name):
    body = data.load_bodies()[name]
    for found in body["records"]:
        assert record(body, date.fromisoformat(found["from"])) == found
    assert record(body, date(2019, 1, 1)) == body["records"][0]


def composed(pack, event, *before, brand=None, tongue=ENGLISH):
    told = e.Received(on=DAY, channel="phone", from_="tenant", text="The roof leaks.", brand=brand)
    policy = data.load_policy(pack, brand)
    case = Case.of(fold([told, *before, event]), policy, {})
    voice = Voice(case, data.load_wording(pack))
    to = material.Recipient("Rosa Adeyemi")
    given = material.Material(
        case, voice, data.load_register(), to, "T-1", policy.pack.landlord.name, event.on, tongue=tongue
    )
    return compose.compose(given, event)


@pytest.mark.parametrize("pack", data.pack_names())
def test_a_late_acknowledgement_says_that_time_runs_from_the_day_it_was_due(pack):
    said = str(composed(pack, e.Acknowledged(on=date(2026, 6, 12))))
    assert "from our acknowledgement" not in said
    assert ("the day our acknowledgement was due, Monday 8 June 2026" in said) == (pack != "taunton-heritage-trust")


@pytest.mark.parametrize("pack", data.pack_names())
def test_every_block_of_a_required_part_names_its_provisions(pack):
    event = e.ResponseSent(on=DAY, method="email")
    found = composed(pack, event, e.Decided(on=DAY, findings={"p1": e.Finding("upheld", "So.")}))
    assert all(
        block.cites for block in found.blocks if block.part in ("decision", "reasons", "escalation", "ombudsman")
    )
    assert all(known in _provisions(pack) for block in found.blocks for known in block.cites)


def _provisions(pack):
    return data.load_policy(pack).provisions


def test_what_helps_somebody_is_said_in_their_language_where_the_words_are_ours():
    helps = [e.AdjustmentRecorded(on=DAY, what=what, needs=("large_print",)) for what in ("Large print", "Big letters")]
    polish = data.load_tongue("pl")
    for known, said, lang in ((helps[:1], "Duży druk", ""), (helps, "Duży druk", "en-GB")):
        found = composed("willow-tree", e.Acknowledged(on=DAY), *known, tongue=polish)
        listed = next(one for one in found.blocks if isinstance(one, b.Bullets) and said in one.items)
        assert listed.lang == lang
