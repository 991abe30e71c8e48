"""Whoever complains, and however it comes, it is a complaint from that moment and its days count."""

from __future__ import annotations

from datetime import date
from typing import get_args

import pytest

from putright.core import events as e
from putright.core.case import Case
from putright.core.duties import find
from putright.core.state import fold
from putright.data import load_policy, pack_names

DAY = date(2026, 6, 1)
PEOPLE = [source for source in get_args(e.Source) if source != "anonymous"]


def received(name: str, source: e.Source, channel: e.Channel) -> Case:
    return Case.of(fold([e.Received(on=DAY, channel=channel, from_=source)]), load_policy(name), {})


@pytest.mark.provision("WTP-04", "WTL-04", "HSP-16", "THT-06")
@pytest.mark.parametrize("name", pack_names())
@pytest.mark.parametrize("source", PEOPLE)
def test_anyone_may_complain(name: str, source: e.Source) -> None:
    case = received(name, source, "letter")
    duty = find(case, "stage1.acknowledge")
    assert case.state.status == "open"
    assert duty
    assert (duty.owed, duty.due) == (True, date(2026, 6, 8))


@pytest.mark.provision("WTL-05", "HSP-20", "HPG-03", "C20-B2.1", "C20-B2.2")
@pytest.mark.parametrize("name", pack_names())
@pytest.mark.parametrize("channel", get_args(e.Channel))
def test_in_any_way(name: str, channel: e.Channel) -> None:
    duty = find(received(name, "tenant", channel), "stage1.acknowledge")
    assert duty
    assert duty.status(DAY) == "open"


def test_the_sources_are_those_the_policies_name() -> None:
    """What REHEARSALS lists, so that nobody a policy names is left out."""
    assert set(PEOPLE) >= {
        "tenant", "resident", "leaseholder", "former_customer", "prospective", "relative", "neighbour",
        "representative", "elected_member", "public", "contractor", "supplier", "grant_recipient",
        "referral_organisation", "staff",
    }  # fmt: skip
