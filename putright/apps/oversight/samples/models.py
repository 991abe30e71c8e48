"""Samples as they were drawn, who took whose place in them, and surveys of all tenants. None of it ever changes."""

from __future__ import annotations

from typing import ClassVar

import msgspec
from django.db import models

from putright.apps.accounts.models import Landlord, Person
from putright.core.sampling import Item

ITEMS = msgspec.json.Decoder(list[Item])


class Sample(models.Model):
    """A sample with all that is needed to draw it again: the seed, and what it was drawn from."""

    class Kind(models.TextChoices):
        FEEDBACK = "feedback", "Asking complainants how it was"
        LEARNING = "learning", "Learning sessions"

    landlord = models.ForeignKey(Landlord, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=Kind)
    since = models.DateField()
    until = models.DateField()
    share = models.PositiveSmallIntegerField(help_text="At least so many per cent.")
    cites = models.CharField(max_length=200, blank=True, help_text="The provisions that ask for it; empty: chosen.")
    seed = models.CharField(max_length=64)
    seq = models.PositiveBigIntegerField(help_text="Up to where the log was read.")
    population = models.TextField(help_text="JSON: each reference with its groups.")
    digest = models.CharField(max_length=64, help_text="See `core.sampling.digest`.")
    drawn = models.TextField(help_text="JSON: the references drawn, in the seed's order.")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["landlord", "number"], name="one_sample_of_a_number"),
            # Whoever could draw twice could choose between the two.
            models.UniqueConstraint(fields=["landlord", "kind", "since", "until"], name="one_sample_of_a_period"),
        ]

    def __str__(self) -> str:
        return f"Sample {self.number}"

    @property
    def key(self) -> str:
        """How events name it."""
        return f"s{self.number}"

    @property
    def items(self) -> list[Item]:
        """What it was drawn from."""
        return ITEMS.decode(self.population)

    @property
    def first(self) -> list[str]:
        """The references that were drawn."""
        found: list[str] = msgspec.json.decode(self.drawn)
        return found


class Substitute(models.Model):
    """Somebody took the place of somebody drawn who could not be asked."""

    class Why(models.TextChoices):
        NOT_REACHED = "not_reached", "They could not be reached, though we tried several times"
        DECLINED = "declined", "They do not want to be asked"
        UNKIND = "unkind", "It would do harm to ask them now"
        GONE = "gone", "Nobody is left who could be asked"

    sample = models.ForeignKey(Sample, on_delete=models.PROTECT, related_name="substitutes")
    of = models.CharField(max_length=24)
    by_whom = models.CharField(max_length=24, help_text="The reference that took the place.")
    why = models.CharField(max_length=20, choices=Why)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sample", "of"], name="one_substitute_of_a_reference"),
            models.UniqueConstraint(fields=["sample", "by_whom"], name="one_place_of_a_substitute"),
        ]


class Wave(models.Model):
    """A survey of all tenants about a year, as somebody entered it: what TP09 is counted from. The last entry holds.

    `answers`: how many of those who complained in the last twelve months gave each answer.
    """

    class Tenure(models.TextChoices):
        RENTED = "lcra", "Low cost rental"
        OWNED = "lcho", "Low cost home ownership"

    class Method(models.TextChoices):
        POST = "post", "By post"
        PHONE = "phone", "By telephone"
        FACE = "face", "Face to face"
        ONLINE = "online", "Online, by e-mail or by text message"
        MIXED = "mixed", "In several ways"

    landlord = models.ForeignKey(Landlord, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(help_text="The calendar year in which the year it is about begins.")
    tenure = models.CharField(max_length=4, choices=Tenure)
    method = models.CharField(max_length=10, choices=Method)
    since = models.DateField()
    until = models.DateField()
    carried_out_by = models.CharField(max_length=200)
    asked = models.PositiveIntegerField(help_text="How many were asked to take part.")
    responses = models.PositiveIntegerField()
    complained = models.PositiveIntegerField(help_text="How many said that they complained in the last 12 months.")
    very_satisfied = models.PositiveIntegerField()
    fairly_satisfied = models.PositiveIntegerField()
    neither = models.PositiveIntegerField()
    fairly_dissatisfied = models.PositiveIntegerField()
    very_dissatisfied = models.PositiveIntegerField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    ANSWERS: ClassVar = ("very_satisfied", "fairly_satisfied", "neither", "fairly_dissatisfied", "very_dissatisfied")

    class Meta:
        indexes = [models.Index(fields=["landlord", "-year", "tenure", "-id"], name="waves_of_a_year")]

    def __str__(self) -> str:
        return f"{self.get_tenure_display()} {self.year}/{(self.year + 1) % 100:02}"

    @property
    def satisfied(self) -> int:
        """Those very or fairly satisfied."""
        return self.very_satisfied + self.fairly_satisfied

    @property
    def answered(self) -> int:
        """Those who answered the question."""
        return sum(getattr(self, name) for name in self.ANSWERS)
