"""A new list of bank holidays: looked through, taken up, and written into each case that it touches."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from putright.apps.accounts import packs
from putright.apps.accounts.models import Holidays, Landlord, Person
from putright.apps.casework import chain, index, log
from putright.apps.casework.models import Case, Duty, Event, Party
from putright.apps.casework.opened import load
from putright.apps.workbench.holidays import actions, run
from putright.apps.workbench.holidays.models import Change, Date
from putright.cli.main import main
from putright.core import bank_holidays
from putright.core import events as e

NOW = datetime(2026, 6, 3, 10, 0, tzinfo=UTC)
TODAY, MONDAY, FRIDAY = date(2026, 6, 3), date(2026, 6, 1), date(2026, 6, 5)
State = Change.State


@pytest.fixture(autouse=True)
def now(monkeypatch):
    """Wednesday 3 June 2026."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)


class Place:
    """A landlord that runs the model policy, and complaints that have come as far as each test wants."""

    def __init__(self, slug="model", prefix="TST") -> None:
        self.landlord = Landlord.objects.create(slug=slug, name="Model Homes", pack="model-2024", prefix=prefix)
        self.ana = self.person("ana", "front_line")
        self.una = self.person("una", "complaints_officer", trained=True)

    def person(self, name, *roles, **more):
        email = f"{name}@{self.landlord.slug}.example"
        return Person.objects.add(self.landlord, email, name.capitalize(), "correct horse battery", roles=roles, **more)

    def complaint(self, *happened, **told):
        first = e.Received(on=MONDAY, channel="email", from_="tenant", party="p1", text="The roof leaks.", **told)
        rosa = Party(key="p1", role=Party.As.COMPLAINANT, name="Rosa Adeyemi", email="rosa@mail.example")
        at = datetime.combine(MONDAY, datetime.min.time(), UTC)
        opened = log.start(self.landlord, [first, *happened], by=self.ana, at=at, parties=[rosa])
        return opened.case

    def proclaim(self, day=FRIDAY, name="Day of thanks", by=None):
        new = bank_holidays.with_day(packs.calendar(self.landlord), day, name, TODAY)
        return actions.lay(self.landlord, new, by or self.una, NOW)

    def take_up(self, **more):
        change = self.proclaim(**more)
        assert run.run_once(NOW)
        actions.take_up(change, self.una, NOW)
        assert run.run_once(NOW)
        self.landlord.refresh_from_db()
        return Change.objects.get(pk=change.pk)


@pytest.fixture
def place(db):
    return Place()


def dates(change):
    return {(one.case.reference[-1], one.duty): (one.was.day, one.now.day, one.stands) for one in change.dates.all()}


def due(case, name):
    case = Case.objects.select_related("landlord").get(pk=case.pk)
    return next(duty.due for duty in load(case).duties if duty.name == name)


ACKNOWLEDGED = e.Acknowledged(on=MONDAY, method="email")
UPDATES = e.UpdatesAgreed(on=MONDAY, every_working_days=5)


def test_a_preview_shows_what_moves_and_what_stands_and_changes_nothing(place):
    told, untold = place.complaint(ACKNOWLEDGED), place.complaint()
    change = place.proclaim()
    run.run_once(NOW)
    change.refresh_from_db()
    assert change.state == State.READY
    assert dates(change) == {
        ("1", "stage1.respond"): (15, 15, True),
        ("2", "stage1.acknowledge"): (8, 9, False), ("2", "stage1.respond"): (22, 23, False),
    }  # fmt: skip
    assert not Event.objects.filter(kind="bank_holidays_changed").exists()
    assert due(untold, "stage1.acknowledge") == date(2026, 6, 8)
    assert due(told, "stage1.respond") == date(2026, 6, 15)


@pytest.mark.provision("C24-5.1")
def test_taken_up_what_was_told_stands_and_the_log_says_why(place):
    told, untold = place.complaint(ACKNOWLEDGED, UPDATES), place.complaint()
    change = place.take_up()
    assert change.state == State.DONE
    assert due(told, "stage1.respond") == date(2026, 6, 15)
    assert due(told, "update") == date(2026, 6, 8)
    assert due(untold, "stage1.acknowledge") == date(2026, 6, 9)
    told.refresh_from_db()
    said = load(Case.objects.select_related("landlord").get(pk=told.pk)).events[-1]
    assert (said.added, said.was, said.now) == (
        (FRIDAY,), {"stage1.respond": date(2026, 6, 15), "update": date(2026, 6, 8)},
        {"stage1.respond": date(2026, 6, 15), "update": date(2026, 6, 8)},
    )  # fmt: skip
    assert chain.verify(place.landlord) == []


def test_the_index_is_what_the_log_says(place):
    cases = [place.complaint(), place.complaint(ACKNOWLEDGED, UPDATES), place.complaint(ACKNOWLEDGED)]
    place.take_up()
    assert Duty.objects.get(case=cases[0], name="stage1.acknowledge").due == date(2026, 6, 9)
    assert index.rebuild(place.landlord) == []


