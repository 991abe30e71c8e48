"""Landlords with a past of three years, who draws up their reports and who reads them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from types import SimpleNamespace

from django.utils import timezone

from putright.apps.accounts import packs, permissions
from putright.apps.accounts.models import Person
from putright.apps.oversight.reports import actions, making, run
from putright.apps.oversight.reports.models import Drawn
from putright.core.reporting.sections import SECTIONS
from putright.demo import history
from putright.demo.people import HOUSES
from putright.demo.seed import people_of

NOW = datetime(2026, 6, 10, 9, 0, tzinfo=UTC)
TODAY = NOW.date()


def house(slug, number=40):
    """A landlord of the demonstration with so many complaints, somebody who issues reports and one who may not."""
    landlord = people_of(next(one for one in HOUSES if one.slug == slug))
    history.tell(landlord, TODAY, number)
    return with_people(landlord)


def with_people(landlord):
    people = list(Person.objects.filter(landlord=landlord).order_by("id"))
    officer = next(one for one in people if permissions.may(one, permissions.ISSUE_REPORTS))
    roles = packs.roles(landlord)
    board = next(key for key, role in roles.items() if role.does == ("board",) or role.does[:1] == ("board",))
    member = Person.objects.add(landlord, f"a.member@{landlord.slug}.example", "Mo", roles=[board])
    desk = Person.objects.add(landlord, f"a.desk@{landlord.slug}.example", "Flo", roles=["front_line"])
    return SimpleNamespace(landlord=landlord, officer=officer, member=member, desk=desk)


def work(now=None, rounds=200):
    """The worker, until nothing more is to do; gives how many rounds it went."""
    for done in range(rounds):
        if not run.run_once(now or timezone.now()):
            return done
    raise AssertionError("the worker never came to an end")


def drawn(landlord, report, until, brand=""):
    """The draft of a report of a period."""
    return Drawn.objects.defer(None).get(landlord=landlord, report=report, until=until, brand=brand)


def write_all(who, draft):
    """Writes every section that must be written."""
    for part in draft.thawed.parts:
        section = SECTIONS[part.id]
        if section.required:
            told = {"none": True} if section.linked else {"text": f"{section.title}: this is what we found."}
            actions.comment(who.officer, draft, part.id, at=NOW, **told)


def issued(who, draft, at=NOW):
    """The draft, written and issued."""
    write_all(who, draft)
    return actions.issue(who.officer, draft, at=at, draw=making.pdf)


YEAR_END = date(2026, 3, 31)
