"""Letters to a group: every member gets every letter about the complaint, each as they need it."""

from __future__ import annotations

import pytest
from django.utils import timezone

from putright.apps.casework import keys, log
from putright.apps.casework.models import Case, Party
from putright.apps.letters.models import Letter
from putright.core import events as e
from tests.apps.letters.conftest import House, at, june
from tests.apps.letters.test_letters import thawed


@pytest.fixture
def group(client, db, monkeypatch, settings):
    """Rosa by e-mail; Ada, by post and in large print; Bo, who was named by others; Cy, who did not want to."""
    monkeypatch.setattr(timezone, "now", lambda: at(june(2)))
    settings.SITE_ADDRESS = "https://complaints.homes.example"
    house = House("willow-tree")
    house.receive()
    parties = [
        Party(key="p2", role=Party.As.GROUP_MEMBER, name="Ada Quist", address="14 Mill Lane", postcode="TA1 2AB"),
        Party(key="p3", role=Party.As.GROUP_MEMBER, name="Bo Lindqvist", email="bo@x.example"),
        Party(key="p4", role=Party.As.GROUP_MEMBER, name="Cy Marsh", email="cy@x.example"),
    ]
    joined = [e.MemberJoined(on=june(1), party=p.key, who=p.name, agreed=p.key == "p2") for p in parties]
    helps = e.AdjustmentRecorded(on=june(1), what="Letters in large print", needs=("large_print",), party="p2")
    with log.open(house.landlord, house.reference) as opened:
        events = [*joined, e.MemberAgreed(on=june(1), party="p4", agreed=False), helps]
        log.append(opened, events, by=house.first, at=at(june(1)), parties=parties)
    house.define()
    client.force_login(house.first)
    return house


def page(client, house, kind="acknowledge"):
    return client.get(f"/cases/{house.reference}/letters/{kind}")


def issue(client, house, kind="acknowledge", **fields):
    shown = page(client, house, kind).context
    form = shown["form"]
    data = {name: form[name].value() for name in form.fields if form[name].value() not in (None, "")}
    return client.post(
        f"/cases/{house.reference}/letters/{kind}", {**data, "draft": str(shown["seen"] or ""), **fields}
    )


def letters(house):
    return {letter.to_name: letter for letter in Letter.objects.filter(case__reference=house.reference)}


@pytest.mark.provision("C20-B1.8")
def test_every_member_gets_the_letter_each_in_the_way_that_suits_them(client, group):
    answer = issue(client, group)
    assert answer.status_code == 302, " ".join(answer.content.decode().split())[:6000]
    found = letters(group)
    assert sorted(found) == ["Ada Quist", "Bo Lindqvist", "Rosa Adeyemi"]
    assert {name: one.channel for name, one in found.items()} == {
        "Rosa Adeyemi": "email", "Bo Lindqvist": "email", "Ada Quist": "post"}  # fmt: skip
    assert thawed(found["Ada Quist"]).large
    assert not thawed(found["Rosa Adeyemi"]).large


def test_each_letter_has_the_code_of_whoever_it_goes_to_and_no_other(client, group):
    issue(client, group)
    case = Case.objects.get(reference=group.reference)
    for name, key in {"Rosa Adeyemi": "p1", "Ada Quist": "p2"}.items():
        said = letters(group)[name].blocks
        assert [one for one in ("p1", "p2", "p3") if keys.code(case, one) in said] == [key]
    assert "Your code" not in letters(group)["Bo Lindqvist"].blocks


def test_the_page_shows_each_ones_letter_and_what_each_needs(client, group):
    said = " ".join(page(client, group).content.decode().split())
    assert "Ada Quist (member of the group): Letters in large print" in said
    assert "The letter to Ada Quist" in said
    assert "Cy Marsh" not in said


def test_somebody_may_be_left_out_and_an_update_goes_to_everybody_too(client, group):
    issue(client, group, to=["p1"])
    assert list(letters(group)) == ["Rosa Adeyemi"]
    answer = issue(client, group, "update-sent", what="The roofer comes on Monday.", next="He looks at it.")
    assert answer.status_code == 302
    assert Letter.objects.filter(kind="update").count() == 3


def test_a_need_of_one_of_them_that_stands_against_it_can_be_answered(client, group):
    group.then(e.AdjustmentRecorded(on=june(2), what="Post only", needs=("no_email",), party="p3"))
    refused = issue(client, group)
    assert refused.status_code == 422
    assert "Post only" in " ".join(refused.content.decode().split())
    done = issue(client, group, override=["yes"], override_reason="Bo has no address on this case yet.")
    assert done.status_code == 302
    assert "Bo Lindqvist" in letters(group)


def test_advice_about_one_of_their_letters_alone_can_be_set_aside(client, group):
    group.then(e.AdjustmentRecorded(on=june(2), what="Easy read", needs=("easy_read",), party="p3"))
    long = " ".join(["We have looked at what you told us about the roof and the rain and the calls"] * 2) + "."
    refused = issue(client, group, opening=long)
    if refused.status_code != 302:
        assert "suggestion" in " ".join(refused.content.decode().split())
        done = issue(client, group, opening=long, why_all="It is their own wish to hear it in full.")
        assert done.status_code == 302, done.context["form"].errors
    assert len(letters(group)) == 3
