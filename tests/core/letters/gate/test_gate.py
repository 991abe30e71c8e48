"""The gate as a whole: never raises, finds what an empty letter lacks, and says the same of the same words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from putright import data
from putright.core.letters import compose, gate, prose
from tests.core.letters.gate import stand

PIECES = [
    "£", "£150", "1,50", "31 June 2026", "Sunday 14 June", "29/02/2027", "99.99.9999", "2026-13-40", "by", "We will",
    "stage", "stage 2", "within 999 days", "ten working days", "answer", "Housing Ombudsman", "L33 7WQ", "@", "{", "}",
    "0300 111 3000", "info@housing-ombudsman.org.uk", "[insert", "]", "<", "sorry if", "You claim", "Tomasz", "XXX",
    "Mr. Bell", "MUST", "!!", "…", "\n\n", "\r\n", "- ", "1. ", ".", "?", "in order to", "“", "’", "\u202e", "\x00",
    "سلام", "日本",
]  # fmt: skip
TEXTS = st.one_of(st.text(max_size=200), st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join))


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(sorted(stand.TYPED)), st.sampled_from([1, 2]), st.data())
def test_it_never_raises_and_names_only_places_there_are(kind, stage, drawn):
    fields = {place: drawn.draw(TEXTS) for place in ("opening", "apology", "investigation", "progress")}
    fields |= {place: drawn.draw(TEXTS) + "." for place in stand.TYPED[kind]}
    checked = stand.letter({"kind": kind, "stage": 1 if kind == "refusal" else stage, "typed": fields})
    found = gate.check(checked)
    assert {finding.place for finding in found} <= {*fields, "until", ""}
    assert [finding.blocks for finding in found] == sorted((f.blocks for f in found), reverse=True)
    assert found == gate.check(checked)
    assert all(finding.text and finding.rule in gate.rules() for finding in found)


@settings(max_examples=60, deadline=None)
@given(TEXTS, TEXTS)
def test_it_never_raises_on_what_was_decided(reasons, what):
    findings = {key: {**found, "reasons": reasons} for key, found in stand.FINDINGS.items()}
    remedies = {"r1": {"kind": "work", "what": what, "by": stand.june(30)}}
    gate.check(stand.letter({"findings": findings, "remedies": remedies, "points": {"p1": what, "p2": reasons}}))


@pytest.mark.parametrize(
    "seed", ["we will by 12 June 2026 ", "a", "www.", "mr. ", "{a} ", "you can ", "ombudsman 8 weeks ", "0300 111 "]
)
def test_a_text_made_to_be_slow_is_looked_through_all_the_same(seed):
    checked = stand.letter({"typed": {"opening": (seed * 20_000)[:20_000]}})
    assert len(gate.check(checked)) <= gate.base.MOST * len(gate.rules())


@pytest.mark.parametrize("pack", data.pack_names())
@pytest.mark.parametrize("kind", ["acknowledgement", "extension", "refusal", "escalation_refusal", "response"])
def test_an_empty_letter_lacks_every_part_that_is_required(pack, kind):
    checked = stand.letter({"pack": pack, "kind": kind})
    empty = stand.with_letter(checked, blocks=())
    found = [finding for finding in gate.check(empty) if finding.rule == "required_part"]
    required = compose.required(checked.case, checked.event)
    assert [finding.cites for finding in found] == [tuple(dict.fromkeys(cites)) for cites in required.values()]
    assert all(finding.blocks for finding in found)


def test_a_whole_letter_passes():
    for pack in data.pack_names():
        for kind in stand.TYPED:
            found = gate.check(stand.letter({"pack": pack, "kind": kind}))
            assert found == [], (pack, kind)


def test_locked_words_are_not_judged_by_rules_of_style():
    swap = {"our response to your complaint": "our COMPREHENSIVE DETERMINATION pursuant to your alleged complaint"}
    assert gate.check(stand.letter({"swap": swap})) == []


def test_a_finding_keeps_its_key_while_its_words_stay():
    scene = {"typed": {"opening": "You claim that nobody rang.", "apology": "We are sorry that nobody rang."}}
    (one,) = stand.found(scene, "blame")
    more = {"typed": {**scene["typed"], "apology": "We are sorry that we did not ring."}}
    other = {"typed": {**scene["typed"], "opening": "You claim that nobody came."}}
    assert stand.found(more, "blame")[0].key == one.key
    assert stand.found(other, "blame")[0].key != one.key


@pytest.mark.parametrize(
    ("text", "number"),
    [("We rang. Nobody came.", 2), ("We rang Mr. Bell at 9 a.m. on Monday.", 1), ("One:\n- two\n- three", 3),
     ("“Come.” They came.", 2), ("", 0), ("No stop", 1)],
)  # fmt: skip
def test_sentences(text, number):
    assert len(list(prose.sentences(text))) == number


def test_hard_words_and_long_sentences_read_harder():
    easy = prose.measure(list(prose.sentences("We came on Monday. The roof leaked. We put a tile back.")))
    hard = prose.measure(list(prose.sentences("Comprehensive investigation established considerable deterioration.")))
    assert easy.age < 9
    assert hard.age > 16


def test_every_term_of_the_list_is_found_with_its_plainer_words():
    jargon = data.load_jargon()
    assert len({*jargon.plainer.values()}) > 100
    for term, plainer in jargon.plainer.items():
        assert (term, plainer) in list(jargon.terms_in(f"The {term.upper()}, they said."))
    assert list(jargon.terms_in("We avoided delay.")) == []
