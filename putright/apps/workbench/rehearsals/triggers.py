"""What keeps rehearsals as they were written."""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

from putright.apps.casework import frozen
from putright.apps.casework.frozen import Frozen

TABLES = (Frozen("rehearsals_rehearsal", "A rehearsal is never changed: save a further state of it.",
                 keys=("id", "landlord_id number n")),)  # fmt: skip


def install(connection: BaseDatabaseWrapper) -> None:
    """Puts the triggers on the database of this connection."""
    frozen.install(connection, TABLES)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Takes them off again."""
    frozen.remove(connection, TABLES)
