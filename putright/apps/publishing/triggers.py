"""Triggers that keep editions and the publication log as they were written, on both databases.

A table rebuilt by a later migration loses its triggers on SQLite: such a migration must install them again.
"""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

TABLES = {
    "publishing_edition": (
        'id = NEW.id OR (landlord_id = NEW.landlord_id AND "key" = NEW."key")', "Editions are frozen.",
    ),
    "publishing_entry": ("id = NEW.id", "The publication log is only added to."),
}  # fmt: skip
"""Each table, what makes a row the same as one that is there, and what a refusal says."""


def install(connection: BaseDatabaseWrapper) -> None:
    """Puts the triggers on the database of this connection."""
    make = _sqlite if connection.vendor == "sqlite" else _postgresql
    _run(connection, [statement for table in TABLES for statement in make(table)])


def remove(connection: BaseDatabaseWrapper) -> None:
    """Takes them off again: for emptying a test database, and for migrating backwards."""
    lite = connection.vendor == "sqlite"
    names = ("update", "delete", "replace") if lite else ("update", "delete", "truncate")
    _run(connection, [f"DROP TRIGGER IF EXISTS {table}_no_{name}{'' if lite else f' ON {table}'}"
                      for table in TABLES for name in names])  # fmt: skip


def _run(connection: BaseDatabaseWrapper, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _sqlite(table: str) -> list[str]:
    same, refusal = TABLES[table]
    refuse = f"BEGIN SELECT RAISE(ABORT, '{refusal}'); END"
    there = f"SELECT 1 FROM {table} WHERE {same}"  # noqa: S608 (our own names only)
    return [
        f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} {refuse}",
        f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {refuse}",
        # INSERT OR REPLACE deletes the old row without asking the delete trigger.
        f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} WHEN EXISTS ({there}) {refuse}",
    ]


def _postgresql(table: str) -> list[str]:
    refuse = f"EXECUTE FUNCTION {table}_refuse()"
    return [
        f"CREATE OR REPLACE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS"
        f" $$ BEGIN RAISE EXCEPTION '{TABLES[table][1]}' USING ERRCODE = 'integrity_constraint_violation'; END $$",
        f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} FOR EACH ROW {refuse}",
        f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} FOR EACH ROW {refuse}",
        f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} {refuse}",
    ]