def test_a_new_complaint_counts_by_the_list_of_its_landlord_only(place):
    elsewhere = Place("other", "OTH")
    place.take_up()
    assert due(place.complaint(), "stage1.acknowledge") == date(2026, 6, 9)
    assert due(elsewhere.complaint(), "stage1.acknowledge") == date(2026, 6, 8)
    assert place.landlord.calendar.days[FRIDAY.isoformat()] == "Day of thanks"


def test_a_second_list_keeps_what_the_first_told(place):
    case = place.complaint()
    place.take_up()
    with log.open(place.landlord, case.reference) as opened:
        log.append(opened, [e.Acknowledged(on=TODAY, method="email")], by=place.ana, at=NOW)
    Holidays.objects.update(at=NOW - timedelta(days=1))
    packs._own.cache_clear()
    before = due(case, "stage1.respond")
    place.take_up(day=date(2026, 6, 12), name="Another")
    assert due(case, "stage1.respond") == before


def test_a_killed_worker_goes_on_where_it_stopped(place, monkeypatch):
    for _ in range(5):
        place.complaint()
    change = place.proclaim()
    run.run_once(NOW)
    actions.take_up(change, place.una, NOW)
    monkeypatch.setattr(run, "AT_ONCE", 2)
    batches, batch = [], run._batch

    def dies(*args):
        batches.append(args)
        if len(batches) == 2:
            raise KeyboardInterrupt
        return batch(*args)

    monkeypatch.setattr(run, "_batch", dies)
    with pytest.raises(KeyboardInterrupt):
        run.run_once(NOW)
    change.refresh_from_db()
    assert (change.done, change.state, change.percent) == (2, State.RUNNING, 40)
    assert not run.run_once(NOW), "another worker has it until its lease is over"
    later = NOW + timedelta(hours=1)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert run.run_once(later)
    change.refresh_from_db()
    assert (change.done, change.state) == (5, State.DONE)
    assert Event.objects.filter(kind="bank_holidays_changed").count() == 5
    assert chain.verify(place.landlord) == []


def test_what_happened_meanwhile_is_not_lost(place):
    case = place.complaint()
    change = place.proclaim()
    run.run_once(NOW)
    actions.take_up(change, place.una, NOW)
    place.landlord.refresh_from_db()
    with log.open(place.landlord, case.reference) as opened:
        log.append(opened, [e.Acknowledged(on=TODAY, method="email")], by=place.ana, at=NOW)
    run.run_once(NOW)
    case.refresh_from_db()
    assert [row.kind for row in case.events.order_by("n")] == ["received", "acknowledged", "bank_holidays_changed"]
    assert index.rebuild(place.landlord) == []
    assert chain.verify(place.landlord) == []


def test_it_is_decided_once_and_by_whoever_may(place):
    change = place.proclaim()
    with pytest.raises(PermissionDenied):
        actions.take_up(change, place.ana, NOW)
    with pytest.raises(PermissionDenied):
        actions.put_away(change, Place("other", "OTH").una, NOW)
    with pytest.raises(actions.Refused, match="decided already"):
        actions.take_up(change, place.una, NOW)  # it has not been looked through
    run.run_once(NOW)
    actions.put_away(change, place.una, NOW)
    with pytest.raises(actions.Refused, match="decided already"):
        actions.take_up(change, place.una, NOW)


def test_a_list_read_in_before_another_was_taken_up_is_refused(place):
    first, second = place.proclaim(), place.proclaim(day=date(2026, 6, 12))
    run.run_once(NOW), run.run_once(NOW)
    actions.take_up(first, place.una, NOW)
    with pytest.raises(actions.Refused, match="still being worked out"):
        actions.take_up(second, place.una, NOW)
    run.run_once(NOW)
    with pytest.raises(actions.Refused, match="Another list was taken up"):
        actions.take_up(second, place.una, NOW)


def test_a_list_that_says_nothing_new_is_refused(place):
    with pytest.raises(actions.Refused, match="says nothing"):
        actions.lay(place.landlord, packs.calendar(place.landlord), place.una, NOW)


def test_a_disposed_case_is_left_alone(place):
    case = place.complaint()
    with log.open(place.landlord, case.reference) as opened:
        log.append(opened, [e.Disposed(on=TODAY)], by=place.ana, at=NOW)
    place.take_up()
    assert not case.events.filter(kind="bank_holidays_changed").exists()


# ---- pages ----------------------------------------------------------------------------------


@pytest.fixture
def site(client, place):
    client.force_login(place.una)
    return client


HOME = "workbench_holidays"


