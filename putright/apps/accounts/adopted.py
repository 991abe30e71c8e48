"""Whether this release reads every version of a policy that a landlord adopted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.core.checks import Error
from django.db import connections

from putright import data
from putright.apps.accounts.models import PackVersion

TO_COME = (
    "It has not begun. With the release that ran until now, withdraw it, put these lines right in its draft and have "
    "it approved again; then upgrade."
)
HELD = (
    "Nothing has been changed. Stay with the release that ran until now, and report these lines to whoever maintains "
    "Putright: complaints keep the version they began under, and none of them could be opened."
)


def readable(databases: Sequence[str] | None = None, **_: Any) -> list[Error]:
    """An error for each adopted version that cannot be read: whose it is, each fault by file, line and key, what to do.

    A check of Django's, for its tag `database`: `migrate` asks it before it changes anything.
    """
    return [error for database in databases or () for error in _unreadable(database)]


def _unreadable(database: str) -> Iterator[Error]:
    table = PackVersion._meta.db_table  # noqa: SLF001 (Django's public name for it)
    if table not in connections[database].introspection.table_names():
        return
    # Only columns as old as the table: the newer ones come with the migration that this is asked before.
    rows = PackVersion.objects.using(database).order_by("landlord__name", "pk")
    for pk, landlord, to_come, pack, version, files in rows.values_list(
        "pk", "landlord__name", "landlord__adopts", "pack", "version", "files"
    ).iterator():
        if faults := data.faults_of(files):
            lines = "\n".join(f"  {fault}" for fault in faults)
            text = f"version {version} of {pack} cannot be read by this release:\n{lines}"
            yield Error(text, hint=TO_COME if pk == to_come else HELD, obj=landlord, id="accounts.E001")
