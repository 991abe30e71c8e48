"""A draft is tried on the past by the worker; whoever looks sees what they may see, and no more."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from putright import data
from putright.apps.accounts.models import Landlord, Person
from putright.apps.casework import log
from putright.apps.casework.models import Party
from putright.apps.workbench import limits
from putright.apps.workbench.drafts import actions as drafting
from putright.apps.workbench.trials import actions, findings, run
from putright.apps.workbench.trials.models import Otherwise, Trial
from putright.core import events as e

NOW = datetime(2026, 6, 10, 10, 0, tzinfo=UTC)
MONDAY = date(2026, 3, 2)


@pytest.fixture(autouse=True)
def now(monkeypatch):
    """Wednesday 10 June 2026."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)


HANDLING = '"1": {rule: by_role, roles: [complaints_officer, '
MANAGERS_ONLY = (HANDLING, HANDLING.replace("complaints_officer, ", ""))
"""What stands in the model policy about who handles stage 1, and what stands there in a draft."""


class Place:
    """A landlord that runs the model policy, and its complaints: each answered after so many days."""

    def __init__(self) -> None:
        self.landlord = Landlord.objects.create(slug="model", name="Model Homes", pack="model-2024", prefix="TST")
        self.ana = self.person("ana", "complaints_officer")
        self.flo = self.person("flo", "front_line")
        self.una = self.person("una", "senior_manager", "administrator")

    def person(self, name, *roles):
        known = data.load_policy("model-2024").pack.roles
        held = [role for role in roles if role in known]
        email = f"{name}@model.example"
        return Person.objects.add(self.landlord, email, name.capitalize(), roles=held, trained=True)

    def complaint(self, days, first=MONDAY, **told):
        def on(day):
            return first + timedelta(day)

        happened = [
            e.Received(on=first, channel="email", from_="tenant", party="p1", text="The roof leaks.", **told),
            e.Acknowledged(on=on(1), method="email"),
            e.Assigned(on=on(1), to=self.ana.key),
            e.Defined(on=on(1), points={"p1": "The roof leaks."}, outcomes=("Mend it",)),
            e.PositionHeard(on=on(2), party="complainant"),
            e.Decided(on=on(days), findings={"p1": e.Finding(finding="upheld", reasons="It was not mended.")}),
            e.ResponseSent(on=on(days), method="email"),
        ]
        rosa = Party(key="p1", role=Party.As.COMPLAINANT, name="Rosa Adeyemi", email="rosa@mail.example")
        at = datetime.combine(first, datetime.min.time(), UTC)
        opened = log.start(self.landlord, happened[:1], by=self.ana, at=at, parties=[rosa])
        with log.open(self.landlord, opened.case.reference) as again:
            log.append(again, happened[1:], by=self.ana, at=NOW)
        return opened.case

    def draft(self, before="within: 10 working days", after="within: 5 working days"):
        files = dict(data.pack_texts("model-2024"))
        line = "stage1.respond: {%s" if "within" in before else "%s"
        assert line % before in files["pack.yaml"]
        files["pack.yaml"] = files["pack.yaml"].replace(line % before, line % after)
        return drafting.start(self.una, "Five days", "model-2024", files, NOW)

    def tried(self, draft=None, since=None):
        trial = actions.start(self.una, draft or self.draft(), since, NOW)
        work()
        trial.refresh_from_db()
        return trial


def work(rounds=50):
    """The worker, until nothing more is to do."""
    for _ in range(rounds):
        if not run.run_once(NOW):
            return
    raise AssertionError("the worker never came to an end")


@pytest.fixture
def place(db):
    return Place()


def test_what_a_shorter_time_would_have_made_late(place):
    quick, slow = place.complaint(4), place.complaint(12)
    trial = place.tried()

    assert (trial.state, trial.done, trial.of, trial.percent) == ("done", 2, 2, 100)
    (row,) = Otherwise.objects.filter(trial=trial)
    assert (row.case_id, row.late, row.kept, row.barred, row.is_late) == (slow.pk, ["stage1.respond"], [], [], True)
    found = findings.findings(trial, place.una)
    assert [(key, number) for key, _, _, number in found.kinds] == [("late", 1), ("in-time", 0), ("refused", 0)]
    assert found.duties == [("Stage 1 answer", 1, 0)]
    assert (found.counts.cases, found.counts.moved, found.broken) == (2, 2, 0)
    weeks = list(found.counts.weeks.rows())
    assert [week.due for week in weeks] == [(0, 0), (0, 2), (2, 0)]
    assert [week.busy for week in weeks] == [(1, 1), (1, 1), (1, 0)]
    assert quick.pk not in Otherwise.objects.values_list("case", flat=True)


def test_a_longer_time_than_the_code_allows_changes_nothing(place):
    place.complaint(30)
    trial = place.tried(place.draft(after="within: 40 working days"))
    assert not Otherwise.objects.exists()
    assert findings.findings(trial, place.una).counts.moved == 0


