"""The registers of governance. Nothing in them is changed: what is put right or taken out is a further row."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Exists, OuterRef

from putright.apps.accounts.models import Landlord, Person


class KeptQuerySet(models.QuerySet):
    """Entries of a register."""

    def current(self) -> Self:
        """The latest row of each entry, without those that were taken out."""
        later = self.model.objects.filter(
            landlord=OuterRef("landlord"), key=OuterRef("key"), number__gt=OuterRef("number")
        )
        return self.filter(~Exists(later), struck=False)


class Kept(models.Model):
    """An entry of a register as somebody wrote it. Rows with the same key are one entry; the last number holds."""

    landlord = models.ForeignKey(Landlord, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=16)
    number = models.PositiveIntegerField(default=1)
    struck = models.BooleanField(default=False, help_text="Taken out: it was written by mistake, or holds no longer.")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects: ClassVar[models.Manager] = KeptQuerySet.as_manager()  # type: ignore[type-arg]

    class Meta:
        abstract = True
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["landlord", "key", "number"], name="one_%(class)s_of_a_number")
        ]

    def __str__(self) -> str:
        return f"{type(self).__name__} {self.key}, {self.number}"

    def said(self) -> dict[str, Any]:
        """What the entry says: its own columns, without whose it is and who wrote it when."""
        own = {"id", "landlord", "key", "number", "struck", "by", "at"}
        return {one.attname: getattr(self, one.attname) for one in self._meta.fields if one.name not in own}


class Ran(models.Model):
    """Since when the landlord has run a version of its policy: new complaints open under it."""

    landlord = models.ForeignKey(Landlord, on_delete=models.PROTECT, related_name="+")
    pack = models.CharField(max_length=100)
    version = models.CharField(max_length=40)
    since = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["landlord", "pack", "version"], name="one_run_of_a_version")]

    def __str__(self) -> str:
        return f"{self.pack} {self.version}, since {self.since}"


class Approval(Kept):
    """That an office or a meeting approved a version of the policy."""

    version = models.CharField(max_length=40)
    office = models.CharField(max_length=200)
    on = models.DateField()
    minute = models.CharField(max_length=200, blank=True)


class Consultation(Kept):
    """Who was asked about a version of the policy, how and when, what they said, and what changed by it."""

    version = models.CharField(max_length=40)
    who = models.JSONField(help_text="Of `forms.ASKED`.")
    on = models.DateField()
    how = models.CharField(max_length=300)
    asked = models.TextField(blank=True)
    said = models.TextField()
    changed = models.TextField()


class AssociatedPolicy(Kept):
    """A policy beside the complaints policy, with its own owner and review date."""

    ref = models.CharField(max_length=40, blank=True, help_text="Its id, where the complaints policy names it.")
    name = models.CharField(max_length=200)
    owner = models.CharField(max_length=200, blank=True)
    where = models.CharField(max_length=500, blank=True)
    reviewed = models.DateField(null=True)
    review_due = models.DateField(null=True)


class Training(Kept):
    """A course that somebody took."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    course = models.CharField(max_length=200)
    handling = models.BooleanField(default=False, help_text="It trains people to handle complaints.")
    on = models.DateField()
    until = models.DateField(null=True, help_text="The last day for which it counts.")
    certificate = models.CharField(max_length=300, blank=True)


class Objective(Kept):
    """The objective on complaints of a person, or of everybody who holds a role, for a year."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    role = models.CharField(max_length=60, blank=True)
    year = models.PositiveSmallIntegerField(help_text="The year in which it begins.")
    text = models.TextField()
    set_on = models.DateField()
    agreed_on = models.DateField(null=True)
    reviewed_on = models.DateField(null=True)


class Incident(Kept):
    """Something exceptional that keeps the landlord from what the Code asks, and who was told of it."""

    what = models.TextField()
    since = models.DateField()
    brands = models.JSONField(default=list, help_text="Those it touches; none means all.")
    expects = models.DateField(null=True, help_text="When all is expected to be as it should again.")
    ombudsman_on = models.DateField(null=True)
    residents_on = models.DateField(null=True)
    residents_how = models.CharField(max_length=300, blank=True)
    announced_on = models.DateField(null=True, help_text="From when everybody can read of it.")
    announces = models.TextField(blank=True)
    ended_on = models.DateField(null=True)
