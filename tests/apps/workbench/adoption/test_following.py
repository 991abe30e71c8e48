"""Everything follows a version that a landlord adopts: from its day on, and never for a complaint that began before."""

from __future__ import annotations

from datetime import date

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils.module_loading import import_string

from putright.apps.accounts import packs
from putright.apps.casework import log
from putright.apps.casework.models import Message, Party
from putright.apps.casework.opened import Opened
from putright.apps.governance.models import Ran
from putright.apps.letters.models import Letter
from putright.apps.measuring.population import population, seq_now
from putright.apps.oversight.assessment import actions as assessing
from putright.apps.oversight.assessment.desk import Desk
from putright.apps.oversight.reports.models import Drawn
from putright.apps.oversight.reports.rhythms import Wanted
from putright.apps.oversight.reports.run import ask_for
from putright.apps.publishing import actions as publishing
from putright.apps.publishing import making, shelf
from putright.apps.workbench.adoption.actions import Refused
from putright.apps.workbench.adoption.models import Adoption
from putright.apps.workbench.drafts import actions as drafts
from putright.apps.workbench.drafts import texts
from putright.apps.workbench.drafts.models import Draft
from putright.core import events as e
from tests.apps.letters.conftest import at, june
from tests.apps.workbench.adoption.conftest import adopt, version

DAY = june(10)
"""A Wednesday: from then on version 6 runs, with seven working days for the answer of stage 1 instead of ten."""


def receive(house, clock, day: date) -> Opened:
    """A complaint that arrives on a day, and is acknowledged and given to Ines on it."""
    clock.to(day)
    house.landlord.refresh_from_db()
    told = {"channel": "phone", "from_": "tenant", "party": "p1", "text": "The roof leaks.", "form": "written"}
    opened = log.start(
        house.landlord, [e.Received(on=day, **told)], by=house.first, at=at(day), parties=[house.party()]
    )
    house.reference = opened.case.reference
    house.then(e.Defined(on=day, points={"p1": "The roof leaks."}, outcomes=("Mend it",)),
               e.Assigned(on=day, to=house.first.key))  # fmt: skip
    house.issue(e.Acknowledged(on=day, method="email"))
    return again(house, opened)


def again(house, opened) -> Opened:
    return log.load(type(opened.case).objects.get(pk=opened.case.pk))


def due(opened) -> date:
    return next(one.due for one in opened.duties if one.name == "stage1.respond")


def work(clock) -> None:
    """All that the worker does, once each and again as long as it has more to do."""
    for name in settings.WORK:
        rounds = 0
        while import_string(name)(clock.now):
            rounds += 1
            assert rounds < 200, f"{name} never comes to an end"


@pytest.fixture
def adopted(house, draft, clock):
    """Version 6, approved to run from 10 June; the day is still 2 June."""
    details = {"name": "Rosa Adeyemi", "address": "12 Mill Lane", "postcode": "TA1 2AB", "email": "rosa@mail.example"}
    house.party = lambda: Party(key="p1", role=Party.As.COMPLAINANT, **details)
    return adopt(house, draft, DAY, clock)


@pytest.mark.provision("MOD-49")
def test_a_complaint_the_day_before_runs_by_the_old_and_one_on_the_day_by_the_new(house, adopted, clock):
    before, on = receive(house, clock, june(9)), receive(house, clock, june(10))
    assert (before.case.pack, before.case.pack_version) == ("willow-tree", "5")
    assert (on.case.pack, on.case.pack_version) == ("willow-tree", "6")
    assert due(before) == june(23)
    assert due(on) == june(19)


def test_the_worker_has_it_run_and_nothing_about_the_complaints_changes(house, adopted, clock):
    before, on = receive(house, clock, june(9)), receive(house, clock, june(10))
    work(clock)
    house.landlord.refresh_from_db()
    assert (house.landlord.runs, house.landlord.adopts, house.landlord.adopts_on) == (adopted.adopted, None, None)
    assert Adoption.objects.get().state == Adoption.State.RUNS
    assert Draft.objects.get().state == Draft.State.ADOPTED
    assert (due(again(house, before)), due(again(house, on))) == (june(23), june(19))
    assert list(Ran.objects.order_by("since").values_list("version", "since")) == [("5", june(9)), ("6", DAY)]


