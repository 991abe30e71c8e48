"""Publishing: frozen editions, what has been overtaken, the log, the register, and what anybody may see."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import msgspec
import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from putright.apps.accounts import packs
from putright.apps.publishing import actions, making, shelf
from putright.apps.publishing.models import Edition, Entry
from putright.core.publishing import shapes
from putright.core.publishing.kinds import KINDS
from tests.apps.publishing.conftest import NOW, TODAY, landlord_of, publish

DATE = {"on-day": TODAY.day, "on-month": TODAY.month, "on-year": TODAY.year}


def states(landlord, on=TODAY):
    return {place.kind.name: place.state for place in shelf.shelf(landlord, on)}


def with_longer_answers(monkeypatch):
    """From now on the policy takes thirteen working days for stage 1."""
    found = packs.current

    def longer(landlord):
        policy = found(landlord)
        clock = msgspec.structs.replace(policy.pack.clocks["stage1.respond"], within="13 working days")
        clocks = {**policy.pack.clocks, "stage1.respond": clock}
        return replace(policy, pack=msgspec.structs.replace(policy.pack, clocks=clocks))

    monkeypatch.setattr(packs, "current", longer)


def test_an_edition_is_numbered_frozen_and_in_force(house):
    edition = publish(house, approved="Board, 2 March 2026", views="Times first.")
    assert (edition.number, edition.key, edition.pack_version) == (1, "policy-website-1", "5")
    assert edition.thawed.number == 1
    assert shapes.content(edition.thawed) == edition.content
    assert bytes(Edition.objects.get().pdf).startswith(b"%PDF")
    assert states(house.landlord)["policy_website"] == "current"
    assert states(house.landlord)["leaflet"] == "none"


@pytest.mark.parametrize("table", ["edition", "entry"])
def test_nothing_that_was_written_is_changed(house, table):
    edition = publish(house)
    actions.note(house.admin, "put", on=TODAY, at=NOW, name="leaflet", edition=edition, where="Office")
    for statement in (f"UPDATE publishing_{table} SET at = at", f"DELETE FROM publishing_{table}"):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_the_same_is_not_published_twice_but_posts_begin_anew(house):
    publish(house, "leaflet")
    with pytest.raises(actions.Refused, match="says the same as edition 1"):
        publish(house, "leaflet", on=TODAY + timedelta(1))
    publish(house, "policy_posts")
    assert publish(house, "policy_posts", on=TODAY + timedelta(84)).number == 2


def test_what_was_shown_is_what_is_published(house, monkeypatch):
    shown = shapes.content(shelf.fresh(house.landlord, "leaflet", "", TODAY))
    with_longer_answers(monkeypatch)
    with pytest.raises(actions.Refused, match="Look at it again"):
        publish(house, "leaflet", shown=shown)


@pytest.mark.provision("THT-25", "WTP-06")
def test_a_change_of_the_policy_makes_every_edition_overtaken(house, monkeypatch):
    for kind in KINDS:
        publish(house, kind)
    assert set(states(house.landlord).values()) == {"current"}
    with_longer_answers(monkeypatch)
    assert set(states(house.landlord).values()) == {"stale"}
    publish(house, "leaflet")
    assert states(house.landlord)["leaflet"] == "current"


def test_an_edition_that_begins_later_waits(house, client):
    later = TODAY + timedelta(7)
    publish(house, on=later)
    assert states(house.landlord)["policy_website"] == "coming"
    assert client.get("/policy/willow-tree").status_code == 404
    assert states(house.landlord, later)["policy_website"] == "current"
    with pytest.raises(actions.Refused, match="cannot begin before"):
        actions._check(Edition.objects.get(), "policy_website", TODAY, "other", "")


def test_who_may_publish_and_what_there_is(house, client):
    for write in (lambda: actions.publish(house.desk, "leaflet", "", on=TODAY, at=NOW, draw=making.pdf),
                  lambda: actions.note(house.desk, "put", on=TODAY, at=NOW)):  # fmt: skip
        with pytest.raises(PermissionDenied):
            write()
    with pytest.raises(KeyError):
        publish(house, brand="wrekin")
    client.force_login(house.desk)
    assert client.get("/publications").status_code == 200
    assert client.post("/publications/of/leaflet", DATE).status_code == 403
    assert client.post("/publications/log", DATE).status_code == 403
    for path in ("/publications/of/nothing", "/publications/of/leaflet/wrekin", "/publications/files/leaflet-9.pdf"):
        assert client.get(path).status_code == 404


# ---- the pages of staff ---------------------------------------------------------------------


@pytest.mark.provision("WTP-38")
def test_publishing_by_the_page_keeps_the_panels_views(house, client):
    client.force_login(house.admin)
    page = client.get("/publications/of/policy_website")
    shown = page.context["form"].initial["shown"]
    typed = {**DATE, "shown": shown, "views": "The panel wants the times first.", "approved": "Board, 2 March 2026"}
    assert client.post("/publications/of/policy_website", typed).status_code == 302
    register = client.get("/governance/policy").content.decode()
    assert "The panel wants the times first." in register
    assert "Board, 2 March 2026" in register
    again = client.post("/publications/of/policy_website", typed)
    assert again.status_code == 422
    assert "The panel wants the times first." in again.content.decode()


def test_yesterday_is_refused_and_what_was_typed_stays(house, client):
    client.force_login(house.admin)
    early = TODAY - timedelta(1)
    typed = {"on-day": early.day, "on-month": early.month, "on-year": early.year, "shown": "x", "reason": "New times"}
    page = client.post("/publications/of/leaflet", typed)
    assert page.status_code == 422
    assert "begins today or later" in page.content.decode()
    assert "New times" in page.content.decode()
    assert not Edition.objects.exists()


def test_the_differences_are_shown_in_words(house, client, monkeypatch):
    publish(house, "leaflet")
    with_longer_answers(monkeypatch)
    client.force_login(house.admin)
    page = client.get("/publications/of/leaflet").content.decode()
    assert "<del>Our full answer: stage 1 10 working days" in page
    assert "<ins>Our full answer: stage 1 13 working days" in page


@pytest.mark.provision("WTP-01")
def test_the_overview_says_what_must_be_seen_to(house, client):
    client.force_login(house.admin)
    page = client.get("/publications").content.decode()
    assert "review fell due on 30 April 2025" in page
    assert "WTP-01" in page
    assert page.count("Not published") == len(KINDS)


@pytest.mark.provision("HPG-04", "THT-25")
def test_the_log_says_where_and_when_it_is_due_again(group, client):
    def due():
        return next(one for one in shelf.promises(group.landlord, TODAY) if one.name == "policy_posts")

    assert due().overdue
    client.force_login(group.admin)
    typed = {**DATE, "name": "policy_posts", "what": "put", "where": "Facebook", "url": "https://example.org/p/1"}
    assert client.post("/publications/log", typed).status_code == 302
    assert (due().overdue, due().due.isoformat(), due().last.where) == (False, "2027-02-23", "Facebook")
    assert "https://example.org/p/1" in client.get("/publications/log").content.decode()
    late = [one for one in shelf.promises(group.landlord, TODAY + timedelta(93)) if one.overdue]
    assert "policy_posts" in {one.name for one in late}


def test_a_day_to_come_is_not_logged(house, client):
    client.force_login(house.admin)
    typed = {**DATE, "on-year": TODAY.year + 1, "name": "leaflet", "what": "put", "where": "Office"}
    page = client.post("/publications/log", typed)
    assert page.status_code == 422
    assert "still to come" in page.content.decode()


def test_somebody_elses_edition_is_not_to_be_logged(house, group):
    edition = publish(house)
    with pytest.raises(PermissionDenied):
        actions.note(group.admin, "put", on=TODAY, at=NOW, edition=edition)


@pytest.mark.provision("WTP-36", "HPG-46", "THT-37", "HSP-01", "MOD-49")
def test_the_register_keeps_reviews_and_what_calls_for_one(group, client):
    client.force_login(group.admin)
    page = "/governance/policy"
    assert "next reviewed: set a date" in client.get(page).content.decode()
    trigger = {**DATE, "what": "trigger", "name": "code", "text": "A new Code is out"}
    assert client.post(page, trigger).status_code == 302
    assert "This calls for a review before its date: A new Code is out" in client.get(page).content.decode()
    assert client.post(page, {**DATE, "what": "reviewed", "text": "By the Board"}).status_code == 422
    due = {"next_on-day": 1, "next_on-month": 11, "next_on-year": 2027}
    assert client.post(page, {**DATE, **due, "what": "reviewed", "text": "By the Board"}).status_code == 302
    said = client.get(page).content.decode()
    assert "This calls for a review" not in said
    assert "1 November 2027" in said


@pytest.mark.provision("WTL-02")
def test_anybody_at_work_notes_that_a_copy_was_given(house, client):
    client.force_login(house.desk)
    typed = {**DATE, "what": "copy", "text": "Asked for by letter; large print sent by post."}
    assert client.post("/governance/policy", typed).status_code == 302
    assert Entry.objects.get().what == "copy"
    assert client.post("/governance/policy", {**typed, "what": "trigger"}).status_code == 422


def test_nothing_of_another_landlord_is_seen(house, group, client):
    publish(house, "leaflet", views="Willow secrets")
    actions.note(house.admin, "put", on=TODAY, at=NOW, name="leaflet", where="Willow office")
    client.force_login(group.admin)
    for path in ("/publications", "/publications/log", "/governance/policy", "/publications/of/leaflet/wrekin"):
        page = client.get(path).content.decode()
        assert "Willow" not in page
    assert client.get("/publications/files/leaflet-1.pdf").status_code == 404


# ---- what anybody sees ----------------------------------------------------------------------


@pytest.mark.provision("WTP-06", "C20-B2.5", "THT-04", "THT-25", "WTP-19")
def test_anybody_reads_the_policy_and_takes_it_away(house, client):
    publish(house)
    publish(house, "leaflet")
    page = client.get("/policy/willow-tree")
    text = page.content.decode()
    assert set(page["Cache-Control"].split(", ")) == {"max-age=300", "public"}
    for words in ("<h1", "How to tell us", "0300 111 3000", "01934 750780", "Download this (PDF)", "leaflet-1.pdf"):
        assert words in text
    for form, start in (("pdf", b"%PDF"), ("html", b"<!DOCTYPE"), ("txt", b"Willow Tree"), ("css", b":root")):
        file = client.get(f"/policy/willow-tree/versions/policy-website-1.{form}")
        assert file.content.startswith(start)
        assert "public" in file["Cache-Control"]
    assert client.get(f"/policy/willow-tree/versions/policy-website-1.{form}", headers={"if-none-match": file["ETag"]}
                      ).status_code == 304  # fmt: skip


@pytest.mark.provision("WTP-01", "MOD-49")
def test_an_old_version_stays_readable_and_says_that_it_is_old(house, client, monkeypatch):
    publish(house, on=TODAY - timedelta(30))
    with_longer_answers(monkeypatch)
    publish(house)
    assert "13 <small>working days" in client.get("/policy/willow-tree").content.decode()
    old = client.get("/policy/willow-tree/versions/policy-website-1").content.decode()
    assert "This is an earlier version." in old
    assert "until 23 November 2026" in old
    assert "13 <small>working days" not in old
    listed = client.get("/policy/willow-tree/versions").content.decode()
    assert listed.count("In force") == 1
    assert "policy-website-2.pdf" in listed


def test_each_brand_has_its_own_policy(group, client):
    assert client.get("/policy/housing-plus").status_code == 404
    publish(group, brand="wrekin")
    choose = client.get("/policy/housing-plus").content.decode()
    assert "/policy/housing-plus/wrekin" in choose
    assert "Care Plus" not in choose
    page = client.get("/policy/housing-plus/wrekin").content.decode()
    assert "complaints@wrekin.com" in page
    assert "feedback@housingplusgroup.co.uk" not in page
    assert client.get("/policy/housing-plus/care-plus").status_code == 404


def test_nothing_is_seen_of_who_published_nothing_or_of_what_is_for_staff(house, client):
    for path in ("/policy/willow-tree", "/policy/willow-tree/versions", "/policy/nobody"):
        assert client.get(path).status_code == 404
    publish(house)
    publish(house, "policy_posts", views="Inner thoughts")
    for path in ("policy-posts-1", "policy-posts-1.pdf", "policy-website-9", "policy-website-1.exe"):
        assert client.get(f"/policy/willow-tree/versions/{path}").status_code == 404
    for path in ("", "/versions", "/versions/policy-website-1"):
        page = client.get(f"/policy/willow-tree{path}").content.decode()
        assert "Inner thoughts" not in page
        assert "Ada" not in page
    publish(house, "poster")
    assert client.get("/policy/willow-tree/versions/poster-1.a3").status_code == 404


def test_a_shared_cache_keeps_nothing_of_somebody_signed_in(house, client):
    publish(house)
    client.force_login(house.admin)
    page = client.get("/policy/willow-tree")
    assert "private" in page["Cache-Control"]
    assert "Ada" not in page.content.decode()


@pytest.mark.parametrize("kind", list(KINDS))
def test_every_form_of_every_publication_is_there_for_staff(house, client, kind):
    from putright.apps.publishing import files

    edition = publish(house, kind)
    client.force_login(house.desk)
    for form in files.forms_of(kind):
        answer = client.get(reverse("publication_file", args=[edition.key, form]))
        assert answer.status_code == 200
        assert edition.key in answer["Content-Disposition"]


def test_two_landlords_with_one_policy_keep_apart(house, client):
    other = landlord_of("willow-tree", "willow-two")
    publish(house)
    assert client.get("/policy/willow-two").status_code == 404
    publish(other)
    assert client.get("/policy/willow-two").status_code == 200
