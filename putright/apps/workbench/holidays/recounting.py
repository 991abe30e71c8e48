"""What a new list of bank holidays does to the dates of a landlord's cases: many at once, from the log."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from putright.apps.accounts import packs
from putright.apps.accounts.models import Landlord
from putright.apps.casework.models import Case, Duty
from putright.apps.measuring.folding import Folder, Recorded
from putright.apps.workbench.holidays.models import Change
from putright.core import bank_holidays, case
from putright.core.bank_holidays import Redated
from putright.core.duties import Obligation, obligations
from putright.core.policy import Policy
from putright.core.state import fold
from putright.core.workdays import Calendar, OutOfRange


def calendars(change: Change) -> tuple[Calendar, Calendar]:
    """The list before a change and the one with it; before it is taken up, as if that were today."""
    known = packs.calendar(change.landlord)
    if change.taken_id:
        return known.before or known, known
    days = {date.fromisoformat(day): name for day, name in change.days.items()}
    new = Calendar(known.division, change.first, change.last, days, change.source)
    return known, known.followed_by(new, timezone.localdate(change.at))


def touched(landlord: Landlord, first: date) -> QuerySet[Case]:
    """The cases with a date on or after the first day that changed, in the order of their ids: no other can move."""
    dated = Duty.objects.filter(landlord=landlord, case=OuterRef("pk"), due__gte=first)
    return Case.objects.filter(Exists(dated), landlord=landlord).order_by("pk")


@dataclass(frozen=True)
class Recounted:
    """A case by both lists: the dates that change or stand, every duty by the new list, its last event's day.

    `version`: how many events were read.
    """

    pk: int
    version: int
    found: list[Redated]
    duties: Sequence[Obligation]
    last: date


class Recounting:
    """Works out cases of one landlord by an old list and a new one."""

    def __init__(self, landlord: Landlord, old: Calendar, new: Calendar) -> None:
        self.landlord, self.old, self.new = landlord, old, new
        self.changed = bank_holidays.changed(old, new)
        self.folder = Folder(landlord)
        self._policies: dict[tuple[str, str], tuple[Policy, Policy]] = {}

    def of(self, cases: Sequence[int], seq: int | None = None) -> Iterator[Recounted]:
        """Each of these cases, from what stood in the log by `seq`."""
        for recorded in self.folder.recorded(cases, seq=seq):
            yield self._of(recorded)

    def _of(self, recorded: Recorded) -> Recounted:
        state = fold(recorded.events())
        before, after = (
            case.Case.of(state, policy, self.folder.people) for policy in self._policy(recorded.pack, recorded.version)
        )
        duties = obligations(after)
        try:
            found = bank_holidays.redated(before, after, self.changed) if not state.disposed else []
        except OutOfRange:  # the old list did not reach so far: there was no date that could move
            found = []
        return Recounted(recorded.pk, state.version, found, duties, state.last)

    def _policy(self, pack: str, version: str) -> tuple[Policy, Policy]:
        if (pack, version) not in self._policies:
            runs = packs.policy(self.landlord, pack, version)
            self._policies[pack, version] = replace(runs, calendar=self.old), replace(runs, calendar=self.new)
        return self._policies[pack, version]
