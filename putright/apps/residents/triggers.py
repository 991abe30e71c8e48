"""What keeps the register's history as it was written."""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

from putright.apps.casework import frozen
from putright.apps.casework.frozen import Frozen

REFUSAL = "The history of the register is append-only."
ERASING = (
    "OLD.said IS NOT NULL AND NEW.said IS NULL AND NEW.id = OLD.id AND NEW.landlord_id = OLD.landlord_id"
    " AND NEW.subject = OLD.subject AND NEW.number = OLD.number AND NEW.what = OLD.what"
    " AND COALESCE(NEW.by_id, 0) = COALESCE(OLD.by_id, 0) AND NEW.at = OLD.at"
)
TABLES = (Frozen("residents_history", REFUSAL, ERASING),)


def install(connection: BaseDatabaseWrapper) -> None:
    """Puts the triggers on the database of this connection."""
    frozen.install(connection, TABLES)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Takes them off again."""
    frozen.remove(connection, TABLES)
