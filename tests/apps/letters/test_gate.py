"""A letter that lacks what it must say is not issued; one that is issued stays as it is."""

from __future__ import annotations

import hashlib

import msgspec
import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from putright.apps.casework import actions as casework
from putright.apps.casework.models import Event, Message
from putright.apps.letters import erasing
from putright.apps.letters.models import Letter
from putright.apps.letters.sending import actions
from putright.apps.letters.writing import drafting
from putright.core import events as e
from tests.apps.letters.conftest import House, at, june


@pytest.mark.provision("HPG-31")
def test_a_part_left_empty_is_named_with_its_provision(db):
    house = House("housing-plus-group").receive().define()
    house.acknowledge()
    house.decide()
    with pytest.raises(casework.Refused) as refused:
        house.respond(investigation="   \n ")
    assert [(r.text, r.cites) for r in refused.value.reasons] == [
        ("the letter does not say what was done to investigate", ("HPG-31",))
    ]
    assert Letter.objects.count() == Message.objects.count() == 1
    assert not Event.objects.filter(kind="response_sent").exists()


@pytest.mark.provision("C20-B3.15", "THT-18", "WTL-08", "WTP-19", "C24-6.9")
@pytest.mark.parametrize("part", ["decision", "reasons", "escalation", "ombudsman"])
def test_every_required_part_is_looked_for_in_the_letter_itself(house, part, monkeypatch):
    house.receive().define().acknowledge()
    house.decide()
    whole = drafting.compose_letter

    def without(*args):
        letter = whole(*args)
        kept = tuple(b for b in letter.blocks if b.part != part)
        return msgspec.structs.replace(letter, blocks=kept)

    monkeypatch.setattr(drafting, "compose_letter", without)
    with pytest.raises(casework.Refused) as refused:
        house.respond()
    (required,) = [one for one in refused.value.reasons if one.rule == "gate:required_part"]
    assert required.cites


def test_the_engine_refuses_a_part_said_to_be_left_out(house):
    house.receive().define().acknowledge()
    house.decide()
    with pytest.raises(casework.Refused, match="the letter must say"):
        house.respond(omits=("ombudsman",))


def test_a_stage_2_acknowledgement_without_a_handler_is_refused(taunton):
    taunton.receive().define().acknowledge()
    taunton.decide().respond()
    taunton.then(e.EscalationRequested(on=june(15)), by=taunton.second)
    with pytest.raises(casework.Refused, match="who deals with it"):
        taunton.acknowledge(16, taunton.second)


@pytest.fixture
def issued(willow):
    return willow.receive().define().acknowledge()


def test_the_letter_is_frozen_with_its_event_and_its_message(issued):
    assert issued.sha256 == hashlib.sha256(issued.blocks.encode()).hexdigest()
    assert issued.event.kind == "acknowledged"
    message = Message.objects.get()
    assert (message.letter, message.event, message.to) == (issued.key, issued.event, "rosa@mail.example")


def test_what_happens_later_changes_no_letter(issued, willow):
    before = Letter.objects.get().blocks
    willow.then(e.Defined(on=june(3), points={"p1": "Something else."}, outcomes=()))
    willow.landlord.name = "Another name"
    willow.landlord.save()
    assert Letter.objects.get().blocks == before


@pytest.mark.parametrize("change", [{"title": "x"}, {"blocks": "{}"}, {"to_name": "x"}, {"sha256": "x"}])
def test_the_database_refuses_to_change_a_letter(issued, change):
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        Letter.objects.filter(pk=issued.pk).update(**change)


def test_the_database_refuses_to_delete_or_replace_a_letter(issued):
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        Letter.objects.filter(pk=issued.pk).delete()


def test_erasing_leaves_that_it_was_issued(issued):
    erasing.erase(issued.case, timezone.now())
    kept = Letter.objects.get()
    assert (kept.blocks, kept.to_name, kept.to_address) == (None, None, None)
    assert kept.sha256 == issued.sha256
    with pytest.raises(DatabaseError), transaction.atomic():
        Letter.objects.filter(pk=issued.pk).update(blocks="{}", to_name="x", to_address="x", erased_at=None)


def test_a_refused_letter_writes_nothing(willow):
    willow.receive().define().acknowledge()
    with pytest.raises(casework.Refused):
        willow.acknowledge(3)
    assert Letter.objects.count() == Message.objects.count() == 1


def test_a_bounce_reopens_the_duty(issued, willow):
    actions.bounced(Message.objects.get(), at(june(4)), "No such mailbox.")
    with willow_open(willow) as opened:
        duty = next(d for d in opened.duties if d.name == "stage1.acknowledge")
    assert duty.done is None
    assert Message.objects.get().state == "bounced"
    actions.bounced(Message.objects.get(), at(june(5)), "Again.")
    assert Event.objects.filter(kind="notice_bounced").count() == 1


def willow_open(house):
    from putright.apps.casework import log

    return log.open(house.landlord, house.reference, for_update=False)
