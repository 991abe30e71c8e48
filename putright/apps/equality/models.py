"""What residents told about themselves, and the figures once drawn from it. Neither leads to a case or a person."""

from __future__ import annotations

from django.db import models

from putright.apps.accounts.models import Landlord, Person


class Answer(models.Model):
    """What somebody who complained told of themselves: under a token that only the program can make, and the month.

    The token is the key, so that not even the order of rows says who answered when.
    """

    token = models.CharField(max_length=64, primary_key=True)
    landlord = models.ForeignKey(Landlord, on_delete=models.PROTECT, related_name="+")
    month = models.DateField(help_text="The first day of the month in which they answered.")
    answers = models.JSONField(help_text="A group for each question: see `core.equality_questions`.")

    def __str__(self) -> str:
        return "What somebody told of themselves"


class Profile(models.Model):
    """How the landlord's residents divide into the groups of a question, in percent; the latest holds."""

    landlord = models.ForeignKey(Landlord, on_delete=models.PROTECT, related_name="+")
    question = models.CharField(max_length=20)
    shares = models.JSONField(help_text="Percent by group.")
    source = models.CharField(max_length=300, help_text="Where the numbers come from.")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["landlord", "question", "-id"], name="profile_latest_first")]

    def __str__(self) -> str:
        return f"{self.question}: {self.source}"


class Drawn(models.Model):
    """The figures of a year, drawn once: what is withdrawn or disposed of later shows in no difference between two.

    It holds nothing that was held back.
    """

    landlord = models.ForeignKey(Landlord, on_delete=models.PROTECT, related_name="+")
    since = models.DateField()
    until = models.DateField()
    rule = models.CharField(max_length=40)
    blocks = models.TextField(help_text="Canonical JSON of the blocks: see `core.reporting.shapes`.")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["landlord", "until"], name="one_drawing_of_a_year")]

    def __str__(self) -> str:
        return f"The year to {self.until}"
