"""Every figure that is drawn anywhere is that of the raw events, and stays so for a day that is over."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import UTC, date, datetime, timedelta
from functools import cache

import pytest
from django.utils import timezone

from putright import data
from putright.apps.accounts import packs
from putright.apps.casework import log
from putright.apps.casework.models import Case, Event
from putright.apps.measuring import keeping
from putright.apps.measuring.population import population, seq_now
from putright.apps.oversight.assessment import counting as assessing
from putright.apps.oversight.dashboards import asked, boards, counting, parts, tsm
from putright.apps.oversight.reports import actions, figures, rhythms, run
from putright.apps.oversight.reports.models import Drawn, Recount
from putright.apps.records import erasing
from putright.core import events as e
from putright.core.measures.counting import ask_all
from putright.core.measures.question import Question
from putright.core.reporting import periods, shapes
from putright.demo import history
from tests.apps.oversight.report_house import NOW, TODAY, YEAR_END, house, issued
from tests.measures.recount import CH02, Told, recount

pytestmark = pytest.mark.django_db
HOUSES = ("willow-tree", "housing-plus")


@pytest.fixture(autouse=True)
def day(monkeypatch):
    """Wednesday 10 June 2026."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)


class Second:
    """The second count of a landlord's raw events, as they were known at the end of a day and a place in the log."""

    def __init__(self, landlord, until, seq=None, brands=None):
        rows = Event.objects.filter(landlord=landlord, on__lte=until).select_related("case").order_by("case", "n")
        found = defaultdict(list)
        for row in rows if seq is None else rows.filter(seq__lte=seq):
            found[row.case].append(e.decode(json.loads(row.data)))
        self.told = [Told(case.reference, told, packs.policy(landlord, case.pack, case.pack_version))
                     for case, told in found.items()]  # fmt: skip
        self.told = [one for one in self.told if brands is None or one.events[0].brand in brands]
        self.by_measure = cache(self._by_measure)
        self.asked = 0

    def _by_measure(self, measure):
        """The cases with only what may count: what `recount` goes through for one measure."""
        wanted = "ch02" if measure in CH02 else measure
        bags = [Told(one.reference, [], one.policy) for one in self.told]
        for bag, one in zip(bags, self.told, strict=True):
            bag.__dict__["rows"] = [row for row in one.rows if row.measure == wanted]
        return [bag for bag in bags if bag.rows]

    def ask(self, question):
        self.asked += 1
        return recount(question, self.by_measure(question.measure))

    def hold(self, cells):
        """Holds each cell against it."""
        for cell in cells:
            again = self.ask(cell.asks)
            assert (cell.counted, cell.of, cell.value) == (again.counted, again.of, worth(again, cell.unit)), cell


def worth(answer, unit):
    """What a cell of a unit shows, worked out anew."""
    if unit == "percent":
        return answer.counted / answer.of if answer.of else None
    if unit == "pounds":
        return answer.sum or 0
    if unit in ("days", "score"):
        things = answer.counted if answer.of is None else answer.of
        return round(answer.sum / things, 1) if things else None
    return answer.counted


