"""What is promised while a complaint is written down, and what a caller was promised before."""

from __future__ import annotations

from datetime import date

import pytest

from putright.apps.casework import log
from putright.apps.casework.models import Case, Duty
from putright.core import events as e
from tests.apps.intake.conftest import token_of

BY = {"promise_by-day": "2", "promise_by-month": "4", "promise_by-year": "2026"}


def test_a_promise_made_on_the_telephone_is_due(form, client):
    answer = form(promise="We ring back about the boiler", **BY)
    assert answer.status_code == 302
    duty = Duty.objects.get(name="promise:w1")
    assert duty.due == date(2026, 4, 2)
    told = client.get(answer.url).content.decode()
    assert "As promised, by Thursday 2 April: We ring back about the boiler" in told


@pytest.mark.parametrize(("typed", "wrong"), [
    ({"promise": "We ring back"}, "promise_by"), (BY, "promise"),
    ({"promise": "We ring back", **BY, "promise_by-day": "29", "promise_by-month": "3"}, "promise_by"),
    ({"promise": "We ring back", **BY, "promise_by-year": "2206"}, "promise_by"),
])  # fmt: skip
def test_half_a_promise_is_asked_for_and_nothing_is_saved(form, typed, wrong):
    answer = form(**typed)
    assert wrong in answer.context["form"].errors
    assert not Case.objects.exists()


def look_up(client):
    data = {"token": token_of(client.get("/log")), "phone": "01952 000111", "look": "1"}
    return client.post("/log", data).content.decode()


def test_a_caller_is_told_what_they_were_promised_and_nobody_else_sees_it(form, client, people):
    form(people.ana, promise="We ring back about the boiler", **BY)
    client.force_login(people.una)
    told = look_up(client)
    assert "Promised to them and not kept yet" in told
    assert "We ring back about the boiler, by 2 April 2026" in told
    client.force_login(people.flo)
    assert "We ring back about the boiler" not in look_up(client)
    case = Case.objects.get()
    with log.open(case.landlord, case.reference) as opened:
        log.append(opened, [e.Contacted(on=opened.state.last, keeps=("w1",))], by=people.ana, at=opened.rows[-1].at)
    client.force_login(people.una)
    assert "Promised to them" not in look_up(client)
