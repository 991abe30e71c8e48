"""What keeps issued letters, and the proof of their sending, as they were: erasing their words, once, is allowed."""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

from putright.apps.casework import frozen
from putright.apps.casework.frozen import Frozen

REFUSAL = "Issued letters are frozen."


def _erasing(words: str, fixed: tuple[str, ...], also: str) -> str:
    same = " AND ".join(f'NEW."{name}" = OLD."{name}"' for name in fixed)
    return f"OLD.{words} IS NOT NULL AND NEW.{words} IS NULL AND {also} AND {same}"


TABLES = (
    Frozen("letters_letter", REFUSAL, _erasing(
        "blocks",
        ("key", "landlord_id", "case_id", "event_id", "kind", "stage", "on", "title", "sha256", "channel", "by_id",
         "issued_at"), "NEW.erased_at IS NOT NULL"), keys=("key",)),
    Frozen("letters_proof", REFUSAL, _erasing(
        "said", ("id", "message_id", "what", "at", "on"), "COALESCE(NEW.by_id, 0) = COALESCE(OLD.by_id, 0)")),
)  # fmt: skip


def install(connection: BaseDatabaseWrapper) -> None:
    """Puts the triggers on the database of this connection."""
    frozen.install(connection, TABLES)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Takes them off again."""
    frozen.remove(connection, TABLES)
