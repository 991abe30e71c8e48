"""What was published, in every version, and the log of where it was put and of what became of the policy."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from putright.apps.accounts.models import Landlord, Person
from putright.core.publishing import shapes
from putright.core.publishing.kinds import KINDS


class Editions(models.Manager["Edition"]):
    """Editions, without their PDF until it is asked for."""

    def get_queryset(self) -> models.QuerySet[Edition]:
        return super().get_queryset().defer("pdf")


class Edition(models.Model):
    """One version of one publication, frozen: triggers refuse any change. The latest that has begun is in force."""

    landlord = models.ForeignKey(Landlord, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=160, help_text="What its files are called, such as wrekin-leaflet-2.")
    kind = models.CharField(max_length=40)
    brand = models.CharField(max_length=60, blank=True)
    language = models.CharField(max_length=20, default="en-GB")
    number = models.PositiveIntegerField()
    pack_version = models.CharField(max_length=40)
    document = models.TextField(help_text="Canonical JSON: see `core.publishing.shapes`.")
    content = models.CharField(max_length=64, help_text="The SHA-256 of what it says.")
    pdf = models.BinaryField()
    valid_from = models.DateField()
    approved = models.CharField(max_length=200, blank=True, help_text="Who approved it and when, by office.")
    views = models.TextField(blank=True, help_text="What residents and their panel said, and what came of it.")
    reason = models.TextField(blank=True, help_text="What changed, and why.")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects: ClassVar[Editions] = Editions()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["landlord", "key"], name="one_edition_of_a_key"),
            models.UniqueConstraint(
                fields=["landlord", "kind", "brand", "language", "number"], name="one_edition_of_a_number"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, edition {self.number}"

    @property
    def title(self) -> str:
        """What kind of publication it is, in words."""
        return KINDS[self.kind].title

    @property
    def thawed(self) -> shapes.Document:
        """What it says."""
        return shapes.thaw(self.document)


class Entry(models.Model):
    """A line of the log: a publication put somewhere, looked at, taken down; or something about the policy itself.

    Nothing in it names whoever asked for a copy.
    """

    class What(models.TextChoices):
        PUT = "put", "Put out"
        CHECKED = "checked", "Looked at, and still right"
        TAKEN_DOWN = "taken_down", "Taken down"
        COPY = "copy", "Copy of the policy given to somebody who asked"
        TRIGGER = "trigger", "Calls for a review"
        REVIEWED = "reviewed", "Reviewed"

    OF_PUBLICATIONS = (What.PUT, What.CHECKED, What.TAKEN_DOWN)
    OF_THE_POLICY = (What.COPY, What.TRIGGER, What.REVIEWED)

    landlord = models.ForeignKey(Landlord, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=20, choices=What)
    name = models.CharField(
        max_length=60, blank=True, help_text="The publication, as the pack or `KINDS` has it; what calls for a review."
    )
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, null=True, related_name="entries")
    where = models.CharField(max_length=200, blank=True)
    url = models.URLField(max_length=500, blank=True)
    text = models.TextField(blank=True)
    on = models.DateField()
    next_on = models.DateField(null=True, help_text="When it is due again.")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["landlord", "-on", "-id"], name="publication_log")]

    def __str__(self) -> str:
        return f"{self.get_what_display()}: {self.name or self.text}"
