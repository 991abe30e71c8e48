"""Triggers that keep the log append-only, on both databases.

A table rebuilt by a later migration loses its triggers on SQLite: such a migration must install them again.
"""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

REFUSAL = "The log is append-only."
ERASING = (
    "OLD.body IS NOT NULL AND NEW.body IS NULL AND NEW.salt IS NULL AND NEW.erased_at IS NOT NULL"
    " AND NEW.id = OLD.id AND NEW.event_id = OLD.event_id AND NEW.place = OLD.place"
)
KEYS = {
    "casework_event": ["id", "landlord_id seq", "case_id n"],
    "casework_text": ["id", "event_id place"],
}


def install(connection: BaseDatabaseWrapper) -> None:
    """Puts the triggers on the database of this connection."""
    _run(connection, _sqlite() if connection.vendor == "sqlite" else _postgresql())


def remove(connection: BaseDatabaseWrapper) -> None:
    """Takes them off again: for emptying a test database, and for migrating backwards."""
    on = "" if connection.vendor == "sqlite" else " ON {table}"
    names = ("update", "delete", "replace") if connection.vendor == "sqlite" else ("update", "delete", "truncate")
    _run(
        connection,
        [f"DROP TRIGGER IF EXISTS {table}_no_{name}" + on.format(table=table) for table in KEYS for name in names],
    )


def _run(connection: BaseDatabaseWrapper, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _sqlite() -> list[str]:
    statements = []
    for table, keys in KEYS.items():
        refuse = f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        unless = f"WHEN NOT ({ERASING})" if table == "casework_text" else ""
        # INSERT OR REPLACE deletes the old row without asking the delete trigger.
        same = " OR ".join("(" + " AND ".join(f"{c} = NEW.{c}" for c in key.split()) + ")" for key in keys)
        there = f"SELECT 1 FROM {table} WHERE {same}"  # noqa: S608 (our own names only)
        statements += [
            f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} {unless} {refuse}",
            f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {refuse}",
            f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} WHEN EXISTS ({there}) {refuse}",
        ]
    return statements


def _postgresql() -> list[str]:
    refuse = "EXECUTE FUNCTION casework_refuse()"
    statements = [
        "CREATE OR REPLACE FUNCTION casework_refuse() RETURNS trigger LANGUAGE plpgsql AS"
        f" $$ BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
    ]
    for table in KEYS:
        unless = f"WHEN (NOT ({ERASING}))" if table == "casework_text" else ""
        statements += [
            f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} FOR EACH ROW {unless} {refuse}",
            f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} FOR EACH ROW {refuse}",
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} {refuse}",
        ]
    return statements
