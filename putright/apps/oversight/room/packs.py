"""What the Member and the governing body are sent: the four packs of the Code, and what else the policy has for them.

Authority: Complaint Handling Code 2024, 9.7: volumes, categories and outcomes with performance; issues and trends; the
outcomes of the Ombudsman's cases with progress on orders; the annual report.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from putright.apps.accounts import packs
from putright.apps.accounts.models import Landlord
from putright.apps.oversight.reports import rhythms
from putright.apps.oversight.reports.models import Issue, Question
from putright.core.promised import Report
from putright.core.reporting import periods

FOUR: tuple[tuple[str, frozenset[str]], ...] = (
    ("Volumes, categories and outcomes, with performance", frozenset({"volumes", "categories", "outcomes"})),
    ("Issues and trends", frozenset({"issues", "trends"})),
    ("Outcomes of the Ombudsman’s cases, and progress on orders", frozenset({"ombudsman", "orders"})),
    ("The annual report", frozenset({"self_assessment", "improvements"})),
)
"""Each pack of the Code, with the sections that a report must show to be it."""
GOVERNING = ("board", "governing body", "trustees", "mrc")


@dataclass(frozen=True)
class Sent:
    """A report for the Member or the governing body: what was last issued of it and when, and what is due by when.

    `skipped`: how many earlier periods were never issued.
    """

    title: str
    brand: str
    last: Issue | None
    period: str
    next: str
    due: date
    late: bool
    waiting: bool
    skipped: int


@dataclass(frozen=True)
class Pack:
    """One of the four, with the reports that are it; none where the policy has no report that shows it all."""

    title: str
    reports: list[Sent]


def four(landlord: Landlord, today: date) -> tuple[list[Pack], list[Sent]]:
    """The four packs of the Code, each with its reports, and what else is sent to the Member or the governing body."""
    standing = [one for one in rhythms.standing(landlord, today) if _is_theirs(landlord, one.report)]
    issues, yearly = _issues(landlord), FOUR[-1][1]
    found, placed = [], []
    for title, shows in FOUR:
        mine = [one for one in standing if shows <= set(one.report.shows)]
        mine = mine if shows == yearly else [one for one in mine if not yearly <= set(one.report.shows)]
        found.append(Pack(title, [_sent(one, issues, today) for one in mine]))
        placed += mine
    return found, [_sent(one, issues, today) for one in standing if one not in placed]


def _is_theirs(landlord: Landlord, report: Report) -> bool:
    """Whether it goes to a role of the governing body, or to a body that is called so."""
    board = {key for key, role in packs.roles(landlord).items() if "board" in role.does}
    return any(to in board or any(name in to.casefold() for name in GOVERNING) for to in report.to)


def _issues(landlord: Landlord) -> dict[int, Issue]:
    found: Iterable[Issue] = Issue.objects.filter(landlord=landlord).defer("document")
    return {one.drawn_id: one for one in found}


def _sent(one: rhythms.Standing, issues: dict[int, Issue], today: date) -> Sent:
    """The first period since the last issued that is over is due, or the last one where none was; else what runs."""
    every, over = one.report.every, [drawn for drawn in one.waiting if drawn.until < today]
    since_then = [drawn for drawn in over if one.issued and drawn.since > one.issued.since]
    waits = since_then[0] if since_then else over[-1] if over and not one.issued else None
    first = waits or one.issued
    skipped = [drawn for drawn in over if first and drawn.since < first.since]
    since, until = (waits.since, waits.until) if waits else (one.next_since, one.next_until)
    return Sent(
        title=one.report.title, brand=one.brand_name, last=issues.get(one.issued.pk) if one.issued else None,
        period=rhythms.called(every, one.issued) if one.issued else "", next=periods.short(every, since, until),
        due=rhythms.due(until, every), late=bool(waits) and rhythms.is_late(waits, every, today), waiting=bool(waits),
        skipped=len(skipped),
    )  # fmt: skip


def asked_of_reports(landlord: Landlord) -> list[Question]:
    """What was asked of reports and is not answered yet, the soonest due first."""
    found = Question.objects.filter(issue__landlord=landlord, reply=None).select_related("issue")
    return list(found.order_by("due", "id"))
