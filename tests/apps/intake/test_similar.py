"""Earlier complaints of the same person or home are shown before another is saved, as far as one may see them."""

from __future__ import annotations

from datetime import date

import pytest

from putright.apps.casework.models import Case
from putright.apps.intake.similar import Who, similar
from tests.apps.cases import complainant, event, received, start
from tests.apps.intake.conftest import TYPED, hidden

TODAY = date(2026, 3, 30)


def earlier(people, *more, name="Rosa Adeyemi", landlord=None, by=None, **fields):
    from putright.apps.casework import log
    from tests.apps.cases import AT

    adjustments = fields.pop("adjustments", "")
    party = complainant(name, adjustments=adjustments, **fields.pop("party_fields", {}))
    happened = [received(**fields), *more]
    return log.start(landlord or people.flo.landlord, happened, by=by or people.flo, at=AT, parties=[party]).case


def test_it_asks_before_saving_and_keeps_everything(form, client, people):
    case = earlier(people, text="The roof leaks.")
    response = form(loss="£45")
    page = response.content.decode()
    assert response.status_code == 200
    assert Case.objects.count() == 1
    assert "is it one of these?" in page
    assert case.reference in page
    assert "The roof leaks." in page
    assert TYPED["text"] in page
    assert "£45" in page
    saved = form(loss="£45", seen=hidden(response, "seen"))
    assert saved.status_code == 302
    assert Case.objects.count() == 2


def test_it_does_not_ask_where_there_is_nothing(form):
    assert form().status_code == 302


def test_looking_up_saves_nothing_and_complains_of_nothing(form, people):
    earlier(people)
    response = form(look="1", text="", name="")
    page = response.content.decode()
    assert response.status_code == 200
    assert "Complaints of this person or home" in page
    assert "govuk-error-summary" not in page
    assert Case.objects.count() == 1


@pytest.mark.parametrize("who", [
    Who(phone="(01952) 000-111"), Who(phone="+44 1952 000111"), Who(email="ROSA@mail.example"),
    Who(name="rosa adeyemi", postcode="TF118AB"), Who(name="Sam", address="12 Mill Lane", postcode="tf11 8ab"),
])  # fmt: skip
def test_the_same_person_or_home(people, landlord, who):
    case = earlier(people, party_fields={"phone": "01952 000 111"})
    assert similar(people.flo, who, TODAY).cases == [case]


@pytest.mark.parametrize("who", [
    Who(), Who(name="Rosa Adeyemi"), Who(name="Sam", postcode="TF11 8AB"),
    Who(address="14 Mill Lane", postcode="TF11 8AB"), Who(address="2 Mill Lane", postcode="TF11 8AB"),
    Who(phone="01952 000 999"), Who(name="Rosa Adeyemi", postcode="TF11 9ZZ"), Who(email="rosa@other.example"),
])  # fmt: skip
def test_somebody_else(people, landlord, who):
    earlier(people, party_fields={"phone": "01952 000 111"})
    assert not similar(people.flo, who, TODAY)


@pytest.mark.parametrize("typed", ["+44 (0)1952 000-111", "01952-000111", "0044 1952 000111"])
def test_a_number_is_found_however_it_was_typed_before(people, landlord, typed):
    case = earlier(people, party_fields={"phone": typed, "postcode": ""})
    assert similar(people.flo, Who(phone="01952 000 111"), TODAY).cases == [case]


ROSA = Who(name="Rosa Adeyemi", postcode="TF11 8AB")


def test_what_one_may_not_see_is_told_without_its_details(form, people):
    case = earlier(people, by=people.ana, text="A secret matter")
    response = form()
    page = response.content.decode()
    assert "Another complaint from this home is open" in page
    assert case.reference not in page
    assert "secret" not in page


def test_what_is_closed_and_not_ones_own_is_not_told(people, landlord):
    earlier(people, event("withdrawn"), by=people.ana)
    assert not similar(people.flo, ROSA, TODAY)


def test_a_complaint_about_oneself_leaves_no_trace(form, people):
    earlier(people, by=people.ana, about=[people.flo.key], adjustments="Large print")
    earlier(people, by=people.ana, about=["front_line"], adjustments="Large print")
    assert not similar(people.flo, ROSA, TODAY)
    assert form().status_code == 302


def test_another_landlords_complaints_are_not_there(people, landlord):
    earlier(people, landlord=people.other, by=people.otto, adjustments="Large print")
    assert not similar(people.flo, ROSA, TODAY)


@pytest.mark.provision("WTP-11", "HPG-06")
def test_known_adjustments_are_already_there_and_carried_over(form, people):
    earlier(people, event("withdrawn"), by=people.ana, adjustments="Large print\nRing the top bell")
    response = form()
    page = response.content.decode()
    assert "Ring the top bell" in page
    assert page.count("checked") >= 2
    assert form(follow_check=True, needs=["Large print"]).status_code == 302
    newest = Case.objects.latest("id")
    assert newest.parties.get().adjustments.splitlines() == ["Large print", "Ring the top bell"]


def test_an_adjustment_taken_out_stays_out(form, people):
    earlier(people, event("withdrawn"), by=people.ana, adjustments="Large print")
    asked = form()
    keys = [*asked.context["known"].adjustments]
    again = form(seen=hidden(asked, "seen"), offered=keys, channel=None)
    assert again.context["form"]["carry"].value() == []
    assert form(seen=hidden(asked, "seen"), offered=keys).status_code == 302
    assert Case.objects.latest("id").parties.get().adjustments == ""


def test_it_asks_again_where_something_new_came_in(form, people, landlord):
    earlier(people)
    asked = form()
    start(landlord, people.flo, text="Another one")
    assert form(seen=hidden(asked, "seen")).status_code == 200
