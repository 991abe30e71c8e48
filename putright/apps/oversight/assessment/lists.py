"""What pages of self-assessment list: dates, papers, calls."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from putright import data
from putright.apps.accounts import packs
from putright.apps.accounts.models import Landlord
from putright.apps.oversight.assessment.counting import other_brands
from putright.apps.oversight.assessment.models import Approved, Call, Deed, Terms
from putright.core.assessment import dates
from putright.core.assessment.form import Submission

SHOWN = 50
"""Approved assessments that are listed."""


def terms(landlord: Landlord) -> Terms:
    """What decides its due date; the end of March where nobody has said otherwise."""
    return Terms.objects.filter(landlord=landlord).first() or Terms(landlord=landlord)


def last_year(landlord: Landlord, today: date) -> tuple[date, date]:
    """The last whole financial year."""
    own = terms(landlord)
    until = dates.year_end(own.year_ends_month, own.year_ends_day, today)
    return dates.year_end(own.year_ends_month, own.year_ends_day, until - timedelta(days=1)) + timedelta(days=1), until


def due(landlord: Landlord, today: date) -> dict[str, Any]:
    """By when the assessment of the last financial year is sent in, where the Code in force asks for that."""
    own, rule = terms(landlord), _rule(landlord)
    _, ended = last_year(landlord, today)
    by = dates.due(rule, own.homes, ended) if rule else None
    sent = Deed.objects.filter(
        approved__landlord=landlord, what=Deed.What.SUBMITTED, approved__assessment__until__gte=ended
    ).order_by("on").first()  # fmt: skip
    return {
        "terms": own, "rule": rule, "due": by, "ended": ended, "sent": sent,
        "late": bool(by and by < today and not sent), "fixed_day": dates.fixed_day(rule) if rule else "",
    }  # fmt: skip


def _rule(landlord: Landlord) -> Submission | None:
    edition = packs.current(landlord).pack.edition
    return data.load_form(edition).submission if edition in data.form_names() else None


def submission(found: Approved) -> Submission | None:
    """What is sent in with it, where its Code asks for that."""
    return data.load_form(found.edition).submission


def papers(landlord: Landlord) -> list[Approved]:
    """Approved assessments, the latest first."""
    found = Approved.objects.filter(landlord=landlord).defer("paper").select_related("assessment")
    return list(found.order_by("-number")[:SHOWN])


def reportable(found: Approved) -> QuerySet[Call]:
    """What the ombudsman called for that it answers and whose outcome was not reported back yet."""
    told = Deed.objects.filter(what=Deed.What.REPORTED, call=OuterRef("pk"))
    return Call.objects.filter(~Exists(told), assessment=found.assessment_id, kind__in=Call.TO_REPORT)


def begun_with(typed: dict[str, Any], waiting: Iterable[Call]) -> dict[str, Any]:
    """What an assessment begins with: where nobody wrote why, the calls it answers say it."""
    chosen = [one for one in waiting if str(one.pk) in typed.get("calls", ())]
    why = typed["why"] or " ".join(one.text for one in chosen)
    return {"edition": typed["edition"], "since": typed["since"], "until": typed["until"], "why": why[:500],
            "calls": tuple(one.pk for one in chosen)}  # fmt: skip


def brands(landlord: Landlord, edition: str) -> list[str]:
    """The landlords of a group that one assessment covers."""
    policy = packs.current(landlord)
    others = other_brands(policy, edition)
    return [brand.name for key, brand in policy.pack.brands.items() if key not in others]
