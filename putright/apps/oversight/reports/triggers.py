"""What keeps issued reports, and all that is noted of them, as they were written."""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

from putright.apps.casework import frozen
from putright.apps.casework.frozen import Frozen

REFUSAL = "An issued report is frozen."
TABLES = (
    Frozen("reports_drawn", REFUSAL, allowed="OLD.state <> 'issued'", keys=("id", "landlord_id report brand since")),
    Frozen("reports_comment", "What was written in a report stays."),
    Frozen("reports_issue", REFUSAL, keys=("id", "drawn_id", "landlord_id key")),
    Frozen("reports_recount", REFUSAL, allowed="OLD.done_at IS NULL"),
    Frozen("reports_reply", REFUSAL, keys=("id", "question_id")),
    *(Frozen(f"reports_{name}", REFUSAL) for name in ("receipt", "question", "response", "place")),
)


def install(connection: BaseDatabaseWrapper) -> None:
    """Puts the triggers on the database of this connection."""
    frozen.install(connection, TABLES)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Takes them off again."""
    frozen.remove(connection, TABLES)
