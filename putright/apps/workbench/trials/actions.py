"""The writes of trials: one is asked for, or stopped."""

from __future__ import annotations

from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from putright.apps.accounts import permissions
from putright.apps.accounts.models import Landlord, Person
from putright.apps.measuring.population import seq_now
from putright.apps.workbench.drafts import texts
from putright.apps.workbench.drafts.models import Draft
from putright.apps.workbench.trials.models import Trial
from putright.apps.workbench.trials.run import of_trial

AT_ONCE = 5
"""Trials of a landlord that go at once: the worker has other landlords' as well."""


class Refused(Exception):
    """It was not done; the text says why and what to do."""


@transaction.atomic
def start(person: Person, draft: Draft, since: date | None, at: datetime) -> Trial:
    """Has the last revision of a draft tried on what is on record now; the same trial where that is going already.

    `since`: only on complaints received from that day on. Raises `PermissionDenied`, and `Refused` while the draft
    has faults or there is nothing to try it on.
    """
    _check(person, draft.landlord_id)
    revision = texts.latest(draft)
    _, faults = texts.read(revision.files)
    if faults:
        raise Refused("The draft has faults: nothing can run by it. Mend them first; the draft’s page shows where.")
    Landlord.objects.select_for_update().get(pk=person.landlord_id)
    going = Trial.objects.filter(landlord=person.landlord, state__in=(Trial.State.QUEUED, Trial.State.RUNNING))
    if same := going.filter(revision=revision, since=since).first():
        return same
    if going.count() >= AT_ONCE:
        raise Refused(f"{AT_ONCE} trials are going already. Wait until one is done, or stop one.")
    last = Trial.objects.filter(landlord=person.landlord).aggregate(last=Max("number"))["last"] or 0
    trial = Trial(
        landlord=person.landlord, number=last + 1, revision=revision, since=since, as_of=timezone.localdate(at),
        seq=seq_now(person.landlord), of=0, next_try=at, by=person, at=at,
    )  # fmt: skip
    trial.of = of_trial(trial).count()
    if not trial.of:
        raise Refused("There is no complaint on record from that time to try it on.")
    trial.save()
    return trial


def stop(person: Person, trial: Trial, at: datetime) -> None:
    """Stops a trial; what it has found so far stays. Raises `PermissionDenied`, and `Refused` where it is over."""
    _check(person, trial.landlord_id)
    going = Trial.objects.filter(pk=trial.pk, state__in=(Trial.State.QUEUED, Trial.State.RUNNING))
    if not going.update(state=Trial.State.STOPPED, next_try=None, finished_at=at):
        raise Refused("It is over already.")


def _check(person: Person, landlord: int) -> None:
    if person.landlord_id != landlord or not permissions.may(person, permissions.DRAFT_POLICY):
        raise PermissionDenied(f"This needs the permission {permissions.DRAFT_POLICY!r}.")
