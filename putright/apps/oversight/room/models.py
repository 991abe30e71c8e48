"""What is kept in the Member's room: questions, their answers, and statements. None of it is ever changed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from putright.apps.accounts.models import Landlord, Person
from putright.apps.casework.models import Case
from putright.apps.casework.visibility import excluded
from putright.apps.oversight.statements import Statement, standing  # noqa: F401 (a table of this app)


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
