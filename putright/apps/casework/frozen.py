"""Tables whose rows stay as they were written, kept so by triggers on both databases.

A table rebuilt by a later migration loses its triggers on SQLite: such a migration must install them again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.backends.base.base import BaseDatabaseWrapper


@dataclass(frozen=True)
class Frozen:
    """A table, what refuses a change of it says, and the one change that it allows.

    `allowed` is SQL over OLD and NEW; empty allows none. `keys` are the columns of each unique key, the primary one
    first: an INSERT OR REPLACE deletes the row with the same key without asking the delete trigger.
    """

    table: str
    refusal: str
    allowed: str = ""
    keys: tuple[str, ...] = ("id",)

    @property
    def function(self) -> str:
        """The function that refuses, on PostgreSQL."""
        return f"{self.table}_refuse"


def install(connection: BaseDatabaseWrapper, tables: Iterable[Frozen]) -> None:
    """Puts the triggers on those of the tables that are there, in place of earlier ones."""
    there = list(_there(connection, tables))
    remove(connection, there)
    for one in there:
        _run(connection, _sqlite(one) if connection.vendor == "sqlite" else _postgresql(one))


def remove(connection: BaseDatabaseWrapper, tables: Iterable[Frozen]) -> None:
    """Takes them off again: for emptying a test database, and for migrating backwards."""
    names = ("update", "delete", "replace") if connection.vendor == "sqlite" else ("update", "delete", "truncate")
    for one in _there(connection, tables):
        on = "" if connection.vendor == "sqlite" else f" ON {one.table}"
        _run(connection, [f"DROP TRIGGER IF EXISTS {one.table}_no_{name}{on}" for name in names])


def _there(connection: BaseDatabaseWrapper, tables: Iterable[Frozen]) -> Iterator[Frozen]:
    with connection.cursor() as cursor:
        names = set(connection.introspection.table_names(cursor))
    yield from (one for one in tables if one.table in names)


def _run(connection: BaseDatabaseWrapper, statements: Iterable[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _sqlite(one: Frozen) -> Iterator[str]:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{one.refusal}'); END"
    unless = f"WHEN NOT ({one.allowed})" if one.allowed else ""
    same = " OR ".join("(" + " AND ".join(f"{c} = NEW.{c}" for c in key.split()) + ")" for key in one.keys)
    there = f"SELECT 1 FROM {one.table} WHERE {same}"  # noqa: S608 (our own names only)
    yield f"CREATE TRIGGER {one.table}_no_update BEFORE UPDATE ON {one.table} {unless} {refuse}"
    yield f"CREATE TRIGGER {one.table}_no_delete BEFORE DELETE ON {one.table} {refuse}"
    yield f"CREATE TRIGGER {one.table}_no_replace BEFORE INSERT ON {one.table} WHEN EXISTS ({there}) {refuse}"


def _postgresql(one: Frozen) -> Iterator[str]:
    refuse = f"EXECUTE FUNCTION {one.function}()"
    unless = f"WHEN (NOT ({one.allowed}))" if one.allowed else ""
    yield (
        f"CREATE OR REPLACE FUNCTION {one.function}() RETURNS trigger LANGUAGE plpgsql AS"
        f" $$ BEGIN RAISE EXCEPTION '{one.refusal}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    yield f"CREATE TRIGGER {one.table}_no_update BEFORE UPDATE ON {one.table} FOR EACH ROW {unless} {refuse}"
    yield f"CREATE TRIGGER {one.table}_no_delete BEFORE DELETE ON {one.table} FOR EACH ROW {refuse}"
    yield f"CREATE TRIGGER {one.table}_no_truncate BEFORE TRUNCATE ON {one.table} {refuse}"