def test_a_step_that_the_draft_refuses(place):
    place.complaint(4)
    trial = place.tried(place.draft(*MANAGERS_ONLY))
    (row,) = Otherwise.objects.filter(trial=trial)
    assert (row.barred, row.late, row.is_barred) == (["assigned handler_role MOD-18"], [], True)
    (step,) = findings.findings(trial, place.una).steps
    assert (step.step, step.cites, step.cases) == ("Assign the complaint", ["MOD-18"], 1)


def test_only_complaints_from_a_day_on(place):
    place.complaint(12)
    place.complaint(12, first=MONDAY + timedelta(28))
    trial = place.tried(since=MONDAY + timedelta(7))
    assert trial.of == trial.done == Otherwise.objects.filter(trial=trial).count() == 1


def test_what_happens_after_it_was_asked_for_is_not_in_it(place):
    place.complaint(12)
    trial = actions.start(place.una, place.draft(), None, NOW)
    place.complaint(12)
    work()
    found = findings.findings(Trial.objects.get(pk=trial.pk), place.una)
    assert found.counts.cases == 1


def test_a_killed_worker_is_followed_by_the_next(place, monkeypatch):
    for _ in range(5):
        place.complaint(12)
    monkeypatch.setattr(run, "BATCH", 2)
    trial = actions.start(place.una, place.draft(), None, NOW)
    assert run.run_once(NOW)
    monkeypatch.setattr(Otherwise.objects.__class__, "bulk_create", _killed)
    assert run.run_once(NOW)
    trial.refresh_from_db()
    assert (trial.done, Otherwise.objects.count(), trial.problem) == (2, 2, "It broke off (RuntimeError).")
    monkeypatch.undo()
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    later = NOW + run.LEASE * 2
    while run.run_once(later):
        pass
    trial.refresh_from_db()
    assert (trial.state, trial.done, Otherwise.objects.count(), trial.problem) == ("done", 5, 5, "")


def _killed(*args, **kwargs):
    raise RuntimeError


def test_one_that_breaks_off_again_and_again_is_given_up(place, monkeypatch, caplog):
    place.complaint(12)
    trial = actions.start(place.una, place.draft(), None, NOW)
    monkeypatch.setattr(run, "Past", _killed)
    for n in range(20):
        run.run_once(NOW + run.LEASE * n * 3)
    trial.refresh_from_db()
    assert (trial.state, trial.next_try) == ("failed", None)
    assert "RuntimeError" in trial.problem


def test_one_is_stopped_and_what_it_found_stays(place, monkeypatch):
    for _ in range(3):
        place.complaint(12)
    monkeypatch.setattr(run, "BATCH", 1)
    trial = actions.start(place.una, place.draft(), None, NOW)
    run.run_once(NOW)
    actions.stop(place.una, trial, NOW)
    assert not run.run_once(NOW)
    trial.refresh_from_db()
    assert (trial.state, trial.done, Otherwise.objects.count()) == ("stopped", 1, 1)
    with pytest.raises(actions.Refused):
        actions.stop(place.una, trial, NOW)


def test_one_stopped_before_it_began_says_that_there_is_nothing_to_show(place, client):
    place.complaint(12)
    trial = actions.start(place.una, place.draft(), None, NOW)
    actions.stop(place.una, trial, NOW)
    client.force_login(place.una)
    shown = client.get(reverse("workbench_trial", args=[trial.number])).text
    assert "nothing to show" in shown
    assert "What follows" not in shown


def test_a_worker_that_was_stopped_meanwhile_writes_nothing(place, monkeypatch):
    place.complaint(12)
    trial = actions.start(place.una, place.draft(), None, NOW)
    held = run._claim(NOW)
    actions.stop(place.una, trial, NOW)
    with pytest.raises(run.Lost):
        run._go_on(held, NOW)
    assert not Otherwise.objects.exists()


def test_a_complaint_whose_policy_is_not_there_any_more_is_counted_as_not_tried(place, caplog):
    case = place.complaint(12)
    type(case).objects.filter(pk=case.pk).update(pack_version="of long ago")
    trial = place.tried()
    assert findings.findings(trial, place.una).broken == 1
    assert trial.state == "done"


def test_a_draft_with_faults_is_not_tried(place):
    place.complaint(12)
    draft = place.draft(after="within: 5 working moons")
    with pytest.raises(actions.Refused, match="faults"):
        actions.start(place.una, draft, None, NOW)


def test_nothing_is_tried_by_whoever_may_not(place):
    place.complaint(12)
    draft = place.draft()
    with pytest.raises(PermissionDenied):
        actions.start(place.flo, draft, None, NOW)
    other = Landlord.objects.create(slug="other", name="Other Homes", pack="model-2024", prefix="OTH")
    otto = Person.objects.add(other, "otto@other.example", "Otto", roles=["senior_manager"])
    with pytest.raises(PermissionDenied):
        actions.start(otto, draft, None, NOW)


# ---- pages ----------------------------------------------------------------------------------


