"""The facts of a landlord's cases at the end of a day: what every figure is counted from.

Nothing here writes: what is kept is read, the rest is made from the log.
"""

from __future__ import annotations

from datetime import date

import msgspec
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from putright.apps.accounts.models import Landlord, Person
from putright.apps.casework.models import Case, Event, Head
from putright.apps.casework.visibility import excluded
from putright.apps.measuring import keeping
from putright.apps.measuring.folding import Broken, Folder, rules
from putright.apps.measuring.models import Kept
from putright.core.measures.facts import Facts

FEW = 2000
"""So many cases are made from the log at once while the worker is behind; for more, the worker is waited for."""


class Counting(Exception):
    """The worker has still to go through the log: `done` of `of` events. Ask again later."""

    problem = ""

    def __init__(self, done: int, of: int) -> None:
        super().__init__(f"{done} of {of} events are counted so far")
        self.done, self.of = done, of

    @property
    def percent(self) -> int:
        """How far it is, in per cent."""
        return self.done * 100 // self.of if self.of else 100


class Uncountable(Counting):
    """A case cannot be counted until somebody mends what it needs: `problem` says which. Without it, none is right."""

    def __init__(self, reference: str) -> None:
        super().__init__(0, 0)
        self.problem = (
            f"{reference} cannot be counted, and without it no figure would be right. Whoever runs the site finds the "
            "reason in the worker’s log, under this reference."
        )


def population(
    landlord: Landlord, until: date, *, seq: int | None = None, brand: str = "", since: date | None = None
) -> list[Facts]:
    """The facts of every case at the end of `until`, for papers that the program draws up.

    `seq`: only what stood in the landlord's log by that place (`seq_now`). `brand`: only of that one. `since`: only
    cases of which something may count from that day on. Raises `Counting` while the worker is far behind, and
    `Uncountable`.
    """
    found = [facts for _, facts in _population(landlord, until, seq, since, Case.objects.none())]
    return [facts for facts in found if not brand or facts.brand == brand]


def seen_by(
    person: Person, until: date, *, seq: int | None = None, brand: str = "", since: date | None = None
) -> list[Facts]:
    """The same for a page that a person sees: of their brands, and without the cases that they must not learn of."""
    found = [facts for _, facts in _population(person.landlord, until, seq, since, excluded(person))]
    brands = {"", *person.brands} if person.brands else None
    return [
        facts for facts in found
        if (brands is None or facts.brand in brands) and (not brand or facts.brand == brand)
    ]  # fmt: skip


def seq_now(landlord: Landlord) -> int:
    """The place in the landlord's log up to which there is anything: what a paper drawn up now says it counts."""
    return Head.objects.filter(landlord=landlord).values_list("seq", flat=True).first() or 0


def _population(
    landlord: Landlord, until: date, seq: int | None, since: date | None, without: QuerySet
) -> list[tuple[int, Facts]]:
    begun, kept = seq_now(landlord), _valid(landlord, until, seq)
    cases = Case.objects.filter(landlord=landlord, received_on__lte=until).exclude(pk__in=without)
    missing = cases.filter(~Exists(kept.filter(case=OuterRef("pk"), n__lte=OuterRef("version"))))
    to_make = set(missing.values_list("pk", flat=True))
    _refuse_many(landlord, len(to_make))
    wanted = kept.exclude(case__in=without)
    if since is not None:
        wanted = wanted.filter(Q(settled_on=None) | Q(settled_on__gte=since))
    decode = msgspec.msgpack.Decoder(Facts).decode
    rows = wanted.order_by().values_list("case", "data").iterator(chunk_size=5000)
    found = {pk: decode(bytes(data)) for pk, data in rows}
    # What happened between these queries made the facts kept of a case old: it would be missed, or counted twice.
    meanwhile = set(Event.objects.filter(landlord=landlord, seq__gt=begun).values_list("case", flat=True))
    to_make |= set(cases.filter(pk__in=meanwhile).values_list("pk", flat=True)) if meanwhile else set()
    try:
        found |= Folder(landlord).up_to(sorted(to_make), until, seq)
    except Broken as error:
        raise Uncountable(error.reference) from error
    return sorted(found.items())


def _valid(landlord: Landlord, until: date, seq: int | None) -> QuerySet[Kept]:
    """The kept facts that are those of a day, at most one for each case."""
    latest = Q(next_on=None, n=F("case__version"))
    now = rules(landlord)
    kept = Kept.objects.filter(latest | Q(next_on__gt=until), landlord=landlord, rules=now, last_on__lte=until)
    return kept if seq is None else kept.filter(last_seq__lte=seq)


def _refuse_many(landlord: Landlord, number: int) -> None:
    if number > FEW:
        done, of = keeping.progress(landlord)
        if done < of:
            raise Counting(done, of)
