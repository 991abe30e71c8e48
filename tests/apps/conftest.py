"""A landlord with a small policy of its own, and the people these tests tell of.

Ana, Ben and Cat handle complaints (Ana and Ben in one team), Rob reviews them, Una oversees, Dee approves,
Flo answers the telephone, Max sits on panels and Adi looks after the people pages. Otto works elsewhere.
"""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from putright.apps.accounts import packs
from putright.apps.accounts.models import Landlord, Person, Team
from tests.apps import small_policy
from tests.apps.clam import clamd, one_clamd  # noqa: F401 (fixtures)


@pytest.fixture
def landlord(db, monkeypatch):
    """A landlord; while it is there, every landlord runs the small policy."""
    monkeypatch.setattr(packs, "policy", small_policy.policy)
    monkeypatch.setattr(packs, "current", small_policy.policy)
    return Landlord.objects.create(slug="test", name="Test Homes", pack="test", prefix="TST")


@pytest.fixture
def people(landlord):
    """The people, by first name; `team` is Ana's and Ben's, `other` is Otto's landlord."""
    other = Landlord.objects.create(slug="other", name="Other Homes", pack="test", prefix="OTH")
    team = Team.objects.create(landlord=landlord, name="Resolution")

    def add(name, *roles, of=landlord, **more):
        email = f"{name}@{of.slug}.example"
        return Person.objects.add(of, email, name.capitalize(), "correct horse battery", roles=list(roles), **more)

    return SimpleNamespace(
        ana=add("ana", "complaints_officer", team=team, trained=True),
        ben=add("ben", "complaints_officer", team=team, trained=True),
        cat=add("cat", "complaints_officer", trained=True),
        rob=add("rob", "manager", trained=True),
        una=add("una", "head"),
        dee=add("dee", "director"),
        flo=add("flo", "front_line"),
        max=add("max", "panellist"),
        adi=add("adi", "administrator"),
        otto=add("otto", "head", "administrator", of=other),
        team=team,
        other=other,
    )
