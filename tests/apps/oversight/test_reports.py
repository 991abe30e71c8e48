"""Reports on the policies' rhythms: drawn up once, written in, issued, and the same whenever they are counted again."""

from __future__ import annotations

import itertools
from collections import Counter
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.utils import timezone

from putright import data
from putright.apps.casework import log
from putright.apps.casework.models import Case
from putright.apps.measuring.population import Counting
from putright.apps.oversight.reports import actions, figures, making, rhythms, run
from putright.apps.oversight.reports.models import Drawn, Issue, Place, Recount
from putright.core import events as e
from putright.core.reporting import shapes
from putright.core.reporting.shapes import Words
from tests.apps.oversight.report_house import NOW, TODAY, YEAR_END, drawn, house, issued, work, write_all

pytestmark = pytest.mark.django_db
MARCH = date(2026, 3, 31)


@pytest.fixture(autouse=True)
def day(monkeypatch):
    """Wednesday 10 June 2026."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.fixture
def willow(db):
    return house("willow-tree")


@pytest.fixture
def quick(willow, monkeypatch):
    """Willow Tree, without any figures: for what does not turn on them."""
    monkeypatch.setattr(figures, "population", lambda *_, **__: [])
    return willow


def table(draft, name):
    """A table of a draft: its figures by row and column."""
    blocks = (block for part in draft.thawed.parts for block in part.blocks)
    found = next(block for block in blocks if isinstance(block, shapes.Table) and block.id == name)
    return {row[0].value: [cell.value for cell in row[1:]] for row in found.rows}


@pytest.mark.provision("HPG-40", "WTP-02", "HSP-34")
@pytest.mark.parametrize(
    ("slug", "report", "every", "periods"),
    [
        ("housing-plus", "executive_fortnightly", "fortnight", 32),
        ("housing-services", "monthly_review", "month", 15),
        ("willow-tree", "mrc_insight", "quarter", 5),
        ("taunton", "annual_review", "year", 1),
    ],
)
def test_each_report_is_drawn_up_for_every_period_that_is_over_and_never_twice(
    slug, report, every, periods, monkeypatch
):
    who = house(slug, 12)
    monkeypatch.setattr(figures, "population", lambda *_, **__: [])
    assert data.load_policy(who.landlord.pack).pack.reports[report].every == every
    work()
    found = Drawn.objects.filter(landlord=who.landlord, report=report, brand="").order_by("since")
    assert abs(len(found) - periods) <= 1
    assert all(one.state == "draft" and one.until < TODAY for one in found)
    for before, after in itertools.pairwise(found):
        assert before.until + timedelta(1) == after.since
    assert work() == 0
    assert len(found) == Drawn.objects.filter(landlord=who.landlord, report=report, brand="").count()


def test_a_report_missed_while_nothing_ran_is_drawn_up_later(quick, monkeypatch):
    work()
    before = Counter(Drawn.objects.values_list("report", flat=True))
    later = NOW + timedelta(days=100)
    monkeypatch.setattr(timezone, "now", lambda: later)
    work(later)
    after = Counter(Drawn.objects.values_list("report", flat=True))
    assert after["mrc_insight"] == before["mrc_insight"] + 1


def test_what_a_killed_worker_had_begun_the_next_one_draws_up(quick):
    run.catch_up(NOW)
    Drawn.objects.exclude(pk=Drawn.objects.first().pk).update(next_try=None)
    one = run._claim(NOW)
    assert one.state == "drawing"
    assert run._claim(NOW) is None
    later = NOW + run.LEASE
    again = run._claim(later)
    assert again.pk == one.pk
    run.draw(one, later)
    assert Drawn.objects.get(pk=one.pk).state == "drawing", "the first worker has lost it"
    run.draw(again, later)
    assert Drawn.objects.get(pk=one.pk).state == "draft"


def test_one_that_breaks_off_again_and_again_is_given_up_with_the_reason(quick, monkeypatch):
    def broken(*_, **__):
        raise OSError

    monkeypatch.setattr(figures, "draw", broken)
    run.catch_up(NOW)
    for n in range(run.TRIES + 1):
        for _ in range(Drawn.objects.count()):
            run.run_once(NOW + timedelta(hours=n))
    assert set(Drawn.objects.values_list("state", flat=True)) == {"failed"}
    assert "OSError" in Drawn.objects.first().problem
    one = Drawn.objects.first()
    actions.redraw(quick.officer, one, at=NOW)
    assert Drawn.objects.get(pk=one.pk).state == "queued"


def test_it_waits_while_the_log_is_still_being_counted(quick, monkeypatch):
    def behind(*_, **__):
        raise Counting(20, 100)

    monkeypatch.setattr(figures, "population", behind)
    run.run_once(NOW)
    one = Drawn.objects.filter(problem__contains="20 per cent").get()
    assert one.state == "queued"
    assert one.attempts == 0


@pytest.mark.provision("WTP-23")
def test_the_audit_committee_sees_all_complaints_and_compliments_of_the_year(willow):
    work()
    report = drawn(willow.landlord, "audit_risk_report", YEAR_END)
    year = {"received_on__gte": date(2025, 4, 1), "received_on__lte": YEAR_END}
    cases = Case.objects.filter(landlord=willow.landlord, **year)
    told = table(report, "volumes")
    counted = [one for one in figures.Counted(willow.landlord, YEAR_END, report.seq).facts
               if one.formal and date(2025, 4, 1) <= one.formal <= YEAR_END and not one.apart]  # fmt: skip
    assert told["Complaints received"][0] == len(counted) > 0
    assert table(report, "praise")["Compliments"][0] == cases.filter(kind="compliment").count()


@pytest.mark.provision("C24-9.7")
@pytest.mark.parametrize("pack", ["willow-tree", "housing-services", "housing-plus-group", "model-2024"])
def test_where_a_policy_is_held_to_the_code_of_2024_the_four_packs_are_promised(pack):
    reports = data.load_policy(pack).pack.reports
    mine = [one for one in reports.values() if "C24-9.7" in one.cites or pack == "model-2024"]
    shown = {section for one in mine for section in one.shows}
    assert {"volumes", "categories", "outcomes", "timeliness", "issues", "trends", "ombudsman", "orders"} <= shown
    assert "ombudsman_report" in reports["annual_report"].shows


@pytest.mark.provision("C20-A", "THT-21", "THT-23", "C20-B6.11")
def test_trustees_get_what_the_code_of_2020_has_a_board_get():
    reports = data.load_policy("taunton-heritage-trust").pack.reports
    assert {"volumes", "categories", "outcomes", "orders"} <= set(reports["governance_committee"].shows)
    yearly = reports["annual_review"].shows
    assert {"trends", "issues", "ombudsman_report", "code_applied", "ombudsman", "learning"} <= set(yearly)
    assert {"trends", "issues", "flags"} <= set(reports["trends_and_risk"].shows)


@pytest.mark.provision("HSP-35", "C24-9.6", "MOD-41", "MOD-42")
@pytest.mark.parametrize(
    ("pack", "report", "to"),
    [
        ("housing-services", "tenant_voice_forum", "Tenant Voice Forum"),
        ("housing-services", "housing_advisory_board", "Housing Advisory Board"),
        ("housing-services", "governing_body_report", "mrc"),
        ("willow-tree", "mrc_insight", "mrc"),
        ("housing-plus-group", "mrc_insight", "mrc"),
        ("model-2024", "mrc_insight", "mrc"),
    ],
)
def test_those_whom_the_policy_names_get_findings_and_performance_every_quarter(pack, report, to):
    found = data.load_policy(pack).pack.reports[report]
    assert to in found.to
    assert found.every == "quarter"
    assert {"volumes", "outcomes", "timeliness"} <= set(found.shows)


@pytest.mark.provision("C24-9.3", "C20-B6.2", "C20-B6.10", "MOD-40", "HPG-34")
@pytest.mark.parametrize("pack", data.pack_names())
def test_what_was_learnt_goes_to_residents_staff_and_scrutiny_every_quarter(pack):
    found = data.load_policy(pack).pack.reports["learning_digest"]
    assert found.every == "quarter"
    assert "staff" in found.to
    assert len(found.to) == 3
    assert {"learning", "causes"} <= set(found.shows)


@pytest.mark.provision("C24-2.5", "C24-3.3")
def test_refusals_and_ways_in_have_reports_of_their_own_in_the_model_policy():
    reports = data.load_policy("model-2024").pack.reports
    assert "refusals" in reports["refusal_review"].shows
    assert {"volumes", "channels"} <= set(reports["access_review"].shows)


@pytest.mark.provision("THT-39", "HPG-11")
@pytest.mark.parametrize(
    ("slug", "report"), [("taunton", "code_and_other_figures"), ("housing-plus", "committee_oversight")]
)
def test_what_the_code_does_not_bind_is_counted_apart(slug, report):
    who = house(slug, 60)
    run.catch_up(NOW)
    one = drawn(who.landlord, report, MARCH)
    Drawn.objects.exclude(pk=one.pk).update(next_try=None)
    work()
    told = table(drawn(who.landlord, report, MARCH), "apart")
    facts = figures.Counted(who.landlord, MARCH, Drawn.objects.get(pk=one.pk).seq).facts
    formal = [fact for fact in facts if fact.formal and date(2026, 1, 1) <= fact.formal <= MARCH]
    assert told["Apart from them"][0] == sum(fact.apart for fact in formal)
    assert told["In the Code’s figures"][0] == sum(not fact.apart for fact in formal)


def test_every_number_in_a_report_is_a_question_that_gives_it_again(willow):
    run.catch_up(NOW)
    Drawn.objects.exclude(report="governing_body_report", until=MARCH).update(next_try=None)
    work()
    report = drawn(willow.landlord, "governing_body_report", MARCH).thawed.whole({})
    numbers = [cell for block in report.blocks if isinstance(block, shapes.Table)
               for row in block.rows for cell in row[1:] if cell.unit != "text"]  # fmt: skip
    assert len(numbers) > 80
    assert all(cell.asks for cell in numbers)
    assert any(cell.counted for cell in numbers)
    assert figures.again(report, willow.landlord, report.seq) == []
    assert all(rule.partition("@")[2] for rule in report.rules.values())


def test_an_issued_report_comes_out_the_same_after_more_was_recorded_and_after_disposal(willow):
    run.catch_up(NOW)
    Drawn.objects.exclude(report="governing_body_report", until=MARCH).update(next_try=None)
    work()
    made = issued(willow, drawn(willow.landlord, "governing_body_report", MARCH))
    report = made.thawed
    case = Case.objects.filter(landlord=willow.landlord, received_on__lte=MARCH).latest("received_on")
    late = e.Received(on=date(2026, 2, 3), channel="letter", from_="tenant", party="p1", text="x")
    log.start(willow.landlord, [late], by=willow.officer, at=NOW)
    assert figures.again(report, willow.landlord, report.seq) == []
    with log.open(willow.landlord, case.reference) as opened:
        log.erase(opened, NOW)
    assert figures.again(report, willow.landlord, report.seq) == []
    actions.count_again(willow.officer, made, why="A letter came to light.", at=NOW)
    work()
    again = Recount.objects.get()
    assert again.same is True
    assert again.seq > report.seq
    assert '"table":"Complaints","row":"Complaints received"' in again.differences
    assert Issue.objects.get().sha256 == actions.digest(Issue.objects.get().document)


# ---- writing in it, and issuing it ----------------------------------------------------------


@pytest.fixture
def yearly(quick):
    """The draft of Willow Tree's yearly report."""
    run.catch_up(NOW)
    Drawn.objects.exclude(report="annual_report").update(next_try=None)
    work()
    return drawn(quick.landlord, "annual_report", YEAR_END)


