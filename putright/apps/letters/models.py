"""Issued letters, frozen as they went out, and what became of each on its way."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from putright.apps.accounts.models import Landlord, Person
from putright.apps.casework.models import Case, Event, Message


class Letter(models.Model):
    """A letter that was issued. Append-only: triggers refuse any change but erasing its words when they are due."""

    key = models.CharField(max_length=32, primary_key=True, help_text="How addresses and messages name it.")
    landlord = models.ForeignKey(Landlord, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="issued_letters")
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+", help_text="What it gives notice of.")
    kind = models.CharField(max_length=20)
    stage = models.PositiveSmallIntegerField()
    on = models.DateField(help_text="The date it bears.")
    title = models.CharField(max_length=200)
    blocks = models.TextField(null=True, help_text="The letter as canonical JSON.")
    sha256 = models.CharField(max_length=64, help_text="Of `blocks`, as it was issued.")
    channel = models.CharField(max_length=20, help_text="email, post, in_person or portal.")
    to_name = models.CharField(max_length=200, null=True)
    to_address = models.TextField(null=True, help_text="The e-mail address, or the postal address line by line.")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    issued_at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index("case", models.F("issued_at").desc(), name="letters_of_a_case")]
        constraints = [
            models.CheckConstraint(
                condition=Q(blocks=None, to_name=None, to_address=None, erased_at__isnull=False)
                | Q(blocks__isnull=False, to_name__isnull=False, to_address__isnull=False, erased_at=None),
                name="letter_kept_or_erased",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def stored(self) -> str:
        """Where the storage has its PDF: the same content is only ever drawn once."""
        return f"letters/{self.sha256[:2]}/{self.sha256}.pdf"

    @property
    def file_name(self) -> str:
        """What its PDF is called where it is saved or attached."""
        return f"{self.case.reference}-{self.kind.replace('_', '-')}-stage-{self.stage}.pdf"


class Delivery(models.Model):
    """What became of a message: ready for the post, sent, or what stood in the way."""

    message = models.OneToOneField(Message, on_delete=models.CASCADE, primary_key=True, related_name="delivery")
    ready_at = models.DateTimeField(null=True, help_text="When it was laid in the print queue.")
    sent_at = models.DateTimeField(null=True)
    posted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    problem = models.CharField(max_length=400, blank=True, help_text="What went wrong last.")

    class Meta:
        verbose_name_plural = "deliveries"
        indexes = [
            models.Index("ready_at", condition=Q(ready_at__isnull=False, sent_at=None), name="letters_to_post"),
        ]