def test_a_day_is_proclaimed_on_the_page(site, place):
    place.complaint()
    answer = site.post(reverse(HOME), {"day-day": "5", "day-month": "6", "day-year": "2026", "name": "Day of thanks"})
    address = reverse("workbench_holidays_preview", args=[1])
    assert (answer.status_code, answer.url) == (302, address)
    assert "being looked through" in site.get(address).content.decode()
    run.run_once(NOW)
    told = site.get(address).content.decode()
    assert "Friday 5 June 2026 becomes a bank holiday" in told
    assert "TST-2026-000001" in told
    site.post(address, {"take": "1"})
    assert "Every date counts by the new list" in site.get(address).content.decode()
    run.run_once(NOW)
    assert "In force" in site.get(address).content.decode()
    assert "Day of thanks" in site.get(reverse(HOME)).content.decode()


def test_gov_uks_list_is_read_on_the_page(site, place):
    known = packs.calendar(place.landlord)
    days = [{"title": name, "date": day.isoformat()} for day, name in known.holidays.items() if day.year >= 2026]
    told = {"england-and-wales": {"division": "england-and-wales",
                                  "events": [*days, {"title": "New", "date": "2026-09-04"}]}}  # fmt: skip
    file = SimpleUploadedFile("bank-holidays.json", json.dumps(told).encode())
    assert site.post(reverse(HOME), {"file": file}).status_code == 302
    assert Change.objects.get().added == {"2026-09-04": "New"}


@pytest.mark.parametrize(("content", "says"), [
    (b"{", "not JSON"), (b"\xff\xfe\x00", "not JSON"), (b"[" * 100_000, "not JSON"), (b"{}", "no division"),
    (b" " * 1_000_001, "too large"),
])  # fmt: skip
def test_a_file_that_is_no_list_is_refused(site, content, says):
    answer = site.post(reverse(HOME), {"file": SimpleUploadedFile("x.json", content)})
    assert answer.status_code == 422
    assert says in answer.content.decode()


def test_what_was_typed_comes_back(site):
    answer = site.post(reverse(HOME), {"day-day": "6", "day-month": "6", "day-year": "2026", "name": "Day of thanks"})
    told = answer.content.decode()
    assert answer.status_code == 422
    assert "no working day" in told
    assert "Day of thanks" in told


def test_nobody_sees_dates_of_a_case_that_they_must_not_know(site, place):
    place.complaint(about=(place.una.key,))
    place.proclaim()
    run.run_once(NOW)
    told = site.get(reverse("workbench_holidays_preview", args=[1])).content.decode()
    assert "TST-2026-000001" not in told
    assert Date.objects.count() == 2


def test_another_landlords_list_is_not_there(site):
    elsewhere = Place("other", "OTH")
    change = elsewhere.proclaim(by=elsewhere.una)
    Change.objects.filter(pk=change.pk).update(number=7)
    assert site.get(reverse("workbench_holidays_preview", args=[7])).status_code == 404


def test_the_pages_need_their_permission(client, place):
    client.force_login(place.ana)
    assert client.get(reverse(HOME)).status_code == 403


def test_longer_to_ask_calls_for_a_letter(db, client):
    willow = Place()
    willow.landlord.pack = "willow-tree"
    willow.landlord.save()
    willow.complaint(e.Acknowledged(on=MONDAY, method="post"), e.ResponseSent(on=TODAY, method="post"))
    change = willow.proclaim()
    run.run_once(NOW)
    found = change.dates.get(letter=True)
    assert (found.duty, found.was, found.now) == ("stage2.request", date(2026, 6, 19), date(2026, 6, 22))
    client.force_login(willow.una)
    told = client.get(reverse("workbench_holidays_preview", args=[1])).content.decode()
    assert "until 22 June 2026, not 19 June 2026" in told


# ---- the operator's command -----------------------------------------------------------------


def test_the_operator_looks_first_and_then_takes_it_up(place, capsys):
    place.complaint()
    words = ["calendar", "import", "--day", "2026-06-05", "--name", "Day of thanks"]
    assert main(words) == 0
    assert "2 dates move, 0 stand; looked through only" in capsys.readouterr().out
    assert Holidays.objects.count() == 0
    assert main([*words, "--landlord", "model", "--take-up"]) == 0
    assert "taken up" in capsys.readouterr().out
    assert Change.objects.latest("number").state == State.DONE
    assert place.complaint().events.count() == 1
    assert main(words) == 1
    assert "no working day" in capsys.readouterr().out


def test_the_operator_is_told_what_is_wrong(place, tmp_path, capsys):
    file = tmp_path / "x.json"
    file.write_text("{}")
    assert main(["calendar", "import", str(file), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)[0]["problem"].startswith("This is not GOV.UK’s list")
    assert main(["calendar", "import"]) == 2
    assert main(["calendar", "import", str(tmp_path / "y.json")]) == 2
    assert main(["calendar", "import", str(file), "--landlord", "nobody"]) == 2
