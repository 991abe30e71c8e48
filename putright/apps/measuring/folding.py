"""Facts made from the log: many cases in few queries, and without a word of what anybody wrote."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from operator import itemgetter

import msgspec

from putright.apps.accounts import packs
from putright.apps.accounts.models import Landlord
from putright.apps.casework.models import Case, Event
from putright.apps.casework.opened import people_of
from putright.core import events
from putright.core.measures.facts import Facts
from putright.core.measures.of import Walk

AT_ONCE = 400
"""Cases whose events are read with one query."""
Row = tuple[int, int, date, events.Event]
"""An event with its case, and its place in the log."""


class Folder:
    """Makes facts of one landlord's cases."""

    def __init__(self, landlord: Landlord) -> None:
        self.landlord = landlord
        self.people = people_of(landlord)

    def up_to(self, cases: Sequence[int], until: date, seq: int | None) -> Iterator[tuple[int, Facts]]:
        """The facts of cases by id, from what happened by the end of a day and stood in the log by `seq`.

        A case of which nothing had happened by then is left out.
        """
        for walk, pk, rows in self.walks(cases, until, seq):
            walk.go(event for _, _, _, event in rows)
            yield pk, walk.facts()

    def walks(
        self, cases: Sequence[int], until: date | None = None, seq: int | None = None
    ) -> Iterator[tuple[Walk, int, list[Row]]]:
        """For each case that has any, its events, and a walk that has still to go through them."""
        for start in range(0, len(cases), AT_ONCE):
            some = cases[start : start + AT_ONCE]
            columns = ("id", "reference", "pack", "pack_version")
            named = {pk: rest for pk, *rest in Case.objects.filter(pk__in=some).values_list(*columns)}
            for pk, rows in groupby(self._rows(some, until, seq), itemgetter(0)):
                reference, pack, version = named[pk]
                policy = packs.policy(pack, version, self.landlord.division)
                yield Walk(policy, self.people, reference), pk, list(rows)

    def _rows(self, cases: Iterable[int], until: date | None, seq: int | None) -> Iterator[Row]:
        found = Event.objects.filter(case__in=list(cases))
        if until is not None:
            found = found.filter(on__lte=until)
        if seq is not None:
            found = found.filter(seq__lte=seq)
        # Each text stands as its place-holder: facts rest on no words, so those that were erased are not missed.
        for pk, place, on, data in found.order_by("case", "n").values_list("case", "seq", "on", "data"):
            yield pk, place, on, events.decode(msgspec.json.decode(data))
