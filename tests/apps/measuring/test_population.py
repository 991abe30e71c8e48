"""The facts of all cases at the end of a day: kept by the worker or made from the log, they are the same."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from putright.apps.accounts import packs
from putright.apps.accounts.models import Holidays, Landlord
from putright.apps.casework import log
from putright.apps.casework.models import Case as CaseRow
from putright.apps.casework.models import Event
from putright.apps.casework.opened import load
from putright.apps.measuring import folding, keeping, population
from putright.apps.measuring.models import Kept, Mark
from putright.core.case import Case
from putright.core.measures import counting, of
from putright.core.measures.question import Question
from putright.core.state import fold
from tests.apps.cases import AT, MONDAY, append, event, start

LONG_AFTER = date(2026, 12, 31)
NOW = datetime(2026, 4, 1, 12, tzinfo=UTC)


def keep():
    while keeping.run_once(NOW):
        pass


def days(n):
    return MONDAY + timedelta(n)


def story(landlord, people, **fields):
    """A complaint answered, taken further after a month and a half, and ended in the third month."""
    opened = start(landlord, people.flo, event("assigned", to=people.ana.key), **fields)
    opened = append(opened, event("acknowledged", days(1)), event("updates_agreed", days(1), every_working_days=5))
    found = {"p1": {"finding": "upheld", "reasons": "It rained in."}}
    remedies = {"r1": {"kind": "payment", "what": "For the carpet.", "by": str(days(40)), "amount": 120.0}}
    opened = append(
        opened, event("defined", days(2), points={"p1": "The roof."}, outcomes=["A dry room."]),
        event("decided", days(10), findings=found, remedies=remedies), event("response_sent", days(10), method="email"),
    )  # fmt: skip
    opened = append(opened, event("escalation_requested", days(45)), event("escalated", days(46)))
    return append(opened, event("withdrawn", days(70)), event("adjustment_recorded", days(71), what="Large print."))


def facts_of(opened, until):
    events = [one for one in load(opened.case).events if one.on <= until]
    case = Case.of(fold(events), opened.policy, opened.people)
    return of.facts(case, events, opened.case.reference)


@pytest.mark.parametrize("after", [0, 1, 5, 10, 33, 45, 60, 70, 100])
def test_kept_or_made_anew_they_are_those_of_the_events_up_to_the_day(landlord, people, after):
    opened, until = story(landlord, people), days(after)
    anew = population.population(landlord, until)
    keep()
    kept = population.population(landlord, until)

    assert kept == anew == [facts_of(opened, until)]


def test_of_a_month_s_end_the_kept_facts_need_no_log(landlord, people):
    story(landlord, people)
    keep()
    with CaptureQueriesContext(connection) as asked:
        population.population(landlord, date(2026, 4, 30))

    assert not [one for one in asked if '"casework_event"."data"' in one["sql"]]
    assert Kept.objects.count() == 4


# ---- what is kept, and what is not to be relied on ------------------------------------------


def test_what_happened_since_is_counted_at_once(landlord, people):
    opened = story(landlord, people)
    keep()
    append(opened, event("reopened", days(80)))

    assert population.population(landlord, LONG_AFTER) == [facts_of(opened, LONG_AFTER)]
    assert population.population(landlord, days(75)) == [facts_of(opened, days(75))]
    keep()
    assert population.population(landlord, LONG_AFTER) == [facts_of(opened, LONG_AFTER)]


def test_facts_of_other_rules_are_not_read_and_made_anew(landlord, people, monkeypatch):
    story(landlord, people)
    keep()
    Kept.objects.update(rules=0, data=b"of old rules")
    Mark.objects.update(rules=0)

    assert len(population.population(landlord, LONG_AFTER)) == 1
    keep()
    assert not Kept.objects.filter(rules=0).exists()
    assert population.population(landlord, LONG_AFTER)


def test_a_figure_is_the_same_today_as_it_was_then(landlord, people):
    """An extension that was given late, an answer, an end: none of them changes what was late before."""
    opened = story(landlord, people)
    asked = Question(measure="late", since=MONDAY, until=days(60))
    then = [counting.ask(asked, population.population(landlord, days(60)))]
    append(opened, event("reopened", days(90)))
    keep()
    append(opened, event("closed", days(120)))

    assert [counting.ask(asked, population.population(landlord, days(60)))] == then


def test_a_paper_counts_what_stood_in_the_log_when_it_was_drawn_up(landlord, people):
    opened = start(landlord)
    seq = population.seq_now(landlord)
    append(opened, event("withdrawn", MONDAY))
    start(landlord)
    keep()

    assert [one.withdrawn for one in population.population(landlord, LONG_AFTER, seq=seq)] == [()]
    assert len(population.population(landlord, LONG_AFTER)) == 2


def test_only_what_can_matter_to_a_period_is_read(landlord, people):
    ended = append(start(landlord), event("withdrawn", days(2)))
    still_open = start(landlord)
    keep()
    names = [one.reference for one in population.population(landlord, LONG_AFTER, since=days(40))]

    assert names == [still_open.case.reference]
    assert len(population.population(landlord, LONG_AFTER, since=days(2))) == 2
    assert ended.case.reference not in names


def test_a_case_counts_from_the_day_it_came(landlord):
    start(landlord, on=days(10))

    assert population.population(landlord, days(9)) == []
    assert len(population.population(landlord, days(10))) == 1


@pytest.mark.parametrize("kept", [True, False], ids=["kept", "made anew"])
def test_the_words_of_a_case_may_be_gone(landlord, people, kept):
    opened = story(landlord, people)
    before = population.population(landlord, LONG_AFTER)
    with log.open(landlord, opened.case.reference) as again:
        log.erase(again, AT)
    if kept:
        Kept.objects.all().delete()
        keep()

    assert population.population(landlord, LONG_AFTER) == before
    assert "roof" not in str(before)
    assert not any(b"roof" in bytes(row.data) for row in Kept.objects.all())


def test_of_another_landlord_nothing_is_counted(landlord, people):
    start(landlord)
    keep()

    assert population.population(people.other, LONG_AFTER) == []
    assert population.seen_by(people.otto, LONG_AFTER) == []


# ---- who sees what --------------------------------------------------------------------------


@pytest.mark.parametrize("kept", [True, False], ids=["kept", "made anew"])
def test_nobody_finds_a_complaint_about_themselves_in_a_figure(landlord, people, kept):
    about = start(landlord, about=[people.una.key])
    other = start(landlord)
    if kept:
        keep()

    assert [one.reference for one in population.seen_by(people.una, LONG_AFTER)] == [other.case.reference]
    assert len(population.seen_by(people.dee, LONG_AFTER)) == 2
    assert about.case.reference in {one.reference for one in population.population(landlord, LONG_AFTER)}


def test_people_of_one_brand_see_its_figures(landlord, people):
    for brand in ("north", "south", None):
        start(landlord, brand=brand)
    people.una.brands = ["north"]
    people.una.save()

    assert [one.brand for one in population.seen_by(people.una, LONG_AFTER)] == ["north", ""]
    assert [one.brand for one in population.population(landlord, LONG_AFTER, brand="south")] == ["south"]
    assert population.seen_by(people.una, LONG_AFTER, brand="south") == []


def test_a_case_that_moved_to_another_brand_was_of_the_first_one_then(landlord):
    opened = start(landlord, brand="north")
    append(opened, event("redirected", days(3), brand="south"))

    assert [one.brand for one in population.population(landlord, days(2))] == ["north"]
    assert [one.brand for one in population.population(landlord, days(3))] == ["south"]


# ---- the worker -----------------------------------------------------------------------------


def test_reading_writes_nothing(landlord, people):
    story(landlord, people)
    with CaptureQueriesContext(connection) as asked:
        population.seen_by(people.una, LONG_AFTER)

    assert {one["sql"].split()[0] for one in asked} <= {"SELECT", "DECLARE"}
    assert not Kept.objects.exists()


def test_the_worker_goes_on_where_it_was_stopped(landlord, people, monkeypatch):
    monkeypatch.setattr(keeping, "BATCH", 3)
    opened = story(landlord, people)
    start(landlord)
    assert keeping.run_once(NOW)
    with monkeypatch.context() as killed, pytest.raises(pytest.fail.Exception):
        killed.setattr(keeping, "_rows", lambda *of: pytest.fail("killed"))
        for _ in range(20):
            keeping.run_once(NOW)
    keep()

    assert keeping.progress(landlord) == (Event.objects.count(), Event.objects.count())
    assert population.population(landlord, LONG_AFTER)[0] == facts_of(opened, LONG_AFTER)
    assert not keeping.run_once(NOW), "there is nothing left to do"


def test_two_workers_at_once_keep_each_case_once(landlord, people, monkeypatch):
    story(landlord, people)
    made = keeping._kept

    def meanwhile(*of):
        rows = list(made(*of))
        monkeypatch.setattr(keeping, "_kept", made)
        assert keeping.run_once(NOW)
        return rows

    monkeypatch.setattr(keeping, "_kept", meanwhile)
    assert not keeping.run_once(NOW), "the other one wrote first"
    assert Kept.objects.filter(next_on=None).count() == 1


def test_a_case_whose_facts_cannot_be_made_does_not_stop_the_others(landlord, people, monkeypatch, caplog):
    broken, whole = start(landlord), start(landlord)
    facts = of.Walk.facts

    def fails_for_one(walk):
        if walk.reference == broken.case.reference:
            raise ValueError("beyond the calendar")
        return facts(walk)

    monkeypatch.setattr(of.Walk, "facts", fails_for_one)
    keep()

    assert list(Kept.objects.values_list("case", flat=True)) == [whole.case.pk]
    assert "cannot be kept" in caplog.text


def test_a_case_whose_policy_is_not_there_stops_no_other_landlord_and_is_named(landlord, people, monkeypatch, caplog):
    broken, other = start(landlord), start(landlord)
    policy = packs.policy

    def missing_for_one(landlord, pack, version):
        if version == "gone":
            raise FileNotFoundError("there is no such version")
        return policy(landlord, pack, version)

    monkeypatch.setattr(packs, "policy", missing_for_one)
    CaseRow.objects.filter(pk=broken.case.pk).update(pack_version="gone")
    keep()

    assert list(Kept.objects.values_list("case", flat=True)) == [other.case.pk]
    assert broken.case.reference in caplog.text
    with pytest.raises(population.Uncountable) as uncountable:
        population.population(landlord, LONG_AFTER)
    assert broken.case.reference in uncountable.value.problem


def test_a_landlord_at_which_it_breaks_keeps_no_other_waiting(landlord, people, monkeypatch, caplog):
    other, go_on = Landlord.objects.create(name="Lost", prefix="LST", pack="test"), keeping._go_on
    monkeypatch.setattr(keeping, "_go_on", lambda one: {}[one] if one == other else go_on(one))
    start(landlord)
    keep()

    assert Kept.objects.filter(landlord=landlord).count() == 1
    assert "Lost" in caplog.text


def test_a_new_list_of_bank_holidays_makes_what_was_kept_anew(landlord, people):
    opened = story(landlord, people)
    keep()
    Kept.objects.update(data=b"by the old list")
    year = {"first": date(2026, 1, 1), "last": date(2026, 12, 31)}
    landlord.calendar = Holidays.objects.create(landlord=landlord, **year, days={}, source="A list", at=AT)
    landlord.save()

    assert population.population(landlord, LONG_AFTER) == [facts_of(opened, LONG_AFTER)]
    keep()
    assert population.population(landlord, LONG_AFTER) == [facts_of(opened, LONG_AFTER)]
    assert not Kept.objects.exclude(rules=folding.rules(landlord)).exists()


def test_what_happens_while_it_is_read_is_neither_missed_nor_counted_twice(landlord, people, monkeypatch):
    opened, refuse = story(landlord, people), population._refuse_many
    keep()

    def meanwhile(*of):
        append(opened, event("reopened", days(80)))
        refuse(*of)

    monkeypatch.setattr(population, "_refuse_many", meanwhile)
    assert [one.reference for one in population.population(landlord, LONG_AFTER)] == [opened.case.reference]


def test_while_the_worker_is_far_behind_it_says_how_far_it_is(landlord, people, monkeypatch):
    monkeypatch.setattr(population, "FEW", 1)
    story(landlord, people)
    start(landlord)
    with pytest.raises(population.Counting) as counting_:
        population.population(landlord, LONG_AFTER)

    assert (counting_.value.done, counting_.value.of, counting_.value.percent) == (0, Event.objects.count(), 0)
    keep()
    assert len(population.population(landlord, LONG_AFTER)) == 2


def test_many_cases_take_few_queries(landlord, people):
    for _ in range(12):
        start(landlord)
    with CaptureQueriesContext(connection) as asked:
        population.population(landlord, LONG_AFTER)

    assert len(asked) < 8
