"""The letter gate on a case of the application: whom it looks for, for whom it reads, and what it lets stand."""

from __future__ import annotations

import msgspec
import pytest

from putright.apps.casework import log
from putright.apps.letters.writing import drafting, gating
from putright.apps.letters.writing.drafting import Draft
from putright.core import events as e
from putright.core.letters import gate
from tests.apps.letters.conftest import TYPED, june


def looked_at(house, event, easy=False, **typed):
    with log.open(house.landlord, house.reference, for_update=False) as opened:
        draft = Draft(house.rosa, "email", {**TYPED, **typed})
        case = drafting.after(opened, [event])
        letter = drafting.compose_letter(opened, case, event, draft, house.first)
        letter = msgspec.structs.replace(letter, easy=easy)
        return gating.checked(opened, case, event, letter, draft, house.first)


@pytest.mark.provision("C20-B3.17")
def test_colleagues_and_contractors_are_looked_for_by_name(taunton):
    taunton.receive().define().acknowledge()
    taunton.then(e.InformationRequested(on=june(3), id="q1", what="Dates", from_="contractor", by=june(9),
                                        named="Harwood Roofing Ltd, Denise Ash"))  # fmt: skip
    taunton.decide()
    sent = e.ResponseSent(on=june(8), method="email", by=taunton.first.key)
    text = "Harwood Roofing told Mr Bell that Denise Ash was ill. Rosa Adeyemi agreed."
    checked = looked_at(taunton, sent, investigation=text)
    found = {f.excerpt: f for f in gate.check(checked) if f.rule in ("named_staff", "named_contractor")}
    assert set(found) == {"Harwood Roofing", "Mr Bell", "Denise Ash"}
    assert not any(f.blocks for f in found.values())
    assert all("C20-B3.17" in f.cites for f in found.values())


@pytest.mark.provision("THT-17", "C20-B3.13")
def test_easy_read_wants_shorter_sentences_and_a_lower_age(taunton):
    taunton.receive().define()
    text = "We read the repair log and the letters that you sent to us over the winter. We then spoke with the roofer."
    event = e.Acknowledged(on=june(2))
    assert "long_sentence" not in {f.rule for f in gate.check(looked_at(taunton, event, opening=text))}
    assert "long_sentence" in {f.rule for f in gate.check(looked_at(taunton, event, easy=True, opening=text))}


def test_what_blocks_is_said_as_a_reason_with_its_provisions(willow):
    willow.receive().define()
    found = gate.check(looked_at(willow, e.Acknowledged(on=june(2)), opening="We will answer you by 30 July."))
    (reason,) = gating.reasons(found)
    assert reason.rule == "gate:response_date"
    assert "WTP-25" in reason.cites
    assert "30 July" in reason.text
