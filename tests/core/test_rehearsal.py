"""The rehearsal runner: what it reads, what it holds, and what it says of a file that cannot be run."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from putright.core.rehearsal import Faulty, Result, Script, local_date, run, schema
from putright.data import load_policy

RECEIVED = {"at": "2026-06-01", "event": "received", "channel": "email", "from": "tenant"}


def results(
    events: list[dict[str, Any]], expect: list[dict[str, Any]], policy: str = "willow-tree"
) -> tuple[Result, ...]:
    script = Script(rehearsal="x", policy=policy, events=[RECEIVED, *events], expect=expect)
    return run(script, load_policy(policy)).results


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-03-30", "2026-03-30"), ("2026-03-30 09:12", "2026-03-30"), ("2026-03-30 23:59", "2026-03-30"),
        ("2026-03-29T00:30:00Z", "2026-03-29"), ("2026-03-28T23:30:00Z", "2026-03-28"),
        ("2026-03-29T22:59:59+00:00", "2026-03-29"), ("2026-03-29T23:00:00+00:00", "2026-03-30"),
        ("2026-10-24T23:30:00+00:00", "2026-10-25"), ("2026-10-25T00:30:00+01:00", "2026-10-25"),
        ("2026-10-25T23:30:00+00:00", "2026-10-25"), ("2026-10-26T00:30:00+01:00", "2026-10-25"),
        ("2026-07-01T00:30:00+05:30", "2026-06-30"), ("2026-12-31T23:30:00-05:00", "2027-01-01"),
    ],
)  # fmt: skip
def test_the_day_is_londons(text: str, day: str) -> None:
    assert local_date(text) == date.fromisoformat(day)


@pytest.mark.parametrize("text", ["soon", "30/03/2026", "2026-13-01", ""])
def test_what_is_no_date_is_said(text: str) -> None:
    with pytest.raises(Faulty, match="is not a date such as"):
        local_date(text)


def test_expectations_that_fail_say_what_was_found() -> None:
    found = results([], [
        {"as_of": "2026-06-01", "duty": "stage1.acknowledge", "due": "2026-06-09", "status": "met"},
        {"as_of": "2026-06-01", "status": "closed", "stage": 2, "redress": "lgsco", "timeliness": "apart"},
        {"as_of": "2026-06-01", "may": "closed"},
        {"as_of": "2026-06-01", "may_not": "acknowledged"},
        {"as_of": "2026-06-01", "warns": "dragons"},
    ])  # fmt: skip
    assert not any(result.holds for result in found)
    assert found[0].found == "it is due 2026-06-08, open"
    assert [r.found for r in found[1:5]] == ["it is open", "it is 1", "it is housing-ombudsman", "it is code"]
    assert "stage 1 has not been answered" in found[5].found
    assert found[6].found == "it may"


def test_an_event_wrongly_expected_to_be_refused_is_told_and_left_out() -> None:
    found = results([{"at": "2026-06-02", "event": "acknowledged", "expect": "refused"}], [
        {"as_of": "2026-06-02", "duty": "stage1.acknowledge", "due": "2026-06-08", "status": "open"},
    ])  # fmt: skip
    assert [r.holds for r in found] == [False, True]
    assert found[0].found == "it was accepted"


def test_an_event_refused_against_expectation_says_why() -> None:
    found = results([{"at": "2026-06-02", "event": "refused", "ground": "petition", "explanation": "It is one"}], [])
    assert not found[0].holds
    assert "WTP-16" in found[0].found


def test_an_event_expected_to_be_refused_names_its_provision_too() -> None:
    refused = {
        "at": "2026-06-02",
        "event": "refused",
        "ground": "petition",
        "explanation": "It is one",
        "expect": "refused",
    }
    assert "WTP-16" in results([refused], [])[0].text


def test_expectations_hold_at_the_end_of_their_day() -> None:
    acknowledged = {"at": "2026-06-02", "event": "acknowledged"}
    found = results([acknowledged], [
        {"as_of": "2026-06-01", "duty": "stage1.acknowledge", "status": "open"},
        {"as_of": "2026-06-02", "duty": "stage1.acknowledge", "status": "met"},
        {"as_of": "2026-06-02 08:00", "duty": "stage1.acknowledge", "due": "2026-06-08"},
        {"as_of": "2026-06-02", "duty": "evidence:none", "due": "none", "status": "lapsed"},
        {"as_of": "2026-06-02", "duty": "dispose", "due": None},
        {"as_of": "2026-06-02", "may": ["decided", "withdrawn"], "may_not": ["acknowledged"], "warns": ["visit"]},
    ])  # fmt: skip
    assert all(result.holds for result in found), [r for r in found if not r.holds]


@pytest.mark.parametrize(
    ("event", "path", "says"),
    [
        ({"event": "acknowledged"}, ("events", "1"), "the key 'at' is missing"),
        ({"at": "2026-06-02"}, ("events", "1", "event"), "there is no event None"),
        ({"at": "2026-06-02", "event": "aknowledged"}, ("events", "1", "event"), "did you mean 'acknowledged'"),
        ({"at": "2026-05-31", "event": "acknowledged"}, ("events", "1", "at"), "stands before the event of 2026-06-01"),
        ({"at": "2026-06-02", "event": "acknowledged", "colour": 1}, ("events", "1"), "unknown field `colour`"),
        ({"at": "2026-06-02", "event": "assigned", "to": 5}, ("events", "1", "to"), "Expected `str`"),
        ({"at": "2026-06-02", "event": "acknowledged", "expect": "maybe"}, ("events", "1", "expect"), "not 'maybe'"),
        ({"at": "tomorrow", "event": "acknowledged"}, ("events", "1", "at"), "is not a date"),
    ],
)  # fmt: skip
def test_an_event_that_cannot_be_read_is_named(event: dict[str, Any], path: tuple[str, ...], says: str) -> None:
    with pytest.raises(Faulty) as caught:
        results([event], [])
    assert says in str(caught.value)
    assert caught.value.path == path


def test_an_event_before_a_refused_one_is_out_of_order_too() -> None:
    refused = {"at": "2026-06-05", "event": "closed", "expect": "refused"}
    with pytest.raises(Faulty, match="stands before the event of 2026-06-05"):
        results([refused, {"at": "2026-06-04", "event": "acknowledged"}], [])


@pytest.mark.parametrize(
    ("expect", "path", "says"),
    [
        ({"duty": "update"}, ("expect", "0"), "the key 'as_of' is missing"),
        ({"as_of": "2026-06-01", "dew": "x"}, ("expect", "0", "dew"), "unknown key 'dew'"),
        ({"as_of": "2026-06-01", "may": "sneezed"}, ("expect", "0", "may"), "there is no event 'sneezed'"),
        ({"as_of": "2026-06-01", "duty": "stage3.respond"}, ("expect", "0", "duty"), "there is no duty"),
        ({"as_of": "2026-05-31", "status": "open"}, ("expect",), "nothing has happened by 2026-05-31"),
    ],
)
def test_an_expectation_that_asks_for_nothing_known_is_named(
    expect: dict[str, Any], path: tuple[str, ...], says: str
) -> None:
    with pytest.raises(Faulty) as caught:
        results([], [expect])
    assert says in str(caught.value)
    assert caught.value.path == path


def test_an_unknown_role_is_named() -> None:
    from putright.core.rehearsal import Player

    script = Script(rehearsal="x", policy="willow-tree", people={"ann": Player(role="wizard")}, events=[RECEIVED])
    with pytest.raises(Faulty, match="no role 'wizard'; the roles are front_line") as caught:
        run(script, load_policy("willow-tree"))
    assert caught.value.path == ("people", "ann", "role")


def test_a_case_begins_with_its_receipt() -> None:
    script = Script(rehearsal="x", policy="willow-tree", events=[{"at": "2026-06-01", "event": "acknowledged"}])
    with pytest.raises(Faulty, match="a case begins with the event 'received'"):
        run(script, load_policy("willow-tree"))


def test_the_schema_names_the_keys() -> None:
    assert "Script" in str(schema())


def test_a_date_outside_the_calendar_is_named_with_its_place() -> None:
    late = RECEIVED | {"at": "2028-12-20"}
    script = Script(
        rehearsal="x", policy="willow-tree", events=[late], expect=[{"as_of": "2028-12-20", "duty": "update"}]
    )
    with pytest.raises(
        Faulty, match="outside the england-and-wales calendar, which covers 2012-01-01 to 2028"
    ) as caught:
        run(script, load_policy("willow-tree"))
    assert caught.value.path == ("expect", "0")


def test_records_may_be_disposed_of_after_the_calendar_ends() -> None:
    """Months need no bank holidays, so three years on from 2026 can be counted."""
    events = [
        {"at": "2026-06-01", "event": "withdrawn"}, {"at": "2026-06-01", "event": "closed"},
        {"at": "2029-05-31", "event": "disposed", "expect": "refused"},
    ]  # fmt: skip
    found = results(events, [
        {"as_of": "2029-05-31", "duty": "dispose", "due": "2029-06-01", "status": "open", "may_not": "disposed"},
        {"as_of": "2029-06-01", "may": "disposed"},
    ], "taunton-heritage-trust")  # fmt: skip
    assert all(result.holds for result in found), found
