"""What keeps editions and the publication log as they were written."""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

from putright.apps.casework import frozen
from putright.apps.casework.frozen import Frozen

REFUSAL = "Editions and the publication log are frozen."
TABLES = (
    Frozen("publishing_edition", REFUSAL, keys=("id", "landlord_id key", "landlord_id kind brand language number")),
    Frozen("publishing_entry", REFUSAL),
)


def install(connection: BaseDatabaseWrapper) -> None:
    """Puts the triggers on the database of this connection."""
    frozen.install(connection, TABLES)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Takes them off again."""
    frozen.remove(connection, TABLES)
