"""The log's one door: opening, appending, starting; forms out of date or sent twice; what a refusal leaves."""

from __future__ import annotations

from datetime import date, timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection

from putright.apps.casework import chain, log
from putright.apps.casework.models import Case, Event, Message, Party, Text
from tests.apps.cases import AT, MONDAY, append, event, start


def test_a_new_case_has_the_next_reference_of_its_year(landlord, people):
    references = [start(landlord).case.reference for _ in range(2)]
    next_year = start(landlord, at=AT.replace(year=2027)).case.reference
    elsewhere = start(people.other).case.reference

    assert references == ["TST-2026-000001", "TST-2026-000002"]
    assert (next_year, elsewhere) == ("TST-2027-000001", "OTH-2026-000001")


def test_a_case_that_was_not_kept_leaves_no_gap(landlord):
    with pytest.raises(ValueError, match="stands before"):
        start(landlord, None, event("defined", date(2026, 3, 1), points={}, outcomes=[]))

    assert start(landlord).case.reference == "TST-2026-000001"
    assert chain.verify(landlord) == []


def test_opened_again_it_tells_the_same_story(landlord, people):
    opened = start(landlord, people.flo, event("assigned", to=people.ana.key))
    append(opened, event("defined", points={"p1": "The roof."}, outcomes=["Mend it."]), by=people.ana)

    with log.open(landlord, opened.case.reference, for_update=False) as again:
        assert [e.kind for e in again.events] == ["received", "assigned", "defined"]
        assert again.events[0].text == "The roof leaks."
        assert again.events[2].points == {"p1": "The roof."}
        assert [(row.n, row.by_id) for row in again.rows] == [
            (1, people.flo.pk),
            (2, people.flo.pk),
            (3, people.ana.pk),
        ]
        assert again.rows[0].at == AT
        assert again.judged.people[people.ana.key].trained


def test_reading_a_long_case_takes_few_queries(landlord, django_assert_max_num_queries):
    opened = start(landlord)
    append(opened, *[event("contacted", what=f"Call {n}.") for n in range(30)])

    with django_assert_max_num_queries(5), log.open(landlord, opened.case.reference, for_update=False) as again:
        assert again.version == 31


def test_free_text_and_names_stay_out_of_the_event(landlord):
    start(landlord, text="Mr Okoro shouted.")

    row = Event.objects.get()
    assert "Okoro" not in row.data + row.texts
    assert Text.objects.get().body == "Mr Okoro shouted."


def test_another_landlords_case_is_not_there(landlord, people):
    opened = start(people.other)
    with pytest.raises(Case.DoesNotExist), log.open(landlord, opened.case.reference):
        pass


def test_a_form_shown_before_something_happened_is_stale(landlord):
    opened = start(landlord)
    append(opened, event("contacted"))

    with pytest.raises(log.Stale) as stale, log.open(landlord, opened.case.reference, version=1):
        pass
    assert (stale.value.expected, stale.value.found) == (1, 2)


def test_a_form_sent_twice_acts_once(landlord):
    opened = start(landlord, token="form-1")
    with pytest.raises(log.Repeated) as first:
        start(landlord, token="form-1")
    with log.open(landlord, opened.case.reference, token="form-2") as again:
        log.append(again, [event("contacted")], by=None, at=AT)
    with pytest.raises(log.Repeated) as second, log.open(landlord, opened.case.reference, version=1, token="form-2"):
        pass

    assert first.value.case == second.value.case == opened.case
    assert Event.objects.count() == 2


def test_a_form_refused_may_be_sent_again(landlord):
    opened = start(landlord)
    with pytest.raises(ZeroDivisionError), log.open(landlord, opened.case.reference, token="form-1") as again:
        log.append(again, [event("contacted")], by=None, at=AT)
        raise ZeroDivisionError

    with log.open(landlord, opened.case.reference, token="form-1") as again:
        assert again.version == 1


def test_messages_and_parties_are_written_with_the_events(landlord):
    opened = start(landlord)
    append(
        opened,
        event("contacted"),
        event("acknowledged"),
        parties=[Party(key="1", role="complainant", name="Rosa Bello", postcode="TF1 1AA")],
        messages=[log.Outgoing("acknowledgement", "email", "rosa@mail.example", of=1)],
    )

    message = Message.objects.get()
    assert (message.event.kind, message.state, message.next_try) == ("acknowledged", "queued", AT)
    assert [p.name for p in Party.objects.all()] == ["Rosa Bello"]
    assert Case.objects.get().complainant == "Rosa Bello"


def test_an_erased_case_keeps_its_events_and_verifies(landlord):
    opened = start(landlord)
    append(opened, messages=[log.Outgoing("note", "email", "rosa@mail.example")])
    with log.open(landlord, opened.case.reference) as again:
        log.erase(again, AT)

    with log.open(landlord, opened.case.reference, for_update=False) as after:
        assert after.events[0].text == "[erased]"
    case, party = Case.objects.get(), Party.objects.get()
    assert (case.complainant, case.address, case.summary, case.search_text) == ("", "", "", "tst 2026 000001")
    assert (party.name, party.email, Message.objects.get().to) == ("", "", "")
    assert chain.verify(landlord) == []


@pytest.mark.django_db(transaction=True)
def test_two_at_once_wait_for_each_other(landlord):
    opened = start(landlord)
    together, failures = Barrier(4), []

    def contact():
        try:
            together.wait()
            for _ in range(5):
                append(opened, event("contacted", MONDAY + timedelta(1)))
                start(landlord)
        except Exception as failure:  # noqa: BLE001 (shown below)
            failures.append(failure)
        finally:
            connection.close()

    threads = [Thread(target=contact) for _ in range(4)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]

    assert failures == []
    assert Case.objects.get(pk=opened.case.pk).version == 21
    assert Case.objects.count() == Case.objects.order_by("-number")[0].number == 21
    assert chain.verify(landlord) == []


@pytest.mark.django_db(transaction=True)
def test_a_double_click_in_two_workers_acts_once(landlord):
    opened = start(landlord)
    together, came = Barrier(2), []

    def click():
        together.wait()
        try:
            with log.open(landlord, opened.case.reference, version=1, token="form-1") as again:
                log.append(again, [event("contacted")], by=None, at=AT)
                came.append("done")
        except log.Repeated:
            came.append("repeated")
        finally:
            connection.close()

    threads = [Thread(target=click) for _ in range(2)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert sorted(came) == ["done", "repeated"]
