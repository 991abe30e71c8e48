"""Governance: registers in which nothing is changed, the policy's versions, training, objectives, roles, incidents."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from putright.apps.accounts.models import Person
from putright.apps.governance import actions, policy, running
from putright.apps.governance.models import Approval, Consultation, Objective, Ran, Training
from putright.apps.governance.warnings import warnings
from tests.apps.cases import start
from tests.apps.governance.conftest import NOW, TODAY, add, page, person, texts, typed
from tests.apps.publishing.conftest import landlord_of

# ---- the policy -----------------------------------------------------------------------------


@pytest.mark.provision("WTP-01", "HPG-46", "THT-37", "HSP-01", "MOD-49")
def test_approvals_stand_with_the_version_and_the_minute(house, keeper):
    typed_in = {"version": "5", "office": "Board", "on": date(2026, 4, 20), "minute": "Minute 12"}
    assert add(keeper, "approvals", **typed_in).status_code == 302
    shown = page(keeper, "policy_register")
    assert "Approved by Board on 20 April 2026 (Minute 12)" in shown
    assert add(keeper, "approvals", **{**typed_in, "on": date(2027, 4, 20)}).status_code == 422


@pytest.mark.provision("WTP-38", "C20-B6.4")
def test_consultation_is_kept_with_the_version_it_shaped(house, keeper):
    assert any("Nobody is on record as asked about version 5" in one for one in texts(house))
    answer = add(keeper, "consultations", version="5", who=["residents", "panel"], on=date(2026, 2, 3),
                 how="A meeting", they_said="The times come first.", changed="They do now.")  # fmt: skip
    assert answer.status_code == 302
    shown = page(keeper, "policy_register")
    assert "Asked: residents, the resident panel" in shown
    assert "The times come first." in shown
    assert "They do now." in shown
    assert not any("asked about version" in one for one in texts(house))
    assert Consultation.objects.get().by == house.admin


@pytest.mark.provision("WTP-36", "WTP-01")
def test_what_calls_for_a_review_warns_until_it_is_reviewed(house, keeper):
    assert "The policy’s review fell due on 30 April 2025." in texts(house)
    said = typed(what="trigger", text="The Code of 2027 is out", on=TODAY)
    assert keeper.post(reverse("policy_register"), said).status_code == 422, "of what kind?"
    assert keeper.post(reverse("policy_register"), {**said, "name": "code"}).status_code == 302
    assert "Calls for a review: a change of the code" in page(keeper, "policy_register")
    assert any("The Code of 2027 is out" in one for one in texts(house))
    later = typed(what="reviewed", text="By the Board", on=TODAY, next_on=date(2027, 3, 1))
    monday = typed(what="reviewed", text="By the Board", on=TODAY)
    assert keeper.post(reverse("policy_register"), monday).status_code == 422
    assert keeper.post(reverse("policy_register"), later).status_code == 302
    assert not any("review" in one and "policy" in one.lower() and "due on" in one for one in texts(house))
    soon = [one for one in warnings(house.landlord, date(2026, 12, 15)) if "falls due on 1 March 2027" in one.text]
    assert [one.lapsed(date(2026, 12, 15)) for one in soon] == [False]


@pytest.mark.provision("WTP-01")
def test_every_version_that_ran_is_kept(house):
    start(house.landlord, on=date(2026, 3, 30))
    assert [one["version"] for one in policy.versions(house.landlord)] == ["5"]
    assert running.run_once(NOW) is True
    assert running.run_once(NOW) is False
    assert Ran.objects.get().since == date(2026, 3, 30), "as the first complaint under it says"
    Ran.objects.create(landlord=house.landlord, pack="willow-tree", version="4", since=date(2023, 1, 1))
    assert [(one["version"], one["now"]) for one in policy.versions(house.landlord)] == [("5", True), ("4", False)]


@pytest.mark.provision("HPG-42")
def test_associated_policies_have_owners_and_dates_of_their_own(house, keeper):
    shown = page(keeper, "governance_register", "policies")
    assert "Compensation policy" in shown
    assert any("Compensation policy: nobody has said when its review is due." in one for one in texts(house))
    said = {"ref": "compensation", "name": "Compensation policy", "owner": "Finance"}
    assert add(keeper, "policies", **said, review_due=date(2026, 12, 1)).status_code == 302
    assert "Compensation policy: its review falls due on 1 December 2026." in texts(house)
    assert "Compensation policy: its review fell due on 1 December 2026." in texts(house, date(2026, 12, 2))
    assert page(keeper, "governance_register", "policies").count("Compensation policy</div>") == 1


# ---- nothing is changed ---------------------------------------------------------------------


def test_an_entry_put_right_stays_on_record_and_a_stale_form_is_told(house, keeper):
    add(keeper, "approvals", version="5", office="Bord", on=date(2026, 4, 20))
    one = Approval.objects.get()
    change = reverse("governance_change", args=["approvals", one.key])
    assert 'value="Bord"' in keeper.get(change).content.decode()
    better = typed(version="5", office="Board", on=date(2026, 4, 20), number=1)
    assert keeper.post(change, better).status_code == 302
    assert [row.office for row in Approval.objects.order_by("number")] == ["Bord", "Board"]
    assert [row.office for row in Approval.objects.current()] == ["Board"]
    stale = keeper.post(change, {**better, "office": "Executive"})
    assert stale.status_code == 422
    assert "changed this entry meanwhile" in stale.content.decode()
    assert "Executive" in stale.content.decode()
    assert keeper.post(reverse("governance_strike", args=["approvals", one.key])).status_code == 302
    assert not Approval.objects.current().exists()
    assert Approval.objects.count() == 3
    assert keeper.get(change).status_code == 404


def test_the_tables_refuse_change(house, keeper):
    add(keeper, "approvals", version="5", office="Board", on=date(2026, 4, 20))
    with pytest.raises(Exception, match="never changed"):
        Approval.objects.update(office="Nobody")


def test_two_who_change_at_once_do_not_both(house):
    first = actions.keep(house.admin, Approval, {"version": "5", "office": "A", "on": TODAY, "minute": ""}, NOW)
    actions.keep(house.admin, Approval, {"version": "5", "office": "B", "on": TODAY, "minute": ""}, NOW, first)
    with pytest.raises(actions.Refused):
        actions.keep(house.admin, Approval, {"version": "5", "office": "C", "on": TODAY, "minute": ""}, NOW, first)


def test_who_may_not_keep_registers_does_not(house, client):
    handler = person(house, "Hal", "manager")
    client.force_login(handler)
    assert client.get(reverse("governance_register", args=["training"])).status_code == 200
    assert client.get(reverse("governance_register", args=["objectives"])).status_code == 403
    assert client.get(reverse("governance_add", args=["training"])).status_code == 403
    assert client.get(reverse("governance_register", args=["nothing"])).status_code == 404
    with pytest.raises(PermissionDenied):
        actions.keep(handler, Approval, {"version": "5", "office": "A", "on": TODAY}, NOW)
    client.force_login(house.desk)
    assert client.get(reverse("governance")).status_code == 403
    assert client.get(reverse("policy_register")).status_code == 200


def test_another_landlords_registers_are_not_there(house, keeper, client):
    add(keeper, "approvals", version="5", office="Willow Board", on=date(2026, 4, 20))
    other = landlord_of("housing-services")
    client.force_login(other.admin)
    for name, *args in (("governance_register", "approvals"), ("policy_register",), ("governance",)):
        assert "Willow" not in page(client, name, *args)
    key = Approval.objects.get().key
    assert client.get(reverse("governance_change", args=["approvals", key])).status_code == 404
    with pytest.raises(PermissionDenied):
        actions.strike(other.admin, Approval.objects.get(), NOW)
    with pytest.raises(PermissionDenied):
        actions.train(other.admin, [house.desk], COURSE, NOW, TODAY)


# ---- training and objectives ----------------------------------------------------------------


COURSE = {"course": "Complaint handling", "handling": True, "on": date(2026, 1, 10), "until": date(2027, 1, 9),
          "certificate": ""}  # fmt: skip


@pytest.mark.provision("MOD-10", "C24-4.3", "C20-B3.2")
def test_a_course_in_handling_lets_several_people_handle(house, keeper):
    hal, mo = person(house, "Hal", "manager"), person(house, "Mo", "manager")
    assert "Not trained to handle complaints: Hal, Mo." in texts(house)
    form = page(keeper, "governance_add", "training")
    assert form.index("Hal") < form.index("Flo"), "those who must be trained first"
    said = {**COURSE, "handling": "yes", "people": [str(hal.pk), str(mo.pk)]}
    assert add(keeper, "training", **said).status_code == 302
    assert {one.trained for one in Person.objects.filter(pk__in=[hal.pk, mo.pk])} == {True}
    assert Training.objects.count() == 2
    assert not any("Not trained" in one for one in texts(house, date(2026, 6, 1)))
    assert "Hal’s training lapses on 9 January 2027." in texts(house)
    assert "Hal’s training lapsed on 9 January 2027." in texts(house, date(2027, 1, 10))
    assert "Hal: lapsed" not in page(keeper, "governance_register", "training")


def test_another_course_or_one_that_lapsed_trains_nobody_to_handle(house):
    hal = person(house, "Hal", "manager")
    actions.train(house.admin, [hal], {**COURSE, "handling": False}, NOW, TODAY)
    actions.train(house.admin, [hal], {**COURSE, "until": date(2026, 2, 1)}, NOW, TODAY)
    hal.refresh_from_db()
    assert not hal.trained


def test_a_newer_course_ends_the_warning_of_the_older(house):
    hal = person(house, "Hal", "manager")
    actions.train(house.admin, [hal], {**COURSE, "until": date(2026, 12, 1)}, NOW, TODAY)
    assert any("Hal’s training" in one for one in texts(house))
    actions.train(house.admin, [hal], {**COURSE, "until": None}, NOW, TODAY)
    assert not any("Hal’s training" in one for one in texts(house))


@pytest.mark.provision("WTP-37", "C24-9.8", "MOD-45")
def test_an_objective_asks_for_all_three_and_who_lacks_one_is_named(house, keeper):
    person(house, "Hal", "manager")
    assert any("Without an objective" in one and "Hal" in one for one in texts(house))
    form = page(keeper, "governance_add", "objectives")
    assert "professional standards of the Chartered Institute of Housing" in form
    said = {"whose": "role:manager", "year": 2026, "text": "All three.", "set_on": date(2026, 4, 2)}
    assert add(keeper, "objectives", **said, covers=["together", "standards"]).status_code == 422
    assert add(keeper, "objectives", **said, covers=["together", "responsibility", "standards"]).status_code == 302
    assert not any("Without an objective" in one and "Hal" in one for one in texts(house))
    assert any("Without an objective" in one and "Hal" in one for one in texts(house, date(2027, 4, 1)))
    assert "Everybody who is Manager" in page(keeper, "governance_register", "objectives")
    one = Objective.objects.get()
    change = typed(**said, covers=["together", "responsibility", "standards"], agreed_on=date(2026, 5, 1), number=1)
    assert keeper.post(reverse("governance_change", args=["objectives", one.key]), change).status_code == 302
    assert Objective.objects.current().get().agreed_on == date(2026, 5, 1)
