"""Printed policies are read by rules: what they say, what differs from pack and register, and what is not found."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest
import yaml

from putright import data
from putright.core.printed import PROMISES
from putright.core.publishing import text as printing
from putright.core.publishing.kinds import compose
from putright.core.publishing.matter import Matter
from putright.core.reading import Reading, read
from putright.core.reading.comparing import Comparison, compare, in_words
from putright.core.reading.layout import LONGEST_BEFORE, LONGEST_LINE, LONGEST_SENTENCE, lay_out
from putright.core.reading.promises import PROMISED
from tests.core.reading.places import DOCUMENTS, SEEDS

EXPECTED = yaml.safe_load((Path(__file__).parent / "expected.yaml").read_text(encoding="utf-8"))
ON = date(2026, 11, 22)
BODIES = data.load_bodies()


def cases() -> list[tuple[str, str]]:
    """Each pack with our own document, and with the seeds where they are at hand."""
    return [(pack, kind) for pack in EXPECTED for kind in ("own", "seed") if kind == "own" or SEEDS.is_dir()]


@cache
def reading(pack: str, kind: str = "own") -> Reading:
    paths = [DOCUMENTS / f"{pack}.txt"] if kind == "own" else [SEEDS / name for name in EXPECTED[pack]["seeds"]]
    return read("\n".join(path.read_text(encoding="utf-8") for path in paths), pack, BODIES)


@cache
def held(pack: str, kind: str = "own") -> Comparison:
    return compare(reading(pack, kind).printed, data.load_policy(pack), BODIES, ON)


def called(said) -> tuple[str, str]:
    return (f"{said.topic} {said.of}".strip(), said.value)


def pairs(expected) -> set[tuple[str, str]]:
    return {pair for one in expected for pair in one.items()}


@pytest.mark.parametrize(("pack", "kind"), cases())
def test_it_says_what_is_expected(pack, kind):
    said = {called(one) for one in reading(pack, kind).printed.says}
    assert pairs([*EXPECTED[pack]["says"], *EXPECTED[pack]["differs"]]) - said == set()


@pytest.mark.parametrize(("pack", "kind"), cases())
def test_it_says_nothing_of_what_the_document_is_silent_on(pack, kind):
    assert {one.topic for one in reading(pack, kind).printed.says} & set(EXPECTED[pack]["silent"]) == set()


@pytest.mark.parametrize(("pack", "kind"), cases())
def test_exactly_the_differences_are_found(pack, kind):
    differs = {called(one.said) for one in held(pack, kind).differs if one.said.topic != "definition"}
    assert differs == pairs(EXPECTED[pack]["differs"])


@pytest.mark.parametrize(("pack", "kind"), cases())
def test_what_is_not_there_is_said_to_be_not_found(pack, kind):
    missing = {f"{one.topic} {one.of}" for one in held(pack, kind).not_found}
    assert set(EXPECTED[pack]["not_found"]) - missing == set()


@pytest.mark.parametrize(("pack", "kind"), cases())
def test_everything_stands_in_the_line_it_names(pack, kind):
    names = [DOCUMENTS / f"{pack}.txt"] if kind == "own" else [SEEDS / name for name in EXPECTED[pack]["seeds"]]
    lines = "\n".join(path.read_text(encoding="utf-8") for path in names).splitlines()
    for one in reading(pack, kind).printed.says:
        first = one.text.split()[0].strip("“'‘(")
        assert first in " ".join(lines[one.line - 1 : one.line + 3]), one


@pytest.mark.provision("HSP-07")
def test_a_definition_of_its_own_differs_and_one_of_two_that_agrees_does_not():
    assert [one.cites for one in held("housing-services").differs if one.said.topic == "definition"] == [("HSP-07",)]
    assert not [one for one in held("taunton-heritage-trust").differs if one.said.topic == "definition"]


@pytest.mark.provision("THT-43", "WTL-16")
def test_a_difference_names_the_detail_and_what_the_register_has_on_the_day():
    said = [in_words(one, ON) for one in held("willow-tree").differs if one.origin == "register"]
    assert "“info@housingombudsman.org.uk” is not at its site, housing-ombudsman.org.uk" in said[0]
    assert said[0].startswith("Housing Ombudsman, e-mail: the document has")
    (post,) = [one for one in held("taunton-heritage-trust").differs if one.said.of.endswith("/post")]
    assert "PO Box 1484" in post.has


def test_an_address_that_was_in_force_agrees_on_its_day():
    printed = reading("taunton-heritage-trust").printed
    found = compare(printed, data.load_policy("taunton-heritage-trust"), BODIES, date(2021, 3, 1))
    assert "housing-ombudsman/post" in {one.of for one in found.agrees}


def test_a_code_bound_in_is_left_out_but_for_ways_that_ended():
    found = reading("taunton-heritage-trust")
    (part,) = found.left_out
    assert part.title == "The Housing Ombudsman's Complaint Handling Code, July 2020"
    inside = {one.topic for one in found.printed.says if part.first < one.line <= part.last}
    assert inside == {"access"}


def test_the_model_policy_in_print_agrees_with_its_pack():
    found = held_of("model-2024")
    assert found.differs == ()
    assert {one.of for one in found.agrees if one.topic in ("time", "start")} == {
        "stage1.acknowledge", "stage1.respond", "stage2.acknowledge", "stage2.respond", "dispose",
    }  # fmt: skip


@cache
def held_of(pack: str) -> Comparison:
    return compare(
        read((DOCUMENTS / f"{pack}.txt").read_text(encoding="utf-8"), pack, BODIES).printed,
        data.load_policy(pack), BODIES, ON,
    )  # fmt: skip


def published() -> list[tuple[str, str | None]]:
    """Every shipped pack, once for each brand."""
    packs = {name: data.load_policy(name) for name in data.pack_names()}
    return [(name, brand) for name, policy in packs.items() for brand in (policy.pack.brands or [None])]


@pytest.mark.parametrize(("pack", "brand"), published())
def test_the_policy_that_a_pack_publishes_reads_back_in_agreement(pack, brand):
    policy = data.load_policy(pack).of(brand)
    document = compose("policy_website", Matter(policy, data.load_wording(pack), data.load_register(), ON))
    found = compare(read(printing.to_text(document), pack, BODIES).printed, policy, BODIES, ON)
    assert [in_words(one, ON) for one in found.differs] == []
    asked = {"time", "start", "exclusion", "stage", "contact", "definition"}
    assert [one.text for one in found.not_found if one.topic in asked] == []


def test_what_a_pack_states_by_hand_is_read_from_its_document():
    """Definition and contacts may be stated in a longer form; a promise is the owner's judgement."""
    if not SEEDS.is_dir():
        pytest.skip("the source documents are not at hand")
    for pack in EXPECTED:
        stated = data.load_pack(pack).printed
        topics = {"time", "start", "extension", "exclusion", "counted_from", "writing", "access"}
        said = {called(one) for one in reading(pack, "seed").printed.says}
        assert {called(one) for one in stated.says if one.topic in topics} - said == set(), pack


