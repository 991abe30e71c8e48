"""What keeps the figures of a year, and the profiles they were compared with, as they were written."""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

from putright.apps.casework import frozen
from putright.apps.casework.frozen import Frozen

TABLES = (
    Frozen("equality_drawn", "Figures once drawn are frozen.", keys=("id", "landlord_id until")),
    Frozen("equality_profile", "Profiles are frozen: add a newer one."),
)


def install(connection: BaseDatabaseWrapper) -> None:
    """Puts the triggers on the database of this connection."""
    frozen.install(connection, TABLES)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Takes them off again."""
    frozen.remove(connection, TABLES)
