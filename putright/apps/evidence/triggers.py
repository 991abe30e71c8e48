"""What keeps a built pack as it was: it may be sent once, and erased once."""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

from putright.apps.casework import frozen
from putright.apps.casework.frozen import Frozen

FIXED = ("id", "landlord_id", "case_id", "number", "request", "by_id", "asked_at", "state", "made", "documents",
         "attempts", "problem", "pages", "pdf_sha256", "zip_sha256", "manifest_sha256", "built_at")  # fmt: skip
SAME = " AND ".join(f'NEW."{name}" = OLD."{name}"' for name in FIXED)
FOLLOWS = "COALESCE(NEW.supplements_id, 0) = COALESCE(OLD.supplements_id, 0)"
KEPT = " AND ".join(f"COALESCE(NEW.{name}, '') = COALESCE(OLD.{name}, '')" for name in ("plan", "result"))
SENDING = f"OLD.event_id IS NULL AND OLD.erased_at IS NULL AND NEW.erased_at IS NULL AND {KEPT}"
ERASING = "OLD.erased_at IS NULL AND NEW.erased_at IS NOT NULL AND NEW.plan IS NULL AND NEW.result IS NULL"
ALLOWED = f"OLD.state <> 'done' OR ({SAME} AND {FOLLOWS} AND (({SENDING}) OR ({ERASING})))"
TABLES = (Frozen("evidence_evidencepack", "Built evidence packs are frozen.", ALLOWED, keys=("id", "case_id number")),)


def install(connection: BaseDatabaseWrapper) -> None:
    """Puts the triggers on the database of this connection."""
    frozen.install(connection, TABLES)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Takes them off again."""
    frozen.remove(connection, TABLES)
