"""The demonstration's past: drawn by chance, told through the log's door, the same each time."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from putright.apps.accounts.models import Landlord
from putright.apps.casework import index, verify
from putright.apps.casework.models import Case, Event
from putright.demo import history
from putright.demo.people import HOUSES, House
from putright.demo.seed import people_of

TODAY = date(2026, 6, 10)


def told(house: House, number: int = 40) -> Landlord:
    landlord = people_of(house)
    history.tell(landlord, TODAY, number)
    return landlord


@pytest.mark.django_db
@pytest.mark.parametrize("house", HOUSES, ids=lambda house: house.slug)
def test_years_of_complaints_stand_in_a_log_that_verifies(house):
    landlord = told(house)
    assert Case.objects.filter(landlord=landlord).count() == 40
    assert Event.objects.filter(landlord=landlord).latest("seq").on <= TODAY
    days = list(Event.objects.filter(landlord=landlord).order_by("seq").values_list("on", flat=True))
    assert days == sorted(days)
    assert (TODAY - days[0]).days > 2 * 365
    assert verify.verify_all(landlord.slug) == 0
    assert index.rebuild(landlord) == []


@pytest.mark.django_db
def test_they_take_every_course_and_the_same_one_each_time():
    one = told(HOUSES[2], 120)
    kinds = Counter(Event.objects.filter(landlord=one).values_list("kind", flat=True))
    wanted = ("extended", "escalated", "determined", "survey_answered", "lesson_recorded", "action_completed", "closed")
    assert all(kinds[kind] for kind in wanted), kinds
    seen = list(Event.objects.filter(landlord=one).order_by("seq").values_list("kind", "on"))
    Landlord.objects.filter(pk=one.pk).update(slug="before")
    for n, person in enumerate(one.people.all()):
        type(person).objects.filter(pk=person.pk).update(email=f"{n}@before.example")
    two = told(HOUSES[2], 120)
    assert list(Event.objects.filter(landlord=two).order_by("seq").values_list("kind", "on")) == seen
