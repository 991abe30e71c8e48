"""Who opened a sensitive case, when and why."""

from __future__ import annotations

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from putright.apps.casework import viewing
from putright.apps.casework.models import Case, Viewing
from tests.apps.case import stories as s

NOW = datetime(2026, 4, 16, 10, 0, tzinfo=UTC)


@pytest.fixture
def people(world):
    """Flo logs, Ana handles, Ben handles other cases, Una oversees."""
    who = world.who
    return SimpleNamespace(flo=who["front_line"], ana=world.handler, ben=who["manager_2"], una=who["ceo"])


@pytest.fixture
def sensitive(world, people):
    told = s.told(world, s.event("assigned", to=people.ana.key), by=people.flo, flags=["safeguarding"])
    return Case.objects.get(reference=told)


@pytest.fixture
def plain(world, people):
    return Case.objects.get(reference=s.told(world, s.event("assigned", to=people.ana.key), by=people.flo))


def seen(case):
    return list(Viewing.objects.filter(case=case).order_by("id").values_list("person", "why"))


@pytest.mark.provision("WTP-12", "MOD-47", "C20-B3.10")
def test_whoever_deals_with_it_is_put_on_record_once_a_day(client, people, sensitive, monkeypatch):
    client.force_login(people.ana)
    assert client.get(f"/cases/{sensitive.reference}").status_code == 200
    assert client.get(f"/cases/{sensitive.reference}/letters").status_code == 200
    client.force_login(people.flo)
    assert client.get(f"/cases/{sensitive.reference}").status_code == 200
    assert seen(sensitive) == [(people.ana.pk, ""), (people.flo.pk, "")]
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 4, 17, 9, 0, tzinfo=UTC))
    client.force_login(people.ana)
    client.get(f"/cases/{sensitive.reference}")
    assert seen(sensitive) == [(people.ana.pk, ""), (people.flo.pk, ""), (people.ana.pk, "")]


@pytest.mark.provision("WTP-12", "HSP-02", "MOD-47")
@pytest.mark.parametrize("below", ["", "/letters", "/assigned", "/safety"])
def test_whoever_oversees_says_why_before_it_opens(client, people, sensitive, below):
    client.force_login(people.una)
    page = f"/cases/{sensitive.reference}{below}"
    asked = client.get(page)
    assert asked.status_code == 302
    form = client.get(asked["Location"])
    assert "is sensitive" in form.content.decode()
    refused = client.post(asked["Location"], {"why": " ", "next": page})
    assert refused.status_code == 422
    assert seen(sensitive) == []
    assert client.post(asked["Location"], {"why": "Quarterly check", "next": page})["Location"] == page
    assert client.get(page).status_code == 200
    assert seen(sensitive) == [(people.una.pk, "Quarterly check")]
    record = client.get(f"/cases/{sensitive.reference}/viewed").content.decode()
    assert "Quarterly check" in record


def test_the_record_is_for_those_who_oversee(client, people, sensitive):
    client.force_login(people.ana)
    assert client.get(f"/cases/{sensitive.reference}/viewed").status_code == 403
    assert "Who has looked" not in client.get(f"/cases/{sensitive.reference}").content.decode()


def test_nobody_is_sent_elsewhere_by_the_page_that_asks(client, people, sensitive):
    client.force_login(people.una)
    for typed in ("https://elsewhere.example/", "//elsewhere.example", f"/cases/{sensitive.reference}\\..", "/"):
        sent = client.post(f"/cases/{sensitive.reference}/why", {"why": "A check", "next": typed})
        assert sent["Location"] == f"/cases/{sensitive.reference}"


def test_whoever_may_not_see_it_learns_nothing(client, people, sensitive):
    client.force_login(people.ben)
    for page in ("", "/why", "/viewed"):
        assert client.get(f"/cases/{sensitive.reference}{page}").status_code == 404
    assert seen(sensitive) == []


def test_of_an_ordinary_case_nothing_is_asked_kept_or_looked_up(client, people, plain, sensitive):
    client.force_login(people.ana)
    client.get(f"/cases/{plain.reference}")  # its policy is read once a process
    with CaptureQueriesContext(connection) as captured:
        client.get(f"/cases/{plain.reference}")
    ordinary = len(captured)
    with CaptureQueriesContext(connection) as captured:
        client.get(f"/cases/{sensitive.reference}")
    assert len(captured) <= ordinary + 2
    with CaptureQueriesContext(connection) as captured:
        client.get(f"/cases/{sensitive.reference}")
    assert len(captured) == ordinary
    assert seen(plain) == []


def test_the_record_stays_as_it_is_and_its_reasons_can_be_erased(people, sensitive):
    row = viewing.log(people.una, sensitive, "Rosa asked me to", NOW)
    for change in (lambda: Viewing.objects.filter(pk=row.pk).update(why="Nothing"), row.delete):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
    assert viewing.erase_case(sensitive, NOW) == 1
    row.refresh_from_db()
    assert row.why is None


def test_what_was_typed_before_midnight_is_there_after_the_reason_is_given(client, people, sensitive):
    client.force_login(people.una)
    page = f"/cases/{sensitive.reference}/position_heard"
    asked = client.post(page, {"what": "Rang them twice about the lock"})
    assert asked.status_code == 302
    client.post(asked["Location"], {"why": "Quarterly check", "next": page})
    assert "Rang them twice about the lock" in client.get(page).content.decode()
