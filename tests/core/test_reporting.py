"""Reports as pure functions: periods without gaps, sections of questions, one asking for all, the same text again."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from putright import data
from putright.core.events import learning as e
from putright.core.measures.catalogue import DIMENSIONS, MEASURES
from putright.core.measures.question import Answer
from putright.core.reporting import drawing, html, labels, periods, shapes
from putright.core.reporting.asking import Asker, cell, key, value
from putright.core.reporting.sections import SECTIONS, kept
from putright.core.reporting.shapes import Chart, Heading, Report, Table, Words

YEAR = (date(2025, 4, 1), date(2026, 3, 31))
DAYS = st.dates(date(2000, 1, 1), date(2060, 12, 31))
EVERY = st.sampled_from(["fortnight", "month", "quarter", "year"])
DRAWN = [(name, report) for name in data.pack_names() for report, one in data.load_policy(name).pack.reports.items()
         if one.shows]  # fmt: skip


class Asked:
    """Answers every question by its length, and counts how often it is asked."""

    def __init__(self):
        self.times, self.questions = 0, []

    def __call__(self, questions):
        self.times += bool(questions)
        self.questions += questions
        return [Answer(counted=len(key(one)) % 7, of=9, sum=250, rule=f"{one.measure}@1") for one in questions]


def asker(pack="willow-tree", every="year", brand="", span=YEAR):
    policy = data.load_policy(pack)
    values = {"area": ["TA5"], "finding": ["service_failure"]}
    return Asker(
        since=span[0], until=span[1], every=every, policy=policy, wording=data.load_wording(pack), brand=brand,
        values_of=lambda dimension: values.get(dimension, ()),
    )  # fmt: skip


def draft(pack, report, answers, **more):
    defined = data.load_policy(pack).pack.reports[report]
    head = Report(id=report, title=defined.title, organisation="Test", since=YEAR[0], until=YEAR[1], blocks=())
    return drawing.draw(defined.shows, asker(pack, defined.every, **more), answers, head)


# ---- periods --------------------------------------------------------------------------------


@given(EVERY, DAYS, st.integers(1, 12))
def test_every_day_is_in_one_period_and_periods_follow_without_a_gap(every, day, begins):
    since, until = periods.span(every, day, begins)
    assert since <= day <= until
    assert {periods.span(every, one, begins) for one in (since, until)} == {(since, until)}
    earlier = periods.before(every, since, begins)
    assert earlier[1] + timedelta(1) == since
    assert periods.span(every, until + timedelta(1), begins)[0] == until + timedelta(1)


def test_fortnights_run_from_monday_to_sunday_through_a_year_of_53_weeks():
    found = list(periods.ended("fortnight", date(2026, 12, 1), date(2027, 3, 1)))
    assert all(since.weekday() == 0 and (until - since).days == 13 for since, until in found)
    assert all(one[1] + timedelta(1) == two[0] for one, two in pairwise(found))


def test_a_financial_year_begins_in_april_or_when_the_landlord_says():
    assert periods.span("year", date(2026, 3, 31)) == YEAR
    assert periods.span("year", date(2026, 3, 31), begins=1) == (date(2026, 1, 1), date(2026, 12, 31))
    assert data.load_policy("willow-tree").pack.landlord.year_begins == 4


@given(EVERY, DAYS, st.integers(0, 800))
def test_only_periods_that_are_over_have_ended(every, first, days):
    today = first + timedelta(days)
    found = list(periods.ended(every, first, today))
    assert all(until < today for _, until in found)
    assert not found or periods.span(every, found[-1][1] + timedelta(1))[1] >= today


# ---- sections -------------------------------------------------------------------------------

KEPT = {one.id for one in kept.SECTIONS}
"""Sections that the program fills from what is kept elsewhere: nothing is asked for them."""


@pytest.mark.parametrize(("pack", "report"), DRAWN, ids=[f"{pack}:{report}" for pack, report in DRAWN])
def test_every_report_of_every_pack_is_drawn_from_one_asking(pack, report):
    asked = Asked()
    made = draft(pack, report, asked)
    counted = any(one not in KEPT for one in data.load_policy(pack).pack.reports[report].shows)
    assert asked.times == counted
    assert len(asked.questions) == len({key(one) for one in asked.questions})
    assert drawing.thaw(drawing.freeze(made)) == made
    whole = made.whole({})
    assert shapes.thaw(shapes.freeze(whole)) == whole
    assert len({one.id for one in whole.blocks if isinstance(one, Table)}) == sum(
        isinstance(one, Table) for one in whole.blocks
    )


@pytest.mark.parametrize("section", SECTIONS.values(), ids=SECTIONS)
def test_every_number_of_a_section_is_a_question_that_can_be_asked(section):
    r, asked = asker("housing-plus-group", "month"), Asked()
    for _ in range(3):
        blocks = list(section.draw(r))
        if not r.settle(asked):
            break
    for question in asked.questions:
        assert question.measure in MEASURES
        assert question.where.keys() <= DIMENSIONS.keys()
    for table in (one for one in blocks if isinstance(one, Table)):
        assert table.caption
        assert all(len(row) == len(table.head) for row in table.rows)
        for row in table.rows:
            assert row[0].unit == "text"
            assert row[0].value
            assert all(one.asks and one.unit != "text" for one in row[1:])
            for one in row[1:]:
                measure = MEASURES[one.asks.measure]
                assert one.unit == ("percent" if measure.share else measure.unit), measure.id
    for chart in (one for one in blocks if isinstance(one, Chart)):
        at = blocks.index(chart)
        after = blocks[at + 1]
        assert isinstance(after, Words) or after.id == chart.table
    assert not any(isinstance(one, Heading) for one in blocks)


def test_no_section_tells_anything_by_person_or_team():
    assert not {"handler", "person", "team", "staff"} & DIMENSIONS.keys()


@pytest.mark.parametrize("brand", ["", "wrekin"])
def test_a_report_of_one_landlord_of_a_group_asks_of_that_one_alone(brand):
    asked = Asked()
    draft("housing-plus-group", "annual_report", asked, brand=brand)
    assert all(one.where.get("brand", "") == brand for one in asked.questions)


def test_volume_stands_beside_how_people_reach_the_landlord():
    channels = list(SECTIONS["channels"].draw(asker()))
    rows = [row[0].value for one in channels if isinstance(one, Table) for row in one.rows]
    assert [name for name in labels.CHANNELS.values() if name not in rows] == [], "also ways that nobody used"


def test_a_cell_shows_nothing_where_there_is_nothing_it_is_a_share_of():
    assert value(Answer(counted=0, of=0), "percent") is None
    assert value(Answer(counted=1, of=4), "percent") == 0.25
    assert value(Answer(counted=2, sum=25), "days") == 12.5
    assert value(Answer(counted=0, sum=0), "days") is None
    assert value(Answer(counted=3, sum=12050), "pounds") == 12050


# ---- words, differences, pages --------------------------------------------------------------


def test_words_stand_before_the_figures_of_their_section():
    made = draft("willow-tree", "mrc_insight", Asked())
    whole = made.whole({"stages": (drawing.words("One.\n\nTwo.", "Complaints Officer"),)})
    at = next(n for n, one in enumerate(whole.blocks) if isinstance(one, Heading) and one.text == "By stage")
    assert whole.blocks[at + 1] == Words(lines=("One.", "Two."), by="Complaints Officer")


def test_a_figure_that_comes_out_differently_is_named_with_both_values():
    whole = draft("willow-tree", "ombudsman_progress", Asked()).whole({})
    assert drawing.differences(whole, Asked()) == []

    def more(questions):
        return [Answer(counted=one.counted + (q.measure == "orders"), of=9, sum=250, rule=one.rule)
                for q, one in zip(questions, Asked()(questions), strict=True)]  # fmt: skip

    found = drawing.differences(whole, more)
    assert {(one.table, one.row) for one in found} == {("The Ombudsman’s orders", "Orders made")}
    assert all(one.now.value == one.was.value + 1 for one in found)


def test_a_page_links_its_figures_and_says_what_each_cell_belongs_to():
    whole = draft("willow-tree", "governing_body_report", Asked()).whole({})
    page = html.body(whole, lambda question: f"/cases?{question.measure}&x")
    assert 'href="/cases?complaints&amp;x"' in page
    assert "style=" not in page
    assert "<script" not in page
    tables = sum(isinstance(one, Table) for one in whole.blocks)
    assert page.count("<caption") == page.count("<table") == tables
    assert page.count('scope="row"') == sum(len(one.rows) for one in whole.blocks if isinstance(one, Table))
    assert [text for _, text in html.contents(whole)] == [
        one.text for one in whole.blocks if isinstance(one, Heading) and one.level == 2
    ]


def test_a_figure_of_no_case_is_no_link():
    question = asker().question("complaints")
    none = cell(question, Answer(counted=0), "count")
    table = Table(id="t", caption="T", head=("", "x"), rows=((shapes.Cell(value="a"), none),))
    whole = Report(id="r", title="R", organisation="O", since=YEAR[0], until=YEAR[1], blocks=(table,))
    assert "<a " not in html.body(whole, lambda _: "/cases")


@pytest.mark.provision("C24-8.1")
def test_a_figure_of_another_version_of_its_rule_is_not_explained_by_today_s():
    now = MEASURES["late"]
    report = Report(id="x", title="x", organisation="x", since=YEAR[0], until=YEAR[1], blocks=(),
                    rules={"complaints": MEASURES["complaints"].rule, "late": "late@0", "gone": "gone@1"})  # fmt: skip
    told = {rule: (title, says) for title, says, rule in drawing.explained(report)}
    assert told[MEASURES["complaints"].rule][1] == MEASURES["complaints"].explanation
    assert told["late@0"] == (now.title, drawing.EARLIER)
    assert told["gone@1"] == ("gone", drawing.EARLIER)
    assert drawing.rules_changed(report) == [(now.title, "late@0", now.rule), ("gone", "gone@1", "none")]


def test_services_causes_and_failings_are_called_as_on_the_case_page():
    policy = data.load_policy("willow-tree")
    for dimension, kind in (("service", e.Service), ("cause", e.Cause), ("failing", e.Failing)):
        assert set(labels.known(dimension, policy, {})) == set(get_args(kind))
    assert labels.known("service", policy, {})["property_condition"] == "The condition of homes"
    assert labels.known("cause", policy, {})["appointments"] == "How visits are booked"
