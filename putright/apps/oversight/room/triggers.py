"""What keeps questions, answers and statements as they were written."""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

from putright.apps.casework import frozen
from putright.apps.casework.frozen import Frozen

REFUSAL = "Questions, answers and statements are kept as they were written."
SAME = {
    "asked": ("id", "landlord_id", "office", "case_id", "on", "due", "by_id", "at"),
    "answered": ("id", "question_id", "office", "on", "by_id", "at"),
}


def erasing(name: str) -> str:
    """The one change that is allowed: of a case that is disposed of, the words go."""
    same = " AND ".join(f'COALESCE(NEW."{one}" = OLD."{one}", NEW."{one}" IS NULL)' for one in SAME[name])
    return f"OLD.text <> '' AND NEW.text = '' AND {same}"


TABLES = (*(Frozen(f"room_{name}", REFUSAL, erasing(name)) for name in SAME), Frozen("room_statement", REFUSAL))


def install(connection: BaseDatabaseWrapper) -> None:
    """Puts the triggers on the database of this connection."""
    frozen.install(connection, TABLES)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Takes them off again."""
    frozen.remove(connection, TABLES)
