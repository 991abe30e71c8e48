"""A lost session, and a form that cannot be trusted, lose nothing that was typed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from putright.apps.accounts import access
from tests.apps.case import stories as s

TYPED = {"what": "A page of careful words.", "csrfmiddlewaretoken": "x", "token": "t", "version": "1"}


@pytest.fixture
def left(client, world):
    """The handler's browser after their session has ended."""
    client.force_login(world.handler)
    client.get("/")
    del client.cookies["sessionid"]
    return client


@pytest.fixture
def address(world):
    return f"/cases/{s.told(world)}/lesson_recorded"


def test_a_lost_session_brings_back_the_form_filled_in(left, client, world, address):
    answer = client.post(address, TYPED)
    assert answer.url == f"/account/login/?next={address}"
    answer = client.post(answer.url, {"login": world.handler.email, "password": "correct horse battery"})
    assert answer.url == address
    page = client.get(address)
    assert page.context["form"]["what"].value() == "A page of careful words."
    assert "You were signed out before this was saved" in page.content.decode()
    assert client.get(address).context["form"]["what"].value() is None


def test_it_comes_back_on_its_own_page_only(left, client, world, address):
    client.post(address, TYPED)
    client.force_login(world.handler)
    other = address.replace("lesson_recorded", "contacted")
    assert not client.get(other).context["form"].is_bound
    assert client.get(address).context["form"].is_bound


def test_another_landlords_person_does_not_get_it(left, client, address):
    client.post(address, TYPED)
    client.force_login(s.settle("model-2024").who["manager"])
    answer = client.get(address)
    assert answer.status_code == 404
    assert "careful" not in answer.content.decode()


def test_nobody_else_who_signs_in_on_the_same_browser_gets_it(left, client, world, address):
    client.post(address, TYPED)
    client.force_login(world.who["complaints_officer"])
    answer = client.get(address)
    assert answer.status_code == 200
    assert "careful" not in answer.content.decode()
    client.force_login(world.handler)
    assert not client.get(address).context["form"].is_bound


def test_who_is_not_known_gets_nothing(client, world, address):
    client.post(address, TYPED)
    client.force_login(world.handler)
    assert not client.get(address).context["form"].is_bound


def test_it_is_forgotten_after_an_hour(left, client, world, address, monkeypatch, today):
    client.post(address, TYPED)
    client.force_login(world.handler)
    monkeypatch.setattr(timezone, "now", lambda: today + timedelta(minutes=61))
    assert not client.get(address).context["form"].is_bound
    assert access.KEPT not in client.session


def test_what_is_too_long_is_not_kept(client, world, address):
    client.post(address, TYPED | {"what": "x" * (access.KEEP_CHARACTERS + 1)})
    assert access.KEPT not in client.session


@pytest.mark.parametrize("elsewhere", ["/people/", "/search", "/nowhere"])
def test_other_pages_keep_nothing(client, db, elsewhere):
    assert client.post(elsewhere, TYPED).status_code in (302, 404)
    assert access.KEPT not in client.session


def test_files_are_not_kept(client, address):
    from django.core.files.uploadedfile import SimpleUploadedFile

    client.post(address, TYPED | {"file": SimpleUploadedFile("a.txt", b"secret words")})
    assert "secret" not in client.session[access.KEPT]["typed"]


def test_a_form_that_cannot_be_trusted_shows_what_was_typed(world, address):
    careful = Client(enforce_csrf_checks=True)
    careful.force_login(world.handler)
    answer = careful.post(address, {"what": "Careful <b>words</b>.", "token": "hidden-token", "password": "hunter2222"})
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "Careful &lt;b&gt;words&lt;/b&gt;." in page
    assert "hidden-token" not in page
    assert "hunter2222" not in page


def test_a_form_that_cannot_be_trusted_from_somebody_not_signed_in(address):
    answer = Client(enforce_csrf_checks=True).post(address, {"what": "Careful words."})
    assert answer.status_code == 403
    assert "Careful words." in answer.content.decode()
