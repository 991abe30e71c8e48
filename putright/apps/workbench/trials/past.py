"""A landlord's past under a draft: cases replayed from the log, and what is counted of them."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from putright import data
from putright.apps.accounts import packs
from putright.apps.casework.models import Case
from putright.apps.measuring.folding import Folder, Recorded
from putright.apps.workbench.drafts.models import Revision
from putright.apps.workbench.trials.models import Otherwise, Trial
from putright.core.busy import Weeks
from putright.core.policy import Policy
from putright.core.replay import Replay, Replayed

logger = logging.getLogger("putright.trials")


class Past:
    """Replays the cases of a trial, each against the policy it ran under."""

    def __init__(self, trial: Trial) -> None:
        self.trial, self.folder = trial, Folder(trial.landlord)
        self.draft = policy_of(trial)
        self._replays: dict[tuple[str, str], Replay] = {}

    def replayed(self, cases: Sequence[int]) -> Iterator[tuple[Recorded, Replayed | None]]:
        """Each of these cases with what differs for it; None where it cannot be replayed."""
        for case in self.folder.recorded(cases, self.trial.as_of, self.trial.seq):
            try:
                found = self._replay(case).run(list(case.events()), self.trial.as_of)
            except Exception:
                # Its old policy is not there, or the draft lacks what its events name: it is counted as not tried.
                logger.exception("%s cannot be replayed.", case.reference)
                yield case, None
            else:
                yield case, found

    def _replay(self, case: Recorded) -> Replay:
        key = (case.pack, case.version)
        if key not in self._replays:
            old = packs.policy(self.trial.landlord, *key)
            self._replays[key] = Replay(old, self.draft, self.folder.people)
        return self._replays[key]


def policy_of(trial: Trial) -> Policy:
    """The draft of a trial, with the bank holidays that its landlord counts by."""
    digest = Revision.objects.values_list("digest", flat=True).get(pk=trial.revision_id)
    return replace(_loaded(trial.revision_id, digest).policy, calendar=packs.calendar(trial.landlord))


@lru_cache(maxsize=8)
def _loaded(revision: int, digest: str) -> data.Loaded:
    """The policy of a revision: read once for all batches. Its digest says that it is the same one."""
    return data.read_pack(Revision.objects.get(pk=revision).files)


@dataclass
class Counts:
    """What is counted of the cases of one brand: how many, how many have another date, and the weeks."""

    cases: int = 0
    moved: int = 0
    weeks: Weeks = field(default_factory=Weeks)

    @classmethod
    def of(cls, kept: dict[str, Any]) -> Counts:
        """Counts as they are kept with a trial."""
        return cls(kept["cases"], kept["moved"], Weeks(kept["weeks"]))

    def kept(self) -> dict[str, Any]:
        """The counts as plain values."""
        return {"cases": self.cases, "moved": self.moved, "weeks": self.weeks.counts}

    def add(self, found: Replayed | None, by: int = 1) -> None:
        """Counts a case; with `by=-1`, takes it out again."""
        self.cases += by
        if found:
            self.moved += by * any(shift.due[0] != shift.due[1] for shift in found.shifts)
            self.weeks.add(found.answers, by)

    def merge(self, other: Counts) -> None:
        """Adds what was counted of another brand."""
        self.cases += other.cases
        self.moved += other.moved
        self.weeks.merge(other.weeks)


def counted(trial: Trial) -> dict[str, Counts]:
    """What has been counted so far, by brand."""
    return {brand: Counts.of(kept) for brand, kept in trial.counts.items()}


def brands_of(cases: Iterable[int]) -> dict[int, str]:
    """The brand of each case, by its key."""
    return dict(Case.objects.filter(pk__in=list(cases)).values_list("pk", "brand"))


def row(trial: Trial, case: Recorded, brand: str, found: Replayed | None) -> Otherwise | None:
    """What is kept of a case; None where it would have gone as it went."""
    if found is None:
        return Otherwise(trial=trial, case_id=case.pk, brand=brand, broken=True)
    late = sorted({shift.name for shift in found.shifts if shift.becomes_late})
    kept = sorted({shift.name for shift in found.shifts if shift.becomes_kept})
    barred = sorted({
        " ".join((one.event.kind, reason.rule, *reason.cites)) for one in found.barred for reason in one.reasons
    })  # fmt: skip
    if not (late or kept or barred):
        return None
    return Otherwise(
        trial=trial, case_id=case.pk, brand=brand, late=late, kept=kept, barred=barred, is_late=bool(late),
        is_kept=bool(kept), is_barred=bool(barred),
    )  # fmt: skip
