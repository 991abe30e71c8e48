"""Every address of letters and publications, for everybody who has no business there, by every method."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from putright.apps.accounts.access import PUBLIC
from putright.apps.accounts.models import Person
from putright.apps.casework.models import Case, Message
from putright.apps.letters import urls as letters
from putright.apps.letters.models import Draft, Letter
from putright.apps.letters.sending import batch, deliver
from putright.apps.publishing import urls as publishing
from putright.core import events as e
from tests.apps.letters.conftest import House, at, june

NOW = at(june(8))
METHODS = ("get", "head", "post", "put", "patch", "delete", "options")
OF_CASES = [one.name for one in letters.urlpatterns if "reference" in one.pattern.converters]
OF_POST = [one.name for one in letters.urlpatterns if "reference" not in one.pattern.converters]
STAFF = [one.name for one in publishing.urlpatterns if one.name not in PUBLIC]
READ = ("letters", "letter", "letter_pdf", "letter_as")
OPEN = ("letter_promise_revised", "letter_detriment_concluded")
"""Pages of steps that whoever sees the complaint may have to take; the forms say which of them is theirs."""


@pytest.fixture(autouse=True)
def now(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.fixture
def posted(willow):
    """A complaint with a letter that waits to be posted, in a batch that is ready."""
    willow.receive().define().acknowledge(channel="post")
    while deliver.run_once(NOW):
        pass
    willow.made = batch.ask(willow.first, NOW).pk
    while batch.run_once(NOW):
        pass
    willow.decide()
    return willow


def address(name, house):
    letter, message = Letter.objects.get(case__reference=house.reference), Message.objects.get()
    known = {"reference": house.reference, "key": letter.key, "form": "text", "message": message.pk,
             "number": house.made, "kind": "leaflet", "brand": "x"}  # fmt: skip
    wanted = next(one for one in [*letters.urlpatterns, *publishing.urlpatterns] if one.name == name)
    return reverse(name, kwargs={key: known[key] for key in wanted.pattern.converters})


def tried(client, path):
    data = {"check": "1", "version": "1", "token": "x", "method": "email", "apology": "Words"}
    return {method: getattr(client, method)(path, data if method == "post" else None).status_code for method in METHODS}


@pytest.mark.parametrize("name", [*OF_CASES, *OF_POST, *STAFF])
def test_whoever_is_not_signed_in_is_sent_to_sign_in(posted, client, name):
    found = tried(client, address(name, posted))
    assert set(found.values()) == {302}


@pytest.mark.parametrize("name", OF_CASES)
@pytest.mark.parametrize("who", ["elsewhere", "recused", "complained_of"])
def test_a_case_that_is_not_theirs_is_not_there(posted, client, name, who):
    if who == "elsewhere":
        person = House("taunton-heritage-trust").second
    else:
        add = Person.objects.add
        person = add(posted.landlord, "x@wt.example", "Ivo", roles=["manager", "senior_staff", "mrc"], trained=True)
        assert Case.objects.visible_to(person).exists()
        told = {"recused": e.Recused(on=june(8), who=person.key, reason="A friend of theirs."),
                "complained_of": e.InterestDeclared(on=june(8), who=person.key, what="A neighbour.")}  # fmt: skip
        posted.then(told[who])
        assert not Case.objects.visible_to(person).exists()
    client.force_login(person)
    found = tried(client, address(name, posted))
    del found["options"]
    assert set(found.values()) <= {404, 405}, found
    assert found["post"] in (404, 405)
    assert not Draft.objects.exists()


@pytest.mark.parametrize("name", [one for one in OF_CASES if one not in READ])
def test_who_sees_a_case_without_working_on_it_writes_nothing(posted, client, name):
    person = Person.objects.add(posted.landlord, "x@wt.example", "Ivo", roles=["front_line"])
    Case.objects.filter(reference=posted.reference).update(handler=person)
    assert Case.objects.visible_to(person).exists()
    client.force_login(person)
    found = tried(client, address(name, posted))
    if name not in OPEN:
        assert found["post"] in (403, 404, 405), found
        assert found["get"] in (403, 404)
        assert not Draft.objects.exists()
    assert client.post(address(name, posted), {"version": "1", "token": "x", "method": "email"}).status_code >= 400
    assert Letter.objects.count() == 1


def test_a_conclusion_that_is_being_written_is_nobody_elses_to_read(posted, client):
    add = Person.objects.add
    alone = add(posted.landlord, "a@wt.example", "Uma", roles=["senior_staff"], trained=True)
    posted.then(e.DetrimentAlleged(on=june(8), id="d1", text="Repairs stopped."),
                e.DetrimentAssigned(on=june(8), id="d1", to=alone.key))  # fmt: skip
    path = address("letter_detriment_concluded", posted)
    client.force_login(alone)
    client.post(path, {"check": "1", "version": "1", "token": "x", "method": "email", "reasons": "They lied to me."})
    begun = Draft.objects.get()
    for person in (posted.first, posted.second):
        client.force_login(person)
        for query in ("", f"?from={begun.pk}"):
            said = client.get(path + query).content.decode()
            assert "They lied" not in said
            assert "Uma" not in said.partition("<main")[2]
    client.force_login(alone)
    assert "They lied" in client.get(path).content.decode()


@pytest.mark.parametrize("name", OF_POST)
def test_the_post_of_others_is_not_there(posted, client, name):
    for person, codes in (
        (House("taunton-heritage-trust").second, {404, 405, 200, 302}),
        (Person.objects.add(posted.landlord, "x@wt.example", "Ivo", roles=["front_line"]), {403, 405}),
    ):
        client.force_login(person)
        path = address(name, posted)
        found = tried(client, path)
        assert set(found.values()) <= codes, found
        if "<int" in str(next(one for one in letters.urlpatterns if one.name == name).pattern):
            assert 200 not in found.values()
            assert 302 not in found.values()
        else:
            assert posted.reference not in client.get(path).content.decode()
    assert Message.objects.get().state == "sending"


@pytest.mark.parametrize("name", [*OF_CASES, *OF_POST])
def test_nothing_is_changed_by_looking(posted, client, name):
    client.force_login(posted.first)
    path = address(name, posted)
    before = (Case.objects.get().version, Message.objects.get().state, Draft.objects.count())
    for method in ("get", "head", "put", "patch", "delete", "options"):
        assert getattr(client, method)(path).status_code < 500
    assert (Case.objects.get().version, Message.objects.get().state, Draft.objects.count()) == before
