"""How a landlord reads what the regulator's rules leave open: every choice is kept, with who made it and why."""

from __future__ import annotations

from django.db import models

from putright.apps.accounts.models import Landlord, Person


class Chosen(models.Model):
    """A choice about the Tenant Satisfaction Measures (`core.measures.tsm.CHOICES`). The last of a name holds."""

    landlord = models.ForeignKey(Landlord, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=40)
    value = models.CharField(max_length=40)
    why = models.TextField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "chosen"
        indexes = [models.Index(fields=["landlord", "-id"], name="tsm_choices")]

    def __str__(self) -> str:
        return f"{self.name}: {self.value}"