@pytest.mark.provision("WTP-29", "C24-8.1", "HPG-35")
def test_a_yearly_report_is_not_issued_while_a_part_that_must_be_written_is_empty(quick, yearly):
    with pytest.raises(actions.Refused) as refused:
        actions.issue(quick.officer, yearly, at=NOW, draw=making.pdf)
    assert [reason.split("”")[0][1:] for reason in refused.value.reasons] == [
        "Our self-assessment", "What lies behind the figures", "Where we did not comply", "What we improved",
        "The Ombudsman’s yearly report on us", "Other reports of the Ombudsman",
    ]  # fmt: skip
    write_all(quick, yearly)
    made = actions.issue(quick.officer, yearly, at=NOW, draw=making.pdf)
    assert made.key == "annual-report-2026-03-31"
    assert made.number == 1
    said = [line for block in made.thawed.blocks if isinstance(block, Words) for line in block.lines]
    assert "There is none." in said
    assert "What we improved: this is what we found." in said
    assert bytes(Issue.objects.get().pdf)[:4] == b"%PDF"


def test_words_are_signed_by_office_and_the_last_ones_hold(quick, yearly):
    actions.comment(quick.officer, yearly, "analysis", text="First.", at=NOW)
    actions.comment(quick.officer, yearly, "analysis", text="Second.\n\nThird.", at=NOW)
    actions.comment(quick.officer, yearly, "improvements", text="Gone.", at=NOW)
    actions.comment(quick.officer, yearly, "improvements", text="", at=NOW)
    words = [block for block in actions.composed(yearly).blocks if isinstance(block, Words) and block.by]
    assert [block.lines for block in words] == [("Second.", "Third.")]
    assert quick.officer.name not in words[0].by
    assert words[0].by == actions.office(quick.officer)


