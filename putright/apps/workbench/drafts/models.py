"""A draft of a policy and every state of it that was saved."""

from __future__ import annotations

from django.db import models

from putright.apps.accounts.models import Landlord, Person


class Draft(models.Model):
    """A policy that is being worked on. `number` counts a landlord's drafts from 1.

    `based_on` says what it began from: a pack and its version. `answers`: what was answered where it began with the
    questions for a newcomer.
    """

    class State(models.TextChoices):
        OPEN = "open", "Being worked on"
        PROPOSED = "proposed", "Waits for approval"
        ADOPTED = "adopted", "Adopted"
        DROPPED = "dropped", "Put away"

    landlord = models.ForeignKey(Landlord, on_delete=models.PROTECT, related_name="drafts")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    based_on = models.CharField(max_length=140)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    answers = models.JSONField(default=dict, blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["landlord", "number"], name="one_draft_of_a_number")]

    def __str__(self) -> str:
        return f"{self.number}: {self.title}"


class Revision(models.Model):
    """A state of a draft as it was saved; it never changes. `files`: the texts of `putright.data.FILES` by name."""

    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="revisions")
    n = models.PositiveIntegerField()
    files = models.JSONField()
    digest = models.CharField(max_length=64, help_text="SHA-256 of the files.")
    note = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["draft", "n"], name="one_revision_of_a_number")]

    def __str__(self) -> str:
        return f"{self.draft_id}, {self.n}"
