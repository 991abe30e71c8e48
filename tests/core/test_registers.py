"""What is no complaint: what is owed about it, who hears of it, and that a complaint can still be made of it."""

from __future__ import annotations

from datetime import date

import pytest

from putright import data
from putright.core import events as e
from putright.core.case import Case
from putright.core.decide import decide
from putright.core.duties import find, holds
from putright.core.events import VOCABULARY
from putright.core.explain import in_words
from putright.core.policy import Person
from putright.core.registers import REGISTERS, audience, shared_on
from putright.core.state import fold
from putright.core.warnings import warnings

PEOPLE = {
    "max": Person("max", frozenset({"chief_executive"})),
    "bea": Person("bea", frozenset({"business_manager"})),
}


def march(day: int) -> date:
    return date(2026, 3, day)


def case(pack: str, kind: str, *more: e.Event, source: str = "tenant", brand: str | None = None, **triage) -> Case:
    first = e.Received(on=march(2), channel="phone", from_=source, brand=brand)
    happened = [first, e.Triaged(on=march(2), as_=kind, **triage), *more]
    return Case.of(fold(happened), data.load_policy(pack), PEOPLE)


def refused(found: Case, event: e.Event) -> list[str]:
    return [reason.rule for reason in decide(found, event)]


def test_every_kind_has_its_register():
    from typing import get_args

    assert set(REGISTERS) == set(get_args(e.Triage)) - {"complaint"}


@pytest.mark.parametrize("kind", [kind for kind in REGISTERS if kind != "compliment"])
def test_something_is_owed_about_every_kind_from_the_day_it_came(kind):
    name = "service_request" if kind == "service_request" else "answer"
    duty = find(case("willow-tree", kind), name)
    assert duty
    assert duty.status(march(2)) == "open"
    assert "No date: the policy sets none." in in_words(duty.derivations[0], data.load_policy("willow-tree").calendar)
    assert duty.derivations[0].reading


@pytest.mark.provision("WTP-08")
def test_a_request_is_due_on_the_last_day_given_and_stays_due_after_the_complaint_about_it_is_closed():
    dated = e.RequestDated(on=march(3), by=march(20))
    moved = e.RequestDated(on=march(10), by=march(27), reason="The part has not come")
    found = case("willow-tree", "service_request", dated, moved, e.MadeFormal(on=march(11)))
    duty = find(found, "service_request")
    assert duty
    assert (duty.due, duty.derivations[0].reading) == (march(27), "The part has not come")
    assert found.state.status == "open"
    assert find(found, "stage1.acknowledge").due == march(18)
    assert "what they asked for" in holds(found.state)
    done = case("willow-tree", "service_request", dated, e.RequestCompleted(on=march(20)))
    assert find(done, "service_request").status(march(20)) == "met"
    assert "what they asked for" not in holds(done.state)


def test_a_date_is_not_moved_without_a_reason_nor_given_for_a_day_that_is_over():
    dated = case("willow-tree", "service_request", e.RequestDated(on=march(3), by=march(20)))
    assert refused(dated, e.RequestDated(on=march(4), by=march(27))) == ["request_date_reasoned"]
    assert refused(dated, e.RequestDated(on=march(4), by=march(27), reason=" ")) == ["request_date_reasoned"]
    assert not refused(dated, e.RequestDated(on=march(4), by=march(27), reason="No scaffold"))
    undated = case("willow-tree", "service_request")
    assert refused(undated, e.RequestDated(on=march(4), by=march(3))) == ["request_date_reasoned"]
    assert refused(case("willow-tree", "comment"), e.RequestDated(on=march(4), by=march(9))) == ["possible_now"]


@pytest.mark.provision("HSP-14")
def test_a_petition_has_reached_whom_the_policy_names_once_somebody_of_that_role_was_told():
    found = case("housing-services", "petition")
    assert audience(found) == ("chief_executive",)
    assert shared_on(found) is None
    other = e.FeedbackShared(on=march(3), with_=("bea",))
    assert shared_on(case("housing-services", "petition", other)) is None
    assert shared_on(case("housing-services", "petition", e.FeedbackShared(on=march(4), with_=("max",)))) == march(4)
    assert shared_on(case("housing-services", "petition", e.Reported(on=march(5), to="chief_executive"))) == march(5)
    both = case("housing-services", "petition", other, e.FeedbackShared(on=march(6), with_=("max",)))
    assert find(both, "share").done == march(6)


