"""What intake keeps beside the log: that somebody looked a register through."""

from __future__ import annotations

from django.db import models

from putright.apps.accounts.models import Landlord, Person


class RegisterReview(models.Model):
    """Somebody went through a register: when, what they found, and when it is looked at again."""

    landlord = models.ForeignKey(Landlord, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, help_text="What the register holds, as a case is sorted.")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    found = models.TextField()
    next_on = models.DateField()
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index("landlord", "kind", models.F("id").desc(), name="reviews_latest_first")]

    def __str__(self) -> str:
        return f"{self.kind} on {self.on}"
