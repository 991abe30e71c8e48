"""A small register: Rosa Adeyemi of 12 Mill Lane, her son Tunde in the same home, and Sam Poole, who left."""

from __future__ import annotations

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from django.utils import timezone

from putright.apps.residents import actions
from putright.apps.residents.models import Adjustment, Home, Representative, Resident, Stay
from tests.apps.intake import conftest as intake

form = intake.form
NOON = datetime(2026, 3, 30, 11, 0, tzinfo=UTC)
TODAY = date(2026, 3, 30)


@pytest.fixture(autouse=True)
def noon(monkeypatch, tmp_path, settings):
    """Monday 30 March 2026 at twelve."""
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(timezone, "now", lambda: NOON)
    return NOON


@pytest.fixture
def register(people):
    """The register, and short ways to add to it."""
    by, landlord = people.una, people.una.landlord

    def home(address="12 Mill Lane, Shifnal", postcode="TF11 8AB", **more):
        row = Home(landlord=landlord, address=address, postcode=postcode, **more)
        actions.save(by, row, NOON)
        return row

    def resident(name, at=None, **more):
        stay = {key: more.pop(key) for key in ("role", "since", "until") if key in more}
        row = Resident(landlord=landlord, name=name, **more)
        actions.save(by, row, NOON)
        if at:
            actions.save_part(by, Stay(resident=row, home=at, **stay), NOON)
        return row

    def adjustment(of, what, **more):
        row = Adjustment(resident=of, what=what, recorded_on=TODAY, **more)
        actions.save_part(by, row, NOON)
        return row

    def representative(of, name="Bola Ade", **more):
        given = {"scope": "Everything", "basis": "authority", "given_on": date(2025, 1, 1), **more}
        row = Representative(resident=of, name=name, **given)
        actions.save_part(by, row, NOON)
        return row

    mill = home(uprn="100090012", number="H1", block="Mill Court")
    rosa = resident("Rosa Adeyemi", mill, number="P1", phone="01952 000 111", email="rosa@mail.example",
                    since=date(2019, 2, 14))  # fmt: skip
    tunde = resident("Tunde Adeyemi", mill, number="P2", role="household_member")
    sam = resident("Sam Poole", home("3 High Street", "TF11 8ZZ", brand="south"), number="P3", kind="former",
                   since=date(2015, 5, 1), until=date(2025, 9, 30))  # fmt: skip
    return SimpleNamespace(
        home=home, resident=resident, adjustment=adjustment, representative=representative, mill=mill, rosa=rosa,
        tunde=tunde, sam=sam, landlord=landlord,
    )  # fmt: skip
