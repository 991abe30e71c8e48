"""What lapses within ninety days, or has lapsed: dates of the policy, training, objectives, offices, notices owed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone

from putright.apps.accounts import packs, permissions
from putright.apps.accounts.models import Landlord, Person
from putright.apps.governance import associated, incidents, people
from putright.apps.governance.models import Consultation, Objective, Training
from putright.apps.publishing import shelf
from putright.core.policy import Policy
from putright.core.publishing import review
from putright.core.workdays import said

AHEAD = review.AHEAD
CALENDAR_AHEAD = timedelta(days=365)
"""A complaint of today reckons with days months from now: its bank holidays must be known well before."""
NAMED = 5
"""How many people a warning names; the page has them all."""
CODES = {
    "training": {"2020": "C20-B3.2", "2024": "C24-4.3"}, "staff_objectives": {"2024": "C24-9.8"},
    "consultation": {"2020": "C20-B6.4"}, "incident": {"2024": "C24-8.5"},
}  # fmt: skip
"""What the Code itself asks, by its year, where the policy promises no register of its own."""


@dataclass(frozen=True, slots=True)
class Lapsing:
    """Something to see to before it lapses, or because it has: by when, where it is done, what asks for it."""

    text: str
    href: str
    due: date | None = None
    cites: tuple[str, ...] = ()

    def lapsed(self, today: date) -> bool:
        """Whether it is late already; what has no date is."""
        return self.due is None or self.due < today


@dataclass(frozen=True)
class Watched:
    """What the warnings of one landlord follow from, read once."""

    landlord: Landlord
    today: date
    staff: people.Staff
    policy: Policy

    def cites(self, register: str) -> tuple[str, ...]:
        """The provisions behind a register: the policy's own, else the Code's."""
        own = self.policy.pack.registers.get({"consultation": "policy_register"}.get(register, register))
        year = self.policy.pack.edition.rpartition("/")[2] if "housing-ombudsman" in self.policy.pack.edition else ""
        code = CODES.get(register, {}).get(year, "")
        return own.cites if own else (code,) if code else ()


def warnings(landlord: Landlord, today: date) -> list[Lapsing]:
    """All of it, what lapsed longest ago first. A handful of small queries, whatever the number of cases."""
    seen = Watched(landlord, today, people.Staff.of(landlord), packs.current(landlord))
    found = [one for part in PARTS for one in part(seen)]
    return sorted(found, key=lambda one: (not one.lapsed(today), one.due or date.max))


def count(person: Person) -> int:
    """How many there are, for the navigation of whoever keeps the registers."""
    kept = permissions.may(person, permissions.KEEP_REGISTERS)
    return len(warnings(person.landlord, timezone.localdate())) if kept else 0


def _register(slug: str) -> str:
    return reverse("governance_register", args=[slug])


def _soon(due: date | None, today: date) -> bool:
    return due is not None and due - today <= AHEAD


def _policy(seen: Watched) -> Iterator[Lapsing]:
    """Dates that the policy leaves blank, its review, and what calls for one."""
    history = shelf.history(seen.landlord)
    due = review.due(seen.policy, history)
    for one in review.warnings(seen.policy, seen.today, history):
        dated = due if "review f" in one.text else None
        yield Lapsing(one.text, reverse("policy_register"), dated, one.cites)


def _consultation(seen: Watched) -> Iterator[Lapsing]:
    version = seen.policy.pack.version
    asked = Consultation.objects.current().filter(landlord=seen.landlord, version=version)  # type: ignore[attr-defined]
    if not asked.exists():
        text = f"Nobody is on record as asked about version {version} of the policy: residents and their panel."
        yield Lapsing(text, _register("consultations"), None, seen.cites("consultation"))


def _associated(seen: Watched) -> Iterator[Lapsing]:
    cites = seen.cites("associated_policies")
    for one in associated.policies(seen.landlord):
        if not one.review_due:
            yield Lapsing(f"{one.name}: nobody has said when its review is due.", _register("policies"), None, cites)
        elif _soon(one.review_due, seen.today):
            way = "fell" if one.review_due < seen.today else "falls"
            text = f"{one.name}: its review {way} due on {said(one.review_due)}."
            yield Lapsing(text, _register("policies"), one.review_due, cites)


def _training(seen: Watched) -> Iterator[Lapsing]:
    cites, href = seen.cites("training"), _register("training")
    needed = {one.pk: one for one in seen.staff.with_any(people.handling(seen.policy.pack))}
    lasts = lasting(seen.landlord)
    untrained = [one.name for one in needed.values() if not one.trained and one.pk not in lasts]
    if untrained:
        yield Lapsing(f"Not trained to handle complaints: {_named(untrained)}.", href, None, cites)
    for pk, until in lasts.items():
        if pk in needed and until and _soon(until, seen.today):
            way = "lapsed" if until < seen.today else "lapses"
            yield Lapsing(f"{needed[pk].name}’s training {way} on {said(until)}.", href, until, cites)


def lasting(landlord: Landlord) -> dict[int, date | None]:
    """Until when the training in handling complaints of each person counts, by their number; None: for good."""
    found: dict[int, date | None] = {}
    courses = Training.objects.current().filter(landlord=landlord, handling=True)  # type: ignore[attr-defined]
    for person, until in courses.values_list("person", "until"):
        before = found.get(person, until)
        found[person] = None if until is None or before is None else max(until, before)
    return found


def _objectives(seen: Watched) -> Iterator[Lapsing]:
    lacking = [one.name for one in without_objective(seen.staff, seen.today)]
    if lacking:
        text = f"Without an objective on complaints for this year: {_named(lacking)}."
        yield Lapsing(text, _register("objectives"), None, seen.cites("staff_objectives"))


def without_objective(staff: people.Staff, today: date) -> list[Person]:
    """Those who deal with complaints and have no objective for the year, of their own or of a role of theirs."""
    current = Objective.objects.current().filter(  # type: ignore[attr-defined]
        landlord=staff.landlord, year__gte=today.year - 1, set_on__lte=today
    )
    begun = [one for one in current.only("person", "role", "year") if date(one.year + 1, 4, 1) > today]
    own, roles = {one.person_id for one in begun}, {one.role for one in begun if one.role}
    relevant = staff.with_any(people.relevant(staff.pack))
    return [one for one in relevant if one.pk not in own and not roles & set(one.roles)]


def _offices(seen: Watched) -> Iterator[Lapsing]:
    for key, role in seen.staff.vacant().items():
        answers = " It answers for complaints." if key in people.answering(seen.policy.pack) else ""
        text = f"Nobody holds the role “{role.title}”, which the policy names.{answers}"
        yield Lapsing(text, reverse("governance_roles"), None, role.cites)


def _calendar(seen: Watched) -> Iterator[Lapsing]:
    last = seen.policy.calendar.last
    if last - seen.today <= CALENDAR_AHEAD:
        text = f"Bank holidays are known until {said(last)}: a newer list is needed, or no date after it can be given."
        yield Lapsing(text, reverse("governance"), last)


def _incidents(seen: Watched) -> Iterator[Lapsing]:
    cites = seen.cites("incident")
    for one in incidents.current(seen.landlord)[:50]:
        href = reverse("governance_change", args=["incidents", one.key])
        owed = [("The Ombudsman has", one.ombudsman_on), ("The residents affected have", one.residents_on)]
        for who, told in owed:
            if not told:
                yield Lapsing(f"{who} not been told of what happened on {said(one.since)}.", href, None, cites)
        if one.ended_on:
            continue
        if not one.announced_on:
            text = f"The website says nothing of what happened on {said(one.since)}."
            yield Lapsing(text, href, None, cites)
        if not one.expects:
            yield Lapsing("Nobody has said when all will be as it should again.", href, None, cites)
        elif one.expects < seen.today:
            text = f"All was to be as it should again by {said(one.expects)}: say that it is, or give a new date."
            yield Lapsing(text, href, one.expects, cites)


def _named(names: list[str]) -> str:
    rest = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return ", ".join(names[:NAMED]) + rest


PARTS: tuple[Callable[[Watched], Iterator[Lapsing]], ...] = (
    _policy, _consultation, _incidents, _offices, _training, _objectives, _associated, _calendar,
)  # fmt: skip
