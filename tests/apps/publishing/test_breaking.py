"""Two people who publish at once, a second click, and rows put in place of others."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from putright.apps.publishing import actions, making
from putright.apps.publishing.models import Edition, Entry
from tests.apps.publishing.conftest import NOW, TODAY, landlord_of, publish

COLUMNS = [field.column for field in Edition._meta.concrete_fields]


def insert(changed):
    """SQLite's way of putting a row in place of one with the same unique key."""
    named = ", ".join(f'"{name}"' for name in COLUMNS)
    taken = ", ".join(changed.get(name, f'"{name}"') for name in COLUMNS)
    return f"INSERT OR REPLACE INTO publishing_edition ({named}) SELECT {taken} FROM publishing_edition"


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL has no INSERT OR REPLACE.")
@pytest.mark.parametrize("changed", [{}, {"id": "id + 1"}, {"id": "id + 1", "key": "'other'"}])
def test_no_edition_is_replaced_by_another(house, changed):
    publish(house)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(insert(changed))
    assert Edition.objects.get().key == "policy-website-1"


def test_the_log_is_only_added_to(house):
    actions.note(house.admin, "put", on=TODAY, at=NOW, name="leaflet", where="Office")
    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.update(where="Nowhere")
    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.all().delete()


def test_of_two_who_publish_at_once_the_second_is_told(house):
    def slowly(document):
        publish(house)
        return making.pdf(document)

    with pytest.raises(actions.Refused, match="meanwhile"):
        publish(house, draw=slowly)
    assert [one.number for one in Edition.objects.all()] == [1]


def test_a_second_click_does_not_begin_the_posts_twice(house):
    publish(house, "policy_posts")
    with pytest.raises(actions.Refused, match="same"):
        publish(house, "policy_posts")
    assert publish(house, "policy_posts", on=TODAY + timedelta(days=14)).number == 2


def test_hostile_addresses_are_not_found(house, client):
    publish(house)
    slug = house.landlord.slug
    for path in (f"/policy/{slug}/../../etc/passwd", f"/policy/{slug}%00",
                 f"/policy/{'a' * 5000}", "/policy/%F0%9F%98%80",
                 f"/policy/{slug}/versions/policy-website-1.exe", f"/policy/{slug}/versions/policy-website-1.a3",
                 f"/policy/{slug}/versions/policy-website-1.pdf%0d%0aX-Bad:1", f"/policy/{slug}/versions/leaflet-1.pdf",
                 f"/policy/{slug}/nobrand", "/policy/"):  # fmt: skip
        answer = client.get(path)
        assert answer.status_code == 404, path
        assert not answer.has_header("X-Bad")
    assert client.get(f"/policy/{slug}", {"x": "<script>alert(1)</script>"}).status_code == 200
    for method in ("post", "put", "delete", "patch", "options"):
        assert getattr(client, method)(f"/policy/{slug}").status_code == 405
    answer = client.head(f"/policy/{slug}/versions/policy-website-1.html")
    assert answer.status_code == 200
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "attachment" in answer["Content-Disposition"]
    assert "object-src 'none'" in answer["Content-Security-Policy"]


def test_the_edition_of_one_landlord_is_not_found_under_another(house, client):
    publish(house)
    other = landlord_of("housing-plus-group", "housing-plus")
    publish(other, brand="wrekin")
    for path in ("policy-website-1", "policy-website-1.pdf", "policy-website-1.css"):
        assert client.get(f"/policy/housing-plus/versions/{path}").status_code == 404
        assert client.get(f"/policy/willow-tree/versions/{path}").status_code == 200
    client.force_login(other.admin)
    assert client.get("/publications/files/policy-website-1.pdf").status_code == 404
