"""What keeps the steps of themes, and what people were told, as they were written."""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

from putright.apps.casework import frozen
from putright.apps.casework.frozen import Frozen

REFUSAL = "What happened to a theme, and what was told, is frozen."
SAME = {
    "step": ("id", "theme_id", "kind", "on", "who", "risk", "action", "owner_id", "due", "by_id", "at"),
    "told": ("id", "landlord_id", "whom", "on", "how", "theme_id", "href", "by_id", "at"),
}


def erasing(name: str, words: str) -> str:
    """The one change that is allowed: with a case that is disposed of, words about it go."""
    same = " AND ".join(f'COALESCE(NEW."{one}" = OLD."{one}", NEW."{one}" IS NULL)' for one in SAME[name])
    return f"OLD.{words} <> '' AND NEW.{words} = '' AND {same}"


TABLES = (
    Frozen("learning_step", REFUSAL, erasing("step", "text")),
    Frozen("learning_told", REFUSAL, erasing("told", "what")),
    Frozen("learning_themecase", REFUSAL, keys=("id", "theme_id case_id")),
)


def install(connection: BaseDatabaseWrapper) -> None:
    """Puts the triggers on the database of this connection."""
    frozen.install(connection, TABLES)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Takes them off again."""
    frozen.remove(connection, TABLES)
