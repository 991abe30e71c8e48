"""The Member's room: cases read with a reason and without a name, questions and answers owed, statements."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from html import unescape

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from putright.apps.accounts.models import Person
from putright.apps.casework.models import Case, Party, Viewing
from putright.apps.oversight.reports import rhythms
from putright.apps.oversight.reports.models import Drawn
from putright.apps.oversight.room import models, packs, views
from putright.apps.oversight.room.masking import mask
from putright.apps.oversight.room.models import Answered, Asked, Statement, standing
from putright.core import events as e
from putright.core.promised import Report
from putright.core.workdays import add_months
from tests.apps.letters.conftest import House, june

NOW = datetime(2026, 7, 1, 10, 0, tzinfo=UTC)
NEEDLES = ("Rosa", "Adeyemi", "Mill Lane", "TA1 2AB", "rosa@mail.example")
QUESTION = {"text": "Why did the answers of May come late?", "office": "Member Responsible for Complaints",
            "due-day": "15", "due-month": "7", "due-year": "2026"}  # fmt: skip
STATEMENT = {"kind": "mrc", "year": "2025", "text": "We read every late answer.", "office": "The Member",
             "on-day": "30", "on-month": "6", "on-year": "2026"}  # fmt: skip


@pytest.fixture(autouse=True)
def place(tmp_path, settings, monkeypatch):
    """Wednesday 1 July 2026."""
    settings.DATA_DIR, settings.MEDIA_ROOT = tmp_path, tmp_path / "files"
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.fixture
def house(db):
    """A landlord with a complaint up to its stage 2 answer, the Member, the complaints officer, a handler."""
    house = House("willow-tree")
    house.to_stage_2_answer()
    house.then(e.AdjustmentRecorded(on=june(19), what="Ms Adeyemi of 12 Mill Lane, ta12ab, needs large print"))
    add = Person.objects.add
    house.mia = add(house.landlord, "mia@wt.example", "Mia", roles=["mrc"])
    house.una = add(house.landlord, "una@wt.example", "Una", roles=["complaints_officer"])
    house.ben = add(house.landlord, "ben@wt.example", "Ben", roles=["manager"])
    return house


def text(response):
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", response.content.decode())))


def open_case(client, house, who=None, why="The late answers of June"):
    client.force_login(who or house.mia)
    return client.post(reverse("member_case", args=[house.reference]), {"why": why}, follow=True)


# ---- reading --------------------------------------------------------------------------------


@pytest.mark.provision("C24-9.6")
def test_a_case_opens_with_a_reason_that_is_kept(client, house):
    client.force_login(house.mia)
    address = reverse("member_case", args=[house.reference])
    assert "What has happened" not in text(client.get(address))
    assert client.post(address, {"why": " "}).status_code == 422
    assert not Viewing.objects.exists()
    answer = open_case(client, house)
    assert "What has happened" in text(answer)
    kept = Viewing.objects.get()
    assert (kept.person, kept.case.reference, kept.why, kept.at) == (
        house.mia, house.reference, "The late answers of June", NOW,
    )  # fmt: skip
    client.get(address)
    assert Viewing.objects.count() == 1, "once a day is enough"


def test_a_reason_holds_for_its_day(client, house, monkeypatch):
    open_case(client, house)
    monkeypatch.setattr(timezone, "now", lambda: NOW.replace(day=2))
    client.force_login(house.mia)
    answer = client.get(reverse("member_case", args=[house.reference]))
    assert "Why do you read this complaint?" in text(answer)


def test_what_was_found_and_written_is_shown_and_who_complains_is_not(client, house):
    said = text(open_case(client, house))
    for words in ("Three visits were booked and missed.", "leaked since October", "Mend the roof", "Acknowledgement",
                  "Dear the complainant", "needs large print"):  # fmt: skip
        assert words.lower() in said.lower(), words
    for needle in (*NEEDLES, "ta12ab"):
        assert needle.lower() not in said.lower(), needle


def test_no_more_than_the_door_to_it_can_be_changed(client, house):
    content = open_case(client, house).content.decode()
    assert re.findall(r'<form[^>]*method="post"', content.partition("<main")[2]) == []


@pytest.mark.parametrize("why", ["about", "recused", "interest"])
def test_a_case_to_keep_away_from_cannot_be_read_or_found(client, house, why):
    away = {"about": {}, "recused": e.Recused, "interest": e.InterestDeclared}[why]
    if why == "about":
        house.receive(about=(house.mia.key,))
    else:
        more = {"what": "A friend"} if why == "interest" else {}
        house.then(away(on=june(20), who=house.mia.key, **more))
    client.force_login(house.mia)
    address = reverse("member_case", args=[house.reference])
    assert client.get(address).status_code == client.post(address, {"why": "To see"}).status_code == 404
    assert "can be opened here" in text(client.get(reverse("member_room"), {"reference": house.reference}))
    assert not Viewing.objects.exists()


def test_a_sensitive_case_stays_with_those_who_work_on_it(client, house):
    house.receive(flags=("safeguarding",))
    client.force_login(house.mia)
    assert client.get(reverse("member_case", args=[house.reference])).status_code == 404


def test_nobody_else_reads_in_the_room(client, house):
    for who in (house.ben, house.una):
        client.force_login(who)
        address = reverse("member_case", args=[house.reference])
        assert client.get(address).status_code == client.post(address, {"why": "x"}).status_code == 404


def test_of_another_landlord_nothing_is_found(client, house):
    other = House("housing-services").receive()
    Case.objects.filter(landlord=other.landlord).update(reference="OTH-1")
    client.force_login(house.mia)
    assert client.get(reverse("member_case", args=["OTH-1"])).status_code == 404


def test_a_reference_leads_to_its_case(client, house):
    client.force_login(house.mia)
    answer = client.get(reverse("member_room"), {"reference": f" {house.reference.lower()} "})
    assert answer.url == reverse("member_case", args=[house.reference])


def test_the_officer_sees_what_was_read_and_why_and_the_member_their_own(client, house):
    open_case(client, house)
    other = Person.objects.add(house.landlord, "bo@wt.example", "Bo", roles=["board_member"])
    open_case(client, house, other, "A check")
    client.force_login(house.una)
    said = text(client.get(reverse("member_room")))
    assert "Mia" in said
    assert "The late answers of June" in said
    assert "A check" in said
    client.force_login(house.mia)
    assert "A check" not in text(client.get(reverse("member_room")))


def test_a_name_goes_wherever_it_stands():
    case = Case(address="12 Mill Lane, Taunton", postcode="TA1 2AB")
    rosa = Party(key="p1", role="complainant", name="Rosa May Adeyemi", phone="01823 555 019", email="r@mail.example")
    speaks = Party(key="p2", role="representative", name="Jo Bright")
    hide = mask(case, [rosa, speaks])
    assert hide("ROSA rang; Mrs Adeyemi's roof") == "the complainant rang; Mrs the complainant's roof"
    assert hide("Jo Bright of 12  Mill Lane") == "their representative of [left out]"
    assert hide("ta12ab, 01823555019, R@mail.example") == "[left out], [left out], [left out]"
    assert hide("Rosalind's brightness in the jolly mill") == "Rosalind's brightness in the jolly mill"
    assert mask(Case(), [])("Rosa") == "Rosa"


# ---- what is sent ---------------------------------------------------------------------------


@pytest.mark.provision("C24-9.7", "WTP-02")
def test_the_four_packs_of_the_code_stand_with_when_each_was_received_and_is_due(client, house):
    client.force_login(house.mia)
    answer = client.get(reverse("member_room"))
    found = {one.title: one for one in answer.context["packs"]}
    assert list(found) == [title for title, _ in packs.FOUR]
    assert all(one.reports for one in found.values())
    sent = [one for pack in found.values() for one in pack.reports] + answer.context["others"]
    assert "Insight for the Member Responsible for Complaints" in {one.title for one in sent}
    assert "Not received yet. Jul to Sep 2026 comes next, due by 31 October 2026." in text(answer)


@pytest.mark.provision("HPG-36")
@pytest.mark.parametrize("pack", ["willow-tree", "housing-services", "housing-plus-group", "taunton-heritage-trust"])
def test_every_landlord_has_something_for_its_governing_body(db, pack):
    house = House(pack).receive()
    four, others = packs.four(house.landlord, NOW.date())
    assert [sent for one in four for sent in one.reports] + others


# ---- questions ------------------------------------------------------------------------------


def ask(client, house, **more):
    client.force_login(house.mia)
    return client.post(reverse("member_ask"), {**QUESTION, **more}, follow=True)


def test_a_question_is_owed_until_it_is_answered(client, house):
    ask(client, house)
    asked = Asked.objects.get()
    assert (asked.on, asked.due, asked.by) == (NOW.date(), NOW.date().replace(day=15), house.mia)
    client.force_login(house.una)
    assert "Why did the answers of May come late?" in text(client.get(reverse("member_room")))
    assert views.owed(house.una) == [asked]
    address = reverse("member_question", args=[asked.pk])
    client.post(address, {"text": "Two of us were ill.", "office": "Complaints Officer"})
    assert views.owed(house.una) == []
    client.force_login(house.mia)
    assert "Two of us were ill." in text(client.get(address))


def quarter(number, *, issued=False, year=2026):
    since = date(year, 3 * number - 2, 1)
    state = Drawn.State.ISSUED if issued else Drawn.State.DRAFT
    return Drawn(pk=number, report="r", since=since, until=add_months(since, 3) - timedelta(days=1), state=state)


@pytest.mark.parametrize(("drawn", "due", "skipped"), [
    ([quarter(1), quarter(2, issued=True), quarter(3)], "Jul to Sep 2026", 1),
    ([quarter(1), quarter(2)], "Apr to Jun 2026", 1),
    ([quarter(1), quarter(2), quarter(3, issued=True)], "Oct to Dec 2026", 2),
])  # fmt: skip
def test_the_report_that_is_due_is_the_one_after_the_last_issued(drawn, due, skipped):
    """Quarters from before anybody issued reports are counted: none of them is what is being prepared."""
    waiting = [one for one in drawn if one.state == Drawn.State.DRAFT]
    issued = next((one for one in drawn if one.state == Drawn.State.ISSUED), None)
    report = Report(title="Insight", every="quarter", to=("mrc",), cites=("WTP-02",))
    stands = rhythms.Standing("r", report, "", "", waiting, issued, date(2026, 10, 1), date(2026, 12, 31), late=True)
    sent = packs._sent(stands, {}, date(2026, 11, 22))
    assert (sent.next, sent.skipped) == (due, skipped)


def test_a_late_answer_is_shown_as_late(client, house, monkeypatch):
    ask(client, house)
    monkeypatch.setattr(timezone, "now", lambda: NOW.replace(day=20))
    client.force_login(house.mia)
    assert "late" in text(client.get(reverse("member_room"))).lower()


def test_whoever_asks_does_not_answer_themselves(client, house):
    ask(client, house)
    address = reverse("member_question", args=[Asked.objects.get().pk])
    assert "Answer it" not in text(client.get(address))
    assert client.post(address, {"text": "x", "office": "y"}).status_code == 403
    assert not Answered.objects.exists()


@pytest.mark.parametrize(("typed", "says"), [
    ({"due-year": "2025"}, "from today"), ({"text": ""}, "needs"), ({"reference": "TST-2026-777777"}, "Check it"),
])  # fmt: skip
def test_a_question_that_cannot_be_comes_back_as_typed(client, house, typed, says):
    answer = ask(client, house, **typed)
    assert answer.status_code == 422
    assert not Asked.objects.exists()
    assert "Member Responsible for Complaints" in answer.content.decode()


def test_a_question_about_a_case_is_not_shown_to_whoever_must_keep_away(client, house):
    ask(client, house, reference=house.reference)
    asked = Asked.objects.get()
    assert asked.case.reference == house.reference
    house.then(e.Recused(on=june(20), who=house.una.key))
    client.force_login(house.una)
    assert client.get(reverse("member_question", args=[asked.pk])).status_code == 404
    assert "May come late" not in text(client.get(reverse("member_room")))


def test_handlers_do_not_enter(client, house):
    client.force_login(house.ben)
    for name in ("member_room", "member_ask", "member_statements"):
        assert client.get(reverse(name)).status_code == 403


# ---- statements -----------------------------------------------------------------------------


@pytest.mark.provision("C24-9.7")
def test_the_latest_statement_of_a_year_stands_and_all_are_kept(client, house):
    client.force_login(house.mia)
    client.post(reverse("member_statements"), STATEMENT)
    client.post(reverse("member_statements"), {**STATEMENT, "text": "We read every answer."})
    client.post(reverse("member_statements"), {**STATEMENT, "kind": "governing_body", "text": "We agree."})
    assert standing(house.landlord, "mrc", 2025).text == "We read every answer."
    assert standing(house.landlord, "governing_body", 2025).text == "We agree."
    assert standing(house.landlord, "mrc", 2024) is None
    assert Statement.objects.count() == 3
    assert "Replaced" in text(client.get(reverse("member_statements")))


@pytest.mark.parametrize("typed", [{"year": "1999"}, {"on-year": "2027"}, {"kind": "me"}, {"text": ""}])
def test_a_statement_that_cannot_be_comes_back(client, house, typed):
    client.force_login(house.mia)
    assert client.post(reverse("member_statements"), STATEMENT | typed).status_code == 422
    assert not Statement.objects.exists()


@pytest.mark.parametrize("model", [Asked, Answered, Statement])
def test_what_was_said_stays_as_it_was_said(client, house, model):
    ask(client, house)
    client.post(reverse("member_statements"), STATEMENT)
    asked = Asked.objects.get()
    common = {"text": "So", "office": "Officer", "on": NOW.date(), "by": house.una, "at": NOW}
    Answered.objects.create(question=asked, **common)
    for change in (lambda: model.objects.update(text="Else"), lambda: model.objects.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    assert models.Asked.objects.get().text == QUESTION["text"]
