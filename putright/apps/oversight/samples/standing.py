"""How samples stand: which periods there are, who is in a sample, what was done with each; as far as one may see."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

import msgspec
from django.utils import timezone

from putright.apps.accounts import packs
from putright.apps.accounts.models import Landlord, Person
from putright.apps.casework.models import Case, Event
from putright.apps.casework.visibility import excluded
from putright.apps.oversight.samples.models import Sample, Substitute
from putright.core import events as e
from putright.core import samples
from putright.core.pack import SampleKind
from putright.core.promised import Sampling
from putright.core.reporting import periods

AT_ONCE = 400
"""References that are looked up with one query."""
EVENTS: Mapping[str, str] = {"feedback": "feedback_sought", "learning": "learning_session_held"}


def today_of(at: datetime) -> date:
    """The day in this place."""
    return timezone.localdate(at)


def rule(landlord: Landlord, kind: str) -> Sampling | None:
    """What the landlord's policy asks of a kind of sample; None where it asks nothing."""
    return packs.current(landlord).pack.samples.get(kind)  # type: ignore[call-overload, no-any-return]


def every(landlord: Landlord, kind: SampleKind) -> str:
    """How often a kind is drawn: as the policy has it, else as is usual."""
    found = rule(landlord, kind)
    return found.every if found else samples.KINDS[kind].every


def spans(landlord: Landlord, kind: SampleKind, first: date, today: date) -> list[periods.Span]:
    """The periods of a kind that are over, from the one that `first` is in, the latest first."""
    month = packs.current(landlord).pack.landlord.year_begins
    return list(periods.ended(every(landlord, kind), first, today, month))[::-1]


def members(landlord: Landlord, kind: str) -> list[tuple[str, str]]:
    """Who takes part in a session by the policy: the role, or the body's name, and how it is called."""
    found, roles = rule(landlord, kind), packs.current(landlord).pack.roles
    return [(name, roles[name].title if name in roles else name) for name in (found.to if found else ())]


# ---- what a person may see ------------------------------------------------------------------


def seen(person: Person) -> Seen:
    """What a person may know of samples: nothing of a case that they must keep away from, and only their brands."""
    hidden = Case.objects.filter(landlord=person.landlord, pk__in=excluded(person))
    return Seen(frozenset(hidden.values_list("reference", flat=True)), frozenset(person.brands or ()))


@dataclass(frozen=True)
class Seen:
    """Which references are hidden from somebody, and to which brands they are kept; empty: all."""

    hidden: frozenset[str] = frozenset()
    brands: frozenset[str] = frozenset()

    def __call__(self, item: tuple[str, Sequence[str]]) -> bool:
        key, groups = item
        return key not in self.hidden and (not self.brands or groups[0] in ("", *self.brands))


EVERYTHING = Seen()


# ---- a sample -------------------------------------------------------------------------------


@dataclass(frozen=True)
class Place:
    """A place of a sample: who has it now, in whose stead and why, and what was done, the latest first."""

    reference: str
    instead_of: str = ""
    why: str = ""
    done: Sequence[e.Event] = field(default_factory=list)
    missing: Sequence[str] = ()
    """Of the last session: who did not take part though the policy has them there."""

    @property
    def reached(self) -> bool:
        """Whether what the sample is for has happened: they were spoken to, a whole session was held."""
        spoken = any(isinstance(one, e.FeedbackSought) and one.reached for one in self.done)
        return spoken or (any(isinstance(one, e.LearningSessionHeld) for one in self.done) and not self.missing)

    @property
    def last(self) -> e.Event | None:
        """What was done last."""
        return self.done[0] if self.done else None


def places(sample: Sample, may: Seen = EVERYTHING, by: date | None = None) -> list[Place]:
    """Who is in a sample now, in the seed's order, as somebody may see it; with what was done by a day."""
    items = [item for item in sample.items if may(item)]
    shown = {key for key, _ in items}
    moved = {one.of: one for one in sample.substitutes.all()}
    holders = [_holder(first, moved) for first in sample.first]
    there = [(now, last) for now, last in holders if now in shown]
    done = _done(sample, [now for now, _ in there], by)
    wanted = [name for name, _ in members(sample.landlord, sample.kind)]
    return [
        Place(now, last.of if last and last.of in shown else "", last.get_why_display() if last else "", done[now],
              _missing(done[now], wanted))
        for now, last in there
    ]  # fmt: skip


def _holder(first: str, moved: Mapping[str, Substitute]) -> tuple[str, Substitute | None]:
    """Who has a place that somebody was drawn for, and the last change of it."""
    now, last = first, None
    while now in moved:
        last = moved[now]
        now = last.by_whom
    return now, last


def _done(sample: Sample, references: Sequence[str], by: date | None) -> Mapping[str, list[e.Event]]:
    found: dict[str, list[e.Event]] = defaultdict(list)
    for reference, event in _events(sample, references):
        mine = event.sample == sample.key if isinstance(event, e.FeedbackSought) else event.on >= sample.since
        if mine and (by is None or event.on <= by):
            found[reference].insert(0, event)
    return found


def _events(sample: Sample, references: Sequence[str]) -> Iterator[tuple[str, e.Event]]:
    for start in range(0, len(references), AT_ONCE):
        rows = Event.objects.filter(
            case__landlord=sample.landlord, case__reference__in=references[start : start + AT_ONCE],
            kind=EVENTS[sample.kind],
        ).order_by("case", "n")  # fmt: skip
        for reference, data in rows.values_list("case__reference", "data"):
            yield reference, e.decode(msgspec.json.decode(data))


def _missing(done: Sequence[e.Event], wanted: Collection[str]) -> list[str]:
    """Who has been in no session, of those who have to; the fewest that were missing count."""
    held = [[name for name in wanted if name not in one.members] for one in done
            if isinstance(one, e.LearningSessionHeld)]  # fmt: skip
    return min(held, key=len) if held else []
