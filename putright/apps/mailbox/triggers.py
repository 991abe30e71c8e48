"""What keeps messages as they came, and what was done with them: erasing what they say, once, is allowed."""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

from putright.apps.casework import frozen
from putright.apps.casework.frozen import Frozen

REFUSAL = "What came by e-mail stays as it came."
FIXED = ("id", "landlord_id", "mailbox_id", "sha256", "size", "whole", "came_at", "taken_at", "kind", "content")
WORDS = ("stored", "message_id", "sender", "sender_name", "subject", "excerpt", "told")
SAME = " AND ".join(f'NEW."{name}" = OLD."{name}"' for name in FIXED)
KEPT = " AND ".join(f'NEW."{name}" = OLD."{name}"' for name in WORDS)
EMPTY = " AND ".join(f"NEW.\"{name}\" = ''" for name in WORDS)
ALLOWED = (
    f"{SAME} AND ((COALESCE(NEW.erased_at = OLD.erased_at, NEW.erased_at IS NULL AND OLD.erased_at IS NULL) AND {KEPT})"
    f" OR (OLD.erased_at IS NULL AND NEW.erased_at IS NOT NULL AND {EMPTY}))"
)
HANDLED = (
    "OLD.said IS NOT NULL AND NEW.said IS NULL AND NEW.id = OLD.id AND NEW.incoming_id = OLD.incoming_id"
    " AND NEW.what = OLD.what AND NEW.at = OLD.at AND COALESCE(NEW.by_id, 0) = COALESCE(OLD.by_id, 0)"
    " AND COALESCE(NEW.case_id, 0) = COALESCE(OLD.case_id, 0)"
)
TABLES = (
    Frozen("mailbox_incoming", REFUSAL, ALLOWED, keys=("id", "mailbox_id sha256")),
    Frozen("mailbox_handling", REFUSAL, HANDLED),
)


def install(connection: BaseDatabaseWrapper) -> None:
    """Puts the triggers on the database of this connection."""
    frozen.install(connection, TABLES)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Takes them off again."""
    frozen.remove(connection, TABLES)
