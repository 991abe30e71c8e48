"""The worker's part: goes through the cases of a trial, batch by batch.

Each batch is written with how far it has come, all or nothing: what a killed worker had begun the next one goes on
with. Between batches the worker does its other work.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet

from putright.apps.casework.models import Case
from putright.apps.workbench.trials.models import Otherwise, Trial
from putright.apps.workbench.trials.past import Counts, Past, brands_of, counted, row

BATCH = 1000
"""Cases in a batch."""
LEASE = timedelta(minutes=5)
"""How long a batch may take before another worker takes over."""
TRIES = 5
"""How often a batch is tried before the trial is given up."""
State = Trial.State

logger = logging.getLogger("putright.trials")


class Lost(Exception):
    """Another worker has done the batch, or somebody has stopped the trial."""


def run_once(now: datetime) -> bool:
    """Goes on with the trial that has waited longest by one batch; False where none waits."""
    trial = _claim(now)
    if trial is None:
        return False
    try:
        _go_on(trial, now)
    except Lost:
        logger.info("Trial %s was taken over or stopped.", trial.pk)
    except Exception as error:  # whatever it is, the batch is tried again
        logger.exception("Trial %s broke off, try %s.", trial.pk, trial.attempts)
        problem = f"It broke off ({type(error).__name__})."
        Trial.objects.filter(pk=trial.pk, state=State.RUNNING, last=trial.last).update(
            next_try=now + timedelta(minutes=trial.attempts), problem=problem
        )
    return True


def _claim(now: datetime) -> Trial | None:
    """The next trial, now the caller's to go on with; one whose batch was tried too often is given up."""
    while trial := Trial.objects.filter(next_try__lte=now).order_by("next_try", "id").first():
        same = Trial.objects.filter(pk=trial.pk, next_try=trial.next_try)
        if trial.attempts >= TRIES:
            problem = trial.problem or "It broke off again and again."
            same.update(state=State.FAILED, next_try=None, finished_at=now, problem=problem)
        elif same.update(state=State.RUNNING, attempts=F("attempts") + 1, next_try=now + LEASE):
            return Trial.objects.select_related("landlord").get(pk=trial.pk)
    return None


def of_trial(trial: Trial) -> QuerySet[Case]:
    """The cases that a trial is about."""
    found = Case.objects.filter(landlord=trial.landlord_id, received_on__lte=trial.as_of)
    return found.filter(received_on__gte=trial.since) if trial.since else found


def _go_on(trial: Trial, now: datetime) -> None:
    waiting = of_trial(trial).filter(pk__gt=trial.last).order_by("pk")
    cases = list(waiting.values_list("pk", flat=True)[:BATCH])
    if not cases:
        _settle(trial, state=State.DONE, next_try=None, finished_at=now)
        return
    counts, brands, rows = counted(trial), brands_of(cases), list[Otherwise]()
    for case, found in Past(trial).replayed(cases):
        brand = brands[case.pk]
        counts.setdefault(brand, Counts()).add(found)
        if one := row(trial, case, brand, found):
            rows.append(one)
    with transaction.atomic():
        kept = {brand: one.kept() for brand, one in counts.items()}
        _settle(trial, last=cases[-1], done=trial.done + len(cases), counts=kept, next_try=now, attempts=0, problem="")
        Otherwise.objects.bulk_create(rows, batch_size=100)


def _settle(trial: Trial, **what: Any) -> None:
    """Writes how far a trial is, as long as nobody else did and it was not stopped."""
    mine = Trial.objects.filter(pk=trial.pk, state=State.RUNNING, last=trial.last, attempts=trial.attempts)
    if not mine.update(**what):
        raise Lost
