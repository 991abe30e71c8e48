"""“You said, we did”: only of what is done, without names, approved by another, public until it is withdrawn."""

from __future__ import annotations

from datetime import timedelta

import pytest

from putright.apps.casework.models import Involvement
from putright.apps.learning import actions, digest, told
from putright.apps.learning.models import Action, Change, Told
from tests.apps.learning.conftest import NOW, TODAY

SAID, DID = "Visits were lost.", "Planners are trained, and the diary warns."


@pytest.fixture
def done(learnt):
    return Action.objects.get(key="a2")


@pytest.fixture
def drafted(una, done):
    una.post(f"/learning/changes/of/case/{done.pk}", {"said": SAID, "did": DID, "brand": ""})
    return Change.objects.get()


def public(client) -> str:
    client.logout()
    return client.get("/r/test/changes").content.decode()


@pytest.mark.provision("HPG-24", "C20-B6.2")
def test_what_is_done_is_published_once_somebody_else_approved_it(client, una, people, drafted):
    assert una.post(f"/learning/changes/{drafted.pk}/publish").status_code == 302
    drafted.refresh_from_db()
    assert drafted.state == "draft"
    assert SAID not in public(client)
    client.force_login(people.adi)
    client.post(f"/learning/changes/{drafted.pk}/publish")
    drafted.refresh_from_db()
    assert (drafted.state, drafted.approved_by) == ("published", people.adi)
    page = public(client)
    assert SAID in page
    assert DID in page
    assert "Adeyemi" not in page
    assert Told.objects.get().whom == "residents"


def test_what_is_not_done_is_not_written_down(una, learnt):
    open_ = Action.objects.get(key="a1")
    assert una.get(f"/learning/changes/of/case/{open_.pk}").status_code == 404


@pytest.mark.provision("HPG-24")
@pytest.mark.parametrize("words", ["Mrs Adeyemi was cold", "12 Mill Lane is dry", "rosa adeyemi"])
def test_residents_read_nobodys_name(una, done, words):
    answer = una.post(f"/learning/changes/of/case/{done.pk}", {"said": words, "did": DID})
    assert answer.status_code == 422
    assert "Leave out" in answer.content.decode()
    assert words in answer.content.decode()
    assert not Change.objects.exists()


def test_it_is_written_down_once(una, done, drafted):
    answer = una.post(f"/learning/changes/of/case/{done.pk}", {"said": SAID, "did": DID})
    assert "It has been written down already." in answer.content.decode()


def test_it_is_withdrawn_with_a_reason(client, una, people, drafted):
    client.force_login(people.adi)
    client.post(f"/learning/changes/{drafted.pk}/publish")
    client.force_login(people.una)
    client.post(f"/learning/changes/{drafted.pk}/withdraw", {"text": "It was undone."})
    assert "It was undone." in client.get("/learning/changes").content.decode()
    assert SAID not in public(client)


def test_a_brands_residents_read_what_concerns_them(client, una, people, done, landlord):
    una.post(f"/learning/changes/of/case/{done.pk}", {"said": SAID, "did": DID, "brand": "north"})
    client.force_login(people.adi)
    client.post(f"/learning/changes/{Change.objects.get().pk}/publish")
    client.logout()
    assert SAID in client.get("/r/test/changes?for=north").content.decode()
    assert SAID not in client.get("/r/test/changes?for=south").content.decode()
    assert client.get("/r/nobody/changes").status_code == 404


@pytest.mark.provision("C20-B6.10", "C24-9.3")
def test_reports_put_on_record_who_was_told(landlord, una):
    told.record(landlord, "board", on=TODAY, how="Quarterly report", what="What was learnt", at=NOW, href="/reports/1")
    page = una.get("/learning/told").content.decode()
    assert "Governing body" in page
    assert "By itself" in page
    with pytest.raises(ValueError, match="nobody to tell called"):
        told.record(landlord, "press", on=TODAY, how="x", what="x", at=NOW)


@pytest.mark.provision("C20-B6.10", "C24-9.3")
def test_the_digest_tells_what_changed_and_who_was_told(client, people, drafted, landlord):
    client.force_login(people.adi)
    client.post(f"/learning/changes/{drafted.pk}/publish")
    found = digest.blocks(landlord, TODAY, TODAY)
    words = [line for block in found for line in getattr(block, "lines", ())]
    assert words[0] == f"You said: {SAID} We did: {DID}"
    assert words[1] == "No theme was opened, reviewed or closed in this period."
    assert words[2].startswith("Residents, 16 April 2026, Published:")
    later = TODAY + timedelta(1)
    empty = [line for block in digest.blocks(landlord, later, later) for line in getattr(block, "lines", ())]
    assert empty[0] == "Nothing was published in this period."


def test_whoever_must_keep_away_finds_neither_draft_nor_action_of_it(client, learnt, people):
    """A complaint about Una: what was written from it is hers neither to read, nor to approve, nor to withdraw."""
    theme = actions.open_theme(
        people.ana, {"title": "The diary", "what": "It moves", "service": "property_condition", "cause": "appointments",
                     "risk": "medium", "owner": people.ana}, [learnt], "They say so", at=NOW, on=TODAY)  # fmt: skip
    actions.set_action(people.ana, theme, what="Fix the diary", owner=people.ana, due=TODAY, on=TODAY, at=NOW)
    done = Action.objects.get(case=learnt, key="a2")
    draft = actions.draft(people.ana, done, said="You wait", did="Planners are trained", brand="", at=NOW)
    client.force_login(people.una)
    assert "Planners are trained" in client.get("/learning/changes").content.decode()
    assert "Fix the diary" in client.get("/learning/actions").content.decode()
    Involvement.objects.create(case=learnt, person=people.una, tie="about")
    assert "Planners are trained" not in client.get("/learning/changes").content.decode()
    assert "Fix the diary" not in client.get("/learning/actions").content.decode()
    assert client.post(f"/learning/changes/{draft.pk}/publish").status_code == 404
    assert client.post(f"/learning/changes/{draft.pk}/withdraw", {"text": "Mine"}).status_code == 404


def test_an_action_that_is_not_there_is_not_set_again(learnt, people):
    theme = actions.open_theme(
        people.ana, {"title": "The diary", "what": "It moves", "service": "property_condition", "cause": "appointments",
                     "risk": "medium", "owner": people.ana}, [learnt], "They say so", at=NOW, on=TODAY)  # fmt: skip
    with pytest.raises(actions.Refused, match="no such action"):
        actions.set_action(people.ana, theme, what="x", owner=people.ana, due=TODAY, on=TODAY, at=NOW, key="z" * 500)
