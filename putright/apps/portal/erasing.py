"""Erasing what the landlord's pages keep of a case when it is due."""

from __future__ import annotations

from datetime import datetime

from putright.apps.casework.models import Case
from putright.apps.portal import drafts
from putright.apps.portal.models import Draft


def erase_case(case: Case, at: datetime) -> None:
    """Forgets the drafts that became the case, with e-mails about them that have not left and files not sent."""
    for draft in Draft.objects.select_related("landlord").filter(case=case):
        drafts.drop(draft)
