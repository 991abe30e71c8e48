"""The form as somebody fills it in, on Monday 30 March 2026 at twelve."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from django.utils import timezone

from putright.apps.accounts import packs
from putright.apps.accounts.models import Landlord, Person
from tests.apps import small_policy

NOON = datetime(2026, 3, 30, 11, 0, tzinfo=UTC)
TYPED = {
    "brand": "north",
    "from_": "tenant",
    "name": "Rosa Adeyemi",
    "phone": "01952 000111",
    "email": "rosa@mail.example",
    "address": "12 Mill Lane, Shifnal",
    "postcode": "tf118ab",
    "channel": "phone",
    "received_on-day": "30",
    "received_on-month": "3",
    "received_on-year": "2026",
    "said": "asked",
    "text": "The boiler has been off since Friday.",
    "save": "new",
}


@pytest.fixture(autouse=True)
def noon(monkeypatch, tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(timezone, "now", lambda: NOON)
    return NOON


@pytest.fixture
def form(client, people):
    """`form(who, **typed)` opens the form, fills it in and sends it; a value of None leaves a field out."""

    def fill(who=None, token="", follow_check=False, **typed):
        client.force_login(who or people.flo)
        token = token or token_of(client.get("/log"))
        data = {name: value for name, value in {**TYPED, "token": token, **typed}.items() if value is not None}
        response = client.post("/log", data)
        if follow_check and response.status_code == 200:
            data["seen"] = hidden(response, "seen")
            data["offered"] = data["carry"] = [*response.context["known"].adjustments]
            response = client.post("/log", data)
        return response

    return fill


@pytest.fixture
def real(db, monkeypatch):
    """`real(pack)`: somebody at the front desk of a landlord that runs a shipped policy."""

    def landlord(pack, role="front_line"):
        policy = packs.data.load_policy(pack).pack
        found = Landlord.objects.create(slug=pack, name=policy.landlord.name, pack=pack, prefix=policy.landlord.prefix)
        return Person.objects.add(found, f"desk@{pack}.example", "Desk", roles=[role])

    assert small_policy
    return landlord


def token_of(response) -> str:
    return hidden(response, "token")


def hidden(response, name: str) -> str:
    found = re.search(
        rf'name="{name}"[^>]*value="([^"]*)"|value="([^"]*)"[^>]*name="{name}"', response.content.decode()
    )
    return (found[1] or found[2] or "") if found else ""
