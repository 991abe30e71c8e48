"""What keeps the log append-only."""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

from putright.apps.casework import frozen
from putright.apps.casework.frozen import Frozen

REFUSAL = "The log is append-only."
ERASING = (
    "OLD.body IS NOT NULL AND NEW.body IS NULL AND NEW.salt IS NULL AND NEW.erased_at IS NOT NULL"
    " AND NEW.id = OLD.id AND NEW.event_id = OLD.event_id AND NEW.place = OLD.place"
)
VIEWED = (
    "OLD.why IS NOT NULL AND NEW.why IS NULL AND NEW.id = OLD.id AND NEW.case_id = OLD.case_id"
    ' AND NEW.person_id = OLD.person_id AND NEW."on" = OLD."on" AND NEW.at = OLD.at'
)
VIEWING = Frozen("casework_viewing", "What was looked at stays on record.", VIEWED)
TABLES = (
    VIEWING,
    Frozen("casework_event", REFUSAL, keys=("id", "landlord_id seq", "case_id n")),
    Frozen("casework_text", REFUSAL, ERASING, keys=("id", "event_id place")),
)


def install(connection: BaseDatabaseWrapper) -> None:
    """Puts the triggers on the database of this connection."""
    frozen.install(connection, TABLES)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Takes them off again."""
    frozen.remove(connection, TABLES)
