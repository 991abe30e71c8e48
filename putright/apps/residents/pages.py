"""What the pages of the register show of complaints and restrictions: never more than the reader may see."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from putright.apps.accounts.models import Person
from putright.apps.casework.models import Case, Event, Party
from putright.apps.casework.opened import Opened, load
from putright.apps.casework.search import normalise, with_any_of
from putright.apps.residents.models import Adjustment, Home, Link, Representative, Resident
from putright.core import events as e
from putright.core.redress import takers

SOON = timedelta(days=30)
MOST = 50


@dataclass(frozen=True)
class Restriction:
    """A restriction on contact of a complaint, as the page of the person shows it."""

    case: Case
    set: e.RestrictionSet
    in_force: bool
    lifted: date | None
    decided_by: str
    approved_by: list[str]
    appeal: e.RestrictionAppealed | None
    bodies: int


def complaints_of(person: Person, resident: Resident) -> list[Case]:
    """The cases of a resident that the reader may see, the latest first."""
    links = Link.objects.filter(resident=resident).values("case")
    return list(Case.objects.visible_to(person).filter(pk__in=links).order_by("-received_on", "-id")[:MOST])


def complaints_from(person: Person, homes: Collection[Home]) -> list[Case]:
    """The cases from some homes that the reader may see: of residents while they lived there, and by address."""
    links = Link.objects.filter(resident__stays__home__in=homes).values("case")
    linked = Case.objects.visible_to(person).filter(pk__in=links).order_by("-received_on", "-id")[: MOST * 2]
    found = {case.pk: case for case in linked if _while_there(case, homes)}
    found |= {case.pk: case for case in _by_address(person, homes)}
    return sorted(found.values(), key=lambda case: (case.received_on, case.pk), reverse=True)[:MOST]


def _while_there(case: Case, homes: Collection[Home]) -> bool:
    """Whether a linked party lived in one of the homes when the complaint came, or had left it not long before."""
    stays = Q(resident__stays__home__in=homes)
    stays &= Q(resident__stays__since=None) | Q(resident__stays__since__lte=case.received_on)
    year = case.received_on - timedelta(days=366)
    stays &= Q(resident__stays__until=None) | Q(resident__stays__until__gte=year)
    return Link.objects.filter(stays, case=case).exists()


def _by_address(person: Person, homes: Collection[Home]) -> Iterator[Case]:
    """Those whose complainant gave the address of one of the homes."""
    places = {(normalise(one.address), one.postcode) for one in homes if one.postcode}
    if not places:
        return
    postcodes = sorted({postcode for _, postcode in places})[:20]
    cases = with_any_of(person.landlord, postcodes).visible_to(person)[: MOST * 4]  # type: ignore[attr-defined]
    yield from (case for case in cases if (normalise(case.address), case.postcode) in places)


def restrictions_of(resident: Resident, cases: Iterable[Case]) -> list[Restriction]:
    """The restrictions on contact with a resident in cases the reader may see: those in force first."""
    by_id = {case.pk: case for case in cases}
    having = Event.objects.filter(case__in=by_id, kind="restriction_set").values_list("case", flat=True)
    found = [one for case in set(having) for one in _of_case(resident, load(by_id[case]))]
    return sorted(found, key=lambda one: (one.in_force, one.set.on), reverse=True)


def _of_case(resident: Resident, opened: Opened) -> Iterator[Restriction]:
    state, called = opened.state, opened.judged.called
    keys = set(Link.objects.filter(resident=resident, case=opened.case).values_list("party", flat=True))
    parties = Party.objects.filter(case=opened.case, role=Party.As.COMPLAINANT, key__in=keys)
    theirs = keys | ({"complainant"} if parties else set())
    for n, one in enumerate(state.conduct.restrictions, 1):
        last = n == len(state.conduct.restrictions)
        incidents = [state.conduct.incidents[key].about for key in one.evidence if key in state.conduct.incidents]
        if theirs.isdisjoint(incidents or ["complainant"]):
            continue
        in_force = last and state.restriction is not None
        ended = state.conduct.ended
        yield Restriction(
            opened.case, state.restriction if in_force and state.restriction else one, in_force,
            ended[1] if last and ended else None, called(one.decided_by),
            [called(name) for name in one.approved_by], state.conduct.appeal if in_force else None,
            len(takers(opened.judged)),
        )  # fmt: skip


def to_ask_again(person: Person, today: date) -> list[Adjustment]:
    """Adjustments of residents the reader may see that should have been looked at again by now, the oldest first."""
    due = Adjustment.objects.filter(ended=None, review_on__lte=today, resident__in=Resident.objects.visible_to(person))
    return list(due.select_related("resident").order_by("review_on", "id")[:MOST])


def running_out(person: Person, today: date) -> list[Representative]:
    """Authorities to act that run out within 30 days or did in the last 30, the first to run out first."""
    near = Representative.objects.filter(ended=None, expires__range=(today - SOON, today + SOON))
    near = near.filter(resident__in=Resident.objects.visible_to(person))
    return list(near.select_related("resident").order_by("expires", "id")[:MOST])
