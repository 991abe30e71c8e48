"""The worker's part: on its day an adopted version becomes the one that runs."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from putright.apps.accounts import rounds
from putright.apps.accounts.models import Landlord
from putright.apps.workbench.adoption import actions


def run_once(now: datetime) -> bool:
    """Has each landlord run what it adopts, where its day has come; says whether any had.

    Complaints follow it from that day on, whether or not this has run: `accounts.packs`.
    """
    today = timezone.localdate(now)

    def begin(landlord: Landlord) -> bool:
        return bool(landlord.adopts_on) and actions.begin(landlord, today)

    return rounds.each(begin)
