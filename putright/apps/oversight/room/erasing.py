"""Erasing what was asked and answered about a case when it is due."""

from __future__ import annotations

from datetime import datetime

from putright.apps.casework.models import Case
from putright.apps.oversight.room.models import Answered, Asked


def erase_case(case: Case, at: datetime) -> None:
    """Erases the words of questions about a case and of their answers. That they were asked and answered stays."""
    Answered.objects.filter(question__case=case).exclude(text="").update(text="")
    Asked.objects.filter(case=case).exclude(text="").update(text="")