def test_from_the_form_to_the_result(place, client):
    slow = place.complaint(12)
    draft = place.draft()
    client.force_login(place.una)
    page = client.get(reverse("workbench_trials") + f"?draft={draft.number}").content.decode()
    assert "Five days" in page
    assert "checked" in page
    sent = client.post(
        reverse("workbench_trials"), {"draft": draft.number, "since-day": "", "since-month": "", "since-year": ""}
    )
    assert sent.url == reverse("workbench_trial", args=[1])
    waiting = client.get(sent.url).content.decode()
    assert "It waits for its turn." in waiting
    assert "Stop it" in waiting
    work()
    page = client.get(sent.url).content.decode()
    assert "What this cannot know" in page
    assert "Stage 1 answer" in page
    assert page.count('class="pr-chart"') == 2
    listed = client.get(reverse("workbench_trial_cases", args=[1, "late"])).content.decode()
    assert slow.reference in listed
    assert "due on 17 March 2026; under the draft due on 10 March 2026; done on 14 March 2026, so it would" in listed
    assert client.get(reverse("workbench_trial_cases", args=[1, "never"])).status_code == 404
    assert "Trial 1" in client.get(sent.url).content.decode()


def test_a_refused_step_says_why_on_the_page(place, client):
    place.complaint(4)
    trial = place.tried(place.draft(*MANAGERS_ONLY))
    client.force_login(place.una)
    page = client.get(reverse("workbench_trial", args=[trial.number])).content.decode()
    assert "A stage is handled by the roles the policy names" in page
    listed = client.get(reverse("workbench_trial_cases", args=[trial.number, "refused"])).content.decode()
    assert "it would have been refused. Ana is not a manager or senior manager (MOD-18)." in listed


def test_what_was_typed_stays_where_it_is_refused(place, client):
    draft = place.draft()
    client.force_login(place.una)
    typed = {"draft": draft.number, "since-day": "1", "since-month": "3", "since-year": "2026"}
    page = client.post(reverse("workbench_trials"), typed)
    assert page.status_code == 422
    assert "There is no complaint on record" in page.content.decode()
    assert 'value="2026"' in page.content.decode()


def test_a_complaint_that_does_not_exist_for_somebody_is_in_no_figure_of_theirs(place, client):
    place.complaint(12)
    hidden = place.complaint(12, about=(place.una.key,))
    max_ = place.person("max", "senior_manager", "administrator")
    trial = place.tried()
    mine, all_ = (findings.findings(trial, who) for who in (place.una, max_))
    assert (mine.counts.cases, all_.counts.cases) == (1, 2)
    assert (mine.kinds[0][3], all_.kinds[0][3]) == (1, 2)
    assert (mine.counts.moved, all_.counts.moved) == (1, 2)
    assert [week.due for week in mine.counts.weeks.rows()] == [(0, 0), (0, 1), (1, 0)]
    client.force_login(place.una)
    for address in (reverse("workbench_trial", args=[1]), reverse("workbench_trial_cases", args=[1, "late"])):
        assert hidden.reference not in client.get(address).content.decode()


def test_another_landlords_trial_is_not_there(place, client):
    place.complaint(12)
    place.tried()
    other = Landlord.objects.create(slug="other", name="Other Homes", pack="model-2024", prefix="OTH")
    otto = Person.objects.add(other, "otto@other.example", "Otto", roles=["senior_manager"])
    client.force_login(otto)
    assert client.get(reverse("workbench_trial", args=[1])).status_code == 404
    assert client.post(reverse("workbench_trial_stop", args=[1])).status_code == 404
    client.force_login(place.flo)
    assert client.get(reverse("workbench_trials")).status_code == 403


@pytest.mark.django_db
def test_a_double_click_starts_one_trial():
    place = Place()
    place.complaint(9)
    draft = place.draft()
    first, again = (actions.start(place.una, draft, None, NOW) for _ in range(2))
    assert first == again
    assert Trial.objects.count() == 1


def test_no_more_trials_are_kept_than_may_be_until_one_is_removed(place, client, monkeypatch):
    monkeypatch.setattr(limits, "TRIALS", 1)
    place.complaint(10)
    trial = place.tried()
    client.force_login(place.una)
    typed = {"draft": 1, "since-day": "", "since-month": "", "since-year": ""}
    refused = client.post(reverse("workbench_trials"), typed)
    assert refused.status_code == 422
    assert "There are 1 trials already: remove one first" in refused.text
    assert refused.context["form"]["draft"].value() == "1"
    assert Otherwise.objects.filter(trial=trial).exists()
    assert "Remove this trial" in client.get(reverse("workbench_trial", args=[1])).text
    client.post(reverse("workbench_trial_remove", args=[1]))
    assert not Trial.objects.exists()
    assert not Otherwise.objects.exists()
    assert client.post(reverse("workbench_trials"), typed).status_code == 302


def test_a_trial_that_goes_on_is_not_removed(place, client):
    place.complaint(8)
    trial = actions.start(place.una, place.draft(), None, NOW)
    client.force_login(place.una)
    answer = client.post(reverse("workbench_trial_remove", args=[trial.number]), follow=True)
    assert "stop it first" in answer.text
    assert "Remove this trial" not in answer.text
    with pytest.raises(PermissionDenied):
        actions.remove(place.flo, trial)
    assert Trial.objects.exists()
