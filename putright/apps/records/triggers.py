"""What keeps a disposal as it was done: its certificate can be neither changed nor removed."""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

from putright.apps.casework import frozen
from putright.apps.casework.frozen import Frozen

TABLES = (
    Frozen("records_disposal", "A certificate of disposal is frozen.", "OLD.state <> 'done'",
           keys=("id", "landlord_id number")),
    Frozen("records_item", "What was disposed of stays on record.", "OLD.state NOT IN ('done', 'kept')",
           keys=("id", "of_id label")),
)  # fmt: skip


def install(connection: BaseDatabaseWrapper) -> None:
    """Puts the triggers on the database of this connection."""
    frozen.install(connection, TABLES)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Takes them off again."""
    frozen.remove(connection, TABLES)