def test_every_promise_has_its_words():
    assert set(PROMISED) == set(PROMISES)


@pytest.mark.parametrize("text", ["", "\n\n", "Nothing here is about it.\n", "A complaint " * 2000, "a\tb\n" * 50])
def test_a_text_that_says_nothing_says_nothing(text):
    assert [one for one in read(text, "x", BODIES).printed.says if one.topic in ("time", "exclusion", "contact")] == []


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("We acknowledge your complaint within five working days.", ("stage1.acknowledge", "5 working days")),
        ("Within 3 working days of receipt, we will acknowledge it.", ("stage1.acknowledge", "3 working days")),
        ("At stage 1 we reply within two weeks.", ("stage1.respond", "2 weeks")),
        ("You can ask for a review within 28 calendar days.", ("stage2.request", "28 days")),
        ("Records of all complaints are kept for six years.", ("dispose", "6 years")),
    ],
)
def test_times_are_known_by_their_words(text, time):
    (said,) = read(text, "x", BODIES).printed.said("time")
    assert (said.of, said.value) == time


def test_a_time_whose_purpose_no_word_says_is_not_guessed():
    assert not list(
        read("We reply within ten working days.\n\nWe meet every two weeks.", "x", BODIES).printed.said("time")
    )


@pytest.mark.parametrize("words", ["within ten working days ", "within twelve months of ", "1 ", "a@b."])
def test_one_endless_paragraph_is_looked_at_in_bounds(words):
    document = lay_out(words * (20_000 // len(words)))
    assert max(len(block.text) for block in document.blocks) <= 2 * LONGEST_LINE
    assert all(len(one.before) <= LONGEST_BEFORE and len(one.text) <= LONGEST_SENTENCE for one in document.sentences())
