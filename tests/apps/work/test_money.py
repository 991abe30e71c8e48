"""Money owed: who waits for how much, since when, and who may see it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from html import unescape

import pytest
from django.utils import timezone

from putright.apps.casework import index
from tests.apps.case import stories as s
from tests.apps.case.test_steps import take

NOW = datetime(2026, 4, 16, 10, 0, tzinfo=UTC)
TODAY = date(2026, 4, 16)
SENT = date(2026, 4, 8)


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.fixture
def world(db):
    return s.settle("housing-services")


@pytest.fixture
def desk(client, world):
    client.force_login(world.handler)
    return client


def owing(world, amount, by, *more, **fields):
    """A complaint whose response promised a payment by a day."""
    paid = {"r1": {"kind": "payment", "what": "For the heater", "by": by.isoformat(), "amount": amount, **fields}}
    events = [
        s.event("assigned", to=world.handler.key), s.event("acknowledged", method="email"), s.defined(),
        s.decided(SENT, remedies=paid), s.event("response_sent", SENT, method="email"), *more,
    ]  # fmt: skip
    return s.told(world, *events)


def shown(client, query=""):
    answer = client.get(f"/money{query}")
    assert answer.status_code == 200
    rows = [(row["reference"], row["amount"], row["days"], row["owner"]) for row in answer.context["rows"]]
    return rows, {key: (amount, number) for key, _, amount, number in answer.context["tiles"]}


@pytest.mark.provision("C20-B5.8", "C24-7.3")
def test_unpaid_money_ages_in_a_list(desk, world):
    late, older, coming = (owing(world, n, TODAY - timedelta(d)) for n, d in ((60, 3), (250.50, 9), (40, -5)))
    declined = owing(world, 30, TODAY, s.event("remedy_answered", SENT, id="r1", answer="declined"))
    rows, tiles = shown(desk)
    name = world.handler.name
    assert rows == [(older, "£250.50", 9, name), (late, "£60.00", 3, name), (declined, "£30.00", 0, name),
                    (coming, "£40.00", -5, name)]  # fmt: skip
    assert tiles == {"late": ("£310.50", 2), "coming": ("£40.00", 1), "declined": ("£30.00", 1)}
    assert [row[0] for row in shown(desk, "?show=late")[0]] == [older, late]
    assert [row[0] for row in shown(desk, "?show=declined")[0]] == [declined]
    page = unescape(desk.get("/money").content.decode())
    for text in ("Rosa Adeyemi", "9 days past its date", "For the heater", "8 Apr 2026", "Declined; open to accept"):
        assert text in page


def test_what_is_paid_goes_and_comes_back_if_they_say_it_did_not_come(desk, world):
    reference = owing(world, 60, TODAY)
    take(desk, world, reference, "remedy_completed", id="r1", evidence="Paid by transfer.")
    assert shown(desk)[0] == []
    take(desk, world, reference, "remedy_confirmed", id="r1", done="no", text="Nothing came.")
    assert [row[:2] for row in shown(desk)[0]] == [(reference, "£60.00")]
    assert "They say it has not come" in desk.get("/money").content.decode()
    assert index.rebuild(world.landlord) == []


def test_nothing_is_owed_before_it_was_promised(desk, world):
    s.told(world, s.defined(), s.decided(SENT, remedies={
        "r1": {"kind": "payment", "what": "For the heater", "by": "2026-05-01", "amount": 60}}))  # fmt: skip
    assert shown(desk)[0] == []
    assert "Nothing is owed." in desk.get("/money").content.decode()


def test_only_those_who_work_on_complaints_and_only_what_they_may_see(client, world):
    reference = owing(world, 60, TODAY)
    about = owing(world, 70, TODAY)
    client.force_login(world.who["front_line"])
    assert client.get("/money").status_code == 403
    client.force_login(world.who["complaint_handler_2"])
    assert shown(client)[0] == []
    client.force_login(world.who["senior_manager"])
    assert {row[0] for row in shown(client)[0]} == {reference, about}


def test_it_is_walked_page_by_page(desk, world, monkeypatch):
    monkeypatch.setattr("putright.apps.casework.work.money.PAGE", 2)
    made = [owing(world, 10 + n, TODAY + timedelta(n)) for n in range(3)]
    first = desk.get("/money")
    assert [row["reference"] for row in first.context["rows"]] == made[:2]
    second = desk.get(f"/money{first.context['next']}")
    assert [row["reference"] for row in second.context["rows"]] == made[2:]


# ---- who sees to it -------------------------------------------------------------------------


def test_a_colleague_sees_to_it_and_learns_nothing_else(client, world):
    front = world.who["front_line"]
    reference = owing(world, 60, TODAY + timedelta(5), owner=front.key)
    client.force_login(front)
    assert client.get(f"/cases/{reference}").status_code == 404
    address = f"/cases/{reference}/doing/r1"
    assert f'href="{address}"' in client.get("/").content.decode()
    page = unescape(client.get(address).content.decode())
    assert "For the heater" in page
    for hidden in ("Rosa", "wet since October", "£60"):
        assert hidden not in page
    form = client.get(address).context["form"]
    typed = {"version": form["version"].value(), "token": form["token"].value(), "evidence": "Transfer 4711"}
    assert client.post(address, typed).status_code == 302
    assert address not in client.get("/").content.decode()
    assert "Nothing more is needed from you." in client.get(address).content.decode()
    client.force_login(world.who["front_line_2"])
    assert client.get(address).status_code == 404
