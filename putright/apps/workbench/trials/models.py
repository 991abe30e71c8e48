"""A draft tried on a landlord's past, and the complaints that would have gone otherwise. No word of theirs is kept."""

from __future__ import annotations

from django.db import models

from putright.apps.accounts.models import Landlord, Person
from putright.apps.casework.models import Case
from putright.apps.workbench.drafts.models import Revision


class Trial(models.Model):
    """A revision of a draft tried on what stood in the landlord's log up to `seq`, as it was on `as_of`.

    `number` counts a landlord's from 1, and none is given twice while a later one stands.
    `last`: the case up to which it has come, in the order of their keys. `counts`: by brand, see `past.Counts`.
    """

    class State(models.TextChoices):
        QUEUED = "queued", "Waits for its turn"
        RUNNING = "running", "Being tried"
        DONE = "done", "Done"
        STOPPED = "stopped", "Stopped"
        FAILED = "failed", "Broken off"

    landlord = models.ForeignKey(Landlord, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="trials")
    since = models.DateField(null=True, blank=True, help_text="Only complaints received from this day on.")
    as_of = models.DateField()
    seq = models.PositiveBigIntegerField()
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    last = models.PositiveBigIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    of = models.PositiveIntegerField()
    counts = models.JSONField(default=dict)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try = models.DateTimeField(null=True, blank=True, db_index=True)
    problem = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["landlord", "number"], name="one_trial_of_a_number")]

    def __str__(self) -> str:
        return f"Trial {self.number}"

    @property
    def goes_on(self) -> bool:
        """Whether the worker has still to do with it."""
        return self.state in (self.State.QUEUED, self.State.RUNNING)

    @property
    def percent(self) -> int:
        """How far it is, in per cent."""
        return self.done * 100 // self.of if self.of else 100


class Otherwise(models.Model):
    """A complaint that would have gone otherwise under a trial's draft. Its details are replayed when they are shown.

    `late`: duties that would have been late and were not; `kept`: that were late and would not have been;
    `barred`: steps with the rule that refuses each and its provisions, as `assigned handler_role MOD-18`.
    `broken`: it could not be replayed.
    """

    trial = models.ForeignKey(Trial, on_delete=models.CASCADE, related_name="rows")
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    brand = models.CharField(max_length=100, blank=True)
    late = models.JSONField(default=list)
    kept = models.JSONField(default=list)
    barred = models.JSONField(default=list)
    is_late = models.BooleanField(default=False)
    is_kept = models.BooleanField(default=False)
    is_barred = models.BooleanField(default=False)
    broken = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["trial", "case"], name="a_case_once_in_a_trial")]

    def __str__(self) -> str:
        return f"{self.trial_id}, {self.case_id}"
