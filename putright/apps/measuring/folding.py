"""Facts made from the log: many cases in few queries, and without a word of what anybody wrote."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import itemgetter

import msgspec

from putright.apps.accounts import packs
from putright.apps.accounts.models import Landlord
from putright.apps.casework.models import Case, Event
from putright.apps.casework.opened import people_of
from putright.core import events
from putright.core.measures.facts import RULES, Facts
from putright.core.measures.of import Walk

AT_ONCE = 400
"""Cases whose events are read with one query."""
Row = tuple[int, int, date, str]
"""An event's case, its place in the log, its day, and what it says."""


class Broken(Exception):
    """The facts of a case cannot be made from the log, such as where the version of its policy is not there."""

    def __init__(self, reference: str) -> None:
        super().__init__(f"nothing can be counted of {reference}")
        self.reference = reference


def rules(landlord: Landlord) -> str:
    """What facts follow from beside the events: those kept by anything else than this are made anew."""
    return f"{RULES}-{packs.digest(landlord)}"


@dataclass(frozen=True)
class Recorded:
    """A case as the log has it."""

    pk: int
    reference: str
    pack: str
    version: str
    rows: Sequence[Row]

    def events(self) -> Iterator[events.Event]:
        """What happened, in order."""
        return (events.decode(msgspec.json.decode(said)) for *_, said in self.rows)


class Folder:
    """Makes facts of one landlord's cases."""

    def __init__(self, landlord: Landlord) -> None:
        self.landlord = landlord
        self.people = people_of(landlord)

    def up_to(self, cases: Sequence[int], until: date, seq: int | None) -> Iterator[tuple[int, Facts]]:
        """The facts of cases by id, from what happened by the end of a day and stood in the log by `seq`.

        A case of which nothing had happened by then is left out. Raises `Broken`.
        """
        for case in self.recorded(cases, until, seq):
            try:
                walk = self.walk(case)
                walk.go(case.events())
                found = walk.facts()
            except Exception as error:
                raise Broken(case.reference) from error
            yield case.pk, found

    def walk(self, case: Recorded) -> Walk:
        """A walk that has still to go through the events of a case."""
        return Walk(packs.policy(self.landlord, case.pack, case.version), self.people, case.reference)

    def recorded(self, cases: Sequence[int], until: date | None = None, seq: int | None = None) -> Iterator[Recorded]:
        """Each of these cases of which anything had happened."""
        for start in range(0, len(cases), AT_ONCE):
            some = cases[start : start + AT_ONCE]
            columns = ("id", "reference", "pack", "pack_version")
            named = {pk: rest for pk, *rest in Case.objects.filter(pk__in=some).values_list(*columns)}
            for pk, rows in groupby(self._rows(some, until, seq), itemgetter(0)):
                yield Recorded(pk, *named[pk], rows=list(rows))

    def _rows(self, cases: Iterable[int], until: date | None, seq: int | None) -> Iterator[Row]:
        found = Event.objects.filter(case__in=list(cases))
        if until is not None:
            found = found.filter(on__lte=until)
        if seq is not None:
            found = found.filter(seq__lte=seq)
        # Each text stands as its place-holder: facts rest on no words, so those that were erased are not missed.
        yield from found.order_by("case", "n").values_list("case", "seq", "on", "data")
