"""What keeps the registers of governance as they were written."""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

from putright.apps.casework import frozen
from putright.apps.casework.frozen import Frozen

REFUSAL = "Entries of a register are never changed: add a further one."
KEPT = ("approval", "consultation", "associatedpolicy", "training", "objective", "incident")
TABLES = (
    *(Frozen(f"governance_{name}", REFUSAL, keys=("id", "landlord_id key number")) for name in KEPT),
    Frozen("governance_ran", REFUSAL, keys=("id", "landlord_id pack version")),
)


def install(connection: BaseDatabaseWrapper) -> None:
    """Puts the triggers on the database of this connection."""
    frozen.install(connection, TABLES)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Takes them off again."""
    frozen.remove(connection, TABLES)
