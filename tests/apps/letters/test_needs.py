"""What people need acts: the letter follows it, or sending stops with the reason, or goes out for one on record."""

from __future__ import annotations

import json

import pytest

from putright.apps.casework import actions as casework
from putright.apps.casework import log
from putright.apps.casework.models import Message, Party
from putright.apps.letters.models import Letter
from putright.core import events as e
from tests.apps.letters.conftest import House, june
from tests.apps.letters.test_letters import thawed
from tests.apps.letters.test_pages import fill, now  # noqa: F401 (fixtures)


def needing(house, what, *needs, language="", party=None):
    """A complaint ready to be acknowledged, of somebody who needs this."""
    return (
        house.receive()
        .then(e.AdjustmentRecorded(on=june(1), what=what, needs=needs, language=language, party=party))
        .define()
    )


def events(house):
    with log.open(house.landlord, house.reference, for_update=False) as opened:
        return list(opened.events)


def call(house, **more):
    return house.then(e.Contacted(on=june(8), method="phone", **more))


STOPS = [
    ("no_email", "email", "this may not go by e-mail. Post it, or hand it over."),
    ("no_post", "post", "this may not go by post. Send it by e-mail, or hand it over."),
    ("screen_reader", "post", "this may not go on paper. Send it by e-mail."),
    ("screen_reader", "in_person", "this may not go on paper. Send it by e-mail."),
    ("call_first", "email", "nobody has spoken with them about this yet."),
    ("interpreter", "in_person", "nobody has spoken with them through an interpreter about this yet."),
    ("braille", "post", "a copy in Braille has to be made and go with this."),
    ("audio", "email", "a copy as a recording has to be made and go with this."),
]


@pytest.mark.provision("WTP-11", "HSP-29", "HPG-06", "C20-B2.4", "C20-B3.18", "C24-3.1", "C24-5.10", "MOD-29")
@pytest.mark.parametrize(("need", "channel", "said"), STOPS)
def test_sending_stops_with_what_they_asked_for_and_why(willow, fill, need, channel, said):  # noqa: F811
    needing(willow, "As I told you", need)
    refused = fill(willow, "acknowledge", method=channel)
    assert refused.status_code == 422
    page = refused.content.decode()
    assert f"They asked for “As I told you”: {said}" in page
    assert not Letter.objects.exists()
    assert not Message.objects.exists()


@pytest.mark.parametrize(("need", "channel", "said"), STOPS)
def test_no_other_door_passes_it_over(willow, need, channel, said):
    needing(willow, "As I told you", need)
    with pytest.raises(casework.Refused, match="As I told you") as refused:
        willow.acknowledge(channel=channel)
    assert refused.value.reasons[0].cites == ("WTP-11", "C24-5.10")
    assert not Letter.objects.exists()
    assert "acknowledged" not in [one.kind for one in events(willow)]


@pytest.mark.provision("WTP-11", "C20-B2.4", "C24-5.10", "LGO24-adjustments")
def test_an_override_needs_a_reason_and_is_on_record_with_the_letter(willow, fill, client):  # noqa: F811
    needing(willow, "Post only", "no_email")
    assert fill(willow, "acknowledge", method="email", override="yes", override_reason="  ").status_code == 422
    typed = {"method": "email", "override": "yes", "override_reason": "She rang and asked for it by e-mail."}
    assert fill(willow, "acknowledge", **typed).status_code == 302
    over, last = events(willow)[-2:]
    assert (over.kind, last.kind) == ("need_overridden", "acknowledged")
    assert (over.need, over.channel, over.of) == ("no_email", "email", "acknowledged")
    page = client.get(f"/cases/{willow.reference}").content.decode()
    assert "though they need “Post only”: She rang and asked for it by e-mail." in page


def test_what_stands_against_it_is_among_what_must_be_put_right(willow, fill, client):  # noqa: F811
    needing(willow, "Ring me first", "call_first")
    shown = fill(willow, "acknowledge", method="post", preview="1")
    assert [one.finding.rule for one in shown.context["must"]] == ["needs"]
    assert "Nothing stands against issuing it" not in shown.content.decode()
    typed = {"method": "post", "override": "yes", "override_reason": "Three calls", "preview": "1"}
    assert fill(willow, "acknowledge", **typed).context["must"] == []


def test_a_reason_that_nothing_calls_for_records_nothing(willow, fill):  # noqa: F811
    needing(willow, "Post only", "no_email")
    typed = {"method": "post", "override": "yes", "override_reason": "In case"}
    assert fill(willow, "acknowledge", **typed).status_code == 302
    assert "need_overridden" not in [one.kind for one in events(willow)]


def test_nothing_is_asked_where_nothing_can_stand_against_it(willow, fill, client):  # noqa: F811
    needing(willow, "Large print", "large_print")
    fill(willow, "acknowledge", method="email")
    form = client.get(f"/cases/{willow.reference}/letters/extend").context["form"]
    assert not {"made", "override", "override_reason"} & set(form.fields)


