"""Somebody who tries to get in, to see what is another's, or to fill the place up."""

from __future__ import annotations

import pytest
from django.test import Client

from putright.apps.casework.models import Case, Party
from putright.apps.casework.opened import load
from putright.apps.portal import drafts, limits
from putright.apps.portal.models import Draft
from putright.core import events as e
from tests.apps.case.stories import event
from tests.apps.portal.following import NOW, april, post, world  # noqa: F401
from tests.apps.portal.test_follow_acts import issued
from tests.apps.portal.test_form import ME, ROOT, answer, begin


@pytest.fixture
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


# ---- drafts -----------------------------------------------------------------------------------


def test_the_address_of_a_draft_shows_no_code_once_it_is_sent(client, willow, files):
    begin(client)
    key = Draft.objects.get().key
    where = answer(client, f"{ROOT}form/who", ME)
    client.post(where)
    stranger = Client()
    gone = stranger.get(f"{ROOT}form/again/{key}")
    assert gone.status_code == 404
    assert "was sent" in gone.text
    for path in ("form/who", "form/check"):
        assert stranger.post(f"{ROOT}{path}", {"draft": key}).status_code == 302
        assert stranger.get(f"{ROOT}form/sent").status_code == 302
    assert Case.objects.get().reference in client.get(f"{ROOT}form/sent").text


def test_a_draft_takes_answers_to_its_questions_alone(client, willow, files):
    begin(client)
    assert client.post(f"{ROOT}form/made-up", {"text": "x" * 1000}).status_code == 404
    assert Draft.objects.get().answers == {}


def test_the_names_of_fields_count_and_carry_no_zero(client, willow, files, monkeypatch):
    begin(client)
    client.post(f"{ROOT}form/happened", {"text": "wet", "a\0b": "c"})
    assert Draft.objects.get().answers == {"happened": {"text": ["wet"], "ab": ["c"]}}
    monkeypatch.setattr(drafts, "MOST_CHARACTERS", 50)
    assert client.post(f"{ROOT}form/happened", {"text": "wet", "n" * 60: ""}).status_code == 413


@pytest.mark.parametrize("path", ["form/who", "form/check"])
def test_a_key_that_no_database_takes_opens_nothing(client, willow, files, path):
    assert client.post(f"{ROOT}{path}", {"draft": "a\0b"}).status_code == 302


# ---- following --------------------------------------------------------------------------------


def test_a_stranger_cannot_lock_a_resident_out(world, monkeypatch):  # noqa: F811
    case = world.told()
    monkeypatch.setitem(limits.PER_HOUR, "case", 3)
    for n in range(6):
        Client(REMOTE_ADDR=f"10.0.0.{n}").post(f"{world.root}follow", world.door(case, code=f"AAAABBBBCC0{n}"))
    world.enter(case)


def test_whoever_has_the_code_does_not_guess_the_fact(world, monkeypatch):  # noqa: F811
    case = world.told()
    monkeypatch.setitem(limits.PER_HOUR, "case", 3)
    code = world.door(case)["code"]
    for n, typed in enumerate((code, code.lower(), code.replace("-", " "))):
        Client(REMOTE_ADDR=f"10.0.0.{n}").post(f"{world.root}follow", world.door(case, code=typed, fact=f"000{n}"))
    assert Client(REMOTE_ADDR="10.0.0.9").post(f"{world.root}follow", world.door(case)).status_code == 429


def test_ending_an_adjustment_leaves_the_same_one_of_another(world):  # noqa: F811
    member = Party(key="p3", role=Party.As.GROUP_MEMBER, name="Ida Cole", email="ida@mail.example")
    case = world.told(event("adjustment_recorded", what="Large print", needs=["large_print"], party="p1"))
    joined = e.MemberJoined(on=NOW.date(), party="p3", who="Ida Cole", basis="Signed")
    world.add(case, joined, e.MemberAgreed(on=NOW.date(), party="p3"), parties=[member])
    inside = world.enter(case, "p3", fact="ida@mail.example")
    path = f"{world.root}follow/complaint/needs"
    assert post(inside, path, needs=["Large print"]).status_code == 302
    assert post(inside, path, ended=["1"]).status_code == 302
    helps = load(Case.objects.get(pk=case.pk)).state.helps
    assert [(one.what, one.party) for one in helps.recorded] == [("Large print", "p1")]


def test_a_namesake_does_not_read_the_others_letters(world):  # noqa: F811
    case = world.told()
    Party.objects.create(case=case, key="p3", role=Party.As.GROUP_MEMBER, name="rosa adeyemi",
                         email="niece@mail.example")  # fmt: skip
    letter = issued(case, 1, "Rosa Adeyemi")
    inside = world.enter(case)
    path = f"{world.root}follow/complaint/letters/{letter.key}/text"
    assert inside.get(path).status_code == 404
    party = case.parties.get(key="p1")
    party.address, party.postcode = "x", "TF11 8AB"
    party.save()
    assert inside.get(path).status_code == 404
    party.email = "x"
    party.save()
    assert inside.get(path).status_code == 200


def test_addresses_that_no_database_takes_are_none(world):  # noqa: F811
    client = Client()
    client.force_login(world.house.handler)
    for path in ("search", "work", "mail", "residents/", "registers/comment", "r/willow-tree/follow"):
        for name in ("q", "after", "brand", "scope", "reference", "show"):
            assert client.get(f"/{path}?{name}=a%00b").status_code == 404
