"""Samples: drawn once by a seed that stays on record, drawn again the same, reached and shown in numbers."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from putright.apps.casework import log
from putright.apps.casework.models import Case
from putright.apps.oversight.samples import actions, standing, waves
from putright.apps.oversight.samples.models import Sample, Wave
from putright.apps.oversight.samples.reached import reached
from putright.core import events as e
from putright.core.sampling import wanted
from tests.apps.case import stories

NOW = datetime(2026, 8, 3, 9, 0, tzinfo=UTC)
TODAY = date(2026, 8, 3)
SPRING = (date(2026, 4, 1), date(2026, 6, 30))
YEAR = (date(2025, 4, 1), date(2026, 3, 31))
pytestmark = [pytest.mark.django_db, pytest.mark.provision("WTP-30"), pytest.mark.provision("WTP-31")]


@pytest.fixture(autouse=True)
def august(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.fixture
def house(db):
    return stories.settle("willow-tree")


def case(house, n, channel="phone", *, second=False, source="tenant", by=None, about=()):
    """A complaint that was answered: in June, or at stage 2 in March."""
    day = date(2026, 3, 2) if second else date(2026, 6, 1)
    found = {"p1": e.Finding("upheld" if n % 2 else "not_upheld", "Because")}
    told = [
        e.Received(on=day, channel=channel, from_=source, text=f"Matter {n}", party="p1", about=about),
        e.Acknowledged(on=day), e.Defined(on=day, points={"p1": "A point"}, outcomes=()),
        e.Decided(on=day, findings=found), e.ResponseSent(on=day, method="email"),
    ]  # fmt: skip
    if second:
        later = date(2026, 3, 20)
        told += [e.EscalationRequested(on=day), e.Escalated(on=day), e.Decided(on=later, findings=found),
                 e.ResponseSent(on=later, method="email"), e.Closed(on=later)]  # fmt: skip
    return log.start(house.landlord, told, by=by or house.handler, at=NOW).case.reference


@pytest.fixture
def thirty(house):
    return [case(house, n, ("phone", "email", "letter")[n % 3]) for n in range(30)]


def drawn(house, kind="feedback", span=SPRING, share=10) -> Sample:
    return actions.draw(house.who["complaints_officer"], kind, *span, share, NOW)


def page(client, path, status=200):
    answer = client.get(path)
    assert answer.status_code == status, answer
    return answer.content.decode()


def typed(client, path, **more):
    form = client.get(path).context["form"]
    hidden = {field.html_name: field.value() for field in form.hidden_fields()}
    day = {"on-day": "3", "on-month": "8", "on-year": "2026"} if "on" in form.fields else {}
    return client.post(path, {**hidden, **day, **more})


# ---- drawing --------------------------------------------------------------------------------


def test_a_tenth_of_the_quarter_is_drawn_from_the_page_and_only_once(house, thirty, client):
    case(house, 99, source="anonymous")
    client.force_login(house.who["complaints_officer"])
    assert "Over, and no sample drawn" in page(client, "/samples/")
    path = "/samples/draw/feedback/2026-04-01"
    shown = page(client, path)
    assert "<strong>30</strong> complaints" in shown
    assert "<strong>3</strong>" in shown
    assert "Upheld: 15" in shown
    less = client.post(path, {"share": "9"})
    assert less.status_code == 422
    answer = client.post(path, {"share": "10"})
    sample = Sample.objects.get()
    assert answer.url == f"/samples/{sample.number}"
    assert (len(sample.items), len(sample.first), sample.share, sample.cites) == (30, 3, 10, "WTP-30")
    again = client.post(path, {"share": "100"})
    assert again.url == answer.url
    with pytest.raises(actions.Refused, match="drawn once"):
        drawn(house)


def test_it_is_drawn_only_of_a_period_that_is_over_by_whoever_may(house, thirty):
    officer = house.who["complaints_officer"]
    with pytest.raises(actions.Refused, match="not over"):
        actions.draw(officer, "feedback", date(2026, 7, 1), date(2026, 9, 30), 10, NOW)
    with pytest.raises(actions.Refused, match="at least 10"):
        actions.draw(officer, "feedback", *SPRING, 9, NOW)
    with pytest.raises(actions.Refused, match="nobody"):
        actions.draw(officer, "feedback", date(2026, 1, 1), date(2026, 1, 31), 10, NOW)
    with pytest.raises(actions.PermissionDenied):
        actions.draw(house.handler, "feedback", *SPRING, 10, NOW)


def test_it_can_be_drawn_again_from_the_seed_and_from_the_log(house, thirty, client):
    sample = drawn(house)
    case(house, 31)  # put on record later, though it was answered in the quarter
    assert actions.drawn_again(sample) == sample.first
    assert actions.counted_again(sample) == sample.items
    client.force_login(house.who["mrc"])
    shown = page(client, f"/samples/{sample.number}/again")
    assert "The same." in shown
    assert "The same complaints." in shown
    assert sample.seed in shown


def test_what_was_drawn_is_never_changed(house, thirty):
    sample = drawn(house)
    for change in ({"seed": "0"}, {"drawn": "[]"}, {"share": 1}):
        with pytest.raises(DatabaseError, match="kept as they were written"), transaction.atomic():
            Sample.objects.filter(pk=sample.pk).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        Sample.objects.filter(pk=sample.pk).delete()


# ---- asking ---------------------------------------------------------------------------------


def test_asking_is_put_on_record_from_the_list_and_counts_once_they_were_spoken_to(house, thirty, client):
    sample = drawn(house)
    client.force_login(house.who["complaints_officer"])
    one, two, _ = sample.first
    assert f"/samples/{sample.number}/{one}/asked" in page(client, f"/samples/{sample.number}")
    path = f"/samples/{sample.number}/{one}/asked"
    assert typed(client, path, reached="yes", method="phone").status_code == 422
    answer = typed(client, path, reached="yes", method="phone", score="4", what="Quick enough")
    assert answer.url == f"/samples/{sample.number}", answer.content.decode()
    typed(client, f"/samples/{sample.number}/{two}/asked", reached="no", method="phone")
    event = log.load(Case.objects.select_related("landlord").get(reference=one)).events[-1]
    assert (event.sample, event.score, event.reached) == (sample.key, 4, True)
    shown = page(client, f"/samples/{sample.number}")
    assert "<strong>1 of 30</strong> spoken to: 3.3%" in shown
    assert "tried, not reached" in shown
    [row] = [row for row in reached(house.landlord, *SPRING) if row.kind == "feedback"]
    assert (row.of, row.wanted, row.drawn, row.reached, row.kept) == (30, 3, 3, 1, False)


def test_the_next_by_the_seed_takes_the_place_of_whoever_cannot_be_asked(house, thirty, client):
    sample = drawn(house)
    client.force_login(house.who["complaints_officer"])
    out = sample.first[0]
    path = f"/samples/{sample.number}/{out}/instead"
    assert client.post(path, {}).status_code == 422
    assert client.post(path, {"why": "not_reached"}).status_code == 302
    places = standing.places(sample)
    assert out not in {one.reference for one in places}
    [moved] = [one for one in places if one.instead_of == out]
    assert moved.reference not in sample.first
    assert len(places) == 3
    assert f"In the place of {out}" in page(client, f"/samples/{sample.number}")
    assert client.get(path).status_code == 404
    assert actions.drawn_again(sample) == sample.first


def test_a_quarter_without_a_sample_stands_in_reports_as_not_reached(house, thirty):
    [row] = [row for row in reached(house.landlord, *SPRING) if row.kind == "feedback"]
    assert (row.number, row.of, row.wanted, row.reached, row.kept) == (None, 30, 3, 0, False)
    assert row.cites == ("WTP-30",)


def test_what_was_done_later_does_not_change_the_count_of_a_past_day(house, thirty):
    sample = drawn(house)
    reference = sample.first[0]
    with log.open(house.landlord, reference) as opened:
        log.append(opened, [e.FeedbackSought(on=date(2026, 7, 20), sample=sample.key)], by=house.handler, at=NOW)
    [before] = [row for row in reached(house.landlord, *SPRING, by=date(2026, 7, 19)) if row.kind == "feedback"]
    [after] = [row for row in reached(house.landlord, *SPRING, by=TODAY) if row.kind == "feedback"]
    assert (before.reached, after.reached) == (0, 1)


# ---- learning sessions ----------------------------------------------------------------------


@pytest.fixture
def second(house):
    """Six complaints that were answered at stage 2 last year."""
    return [case(house, n, second=True) for n in range(6)]


def test_a_session_goes_through_several_complaints_and_says_who_was_missing(house, second, client):
    sample = drawn(house, "learning", YEAR, 25)
    assert len(sample.first) == wanted(6, 25) == 2
    client.force_login(house.who["ceo"])
    path = f"/samples/{sample.number}/session"
    assert "Resident Scrutiny Panel" in page(client, path)
    answer = typed(client, path, cases=sample.first, members=["ceo", "mrc"], what="Say by when")
    assert answer.status_code == 302, answer.content.decode()
    shown = page(client, f"/samples/{sample.number}")
    assert "It does not count towards the promise: Resident Scrutiny Panel not there" in shown
    assert "<strong>0 of 6</strong>" in shown
    typed(client, path, cases=sample.first, members=["ceo", "mrc", "Resident Scrutiny Panel"], what="Say by when")
    assert "<strong>2 of 6</strong> gone through in a session: 33.3%" in page(client, f"/samples/{sample.number}")
    with pytest.raises(actions.Refused, match="always be learnt from"):
        actions.replace(house.who["ceo"], sample, sample.first[0], "not_reached", NOW)
    [row] = [row for row in reached(house.landlord, *YEAR) if row.kind == "learning"]
    assert (row.of, row.wanted, row.reached, row.kept) == (6, 2, 2, True)


def test_a_session_of_a_day_to_come_or_without_a_complaint_is_refused_and_nothing_typed_is_lost(house, second, client):
    sample = drawn(house, "learning", YEAR, 25)
    client.force_login(house.who["ceo"])
    path = f"/samples/{sample.number}/session"
    kept = typed(client, path, members=["ceo"], what="Say by when", **{"on-year": "2027"})
    assert kept.status_code == 422
    assert "Say by when" in kept.content.decode()
    assert "still to come" in kept.content.decode()
    early = {"on-day": "1", "on-month": "3", "on-year": "2026"}
    refused = typed(client, path, cases=sample.first, members=["ceo"], what="Say by when", **early)
    assert refused.status_code == 422
    assert f"Not for {sample.first[0]}" in refused.content.decode()
    assert not any(place.done for place in standing.places(sample))


def test_other_landlords_are_offered_the_same_and_choose_the_share(client):
    house = stories.settle("housing-services")
    for n in range(8):
        case(house, n)
    officer = next(one for one in house.who.values() if "draw_samples" in actions.permissions.granted(one))
    client.force_login(officer)
    assert "Your policy does not ask for it" in page(client, "/samples/")
    client.post("/samples/draw/feedback/2026-04-01", {"share": "50"})
    sample = Sample.objects.get()
    assert (len(sample.first), sample.cites) == (4, "")


# ---- what nobody may see --------------------------------------------------------------------


def test_a_case_that_somebody_must_keep_away_from_is_nowhere(house, thirty, client):
    officer = house.who["complaints_officer_2"]
    about = case(house, 50, about=(officer.key,))
    sample = drawn(house, share=100)
    assert about in sample.first
    client.force_login(officer)
    for path in ("/samples/", f"/samples/{sample.number}", f"/samples/{sample.number}/again"):
        shown = page(client, path)
        assert about not in shown
    assert "<strong>0 of 30</strong>" in page(client, f"/samples/{sample.number}")
    for what in ("asked", "instead"):
        assert client.get(f"/samples/{sample.number}/{about}/{what}").status_code == 404


def test_whoever_may_not_see_figures_sees_no_sample(house, thirty, client):
    sample = drawn(house)
    client.force_login(house.who["front_line"])
    for path in ("/samples/", f"/samples/{sample.number}", "/samples/surveys", "/samples/draw/feedback/2026-04-01"):
        assert client.get(path).status_code == 403
    client.force_login(house.handler)
    assert client.get("/samples/draw/feedback/2026-04-01").status_code == 403
    other = stories.settle("housing-services")
    client.force_login(next(one for one in other.who.values() if "see_figures" in actions.permissions.granted(one)))
    assert client.get(f"/samples/{sample.number}").status_code == 404


# ---- surveys of all tenants -----------------------------------------------------------------

SURVEY = {
    "year": "2025", "tenure": "lcra", "method": "phone", "since-day": "1", "since-month": "9", "since-year": "2025",
    "until-day": "30", "until-month": "9", "until-year": "2025", "carried_out_by": "A research firm", "asked": "900",
    "responses": "300", "complained": "80", "very_satisfied": "10", "fairly_satisfied": "13", "neither": "7",
    "fairly_dissatisfied": "20", "very_dissatisfied": "28",
}  # fmt: skip


@pytest.mark.provision("HPG-37")
def test_tp09_comes_from_the_answers_of_those_who_complained(house, client):
    client.force_login(house.who["complaints_officer"])
    assert client.post("/samples/surveys/enter", SURVEY).status_code == 302
    line = waves.tp09(house.landlord, 2025)["lcra"]
    assert (line.counted, line.of, line.value) == (23, 78, 29.5)
    assert "29.5%" in page(client, "/samples/surveys")
    client.post("/samples/surveys/enter", SURVEY | {"neither": "5"})
    assert waves.tp09(house.landlord, 2025)["lcra"].of == 76
    assert Wave.objects.count() == 2
    assert set(waves.tp09(house.landlord, 2025)) == {"lcra"}
    assert waves.tp09(house.landlord, 2024) == {}


@pytest.mark.parametrize(("change", "said"), [
    ({"responses": "901"}, "More took part than were asked"),
    ({"complained": "301"}, "More complained than took part"),
    ({"neither": "70"}, "add up to 141"),
    ({"until-year": "2024"}, "before the first"),
    ({"since-year": "2026", "until-year": "2026"}, "not over yet"),
    ({"year": "2024"}, "in another year"),
    ({"asked": "-1"}, "greater than or equal to 0"),
    ({"very_satisfied": ""}, "Very satisfied"),
])  # fmt: skip
def test_numbers_that_do_not_add_up_are_pointed_out(house, client, change, said):
    client.force_login(house.who["complaints_officer"])
    answer = client.post("/samples/surveys/enter", SURVEY | change)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Wave.objects.exists()
