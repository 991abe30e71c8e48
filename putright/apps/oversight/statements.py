"""What the Member and the governing body say about a year: made in the Member's room, and part of the yearly report."""

from __future__ import annotations

from django.db import models

from putright.apps.accounts.models import Landlord, Person


class Statement(models.Model):
    """What the Member, or the governing body, says about a year of complaints. The latest of a kind and year stands.

    Authority: Complaint Handling Code 2024, 8.1 (the governing body's response) and 9.5 to 9.7 (the Member).
    """

    class Kind(models.TextChoices):
        MRC = "mrc", "The Member Responsible for Complaints"
        GOVERNING_BODY = "governing_body", "The governing body"

    landlord = models.ForeignKey(Landlord, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind)
    year = models.PositiveSmallIntegerField(help_text="The calendar year in which the year it is about begins.")
    text = models.TextField()
    office = models.CharField(max_length=200, help_text="Who says it: an office, or a meeting.")
    on = models.DateField(help_text="The day it was made or agreed.")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", help_text="Who put it on record.")
    at = models.DateTimeField()

    class Meta:
        app_label = "room"
        indexes = [models.Index(fields=["landlord", "kind", "-year", "-id"], name="room_statements")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} on {self.years}"

    @property
    def years(self) -> str:
        """The year it is about, such as 2025 to 2026."""
        return f"{self.year} to {self.year + 1}"


def standing(landlord: Landlord, kind: str, year: int) -> Statement | None:
    """The statement of a kind that stands for the year that begins in `year`; None until one is on record."""
    found = Statement.objects.filter(landlord=landlord, kind=kind, year=year)
    return found.select_related("by").order_by("-id").first()
