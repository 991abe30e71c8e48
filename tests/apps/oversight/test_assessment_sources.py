"""Evidence for a self-assessment beyond figures and cases: what stands against a row, and what shows it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from putright import data
from putright.apps.accounts.models import Person
from putright.apps.learning.models import Step, Theme
from putright.apps.oversight.assessment.models import Assessment, Call
from putright.apps.oversight.assessment.sources import Looking, found
from putright.demo.people import HOUSES
from putright.demo.seed import people_of

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
TODAY = NOW.date()
SINCE, UNTIL = date(2025, 4, 1), date(2026, 3, 31)
FORM = "housing-ombudsman/2024"


@pytest.fixture
def willow(db):
    return people_of(next(one for one in HOUSES if one.slug == "willow-tree"))


def looked(landlord, *names):
    at = Looking(landlord, data.load_edition(FORM), SINCE, UNTIL, TODAY)
    return [(one.says, one.holds) for one in found(at, names)]


def demand(landlord, due, **more):
    return Call.objects.create(landlord=landlord, kind="demand", on=date(2026, 10, 1), due=due, at=NOW,
                               text="The Ombudsman asked for it.", **more)  # fmt: skip


@pytest.mark.provision("C24-8.4", "C20-C1.9")
def test_an_assessment_that_was_called_for_and_is_overdue_speaks_for_a_no(willow):
    assert looked(willow, "called_for") == []
    call = demand(willow, date(2026, 11, 1))
    demand(willow, date(2026, 12, 1))
    says = "Not answered by a self-assessment yet: The Ombudsman asked for it. Due by"
    assert looked(willow, "called_for") == [(f"{says} 1 November 2026.", False), (f"{says} 1 December 2026.", None)]
    assert "called_for" in data.load_form(FORM).rows["8.4"].sources
    assert "called_for" in data.load_form(FORM).rows["8.3"].sources
    Call.objects.exclude(pk=call.pk).update(set_aside="It is the same.")
    call.assessment = Assessment.objects.create(landlord=willow, edition=FORM, since=SINCE, until=UNTIL, seed="0",
                                                begun_at=NOW, begun_by=Person.objects.first())  # fmt: skip
    call.save()
    assert looked(willow, "called_for") == []


@pytest.mark.provision("C24-9.4", "C20-B6.7")
def test_reviews_of_themes_by_senior_managers_show_that_they_are_assessed(willow):
    assert looked(willow, "themes_reviewed") == []
    una = Person.objects.filter(landlord=willow).first()
    theme = Theme.objects.create(landlord=willow, by=una, owner=una, opened_on=date(2025, 5, 1), title="Damp",
                                 what="Damp comes back.", service="property_condition", cause="", risk="")  # fmt: skip
    for kind, on in (("found", date(2025, 5, 1)), ("reviewed", date(2025, 6, 2)), ("reviewed", date(2026, 6, 2))):
        Step.objects.create(theme=theme, kind=kind, on=on, at=NOW, by=una)
    says = "Themes reviewed for systemic issues and risks: once, last on 2 June 2025."
    assert looked(willow, "themes_reviewed") == [(says, True)]
    assert "themes_reviewed" in data.load_form(FORM).rows["9.4"].sources