def test_what_somebody_wrote_meanwhile_is_not_issued_unseen(quick, yearly):
    write_all(quick, yearly)
    shown = actions.digest(shapes.freeze(actions.composed(yearly)))
    actions.comment(quick.officer, yearly, "analysis", text="Something else.", at=NOW)
    with pytest.raises(actions.Refused, match="Look at it again"):
        actions.issue(quick.officer, yearly, at=NOW, shown=shown, draw=making.pdf)


def test_an_issued_report_and_all_that_is_noted_of_it_is_frozen(quick, yearly):
    made = issued(quick, yearly)
    actions.received(quick.officer, made, to="Board", how="With its papers", on=TODAY, at=NOW)
    actions.put(quick.officer, made, what=Place.What.PAGE, url="", on=TODAY, at=NOW)
    with pytest.raises(actions.Refused, match="no draft"):
        actions.comment(quick.officer, yearly, "analysis", text="Too late.", at=NOW)
    with pytest.raises(actions.Refused):
        actions.redraw(quick.officer, yearly, at=NOW)
    for rows in (Drawn.objects.filter(pk=yearly.pk), Issue.objects.all(), made.receipts, made.places, yearly.comments):
        for change in (lambda rows=rows: rows.update(at=NOW) if rows.model is not Drawn else rows.update(seq=1),
                       lambda rows=rows: rows.all()._raw_delete(rows.db)):  # fmt: skip
            with pytest.raises(DatabaseError), transaction.atomic():
                change()


