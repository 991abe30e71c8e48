"""Reports as they were drawn up and issued, and what became of them: who had them, what was asked, what changed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from putright.apps.accounts.models import Landlord, Person
from putright.core.reporting import drawing, shapes


class Drafts(models.Manager["Drawn"]):
    """Reports, without their text until it is asked for."""

    def get_queryset(self) -> models.QuerySet[Drawn]:
        return super().get_queryset().defer("draft")


class Drawn(models.Model):
    """A report of a period: waited for, drawn up from the log up to `seq`, and, once issued, left alone."""

    class State(models.TextChoices):
        QUEUED = "queued", "Waiting to be drawn up"
        DRAWING = "drawing", "Being drawn up"
        DRAFT = "draft", "Draft"
        ISSUED = "issued", "Issued"
        FAILED = "failed", "Could not be drawn up"

    landlord = models.ForeignKey(Landlord, on_delete=models.PROTECT, related_name="+")
    report = models.CharField(max_length=60, help_text="Its name in the pack.")
    brand = models.CharField(max_length=100, blank=True)
    since = models.DateField()
    until = models.DateField()
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    seq = models.PositiveBigIntegerField(null=True, help_text="The place in the landlord's log up to which it counts.")
    pack_version = models.CharField(max_length=40, blank=True)
    draft = models.TextField(blank=True, help_text="Canonical JSON: see `core.reporting.drawing.Draft`.")
    drawn_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try = models.DateTimeField(null=True, help_text="None once nothing more is to be tried.")
    problem = models.CharField(max_length=400, blank=True)

    objects: ClassVar[Drafts] = Drafts()

    class Meta:
        verbose_name_plural = "drawn"
        constraints = [
            models.UniqueConstraint(fields=["landlord", "report", "brand", "since"], name="one_report_of_a_period")
        ]
        indexes = [
            models.Index("next_try", "id", condition=models.Q(next_try__isnull=False), name="reports_to_draw"),
            models.Index(fields=["landlord", "-until", "-id"], name="reports_latest_first"),
        ]

    def __str__(self) -> str:
        return f"{self.report} {self.brand} {self.since} to {self.until}"

    @property
    def thawed(self) -> drawing.Draft:
        """What it says before anybody has written in it."""
        return drawing.thaw(self.draft)


class Comment(models.Model):
    """What somebody wrote for a section of a draft. The last of a section holds; an empty one takes it out again."""

    drawn = models.ForeignKey(Drawn, on_delete=models.PROTECT, related_name="comments")
    section = models.CharField(max_length=40)
    text = models.TextField(blank=True)
    url = models.URLField(max_length=500, blank=True)
    dated = models.DateField(null=True, help_text="The day of the document it names.")
    none = models.BooleanField(default=False, help_text="There is no such document.")
    office = models.CharField(max_length=200)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.section}: {self.text[:60]}"


class Issues(models.Manager["Issue"]):
    """Issued reports, without their PDF until it is asked for."""

    def get_queryset(self) -> models.QuerySet[Issue]:
        return super().get_queryset().defer("pdf")


class Issue(models.Model):
    """A report as it was issued. Nothing of it changes any more."""

    drawn = models.OneToOneField(Drawn, on_delete=models.PROTECT, related_name="issue")
    landlord = models.ForeignKey(Landlord, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=160, help_text="What its files are called, such as mrc-insight-2026-09-30.")
    number = models.PositiveIntegerField(help_text="The how manieth of its kind.")
    document = models.TextField(help_text="Canonical JSON: see `core.reporting.shapes.Report`.")
    sha256 = models.CharField(max_length=64, help_text="Of the document.")
    pdf = models.BinaryField()
    office = models.CharField(max_length=200)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects: ClassVar[Issues] = Issues()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["landlord", "key"], name="one_issue_of_a_key")]

    def __str__(self) -> str:
        return self.key

    @property
    def thawed(self) -> shapes.Report:
        """What it says."""
        return shapes.thaw(self.document)


class Noted(models.Model):
    """Something that became of an issued report, as it was written down."""

    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, related_name="%(class)ss")
    on = models.DateField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        abstract = True


class Receipt(Noted):
    """Who received it, and how."""

    to = models.CharField(max_length=200)
    how = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.to


class Question(Noted):
    """What somebody who received it wants to know; `owed_by` answers it by `due`."""

    asked_by = models.CharField(max_length=200, help_text="By office.")
    text = models.TextField()
    owed_by = models.CharField(max_length=200, help_text="By office.")
    due = models.DateField()

    def __str__(self) -> str:
        return self.text[:80]


class Reply(Noted):
    """The answer to a question."""

    question = models.OneToOneField(Question, on_delete=models.PROTECT, related_name="reply")
    text = models.TextField()

    def __str__(self) -> str:
        return self.text[:80]


class Response(Noted):
    """What the governing body says to it. The last one holds."""

    body = models.CharField(max_length=200)
    text = models.TextField()

    def __str__(self) -> str:
        return self.body


class Place(Noted):
    """Where something of the publication checklist was put."""

    class What(models.TextChoices):
        PAGE = "page", "Shown here to everybody"
        REPORT = "report", "The report is on the website"
        RESPONSE = "response", "The governing body’s response stands beside it"
        ASSESSMENT = "assessment", "The self-assessment stands beside it"

    what = models.CharField(max_length=12, choices=What)
    url = models.URLField(max_length=500, blank=True)

    def __str__(self) -> str:
        return self.get_what_display()


class Recount(models.Model):
    """An issued report counted again: up to where it counted then, and up to today (`seq`). Frozen once done."""

    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, related_name="recounts")
    why = models.TextField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try = models.DateTimeField(null=True)
    problem = models.CharField(max_length=400, blank=True)
    done_at = models.DateTimeField(null=True)
    seq = models.PositiveBigIntegerField(null=True)
    same = models.BooleanField(null=True, help_text="Whether it comes out the same up to where it counted then.")
    differences = models.TextField(blank=True, help_text="JSON: each figure that is another one today.")

    class Meta:
        indexes = [
            models.Index("next_try", "id", condition=models.Q(next_try__isnull=False), name="recounts_to_do"),
        ]

    def __str__(self) -> str:
        return f"{self.issue} counted again"
