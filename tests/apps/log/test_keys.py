"""The ways back to a case that its people are given open that case, for that person, and nothing else."""

import re

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as only
from hypothesis import strategies as st

from putright.apps.casework import keys, log
from putright.apps.casework.models import Party
from tests.apps.cases import AT, received

BOX = "complaints@homes.example"


@pytest.fixture
def case(landlord):
    people = [
        Party(key="p1", role=Party.As.COMPLAINANT, name="Rosa Adeyemi"),
        Party(key="p2", role=Party.As.REPRESENTATIVE, name="Sam Ode"),
    ]
    return log.start(landlord, [received(party="p1")], by=None, at=AT, parties=people).case


def test_a_code_is_printed_in_three_groups_of_four_without_letters_that_look_alike(case):
    assert re.fullmatch(r"([0-9A-HJKMNP-TV-Z]{4}-){2}[0-9A-HJKMNP-TV-Z]{4}", keys.code(case, "p1"))


def test_each_person_has_their_own_and_it_stays_the_same(case):
    assert keys.code(case, "p1") == keys.code(case, "p1") != keys.code(case, "p2")
    assert [keys.opens(case, keys.code(case, key)) for key in ("p1", "p2")] == ["p1", "p2"]


@pytest.mark.parametrize("typed", [str.lower, lambda c: c.replace("-", ""), lambda c: c.replace("-", " "),
                                   lambda c: f"  {c}. ", lambda c: c.replace("0", "O").replace("1", "l")])  # fmt: skip
def test_however_it_was_typed_it_is_read(case, typed):
    assert keys.opens(case, typed(keys.code(case, "p1"))) == "p1"


@only(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
@given(st.text(max_size=40))
def test_nothing_else_opens_it(case, typed):
    assert keys.opens(case, typed) == ""


def test_a_code_opens_no_other_case(case, landlord, people):
    others = [
        log.start(of, [received(party="p1")], by=None, at=AT, parties=[Party(key="p1", role="complainant")]).case
        for of in (landlord, people.other)
    ]
    assert [keys.opens(other, keys.code(case, "p1")) for other in others] == ["", ""]


def test_somebody_who_is_not_on_the_case_has_no_code_that_opens_it(case):
    assert keys.opens(case, keys.code(case, "p9")) == ""


def test_withdrawn_the_code_and_the_address_open_nothing_and_the_others_stay(case):
    code, other, address = keys.code(case, "p1"), keys.code(case, "p2"), keys.address(case, BOX)
    keys.withdraw(case, "p1")
    assert keys.opens(case, code) == ""
    assert keys.addressed(case.landlord, address) is None
    assert keys.opens(case, other) == "p2"
    assert keys.opens(case, keys.code(case, "p1")) == "p1"
    assert keys.addressed(case.landlord, keys.address(case, BOX)) == case


def test_another_key_of_the_deployment_makes_other_codes(case, settings):
    code = keys.code(case, "p1")
    settings.ACCESS_KEY = "another"
    assert keys.opens(case, code) == ""


def test_the_address_of_a_case_finds_it_among_others(case):
    address = keys.address(case, BOX)
    assert len(address.partition("@")[0]) <= 64  # RFC 5321
    assert keys.addressed(case.landlord, f"Homes <{address.upper()}>") == case


def test_no_other_address_finds_it(case, people):
    address = keys.address(case, BOX)
    wrong = [BOX, f"complaints+{case.reference.lower()}@homes.example", re.sub(r"-\w{12}@", "-000000000000@", address)]
    assert [keys.addressed(case.landlord, one) for one in wrong] == [None] * 3
    assert keys.addressed(people.other, address) is None
