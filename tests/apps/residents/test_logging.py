"""Writing down a complaint of somebody who is in the register: found, filled in, tied, and never shut out."""

from __future__ import annotations

from datetime import date

import pytest

from putright.apps.casework.models import Case
from putright.apps.casework.opened import load
from putright.apps.intake import actions as intake
from putright.apps.intake import words
from putright.apps.residents import actions, known
from putright.apps.residents.models import Link, Resident, Stay
from putright.core import events as e
from tests.apps.cases import complainant, event, received, start
from tests.apps.intake.conftest import hidden
from tests.apps.residents.conftest import NOON, TODAY


def value(response, name):
    return response.context["form"][name].value()


def opened(case=None):
    return load(case or Case.objects.latest("id"))


@pytest.fixture
def rosa(register):
    """Rosa with what helps her and who acts for her."""
    register.adjustment(register.rosa, "Large print, please", needs=["large_print"], review_on=date(2026, 9, 1))
    register.adjustment(register.rosa, "Ring the top bell", review_on=date(2026, 1, 1))
    register.representative(register.rosa, email="bola@mail.example", scope="Repairs", expires=date(2026, 12, 31))
    Resident.objects.filter(pk=register.rosa.pk).update(contact="phone")
    return register.rosa


# ---- found ----------------------------------------------------------------------------------


@pytest.mark.parametrize("said", [
    {"phone": "+44 1952 000111"}, {"email": "ROSA@mail.example"}, {"name": "rosa adeyemi", "postcode": "tf118ab"},
    {"address": "12 Mill Lane, Shifnal", "postcode": "TF11 8AB"}, {"name": "Rosa"},
])  # fmt: skip
def test_whoever_takes_the_call_is_shown_who_it_may_be(form, rosa, said):
    nothing = {"name": "", "phone": "", "email": "", "address": "", "postcode": ""}
    response = form(look="1", **{**nothing, **said})
    assert rosa in [one.resident for one in response.context["known"].people]
    assert "Fill in from the register" in response.content.decode()
    assert f'href="/residents/{rosa.pk}"' not in response.content.decode()


def test_from_their_page_the_form_begins_with_what_the_register_knows(client, people, rosa):
    client.force_login(people.ana)
    page = client.get(f"/residents/{rosa.pk}")
    assert f'href="/log?resident={rosa.pk}"' in page.content.decode()
    begun = client.get(f"/log?resident={rosa.pk}")
    known = {name: value(begun, name) for name in ("resident", "name", "postcode", "channel", "said", "received_on")}
    assert known == {
        "resident": str(rosa.pk), "name": "Rosa Adeyemi", "postcode": "TF11 8AB", "channel": "phone", "said": "asked",
        "received_on": ("30", "3", "2026"),
    }  # fmt: skip
    assert not begun.context["form"].errors


@pytest.mark.parametrize("asked", ["999999", "x", "", "²"])
def test_from_nobodys_page_the_form_is_empty(client, people, rosa, asked):
    client.force_login(people.ana)
    begun = client.get("/log", {"resident": asked})
    assert begun.status_code == 200
    assert not value(begun, "name")


def test_by_name_alone_only_where_somebody_asked(form, rosa):
    response = form(name="Rosa", phone="", email="", address="", postcode="")
    assert response.status_code == 302


def test_of_other_brands_and_landlords_nothing_is_shown(form, people, register):
    people.flo.brands = ["north"]
    people.flo.save()
    asked = {"look": "1", "name": "Sam Poole", "postcode": "TF11 8ZZ", "address": "3 High Street", "phone": "",
             "email": ""}  # fmt: skip
    assert form(**asked).context["known"].people == []
    assert form(choose=str(register.sam.pk)).context["known"].chosen is None
    assert form(people.otto, **asked).status_code in (200, 403)


# ---- filled in ------------------------------------------------------------------------------


@pytest.mark.provision("WTP-11", "WTP-13", "HPG-06", "HPG-09", "HSP-17")
def test_choosing_fills_in_what_the_register_says(form, rosa):
    response = form(choose=str(rosa.pk), name="Rosa", phone="", email="", address="", postcode="", rep_name="")
    names = ("name", "phone", "email", "address", "postcode", "from_", "contact", "rep_name", "rep_email")
    filled = {name: value(response, name) for name in names}
    assert filled == {
        "name": "Rosa Adeyemi", "phone": "01952 000 111", "email": "rosa@mail.example",
        "address": "12 Mill Lane, Shifnal", "postcode": "TF11 8AB", "from_": "tenant", "contact": "phone",
        "rep_name": "Bola Ade", "rep_email": "bola@mail.example",
    }  # fmt: skip
    basis = value(response, "rep_basis")
    assert "gave them authority on 1 January 2025, until 31 December 2026" in basis
    assert "For: Repairs" in basis
    text = response.content.decode()
    assert "“Ring the top bell” was to be looked at again by 1 January 2026" in text
    assert value(response, "text") == "The boiler has been off since Friday."


def test_saving_ties_the_complaint_and_records_what_helps(form, client, rosa):
    chosen = form(choose=str(rosa.pk))
    keys = list(chosen.context["known"].adjustments)
    saved = form(resident=str(rosa.pk), carry=keys, offered=keys, seen=hidden(chosen, "seen"), rep_name="Bola Ade",
                 rep_basis="Authority")  # fmt: skip
    assert saved.status_code == 302
    case = opened()
    assert Link.objects.get().case == case.case
    assert (Link.objects.get().resident, Link.objects.get().party) == (rosa, "p1")
    helps = {one.what: one for one in case.events if isinstance(one, e.AdjustmentRecorded)}
    assert helps["Large print, please"].needs == ("large_print",)
    assert helps["Large print, please"].review_on == date(2026, 9, 1)
    assert helps["Ring the top bell"].review_on is None


