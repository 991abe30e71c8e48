"""What keeps samples, who took whose place, and surveys of all tenants as they were written."""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

from putright.apps.casework import frozen
from putright.apps.casework.frozen import Frozen

REFUSAL = "Samples and surveys are kept as they were written."
TABLES = (
    Frozen("samples_sample", REFUSAL, keys=("id", "landlord_id number", "landlord_id kind since until")),
    Frozen("samples_substitute", REFUSAL, keys=("id", "sample_id of", "sample_id by_whom")),
    Frozen("samples_wave", REFUSAL),
)


def install(connection: BaseDatabaseWrapper) -> None:
    """Puts the triggers on the database of this connection."""
    frozen.install(connection, TABLES)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Takes them off again."""
    frozen.remove(connection, TABLES)
