"""The pages: what a person writes, the letter beside it, and what happens on a click."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from putright.apps.casework.models import Event, Message
from putright.apps.letters.models import Letter
from putright.apps.letters.sending import deliver
from putright.core import events as e
from tests.apps.letters.conftest import House, at, june


@pytest.fixture
def now(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: at(june(8)))


@pytest.fixture
def fill(client, now):
    """`fill(house, kind, **typed)` opens a letter's fill, fills it in and sends it."""

    def send(house, kind, who=None, **typed):
        client.force_login(who or house.first)
        path = f"/cases/{house.reference}/letters/{kind}"
        shown = client.get(path)
        assert shown.status_code == 200, shown
        hidden = {name: _hidden(shown, name) for name in ("version", "token")}
        return client.post(path, {**hidden, "why_all": "Short, as the facts are.", **typed})

    return send


def _hidden(response, name):
    return re.search(f'name="{name}" value="([^"]*)"', response.content.decode())[1]


def test_acknowledging_by_letter(willow, fill, client):
    willow.receive().define()
    assert fill(willow, "acknowledge", method="email").status_code == 302
    letter = Letter.objects.get()
    shown = client.get(f"/cases/{willow.reference}/letters/{letter.key}")
    assert "The roof over the bedroom" in shown.content.decode()
    listed = client.get(f"/cases/{willow.reference}/letters")
    assert "Waiting to be sent" in listed.content.decode()
    drawn = client.get(f"/cases/{willow.reference}/letters/{letter.key}/pdf")
    assert drawn.content.startswith(b"%PDF")
    assert drawn["Content-Type"] == "application/pdf"
    assert drawn["X-Content-Type-Options"] == "nosniff"
    assert drawn["Content-Disposition"].startswith("inline")


def test_acknowledging_by_telephone_sends_no_letter_and_keeps_what_was_said(willow, fill):
    willow.receive().define()
    assert fill(willow, "acknowledge", method="phone").status_code == 422
    assert fill(willow, "acknowledge", method="phone", call="I told her who deals with it.").status_code == 302
    assert not Letter.objects.exists()
    assert list(Event.objects.order_by("n").values_list("kind", flat=True))[-2:] == ["contacted", "acknowledged"]


@pytest.mark.provision("THT-16")
def test_a_call_that_left_out_what_the_policy_asks_does_not_acknowledge(taunton, fill):
    taunton.receive().define()
    response = fill(taunton, "acknowledge", method="phone", call="A call.", told=["procedure", "next_steps"])
    assert response.status_code == 409
    assert "how long it takes (THT-16, THT-28)" in response.content.decode()
    assert "A call." in response.content.decode()


def test_the_preview_writes_nothing(willow, fill):
    willow.receive().define().acknowledge()
    willow.decide()
    response = fill(willow, "respond", method="email", opening="Our <b>opening</b> words", preview="1")
    said = response.content.decode()
    assert response.status_code == 200
    assert '<p class="govuk-body">Our &lt;b&gt;opening&lt;/b&gt; words</p>' in said
    assert "Please ask by Monday 22 June 2026." in said
    assert Letter.objects.count() == 1


@pytest.mark.provision("HPG-31")
def test_an_empty_part_is_refused_with_its_provision_and_nothing_typed_is_lost(db, fill):
    house = House("housing-plus-group").receive().define()
    house.acknowledge()
    house.decide()
    response = fill(house, "respond", method="email", opening="Kept words", investigation="")
    said = response.content.decode()
    assert response.status_code == 409
    assert "The letter must say what was done to investigate (HPG-31)." in said
    assert "Kept words" in said
    assert Letter.objects.count() == 1


def test_a_double_click_issues_one_letter(willow, client, now):
    willow.receive().define()
    client.force_login(willow.first)
    path = f"/cases/{willow.reference}/letters/acknowledge"
    shown = client.get(path)
    data = {"method": "email", "version": _hidden(shown, "version"), "token": _hidden(shown, "token")}
    assert [client.post(path, data).status_code for _ in range(2)] == [302, 302]
    assert Letter.objects.count() == Message.objects.count() == 1


def test_a_stale_page_keeps_what_was_typed(willow, client, now):
    willow.receive().define()
    client.force_login(willow.first)
    path = f"/cases/{willow.reference}/letters/acknowledge"
    shown = client.get(path)
    willow.then(e.Contacted(on=june(2), method="phone"))
    data = {
        "method": "email",
        "version": _hidden(shown, "version"),
        "token": _hidden(shown, "token"),
        "opening": "Dear Rosa",
    }
    response = client.post(path, data)
    assert response.status_code == 409
    assert "Dear Rosa" in response.content.decode()
    assert not Letter.objects.exists()


@pytest.mark.provision("HPG-30", "HPG-26")
def test_an_extension_needs_its_reason_and_the_complainants_agreement(db, fill):
    house = House("housing-plus-group").receive().define()
    house.acknowledge()
    when = {"until-day": "24", "until-month": "6", "until-year": "2026", "method": "email"}
    assert fill(house, "extend", **when).status_code == 422
    refused = fill(house, "extend", reason="The roofer is ill.", **when)
    assert refused.status_code == 409
    assert "must agree" in refused.content.decode()
    assert fill(house, "extend", reason="The roofer is ill.", agreed="on", **when).status_code == 302


