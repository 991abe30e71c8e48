"""The people pages: an administrator adds, changes and ends access; nobody reaches another landlord's people."""

from __future__ import annotations

import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from putright.apps.accounts import actions
from putright.apps.accounts.models import Person, Team
from tests.apps.cases import MONDAY


@pytest.fixture
def adi(client, people):
    client.force_login(people.adi)
    return client


NEW = {"name": "Nia", "email": "Nia@Test.example", "roles": ["manager"], "brands": ["north"], "trained": "on"}


def test_everyone_is_listed_with_roles_and_team(adi):
    page = adi.get("/people/").content.decode()
    assert "Complaints officer" in page
    assert "Resolution" in page
    assert "otto@other.example" not in page


def test_a_person_is_added(adi, people):
    assert adi.post("/people/new/", NEW).status_code == 302
    nia = Person.objects.get(email="nia@test.example")
    assert (nia.landlord, nia.roles, nia.brands, nia.trained) == (people.adi.landlord, ["manager"], ["north"], True)
    assert not nia.has_usable_password()


@pytest.mark.parametrize(
    "wrong", [{"email": "ANA@test.example"}, {"email": "no"}, {"name": ""}, {"roles": ["emperor"]}, {"team": "999999"}]
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(adi, wrong):
    before = Person.objects.count()
    page = adi.post("/people/new/", {**NEW, **wrong})
    assert page.status_code == 200
    assert "There is a problem" in page.content.decode()
    assert "Nia" in page.content.decode() or wrong == {"name": ""}
    assert Person.objects.count() == before


def test_a_person_is_changed(adi, people):
    sent = {"name": "Ana Bell", "email": "ana.bell@test.example", "roles": ["manager"], "team": ""}
    EmailAddress.objects.create(user=people.ana, email=people.ana.email)
    assert adi.post(f"/people/{people.ana.pk}/", sent).status_code == 302
    people.ana.refresh_from_db()
    assert (people.ana.name, people.ana.roles, people.ana.team, people.ana.trained) == (
        "Ana Bell",
        ["manager"],
        None,
        False,
    )
    assert not EmailAddress.objects.filter(user=people.ana).exists()


def test_access_ends_and_comes_back(adi, people):
    assert adi.get(f"/people/{people.ana.pk}/leave/").status_code == 200
    adi.post(f"/people/{people.ana.pk}/leave/")
    assert not Person.objects.get(pk=people.ana.pk).is_active
    adi.post(f"/people/{people.ana.pk}/return/")
    assert Person.objects.get(pk=people.ana.pk).is_active


def test_somebody_always_stays_to_manage_people(adi, people):
    page = adi.post(f"/people/{people.adi.pk}/leave/")
    assert "only person who can manage people" in page.content.decode()
    page = adi.post(f"/people/{people.adi.pk}/", {"name": "Adi", "email": people.adi.email, "roles": ["manager"]})
    assert "only person who can manage people" in page.content.decode()
    adi = Person.objects.get(pk=people.adi.pk)
    assert (adi.is_active, adi.roles) == (True, ["administrator"])


def test_another_landlords_people_are_not_there(adi, people):
    elsewhere = Team.objects.create(landlord=people.other, name="Elsewhere")
    for address in (f"/people/{people.otto.pk}/", f"/people/{people.otto.pk}/leave/", f"/people/teams/{elsewhere.pk}/"):
        assert adi.get(address).status_code == 404
    page = adi.post("/people/new/", {**NEW, "team": elsewhere.pk})
    assert page.status_code == 200
    with pytest.raises(PermissionDenied):
        actions.leave(people.adi, people.otto, on=MONDAY)


def test_without_the_permission_nothing_changes(people):
    with pytest.raises(PermissionDenied):
        actions.change_person(people.una, people.ana, on=MONDAY, roles=["administrator"])
    with pytest.raises(PermissionDenied):
        actions.add_person(people.una, "x@test.example", "X", on=MONDAY)


def test_teams_are_added_and_changed(adi, people):
    adi.post("/people/teams/new/", {"name": "Appeals", "lead": people.rob.pk})
    team = Team.objects.get(name="Appeals")
    assert (team.lead, team.landlord) == (people.rob, people.adi.landlord)
    again = adi.post("/people/teams/new/", {"name": "appeals"})
    assert "already a team of that name" in again.content.decode()
    adi.post(f"/people/teams/{team.pk}/", {"name": "Reviews", "lead": ""})
    assert "Reviews" in adi.get("/people/teams/").content.decode()


def test_an_address_is_kept_in_lower_case_by_the_database(people):
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.filter(pk=people.ana.pk).update(email="Ana@Test.example")
