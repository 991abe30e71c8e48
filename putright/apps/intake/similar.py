"""Earlier complaints of the same person or from the same home: what to show before another is saved."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Prefetch
from msgspec.structs import replace

from putright.apps.accounts.models import Person
from putright.apps.casework.models import Case, Duty, Event, Party
from putright.apps.casework.opened import decode, load
from putright.apps.casework.search import bare, normalise, with_any_of
from putright.apps.casework.visibility import excluded
from putright.apps.residents.known import Known, key_of
from putright.core import events as e
from putright.core.state.shapes_needs import plain

RECENT = timedelta(days=365)
MOST, MOST_SHOWN = 100, 5


@dataclass(frozen=True)
class Who:
    """Who is complaining, as far as it was said."""

    name: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    postcode: str = ""

    def same_person(self, party: Party) -> bool:
        """Whether a party of an earlier case is this person: by telephone, by e-mail, or by name and postcode."""
        return bool(
            (self.phone and bare(self.phone) == bare(party.phone))
            or (self.email and self.email.casefold() == party.email.casefold())
            or (self.name and normalise(self.name) == normalise(party.name) and self._same_postcode(party))
        )

    def same_home(self, party: Party) -> bool:
        """Whether a party of an earlier case lives in the same home: by address and postcode."""
        ours, theirs = (f" {normalise(one)} " for one in (self.address, party.address))
        return bool(ours.strip() and theirs.strip() and self._same_postcode(party)) and (
            ours in theirs or theirs in ours)  # fmt: skip

    def _same_postcode(self, party: Party) -> bool:
        return bool(self.postcode) and bare(self.postcode) == bare(party.postcode)


@dataclass(frozen=True)
class Similar:
    """What is known already. `unseen`: there is an open complaint that this member of staff may not see."""

    cases: list[Case] = field(default_factory=list)
    unseen: bool = False
    adjustments: dict[str, e.AdjustmentRecorded] = field(default_factory=dict)
    """Each, with what it meant for letters, by a key that a form can send back."""
    promised: list[tuple[str, list[tuple[str, date, bool]]]] = field(default_factory=list)
    """The cases with promises that are not kept yet: each as what, by when, and whether that is over."""
    people: list[Known] = field(default_factory=list)
    """Who in the register of residents it may be, while nobody has said."""
    chosen: Known | None = None

    def __bool__(self) -> bool:
        return bool(self.cases or self.unseen or self.adjustments or self.people)

    @property
    def mark(self) -> str:
        """Changes when something else was found: whoever confirmed has seen just this."""
        shown = [*(case.reference for case in self.cases), *self.adjustments, str(self.unseen)]
        shown += [f"resident {one.resident.pk}" for one in self.people]
        return hashlib.sha256(" ".join(shown).encode()).hexdigest()[:16]


def similar(person: Person, who: Who, today: date) -> Similar:
    """What earlier complaints say about this person or home, as far as this member of staff may know.

    Adjustments are offered also from cases that are not theirs to see, so that nobody has to ask for them twice;
    but a case that complains of the member of staff, or that they keep away from, does not exist for them in any way.
    """
    found = [case for case in _candidates(person, who) if any(_meant(who, party) for party in case.parties.all())]
    if not found:
        return Similar()
    ids = [case.pk for case in found]
    seen = set(Case.objects.visible_to(person).filter(pk__in=ids).values_list("pk", flat=True))
    hidden = set(excluded(person).filter(case__in=ids).values_list("case", flat=True))
    recent = [case for case in found if not case.closed_on or case.received_on >= today - RECENT]
    shown = [case for case in recent if case.pk in seen][:MOST_SHOWN]
    return Similar(
        shown,
        any(not case.closed_on and case.pk not in seen | hidden for case in recent),
        _adjustments(who, [case for case in found if case.pk not in hidden]),
        list(_promised(person, [case for case in found if case.pk in seen], today)),
    )


def _promised(person: Person, cases: list[Case], today: date) -> Iterator[tuple[str, list[tuple[str, date, bool]]]]:
    """What was promised to this person or home and is not kept, also on closed cases."""
    pending = Duty.objects.filter(case__in=cases, name__startswith="promise:", done_on=None)
    owing = set(pending.values_list("case", flat=True))
    for case in [one for one in cases if one.pk in owing][:MOST_SHOWN]:
        case.landlord = person.landlord
        kept = load(case).state.promises.values()
        yield case.reference, [(one.what, one.due, one.due < today) for one in kept if not one.done]


def _candidates(person: Person, who: Who) -> Iterable[Case]:
    parties = Prefetch("parties", Party.objects.order_by("key"))
    cases = with_any_of(person.landlord, [bare(who.phone), who.email, bare(who.postcode)])
    return cases.prefetch_related(parties)[:MOST]


def _meant(who: Who, party: Party) -> bool:
    return who.same_person(party) or who.same_home(party)


def _adjustments(who: Who, cases: list[Case]) -> dict[str, e.AdjustmentRecorded]:
    """What makes it easier for this person, as every earlier case has it with its meaning, the latest first."""
    lines = [
        (case, plain(line))
        for case in cases
        for party in case.parties.all()
        if _meant(who, party)
        for line in party.adjustments.splitlines()
    ]
    meant = _recorded({case.pk for case, line in lines if line})
    found: dict[str, e.AdjustmentRecorded] = {}
    for case, line in lines:
        if line:
            as_said = e.AdjustmentRecorded(on=case.received_on, what=line)
            key = key_of(line)
            found.setdefault(key, replace(meant.get((case.pk, line), as_said), review_on=None))
    return found


def _recorded(cases: Collection[int]) -> dict[tuple[int, str], e.AdjustmentRecorded]:
    """The adjustments of some cases as their logs have them, by case and words."""
    kept = Event.objects.filter(case__in=cases, kind="adjustment_recorded").order_by("case", "n")
    rows = kept.prefetch_related("rows") if cases else ()
    events = [(row.case_id, decode(row, {text.place: text.body for text in row.rows.all()})) for row in rows]
    return {(case, plain(one.what)): one for case, one in events if isinstance(one, e.AdjustmentRecorded)}
