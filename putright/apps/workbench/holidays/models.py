"""Changes of a landlord's bank holidays, and what each does to the dates of its cases."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q

from putright.apps.accounts.models import Holidays, Landlord, Person
from putright.apps.casework.models import Case
from putright.apps.letters.models import Letter


class Change(models.Model):
    """A new list of bank holidays: looked through first, then taken up or not. `number` counts from 1.

    `days`: the whole list by date. `added` and `dropped`: what differs from `basis`, the list of that moment (none: the
    one shipped). `taken`: the list as it was taken up. `cursor`: up to which case the worker has come, of those with
    ids up to `until`; `done` of `of` are done. `seq`: how far the log went when it was taken up.
    """

    class State(models.TextChoices):
        LOOKING = "looking", "Being looked through"
        READY = "ready", "Waits for a decision"
        RUNNING = "running", "Dates are being worked out again"
        DONE = "done", "In force"
        DROPPED = "dropped", "Not taken up"

    landlord = models.ForeignKey(Landlord, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State, default=State.LOOKING)
    source = models.CharField(max_length=300)
    first = models.DateField()
    last = models.DateField()
    days = models.JSONField()
    added = models.JSONField()
    dropped = models.JSONField()
    basis = models.ForeignKey(Holidays, on_delete=models.PROTECT, null=True, related_name="+")
    taken = models.ForeignKey(Holidays, on_delete=models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    cursor = models.PositiveBigIntegerField(default=0)
    until = models.PositiveBigIntegerField(default=0)
    seq = models.PositiveBigIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    of = models.PositiveIntegerField(default=0)
    next_try = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["landlord", "number"], name="one_change_of_holidays_of_a_number"),
            models.UniqueConstraint(
                fields=["landlord"], condition=Q(state="running"), name="one_change_of_holidays_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.source}"

    @property
    def goes_on(self) -> bool:
        """Whether the worker is at it."""
        return self.state in (self.State.LOOKING, self.State.RUNNING)

    @property
    def percent(self) -> int:
        """How far the worker has come."""
        return min(100, 100 * self.done // self.of) if self.of else 100

    def named(self, which: str) -> list[tuple[date, str]]:
        """The days `added` or `dropped`, with their names."""
        return [(date.fromisoformat(day), name) for day, name in sorted(getattr(self, which).items())]


class Date(models.Model):
    """What a change does, or did, to one date of a case; see `core.bank_holidays.Redated`."""

    change = models.ForeignKey(Change, on_delete=models.CASCADE, related_name="dates")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    duty = models.CharField(max_length=200)
    was = models.DateField()
    now = models.DateField()
    stands = models.BooleanField()
    off = models.BooleanField()
    letter = models.BooleanField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["change", "case", "duty"], name="one_date_of_a_duty")]
        indexes = [models.Index("change", "stands", "was", "id", name="dates_of_a_change")]

    def __str__(self) -> str:
        return f"{self.duty}, {self.was} to {self.now}"


class Notice(models.Model):
    """A letter that a change makes necessary: somebody asked for it, `by` signs it, and the worker writes it.

    It tells one complainant that they have longer to ask for stage 2. `letter` is None but where it is written; `why`
    says why it is not, in words of ours alone.
    """

    class State(models.TextChoices):
        WAITS = "waits", "Being written"
        WRITTEN = "written", "Written"
        NEEDLESS = "needless", "No letter needed"
        PERSON = "person", "Left to you"

    change = models.ForeignKey(Change, on_delete=models.CASCADE, related_name="notices")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State, default=State.WAITS)
    why = models.CharField(max_length=200, blank=True)
    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, null=True, related_name="+")
    next_try = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["change", "case"], name="one_notice_of_a_change")]
        indexes = [
            models.Index("next_try", "id", condition=Q(next_try__isnull=False), name="notices_of_holidays_to_write")
        ]

    def __str__(self) -> str:
        return f"{self.change_id}, {self.case_id}: {self.state}"
