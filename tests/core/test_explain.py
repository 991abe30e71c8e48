"""The whole state of a complaint at a date, as plain values."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from putright.core import events as e
from putright.core.case import Case
from putright.core.duties import find
from putright.core.events import VOCABULARY
from putright.core.explain import explain, in_words
from putright.core.policy import Person
from putright.core.state import fold
from putright.data import load_policy, pack_names

KEYS = {
    "as_of", "policy", "brand", "edition", "stage", "status", "handler", "redress", "redress_by_point", "timeliness",
    "duties", "warnings", "may", "may_not",
}  # fmt: skip
DERIVATION = {"limit_of", "from", "start", "projected", "period", "due", "cites", "reading", "skipped"}


def case(name: str = "willow-tree", *more: e.Event, brand: str | None = None) -> Case:
    first = e.Received(on=date(2026, 3, 30), channel="phone", from_="tenant", brand=brand)
    people = {"ben": Person("ben", frozenset(["manager"]))}
    return Case.of(fold([first, *more]), load_policy(name), people)


def duty(found: dict[str, Any], name: str) -> dict[str, Any]:
    return next(d for d in found["duties"] if d["duty"] == name)


@pytest.mark.parametrize("name", pack_names())
def test_shape(name: str) -> None:
    found = explain(case(name), date(2026, 3, 30))
    assert set(found) == KEYS
    assert json.loads(json.dumps(found)) == found
    decided = {kind for kind, cls in VOCABULARY.items() if not cls.is_fact}
    assert set(found["may"]) | set(found["may_not"]) == decided
    assert not set(found["may"]) & set(found["may_not"])
    for reasons in found["may_not"].values():
        assert all(set(r) == {"rule", "text", "cites"} and r["text"] for r in reasons)
    for one in found["duties"]:
        assert set(one) == {"duty", "due", "status", "done", "cites", "derivations"}
        assert all(set(d) == DERIVATION for d in one["derivations"])
    for warning in found["warnings"]:
        assert set(warning) == {"warning", "text", "cites"}


def test_both_limits_are_shown_the_governing_one_first() -> None:
    found = duty(explain(case(), date(2026, 3, 30)), "stage1.acknowledge")
    assert found["due"] == "2026-04-08"
    assert found["cites"] == ["WTP-24", "C24-6.2"]
    assert [d["limit_of"] for d in found["derivations"]] == ["policy", "code"]
    assert [day["name"] for day in found["derivations"][0]["skipped"]] == [
        "Good Friday", "Saturday", "Sunday", "Easter Monday",
    ]  # fmt: skip


def test_the_code_governs_where_it_is_earlier() -> None:
    events = (
        e.Decided(on=date(2026, 6, 8), findings={"p1": e.Finding("upheld", "Late")}),
        e.ResponseSent(on=date(2026, 6, 8), method="email"), e.EscalationRequested(on=date(2026, 6, 22)),
        e.Acknowledged(on=date(2026, 6, 23)), e.Escalated(on=date(2026, 7, 8)),
    )  # fmt: skip
    found = duty(explain(case("willow-tree", *events), date(2026, 7, 8)), "stage2.respond")
    assert [(d["limit_of"], d["due"]) for d in found["derivations"]] == [
        ("code", "2026-07-21"),
        ("policy", "2026-08-05"),
    ]
    assert found["due"] == "2026-07-21"


def test_a_projected_date_says_so() -> None:
    first = duty(explain(case(), date(2026, 3, 30)), "stage1.respond")
    assert first["status"] == "waiting"
    assert all(d["projected"] for d in first["derivations"])


def test_what_is_not_owed_has_no_date() -> None:
    withdrawn = explain(case("willow-tree", e.Withdrawn(on=date(2026, 3, 31))), date(2026, 3, 31))
    assert duty(withdrawn, "stage1.respond") | {"cites": []} == {
        "duty": "stage1.respond", "due": None, "status": "lapsed", "done": None, "cites": [], "derivations": [],
    }  # fmt: skip


def test_a_refusal_cites_its_provisions() -> None:
    found = explain(case(), date(2026, 3, 30))
    assert "acknowledged" in found["may"]
    assert found["may_not"]["closed"][0]["rule"] == "closing_waits"
    assert "WTP-20" in found["may_not"]["closed"][0]["cites"]


def test_a_date_in_words() -> None:
    one = case()
    duty_found = find(one, "stage1.acknowledge")
    assert duty_found
    assert in_words(duty_found.derivations[0], one.policy.calendar) == (
        "5 working days from Monday 30 March 2026 (received), by the policy, skipping weekends, Good Friday (3 April),"
        " Easter Monday (6 April): Wednesday 8 April 2026."
    )
    request = find(case("housing-plus-group", brand="wrekin"), "survey")
    assert request
    assert not request.derivations


@pytest.mark.provision("HPG-43", "HPG-01")
def test_a_mixed_complaint_names_a_body_for_each_point() -> None:
    defined = e.Defined(
        on=date(2026, 3, 31), points={"p1": "Carer late", "p2": "Roof"}, outcomes=(), subjects={"p2": "housing"}
    )
    found = explain(case("housing-plus-group", defined, brand="care-plus"), date(2026, 3, 31))
    assert found["redress"] == "lgsco"
    assert found["redress_by_point"] == {"lgsco": ["p1"], "housing-ombudsman": ["p2"]}
