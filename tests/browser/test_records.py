"""Disposing of records, giving people their own data, and opening a sensitive case: at a desk and on a telephone."""

from __future__ import annotations

import os
from datetime import UTC, datetime

import pytest
from django.utils import timezone

from putright.apps.records import access, access_run, actions, disposing
from putright.apps.records.models import Disposal
from tests.apps.records.conftest import settle

DUE = datetime(2032, 7, 1, 10, 0, tzinfo=UTC)
SHOTS = os.environ.get("SCREENSHOTS", "")


def shown(desk, name, size):
    if SHOTS:
        desk.page.screenshot(path=f"{SHOTS}/records-{name}-{size}.png", full_page=True)


def look(desk, size, **pages):
    for name, path in pages.items():
        desk.open(path)
        shown(desk, name, size)


@pytest.fixture
def told(transactional_db, settings, tmp_path):
    """Rosa's complaint, closed so long ago that it is due."""
    settings.DATA_DIR, settings.MEDIA_ROOT = tmp_path, tmp_path / "files"
    return settle()


@pytest.mark.parametrize("size", ["desk", "phone"])
def test_disposing_from_what_is_due_to_the_certificate(told, desk, size, monkeypatch):
    first, second = told.officers
    made = actions.prepare(first, Disposal.Kind.COMPLAINT, 10, at=DUE)
    here = f"/records/disposals/{made.number}"
    desk = desk(second, size)
    look(desk, size, due="/records/", held="/records/held", approve=here)
    actions.approve(second, made.number, at=DUE)
    with monkeypatch.context() as later:
        later.setattr(timezone, "now", lambda: DUE)
        while disposing.run_once(DUE):
            pass
    look(desk, size, done=here, certificate=f"{here}/certificate")


@pytest.mark.parametrize("size", ["desk", "phone"])
def test_giving_somebody_their_own_data(told, desk, size):
    first, second = told.officers
    asked = access.ask(first, at=DUE, name="Rosa Adeyemi", known_by="rosa@mail.example", identity="Rang back",
                       asked_on=DUE.date())  # fmt: skip
    desk = desk(second, size)
    here = f"/records/own-data/{asked.number}"
    look(desk, size, asks="/records/own-data", choose=here)
    access.choose(first, asked.number, [one.key for one in access.find(first, asked)], at=DUE)
    while access_run.run_once(DUE):
        pass
    look(desk, size, look=here)


@pytest.mark.parametrize("size", ["desk", "phone"])
def test_a_sensitive_case_opens_once_it_was_said_why(told, desk, size):
    desk = desk(told.officers[1], size)
    look(desk, size, why=f"/cases/{told.reference}")
    desk.page.get_by_label("Why do you need to open it?").fill("Quarterly check of safeguarding cases")
    desk.page.get_by_role("button", name="Open it").click()
    desk.page.get_by_role("link", name="Who has looked at this").click()
    desk.check()
    shown(desk, "viewed", size)
