"""What somebody has typed on a landlord's pages and not sent yet, and the e-mails that these pages send."""

from __future__ import annotations

import secrets

from django.db import models

from putright.apps.accounts.models import Landlord
from putright.apps.casework.models import Case


def new_key() -> str:
    """A name that nobody guesses."""
    return secrets.token_urlsafe(24)


class Draft(models.Model):
    """Answers typed so far, by question, as they were typed. Once sent it holds no words any more, only its case."""

    key = models.CharField(max_length=64, unique=True, default=new_key, help_text="Whoever has it goes on with it.")
    landlord = models.ForeignKey(Landlord, on_delete=models.PROTECT, related_name="+")
    brand = models.CharField(max_length=60, blank=True)
    door = models.CharField(max_length=20, help_text="What is being told: complaint, service_request, comment …")
    answers = models.JSONField(default=dict, help_text="By question, the values typed into each field.")
    begun_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    case = models.ForeignKey(Case, on_delete=models.CASCADE, null=True, related_name="+")
    party = models.CharField(max_length=8, blank=True, help_text="Who of the case sent it, by key.")

    class Meta:
        indexes = [models.Index("saved_at", name="drafts_by_age")]

    def __str__(self) -> str:
        return f"{self.door} of {self.begun_at:%d %B %Y}"


class Mail(models.Model):
    """An e-mail of these pages on its way: the way back to a draft, or the reference of what was sent.

    Its words are made when it goes, so that no code lies here; the row goes with it.
    """

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="mails")
    to = models.EmailField()
    site = models.CharField(max_length=200, help_text="Where the pages are reached, such as https://example.org.")
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try = models.DateTimeField()

    class Meta:
        indexes = [models.Index("next_try", name="portal_mails_to_send")]

    def __str__(self) -> str:
        return f"e-mail about {self.draft}"
