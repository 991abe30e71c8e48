"""What is kept in the Member's room: questions, their answers, and statements. None of it is ever changed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from putright.apps.accounts.models import Landlord, Person
from putright.apps.casework.models import Case
from putright.apps.casework.visibility import excluded


class Questions(models.Manager["Asked"]):
    """Questions, without those about a case that the reader must keep away from."""

    def seen_by(self, person: Person) -> models.QuerySet[Asked]:
        """The landlord's questions that this person may read, the latest first."""
        found = self.filter(landlord=person.landlord_id).select_related("by", "case")
        kept = models.Q(case__in=excluded(person))
        if person.brands:
            kept |= models.Q(case__isnull=False) & ~models.Q(case__brand__in=["", *person.brands])
        return found.exclude(kept).order_by("-on", "-id")


class Asked(models.Model):
    """A question of the Member, or of the board, with the day by which it is to be answered."""

    landlord = models.ForeignKey(Landlord, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    office = models.CharField(max_length=200, help_text="In which office they ask.")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="+")
    on = models.DateField()
    due = models.DateField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects: ClassVar[Questions] = Questions()

    class Meta:
        verbose_name_plural = "asked"
        indexes = [models.Index(fields=["landlord", "-on", "-id"], name="room_questions")]

    def __str__(self) -> str:
        return self.text[:80]


class Answered(models.Model):
    """An answer to a question; the first one meets what was owed."""

    question = models.ForeignKey(Asked, on_delete=models.PROTECT, related_name="answers")
    text = models.TextField()
    office = models.CharField(max_length=200)
    on = models.DateField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "answered"

    def __str__(self) -> str:
        return self.text[:80]


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
