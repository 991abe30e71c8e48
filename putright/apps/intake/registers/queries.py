"""What stands in the registers: lists, counts and figures, as far as somebody may see the cases."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet
from django.db.models.functions import TruncMonth

from putright.apps.accounts.models import Landlord, Person
from putright.apps.casework.case.kinds import KINDS
from putright.apps.casework.models import Case, Duty
from putright.apps.casework.worklist import Place
from putright.apps.intake.models import RegisterReview
from putright.core.pack import Pack
from putright.core.policy import Policy
from putright.core.promised import Rhythm
from putright.core.registers import REGISTERS
from putright.core.workdays import Period, add_months

OWED = ("service_request", "answer", "share")
STATES = {"open": "Something is owed", "late": "Late", "settled": "Nothing more is owed"}
MONTHS = 12
EVERY = "quarter"
"""How often a register is looked through where the policy does not say."""
PERIODS: Mapping[str, str] = {
    "week": "7 days", "fortnight": "14 days", "month": "1 month", "quarter": "3 months", "year": "1 year",
}  # fmt: skip


@dataclass(frozen=True)
class Wanted:
    """What a list is narrowed to; empty means everything. `month`: its first day."""

    state: str = ""
    brand: str = ""
    month: date | None = None


@dataclass(frozen=True)
class Counts:
    """How many entries a register has on which something is owed, how many of them late, and how many this month."""

    open: int = 0
    late: int = 0
    month: int = 0


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
        found = found.filter(received_on__gte=want.month, received_on__lt=add_months(want.month, 1))
    return found.filter(_state(want.state, today)).order_by("-received_on", "-id")


def _state(state: str, today: date) -> Q:
    owing, late = _owing(today)
    return {"open": Q(owing), "late": Q(late), "settled": ~Q(owing)}.get(state, Q())


def _owing(today: date) -> tuple[Exists, Exists]:
    """Whether something is owed on an entry, and whether that is late."""
    owing = Duty.objects.filter(case=OuterRef("pk"), name__in=OWED, done_on=None)
    return Exists(owing), Exists(owing.filter(sorts_on__lt=today))


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


def counts(person: Person, today: date) -> Mapping[str, Counts]:
    """The numbers of each register, by what it holds: one statement; one with nothing in it is left out."""
    owing, late = _owing(today)
    month = today.replace(day=1)
    told = Case.objects.visible_to(person).filter(kind__in=REGISTERS).annotate(owes=owing, is_late=late)
    rows = told.order_by().values("kind").annotate(
        open=Count("pk", filter=Q(owes=True)), late=Count("pk", filter=Q(is_late=True)),
        month=Count("pk", filter=Q(received_on__gte=month, received_on__lt=add_months(month, 1))),
    )  # fmt: skip
    return {row.pop("kind"): Counts(**row) for row in rows}


def figures(person: Person, today: date) -> list[tuple[date, list[int]]]:
    """How many entries of each kind came in each month, complaints first, the latest month first."""
    shown = months(today)
    cases = Case.objects.visible_to(person).filter(received_on__gte=shown[-1])
    rows = cases.annotate(month=TruncMonth("received_on")).values_list("month", "kind").annotate(n=Count("pk"))
    found = {(month, kind): n for month, kind, n in rows.order_by()}
    return [(month, [found.get((month, kind), 0) for kind in KINDS]) for month in shown]


def months(today: date) -> list[date]:
    """The first days of the months that figures and lists go back, the latest first."""
    return [add_months(today.replace(day=1), -n) for n in range(MONTHS)]


# ---- looking a register through -------------------------------------------------------------


def reviews(landlord: Landlord, kind: str) -> QuerySet[RegisterReview]:
    """Who looked a register through, and what they found, the latest first."""
    return RegisterReview.objects.filter(landlord=landlord, kind=kind).select_related("by").order_by("-id")


def last_reviews(landlord: Landlord) -> Mapping[str, RegisterReview]:
    """The last time each register was looked through, by what it holds: one statement."""
    latest = RegisterReview.objects.filter(landlord=landlord).values("kind").annotate(last=Max("pk")).values("last")
    return {one.kind: one for one in RegisterReview.objects.filter(pk__in=latest)}


def after(policy: Policy, kind: str, on: date) -> date:
    """When a register that was looked through on a day is due again, as often as the policy says."""
    every = rhythm(policy.pack, kind)
    period = PERIODS.get(every.every if every else "", PERIODS[EVERY])
    return policy.calendar.add(on, Period.parse(period))
