"""Disposals with what became of each record, and people's requests for their own data.

A disposal holds references and dates, never who a record was about: it stays when the person is forgotten.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from putright.apps.accounts.models import Landlord, Person
from putright.apps.casework.models import Case


class Disposal(models.Model):
    """Records that are disposed of together: prepared by one person, approved by another, done by the worker.

    `rule` says how long they were kept and by what; `certificate` what was done. Frozen once it is done.
    """

    class Kind(models.TextChoices):
        COMPLAINT = "complaint", "Complaints"
        ENTRY = "entry", "Requests, comments and other entries of the registers"
        MAIL = "unfiled_mail", "E-mails that belong to no case"
        RESIDENT = "former_resident", "Former residents of the register"

    class State(models.TextChoices):
        PREPARED = "prepared", "Waits for approval"
        DECLINED = "declined", "Not approved"
        RUNNING = "running", "Being disposed of"
        DONE = "done", "Done"

    landlord = models.ForeignKey(Landlord, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField(help_text="The certificate's number.")
    kind = models.CharField(max_length=20, choices=Kind)
    state = models.CharField(max_length=10, choices=State, default=State.PREPARED)
    rule = models.JSONField(help_text="within, from, cites, reading: as they were when it was prepared.")
    prepared_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField()
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try = models.DateTimeField(null=True, help_text="None where the worker has nothing to do with it.")
    before = models.CharField(max_length=64, blank=True, help_text="The log's head when it began.")
    certificate = models.JSONField(null=True)
    done_at = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager[Disposal]] = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["landlord", "number"], name="one_disposal_of_a_number")]
        indexes = [models.Index("next_try", "id", condition=Q(next_try__isnull=False), name="disposals_to_do")]

    def __str__(self) -> str:
        return f"{self.landlord.prefix}-D-{self.number:04d}"


class Item(models.Model):
    """One record of a disposal, by its reference or number."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waits"
        LEFT_OUT = "left_out", "Left out"
        ERASED = "erased", "Erased; its files are next"
        DONE = "done", "Disposed of"
        KEPT = "kept", "Kept"

    of = models.ForeignKey(Disposal, on_delete=models.PROTECT, related_name="items")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="+")
    pk_of = models.PositiveBigIntegerField(null=True, help_text="The number of what is no case.")
    label = models.CharField(max_length=40)
    ended = models.DateField(null=True)
    due = models.DateField()
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    why = models.CharField(max_length=400, blank=True, help_text="Why it was kept.")
    counts = models.JSONField(default=dict, help_text="How much of each kind was erased.")
    places = models.JSONField(default=list, help_text="Files in the storage that go with it.")
    searched = models.PositiveSmallIntegerField(default=0, help_text="Tables looked through afterwards.")
    elsewhere = models.JSONField(default=list, help_text="Where the same person stays, by reference or in words.")
    at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["of", "label"], name="one_item_of_a_label")]
        indexes = [models.Index("of", "state", "id", name="items_of_a_disposal")]

    def __str__(self) -> str:
        return self.label


class Access(models.Model):
    """Somebody's request for their own data: found, put together, looked through, given, and forgotten again.

    `cases` are chosen by a person, `withheld` says what is masked and why. Who it was about goes when it has ended.
    """

    class State(models.TextChoices):
        OPEN = "open", "Choose what is theirs"
        BUILDING = "building", "Being put together"
        READY = "ready", "To be looked through"
        RELEASED = "released", "Given to them"
        ENDED = "ended", "Ended, and erased"
        FAILED = "failed", "Could not be put together"

    landlord = models.ForeignKey(Landlord, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=200, blank=True)
    known_by = models.CharField(max_length=400, blank=True, help_text="The other fact that tells who they are.")
    identity = models.CharField(max_length=400, blank=True, help_text="How it was made sure that it is them.")
    asked_on = models.DateField()
    due = models.DateField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    parties = models.JSONField(default=list, help_text="[case id, party key] of what is theirs.")
    resident = models.PositiveBigIntegerField(null=True)
    masks = models.JSONField(default=list, help_text="Words that were masked beside those of other parties.")
    withheld = models.JSONField(default=list, help_text="What was withheld and why, as the person is told.")
    stored = models.CharField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try = models.DateTimeField(null=True)
    problem = models.CharField(max_length=400, blank=True)
    built_at = models.DateTimeField(null=True)
    released_at = models.DateTimeField(null=True)
    released_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    how = models.CharField(max_length=200, blank=True, help_text="How it was given to them.")
    expires_at = models.DateTimeField(null=True, help_text="When the file and who it was about are erased.")

    class Meta:
        verbose_name_plural = "accesses"
        constraints = [models.UniqueConstraint(fields=["landlord", "number"], name="one_access_of_a_number")]
        indexes = [
            models.Index("next_try", "id", condition=Q(next_try__isnull=False), name="accesses_to_build"),
            models.Index("expires_at", condition=Q(expires_at__isnull=False), name="accesses_to_end"),
        ]

    def __str__(self) -> str:
        return f"{self.landlord.prefix}-S-{self.number:04d}"


def next_number(model: Any, landlord: Landlord) -> int:
    """The next number of a landlord's disposals or requests."""
    last = model.objects.filter(landlord=landlord).aggregate(last=models.Max("number"))["last"]
    return (last or 0) + 1
