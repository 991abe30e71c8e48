"""What reports say beside their figures: what was learnt, samples, equality, and statements about the year."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from putright import data
from putright.apps.equality.models import Drawn as Figures
from putright.apps.learning.models import Change, Step, Theme, Told
from putright.apps.oversight.reports import actions, figures, links, rhythms, run
from putright.apps.oversight.reports.models import Drawn, Recount
from putright.apps.oversight.room.models import Statement
from putright.apps.oversight.samples import actions as samples
from putright.core.equality_words import nothing_yet
from putright.core.reporting.shapes import Heading, Table, Words, freeze
from tests.apps.oversight.report_house import NOW, YEAR_END, house, issued, write_all

pytestmark = pytest.mark.django_db
SPRING = (date(2026, 1, 1), date(2026, 3, 31))
YEAR = (date(2025, 4, 1), YEAR_END)


@pytest.fixture
def willow(db, monkeypatch):
    """Willow Tree on Wednesday 10 June 2026, without the figures of reports: none of this turns on them."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    monkeypatch.setattr(figures, "population", lambda *_, **__: [])
    return house("willow-tree", 24)


def draft(who, report, span, now=NOW):
    """The draft of a report of a period."""
    made = Drawn.objects.create(landlord=who.landlord, report=report, since=span[0], until=span[1], next_try=now)
    run._draw_one(now)
    return Drawn.objects.defer(None).get(pk=made.pk)


def lines(report):
    return [line for block in report.blocks if isinstance(block, Words) for line in block.lines]


def learn(who):
    """What was learnt in spring."""
    mine = {"landlord": who.landlord, "by": who.officer}
    theme = Theme.objects.create(title="Damp in one block", what="x", owner=who.officer, opened_on=SPRING[0], **mine)
    Step.objects.create(theme=theme, kind="closed", on=SPRING[1], text="The wall is dry.", by=who.officer, at=NOW)
    Told.objects.create(whom="panel", on=SPRING[0], how="At their meeting", what="The wall", at=NOW, **mine)
    Change.objects.create(said="Visits were lost.", did="The diary warns.", done_on=SPRING[0], state="published",
                          published_on=SPRING[1], at=NOW, **mine)  # fmt: skip


@pytest.mark.provision("C24-9.3", "C24-9.2", "HPG-34", "MOD-40", "C20-B6.2", "C20-B6.10")
@pytest.mark.parametrize("pack", data.pack_names())
def test_every_policys_report_on_learning_says_what_was_learnt(pack):
    assert "digest" in data.load_policy(pack).pack.reports["learning_digest"].shows


@pytest.mark.provision("C24-9.3", "C24-9.4")
def test_what_was_learnt_stands_in_the_report_and_stays_as_it_was(willow):
    learn(willow)
    report = draft(willow, "learning_digest", SPRING)
    said = lines(report.thawed.whole({}))
    assert "You said: Visits were lost. We did: The diary warns." in said
    assert any(one.startswith("Damp in one block, closed on 31 March 2026") for one in said)
    assert "Residents’ panel, 1 January 2026, At their meeting: The wall" in said
    made = issued(willow, report)
    Change.objects.update(state="withdrawn", withdrawn_on=SPRING[0], did="")
    again = actions.count_again(willow.officer, made, why="To see", at=NOW)
    run._recount_one(NOW)
    assert Recount.objects.get(pk=again.pk).same
    assert "You said: Visits were lost. We did: The diary warns." in lines(made.thawed)


@pytest.mark.provision("WTP-30", "WTP-31")
def test_samples_stand_in_their_reports_against_what_was_promised(willow):
    samples.draw(willow.officer, "feedback", *SPRING, 10, at=NOW)
    for name, span, promised in (("feedback_sample", SPRING, "10%"), ("learning_sample", YEAR, "25%")):
        whole = draft(willow, name, span).thawed.whole({})
        table = next(one for one in whole.blocks if isinstance(one, Table) and one.id == "samples_reached")
        assert any(row[3].value.startswith(promised) for row in table.rows)
        assert all(row[4].value == 0 and row[6].value != "Yes" for row in table.rows if row[2].value)


@pytest.mark.provision("WTP-33")
def test_the_equality_report_waits_for_its_figures_and_holds_them(willow):
    asked = {(one.report, one.until) for one in rhythms.missing(willow.landlord, NOW.date())}
    assert ("equality_report", YEAR_END) not in asked
    assert ("annual_report", YEAR_END) in asked
    later = datetime(2026, 7, 2, 9, 0, tzinfo=UTC)
    asked = {(one.report, one.until) for one in rhythms.missing(willow.landlord, later.date())}
    assert ("equality_report", YEAR_END) in asked
    empty = draft(willow, "equality_report", (date(2024, 4, 1), date(2025, 3, 31)))
    assert lines(empty.thawed.whole({})) == list(nothing_yet(date(2024, 4, 1), date(2025, 3, 31))[1].lines)
    words = '[{"block":"heading","text":"Equality of the year"},{"block":"words","lines":["No difference."]}]'
    Figures.objects.create(landlord=willow.landlord, since=YEAR[0], until=YEAR[1], rule="x", blocks=words, at=later)
    report = draft(willow, "equality_report", YEAR, later).thawed.whole({})
    assert [(one.text, one.level) for one in report.blocks if isinstance(one, Heading)] == [
        ("Equality, diversity and inclusion", 2),
        ("Equality of the year", 3),
    ]
    assert lines(report) == ["No difference."]


@pytest.mark.provision("C24-8.1", "C24-9.7")
def test_the_yearly_report_holds_what_the_member_and_the_governing_body_say(willow):
    yearly, quarter = draft(willow, "annual_report", YEAR), draft(willow, "mrc_insight", SPRING)
    write_all(willow, yearly)
    before = actions.digest(freeze(actions.composed(yearly)))
    for kind, text in (("mrc", "Too slow in winter."), ("mrc", "Slow in winter."), ("governing_body", "We accept it.")):
        Statement.objects.create(landlord=willow.landlord, kind=kind, year=2025, text=text, office="The board",
                                 on=NOW.date(), by=willow.member, at=NOW)  # fmt: skip
    assert [one for one in lines(actions.composed(yearly)) if "winter" in one] == ["Slow in winter."]
    assert not [one for one in lines(actions.composed(quarter)) if "winter" in one]
    with pytest.raises(actions.Refused, match="since this page was shown"):
        actions.issue(willow.officer, yearly, at=NOW, shown=before, draw=lambda *_: b"%PDF")
    made = actions.issue(willow.officer, yearly, at=NOW, draw=lambda *_: b"%PDF")
    assert [(one.lines, one.by) for one in made.thawed.blocks[-3::2]] == [
        (("We accept it.",), "The board"),
        (("Slow in winter.",), "The board"),
    ]


@pytest.mark.parametrize("pack", data.pack_names())
def test_every_report_kept_on_a_page_of_its_own_leads_there(pack):
    found = links.elsewhere(data.load_policy(pack).pack)
    assert all(one["href"] for one in found)
    assert {name: reverse(name) for name in links.OWN_PAGES.values()}
