"""The log is append-only in the database itself, whoever asks and however."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction

from putright.apps.casework.models import Event, Text
from tests.apps.cases import AT, start

ON_BOTH = [
    "UPDATE casework_event SET kind = 'closed'",
    "DELETE FROM casework_event",
    "UPDATE casework_text SET body = 'changed'",
    "UPDATE casework_text SET salt = 'changed'",
    "UPDATE casework_text SET body = NULL, salt = NULL",
    "UPDATE casework_text SET body = NULL, salt = NULL, erased_at = '2026-04-01', place = 7",
    "DELETE FROM casework_text",
    "INSERT INTO casework_event SELECT * FROM casework_event WHERE true ON CONFLICT (id) DO UPDATE SET kind = 'closed'",
]
ON_SQLITE = [
    "INSERT OR REPLACE INTO casework_event SELECT * FROM casework_event",
    "REPLACE INTO casework_text SELECT * FROM casework_text",
    'INSERT OR REPLACE INTO casework_event SELECT id + 1000, seq, n, kind, "on", at, data, texts, prev_hash, hash,'
    " by_id, case_id, landlord_id FROM casework_event",
    "UPDATE OR REPLACE casework_event SET seq = 1",
]
ON_POSTGRESQL = [
    "TRUNCATE casework_event CASCADE",
    "TRUNCATE casework_text",
]
ATTEMPTS = ON_BOTH + (ON_SQLITE if connection.vendor == "sqlite" else ON_POSTGRESQL)


@pytest.mark.parametrize("statement", ATTEMPTS)
def test_the_database_refuses(landlord, statement):
    start(landlord)
    before = [*Event.objects.values(), *Text.objects.values()]
    connection.check_constraints()  # PostgreSQL refuses to empty a table while foreign keys wait to be checked

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)

    assert [*Event.objects.values(), *Text.objects.values()] == before


@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite's own way round a trigger")
@pytest.mark.parametrize("pragma", ["ON", "OFF"])
def test_replacing_is_refused_without_recursive_triggers_too(landlord, pragma):
    start(landlord)
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA recursive_triggers={pragma}")
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("INSERT OR REPLACE INTO casework_event SELECT * FROM casework_event")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA recursive_triggers=ON")


def test_a_text_may_be_erased_once(landlord):
    start(landlord)
    Text.objects.update(body=None, salt=None, erased_at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        Text.objects.update(body="back", salt="00", erased_at=None)
