"""What stands in the registers: lists, counts and figures, as far as somebody may see the cases."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import TruncMonth

from putright.apps.accounts.models import Landlord, Person
from putright.apps.casework.case.kinds import KINDS
from putright.apps.casework.models import Case, Duty
from putright.apps.intake.models import RegisterReview
from putright.core.pack import Pack, Rhythm
from putright.core.policy import Policy
from putright.core.registers import REGISTERS
from putright.core.workdays import Period

OWED = ("service_request", "answer", "share")
STATES = {"open": "Something is owed", "late": "Late", "settled": "Nothing more is owed"}
MONTHS = 12
EVERY = "quarter"
"""How often a register is looked through where the policy does not say."""
PERIODS: Mapping[str, str] = {
    "week": "7 days", "fortnight": "14 days", "month": "1 month", "quarter": "3 months", "year": "1 year",
}  # fmt: skip
Place = tuple[date, int]
"""Where a page of a list ended: the day of receipt and the case's id."""


@dataclass(frozen=True)
class Wanted:
    """What a list is narrowed to; empty means everything. `month`: its first day."""

    state: str = ""
    brand: str = ""
    month: date | None = None


@dataclass(frozen=True)
class Counts:
    """How many entries a register has on which something is owed, how many of them late, and how many this month."""

    open: int
    late: int
    month: int


def title(pack: Pack, kind: str) -> str:
    """What a register is called: by the policy, or by what it holds."""
    named = pack.registers.get(REGISTERS[kind])  # type: ignore[index]
    return named.title if named else PLURALS[kind]


PLURALS: Mapping[str, str] = {
    "service_request": "Service requests", "enquiry": "Enquiries", "comment": "Comments", "suggestion": "Suggestions",
    "compliment": "Compliments", "petition": "Petitions", "survey_feedback": "Answers in surveys",
    "policy_request": "Requests for the policy",
}  # fmt: skip


def rhythm(pack: Pack, kind: str) -> Rhythm | None:
    """What the policy says of a register; None where it does not name it."""
    return pack.registers.get(REGISTERS[kind])  # type: ignore[index]


def entries(person: Person, kind: str, want: Wanted, today: date) -> QuerySet[Case]:
    """The entries of a register that somebody may see, the latest first."""
    found = Case.objects.visible_to(person).filter(kind=kind)
    if want.brand:
        found = found.filter(brand=want.brand)
    if want.month:
        found = found.filter(received_on__gte=want.month, received_on__lt=_next_month(want.month))
    return found.filter(_state(want.state, today)).order_by("-received_on", "-id")


def _state(state: str, today: date) -> Q:
    owing = Duty.objects.filter(case=OuterRef("pk"), name__in=OWED, done_on=None)
    if state == "open":
        return Q(Exists(owing))
    if state == "late":
        return Q(Exists(owing.filter(sorts_on__lt=today)))
    return ~Q(Exists(owing)) if state == "settled" else Q()


def page(found: QuerySet[Case], after: Place | None, size: int) -> tuple[list[Case], Place | None]:
    """One page of a list, and where to go on from."""
    if after:
        found = found.filter(received_on__lte=after[0]).exclude(received_on=after[0], id__gte=after[1])
    rows = list(found.select_related("handler").defer("search_text")[: size + 1])
    last = rows[size - 1] if len(rows) > size else None
    return rows[:size], (last.received_on, last.pk) if last else None


def owed(cases: list[Case]) -> dict[int, Duty]:
    """What is owed first on each of these cases, by the case's id."""
    found: dict[int, Duty] = {}
    for duty in Duty.objects.filter(case__in=cases, name__in=OWED, done_on=None).order_by("sorts_on", "id"):
        found.setdefault(duty.case_id, duty)
    return found


def count(person: Person, kind: str, today: date) -> Counts:
    """The numbers above a register."""
    of = {state: entries(person, kind, Wanted(state), today).count() for state in ("open", "late")}
    return Counts(**of, month=entries(person, kind, Wanted(month=today.replace(day=1)), today).count())


def figures(person: Person, today: date) -> list[tuple[date, list[int]]]:
    """How many entries of each kind came in each month, complaints first, the latest month first."""
    months = list(_months(today))
    cases = Case.objects.visible_to(person).filter(received_on__gte=months[-1])
    rows = cases.annotate(month=TruncMonth("received_on")).values_list("month", "kind").annotate(n=Count("pk"))
    found = {(month, kind): n for month, kind, n in rows.order_by()}
    return [(month, [found.get((month, kind), 0) for kind in KINDS]) for month in months]


def _months(today: date) -> Iterator[date]:
    month = today.replace(day=1)
    for _ in range(MONTHS):
        yield month
        month = date(month.year - (month.month == 1), (month.month - 2) % 12 + 1, 1)


def months(today: date) -> list[date]:
    """The months a list can be narrowed to, the latest first."""
    return list(_months(today))


def _next_month(month: date) -> date:
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


# ---- looking a register through -------------------------------------------------------------


def reviews(landlord: Landlord, kind: str) -> QuerySet[RegisterReview]:
    """Who looked a register through, and what they found, the latest first."""
    return RegisterReview.objects.filter(landlord=landlord, kind=kind).select_related("by").order_by("-id")


def after(policy: Policy, kind: str, on: date) -> date:
    """When a register that was looked through on a day is due again, as often as the policy says."""
    every = rhythm(policy.pack, kind)
    period = PERIODS.get(every.every if every else "", PERIODS[EVERY])
    return policy.calendar.add(on, Period.parse(period))