def test_letters_say_the_time_of_their_own_version(house, adopted, clock):
    before, on = receive(house, clock, june(9)), receive(house, clock, june(10))
    said = {one.case_id: one.blocks for one in Letter.objects.filter(kind="acknowledgement")}
    assert "23 June" in said[before.case.pk]
    assert "19 June" in said[on.case.pk]
    work(clock)
    assert not Message.objects.filter(case__in=[before.case.pk, on.case.pk], state="failed").exists()


def test_figures_judge_each_complaint_by_its_own_version(house, adopted, clock):
    cases = [receive(house, clock, day) for day in (june(9), june(10))]
    clock.to(june(22))
    for one in cases:
        house.reference = one.case.reference
        house.decide(22, {"p1": e.Finding("upheld", "Three visits were missed.")}).respond(22)
    work(clock)
    facts = population(house.landlord, june(22), seq=seq_now(house.landlord))
    stages = {one.reference: one.stages[0] for one in facts}
    late = [stages[one.case.reference].answered > stages[one.case.reference].due for one in cases]
    assert late == [False, True]


def test_reports_the_self_assessment_and_publications_follow_it(house, adopted, clock):
    clock.to(june(3))
    old = publishing.publish(house.officer, "policy_website", "", on=june(3), at=clock.now, draw=making.pdf)
    receive(house, clock, june(9))
    receive(house, clock, june(10))
    work(clock)
    house.landlord.refresh_from_db()
    house.officer.refresh_from_db()
    place = next(one for one in shelf.shelf(house.landlord, DAY) if one.kind.name == "policy_website")
    assert (place.edition, place.stale) == (old, True)
    clock.to(june(11))
    publishing.publish(house.officer, "policy_website", "", on=june(11), at=clock.now, draw=making.pdf)
    place = next(one for one in shelf.shelf(house.landlord, june(11)) if one.kind.name == "policy_website")
    assert not place.stale
    assert '"number":7,"of":"stage1.respond"' in place.edition.document
    report = next(iter(packs.current(house.landlord).pack.reports))
    ask_for(house.landlord, Wanted(report, "", june(1), june(10)), clock.now)
    work(clock)
    assert Drawn.objects.filter(report=report, until=june(10), pack_version="6", state="draft").exists()
    begun = assessing.begin(house.officer, "housing-ombudsman/2024", june(1), june(10), at=clock.now)
    work(clock)
    rows = Desk(begun, june(11)).rows()
    assert any(one.own for one in rows)


def test_pages_open_under_it(house, adopted, clock, client):
    opened = receive(house, clock, june(10))
    work(clock)
    client.force_login(house.officer)
    for name in ("work_list", "figures", "publications", "governance", "policy_register", "workbench_versions",
                 "self_assessment", "reports", "samples", "people", "search"):  # fmt: skip
        assert client.get(reverse(name)).status_code == 200, name
    client.force_login(house.first)
    page = client.get(reverse("case", args=[opened.case.reference]))
    assert page.status_code == 200
    assert "19 June" in page.content.decode() or "19 Jun" in page.content.decode()


def test_its_provisions_are_those_of_its_own_files(house, draft, clock):
    files = dict(texts.latest(draft).files)
    files["provisions.yaml"] = files["provisions.yaml"].replace(
        "Teams work on a complaint together", "Teams, all of them, work on a complaint together"
    )
    drafts.revise(house.officer, draft, files, clock.now)
    adopt(house, draft, DAY, clock)
    clock.to(DAY)
    house.officer.refresh_from_db()
    begun = assessing.begin(house.officer, "housing-ombudsman/2024", june(1), june(9), at=clock.now)
    asked = {own.id: own.asks for one in Desk(begun, DAY).rows() for own in one.own}
    assert asked.get("WTP-03", "Teams, all").startswith("Teams, all")


def test_no_version_takes_the_number_of_one_that_complaints_began_under(house, adopted, clock):
    """Such as an earlier one of a pack that was never shipped: they would run by another policy from then on."""
    began = receive(house, clock, DAY).case
    type(began).objects.filter(pk=began.pk).update(pack_version="7")
    house.officer.refresh_from_db()
    later = drafts.start(house.officer, "The next", "willow-tree 6", version("7"), clock.now)
    with pytest.raises(Refused, match="version 7 of willow-tree already"):
        adopt(house, later, june(20), clock)
