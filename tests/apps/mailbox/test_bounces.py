"""A letter that a mail server sends back, from the real mail server it left by to the real mailbox it comes back to."""

from __future__ import annotations

from datetime import timedelta

import pytest

from putright.apps.casework import worklist
from putright.apps.casework.models import Case, Duty, Mailbox, Message
from putright.apps.casework.opened import load
from putright.apps.letters.models import Delivery
from putright.apps.letters.sending import deliver
from putright.apps.mailbox import fetch
from putright.apps.mailbox.models import Incoming
from putright.core.warnings import warnings
from tests.apps.letters.conftest import House, at, june
from tests.apps.mailbox import smtp
from tests.apps.mailbox.conftest import ADDRESS, bounce, written

NOW = at(june(2))
pytestmark = pytest.mark.django_db


@pytest.fixture
def house(post):
    """An acknowledgement that has left by the mail server; `sent` is what that was given."""
    house = House("willow-tree")
    house.mailbox = Mailbox.objects.create(
        landlord=house.landlord, address=ADDRESS, host="127.0.0.1", port=post.port, tls="none", user="complaints",
        secret="MAIL_PASSWORD",
    )  # fmt: skip
    house.receive().define().acknowledge()
    with smtp.running() as server:
        while deliver.run_once(NOW):
            pass
    house.sent = server.got[0][2]
    return house


def come(house, post, raw, now=NOW + timedelta(hours=1)):
    post.deliver(raw, at=now.timestamp())
    fetch.look(house.mailbox, now)
    return Incoming.objects.order_by("-pk").first()


def opened(house):
    return load(Case.objects.get(reference=house.reference))


def acknowledged(house):
    return next(duty for duty in opened(house).duties if duty.name == "stage1.acknowledge").done


def test_a_letter_asks_for_answers_to_the_cases_own_address(house):
    assert house.sent["Reply-To"].startswith(f"complaints+{house.reference.lower()}-")
    assert house.sent["From"].addresses[0].addr_spec == ADDRESS
    assert house.sent["Message-ID"] != house.sent["References"]


def test_an_answer_to_it_comes_to_its_case(house, post):
    one = come(house, post, written("Thank you.", to=house.sent["Reply-To"], sender="rosa@mail.example"))
    assert one.case.reference == house.reference
    assert [one.event.what for one in opened(house).state.messages.values()] == ["Heating\n\nThank you."]


@pytest.mark.provision("WTP-24")
def test_a_bounced_acknowledgement_is_none_and_a_call_is_asked_for(house, post):
    assert acknowledged(house) == june(2)
    one = come(house, post, bounce(house.sent["Message-ID"]))
    assert (one.state, one.case.reference) == ("filed", house.reference)
    assert acknowledged(house) is None
    assert Duty.objects.get(name="stage1.acknowledge").done_on is None
    assert Message.objects.get().state == "bounced"
    assert "550 5.1.1 No such user here for rosa@mail.example" in Delivery.objects.get().problem
    assert any("ring them" in told.text for told in warnings(opened(house).judged, june(3)))
    assert worklist.marks(Duty.objects.all()).came_back == {Duty.objects.get(name="stage1.acknowledge").pk}


def test_the_same_bounce_again_changes_nothing_more(house, post):
    raw = bounce(house.sent["Message-ID"])
    come(house, post, raw)
    version = opened(house).version
    come(house, post, b"Received: again\r\n" + raw)
    assert opened(house).version == version


def test_a_letter_that_is_only_late_is_still_an_acknowledgement(house, post):
    one = come(house, post, bounce(house.sent["Message-ID"], action="delayed", status="4.4.1"))
    assert one.state == "filed"
    assert "being tried" in one.handled.get().said
    assert acknowledged(house) == june(2)
    assert Message.objects.get().proofs.last().said.startswith("Not delivered yet")


def test_one_that_does_not_name_the_letter_means_the_only_one_to_that_address(house, post):
    one = come(house, post, bounce("<somebody@else.example>"))
    assert one.case.reference == house.reference
    assert acknowledged(house) is None


def test_of_two_letters_to_the_address_nobody_is_made_to_guess(house, post):
    Message.objects.create(
        landlord=house.landlord, case=Case.objects.get(), kind="contacted", letter="b" * 32, channel="email",
        to="rosa@mail.example", state="sent", created_at=NOW,
    )  # fmt: skip
    one = come(house, post, bounce("<somebody@else.example>"))
    assert one.state == "waiting"
    assert acknowledged(house) == june(2)


def test_about_somebody_elses_mail_it_waits_for_a_person(house, post):
    one = come(house, post, bounce("<somebody@else.example>", failed="who@else.example"))
    assert (one.state, one.case) == ("waiting", None)
    assert acknowledged(house) == june(2)


def test_another_landlord_cannot_be_told_that_it_bounced(house, post):
    other = House("housing-services")
    Mailbox.objects.update(landlord=other.landlord)
    house.mailbox.refresh_from_db()
    come(house, post, bounce(house.sent["Message-ID"]))
    assert acknowledged(house) == june(2)


def test_without_a_mailbox_letters_leave_as_before(house):
    Mailbox.objects.update(active=False)
    from putright.apps.letters.drawing import pdf
    from putright.apps.letters.models import Letter
    from putright.apps.letters.sending import mail

    letter = Letter.objects.get()
    found = mail.email(Message.objects.get(), letter, pdf.render(letter.blocks))
    assert not found.reply_to
    assert "complaints@test.example" in found.from_email
