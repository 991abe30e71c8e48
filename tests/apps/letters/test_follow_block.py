"""Every letter to their side says how to follow it, with the code of whoever it goes to."""

from __future__ import annotations

import pytest
from django.utils import timezone

from putright.apps.casework import keys, log
from putright.apps.casework.models import Case, Party
from putright.apps.letters import erasing
from putright.apps.letters.drawing import pdf
from putright.apps.letters.models import Letter
from putright.apps.letters.writing import actions
from putright.apps.letters.writing.drafting import Draft
from putright.apps.residents.models import Link, Representative, Resident
from putright.core import events as e
from putright.core.letters import text
from putright.core.letters.html import document
from tests.apps.letters.conftest import MONDAY, TYPED, at, june, text_of
from tests.apps.letters.test_letters import in_every_form, thawed

SITE = "https://complaints.homes.example"


@pytest.fixture(autouse=True)
def site(settings):
    settings.SITE_ADDRESS = SITE


def case_of(house):
    return Case.objects.get(reference=house.reference)


def read(letter):
    return " ".join(text.to_text(thawed(letter)).split())


def test_every_letter_of_the_procedure_has_the_address_the_reference_and_the_code(house):
    house.receive().define()
    code = keys.code(case_of(house), "p1")
    letters = [house.acknowledge(), house.extend(day=3), house.decide().respond()]
    letters.append(house.escalate().acknowledge(16, house.second))
    where = f"{SITE}/r/{house.landlord.slug}" + (f"/at/{house.brand}" if house.brand else "") + "/follow"
    for letter in letters:
        said = in_every_form(letter)
        assert code in said
        assert where.replace("https://", "") in said.replace(" ", "").replace("\u200b", "") or where in read(letter)
        assert house.reference in said


def test_the_code_stands_in_no_address(willow):
    willow.receive().define()
    code = keys.code(case_of(willow), "p1")
    page = document(thawed(willow.acknowledge()))
    assert code in page
    assert not [link for link in page.split('href="')[1:] if code in link.partition('"')[0]]


def test_without_an_address_of_the_site_nothing_is_said(willow, settings):
    settings.SITE_ADDRESS = ""
    willow.receive().define()
    assert "Your code" not in read(willow.acknowledge())


def test_a_representative_gets_their_own_code_and_a_former_one_none(willow):
    willow.receive().define().then(e.RepresentativeAuthorised(on=june(2), who="Sol Amadi", party="p2"))
    sol = Party(case=case_of(willow), key="p2", role=Party.As.REPRESENTATIVE, name="Sol Amadi", email="sol@x.example")
    sol.save()
    case, event = case_of(willow), e.Acknowledged(on=june(2), method="email")
    said = read(actions.issue(willow.first, willow.reference, [event], Draft(sol, "email", TYPED), at=at(june(2))))
    assert keys.code(case, "p2") in said
    assert keys.code(case, "p1") not in said
    willow.then(e.RepresentativeAuthorised(on=june(3), who="Ida Marsh", party="p3"))
    event = e.Extended(on=june(3), until=june(24), reason=TYPED["reason"], agreed=True)
    later = actions.issue(willow.first, willow.reference, [event], Draft(sol, "email", TYPED), at=at(june(3)))
    assert "Your code" not in read(later)


def test_who_is_not_on_the_case_gets_none(willow):
    willow.receive().define()
    stranger = Party(key=willow.second.key, name="Tomasz Bell", email="t@x.example")
    event = e.Acknowledged(on=june(2), method="email")
    letter = actions.issue(willow.first, willow.reference, [event], Draft(stranger, "email", TYPED), at=at(june(2)))
    assert "Your code" not in read(letter)


def test_an_anonymous_complaint_that_left_nothing_gets_none(willow):
    told = e.Received(on=MONDAY, channel="letter", from_="anonymous", text="The roof leaks.")
    opened = log.start(willow.landlord, [told], by=willow.first, at=at(MONDAY))
    somebody = Party(key="p1", role=Party.As.COMPLAINANT, name="Complainant")
    event = e.Contacted(on=MONDAY, method="email", what="Thank you.")
    draft = Draft(somebody, "in_person", TYPED)
    letter = actions.issue(willow.first, opened.case.reference, [event], draft, at=at(MONDAY))
    assert "Your code" not in read(letter)


@pytest.mark.parametrize("language", ["cy", "pl", "ur"])
def test_it_is_said_in_the_letters_language(willow, language):
    willow.receive().define()
    event = e.Acknowledged(on=june(2), method="email")
    draft = Draft(willow.rosa, "email", {}, language)
    tree = thawed(actions.issue(willow.first, willow.reference, [event], draft, at=at(june(2))))
    code = keys.code(case_of(willow), "p1")
    place = next(n for n, one in enumerate(tree.blocks) if code in str(one))
    assert not any(one.lang for one in tree.blocks[place - 2 : place + 2])
    assert "Your code" not in str(tree.blocks)


@pytest.mark.parametrize("need", ["Letters in large print", "Easy read"])
def test_it_stands_in_other_forms_too(willow, need):
    willow.receive().then(e.AdjustmentRecorded(on=june(1), what=need)).define()
    assert keys.code(case_of(willow), "p1") in text_of(pdf.render(willow.acknowledge().blocks))


def test_erasing_leaves_no_code(willow):
    willow.receive().define().acknowledge()
    erasing.erase(case_of(willow), at(june(20)))
    assert not Letter.objects.exclude(blocks=None).exists()


@pytest.mark.provision("WTP-13", "C24-1.2")
def test_a_letter_goes_to_a_representative_while_they_may_act_and_says_why_not_otherwise(willow, client, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: at(june(2)))
    client.force_login(willow.first)
    willow.receive().define()
    case = case_of(willow)
    Party.objects.create(case=case, key="p2", role=Party.As.REPRESENTATIVE, name="Sol Amadi", email="sol@x.example")

    def offered():
        form = client.get(f"/cases/{willow.reference}/letters/acknowledge").context["form"]
        return form["to"].value(), dict(form.fields["to"].choices)["p2"]

    assert offered() == ("p1", "Sol Amadi (representative, whose authority is not on record)")
    willow.then(e.RepresentativeAuthorised(on=june(2), who="Sol Amadi", party="p2"))
    assert offered() == ("p2", "Sol Amadi (representative)")
    rosa = Resident.objects.create(landlord=willow.landlord, name="Rosa Adeyemi")
    Link.objects.create(resident=rosa, case=case, party="p1", at=at(june(1)))
    Representative.objects.create(resident=rosa, name="Sol Amadi", scope="All", basis="authority", given_on=MONDAY,
                                  expires=june(1))  # fmt: skip
    assert offered() == ("p1", "Sol Amadi (representative, whose authority is over)")
