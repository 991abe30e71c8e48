"""Who holds which role, what is owed when something exceptional happens, and what lapses."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from putright.apps.accounts import actions as accounts
from putright.apps.accounts.models import RoleHeld
from putright.apps.governance import actions, incidents
from putright.apps.governance.models import Incident
from putright.apps.governance.warnings import count, warnings
from tests.apps.cases import start
from tests.apps.governance.conftest import NOW, TODAY, add, page, person, texts, typed
from tests.apps.publishing.conftest import landlord_of

# ---- roles ----------------------------------------------------------------------------------


def test_since_when_and_until_when_a_role_is_held_is_kept(house, keeper):
    hal = accounts.add_person(house.admin, "hal@x.example", "Hal", on=date(2026, 1, 5), roles=["manager"])
    accounts.change_person(house.admin, hal, on=date(2026, 6, 1), roles=["manager", "mrc"])
    accounts.change_person(house.admin, hal, on=date(2026, 9, 1), roles=["mrc"])
    held = {(one.role, one.since, one.until) for one in RoleHeld.objects.filter(person=hal)}
    assert held == {("manager", date(2026, 1, 5), date(2026, 9, 1)), ("mrc", date(2026, 6, 1), None)}
    accounts.leave(house.admin, hal, on=date(2026, 10, 1))
    assert not RoleHeld.objects.filter(person=hal, until=None).exists()
    accounts.come_back(house.admin, hal, on=date(2026, 11, 1))
    assert RoleHeld.objects.get(person=hal, until=None).since == date(2026, 11, 1)
    shown = page(keeper, "governance_roles")
    assert "Since 1 November 2026" in shown
    assert "1 September 2026" in shown


def test_a_role_held_before_it_was_kept_has_no_first_day(house, keeper):
    hal = person(house, "Hal", "manager", "mrc")
    accounts.change_person(house.admin, hal, on=date(2026, 6, 1), roles=["mrc"])
    held = {(one.role, one.since, one.until) for one in RoleHeld.objects.filter(person=hal)}
    assert held == {("manager", None, date(2026, 6, 1)), ("mrc", None, None)}
    assert "Since before this was kept" in page(keeper, "governance_roles")


def test_a_role_changed_by_the_page_is_kept(house, keeper):
    hal = person(house, "Hal", "manager")
    said = {"name": "Hal", "email": "hal@x.example", "roles": ["mrc"]}
    assert keeper.post(reverse("person_change", args=[hal.pk]), said).status_code == 302
    assert {(one.role, one.until) for one in RoleHeld.objects.filter(person=hal)} == {("manager", TODAY), ("mrc", None)}


@pytest.mark.provision("MOD-10", "C24-9.5")
def test_an_office_that_nobody_holds_is_warned_of_and_said_on_the_page_for_everybody(house, keeper):
    empty = "Nobody holds the role “Member Responsible for Complaints”, which the policy names."
    assert any(one.startswith(empty) for one in texts(house))
    assert "This office is vacant." in page(keeper, "governance_answering")
    person(house, "Mabel", "mrc")
    assert not any(one.startswith(empty) for one in texts(house))
    assert "Mabel" in page(keeper, "governance_answering")


# ---- exceptional circumstances --------------------------------------------------------------


INCIDENT = {"what": "The servers are encrypted.", "since": date(2026, 11, 20)}


@pytest.mark.provision("C24-8.5", "MOD-44")
def test_an_incident_owes_notices_until_they_are_given(house, keeper):
    assert add(keeper, "incidents", **INCIDENT).status_code == 302
    found = texts(house)
    assert "The Ombudsman has not been told of what happened on 20 November 2026." in found
    assert "The residents affected have not been told of what happened on 20 November 2026." in found
    assert "The website says nothing of what happened on 20 November 2026." in found
    assert "Nobody has said when all will be as it should again." in found
    key = Incident.objects.get().key
    told = {"ombudsman_on": TODAY, "residents_on": TODAY, "residents_how": "By post", "expects": date(2026, 12, 1),
            "announces": "We cannot read e-mail.", "announced_on": TODAY}  # fmt: skip
    change = reverse("governance_change", args=["incidents", key])
    assert keeper.post(change, typed(**INCIDENT, **told, number=1)).status_code == 302
    assert not any("what happened" in one for one in texts(house))
    late = "All was to be as it should again by 1 December 2026: say that it is, or give a new date."
    assert late in texts(house, date(2026, 12, 2))
    assert keeper.post(change, typed(**INCIDENT, **told, number=2, ended_on=TODAY)).status_code == 302
    assert late not in texts(house, date(2026, 12, 2))


@pytest.mark.provision("C24-8.5")
def test_everybody_reads_of_it_with_the_day_of_return(house, keeper):
    root = f"/r/{house.landlord.slug}/"
    nobody = Client()
    assert f"{root}notice" not in nobody.get(root).content.decode()
    assert "Nothing keeps us" in nobody.get(f"{root}notice").content.decode()
    add(keeper, "incidents", **INCIDENT, announces="We cannot read e-mail. Ring us.", announced_on=TODAY,
        expects=date(2026, 12, 1))  # fmt: skip
    assert f"{root}notice" in nobody.get(root).content.decode()
    shown = nobody.get(f"{root}notice").content.decode()
    assert "We cannot read e-mail. Ring us." in shown
    assert "Tuesday 1 December 2026" in shown
    assert "encrypted" not in shown
    assert "what we owe you stays owed" in shown


def test_what_the_website_says_must_be_written(house, keeper):
    assert add(keeper, "incidents", **INCIDENT, announced_on=TODAY).status_code == 422
    before = add(keeper, "incidents", **INCIDENT, ended_on=date(2026, 11, 1))
    assert before.status_code == 422
    assert "before it began" in before.content.decode()


@pytest.mark.provision("C24-8.5")
def test_the_cases_that_it_touches_are_counted_and_their_dates_stand_still_for_nothing(house, keeper):
    opened = start(house.landlord)
    due = opened.case.next_due
    add(keeper, "incidents", **INCIDENT)
    assert "Touches 1 case of those you may see" in page(keeper, "governance_register", "incidents")
    opened.case.refresh_from_db()
    assert opened.case.next_due == due


def test_a_brand_is_told_of_its_own_incidents(db):
    group = landlord_of("housing-plus-group")
    said = {**INCIDENT, "brands": ["wrekin"], "announces": "x", "announced_on": TODAY}
    actions.keep(group.admin, Incident, said, NOW)
    assert len(incidents.showing(group.landlord, "wrekin", TODAY)) == 1
    assert len(incidents.showing(group.landlord, "", TODAY)) == 1
    assert incidents.showing(group.landlord, "care-plus", TODAY) == []


# ---- warnings -------------------------------------------------------------------------------


@pytest.mark.provision("WTP-01", "WTP-36")
def test_warnings_stand_on_the_home_and_are_counted_for_keepers_alone(house, keeper):
    found = warnings(house.landlord, TODAY)
    shown = page(keeper)
    assert all(one.href in shown for one in found)
    assert count(house.admin) == len(found)
    assert count(house.desk) == 0
    assert f'<span class="pr-nav__count">{len(found)}</span>' in page(keeper, "more")


def test_the_bank_holidays_last_day_is_warned_of_a_year_ahead(house):
    assert not any("Bank holidays" in one for one in texts(house))
    assert any("Bank holidays are known until 31 December 2028" in one for one in texts(house, date(2028, 1, 1)))


def test_warnings_are_cheap(house, django_assert_max_num_queries):
    for n in range(20):
        person(house, f"p{n}", "manager")
    with django_assert_max_num_queries(10):
        warnings(house.landlord, TODAY)


@pytest.mark.parametrize("pack", ["willow-tree", "housing-services", "housing-plus-group", "taunton-heritage-trust",
                                  "model-2024"])  # fmt: skip
def test_every_policy_has_its_warnings_and_pages(db, client, pack):
    house = landlord_of(pack)
    client.force_login(house.admin)
    assert warnings(house.landlord, TODAY)
    for name, *args in (("governance",), ("policy_register",), ("governance_roles",), ("governance_answering",)):
        page(client, name, *args)
    for slug in ("approvals", "consultations", "policies", "training", "objectives", "incidents"):
        page(client, "governance_register", slug)
        page(client, "governance_add", slug)
