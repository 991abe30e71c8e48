"""What keeps approved assessments, and what was done with them, as they were written."""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

from putright.apps.casework import frozen
from putright.apps.casework.frozen import Frozen

REFUSAL = "Approved self-assessments are frozen."
TABLES = (
    Frozen("assessment_approved", REFUSAL,
           keys=("id", "assessment_id", "landlord_id key", "landlord_id number")),
    Frozen("assessment_deed", REFUSAL),
)  # fmt: skip


def install(connection: BaseDatabaseWrapper) -> None:
    """Puts the triggers on the database of this connection."""
    frozen.install(connection, TABLES)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Takes them off again."""
    frozen.remove(connection, TABLES)
