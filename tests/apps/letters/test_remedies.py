"""What a response says of putting things right: money line by line, what is late, how to accept."""

from __future__ import annotations

from datetime import date

import pytest

from putright.core import events as e
from putright.core.letters import blocks, text
from tests.apps.letters.conftest import june, words

LINES = (e.Line("loss", 45.5, "Two receipts"), e.Line("distress", 104.5, "A winter with a baby"))
JULY = date(2026, 7, 10)


def said(letter) -> str:
    return words(text.to_text(blocks.thaw(letter.blocks)))


def decided(house, day=5, *, second="not_upheld", no_remedy=None, **remedies):
    findings = {"p1": e.Finding("upheld", "Three visits were missed."), "p2": e.Finding(second, "Two calls back.")}
    heard = e.PositionHeard(on=june(day), party="complainant")
    decision = e.Decided(on=june(day), findings=findings, remedies=remedies, no_remedy=no_remedy or {})
    return house.then(heard, decision)


def money(**fields):
    return e.Remedy(**{"kind": "payment", "what": "For the heating", "by": JULY, "amount": 150.0, "points": ("p1",),
                       "lines": LINES, **fields})  # fmt: skip


@pytest.mark.provision("C20-B5.9", "C24-7.3")
def test_each_remedy_with_its_point_its_date_and_its_money_line_by_line(house):
    house.receive().define().acknowledge()
    letter = said(decided(house, r1=money()).respond())
    for part in (
        "For the heating (£150.00).", "Friday 10 July 2026", "Point 1", "This is how we came to £150.00:",
        "£45.50", "Two receipts", "£104.50", "A winter with a baby", "Altogether", "To accept, tell",
        "The offer stays open",
    ):  # fmt: skip
        assert part in letter, part
    assert "admit liability" not in letter


@pytest.mark.provision("C20-B5.10")
def test_without_admission_where_it_is_so_worded(house):
    house.receive().define().acknowledge()
    letter = said(decided(house, r1=money(without_admission=True, advice="Counsel, 2 April")).respond())
    assert "It does not mean that we admit liability in law." in letter
    assert "Counsel" not in letter


@pytest.mark.provision("C20-B5.6")
def test_why_an_upheld_point_has_no_remedy(house):
    house.receive().define().acknowledge()
    reason = {"p2": "The call was returned on the same day."}
    letter = said(decided(house, second="upheld", no_remedy=reason, r1=money()).respond())
    assert "Point 2: we offer no remedy for this point, because:" in letter
    assert "The call was returned on the same day." in letter


def to_stage_2(willow, *before):
    """Stage 1 promised the roof by 10 June; stage 2 decides on the 18th."""
    willow.receive().define().acknowledge()
    decided(willow, r1=e.Remedy("action", "Mend the roof", june(10), points=("p1",))).respond()
    willow.escalate().acknowledge(16, willow.second)
    willow.panel(17)
    if before:
        willow.then(*before)
    return said(decided(willow, 18, r2=money()).respond(19, willow.second))


@pytest.mark.provision("C24-6.17", "C24-7.3")
def test_a_late_remedy_of_stage_1_is_said_to_be_late_with_its_new_date(willow):
    letter = to_stage_2(willow, e.RemedyRevised(on=june(17), id="r1", by=JULY, reason="Parts", agreed=True))
    assert "Mend the roof. We promised this by Wednesday 10 June 2026. It is not done, it is late" in letter
    assert "We will now do it by Friday 10 July 2026." in letter
    assert "By Wednesday 10 June 2026." not in letter


def test_without_a_new_date_it_does_not_stand_there_as_if_it_were_to_come(willow):
    letter = to_stage_2(willow)
    assert "It is not done, it is late, and we are sorry. We will tell you the new date." in letter
    assert "By Wednesday 10 June 2026." not in letter


def test_what_was_done_or_withdrawn_is_no_longer_owed(willow):
    letter = to_stage_2(willow, e.RemedyCompleted(on=june(17), id="r1", evidence="Job 4711"))
    assert "Mend the roof" not in letter
