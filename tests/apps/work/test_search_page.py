"""Search as a page: found, marked, narrowed, walked; and nothing of it for whoever may not see it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from putright.apps.casework.work import views
from putright.apps.casework.work.excerpt import excerpt, marked
from tests.apps.cases import MONDAY, event, start


def found(response) -> list[str]:
    return [row["case"].reference[-1] for row in response.context["rows"]]


@pytest.mark.parametrize("text", ["rosa", "TST-2026-000001", "mill lane", "mould", "TF11 8AB"])
def test_it_finds_by_name_reference_address_and_words(get, people, landlord, text):
    start(landlord, people.ana, text="Mould in the bedroom")
    page = get(people.una, f"/search?q={text}")
    assert found(page) == ["1"]
    assert '<mark class="pr-hit">' in page.content.decode()


def test_what_was_typed_is_never_markup(get, people, landlord):
    start(landlord, people.ana, text="<script>alert(1)</script> damp")
    page = get(people.una, "/search?q=<script>").content.decode()
    assert "<script>alert" not in page
    assert "&lt;<mark" in page


def test_it_is_narrowed_by_status(get, people, landlord):
    start(landlord, people.ana)
    start(landlord, people.ana, event("withdrawn"))
    assert found(get(people.una, "/search?q=roof&status=withdrawn")) == ["2"]
    assert found(get(people.una, "/search?q=roof&status=nonsense")) == ["2", "1"]
    assert "among complaints that are refused" in get(people.una, "/search?q=roof&status=refused").content.decode()


def test_nothing_for_whoever_may_not_see_it(get, people, landlord):
    start(landlord, people.ana, about=[people.una.key])
    for who in (people.una, people.otto, people.cat, people.max):
        page = get(who, "/search?q=TST-2026-000001")
        assert found(page) == []
        assert "Rosa" not in page.content.decode()


def test_pages_are_walked(get, people, landlord, monkeypatch):
    monkeypatch.setattr(views, "FOUND", 2)
    for days in (3, 1, 2, 1, 0):
        start(landlord, people.ana, on=MONDAY - timedelta(days))
    seen, address = [], "?q=roof"
    while address:
        page = get(people.una, f"/search{address}")
        seen += found(page)
        address = page.context["next"]
    assert seen == ["5", "4", "2", "3", "1"]


@pytest.mark.parametrize(
    "query", ["", "q=", "q=x&after=nonsense", "q=x&after=2026-04-08.99999999999999999999", "q=%22"]
)
def test_anything_may_be_asked(get, people, landlord, query):
    assert get(people.una, f"/search?{query}").status_code == 200


def test_few_statements(get, people, landlord):
    for _ in range(3):
        start(landlord, people.ana, event("assigned", to=people.ana.key))
    with CaptureQueriesContext(connection) as captured:
        get(people.una, "/search?q=roof")
    assert len([q for q in captured if "casework_" in q["sql"] or "accounts_" in q["sql"]]) <= 8


def test_what_was_found_is_set_apart():
    assert marked("Zoë’s mould, remould", "MOULD zoe") == [("Zoë’s ", False), ("mould", True), (", remould", False)]
    assert marked("", "x") == []
    long = "word " * 60 + "needle " + "word " * 60
    pieces = excerpt(long, "needle")
    assert ("needle", True) in pieces
    assert len("".join(piece for piece, _ in pieces)) < 220
