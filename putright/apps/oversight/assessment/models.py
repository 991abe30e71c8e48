"""Assessments and their answers; papers as approved, what was done with them, and what calls for a new one."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from putright.apps.accounts.models import Landlord, Person
from putright.core.assessment import paper
from putright.core.assessment.answering import Answered


class Terms(models.Model):
    """What decides by when a landlord's assessment is due: how many homes, and when its financial year ends."""

    landlord = models.OneToOneField(Landlord, on_delete=models.PROTECT, primary_key=True, related_name="+")
    homes = models.PositiveIntegerField(null=True)
    year_ends_month = models.PositiveSmallIntegerField(default=3)
    year_ends_day = models.PositiveSmallIntegerField(default=31)
    checked_on = models.DateField(null=True, help_text="When the ombudsman's present guidance was last read.")

    class Meta:
        verbose_name_plural = "terms"


class Assessment(models.Model):
    """A self-assessment being made. `counted` are its figures and lots (JSON), as the worker counted them last.

    `seed`, hexadecimal, decides the lots; it is drawn once, when the assessment begins. `count_from` is when it is to
    be counted (again); none once it is.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "Being answered"
        COMPLETE = "complete", "Complete, waits for approval"
        APPROVED = "approved", "Approved, not published"
        PUBLISHED = "published", "Published"

    OPEN = (State.DRAFT, State.COMPLETE)

    landlord = models.ForeignKey(Landlord, on_delete=models.PROTECT, related_name="+")
    edition = models.CharField(max_length=100, help_text="The edition whose form it is made on.")
    since = models.DateField()
    until = models.DateField()
    called_by = models.CharField(
        max_length=500, blank=True, help_text="Why it was made, where not because of the year."
    )
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    seed = models.CharField(max_length=64)
    before = models.ForeignKey("Approved", on_delete=models.PROTECT, null=True, related_name="+")
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    counted = models.TextField(blank=True)
    counted_at = models.DateTimeField(null=True)
    seq = models.PositiveBigIntegerField(default=0, help_text="The place in the log up to which it was counted.")
    count_from = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["landlord"], condition=Q(state__in=("draft", "complete")), name="one_open_assessment"
            ),
        ]
        indexes = [models.Index("count_from", condition=Q(count_from__isnull=False), name="assessments_to_count")]

    def __str__(self) -> str:
        return f"Self-assessment {self.since} to {self.until}"

    @property
    def open(self) -> bool:
        """Whether it is still being made."""
        return self.state in self.OPEN


class RowAnswer(models.Model):
    """The answer of one row. `version` counts its saves, so that no tab overwrites what it has not seen."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="answers")
    row = models.CharField(max_length=20)
    answer = models.CharField(max_length=8, blank=True)
    evidence = models.TextField(blank=True)
    commentary = models.TextField(blank=True)
    action = models.TextField(blank=True)
    owner = models.CharField(max_length=200, blank=True, help_text="An office.")
    by_when = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["assessment", "row"], name="one_answer_of_a_row")]

    def __str__(self) -> str:
        return self.row

    @property
    def given(self) -> Answered:
        """The answer itself."""
        return Answered(**{name: getattr(self, name) for name in Answered.__struct_fields__})


class Reading(models.Model):
    """A drawn case that somebody opened and read for the assessment. Never published."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="readings")
    selection = models.CharField(max_length=60)
    reference = models.CharField(max_length=24)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment", "selection", "reference"], name="one_reading_of_a_case")
        ]


class Papers(models.Manager["Approved"]):
    """Papers, without their PDF until it is asked for."""

    def get_queryset(self) -> models.QuerySet[Approved]:
        return super().get_queryset().defer("pdf")


class Approved(models.Model):
    """An assessment as the governing body approved it, frozen: triggers refuse any change."""

    landlord = models.ForeignKey(Landlord, on_delete=models.PROTECT, related_name="+")
    assessment = models.OneToOneField(Assessment, on_delete=models.PROTECT, related_name="approved")
    key = models.CharField(max_length=80, help_text="What its files are called.")
    number = models.PositiveIntegerField()
    edition = models.CharField(max_length=100)
    paper = models.TextField(help_text="Canonical JSON: see `core.assessment.paper`.")
    content = models.CharField(max_length=64, help_text="The SHA-256 of the paper.")
    pdf = models.BinaryField()
    approved_on = models.DateField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects: ClassVar[Papers] = Papers()

    class Meta:
        verbose_name_plural = "approved"
        constraints = [
            models.UniqueConstraint(fields=["landlord", "key"], name="one_approved_of_a_key"),
            models.UniqueConstraint(fields=["landlord", "number"], name="one_approved_of_a_number"),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def thawed(self) -> paper.Paper:
        """What it says."""
        return paper.thaw(self.paper)


class Deed(models.Model):
    """What was done with an approved assessment. Append-only."""

    class What(models.TextChoices):
        PUBLISHED = "published", "Published"
        SUBMITTED = "submitted", "Sent to the ombudsman"
        REPORTED = "reported", "Outcome reported back"

    approved = models.ForeignKey(Approved, on_delete=models.PROTECT, related_name="deeds")
    what = models.CharField(max_length=10, choices=What)
    on = models.DateField()
    where = models.CharField(max_length=500, blank=True, help_text="An address on the web, or a reference.")
    text = models.TextField(blank=True)
    call = models.ForeignKey("Call", on_delete=models.PROTECT, null=True, related_name="reports")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.get_what_display()


class Call(models.Model):
    """Something that calls for a self-assessment, noticed in the log or noted by somebody.

    `source` says what it was noticed by, so that it is noticed once. It is settled by the assessment that answers it,
    or set aside with a reason.
    """

    class Kind(models.TextChoices):
        RESTRUCTURE = "restructure", "The organisation was restructured"
        MERGER = "merger", "A merger"
        PROCEDURE = "procedure", "The complaints procedure changed"
        ORDER = "order", "An order or failure order of the ombudsman"
        CODE = "code", "The Code changed"
        DEMAND = "demand", "The ombudsman asked for it"

    TO_REPORT = (Kind.ORDER, Kind.DEMAND)
    """What the ombudsman is told the outcome of."""

    landlord = models.ForeignKey(Landlord, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind)
    on = models.DateField()
    due = models.DateField(null=True)
    text = models.CharField(max_length=1000)
    source = models.CharField(max_length=120, blank=True)
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, null=True, related_name="calls")
    set_aside = models.CharField(max_length=1000, blank=True, help_text="Why no assessment follows from it.")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["landlord", "source"], condition=~Q(source=""), name="one_call_of_a_source")
        ]
        indexes = [models.Index("landlord", "due", "id", condition=Q(assessment=None, set_aside=""), name="calls_open")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.on}"


class Watched(models.Model):
    """How far each landlord's log has been looked through for what calls for an assessment."""

    landlord = models.OneToOneField(Landlord, on_delete=models.PROTECT, primary_key=True, related_name="+")
    seq = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name_plural = "watched"