def test_it_is_somebody_else_after_all(form, rosa):
    chosen = form(choose="0", resident=str(rosa.pk))
    assert chosen.context["known"].chosen is None
    assert not value(chosen, "resident")


def test_before_saving_it_asks_once_and_nobody_need_be_chosen(form, rosa):
    asked = form()
    assert asked.status_code == 200
    assert "Before you save: is it one of them?" in asked.content.decode()
    assert not Case.objects.exists()
    assert form(seen=hidden(asked, "seen")).status_code == 302
    assert not Link.objects.exists()


@pytest.mark.parametrize("typed", ["x", "9999", "-1", "1" * 40, "²"])
def test_a_resident_that_is_not_there_is_nobody(form, register, typed):
    assert form(resident=typed, name="Zed Z", phone="", email="", address="", postcode="").status_code == 302
    assert not Link.objects.exists()


@pytest.mark.provision("HPG-13")
@pytest.mark.parametrize(("stays", "kind", "source", "ended"), [
    ([("rented", "tenant", None)], "resident", "tenant", None),
    ([("rented", "household_member", None)], "resident", "resident", None),
    ([("leasehold", "tenant", None)], "resident", "leaseholder", None),
    ([("shared_ownership", "shared_owner", None)], "resident", "leaseholder", None),
    ([("rented", "tenant", date(2025, 9, 30))], "resident", "former_customer", date(2025, 9, 30)),
    ([("rented", "tenant", date(2024, 1, 1)), ("rented", "tenant", date(2025, 9, 30))], "resident", "former_customer",
     date(2025, 9, 30)),
    ([("rented", "tenant", date(2024, 1, 1)), ("rented", "household_member", None)], "resident", "resident", None),
    ([("rented", "tenant", TODAY)], "resident", "tenant", None),
    ([], "prospective", "prospective", None),
    ([], "former", "former_customer", None),
    ([], "resident", "", None),
])  # fmt: skip
def test_who_they_are_follows_from_tenure_and_dates(register, stays, kind, source, ended):
    somebody = register.resident("Some Body", kind=kind)
    for n, (tenure, role, until) in enumerate(stays):
        home = register.home(f"{n} Any Road", tenure=tenure)
        Stay.objects.create(resident=somebody, home=home, role=role, until=until)
    found = known.known(somebody, TODAY)
    assert (found.source, found.ended) == (source, ended)


@pytest.mark.provision("HPG-13")
def test_the_end_of_a_tenancy_is_filled_in_and_reaches_the_complaint(form, register):
    response = form(choose=str(register.sam.pk))
    assert value(response, "from_") == "former_customer"
    assert "left on 30 September 2025" in response.content.decode()
    day = {f"ended-{part}": response.context["form"].data[f"ended-{part}"] for part in ("day", "month", "year")}
    asked = {"resident": str(register.sam.pk), "name": "Sam Poole", "phone": "", "email": "", "address": "",
             "postcode": "", "from_": "former_customer", **day}  # fmt: skip
    assert form(**asked).status_code == 302
    assert opened().state.ended == date(2025, 9, 30)


def test_an_authority_that_ran_out_fills_in_nothing(form, register):
    register.representative(register.rosa, expires=date(2026, 3, 29))
    register.representative(register.rosa, name="No Letters", correspondence=False)
    assert not value(form(choose=str(register.rosa.pk)), "rep_name")


# ---- never shut out -------------------------------------------------------------------------


@pytest.fixture
def restricted(people, register):
    """Rosa, whose contact is restricted to one letter a month in an open complaint."""
    before = start(
        register.landlord, people.flo, event("behaviour_recorded", what="Shouting", id="b1"),
        event("restriction_set", what="One letter a month and nothing else", id="r1", decided_by=people.dee.key,
              evidence=["b1"], equality="Weighed", review_on="2026-06-30"),
    )  # fmt: skip
    actions.link(people.una, before.case, "1", register.rosa, NOON)
    return before


@pytest.mark.provision("C24-5.14", "C24-5.15", "C20-B4.15")
@pytest.mark.parametrize("channel", list(words.CHANNELS))
def test_a_restricted_person_can_complain_by_every_way_that_staff_write_down(form, restricted, register, channel):
    asked = form(channel=channel, resident=str(register.rosa.pk))
    saved = form(channel=channel, resident=str(register.rosa.pk), seen=hidden(asked, "seen"))
    assert saved.status_code == 302
    case = opened()
    assert case.case != restricted.case
    assert (case.state.channel, case.state.restriction) == (channel, None)
    assert {"stage1.acknowledge", "stage1.respond"} <= {duty.name for duty in case.duties if duty.owed}


@pytest.mark.provision("C24-5.14", "C24-5.15", "C20-B4.15")
@pytest.mark.parametrize("channel", ["online", "email"])
def test_a_restricted_person_can_complain_where_nobody_here_writes_it_down(restricted, register, channel):
    case = intake.receive(register.landlord, [received(channel=channel)], at=NOON, parties=[complainant()])
    assert "stage1.acknowledge" in {duty.name for duty in case.duties if duty.owed}
    assert case.case != restricted.case
