"""What happened in its own order, obligations in the response, and who is uninvolved."""

from __future__ import annotations

from datetime import date

import pytest

from putright import data
from putright.core import events as e
from putright.core.case import Case
from putright.core.chronology import chronology
from putright.core.decide import decide
from putright.core.letters import blocks as b
from putright.core.policy import Person
from putright.core.state import fold
from tests.core.test_letters import DAY, composed

TUESDAY = date(2026, 6, 2)


def test_a_fact_stands_on_the_day_it_happened_whenever_it_was_recorded():
    told = [
        e.Received(on=DAY, channel="phone", from_="tenant", occurred=date(2026, 1, 5), ended=date(2026, 5, 1)),
        e.Assigned(on=DAY, to="ana"),
        e.EvidenceRecorded(on=TUESDAY, id="v1", what="The first leak", source="The diary", happened=date(2026, 2, 1)),
        e.EvidenceRecorded(on=TUESDAY, id="v2", what="A plan of the roof", source="The file"),
        e.InterviewHeld(on=TUESDAY, with_="ana", what="Saw it."),
    ]
    found = chronology(told, {"ana": "Ana"})
    assert [(fact.on, fact.source, fact.n) for fact in found] == [
        (date(2026, 1, 5), "The complaint", 0),
        (date(2026, 2, 1), "The diary", 2),
        (date(2026, 5, 1), "The complaint", 0),
        (DAY, "", 0),
        (TUESDAY, "", 4),
    ]
    assert found[4].text == "Interview with Ana"


@pytest.mark.provision("C20-B4.4")
def test_the_response_sets_out_what_each_side_has_to_do():
    decided = e.Decided(on=DAY, findings={"p1": e.Finding("upheld", "It leaks.")})
    both = e.ObligationsRecorded(
        on=DAY, landlord="To keep the roof whole.", resident="To let us in.", source="Clause 4"
    )
    sent = e.ResponseSent(on=DAY, method="email")
    texts = [one.text for one in composed("model-2024", sent, both, decided).blocks if isinstance(one, b.Paragraph)]
    assert "As we understand it, we have to do this: To keep the roof whole." in texts
    assert "You have to do this: To let us in." in texts
    assert "This stands in: Clause 4" in texts
    headings = [one.text for one in composed("model-2024", sent, decided).blocks if isinstance(one, b.Heading)]
    assert "What each of us has to do" not in headings


PEOPLE = {
    "ana": Person("ana", frozenset({"complaints_officer"})),
    "ben": Person("ben", frozenset({"front_line"}), manager="cal"),
    "cal": Person("cal", frozenset({"manager"}), manager="dot"),
    "dot": Person("dot", frozenset({"senior_manager"})),
    "eve": Person("eve", frozenset({"complaints_officer"})),
    "fay": Person("fay", frozenset({"board_member"})),
}


@pytest.mark.provision("C24-5.1", "MOD-01")
@pytest.mark.parametrize(
    ("who", "why"),
    [
        ("ana", "has had a part in the complaint"), ("ben", "is said to have treated them worse"),
        ("cal", "manages ben"), ("dot", "manages ben"), ("eve", "gave evidence"), ("fay", ""),
    ],
)  # fmt: skip
def test_whoever_looks_into_worse_treatment_has_no_tie_to_it(who, why):
    told = [
        e.Received(on=DAY, channel="phone", from_="tenant"),
        e.Assigned(on=DAY, to="ana"),
        e.InterviewHeld(on=DAY, with_="eve", what="Saw it."),
        e.DetrimentAlleged(on=DAY, id="d1", text="No calls are returned", about=("ben",)),
    ]
    case = Case.of(fold(told), data.load_policy("model-2024"), PEOPLE)
    said = " ".join(reason.text for reason in decide(case, e.DetrimentAssigned(on=DAY, id="d1", to=who)))
    assert (why in said) if why else not said


def test_an_answer_to_no_request_is_taken_and_changes_nothing():
    told = [e.Received(on=DAY, channel="phone", from_="tenant"), e.InformationReceived(on=DAY, id="r9", what="A note")]
    assert fold(told).inquiry.requests == {}