@pytest.mark.provision("HPG-19")
def test_a_refusal_needs_its_approvals(db, fill):
    house = House("housing-plus-group").receive().define()
    typed = {"ground": "unreasonable_persistence", "explanation": "Forty letters in a week.", "method": "post",
             "circumstances": "She lives alone.", "discretion": "Nothing new in them."}  # fmt: skip
    refused = fill(house, "refuse", **typed)
    assert refused.status_code == 409
    assert "needs the approval of the" in refused.content.decode()


def test_refusing_a_complaint_and_a_request(willow, fill):
    willow.receive().define().then(e.LegalProceedingsRecorded(on=june(3), filed=True))
    typed = {"ground": "legal_proceedings", "explanation": "The claim was filed.", "method": "email",
             "circumstances": "The roof has been made safe.", "discretion": "The court decides now."}  # fmt: skip
    assert fill(willow, "refuse", **typed).status_code == 302
    assert Letter.objects.get().kind == "refusal"


def test_refusing_stage_2(willow, fill):
    willow.receive().define().acknowledge()
    willow.decide().respond()
    willow.then(e.LegalProceedingsRecorded(on=june(8), filed=True), e.EscalationRequested(on=june(8)))
    typed = {"ground": "legal_proceedings", "explanation": "The claim was filed.", "method": "email"}
    assert fill(willow, "refuse-escalation", **typed).status_code == 302
    assert Letter.objects.filter(kind="escalation_refusal").count() == 1


@pytest.mark.provision("WTP-11", "HSP-29", "C24-3.1")
def test_who_asked_for_no_e_mail_gets_none(willow, fill, client):
    willow.receive()
    willow.then(e.AdjustmentRecorded(on=june(1), what="No e-mail, please: letters in large print")).define()
    response = fill(willow, "acknowledge", method="email")
    assert response.status_code == 422
    assert "this may not go by e-mail" in response.content.decode()
    assert fill(willow, "acknowledge", method="post").status_code == 302


@pytest.mark.provision("C20-B3.17")
def test_a_colleagues_name_is_not_written_into_a_letter(willow, fill):
    willow.receive().define()
    named = {"method": "email", "opening": "I am Ines Okafor and will help you."}
    response = fill(willow, "acknowledge", **named, why_all="")
    assert response.status_code == 409
    assert "Letters name roles, not people" in response.content.decode()
    assert fill(willow, "acknowledge", **named, why_all="She knows me by name only.").status_code == 302


def test_the_print_queue(willow, fill, client):
    willow.receive().define()
    fill(willow, "acknowledge", method="post")
    deliver.run_once(timezone.now())
    message = Message.objects.get()
    assert "TST-2026-000001" in client.get("/letters/to-post").content.decode()
    for told in ("is marked as posted", "was not waiting to be posted"):
        assert told in client.post(f"/letters/to-post/{message.pk}", follow=True).content.decode()
    assert "Nothing is waiting to be posted" in client.get("/letters/to-post").content.decode()


@pytest.mark.parametrize(
    ("minutes", "told"), [(0, "1 more will be ready in a moment"), (11, "worker may have stopped")]
)
def test_the_post_room_tells_what_the_worker_has_not_done(willow, fill, client, minutes, told):
    willow.receive().define()
    fill(willow, "acknowledge", method="post")
    Message.objects.update(created_at=timezone.now() - timedelta(minutes=minutes))
    shown = client.get("/letters/to-post").content.decode()
    assert told in shown
    assert "Nothing is waiting to be posted" not in shown
    deliver.run_once(timezone.now())
    assert told not in client.get("/letters/to-post").content.decode()


def test_other_landlords_reach_no_letter(willow, taunton, client, now):
    letter = willow.receive().define().acknowledge(channel="post")
    deliver.run_once(timezone.now())
    client.force_login(taunton.second)
    for path in ("", f"/{letter.key}", f"/{letter.key}/pdf", "/acknowledge"):
        assert client.get(f"/cases/{willow.reference}/letters{path}").status_code == 404
    taunton.receive().define()
    client.force_login(taunton.first)
    assert client.get(f"/cases/{taunton.reference}/letters/{letter.key}/pdf").status_code == 404
    assert "TST" not in re.sub(r"(?s)<header.*?</header>", "", client.get("/letters/to-post").content.decode())
    assert client.post(f"/letters/to-post/{Message.objects.get().pk}").status_code == 404


def test_every_page_takes_few_queries(willow, client, now, django_assert_max_num_queries):
    willow.receive().define().acknowledge()
    willow.decide()
    client.force_login(willow.first)
    for path in ("respond", "acknowledge", ""):
        with django_assert_max_num_queries(9):
            client.get(f"/cases/{willow.reference}/letters/{path}".rstrip("/"))
