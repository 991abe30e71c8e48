"""Where a message goes: to its case by what only those know to whom we wrote; aside; or before a person."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from putright.apps.casework import keys
from putright.apps.casework.attachments import Attachment
from putright.apps.casework.models import Case
from putright.apps.casework.opened import load
from putright.apps.mailbox.models import Incoming, Receipt
from putright.apps.mailbox.server import Found
from putright.apps.mailbox.taking import take
from tests.apps import cases
from tests.apps.mailbox.conftest import ADDRESS, NOW, written

pytestmark = pytest.mark.django_db


def taken(mailbox, raw, at=NOW, now=NOW):
    return take(mailbox, Found("1", raw, len(raw), at, True), now)


def messages(case):
    return load(Case.objects.get(pk=case.pk)).state.messages


def test_what_is_sent_to_the_cases_own_address_is_put_on_it(mailbox, case):
    one = taken(mailbox, written("It is cold.", to=keys.address(case, ADDRESS), subject="Re: Your complaint"))
    assert (one.state, one.case) == ("filed", case)
    (message,) = messages(case).values()
    assert (message.event.what, message.event.party, message.event.method) == ("It is cold.", "1", "email")
    assert message.event.on == date(2026, 4, 1)
    assert message.read is None
    assert one.handled.get().said == "It was sent to the case’s own address."
    assert not Receipt.objects.exists()


def test_its_files_are_the_cases(mailbox, case):
    raw = written(to=keys.address(case, ADDRESS), files=[("roof.txt", b"wet", "text/plain"), ("x", b"\0\1", "a/b")])
    one = taken(mailbox, raw)
    files = Attachment.objects.filter(case=case).order_by("pk")
    assert [file.name for file in files] == ["roof.txt", "The e-mail as it came.eml"]
    assert {(file.party, file.came_with) for file in files} == {("1", f"e{one.pk}")}
    assert messages(case)[f"e{one.pk}"].event.files == 2
    assert "“x”" in one.handled.first().said


def test_from_an_address_that_nobody_on_the_case_has_it_says_so(mailbox, case):
    taken(mailbox, written("Let me in.", sender="x@else.example", to=keys.address(case, ADDRESS), subject="Hello"))
    (message,) = messages(case).values()
    assert message.event.party is None
    assert message.event.what.startswith("[From x@else.example, an address that we do not have")
    assert message.event.what.endswith("Hello\n\nLet me in.")


def test_from_somebody_who_works_here_it_says_that(mailbox, case, people):
    taken(mailbox, written("See below.", sender="flo@test.example", to=keys.address(case, ADDRESS)))
    (message,) = messages(case).values()
    assert message.event.what.startswith("[Sent by Flo, who works here.]")


def test_it_counts_from_the_day_it_came_though_it_was_fetched_later(mailbox, case):
    came = NOW + timedelta(days=1)
    taken(mailbox, written(to=keys.address(case, ADDRESS)), came, NOW + timedelta(days=5))
    (message,) = messages(case).values()
    assert message.event.on == came.date()


def test_an_event_stands_no_earlier_than_the_last_of_its_case(mailbox, case):
    cases.append(load(case), cases.event("contacted", date(2026, 4, 3)))
    taken(mailbox, written(to=keys.address(case, ADDRESS)))
    (message,) = messages(case).values()
    assert message.event.on == date(2026, 4, 3)


@pytest.mark.parametrize("then", [["complainant_satisfied", "closed"], ["withdrawn"]])
def test_a_case_that_is_over_still_gets_what_is_written_to_it(mailbox, case, then):
    for kind in then:
        cases.append(load(Case.objects.get(pk=case.pk)), cases.event(kind))
    one = taken(mailbox, written(to=keys.address(case, ADDRESS)))
    assert one.state == "filed"
    assert len(messages(case)) == 1


@pytest.mark.provision("C24-5.14", "C24-5.15", "C20-B4.15")
def test_a_restriction_on_contact_keeps_no_e_mail_out(mailbox, case, people):
    limits = cases.event("restriction_set", what="By letter only", decided_by=people.dee.key, review_on="2026-06-30")
    cases.append(load(case), cases.event("behaviour_recorded", id="b1", what="Shouting"), limits)
    assert taken(mailbox, written(to=keys.address(case, ADDRESS))).state == "filed"
    assert len(messages(case)) == 1
    assert taken(mailbox, written("My gate is broken now.")).state == "waiting"


def test_a_case_that_was_disposed_of_gets_nothing_more(mailbox, case):
    cases.append(load(case), cases.event("disposed"))
    one = taken(mailbox, written(to=keys.address(case, ADDRESS)))
    assert (one.state, one.suggested) == ("waiting", case)
    assert messages(case) == {}


@pytest.mark.parametrize("where", ["subject", "text", "withdrawn"])
def test_a_reference_alone_files_nothing_and_is_suggested(mailbox, case, where):
    fields = {"sender": "stranger@else.example"}
    if where == "withdrawn":
        fields["to"] = keys.address(case, ADDRESS)
        keys.withdraw(case, "1")
    else:
        fields[where] = f"About {case.reference}: what did you tell them?"
    one = taken(mailbox, written(**fields))
    assert (one.state, one.case, one.suggested) == ("waiting", None, case)
    assert messages(case) == {}


def test_the_complainants_own_address_with_a_reference_files_nothing_either(mailbox, case):
    one = taken(mailbox, written(subject=f"Re: {case.reference}"))
    assert (one.state, one.suggested) == ("waiting", case)


def test_another_landlords_case_is_not_even_suggested(mailbox, people):
    theirs = cases.start(people.other, people.otto, brand="north").case
    one = taken(mailbox, written(to=f"{keys.address(theirs, ADDRESS)}, {ADDRESS}", subject=theirs.reference))
    assert (one.state, one.case, one.suggested) == ("waiting", None, None)


def letter(case, to="rosa@mail.example"):
    from putright.apps.casework.models import Message

    return Message.objects.create(
        landlord=case.landlord, case=case, kind="acknowledged", letter="0123456789abcdef", channel="email", to=to,
        state="sent", created_at=NOW,
    )  # fmt: skip


def ours(case):
    return f"<{case.reference}.0123456789abcdef@test.example>"


@pytest.mark.parametrize("header", ["in_reply_to", "references"])
def test_an_answer_to_a_letter_from_where_it_went_is_put_on_the_case(mailbox, case, header):
    letter(case)
    one = taken(mailbox, written(**{header: ours(case)}))
    assert (one.state, one.case) == ("filed", case)


def test_an_answer_to_a_letter_from_elsewhere_waits(mailbox, case):
    letter(case)
    one = taken(mailbox, written(sender="x@else.example", in_reply_to=ours(case)))
    assert (one.state, one.suggested) == ("waiting", case)


def test_a_message_that_goes_on_with_one_on_a_case_follows_it(mailbox, case):
    taken(mailbox, written("One", to=keys.address(case, ADDRESS), message_id="<one@mail.example>"))
    mine = taken(mailbox, written("Two", in_reply_to="<one@mail.example>"))
    strangers = taken(mailbox, written("Three", sender="x@else.example", in_reply_to="<one@mail.example>"))
    assert (mine.state, strangers.state) == ("filed", "waiting")


@pytest.mark.parametrize(
    ("headers", "said"),
    [
        ({"Auto_Submitted": "auto-replied", "subject": "Out of office"}, "by itself"),
        ({"List_Id": "<n.example>", "Precedence": "list", "List_Unsubscribe": "<mailto:x@y.example>"}, "mailing list"),
    ],
)
def test_machines_are_set_aside_with_why(mailbox, case, headers, said):
    one = taken(mailbox, written(**headers))
    assert one.state == "aside"
    assert said in one.handled.get().said
    assert not Receipt.objects.exists()


def test_an_absence_note_is_shown_with_its_case_and_is_no_message_of_theirs(mailbox, case):
    raw = written(to=keys.address(case, ADDRESS), Auto_Submitted="auto-replied", subject="Out of office")
    one = taken(mailbox, raw)
    assert (one.state, one.case) == ("aside", case)
    assert messages(case) == {}


def test_a_mailing_list_to_the_cases_own_address_is_somebody_who_knows_it(mailbox, case):
    one = taken(mailbox, written(to=keys.address(case, ADDRESS), List_Id="<residents.example>", Precedence="list"))
    assert (one.state, one.case) == ("filed", case)


def test_a_message_to_two_cases_is_put_on_both(mailbox, case, people):
    other = cases.start(people.ana.landlord, people.ana, brand="north").case
    to = f"{keys.address(case, ADDRESS)}, {keys.address(other, ADDRESS)}"
    taken(mailbox, written(to=to))
    assert len(messages(case)) == len(messages(other)) == 1


def test_a_copy_that_names_the_case_is_filed_though_one_without_came_first(mailbox, case):
    raw = written(message_id="<one@mail.example>")
    first = taken(mailbox, raw)
    second = taken(mailbox, f"Delivered-To: {keys.address(case, ADDRESS)}\r\n".encode() + raw)
    assert (first.state, second.state, second.case) == ("waiting", "filed", case)


def test_what_waits_is_read_within_two_working_days(mailbox):
    assert taken(mailbox, written()).read_by == date(2026, 4, 7)  # Easter lies between


def test_what_came_cannot_be_changed(mailbox):
    from django.db import DatabaseError, transaction

    one = taken(mailbox, written())
    for change in ({"subject": "Something else"}, {"sha256": "0" * 64}, {"stored": ""}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Incoming.objects.filter(pk=one.pk).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        Incoming.objects.filter(pk=one.pk).delete()
    Incoming.objects.filter(pk=one.pk).update(state="aside")
