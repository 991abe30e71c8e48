"""A letter that came back told nobody anything: what it was to tell is owed again."""

from __future__ import annotations

import pytest

from putright.core import events as e
from putright.core.duties import find
from tests.core.letters.stories import june, told
from tests.core.letters.test_inquiry_letters import COMMENTS, SHARED
from tests.core.letters.test_risk_letters import DAMP, LOOKED, SET, SHOUTED, SUMMARY, TOLD


def back(of: str, issued, day: int = 9) -> e.NoticeBounced:
    return e.NoticeBounced(on=june(day), of=of, issued=issued)


@pytest.mark.provision("AWL-6")
def test_a_summary_that_came_back_is_owed_again():
    sent = told("willow-tree", DAMP, LOOKED, SUMMARY)
    returned = told("willow-tree", DAMP, LOOKED, SUMMARY, back("hazard_summary_sent", SUMMARY.on))
    assert find(sent, "hazard:h1.summary").done == SUMMARY.on
    assert find(returned, "hazard:h1.summary").done is None


@pytest.mark.provision("THT-19")
def test_findings_that_came_back_were_shared_with_nobody():
    returned = told("taunton-heritage-trust", SHARED, back("findings_shared", SHARED.on))
    assert not returned.state.current.shared


def test_findings_that_were_commented_on_had_arrived():
    returned = told("taunton-heritage-trust", SHARED, COMMENTS, back("findings_shared", SHARED.on))
    assert returned.state.current.shared


@pytest.mark.provision("C24-5.14")
def test_a_restriction_whose_letter_came_back_is_still_to_be_told():
    assert told("willow-tree", SHOUTED, SET, TOLD).state.conduct.told == TOLD.on
    returned = told("willow-tree", SHOUTED, SET, TOLD, back("restriction_told", TOLD.on))
    assert returned.state.conduct.told is None
