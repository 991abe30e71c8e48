"""Triggers that keep a built pack as it was, on both databases: it may be sent once, and erased once.

A table rebuilt by a later migration loses its triggers on SQLite: such a migration must install them again.
"""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

TABLE = "evidence_evidencepack"
REFUSAL = "Built evidence packs are frozen."
FIXED = ("id", "landlord_id", "case_id", "number", "request", "by_id", "asked_at", "state", "made", "documents",
         "attempts", "problem", "pages", "pdf_sha256", "zip_sha256", "manifest_sha256", "built_at")  # fmt: skip
SAME = " AND ".join(f'NEW."{name}" = OLD."{name}"' for name in FIXED)
FOLLOWS = "COALESCE(NEW.supplements_id, 0) = COALESCE(OLD.supplements_id, 0)"
KEPT = " AND ".join(f"COALESCE(NEW.{name}, '') = COALESCE(OLD.{name}, '')" for name in ("plan", "result"))
SENDING = f"OLD.event_id IS NULL AND OLD.erased_at IS NULL AND NEW.erased_at IS NULL AND {KEPT}"
ERASING = "OLD.erased_at IS NULL AND NEW.erased_at IS NOT NULL AND NEW.plan IS NULL AND NEW.result IS NULL"
ALLOWED = f"OLD.state <> 'done' OR ({SAME} AND {FOLLOWS} AND (({SENDING}) OR ({ERASING})))"


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
    same = "id = NEW.id OR (case_id = NEW.case_id AND number = NEW.number)"
    there = f"SELECT 1 FROM {TABLE} WHERE {same}"  # noqa: S608 (our own names only)
    return [
        f"CREATE TRIGGER {TABLE}_no_update BEFORE UPDATE ON {TABLE} WHEN NOT ({ALLOWED}) {refuse}",
        f"CREATE TRIGGER {TABLE}_no_delete BEFORE DELETE ON {TABLE} {refuse}",
        # INSERT OR REPLACE deletes the old row without asking the delete trigger.
        f"CREATE TRIGGER {TABLE}_no_replace BEFORE INSERT ON {TABLE} WHEN EXISTS ({there}) {refuse}",
    ]


def _postgresql() -> list[str]:
    refuse = "EXECUTE FUNCTION evidence_refuse()"
    return [
        "CREATE OR REPLACE FUNCTION evidence_refuse() RETURNS trigger LANGUAGE plpgsql AS"
        f" $$ BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END $$",
        f"CREATE TRIGGER {TABLE}_no_update BEFORE UPDATE ON {TABLE} FOR EACH ROW WHEN (NOT ({ALLOWED})) {refuse}",
        f"CREATE TRIGGER {TABLE}_no_delete BEFORE DELETE ON {TABLE} FOR EACH ROW {refuse}",
        f"CREATE TRIGGER {TABLE}_no_truncate BEFORE TRUNCATE ON {TABLE} {refuse}",
    ]