def test_only_who_may_issue_reports_does(quick, yearly):
    for person in (quick.member, quick.desk):
        with pytest.raises(PermissionDenied):
            actions.comment(person, yearly, "analysis", text="Mine.", at=NOW)
    made = issued(quick, yearly)
    with pytest.raises(PermissionDenied):
        actions.ask(quick.desk, made, at=NOW, asked_by="x", text="x", owed_by="x", due=TODAY, on=TODAY)
    question = actions.ask(quick.member, made, at=NOW, asked_by="Board", text="Why?", owed_by="Complaints Officer",
                           due=TODAY, on=TODAY)  # fmt: skip
    actions.reply(quick.officer, question, text="Because.", on=TODAY, at=NOW)
    with pytest.raises(actions.Refused, match="answered meanwhile"):
        actions.reply(quick.officer, question, text="Again.", on=TODAY, at=NOW)


def test_a_response_stands_beside_the_report_only_once_there_is_one(quick, yearly):
    made = issued(quick, yearly)
    with pytest.raises(actions.Refused, match="no response"):
        actions.put(quick.officer, made, what="response", url="https://www.example.org/r", on=TODAY, at=NOW)
    actions.respond(quick.officer, made, body="The Board", text="We thank everybody.", on=TODAY, at=NOW)
    actions.put(quick.officer, made, what="response", url="https://www.example.org/r", on=TODAY, at=NOW)


@pytest.mark.provision("LGO24-report")
def test_a_group_gives_each_landlord_that_a_code_asks_its_own_yearly_report(monkeypatch):
    who = house("housing-plus", 30)
    run.catch_up(NOW)
    Drawn.objects.exclude(report="annual_report").update(next_try=None)
    work()
    found = Drawn.objects.defer(None).filter(report="annual_report", until=YEAR_END)
    assert {one.brand for one in found} == {"homes-plus", "wrekin", "care-plus", "choices"}
    for one in found:
        asked = {cell.asks.where["brand"] for cell in one.thawed.figures}
        assert asked == {one.brand}
        assert one.thawed.head.organisation != who.landlord.name


def test_a_report_is_late_some_time_after_its_period(quick):
    work()
    found = {one.name: one for one in rhythms.standing(quick.landlord, TODAY)}
    assert found["mrc_insight"].next_until == date(2026, 6, 30)
    last = {name: one.waiting[-1] for name, one in found.items()}
    assert last["mrc_insight"].until == last["annual_report"].until == YEAR_END
    assert rhythms.is_late(last["mrc_insight"], "quarter", TODAY)
    assert not rhythms.is_late(last["annual_report"], "year", TODAY)
