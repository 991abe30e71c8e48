"""A printed policy that was brought to be held against what runs: its text, never the file itself."""

from __future__ import annotations

from django.db import models

from putright.apps.accounts.models import Landlord, Person


class Reading(models.Model):
    """A document that was read. `number` counts a landlord's from 1, and none is given twice while a later one stands.

    What it says is read from `text` each time it is looked at, so that better patterns find more in it.
    """

    landlord = models.ForeignKey(Landlord, on_delete=models.PROTECT, related_name="readings")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=200, help_text="The file, as whoever brought it called it.")
    sha256 = models.CharField(max_length=64, help_text="Of the file.")
    text = models.TextField(help_text="What stood in it, a paragraph or a line of print to a line.")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["landlord", "number"], name="one_reading_of_a_number")]

    def __str__(self) -> str:
        return f"{self.number}: {self.name}"
