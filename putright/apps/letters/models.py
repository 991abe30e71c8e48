"""Issued letters, frozen as they went out, and what became of each on its way."""

from __future__ import annotations

import re

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
        name = f"{self.case.reference}-{self.kind}-stage-{self.stage}"
        return f"{re.sub(r'[^A-Za-z0-9]+', '-', name).strip('-')}.pdf"


class Batch(models.Model):
    """Letters of a landlord that are printed together: one PDF, made by the worker, and its list."""

    class State(models.TextChoices):
        QUEUED = "queued"
        READY = "ready"
        FAILED = "failed"

    landlord = models.ForeignKey(Landlord, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try = models.DateTimeField(null=True, help_text="None once it is ready, or was given up.")
    made = models.PositiveIntegerField(default=0, help_text="How many of its letters are drawn.")
    sha256 = models.CharField(max_length=64, blank=True, help_text="Of the PDF.")
    problem = models.CharField(max_length=400, blank=True)

    class Meta:
        verbose_name_plural = "batches"
        indexes = [models.Index("next_try", "id", condition=Q(next_try__isnull=False), name="letters_batches_to_make")]

    def __str__(self) -> str:
        return f"Batch {self.pk}"

    @property
    def stored(self) -> str:
        """Where the storage has its PDF while letters of it wait to be posted."""
        return f"batches/{self.pk}-{self.sha256}.pdf"


class Delivery(models.Model):
    """What became of a message: ready for the post or the hand, sent, or what stood in the way."""

    message = models.OneToOneField(Message, on_delete=models.CASCADE, primary_key=True, related_name="delivery")
    ready_at = models.DateTimeField(null=True, help_text="When it was laid ready to be posted or handed over.")
    sent_at = models.DateTimeField(null=True)
    posted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    problem = models.CharField(max_length=400, blank=True, help_text="What went wrong last.")
    outside = models.CharField(max_length=64, blank=True, help_text="By which id the service that sends it knows it.")
    ask_at = models.DateTimeField(null=True, help_text="When that service is asked again what became of it.")
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, null=True, related_name="deliveries")
    pages = models.PositiveSmallIntegerField(null=True, help_text="Printed pages in its batch, enclosures counted.")
    sheets = models.PositiveSmallIntegerField(null=True, help_text="Sheets of paper they take.")
    enclosed = models.BooleanField(default=False, help_text="Whether its batch has the enclosure behind it.")

    class Meta:
        verbose_name_plural = "deliveries"
        indexes = [
            models.Index("ready_at", condition=Q(ready_at__isnull=False, sent_at=None), name="letters_to_post"),
            models.Index("ask_at", condition=Q(ask_at__isnull=False), name="letters_to_ask_about"),
        ]


class Proof(models.Model):
    """A step of a message on its way, kept as proof. Append-only: triggers refuse any change but erasing its words."""

    class What(models.TextChoices):
        DRAWN = "drawn", "Drawn"
        HANDED = "handed", "Handed to"
        TOLD = "told", "They said"
        TRIED = "tried", "Tried, and failed"
        LEFT = "left", "Left"
        BOUNCED = "bounced", "Did not arrive"
        TRACKED = "tracked", "Tracked"
        ARRIVED = "arrived", "They have it"
        AGAIN = "again", "Sent again"

    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="proofs")
    what = models.CharField(max_length=10, choices=What)
    at = models.DateTimeField(help_text="When it was put on record.")
    on = models.DateField(help_text="The day it happened.")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    said = models.TextField(null=True, blank=True, help_text="In whose words, what was shown; None once erased.")

    class Meta:
        indexes = [models.Index("message", "id", name="letters_proof_of_a_message")]

    def __str__(self) -> str:
        return f"{self.get_what_display()} {self.on}"


class Draft(models.Model):
    """What somebody has typed for a letter that is not issued yet. It goes once the letter is, or with its case."""

    landlord = models.ForeignKey(Landlord, on_delete=models.CASCADE, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=40, help_text="The step whose letter it is.")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    fields = models.JSONField(help_text="What stands in each field, by its name: a list of values.")
    version = models.PositiveIntegerField(default=1, help_text="How often it was saved: which words a page has seen.")
    page = models.CharField(max_length=40, help_text="The token of the page that saved it last.")
    begun_at = models.DateTimeField()
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "kind", "person"], name="letters_one_draft_each")]

    def __str__(self) -> str:
        return f"{self.kind} by {self.person_id}"