@pytest.mark.provision("WTP-11", "HPG-06", "C20-B2.4")
def test_a_call_lets_one_letter_go(willow, fill):  # noqa: F811
    needing(willow, "Ring me first", "call_first")
    call(willow, reached=False)
    assert fill(willow, "acknowledge", method="post").status_code == 422
    call(willow)
    assert fill(willow, "acknowledge", method="post").status_code == 302
    typed = {"reason": "The roofer comes later.", "until-day": "24", "until-month": "6", "until-year": "2026",
             "agreed": "on", "method": "post"}  # fmt: skip
    stopped = fill(willow, "extend", **typed)
    assert "nobody has spoken with them about this yet" in stopped.content.decode()


def test_a_call_before_the_decision_did_not_tell_of_it(willow):
    needing(willow, "Ring me first", "call_first")
    call(willow).acknowledge(8, channel="post")
    call(willow).decide(8)
    with pytest.raises(casework.Refused, match="nobody has spoken"):
        willow.respond(8)
    assert call(willow).respond(8).kind == "response"


@pytest.mark.provision("WTP-11", "HPG-06", "C20-B2.4")
def test_an_interpreter_first(willow, fill):  # noqa: F811
    needing(willow, "A Polish interpreter", "interpreter")
    call(willow)
    assert fill(willow, "acknowledge", method="post").status_code == 422
    call(willow, interpreter=True)
    assert fill(willow, "acknowledge", method="post").status_code == 302


def test_acknowledging_by_telephone_takes_an_interpreter_too(willow, fill):  # noqa: F811
    needing(willow, "A Polish interpreter", "interpreter")
    typed = {"method": "phone", "call": "I told her who deals with it."}
    assert "ring them with one" in fill(willow, "acknowledge", **typed).content.decode()
    assert fill(willow, "acknowledge", interpreter="on", **typed).status_code == 302
    assert events(willow)[-2].interpreter is True


@pytest.mark.provision("WTP-11", "HPG-06", "C20-B2.4")
def test_what_was_made_by_hand_goes_with_it_and_is_on_record(willow, fill):  # noqa: F811
    needing(willow, "In Braille", "braille")
    assert fill(willow, "acknowledge", method="email", made=["braille"]).status_code == 422
    assert fill(willow, "acknowledge", method="post", made=["braille"]).status_code == 302
    made, last = events(willow)[-2:]
    assert (made.kind, made.need, made.of, last.kind) == ("format_made", "braille", "acknowledged", "acknowledged")


@pytest.mark.provision("HPG-06", "C20-B2.4")
def test_a_language_without_a_catalogue_is_translated_by_hand(willow, fill):  # noqa: F811
    needing(willow, "Letters in Lithuanian", language="lt")
    refused = fill(willow, "acknowledge", method="post")
    assert "a copy in Lithuanian has to be made and go with this" in refused.content.decode()
    assert fill(willow, "acknowledge", method="post", made=["language"]).status_code == 302
    assert events(willow)[-2].language == "lt"


@pytest.mark.provision("HPG-06", "C20-B2.4")
def test_a_language_is_kept_to(willow, fill):  # noqa: F811
    needing(willow, "Letters in Polish", language="pl")
    refused = fill(willow, "acknowledge", method="post", written_in="en-GB")
    assert "this is not in Polish. Have it written in Polish." in refused.content.decode()
    with pytest.raises(casework.Refused, match="not in Polish"):
        willow.acknowledge(8)


@pytest.mark.provision("WTP-11", "HSP-29", "HPG-06", "C20-B2.4", "C20-B3.13")
def test_the_layout_follows(willow):
    needing(willow, "I cannot see well", "large_print", "easy_read")
    letter = json.loads(willow.acknowledge().blocks)
    assert (letter["large"], letter["easy"]) == (True, True)


def test_an_old_record_without_a_meaning_acts_by_its_words_and_one_with_a_meaning_by_that(db):
    old = House("willow-tree").receive().then(e.AdjustmentRecorded(on=june(1), what="Large print, post only")).define()
    with pytest.raises(casework.Refused, match="may not go by e-mail"):
        old.acknowledge()
    assert thawed(old.acknowledge(channel="post")).large
    new = needing(House("housing-services"), "She has large print books, post only for those")
    assert not thawed(new.acknowledge()).large


def test_a_need_of_one_person_does_not_bind_nor_tell_another(willow):
    needing(willow, "Braille for Rosa", "braille", party="p1")
    karim = Party(key="p2", role=Party.As.REPRESENTATIVE, name="Karim Adeyemi", email="karim@mail.example")
    willow.rosa = karim
    letter = willow.acknowledge()
    assert "Braille" not in letter.blocks


def test_the_form_says_what_stands_against_each_way_and_begins_with_one_that_is_open(willow, client, now):  # noqa: F811
    needing(willow, "Post only", "no_email")
    client.force_login(willow.first)
    form = client.get(f"/cases/{willow.reference}/letters/acknowledge").context["form"]
    assert form["method"].value() == "post"
    assert form.fields["method"].widget.hints["email"].startswith("Not this way. They asked for “Post only”")
    willow.then(e.AdjustmentRecorded(on=june(2), what="Ring first", needs=("call_first",)))
    form = client.get(f"/cases/{willow.reference}/letters/acknowledge").context["form"]
    assert form["method"].value() == "post"