@pytest.mark.provision("C20-B6.6", "C24-9.7", "C24-8.1")
@pytest.mark.parametrize("slug", HOUSES)
@pytest.mark.parametrize("kept", [True, False], ids=["kept", "from the log"])
def test_every_figure_of_every_report(slug, kept):
    who = house(slug, 80)
    while kept and keeping.run_once(NOW):
        pass
    seq, seen = seq_now(who.landlord), set()
    for name, report in rhythms.definitions(who.landlord).items():
        ended = list(periods.ended(report.every, TODAY - timedelta(500), TODAY, rhythms.begins(who.landlord)))
        for span in (ended[-1],) if kept else (ended[len(ended) // 2],):
            second = Second(who.landlord, span[1], seq)
            for brand in report.brands or ("",):
                draft = figures.draw(who.landlord, name, brand, span, seq)
                second.hold(draft.figures)
                seen |= {(cell.asks.measure, bool(cell.counted)) for cell in draft.figures}
    assert len(seen) > 60, "the reports ask about almost everything, and something has happened of most of it"


@pytest.mark.parametrize("slug", HOUSES)
def test_every_figure_of_the_pages_of_figures(slug):
    who = house(slug, 80)
    second = Second(who.landlord, TODAY)
    begins = packs.current(who.landlord).pack.landlord.year_begins
    done = set()
    for board in boards.BOARDS.values():
        for part in parts.of(board):
            every = "year" if part.key in ("time", "about") else "quarter"
            wanted = asked.Wanted(page=board.key, part=part.key, every=every, on=TODAY, brand="", begins=begins)
            if (part.key, part.shows) not in done:
                second.hold(counting.page(board, part, wanted, who.officer).drawn.figures)
            done.add((part.key, part.shows))
    standing = [Question(measure=name, since=TODAY, until=TODAY) for name, *_ in counting.STANDING]
    tiles = counting.tiles(counting.Seen(who.officer, TODAY), wanted)
    assert [one.number for one in tiles] == [second.ask(one).counted for one in standing]
    assert second.asked > 300


@pytest.mark.parametrize("slug", HOUSES)
def test_the_return_of_satisfaction_measures(slug):
    who = house(slug, 80)
    for made in (
        {},
        {"basis": "answered", "extensions": "not_counted", "unknown": "left_out"},
        {"year_end": "left_out"},
    ):
        for year in (2024, 2025):
            until = date(year + 1, 3, 31)
            second, facts = Second(who.landlord, until), population(who.landlord, until)
            questions = tsm.tsm.questions(date(year, 4, 1), until, made)
            for line in tsm.tsm.lines(ask_all(questions, facts), date(year, 4, 1), until, {}, made):
                again = second.ask(line.asks)
                assert (line.counted, line.of) == (again.counted, again.of), line


@pytest.mark.parametrize("slug", HOUSES)
def test_the_figures_of_the_self_assessment(slug):
    who = house(slug, 80)
    policy = packs.current(who.landlord)
    facts, second = population(who.landlord, YEAR_END), Second(who.landlord, YEAR_END)
    for edition in {policy.pack.edition}:
        for name, figure in data.load_form(edition).figures.items():
            question = assessing.question(figure, date(2025, 4, 1), YEAR_END)
            (answer,), again = ask_all([question], facts).values(), second.ask(question)
            assert (answer.counted, answer.of, answer.sum) == (again.counted, again.of, again.sum), name


@pytest.mark.provision("C24-8.1", "C20-B6.6")
@pytest.mark.parametrize("slug", HOUSES)
def test_a_report_of_last_year_comes_out_the_same_after_later_events_and_disposal(slug, monkeypatch):
    who = house(slug, 60)
    seq = seq_now(who.landlord)
    name, brand = "annual_report", next(iter(packs.current(who.landlord).pack.reports["annual_report"].brands), "")
    span = (YEAR_END.replace(year=2025) + timedelta(1), YEAR_END)
    made = Drawn.objects.create(landlord=who.landlord, report=name, brand=brand, since=span[0], until=span[1],
                                next_try=NOW)  # fmt: skip
    while Drawn.objects.filter(pk=made.pk, state="queued").exists():
        run._draw_one(NOW)
    issue = issued(who, Drawn.objects.defer(None).get(pk=made.pk))
    later = datetime(2028, 6, 12, 9, 0, tzinfo=UTC)
    monkeypatch.setattr(timezone, "now", lambda: later)
    history.tell(who.landlord, later.date(), 30, years=2, seed="later")
    disposed = 0
    for case in Case.objects.filter(landlord=who.landlord, received_on__lte=YEAR_END).order_by("pk"):
        with log.open(who.landlord, case.reference) as opened:
            if disposed < 25:
                happened = [e.Disposed(on=later.date())]
                erasing.erase_case(log.append(opened, happened, by=who.officer, at=later), later)
                disposed += 1
            else:  # something of last year comes to be known only now
                log.append(opened, [e.SurveyAnswered(on=max(opened.state.last, span[1]), score=5)], by=who.officer,
                           at=later)  # fmt: skip
    assert seq_now(who.landlord) > seq
    again = actions.count_again(who.officer, issue, why="Asked for", at=later)
    run._recount_one(later)
    again = Recount.objects.get(pk=again.pk)
    assert (again.same, again.problem) == (True, "")
    assert json.loads(again.differences), "with what is known today it comes out differently"
    Second(who.landlord, span[1], issue.thawed.seq).hold(shapes.figures(issue.thawed))
    while keeping.run_once(later):
        pass
    assert not figures.again(issue.thawed, who.landlord, issue.thawed.seq)
