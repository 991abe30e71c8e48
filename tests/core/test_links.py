"""Links and groups: what belongs together is found together, and nobody's dates or words are another's."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from putright import data
from putright.core import duties
from putright.core import events as e
from putright.core.case import Case
from putright.core.decide import decide
from putright.core.events import LinkedAs
from putright.core.options import options
from putright.core.state import fold
from putright.core.warnings import warnings

DAY = date(2026, 6, 1)
FIRST = e.Received(on=DAY, channel="email", from_="tenant", party="p1")
ADA, BO = e.MemberJoined(on=DAY, party="p2", who="Ada", agreed=True), e.MemberJoined(on=DAY, party="p3", who="Bo")


def case(*happened, pack="model-2024"):
    return Case.of(fold([FIRST, *happened]), data.load_policy(pack), {})


def warned(*happened, pack="model-2024"):
    return {one.name: one.text for one in warnings(case(*happened, pack=pack), DAY)}


TIES = st.sampled_from([
    *(e.CaseLinked(on=DAY, case=f"M-{n}", how=how) for n in (1, 2) for how in LinkedAs.__args__),
    e.CaseUnlinked(on=DAY, case="M-1", reason="A slip"), e.CaseToldApart(on=DAY, case="M-3"),
    e.InvestigatedTogether(on=DAY, case="M-1"), e.InvestigatedTogether(on=DAY, case=""),
    e.InvestigatedApart(on=DAY, reason="Its own"), ADA, BO, e.MemberLeft(on=DAY, party="p2"),
    e.SpokespersonNamed(on=DAY, party="p1", agreed=("p2",)),
])  # fmt: skip


@pytest.mark.parametrize("pack", data.pack_names())
@settings(deadline=None, max_examples=40)
@given(ties=st.lists(TIES, max_size=6))
def test_no_link_and_no_group_moves_a_date(pack, ties):
    after = [e.Acknowledged(on=date(2026, 6, 3), method="email")]
    assert duties.obligations(case(*ties, *after, pack=pack)) == duties.obligations(case(*after, pack=pack))


@pytest.mark.provision("C20-B1.8", "THT-14")
def test_who_speaks_for_all_unasked_is_heard_for_themselves():
    refused = decide(case(ADA, BO, pack="taunton-heritage-trust"), e.SpokespersonNamed(on=DAY, party="p1"))
    assert refused[0].cites == ("THT-14", "C20-B1.8")
    assert "hear them for themselves" in refused[0].text


@pytest.mark.provision("C20-B1.8")
def test_those_who_gave_no_word_are_not_spoken_for():
    found = warned(ADA, BO, e.SpokespersonNamed(on=DAY, party="p1", agreed=("p2",)))
    assert found["spokesperson_unvouched"].startswith("The complainant is heard for themselves and not for Bo")
    assert "Bo" in found["member_not_agreed"]


def test_a_member_speaks_for_whoever_complained_only_with_their_word():
    found = warned(ADA, BO, e.SpokespersonNamed(on=DAY, party="p2", agreed=("p3",)))
    assert found["spokesperson_unvouched"].startswith("Ada is heard for themselves and not for the complainant,")


def test_whoever_leaves_speaks_for_nobody():
    state = case(ADA, e.SpokespersonNamed(on=DAY, party="p2", agreed=("p1",)), e.MemberLeft(on=DAY, party="p2")).state
    assert state.together.spokesperson == ""
    assert "p2" not in state.speakers


def test_a_representative_without_authority_is_pointed_out():
    came = e.Received(on=DAY, channel="email", from_="representative", party="p1")
    judged = Case.of(fold([came]), data.load_policy("taunton-heritage-trust"), {})
    assert "authority_unrecorded" in {one.name for one in warnings(judged, DAY)}


def test_the_menu_offers_what_a_case_has_something_for():
    assert not options(case(), DAY)["case_linked"]
    assert options(case(), DAY)["spokesperson_named"]
    assert not options(case(ADA), DAY)["spokesperson_named"]
    assert not options(case(e.CaseLinked(on=DAY, case="M-1", how="duplicate")), DAY)["investigated_together"]
