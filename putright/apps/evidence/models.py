"""Evidence packs, frozen once they are built, and what is to be withheld from those still to come."""

from __future__ import annotations

from typing import Any, ClassVar

import msgspec
from django.db import models
from django.db.models import Q

from putright.apps.accounts.models import Landlord, Person
from putright.apps.casework.models import Case, Event


class Redaction(models.Model):
    """Something withheld from a case's packs: words, parts of pages, pages or a whole document. Never the original."""

    class Reason(models.TextChoices):
        THIRD_PARTY = "third_party", "Personal data of somebody else"
        PRIVILEGE = "privilege", "Legal advice, which is privileged"
        STAFF = "staff", "Personal data of a member of staff that has no bearing on the case"
        SECURITY = "security", "Security of people or buildings"

    landlord = models.ForeignKey(Landlord, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="redactions")
    reason = models.CharField(max_length=20, choices=Reason)
    words = models.CharField(max_length=200, blank=True)
    document = models.CharField(max_length=40, blank=True, help_text="Its key; empty: everywhere in the pack.")
    pages = models.JSONField(default=list, help_text="Whole pages, from 1.")
    squares = models.JSONField(default=dict, help_text="Squares by page: see `pages.burn`.")
    whole = models.BooleanField(default=False, help_text="The whole document.")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["case", "id"], name="redactions_of_a_case")]

    def __str__(self) -> str:
        return f"{self.get_reason_display()} ({self.document or 'everywhere'})"


class EvidencePack(models.Model):
    """One pack of a case. `plan` says all that goes in; `result` what came of it.

    Once it is built triggers refuse any change but that it was sent, and erasing it when the case is due to be.
    """

    class State(models.TextChoices):
        QUEUED = "queued", "Waiting to be built"
        BUILDING = "building", "Being built"
        DONE = "done", "Ready"
        FAILED = "failed", "Could not be built"

    landlord = models.ForeignKey(Landlord, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="evidence_packs")
    number = models.PositiveSmallIntegerField()
    request = models.CharField(max_length=100, blank=True, help_text="The id of the request it answers.")
    supplements = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    plan = models.TextField(null=True, help_text="JSON: see `planning`.")
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    made = models.PositiveIntegerField(default=0, help_text="How many documents have been made into pages.")
    documents = models.PositiveIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try = models.DateTimeField(null=True, help_text="None once nothing more is to be tried.")
    problem = models.CharField(max_length=400, blank=True)
    result = models.TextField(null=True, help_text="JSON: the index, and what the officer should look at.")
    pages = models.PositiveIntegerField(default=0)
    pdf_sha256 = models.CharField(max_length=64, blank=True)
    zip_sha256 = models.CharField(max_length=64, blank=True)
    manifest_sha256 = models.CharField(max_length=64, blank=True)
    built_at = models.DateTimeField(null=True)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, null=True, related_name="+", help_text="Its sending.")
    erased_at = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager[EvidencePack]] = models.Manager()

    class Meta:
        indexes = [models.Index("next_try", "id", condition=Q(next_try__isnull=False), name="packs_to_build")]
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="one_pack_of_a_number")]

    def __str__(self) -> str:
        return f"{self.case.reference} evidence {self.number}"

    @property
    def planned(self) -> dict[str, Any]:
        """Its plan as values; empty once it was erased."""
        found: dict[str, Any] = msgspec.json.decode(self.plan or "{}")
        return found

    @property
    def came_of_it(self) -> dict[str, Any]:
        """What came of building it, as values; empty before."""
        found: dict[str, Any] = msgspec.json.decode(self.result or "{}")
        return found

    def stored(self, kind: str) -> str:
        """Where the storage has its `pdf` or `zip`: the same content always lies in the same place."""
        digest = self.pdf_sha256 if kind == "pdf" else self.zip_sha256
        return f"evidence/{digest[:2]}/{digest}.{kind}"

    def file_name(self, kind: str) -> str:
        """What its PDF or ZIP is called where it is saved."""
        return f"{self.case.reference}-evidence-{self.number}.{kind}"
