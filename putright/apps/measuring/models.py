"""The tables of measuring: facts kept beside the log, how far they go, and how many homes there are."""

from __future__ import annotations

from django.db import models

from putright.apps.accounts.models import Landlord, Person
from putright.apps.casework.models import Case


class Kept(models.Model):
    """The facts of a case as its first `n` events leave it. Follows from the log, and may be emptied at any time.

    It holds for every day from `last_on` to before `next_on`, the day of the event after them; where there is none,
    only as long as the case has no more than `n` events. Of each month in which something happened there is one, so
    that any month's end can be counted without the log.
    """

    # Without indexes of their own: the ones below begin with them, and SQLite would take these for the lists.
    landlord = models.ForeignKey(Landlord, on_delete=models.PROTECT, related_name="+", db_index=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+", db_index=False)
    n = models.PositiveIntegerField(help_text="How many events of the case it knows.")
    rules = models.CharField(max_length=30, help_text="What facts follow from beside the events: `folding.rules`.")
    last_on = models.DateField(help_text="The day of the last of them.")
    last_seq = models.PositiveBigIntegerField(help_text="The place of the last of them in the landlord's log.")
    next_on = models.DateField(null=True, help_text="The day of the event after them.")
    settled_on = models.DateField(null=True, help_text="The last day on which it counts; None while that is open.")
    data = models.BinaryField()

    class Meta:
        verbose_name_plural = "kept"
        constraints = [models.UniqueConstraint(fields=["case", "n"], name="one_fact_of_a_version")]
        indexes = [models.Index("landlord", "settled_on", "next_on", "last_on", name="facts_by_day")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.n}"


class Mark(models.Model):
    """How far the worker has gone through a landlord's log in keeping facts, by which rules (`folding.rules`)."""

    landlord = models.OneToOneField(Landlord, on_delete=models.PROTECT, primary_key=True)
    seq = models.PositiveBigIntegerField(default=0)
    rules = models.CharField(max_length=30)


class Stock(models.Model):
    """How many homes of a kind there were at the end of a year, as somebody entered it. The last entry holds."""

    class Kind(models.TextChoices):
        RENTED = "lcra", "Low cost rental"
        OWNED = "lcho", "Low cost home ownership"

    landlord = models.ForeignKey(Landlord, on_delete=models.PROTECT, related_name="+")
    brand = models.CharField(max_length=100, blank=True, help_text="Empty: of all its landlords together.")
    on = models.DateField(help_text="The last day of the year.")
    kind = models.CharField(max_length=4, choices=Kind)
    homes = models.PositiveIntegerField()
    source = models.CharField(max_length=200, blank=True, help_text="Where the number comes from.")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index("landlord", "brand", "on", "kind", name="stock_of_a_year")]

    def __str__(self) -> str:
        return f"{self.kind} {self.on}: {self.homes}"
