"""What a record lacks is said, with its day; what is there and in time is not."""

from __future__ import annotations

from datetime import date

import pytest

from putright import data
from putright.core import events as e
from putright.core.gaps import gaps, subject
from putright.core.policy import Person

PEOPLE = {
    "ana": Person("ana", frozenset({"complaint_handler"}), trained=True),
    "ben": Person("ben", frozenset({"business_manager"}), trained=True),
}


def march(day: int) -> date:
    return date(2026, 3, day)


def told(*events, as_of=date(2026, 3, 31), **fields):
    first = e.Received(on=march(2), **{"channel": "phone", "from_": "tenant", **fields})
    return [gap.text for gap in gaps([first, *events], data.load_policy("housing-services"), PEOPLE, as_of)]


def whole():
    """A stage 1 to which nothing is lacking."""
    return [
        e.Defined(on=march(3), points={"p1": "The roof"}, outcomes=()),
        e.Assigned(on=march(3), to="ana"),
        e.Acknowledged(on=march(3), method="email"),
        e.Contacted(on=march(4), method="phone"),
        e.PositionHeard(on=march(4), party="complainant"),
        e.Decided(on=march(10), findings={"p1": e.Finding("upheld", "It leaked.")}),
        e.ResponseSent(on=march(11), method="email", by="ana"),
    ]


def test_nothing_is_said_of_a_whole_record():
    assert told(*whole()) == []


def test_what_never_came_and_what_came_late():
    late = e.Acknowledged(on=march(12), method="email")
    assert told(late, as_of=march(13)) == [
        "The acknowledgement of the complaint due by 9 March 2026 is recorded for 12 March 2026: 3 days late",
        "The acknowledgement of 12 March 2026 came before the complaint was defined",
    ]
    assert told(as_of=march(10)) == ["No record of the acknowledgement of the complaint due by 9 March 2026"]
    assert told(as_of=march(9)) == []


def test_a_call_that_was_promised():
    promised = e.PromiseMade(on=march(3), id="c1", what="Ring about the roofer", by=march(4), method="phone")
    text = "No record of the call promised for 4 March 2026 (“Ring about the roofer”)"
    assert text in told(promised, as_of=march(6))
    assert text not in told(promised, as_of=march(4))


def test_a_promise_that_a_later_one_took_the_place_of_is_still_told():
    agreed = e.UpdatesAgreed(on=march(3), every_working_days=2)
    found = told(agreed, e.UpdateSent(on=march(12)), as_of=march(13))
    assert (
        "No record of the update due by 5 March 2026, the last before it being of 3 March 2026; "
        "the next is recorded for 12 March 2026"
    ) in found


def test_remedies_that_are_not_done():
    steps = whole()
    roof = {"r1": e.Remedy("work", "Mend the roof", march(20))}
    steps[5] = e.Decided(on=march(10), findings={"p1": e.Finding("upheld", "It leaked.")}, remedies=roof)
    assert told(*steps) == ["No record of the remedy promised for 20 March 2026 (“Mend the roof”)"]


@pytest.mark.parametrize(
    ("left_out", "text"),
    [
        ("position_heard", "No record that the complainant was heard before the decision at stage 1 of 10 March 2026"),
        ("assigned", "No record of who handled stage 1"),
        ("defined", "The acknowledgement of 3 March 2026 came before the complaint was defined"),
    ],
)
def test_steps_without_a_trace(left_out, text):
    assert text in told(*(event for event in whole() if event.kind != left_out))


def test_somebody_complained_of_who_was_not_heard():
    assert "No record that ben was heard" in told(*whole(), about=("ben",))[0]


def test_a_letter_that_came_back_and_was_not_sent_again():
    back = e.NoticeBounced(on=march(13), of="response_sent")
    text = "The response came back on 13 March 2026; no record that it was sent again"
    assert text in told(*whole(), back)
    assert text not in told(*whole(), back, e.ResponseSent(on=march(16), method="post", by="ana"))


def test_an_anonymous_complaint_lacks_nothing_that_cannot_be():
    assert told(from_="anonymous") == []


def test_a_duty_that_is_not_known_here_is_called_by_its_name():
    from putright.core.case import Case
    from putright.core.state import fold

    state = fold([e.Received(on=march(2), channel="phone", from_="tenant")])
    case = Case.of(state, data.load_policy("housing-services"), PEOPLE)
    assert subject(case, "new.thing:x1") == ("“new thing x1”", "")
