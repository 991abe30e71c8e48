"""The case page: what is owed and why, what may be done, and that nothing of it costs much."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest
from django.utils import timezone

from putright.apps.accounts import packs
from putright.apps.casework import log
from putright.data import pack_names
from tests.apps.case import stories as s


def shown(client, reference):
    answer = client.get(f"/cases/{reference}")
    assert answer.status_code == 200
    return answer, answer.content.decode()


@pytest.mark.parametrize("world", pack_names(), indirect=True)
@pytest.mark.parametrize("story", ["new", "answered", "asked", "accepted"])
def test_the_page_of_every_pack_at_every_stage_in_eight_statements(story, world, desk, django_assert_max_num_queries):
    more = [] if story == "new" else getattr(s, story)(world)
    reference = s.told(world, *more)
    packs.policy(world.landlord, world.landlord.pack, packs.current(world.landlord).pack.version)  # read once a process
    with django_assert_max_num_queries(9 if story == "new" else 8):  # a new one is compared with others
        answer, page = shown(desk, reference)
    assert "Rosa Adeyemi" in page
    assert answer.context["menu"].groups
    assert answer.context["menu"].refused


def test_who_it_is_and_how_to_reach_them(desk, world):
    _, page = shown(desk, s.told(world, flags=["safeguarding"]))
    for text in (
        "12 Mill Lane, Shifnal, TF11 8AB",
        'href="tel:01952555019"',
        "mailto:rosa@mail.example",
        "Safeguarding",
    ):
        assert text in page
    assert "Large print" in re.search(r'<section class="pr-adjustments".*?</section>', page, re.DOTALL)[0]


def test_what_they_wrote_is_escaped_and_keeps_its_lines(desk, world):
    _, page = shown(desk, s.told(world))
    assert "<b>My son" not in page
    assert "since October.\nTwo visits" in page
    assert "&lt;b&gt;My son coughs.&lt;/b&gt;" in page


@pytest.mark.provision("WTP-24")
def test_a_date_opens_to_its_derivation_and_to_the_days_counted_and_skipped(desk, world):
    answer, page = shown(desk, s.told(world))
    duty = next(one for one in answer.context["owed"] if one.name == "Acknowledge stage 1")
    assert duty.due == date(2026, 4, 7)
    assert [limit.governs for limit in duty.limits] == [True, False]
    assert "5 working days from Friday 27 March 2026 (received), by the policy" in duty.limits[0].words
    strip = str(duty.strip)
    assert ">Good Friday</text>" in strip
    assert ">Easter Monday</text>" in strip
    assert "Not counted: Saturday 28 March 2026" in strip
    assert "due, day 5" in strip
    assert "policy, Code" in strip
    assert strip.count("<title ") == strip.count("<desc ") == 1
    provision = [one for limit in duty.limits for one in limit.provisions if one[0] == "WTP-24"]
    assert provision[0][2] in page.replace("&#x27;", "'")


def test_the_policys_limit_and_the_codes_both_show_where_they_differ(world, client):
    taunton = s.settle("taunton-heritage-trust")
    client.force_login(taunton.who["chair"])
    reference = s.told(taunton, *s.asked(taunton), by=taunton.who["chair"])
    answer, _ = shown(client, reference)
    duty = next(one for one in answer.context["owed"] if one.name == "Acknowledge the request for stage 2")
    assert [limit.words.rpartition(": ")[2] for limit in duty.limits] == [
        "Monday 20 April 2026.",
        "Monday 20 April 2026.",
    ]


def test_a_limit_that_counts_from_another_day_is_marked_too(desk, world):
    more = [*s.accepted(world), s.event("acknowledged", date(2026, 4, 15), method="email")]
    answer, _ = shown(desk, s.told(world, *more))
    duty = next(one for one in answer.context["owed"] if one.name == "Answer at stage 2")
    strip = str(duty.strip)
    assert re.search(r"Wed 13 May</text><text[^>]*>due, day 20</text><text[^>]*>policy<", strip)
    assert re.search(r"Thu 14 May</text><text[^>]*>limit</text><text[^>]*>Code<", strip)
    assert ">Early May</text>" in strip


def test_the_next_step_is_one_click(desk, world):
    reference = s.told(world)
    answer, page = shown(desk, reference)
    kinds = [action.kind for action in answer.context["menu"].next]
    assert kinds[0] == "assigned"
    assert kinds[-1] == "contacted"
    assert f'href="/cases/{reference}/assigned"' in page


def test_what_an_answered_complaint_still_owes_comes_before_closing_it(desk, world):
    went = [
        s.event("ombudsman_referred", date(2026, 4, 14), reference="202600001"),
        s.event("evidence_requested", date(2026, 4, 14), id="e1", what="The whole file", by="2026-05-06"),
    ]
    answer, _ = shown(desk, s.told(world, *s.answered(world), *went))
    first = answer.context["menu"].next[0]
    assert (first.kind, first.note) == ("evidence_provided", "Due Wednesday 6 May")


def test_an_overdue_remedy_is_among_the_next_steps(desk, world, monkeypatch):
    reference = s.told(world, *s.answered(world))
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 6, 8, 10, 0, tzinfo=UTC))
    desk.force_login(world.handler)
    steps = {action.kind: action.note for action in shown(desk, reference)[0].context["menu"].next}
    assert steps["remedy_chased"] == "Promised for Monday 1 June"
    assert steps.get("closed", "") != "Nothing more is awaited"


def test_what_may_not_be_done_says_why_with_its_provision(desk, world):
    answer, page = shown(desk, s.told(world, *s.answered(world)))
    refused = dict(answer.context["menu"].refused)
    assert refused["Close the complaint"][0][0] == "The complainant may ask for stage 2 until 22 April 2026"
    assert refused["Close the complaint"][0][1]
    assert "An order was carried out" not in refused
    assert "Move a promise" not in refused
    assert "Record a lesson" not in refused
    assert "What may not be done, and why" in page


def test_points_with_their_findings_remedies_and_people(desk, world):
    answer, page = shown(desk, s.told(world, *s.answered(world)))
    assert [(p["n"], p["findings"][0][:2]) for p in answer.context["points"]] == [
        ("1", (1, "upheld")),
        ("2", (1, "upheld")),
    ]
    assert answer.context["remedies"][0]["what"] == "The wall will be treated"
    assert ("Stage 1, has it now", f"{world.handler.name} (manager)") in answer.context["staff"]
    assert "None promised" not in page


def test_an_outcome_that_cannot_be_had_says_what_they_were_told(desk, world):
    reference = s.told(world, s.defined(unattainable={"2": "Not within the policy."}))
    assert shown(desk, reference)[0].context["outcomes"] == [
        ("The wall treated", None),
        ("£5,000", "Not within the policy."),
    ]


def test_the_timeline_is_latest_first_in_plain_sentences(desk, world):
    answer, _ = shown(desk, s.told(world, *s.answered(world)))
    told = [line.told.sentence for line in answer.context["timeline"]]
    assert told[0] == "Stage 1 response sent by e-mail"
    assert told[-1] == "Complaint received by telephone from a tenant"
    assert told[-2] == f"Stage 1 assigned to {world.handler.name}"
    assert answer.context["timeline"][0].by == world.handler.name


@pytest.mark.parametrize("world", ["housing-plus-group"], indirect=True)
def test_an_anonymous_complaint_is_counted_apart(desk, world):
    answer, page = shown(desk, s.told(world, from_="anonymous"))
    assert answer.context["head"]["apart"]
    assert "Counted apart" in page


def test_letters_and_messages_are_listed(desk, world):
    reference = s.told(world)
    with log.open(world.landlord, reference) as opened:
        out = log.Outgoing("acknowledged", "email", "rosa@mail.example", of=0)
        log.append(opened, [s.event("acknowledged", method="email")], by=world.handler, at=s.AT, messages=[out])
    answer, page = shown(desk, reference)
    assert [one["message"].kind for one in answer.context["letters"]] == ["acknowledged"]
    assert "cknowledgement" in page


def test_a_closed_case_far_from_its_calendars_end_still_shows(desk, world, monkeypatch):
    from django.utils import timezone

    reference = s.told(world, s.event("assigned", to=world.handler.key))
    monkeypatch.setattr(timezone, "now", lambda: datetime(2031, 1, 6, 10, 0, tzinfo=UTC))
    desk.force_login(world.handler)
    shown(desk, reference)
