"""What was typed on the pages of oversight, learning and records survives a lost session, as on the case page."""

from __future__ import annotations

import inspect
import re

import pytest
from django.urls import get_resolver, reverse

from putright.apps.accounts import access, permissions
from putright.apps.accounts.models import Person
from putright.apps.learning.models import Theme
from putright.apps.records import actions
from putright.apps.records.models import Access, Disposal
from tests.apps.accounts.test_access import addresses
from tests.apps.records.conftest import BEGAN, DUE, clock, folders, house  # noqa: F401 (fixtures)

WORDS = "A page of careful words."
PAGES = [
    ("learning_new_theme", {}, "what"), ("learning_theme_step", {"pk": 1, "step": "tell"}, "what"),
    ("governance_add", {"slug": "consultations"}, "how"), ("member_ask", {}, "text"),
    ("member_statements", {}, "text"), ("member_case", {"reference": ""}, "why"),
    ("case_why", {"reference": ""}, "why"), ("assessment_call", {}, "text"), ("accesses", {}, "identity"),
    ("access_step", {"number": 1, "step": "mask"}, "why"),
    ("disposal_leave_out", {"number": 1}, "why"), ("sample_survey_enter", {}, "carried_out_by"), ("tsm", {}, "source"),
]  # fmt: skip


@pytest.fixture
def sam(house, clock):  # noqa: F811 (the fixtures)
    """Somebody who may do everything here, after the day on which records are due; nobody works on the case."""
    clock.now = DUE
    sam = Person.objects.add(house.landlord, "sam@wt.example", "Sam Hill", roles=["complaints_officer", "mrc"])
    actions.prepare(house.officers[0], Disposal.Kind.COMPLAINT, 10, at=clock.now)
    Access.objects.create(landlord=house.landlord, number=1, state=Access.State.READY, name="R", known_by="x",
                          identity="x", asked_on=BEGAN, due=DUE, by=sam)  # fmt: skip
    return sam


@pytest.mark.parametrize(("name", "kwargs", "field"), PAGES, ids=[one[0] for one in PAGES])
def test_what_was_typed_comes_back_after_signing_in_again(client, sam, house, name, kwargs, field):  # noqa: F811
    known = {"reference": house.reference, "pk": Theme.objects.get().pk}
    address = reverse(name, kwargs={key: known.get(key, value) for key, value in kwargs.items()})
    client.force_login(sam)
    client.get("/")
    del client.cookies["sessionid"]
    answer = client.post(address, {field: WORDS})
    assert answer.url == f"/account/login/?next={address}"
    client.force_login(sam)
    page = client.get(address)
    assert page.status_code in (200, 422), getattr(page, "url", "")
    assert WORDS in page.content.decode()
    assert WORDS not in client.get(address, follow=True).content.decode()


def test_every_page_that_can_show_what_was_typed_is_one_that_keeps_it():
    reads = re.compile(r"\b(kept_form|typed|filled_in)\(request\)")
    found = {pattern.name for pattern, _ in addresses(get_resolver("putright.config.urls"))
             if reads.search(_source(pattern.callback))}  # fmt: skip
    assert len(found) > 25
    assert {name for name in found if not name.startswith(access.KEEPING)} == set()


def _source(view):
    view = inspect.unwrap(view)
    return inspect.getsource(view) if inspect.isfunction(view) else ""


def test_who_may_do_all_this_is_somebody(sam):
    wanted = {permissions.LEARN, permissions.KEEP_REGISTERS, permissions.ENTER_ROOM, permissions.DISPOSE}
    assert wanted <= permissions.granted(sam)
