"""Which versions of its policy a landlord has run, and since when."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Min
from django.utils import timezone

from putright.apps.accounts import packs, rounds
from putright.apps.accounts.models import Landlord
from putright.apps.casework.models import Case
from putright.apps.governance.models import Ran


def run_once(now: datetime) -> bool:
    """Notes the version that each landlord runs now, where it is a new one; says whether any was."""

    def note(landlord: Landlord) -> bool:
        runs = packs.current(landlord).pack
        known = {runs.pack, landlord.pack}  # before versions of its own, a pack in a folder was noted by its path
        if Ran.objects.filter(landlord=landlord, pack__in=known, version=runs.version).exists():
            return False
        _earlier(landlord)
        said = {"since": timezone.localdate(now)}
        Ran.objects.get_or_create(landlord=landlord, pack=runs.pack, version=runs.version, defaults=said)
        return True

    return rounds.each(note)


def _earlier(landlord: Landlord) -> None:
    """Where nothing was noted yet, what the complaints so far say: once for each landlord."""
    if Ran.objects.filter(landlord=landlord).exists():
        return
    cases = Case.objects.filter(landlord=landlord).values("pack", "pack_version").annotate(since=Min("received_on"))
    for one in cases.order_by("since"):
        said = {"since": one["since"]}
        Ran.objects.get_or_create(landlord=landlord, pack=one["pack"], version=one["pack_version"], defaults=said)
