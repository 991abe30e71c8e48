"""The writes of trials: one is asked for, or stopped."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from putright.apps.accounts import permissions
from putright.apps.accounts.models import Person
from putright.apps.measuring.population import seq_now
from putright.apps.workbench import limits
from putright.apps.workbench.drafts import texts
from putright.apps.workbench.drafts.models import Draft
from putright.apps.workbench.trials.models import Trial
from putright.apps.workbench.trials.run import of_trial
from putright.apps.workbench.writes import Refused, check, hold, next_number

GOING = (Trial.State.QUEUED, Trial.State.RUNNING)


@transaction.atomic
def start(person: Person, draft: Draft, since: date | None, at: datetime) -> Trial:
    """Has the last revision of a draft tried on what is on record now; the same trial where that is going already.

    `since`: only on complaints received from that day on. Raises `PermissionDenied`, and `Refused` while the draft
    has faults, there is nothing to try it on, or there are too many.
    """
    check(person, permissions.DRAFT_POLICY, draft.landlord_id)
    revision = texts.latest(draft)
    _, faults = texts.read(revision.files)
    if faults:
        raise Refused("The draft has faults: nothing can run by it. Mend them first; the draft’s page shows where.")
    hold(person.landlord_id)
    own = Trial.objects.filter(landlord=person.landlord)
    going = own.filter(state__in=GOING)
    if same := going.filter(revision=revision, since=since).first():
        return same
    if going.count() >= limits.TRIALS_AT_ONCE:
        raise Refused(f"{limits.TRIALS_AT_ONCE} trials are going already. Wait until one is done, or stop one.")
    if own.count() >= limits.TRIALS:
        raise Refused(f"There are {limits.TRIALS} trials already: remove one first, on its page.")
    trial = Trial(
        landlord=person.landlord, number=next_number(own), revision=revision, since=since, as_of=timezone.localdate(at),
        seq=seq_now(person.landlord), of=0, next_try=at, by=person, at=at,
    )  # fmt: skip
    trial.of = of_trial(trial).count()
    if not trial.of:
        raise Refused("There is no complaint on record from that time to try it on.")
    trial.save()
    return trial


def stop(person: Person, trial: Trial, at: datetime) -> None:
    """Stops a trial; what it has found so far stays. Raises `PermissionDenied`, and `Refused` where it is over."""
    check(person, permissions.DRAFT_POLICY, trial.landlord_id)
    going = Trial.objects.filter(pk=trial.pk, state__in=GOING)
    if not going.update(state=Trial.State.STOPPED, next_try=None, finished_at=at):
        raise Refused("It is over already.")


@transaction.atomic
def remove(person: Person, trial: Trial) -> None:
    """Takes a trial away with what it has found. Raises `PermissionDenied`, and `Refused` while it goes on."""
    check(person, permissions.DRAFT_POLICY, trial.landlord_id)
    over = Trial.objects.filter(pk=trial.pk).exclude(state__in=GOING)
    if not over.delete()[0]:
        raise Refused("It is still going: stop it first.")
