"""Whoever alters the log, past its triggers, is found out: which event, of which case, and how."""

from __future__ import annotations

import pytest
from django.db import connection

from putright.apps.casework import chain, triggers
from putright.apps.casework.models import Case, Event, Head, Text
from tests.apps.cases import append, event, start


@pytest.fixture
def story(landlord, people):
    """Two cases, six events, five texts; the triggers are off, as for somebody who owns the database."""
    one = start(landlord, people.flo)
    two = start(landlord, people.flo, text="The door sticks.")
    append(one, event("contacted", what="Called."), event("contacted", what="Called again."))
    append(two, event("acknowledged"), event("contacted", what="Wrote."))
    triggers.remove(connection)
    yield landlord
    triggers.install(connection)


def test_an_untouched_log_has_no_faults(story):
    assert chain.verify(story) == []


def found(story):
    return [(fault.seq, fault.reference, fault.kind) for fault in chain.verify(story)]


@pytest.mark.parametrize("column", ["kind", "on", "at", "by", "data", "texts", "prev_hash", "hash", "n"])
def test_any_changed_column_is_found(story, people, column):
    row = Event.objects.get(seq=3)
    changed = {
        "kind": "closed", "on": "2026-04-01", "at": "2026-04-01T00:00:00Z", "by": people.ana,
        "data": row.data.replace("contacted", "closed"), "texts": "[]", "prev_hash": "0" * 64, "hash": "0" * 64, "n": 9,
    }  # fmt: skip
    Event.objects.filter(seq=3).update(**{column: changed[column]})

    assert (3, "TST-2026-000001") in [fault[:2] for fault in found(story)]


@pytest.mark.parametrize(("column", "value"), [
    ("texts", "x"), ("texts", "5"), ("on", "soon"), ("at", ""), ("data", b"\xff"), ("seq", "x"),
])  # fmt: skip
@pytest.mark.skipif(connection.vendor != "sqlite", reason="other databases keep columns to their type")
def test_a_column_of_another_type_is_found_too(story, column, value):
    with connection.cursor() as cursor:
        cursor.execute(f'UPDATE casework_event SET "{column}" = %s WHERE seq = 3', [value])
    assert "TST-2026-000001" in [reference for _, reference, _ in found(story)]


@pytest.mark.parametrize("column", ["pack", "pack_version", "reference"])
def test_a_case_moved_to_another_policy_is_found(story, column):
    Case.objects.filter(number=1).update(**{column: "else"})
    assert [seq for seq, _, _ in found(story)] == [1, 3, 4]


def test_a_missing_event_is_found(story):
    Text.objects.filter(event__seq=3).delete()
    Event.objects.filter(seq=3).delete()

    assert [str(fault) for fault in chain.verify(story)] == [
        "event 3: is missing",
        "TST-2026-000001: 2 events stand where there were 3",
    ]


def test_a_missing_end_is_found(story):
    Text.objects.filter(event__seq=6).delete()
    Event.objects.filter(seq=6).delete()
    assert found(story) == [(6, "", ""), (0, "TST-2026-000002", "")]


def test_a_missing_end_that_was_covered_up_is_found_by_a_hash_noted_elsewhere(story):
    noted = {6: Event.objects.get(seq=6).hash}
    Text.objects.filter(event__seq=6).delete()
    Event.objects.filter(seq=6).delete()
    Head.objects.update(seq=5, hash=Event.objects.get(seq=5).hash)
    Case.objects.filter(number=2).update(version=2)

    assert chain.verify(story) == []
    assert [fault.seq for fault in chain.verify(story, noted)] == [6]


def test_two_events_changed_about_are_found(story):
    for old, new in ((3, 99), (4, 3), (99, 4)):
        Event.objects.filter(seq=old).update(seq=new)
    assert {3, 4} <= {seq for seq, _, _ in found(story)}


def test_an_event_put_in_is_found(story):
    last = Event.objects.get(seq=6)
    Event.objects.create(
        landlord=story, seq=7, case=last.case, n=last.n + 1, kind="closed", on=last.on, at=last.at, by=None,
        data='{"event":"closed","on":"2026-03-30"}', texts="[]", prev_hash=last.hash, hash="f" * 64,
    )  # fmt: skip
    assert (7, "TST-2026-000002", "closed") in found(story)


def test_an_event_put_in_with_a_right_hash_is_found(story):
    last = Event.objects.get(seq=6)
    forged = Event(
        landlord=story, seq=7, case=last.case, n=last.n + 1, kind="closed", on=last.on, at=last.at, by=None,
        data='{"event":"closed","on":"2026-03-30"}', texts="[]", prev_hash=last.hash,
    )  # fmt: skip
    forged.hash = chain.link(forged, last.case)
    forged.save()
    assert chain.verify(story) != []


def test_a_changed_text_is_found(story):
    Text.objects.filter(body="Called.").update(body="Did not call.")
    assert [str(fault) for fault in chain.verify(story)] == [
        "event 3 TST-2026-000001 contacted: its text 1 was changed"
    ]


def test_a_missing_text_is_found(story):
    Text.objects.filter(body="Called.").delete()
    assert found(story) == [(3, "TST-2026-000001", "contacted")]


def test_a_text_put_in_is_found(story):
    Text.objects.create(event=Event.objects.get(kind="acknowledged"), place=0, body="Sorry.", salt="00")
    assert found(story) == [(5, "TST-2026-000002", "acknowledged")]


def test_each_landlord_has_a_log_of_its_own(story, people):
    start(people.other)
    Event.objects.filter(landlord=story).update(kind="closed")
    assert chain.verify(people.other) == []