@pytest.mark.provision("HPG-02")
def test_a_compliment_is_for_those_it_praises_and_waits_for_no_answer():
    found = case("housing-plus-group", "compliment", brand="wrekin")
    assert find(found, "answer") is None
    assert refused(found, e.Closed(on=march(3))) == ["entry_settled"]
    assert decide(found, e.Closed(on=march(3)))[0].cites == ("HPG-02",)


def test_nobody_is_answered_who_gave_no_name_and_still_it_is_passed_on():
    found = case("housing-services", "petition", source="anonymous")
    assert find(found, "answer").status(march(3)) == "lapsed"
    assert find(found, "share").status(march(3)) == "open"


@pytest.mark.provision("WTL-02")
def test_only_a_copy_that_was_given_answers_whoever_asked_for_the_policy():
    offered = e.PolicyCopy(on=march(3), what="offered")
    assert find(case("willow-tree", "policy_request", offered), "answer").done is None
    given = e.PolicyCopy(on=march(4))
    assert find(case("willow-tree", "policy_request", offered, given), "answer").done == march(4)


@pytest.mark.provision("WTP-17", "C24-1.6", "C20-B1.3")
@pytest.mark.parametrize("pack", ["willow-tree", "model-2024", "taunton-heritage-trust"])
def test_whoever_is_unhappy_in_a_survey_learns_how_to_complain(pack):
    def told(**triage):
        found = case(pack, "survey_feedback", **triage)
        return [one for one in warnings(found, march(3)) if one.name == "choice_not_offered"]

    assert told()[0].cites
    assert told(choice_offered=True, choice="not_a_complaint") == []


def test_what_was_sorted_wrongly_leaves_the_register():
    found = case("willow-tree", "comment", e.Triaged(on=march(3), as_="complaint"))
    assert found.state.entry.kind is None
    assert find(found, "answer") is None
    assert refused(found, e.FeedbackAnswered(on=march(4), what="Thank you")) == ["possible_now"]
    assert find(found, "stage1.acknowledge").due == march(9)


def test_a_promised_date_is_not_lost_by_sorting_it_anew():
    dated = e.RequestDated(on=march(3), by=march(20))
    found = case("willow-tree", "service_request", dated, e.Triaged(on=march(4), as_="enquiry"))
    assert find(found, "service_request").due == march(20)


def test_a_request_that_ends_without_being_done_is_explained():
    ended = e.RequestCompleted(on=march(5), done=False, what="The fence is the neighbour's")
    found = case("willow-tree", "service_request", ended)
    assert find(found, "service_request").status(march(6)) == "lapsed"
    assert "request_not_done" in [one.name for one in warnings(found, march(6))]
    told = case("willow-tree", "service_request", ended, e.FeedbackAnswered(on=march(6), what="It is not ours"))
    assert "request_not_done" not in [one.name for one in warnings(told, march(6))]
    assert not refused(told, e.Closed(on=march(6)))


def test_how_it_came_is_kept_and_free_words_apart_from_the_event():
    came = e.Received(
        on=march(2), channel="social_media", from_="tenant", public=True, where="facebook.example/1", sender="lgsco",
        their_reference="LG-7", score="2 of 5", dated=march(1), told_to="3", categories=("late",),
    )  # fmt: skip
    kept, texts = e.split_texts(came)
    assert {"facebook.example/1", "LG-7", "2 of 5"} == set(texts)
    assert e.decode(e.join_texts(kept, texts)) == came
    assert e.encode(e.Received(on=march(2), channel="phone", from_="tenant")).keys() == {
        "event",
        "on",
        "channel",
        "from",
    }
    assert VOCABULARY["received"].is_fact
