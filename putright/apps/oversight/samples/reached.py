"""The share that samples reached, against what was promised: for pages and for reports."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from putright.apps.accounts.models import Landlord
from putright.apps.measuring.population import population
from putright.apps.oversight.samples import standing
from putright.apps.oversight.samples.models import Sample
from putright.core import samples
from putright.core.measures.facts import Facts
from putright.core.pack import SampleKind
from putright.core.reporting import periods
from putright.core.sampling import wanted


@dataclass(frozen=True)
class Reached:
    """A kind of sample in a period. `number`: the sample's, None where none was drawn; `of`: whom it is drawn from.

    `promised`: per cent; `wanted`: how many that is, at least; `reached`: with how many it was really done.
    """

    kind: SampleKind
    title: str
    since: date
    until: date
    promised: int
    cites: Sequence[str]
    number: int | None
    of: int
    wanted: int
    drawn: int
    reached: int

    @property
    def share(self) -> float:
        """The per cent reached; 0 where there was nobody to reach."""
        return self.reached * 100 / self.of if self.of else 0.0

    @property
    def left(self) -> int:
        """How many more are needed for it to be kept."""
        return max(0, self.wanted - self.reached)

    @property
    def kept(self) -> bool:
        """Whether the promise is kept."""
        return self.reached >= self.wanted


def reached(landlord: Landlord, since: date, until: date, *, by: date | None = None) -> list[Reached]:
    """Every kind that the policy promises or of which a sample was drawn, by period that ended in this time.

    `by`: counts only what was done by the end of that day. Raises `measuring.population.Counting`.
    """
    found: list[Reached] = []
    facts: list[Facts] | None = None
    drawn = Sample.objects.filter(landlord=landlord, until__range=(since, until)).prefetch_related("substitutes")
    there = {(one.kind, one.since): one for one in drawn}
    for kind in samples.KINDS:
        for begin, end in _periods(landlord, kind, since, until, there):
            sample = there.get((kind, begin))
            if not sample and facts is None:
                facts = population(landlord, until)
            found.append(of_sample(sample, by=by) if sample else _undrawn(landlord, kind, begin, end, facts or []))
    return found


def of_sample(sample: Sample, may: standing.Seen = standing.EVERYTHING, *, by: date | None = None) -> Reached:
    """How far a sample has come, as somebody may see it."""
    places, size = standing.places(sample, may, by), sum(1 for item in sample.items if may(item))
    kind = cast(SampleKind, sample.kind)
    done = sum(1 for one in places if one.reached)
    return Reached(
        kind, samples.KINDS[kind].title, sample.since, sample.until, sample.share, _cites(sample), sample.number, size,
        wanted(size, sample.share), len(places), done,
    )  # fmt: skip


def _cites(sample: Sample) -> list[str]:
    return sample.cites.split(", ") if sample.cites else []


def _periods(
    landlord: Landlord, kind: SampleKind, since: date, until: date, there: dict[tuple[str, date], Sample]
) -> Iterator[periods.Span]:
    if standing.rule(landlord, kind):
        ended = standing.spans(landlord, kind, since, until + periods.DAY)[::-1]
        yield from (span for span in ended if span[1] >= since)
    else:
        yield from ((one.since, one.until) for (of, _), one in sorted(there.items()) if of == kind)


def _undrawn(landlord: Landlord, kind: SampleKind, since: date, until: date, facts: Sequence[Facts]) -> Reached:
    rule = standing.rule(landlord, kind)
    share = rule.share if rule else samples.KINDS[kind].share
    size = len(samples.items(kind, facts, since, until))
    return Reached(kind, samples.KINDS[kind].title, since, until, share, rule.cites if rule else (), None, size,
                   wanted(size, share), 0, 0)  # fmt: skip
