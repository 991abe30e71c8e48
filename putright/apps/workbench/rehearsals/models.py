"""A landlord's own rehearsals; every state that was saved is kept."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Exists, OuterRef

from putright.apps.accounts.models import Landlord, Person


class RehearsalQuerySet(models.QuerySet["Rehearsal"]):
    """States of rehearsals."""

    def current(self) -> Self:
        """The last state of each, without those that were taken out."""
        return self._last().filter(struck=False)

    def taken_out(self) -> Self:
        """The last state of each that was taken out."""
        return self._last().filter(struck=True)

    def of(self, landlord: Landlord, number: int) -> Rehearsal | None:
        """The last state of one."""
        return self.filter(landlord=landlord, number=number).select_related("by").order_by("-n").first()

    def _last(self) -> Self:
        later = Rehearsal.objects.filter(landlord=OuterRef("landlord"), number=OuterRef("number"), n__gt=OuterRef("n"))
        return self.filter(~Exists(later))


class Rehearsal(models.Model):
    """A state of a rehearsal. `number` counts a landlord's rehearsals, `n` the states of one; the last one holds.

    `text` is the rehearsal as it stands in a file. `struck`: it was taken out.
    """

    landlord = models.ForeignKey(Landlord, on_delete=models.PROTECT, related_name="rehearsals")
    number = models.PositiveIntegerField()
    n = models.PositiveIntegerField()
    title = models.CharField(max_length=300)
    text = models.TextField()
    struck = models.BooleanField(default=False)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects: ClassVar[Any] = RehearsalQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["landlord", "number", "n"], name="one_rehearsal_of_a_number")]

    def __str__(self) -> str:
        return f"{self.number}: {self.title}"
