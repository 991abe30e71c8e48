"""What keeps the steps of themes, and what people were told, as they were written."""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

from putright.apps.casework import frozen
from putright.apps.casework.frozen import Frozen

REFUSAL = "What happened to a theme, and what was told, is frozen."
TABLES = (
    Frozen("learning_step", REFUSAL),
    Frozen("learning_told", REFUSAL),
    Frozen("learning_themecase", REFUSAL, keys=("id", "theme_id case_id")),
)


def install(connection: BaseDatabaseWrapper) -> None:
    """Puts the triggers on the database of this connection."""
    frozen.install(connection, TABLES)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Takes them off again."""
    frozen.remove(connection, TABLES)
