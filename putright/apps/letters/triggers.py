"""Triggers that keep issued letters as they were, on both databases. Erasing one, once, is the only change allowed.

A table rebuilt by a later migration loses its triggers on SQLite: such a migration must install them again.
"""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

TABLE = "letters_letter"
REFUSAL = "Issued letters are frozen."
FIXED = ("key", "landlord_id", "case_id", "event_id", "kind", "stage", "on", "title", "sha256", "channel", "by_id",
         "issued_at")  # fmt: skip
ERASING = "OLD.blocks IS NOT NULL AND NEW.blocks IS NULL AND NEW.erased_at IS NOT NULL AND " + " AND ".join(
    f'NEW."{name}" = OLD."{name}"' for name in FIXED
)


def install(connection: BaseDatabaseWrapper) -> None:
    """Puts the triggers on the database of this connection."""
    _run(connection, _sqlite() if connection.vendor == "sqlite" else _postgresql())


def remove(connection: BaseDatabaseWrapper) -> None:
    """Takes them off again: for emptying a test database, and for migrating backwards."""
    names = ("update", "delete", "replace") if connection.vendor == "sqlite" else ("update", "delete", "truncate")
    on = "" if connection.vendor == "sqlite" else f" ON {TABLE}"
    _run(connection, [f"DROP TRIGGER IF EXISTS {TABLE}_no_{name}{on}" for name in names])


def _run(connection: BaseDatabaseWrapper, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _sqlite() -> list[str]:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    there = f"SELECT 1 FROM {TABLE} WHERE key = NEW.key"  # noqa: S608 (our own names only)
    return [
        f"CREATE TRIGGER {TABLE}_no_update BEFORE UPDATE ON {TABLE} WHEN NOT ({ERASING}) {refuse}",
        f"CREATE TRIGGER {TABLE}_no_delete BEFORE DELETE ON {TABLE} {refuse}",
        # INSERT OR REPLACE deletes the old row without asking the delete trigger.
        f"CREATE TRIGGER {TABLE}_no_replace BEFORE INSERT ON {TABLE} WHEN EXISTS ({there}) {refuse}",
    ]


def _postgresql() -> list[str]:
    refuse = "EXECUTE FUNCTION letters_refuse()"
    return [
        "CREATE OR REPLACE FUNCTION letters_refuse() RETURNS trigger LANGUAGE plpgsql AS"
        f" $$ BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END $$",
        f"CREATE TRIGGER {TABLE}_no_update BEFORE UPDATE ON {TABLE} FOR EACH ROW WHEN (NOT ({ERASING})) {refuse}",
        f"CREATE TRIGGER {TABLE}_no_delete BEFORE DELETE ON {TABLE} FOR EACH ROW {refuse}",
        f"CREATE TRIGGER {TABLE}_no_truncate BEFORE TRUNCATE ON {TABLE} {refuse}",
    ]
