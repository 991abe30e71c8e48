"""What the page of a letter says before anybody presses a button: what bars it, what is empty, what comes first."""

from __future__ import annotations

import re

import pytest

from putright.apps.letters.models import Letter
from putright.core import events as e
from putright.core.letters.gate import Finding
from tests.apps.letters.test_needs import events, needing
from tests.apps.letters.test_pages import fill, now  # noqa: F401 (fixtures)

CLEAR = "Nothing stands against issuing it"


@pytest.fixture
def page(client, now):  # noqa: F811
    def shown(house, kind):
        client.force_login(house.first)
        return client.get(f"/cases/{house.reference}/letters/{kind}")

    return shown


def test_what_is_still_empty_is_named_before_anybody_asks(willow, page):
    willow.receive().define().acknowledge()
    assert page(willow, "extend").context["tally"] == "Still empty: “The new date” and “Why we need longer”."
    assert page(willow, "written").context["tally"] == "Still empty: “What do you write?”."
    assert "See all" in page(willow, "update-sent").content.decode()


def test_a_step_without_a_letter_says_so(willow, fill):  # noqa: F811
    willow.receive().define().acknowledge()
    shown = fill(willow, "update-sent", method="none", preview="1")
    assert shown.context["tally"] == "No letter goes out."
    assert CLEAR not in shown.content.decode()


def test_a_letter_that_cannot_go_out_says_why_before_it_is_written(willow, page):
    willow.receive().define()
    assert page(willow, "acknowledge").context["tally"] == f"{CLEAR}."
    willow.acknowledge()
    shown = page(willow, "acknowledge")
    assert shown.context["barred"] == ["Stage 1 was acknowledged on 2 June 2026."]
    assert "Stage 1 was acknowledged on 2 June 2026." in shown.content.decode()
    assert CLEAR not in shown.content.decode()
    assert page(willow, "respond").context["barred"] == ["Nothing has been decided at stage 1."]


def test_a_refusal_that_no_ground_bears_says_so_at_the_grounds(willow, page):
    willow.receive()
    shown = page(willow, "refuse")
    assert shown.context["barred"] == []
    assert "Nothing on record bears any of them: take the complaint on." in shown.content.decode()


@pytest.mark.provision("C24-5.6", "C24-6.2")
def test_an_acknowledgement_asks_for_the_definition_first(willow, page):
    willow.receive()
    said = page(willow, "acknowledge").content.decode()
    assert f'href="/cases/{willow.reference}/defined">Define the complaint</a> first' in said
    willow.define()
    assert "Define the complaint</a> first" not in page(willow, "acknowledge").content.decode()


def test_a_call_that_has_to_come_first_is_one_press_away(willow, page):
    needing(willow, "Ring me first", "call_first")
    assert (
        f'href="/cases/{willow.reference}/contacted">Record a visit or a call'
        in page(willow, "acknowledge").content.decode()
    )


def test_a_way_that_is_shut_sends_nobody_to_ring(willow, fill):  # noqa: F811
    needing(willow, "Post only", "no_email")
    shown = fill(willow, "acknowledge", method="email", preview="1").content.decode()
    assert "/contacted" not in shown.partition("Must be put right")[2].partition("<h3")[0]


def test_a_notice_asks_about_needs_only_where_there_are_any(willow, page):
    willow.receive().define().acknowledge()
    assert "override" not in page(willow, "written").context["form"].fields


def test_a_reader_of_polish_may_have_a_notice_by_email(willow, page):
    """It is written in Polish: nothing has to be made by hand."""
    needing(willow, "Letters in Polish", language="pl")
    assert "Not this way" not in page(willow, "written").content.decode()


def test_what_is_said_of_many_places_is_said_once(willow, fill, monkeypatch):  # noqa: F811
    many = [Finding(rule="jargon", text="Jargon.", excerpt=f"void {n}", instead="Say it plainly.") for n in range(3)]
    monkeypatch.setattr("putright.apps.letters.writing.gating.findings", lambda *args, **more: many)
    willow.receive().define()
    said = fill(willow, "acknowledge", method="email", preview="1").content.decode()
    listed = said.partition('id="findings"')[2].partition("</section>")[0]
    assert listed.count("Say it plainly.") == 1
    assert [f"void {n}" in listed for n in range(3)] == [True] * 3
    assert len(re.findall(r'name="why-jargon-', listed)) == 3
    assert fill(willow, "acknowledge", method="email", why_all="She knows them.").status_code == 302
    aside = [one for one in events(willow) if isinstance(one, e.AdviceSetAside)]
    assert [(one.reason, str(one.excerpt)) for one in aside] == [("She knows them.", "void 0\nvoid 1\nvoid 2")]


def test_a_letter_in_another_language_is_named_in_english_too(willow, fill, client):  # noqa: F811
    needing(willow, "Letters in Polish", language="pl")
    assert fill(willow, "acknowledge", method="post", why_all="Read to her.").status_code == 302
    letter = Letter.objects.get()
    for path in ("", f"/{letter.key}"):
        said = client.get(f"/cases/{willow.reference}/letters{path}").content.decode()
        assert "Your complaint, stage 1: acknowledgement" in said
    assert 'class="pr-letter" lang="pl"' in said


def test_a_letter_read_from_the_right_is_shown_so(willow, fill, client):  # noqa: F811
    needing(willow, "Letters in Urdu", language="ur")
    assert fill(willow, "acknowledge", method="post", why_all="Read to her.").status_code == 302
    said = client.get(f"/cases/{willow.reference}/letters/{Letter.objects.get().key}").content.decode()
    assert '<article class="pr-letter" lang="ur" dir="rtl"' in said


def test_the_problem_leads_to_the_suggestions_it_is_about(willow, fill, monkeypatch):  # noqa: F811
    one = Finding(rule="jargon", text="Jargon.", excerpt="void")
    monkeypatch.setattr("putright.apps.letters.writing.gating.findings", lambda *args, **more: [one])
    willow.receive().define()
    said = fill(willow, "acknowledge", method="email", why_all="").content.decode()
    assert '<a href="#findings">Look at the suggestion below, or say why not' in said
