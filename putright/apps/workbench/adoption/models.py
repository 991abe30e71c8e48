"""Proposals to adopt a version of the policy, and the answers of those who approve it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from putright.apps.accounts.models import Landlord, PackVersion, Person
from putright.apps.workbench.drafts.models import Draft, Revision


class Adoption(models.Model):
    """A revision of a draft that was proposed for adoption.

    `asks`: whose approvals the policy in force asks for, each with `title` and `roles`. `reasons`: in what it conflicts
    with its Code all the same, each with `rule`, `code`, `text` and the `reason` given. `since`: from which day on it
    is to run. `adopted`: what came of it, from the last approval on.
    """

    class State(models.TextChoices):
        WAITS = "waits", "Waits for approval"
        APPROVED = "approved", "Approved"
        RUNS = "runs", "In force"
        DECLINED = "declined", "Not approved"
        WITHDRAWN = "withdrawn", "Withdrawn"

    OPEN = (State.WAITS, State.APPROVED)

    landlord = models.ForeignKey(Landlord, on_delete=models.PROTECT, related_name="adoptions")
    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="adoptions")
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="+")
    pack = models.CharField(max_length=100)
    version = models.CharField(max_length=40)
    since = models.DateField()
    asks = models.JSONField()
    reasons = models.JSONField(default=list)
    state = models.CharField(max_length=10, choices=State, default=State.WAITS)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    adopted = models.ForeignKey(PackVersion, on_delete=models.SET_NULL, null=True, related_name="+")
    ended_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    why = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["landlord"], condition=Q(state__in=("waits", "approved")), name="one_adoption_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.pack} {self.version}, {self.get_state_display().lower()}"


class Answer(models.Model):
    """That somebody approved a proposal, or did not. `seat`: for which of those whom it `asks`, counted from 0."""

    adoption = models.ForeignKey(Adoption, on_delete=models.PROTECT, related_name="answers")
    seat = models.PositiveSmallIntegerField()
    approved = models.BooleanField()
    minute = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["adoption", "seat"], name="one_answer_for_a_seat"),
            models.UniqueConstraint(fields=["adoption", "by"], name="one_answer_of_a_person"),
        ]

    def __str__(self) -> str:
        return f"{self.by}, on {self.adoption}"
