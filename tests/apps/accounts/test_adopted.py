"""Before an upgrade changes anything: every adopted version that it could not read is named."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import connection

from putright import data
from putright.apps.accounts.adopted import HELD, TO_COME, readable
from putright.apps.accounts.models import Landlord, PackVersion
from tests.apps.letters.conftest import House

PRINTED = "stage1.respond: {within: 10 working days"


@pytest.fixture
def landlord(db) -> Landlord:
    return House("willow-tree").landlord


def adopted(landlord: Landlord, version: str, was: str = "", now: str = "") -> PackVersion:
    """A version as it was adopted, with a text that this release does not take."""
    files = data.pack_texts("willow-tree")
    assert was in files["pack.yaml"]
    files["pack.yaml"] = files["pack.yaml"].replace(was, now, 1) if was else files["pack.yaml"]
    return PackVersion.objects.create(
        landlord=landlord, pack="willow-tree", version=version, files=files, digest="0" * 64,
        since=date(2026, 5, 2), at=datetime(2026, 5, 1, 9, tzinfo=UTC),
    )  # fmt: skip


def test_versions_that_can_be_read_are_not_spoken_of(landlord: Landlord) -> None:
    adopted(landlord, "6")
    assert readable(["default"]) == []
    assert readable(None) == []


def test_one_that_cannot_is_named_with_file_line_key_and_what_to_do(landlord: Landlord) -> None:
    adopted(landlord, "6")
    spoilt = adopted(landlord, "7", PRINTED, "stage1.respond: {at_most: 10 working days")
    line = spoilt.files["pack.yaml"][: spoilt.files["pack.yaml"].index("at_most")].count("\n") + 1
    (error,) = readable(["default"])
    assert str(error).startswith(f"{landlord.name}: (accounts.E001) version 7 of willow-tree cannot be read")
    assert f"pack.yaml:{line}: clocks.stage1.respond.at_most:" in error.msg
    assert error.hint == HELD


def test_one_still_to_come_can_be_withdrawn(landlord: Landlord) -> None:
    landlord.adopts = adopted(landlord, "7", PRINTED, "stage1.respond: {within: ten days")
    landlord.adopts_on = date(2026, 7, 1)
    landlord.save()
    assert [error.hint for error in readable(["default"])] == [TO_COME]


@pytest.mark.parametrize(
    ("command", "also"), [("migrate", {"skip_checks": False}), ("check", {"databases": ["default"]})]
)
def test_an_upgrade_stops_before_it_changes_anything(landlord: Landlord, command: str, also: dict) -> None:
    adopted(landlord, "7", PRINTED, "stage1.respond: {within: ten days")
    with pytest.raises(SystemCheckError, match="version 7 of willow-tree"):
        call_command(command, verbosity=0, **also)


def test_a_database_that_is_still_empty_has_none(db, monkeypatch) -> None:
    monkeypatch.setattr(connection.introspection, "table_names", list)
    assert readable(["default"]) == []
