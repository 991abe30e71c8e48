"""Rehearsals in the pages: run under what runs and under a draft, written, changed, made from a case."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from putright import data
from putright.apps.accounts.models import Person
from putright.apps.casework import opened
from putright.apps.workbench import limits
from putright.apps.workbench.drafts import actions as drafts
from putright.apps.workbench.drafts import texts
from putright.apps.workbench.rehearsals import actions
from putright.apps.workbench.rehearsals.models import Rehearsal
from putright.apps.workbench.rehearsals.running import round_of
from putright.data.rehearsals import rehearsal_texts
from tests.apps import cases
from tests.apps.publishing.conftest import landlord_of

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
OWN = """rehearsal: An acknowledgement on the fifth working day is in time
policy: willow-tree
people:
  ana: {role: manager}
events:
  - {at: 2026-03-02, event: received, channel: phone, from: tenant}
  - {at: 2026-03-09, event: acknowledged, by: ana}
expect:
  - {as_of: 2026-03-09, duty: stage1.acknowledge, due: 2026-03-09, status: met}
"""


@pytest.fixture(autouse=True)
def day(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.fixture
def house(db):
    return landlord_of("willow-tree")


def person(house, name, *roles):
    return Person.objects.add(house.landlord, f"{name}@x.example", name, roles=list(roles))


@pytest.fixture
def una(house, client):
    found = person(house, "una", "complaints_officer")
    client.force_login(found)
    return found


def page(client, name, *args, **data):
    return client.get(reverse(name, args=args), data)


def test_every_rehearsal_of_what_runs_holds(una, client):
    answer = page(client, "workbench_rehearsals")

    assert answer.status_code == 200
    assert len(answer.context["round"].lines) == len(rehearsal_texts("willow-tree"))
    assert "All hold" in answer.content.decode()


def test_under_a_draft_with_other_times_some_fail_and_it_says_where(una, client):
    files = data.pack_texts("willow-tree")
    changed = {
        **files,
        "pack.yaml": files["pack.yaml"].replace(
            "within: 5 working days, from: receipt", "within: 3 working days, from: receipt", 1
        ),
    }
    assert changed != files
    drafts.start(una, "Three days", "willow-tree 5", changed, NOW)

    answer = page(client, "workbench_rehearsals", under="draft-1")

    failed = answer.context["round"].failed
    assert failed
    assert all(line.played.failed for line in failed)
    assert failed[0].played.title in answer.content.decode()


def test_a_draft_with_faults_runs_none_and_says_why(una, client):
    drafts.start(una, "Broken", "willow-tree 5", {"pack.yaml": "pack: x\n"}, NOW)

    told = page(client, "workbench_rehearsals", under="draft-1").content.decode()

    assert "It cannot be read yet: it has faults" in told
    assert "pack.yaml, line 1" in told


def test_one_is_written_run_without_saving_saved_and_found_again(una, client):
    new = reverse("workbench_rehearsal_new")
    assert page(client, "workbench_rehearsal_new").status_code == 200

    tried = client.post(new, {"text": OWN, "under": "runs", "go": "run"})
    assert tried.context["played"].holds
    assert not Rehearsal.objects.exists()

    saved = client.post(new, {"text": OWN, "under": "runs", "go": "save"})
    assert saved.status_code == 302
    assert Rehearsal.objects.get().title == "An acknowledgement on the fifth working day is in time"
    lines = round_of(una.landlord, texts.source(una.landlord, "runs")).lines
    assert [line.played.holds for line in lines if not line.shipped] == [True]


def test_what_is_wrong_is_said_with_its_line_and_nothing_typed_is_lost(una, client):
    wrong = OWN.replace("role: manager", "role: manger")
    answer = client.post(reverse("workbench_rehearsal_new"), {"text": wrong, "under": "runs", "go": "run"})

    told = answer.content.decode()
    assert "Line 4" in told
    assert "manger" in told
    assert answer.context["form"]["text"].value() == wrong


def test_a_state_is_never_changed_and_two_who_save_at_once_are_told(una, client):
    kept = actions.add(una, "One", OWN, NOW)
    later = actions.change(una, 1, OWN + "# more\n", 1, NOW)
    assert (later.n, Rehearsal.objects.count()) == (2, 2)

    answer = client.post(
        reverse("workbench_rehearsal", args=[1]), {"text": OWN + "# mine\n", "under": "runs", "on": 1, "go": "save"}
    )

    assert answer.status_code == 422
    told = answer.content.decode()
    assert "# mine" in told
    assert "# more" in told
    with pytest.raises(IntegrityError), transaction.atomic():
        Rehearsal.objects.filter(pk=kept.pk).update(text="x")


def test_one_that_is_taken_out_is_not_run_and_can_be_put_back(una, client):
    actions.add(una, "One", OWN, NOW)
    away = reverse("workbench_rehearsal_take_out", args=[1])

    client.post(away)
    assert not Rehearsal.objects.current().exists()
    client.post(away)
    assert Rehearsal.objects.current().count() == 1


@pytest.mark.provision("WTP-12")
def test_a_case_becomes_a_rehearsal_by_one_click_without_its_people(house, una, client):
    case = cases.start(house.landlord, una, text="Rosa Adeyemi of 12 Mill Lane is cold").case
    reference = case.reference
    answer = client.post(reverse("workbench_rehearsal_from", args=[reference]))

    kept = Rehearsal.objects.get()
    assert answer.headers["Location"] == reverse("workbench_rehearsal", args=[kept.number])
    assert "Adeyemi" not in kept.text
    assert reference not in kept.text
    assert "event: received" in kept.text


def test_nobody_without_the_permission_and_no_other_landlord(house, una, client):
    actions.add(una, "One", OWN, NOW)
    client.force_login(person(house, "flo", "front_line"))
    for name, args in (("workbench_rehearsals", []), ("workbench_rehearsal_new", []), ("workbench_rehearsal", [1])):
        assert page(client, name, *args).status_code == 403
    with pytest.raises(PermissionDenied):
        actions.add(person(house, "fred", "front_line"), "x", OWN, NOW)

    other = landlord_of("housing-services")
    client.force_login(Person.objects.add(other.landlord, "o@y.example", "O", roles=["senior_manager"]))
    assert page(client, "workbench_rehearsal", 1).status_code == 404
    assert page(client, "workbench_rehearsals", under="draft-1").status_code == 404


def test_a_sensitive_case_becomes_none(house, una, client):
    case = cases.start(house.landlord, una, flags=("safeguarding",)).case
    with pytest.raises(actions.Refused, match="sensitive"):
        actions.from_case(una, opened.load(case), NOW)


def test_a_case_about_a_member_of_staff_becomes_none(house, una, client):
    case = cases.start(house.landlord, una, about=(una.key,)).case
    with pytest.raises(actions.Refused, match="about somebody who works here"):
        actions.from_case(una, opened.load(case), NOW)


# ---- no more than may be --------------------------------------------------------------------


def added(una, *titles):
    return [actions.add(una, title, OWN, NOW) for title in titles]


def test_no_more_are_written_than_are_run_and_what_was_typed_stays(una, client, monkeypatch):
    monkeypatch.setattr(limits, "REHEARSALS", 1)
    added(una, "One")
    answer = client.post(reverse("workbench_rehearsal_new"), {"text": OWN, "under": "runs", "go": "save"})
    assert answer.status_code == 422
    assert "There are 1 rehearsals already: take one out first." in answer.text
    assert answer.context["form"]["text"].value() == OWN
    actions.change(una, 1, OWN, 1, NOW, struck=True)
    added(una, "Two")
    back = client.post(reverse("workbench_rehearsal_take_out", args=[1]), follow=True)
    assert "take one out first" in back.text
    assert Rehearsal.objects.current().count() == 1


def test_no_more_are_kept_than_were_taken_out_and_can_be_written_over(una, monkeypatch):
    monkeypatch.setattr(limits, "REHEARSALS_WRITTEN", 1)
    added(una, "One")
    actions.change(una, 1, OWN, 1, NOW, struck=True)
    with pytest.raises(actions.Refused, match="Put back one that was taken out"):
        actions.add(una, "Two", OWN, NOW)
    assert actions.change(una, 1, OWN + "proves: []\n", 2, NOW).n == 3


def test_a_rehearsal_has_no_more_states_than_it_may_and_can_still_be_taken_out(una, client, monkeypatch):
    monkeypatch.setattr(limits, "STATES", 1)
    added(una, "One")
    typed = OWN + "proves: []\n"
    sent = {"text": typed, "under": "runs", "go": "save", "on": 1}
    answer = client.post(reverse("workbench_rehearsal", args=[1]), sent)
    assert answer.status_code == 422
    assert "this rehearsal has 1 saved states" in answer.text
    assert answer.context["form"]["text"].value() == typed
    assert actions.change(una, 1, OWN, 1, NOW, struck=True).struck


def test_a_page_runs_only_so_many_of_ones_own_and_leads_to_the_others(una, client, monkeypatch):
    monkeypatch.setattr(limits, "REHEARSALS_AT_ONCE", 2)
    added(una, "One", "Two", "Three", "Four", "Five")
    for number in (3, 4, 5):
        actions.change(una, number, OWN, 1, NOW, struck=True)
    added(una, "Six")

    first, second = (page(client, "workbench_rehearsals", under="shipped-willow-tree", page=n) for n in (1, 2))

    assert [line.name for line in first.context["own"]] == ["Rehearsal 1", "Rehearsal 2"]
    assert [line.name for line in second.context["own"]] == ["Rehearsal 6"]
    assert "?under=shipped-willow-tree&amp;page=2" in first.text
    assert "these are 1 to 2 of 3" in first.text
    assert "Your own: 3" in second.text
    assert [one.number for one in first.context["out"]] == [5, 4]
    later = page(client, "workbench_rehearsals", out=2)
    assert [one.number for one in later.context["out"]] == [3]
