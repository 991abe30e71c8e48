"""The answers of a newcomer make a policy that runs, held to the Code; an answer that conflicts is named."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from putright import data
from putright.core import newcomer
from putright.core.lint import Subject, lint
from putright.core.lint.finding import Finding
from putright.core.publishing.kinds import compose
from putright.core.publishing.matter import Matter
from putright.core.publishing.text import to_text
from putright.core.workdays import Period
from putright.data.yaml import read, write

MODEL = {file: read(text, file)[0] for file, text in data.pack_texts("model-2024").items()}
OWN = {"name": "Elm Street Homes", "short": "Elm Street", "prefix": "ESH", "phone": "01632 960001",
       "email": "complaints@elm.example", "post": "1 Elm Street, Anytown AB1 2CD",
       "visit": "1 Elm Street, Anytown AB1 2CD", "online": "www.elm.example/complaints",
       "social": "facebook.com/elmstreethomes"}  # fmt: skip
EDITION = "housing-ombudsman/2024"


def answered(**answers: Any) -> dict[str, Any]:
    return {**newcomer.defaults(MODEL["pack.yaml"]), **OWN, **answers}


def files(**answers: Any) -> dict[str, str]:
    return {file: write(value) for file, value in newcomer.made(MODEL, answered(**answers)).items()}


def findings(**answers: Any) -> list[Finding]:
    found = data.read_pack(files(**answers))
    return lint(Subject(found.policy, data.load_edition(EDITION), found.printed, data.load_bodies()))


def test_the_models_answers_make_a_policy_without_faults_or_conflicts() -> None:
    assert data.faults_of(files()) == ()
    assert findings() == []


def test_it_is_the_landlords_own() -> None:
    found = data.read_pack(files())
    assert (found.policy.pack.pack, found.policy.pack.landlord.name) == ("elm-street-policy", "Elm Street Homes")
    assert found.policy.pack.landlord.prefix == "ESH"
    assert {one["detail"] for one in found.policy.wording["contacts"]} >= {"01632 960001"}
    assert found.printed is not None


def test_the_model_stays_as_it_is() -> None:
    before = write(MODEL)
    newcomer.made(MODEL, answered(stage1_respond=8))
    assert write(MODEL) == before


def test_every_question_says_what_it_is_about() -> None:
    code = data.code_document(EDITION).provisions
    asked = list(newcomer.questions())
    assert len({one.id for one in asked}) == len(asked)
    for one in asked:
        assert one.help, one.id
        assert set(one.code) <= set(code), one.id
        assert one.kind in ("choice", "choices") or not one.choices, one.id


def test_everything_that_is_needed_is_asked_for() -> None:
    assert [one.id for one in newcomer.missing(newcomer.defaults(MODEL["pack.yaml"]))] == ["name", "short", "prefix"]
    assert newcomer.missing(answered()) == []


@pytest.mark.provision("C24-3.1")
@pytest.mark.parametrize(("way", "question"), [(one.way, one.id) for one in newcomer.questions() if one.way])
def test_a_way_to_complain_without_its_contact_is_named_in_words_and_never_promised(way: str, question: str) -> None:
    said = newcomer.unreached(answered(**{question: ""}))
    title = next(one for one in newcomer.questions() if one.id == "channels").choices
    assert list(said) == [question]
    assert f"“{dict(title)[way]}” is ticked as a way to complain" in said[question]
    wording = data.read_pack(files(**{question: ""})).policy.wording
    assert way not in [one["id"] for one in wording["channels"]]
    assert way in [one["id"] for one in data.read_pack(files()).policy.wording["channels"]]


def test_a_way_that_is_not_ticked_and_one_that_needs_no_contact_lack_none() -> None:
    assert newcomer.unreached(answered()) == {}
    assert newcomer.unreached(answered(channels=["letter", "staff", "survey"], phone="", email="", visit="")) == {}


@pytest.mark.provision("C24-3.1")
def test_with_no_contact_at_all_what_is_made_opens_too_few_ways_to_complain_and_nothing_else() -> None:
    bare = dict.fromkeys(newcomer.unreached(newcomer.defaults(MODEL["pack.yaml"])), "")
    assert len(bare) == 6
    assert data.faults_of(files(**bare)) == ()
    assert set(newcomer.by_question(findings(**bare))) == {"channels"}


CONFLICTS = {
    "stage1_acknowledge": 6, "stage1_respond": 11, "stage2_acknowledge": 6, "stage2_respond": 21, "stage1_more": 11,
    "stage2_more": 21, "too_old": 11, "grounds": ["legal_proceedings", "already_considered", "anonymous"],
    "channels": ["phone"],
}  # fmt: skip


@pytest.mark.provision("C24-2.2", "C24-3.1", "C24-6.2", "C24-6.3", "C24-6.11", "C24-6.14", "C24-6.4", "C24-6.15")
@pytest.mark.parametrize("question", CONFLICTS)
def test_an_answer_that_conflicts_with_the_code_is_named_at_its_question(question: str) -> None:
    found = newcomer.by_question(findings(**{question: CONFLICTS[question]}))
    assert set(found) == {question}
    assert data.faults_of(files(**{question: CONFLICTS[question]})) == ()


BETTER = {"stage1_acknowledge": 2, "stage1_respond": 7, "stage2_respond": 15, "stage1_more": 5, "too_old": 24,
          "dispose": 7, "grounds": ["legal_proceedings"], "channels": ["phone", "letter"]}  # fmt: skip


@pytest.mark.parametrize("question", BETTER)
def test_an_answer_that_promises_more_conflicts_with_nothing(question: str) -> None:
    assert findings(**{question: BETTER[question]}) == []


@pytest.mark.parametrize("ground", [ground for ground, _ in next(
    one for one in newcomer.questions() if one.id == "grounds").choices])  # fmt: skip
def test_every_ground_makes_a_policy_that_runs(ground: str) -> None:
    assert data.faults_of(files(grounds=[ground])) == ()


def test_what_is_answered_is_said_wherever_it_stands() -> None:
    found = data.read_pack(files(stage1_respond=7))
    assert found.policy.pack.clocks["stage1.respond"].within == "7 working days"
    assert "within 7 working days" in found.provisions["MOD-13"].asks
    assert found.printed
    assert [one.value for one in found.printed.said("time", "stage1.respond")] == ["7 working days"]
    assert Period.parse("7 working days").number == 7


def test_residents_can_read_it() -> None:
    found = data.read_pack(files(stage1_respond=7, channels=["phone", "letter"]))
    matter = Matter(found.policy, found.policy.wording, data.load_register(), date(2026, 3, 2))
    said = to_text(compose("policy_website", matter))
    assert "7 working days" in said
    assert "Elm Street Homes" in said
    assert "01632 960001" in said
    assert "social media" not in said.casefold()
