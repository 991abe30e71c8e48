"""The pages of the register: looking up, reading, adding, changing; and who may."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from putright.apps.accounts.models import Person
from putright.apps.residents import actions, counting, erasing
from putright.apps.residents.models import Adjustment, History, Home, Link, Representative, Resident, Row, Stay
from tests.apps.cases import complainant, event, start
from tests.apps.letters.conftest import House
from tests.apps.residents.conftest import NOON, TODAY


def page(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status
    return response.content.decode()


def dated(name, day):
    return {f"{name}-day": day.day, f"{name}-month": day.month, f"{name}-year": day.year}


# ---- looking up -----------------------------------------------------------------------------


@pytest.mark.parametrize("text", [
    "rosa", "adeyemi ro", "12 mill", "tf118ab rosa", "TF11 8AB Rosa", "100090012", "01952 000-111", "01952000111",
    "rosa@mail.example", "P1", "Mill Court Rosa",
])  # fmt: skip
def test_somebody_is_found_by_what_they_say(client, people, register, text):
    client.force_login(people.una)
    found = client.get("/residents/", {"q": text}).context["rows"]
    assert register.rosa in [row["resident"] for row in found]
    assert register.sam not in [row["resident"] for row in found]


@pytest.mark.parametrize("text", ["", "osa", "Rosa Poole", "TF11 9ZZ", "!!!"])
def test_nobody_is_found_by_something_else(client, people, register, text):
    client.force_login(people.una)
    assert client.get("/residents/", {"q": text}).context["rows"] == []


def test_a_home_is_found_and_shows_who_lives_there_and_complaints_from_it(client, people, register):
    client.force_login(people.una)
    assert register.mill in client.get("/residents/", {"q": "mill lane"}).context["homes"]
    case = start(register.landlord, people.flo).case
    text = page(client, f"/residents/homes/{register.mill.pk}")
    for said in ("Rosa Adeyemi", "Tunde Adeyemi", "100090012", "Mill Court", case.reference):
        assert said in text
    text = page(client, "/residents/block?name=Mill+Court")
    assert "Rosa Adeyemi" in text
    assert case.reference in text


def test_a_complaint_of_whoever_lived_there_before_is_not_from_the_home_after_they_left(client, people, register):
    moved = register.resident("Ola Berg", register.mill, since=date(2010, 1, 1), until=date(2019, 1, 1))
    case = start(register.landlord, people.flo, name="Ola Berg").case
    case.parties.update(address="1 New Street", postcode="TF1 1AA")
    actions.link(people.una, case, "1", moved, NOON)
    case.refresh_from_db()
    case.address, case.postcode = "1 New Street", "TF1 1AA"
    case.save()
    client.force_login(people.una)
    assert case.reference not in page(client, f"/residents/homes/{register.mill.pk}")
    assert case.reference in page(client, f"/residents/{moved.pk}")


# ---- who may --------------------------------------------------------------------------------


def test_without_the_permission_there_is_no_register(client, people, register):
    for who in (people.flo, people.max, people.dee):
        client.force_login(who)
        assert client.get(f"/residents/{register.rosa.pk}").status_code == 403
        assert client.get("/residents/").status_code == 403
        assert client.post(f"/residents/{register.rosa.pk}/change", {"name": "X"}).status_code == 403
        assert "/residents/" not in page(client, "/")
    with pytest.raises(actions.PermissionDenied):
        actions.save(people.flo, register.rosa, NOON)


def test_another_landlords_people_and_homes_are_not_there(client, people, register):
    client.force_login(people.otto)
    rosa, mill = register.rosa.pk, register.mill.pk
    part = register.adjustment(register.rosa, "Large print")
    for address in (f"/residents/{rosa}", f"/residents/{rosa}/change", f"/residents/homes/{mill}",
                    f"/residents/homes/{mill}/change", "/residents/block?name=Mill+Court",
                    f"/residents/{rosa}/adjustment/{part.pk}", f"/residents/{rosa}/home/add"):  # fmt: skip
        page(client, address, 404)
    assert client.get("/residents/", {"q": "rosa"}).context["rows"] == []
    with pytest.raises(actions.PermissionDenied):
        actions.save(people.otto, register.rosa, NOON)


def test_another_brands_are_not_there(client, people, register):
    people.una.brands = ["north"]
    people.una.save()
    client.force_login(people.una)
    page(client, f"/residents/{register.rosa.pk}")
    page(client, f"/residents/{register.sam.pk}", 404)
    page(client, f"/residents/homes/{register.sam.stays.get().home_id}", 404)
    assert client.get("/residents/", {"q": "poole"}).context["rows"] == []
    nobody = register.resident("Neha South", brand="south", kind="prospective")
    page(client, f"/residents/{nobody.pk}", 404)


def test_a_complaint_one_must_keep_away_from_stays_hidden(client, people, register):
    case = start(register.landlord, people.flo, about=[people.una.key]).case
    actions.link(people.ana, case, "1", register.rosa, NOON)
    client.force_login(people.una)
    for address in (f"/residents/{register.rosa.pk}", f"/residents/homes/{register.mill.pk}",
                    "/residents/block?name=Mill+Court"):  # fmt: skip
        assert case.reference not in page(client, address)
    page(client, f"/residents/of/{case.reference}/1", 404)
    assert client.post(f"/residents/of/{case.reference}/1", {"resident": register.rosa.pk}).status_code == 404


# ---- writing --------------------------------------------------------------------------------


def test_a_resident_is_added_and_changed_and_the_history_says_who(client, people, register):
    client.force_login(people.ana)
    response = client.post("/residents/add", {"name": "Ivy Chen", "kind": "prospective", "phone": "+44 1952 000-222"})
    ivy = Resident.objects.get(name="Ivy Chen")
    assert response.url == f"/residents/{ivy.pk}"
    assert ivy.phone == "01952 000 222"
    client.post(f"/residents/{ivy.pk}/change", {"name": "Ivy Chen", "kind": "resident", "phone": "01952 000 222"})
    first, second = History.objects.filter(subject="resident", number=ivy.pk).order_by("id")
    assert (first.what, first.by, first.at) == ("added", people.ana, NOON)
    assert second.said == "Who they are: Applicant for a home → Resident"
    client.post(f"/residents/{ivy.pk}/change", {"name": "Ivy Chen", "kind": "resident", "phone": "01952 000 222"})
    assert History.objects.filter(subject="resident", number=ivy.pk).count() == 2


def test_a_form_that_is_sent_twice_adds_once(client, people, register):
    client.force_login(people.ana)
    typed = {"name": "Ivy Chen", "kind": "resident", "phone": "01952 000 222"}
    first, second = client.post("/residents/add", typed), client.post("/residents/add", typed)
    assert first.url == second.url
    way, kept = f"{first.url}/adjustment/add", {"what": "Braille", **dated("recorded_on", TODAY)}
    assert [client.post(way, kept).status_code for _ in range(2)] == [302, 302]
    assert Adjustment.objects.count() == 1
    client.force_login(people.una)
    assert client.post("/residents/add", typed).url != first.url  # somebody else may mean somebody else


def test_what_is_refused_keeps_what_was_typed(client, people, register):
    client.force_login(people.ana)
    response = client.post("/residents/add", {"name": "Twice Over", "kind": "resident", "number": "P1", "email": "x"})
    text = response.content.decode()
    assert response.status_code == 422
    assert "Somebody else has this number" in text
    assert 'value="Twice Over"' in text
    response = client.post("/residents/homes/add", {"address": "1 Elm Road", "tenure": "rented", "uprn": "12a"})
    assert "up to 12 digits" in response.content.decode()
    response = client.post("/residents/homes/add", {"address": "1 Elm Road", "tenure": "rented", "uprn": "0100090012"})
    assert "Another home has this UPRN" in response.content.decode()


def test_a_home_is_added_and_somebody_moves_in_and_out(client, people, register):
    client.force_login(people.ana)
    client.post("/residents/homes/add", {"address": "1 Elm Road", "postcode": "tf119zz", "tenure": "shared_ownership"})
    home = Home.objects.get(address="1 Elm Road")
    assert home.postcode == "TF11 9ZZ"
    way = f"/residents/{register.tunde.pk}/home"
    typed = {"at": "1 elm", "role": "shared_owner", **dated("since", date(2026, 2, 1))}
    assert client.post(f"{way}/add", typed).status_code == 302
    assert "already there from that day" in client.post(f"{way}/add", typed).content.decode()
    assert "Several homes are that" in client.post(f"{way}/add", {**typed, "at": "tf11"}).content.decode()
    assert "No home of the register" in client.post(f"{way}/add", {**typed, "at": "9 oak"}).content.decode()
    stay = Stay.objects.get(resident=register.tunde, home=home)
    wrong = {"role": "shared_owner", **dated("since", date(2026, 2, 1)), **dated("until", date(2026, 1, 1))}
    assert "cannot be before" in client.post(f"{way}/{stay.pk}", wrong).content.decode()
    right = wrong | dated("until", date(2026, 3, 1))
    assert client.post(f"{way}/{stay.pk}", right).status_code == 302
    assert "Left" in page(client, f"/residents/{register.tunde.pk}")


@pytest.mark.provision("WTP-13", "HPG-09", "HSP-17")
def test_who_acts_for_somebody_has_a_scope_a_ground_and_an_end(client, people, register):
    client.force_login(people.ana)
    way = f"/residents/{register.rosa.pk}/representative/add"
    typed = {"name": "Bola Ade", "basis": "legal", "scope": "Complaints about repairs", "correspondence": "on",
             **dated("given_on", date(2026, 1, 1)), **dated("expires", TODAY + timedelta(10))}  # fmt: skip
    assert "Say which legal ground" in client.post(way, typed).content.decode()
    assert client.post(way, {**typed, "ground": "Deputy’s order seen"}).status_code == 302
    text = page(client, f"/residents/{register.rosa.pk}")
    for said in ("Bola Ade", "Complaints about repairs", "Deputy’s order seen", "Runs out 9 Apr 2026"):
        assert said in text
    assert "Bola Ade, for Rosa Adeyemi" in page(client, "/residents/")
    row = Representative.objects.get()
    assert [row.stands(day) for day in (row.expires, row.expires + timedelta(1), row.given_on - timedelta(1))] == [
        True, False, False]  # fmt: skip
    assert row.is_expired(row.expires + timedelta(1))


def test_an_authority_that_ran_out_says_so(client, people, register):
    register.representative(register.rosa, expires=date(2026, 3, 1))
    client.force_login(people.ana)
    assert "Ran out 1 Mar 2026" in page(client, f"/residents/{register.rosa.pk}")
    assert "Ran out" in page(client, "/residents/")


@pytest.mark.provision("WTP-11", "HPG-06")
def test_an_adjustment_has_a_day_to_be_looked_at_again(client, people, register):
    client.force_login(people.ana)
    way = f"/residents/{register.rosa.pk}/adjustment"
    client.post(f"{way}/add", {"what": "Ring, do not write", "needs": ["call_first"], **dated("recorded_on", TODAY),
                               **dated("review_on", date(2026, 4, 1))})  # fmt: skip
    kept = Adjustment.objects.get()
    assert kept.needs == ["call_first"]
    assert not kept.is_overdue(date(2026, 4, 1))
    kept.review_on = date(2026, 3, 1)
    actions.save_part(people.ana, kept, NOON)
    assert "was to be looked at again by 1 March 2026" in page(client, f"/residents/{register.rosa.pk}")
    assert "Ring, do not write" in page(client, "/residents/")
    ended = {"what": kept.what, **dated("recorded_on", TODAY), **dated("ended", TODAY)}
    assert client.post(f"{way}/{kept.pk}", ended).status_code == 302
    assert client.get("/residents/").context["again"] == []


def test_the_history_cannot_be_changed_and_its_words_can_be_erased(register):
    for change in ({"what": "erased"}, {"said": "else"}, {"number": 5}):
        with pytest.raises(DatabaseError), transaction.atomic():
            History.objects.update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        History.objects.all().delete()
    History.objects.update(said=None)


# ---- the case's page ------------------------------------------------------------------------


def test_a_party_is_tied_to_somebody_in_one_click(client, people, register):
    case = start(register.landlord, people.flo).case
    client.force_login(people.una)
    found = client.get(f"/residents/of/{case.reference}/1")
    assert found.context["rows"][0].resident == register.rosa
    response = client.post(f"/residents/of/{case.reference}/1", {"resident": register.rosa.pk})
    assert response.url == f"/residents/{register.rosa.pk}"
    assert case.reference in page(client, f"/residents/{register.rosa.pk}")
    assert client.get(f"/residents/of/{case.reference}/1").url == f"/residents/{register.rosa.pk}"
    assert "Now it is" in page(client, f"/residents/of/{case.reference}/1?change=1")
    client.post(f"/residents/of/{case.reference}/1", {"resident": register.tunde.pk})
    assert Link.objects.get().resident == register.tunde
    client.post(f"/residents/of/{case.reference}/1", {"nobody": "1"})
    assert not Link.objects.exists()


def test_the_page_of_a_case_leads_to_the_register_for_whoever_may_see_it(client, db):
    house = House("willow-tree")
    reference = house.receive(text="The roof leaks.").reference
    link = f"/residents/of/{reference}/"
    client.force_login(house.first)
    assert link in page(client, f"/cases/{reference}")
    client.force_login(Person.objects.add(house.landlord, "mrc@wt.example", "Member", roles=["mrc"]))
    assert link not in page(client, f"/cases/{reference}")


@pytest.mark.parametrize("typed", ["", "x", "999999", "9" * 30])
def test_tying_to_nobody_that_is_there_is_refused(client, people, register, typed):
    case = start(register.landlord, people.flo).case
    client.force_login(people.una)
    assert client.post(f"/residents/of/{case.reference}/1", {"resident": typed}).status_code == 404
    assert client.get(f"/residents/of/{case.reference}/zz").status_code == 404


def test_whoever_is_not_in_the_register_is_added_from_the_case(client, people, register):
    case = start(register.landlord, people.flo, name="Gus Oram").case
    client.force_login(people.una)
    add = f"/residents/add?of={case.reference}/1"
    assert add in page(client, f"/residents/of/{case.reference}/1")
    assert 'value="Gus Oram"' in page(client, add)
    client.post(add, {"name": "Gus Oram", "kind": "resident"})
    assert Link.objects.get().resident == Resident.objects.get(name="Gus Oram")


# ---- restrictions ---------------------------------------------------------------------------


@pytest.fixture
def restricted(people, register):
    """Rosa, whose contact is restricted in a complaint of hers."""
    opened = start(
        register.landlord, people.flo, event("behaviour_recorded", what="Shouting", id="b1"),
        event("restriction_set", what="One call a week, to Ana", scope="Telephone only; not visits", id="r1",
              contact="By letter at any time", equality="Her anxiety was weighed", decided_by=people.dee.key,
              approved_by=[people.rob.key], review_on="2026-06-30", appeal="Write to the head of service",
              evidence=["b1"]),
    )  # fmt: skip
    actions.link(people.una, opened.case, "1", register.rosa, NOON)
    return opened.case


@pytest.mark.provision("C24-5.14", "C24-5.15", "C20-B4.15")
def test_a_restriction_shows_what_it_covers_who_decided_its_review_and_how_to_appeal(
    client, people, register, restricted
):
    client.force_login(people.una)
    text = page(client, f"/residents/{register.rosa.pk}")
    for said in ("One call a week, to Ana", "Telephone only; not visits", "By letter at any time",
                 "Her anxiety was weighed", "Dee", "Rob", "30 June 2026", "Write to the head of service",
                 "No restriction closes the door to a complaint"):  # fmt: skip
        assert said in text
    assert "Restrictions on contact" not in page(client, f"/residents/{register.tunde.pk}")


def test_a_restriction_of_a_case_one_may_not_see_is_not_shown(client, people, register, restricted):
    client.force_login(people.ana)
    assert "One call a week" not in page(client, f"/residents/{register.rosa.pk}")


# ---- counting, erasing ----------------------------------------------------------------------


def test_homes_are_counted_by_tenure_on_a_day(register):
    register.home("1 New Road", tenure="shared_ownership", since=date(2026, 1, 1), until=date(2026, 3, 29))
    register.home("2 New Road", tenure="shared_ownership", since=date(2026, 3, 30), brand="north")
    count = counting.homes_on
    assert count(register.landlord, date(2025, 12, 31)) == {"rented": 2}
    assert count(register.landlord, date(2026, 3, 29)) == {"rented": 2, "shared_ownership": 1}
    assert count(register.landlord, TODAY) == {"rented": 2, "shared_ownership": 1}
    assert count(register.landlord, TODAY, "north") == {"shared_ownership": 1}
    assert count(register.landlord, TODAY, "north")["rented"] == 0


def everything():
    """Every text that the tables of the register hold."""
    with connection.cursor() as cursor:
        tables = [t for t in connection.introspection.table_names() if t.startswith("residents_")]
        for table in tables:
            cursor.execute(f"SELECT * FROM {table}")
            yield from (str(bytes(v) if isinstance(v, memoryview) else v) for row in cursor.fetchall() for v in row)


def test_nothing_is_left_of_somebody_who_is_erased(client, people, register):
    from tests.apps.residents.test_import import taken_in

    case = start(register.landlord, people.flo).case
    actions.link(people.una, case, "1", register.rosa, NOON)
    register.adjustment(register.rosa, "Rosa needs large print")
    register.representative(register.rosa, "Rosa’s sister")
    taken_in(people.adi, "person_number,name,email\nP1,Rosa Adeyemi-Cole,\nP1,Rosa,\n,Rosa,\nP9,New Person,\n")
    waiting = taken_in(people.adi, "person_number,name\nP1,Rosa Again\n", run=False)
    number, id_of_rosa = "P1", register.rosa.pk
    erasing.erase(register.rosa, NOON, people.una)
    left = [text for text in everything() if "Rosa" in text or "rosa" in text or text == number]
    assert left == []
    assert not Row.objects.filter(resident=id_of_rosa).exists()
    waiting.refresh_from_db()
    assert (waiting.state, waiting.content) == ("failed", None)
    last = History.objects.filter(subject="resident", number=id_of_rosa).order_by("-id")
    assert last[0].what == "erased"
    assert {one.said for one in last} == {None}
    client.force_login(people.una)
    page(client, f"/residents/{id_of_rosa}", 404)
    assert "Tunde" in page(client, f"/residents/homes/{register.mill.pk}")
    assert complainant().name == case.parties.get().name
