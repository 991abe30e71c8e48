"""Who sees which case: in lists, in searches, and one at a time."""

from __future__ import annotations

import pytest

from putright.apps.accounts import permissions
from putright.apps.casework import worklist
from putright.apps.casework.models import Case
from putright.apps.casework.search import search
from tests.apps.cases import MONDAY, append, event, start


def who_sees(case, people):
    names = ["ana", "ben", "cat", "rob", "una", "dee", "flo", "max", "adi", "otto"]
    seeing = [name for name in names if case.is_visible_to(getattr(people, name))]
    in_lists = [n for n in names if case in Case.objects.visible_to(getattr(people, n))]
    found = [n for n in names if case in search(getattr(people, n), case.reference)]
    owed = [n for n in names if worklist.owed(getattr(people, n)).filter(case=case).exists()]
    assert seeing == in_lists == found
    assert owed == (seeing if case.closed_on is None else [])
    return " ".join(seeing)


@pytest.mark.provision("THT-24")
def test_a_new_case_is_seen_by_those_who_see_all_and_who_logged_it(landlord, people):
    case = start(landlord, people.flo).case
    assert who_sees(case, people) == "una dee flo"


@pytest.mark.provision("THT-24")
def test_a_case_is_seen_by_its_handler_and_the_handlers_team(landlord, people):
    case = start(landlord, people.flo, event("assigned", to=people.ana.key)).case
    assert who_sees(case, people) == "ana ben una dee flo"


@pytest.mark.provision("THT-24")
def test_whoever_logged_it_sees_it_until_it_is_closed(landlord, people):
    opened = start(landlord, people.flo)
    case = append(opened, event("withdrawn")).case
    assert who_sees(case, people) == "una dee"


@pytest.mark.provision("THT-24")
def test_reviewers_and_panel_members_see_what_they_are_asked_to(landlord, people):
    opened = start(landlord)
    append(opened, event("response_sent", method="email"), event("escalation_requested"))
    case = append(opened, event("assigned", to=people.rob.key), event("panel_convened", members=[people.max.key])).case
    assert who_sees(case, people) == "rob una dee max"


@pytest.mark.provision("THT-24")
@pytest.mark.parametrize("about", ["ana", "una", "flo"])
def test_nobody_sees_a_case_that_complains_of_them(landlord, people, about):
    case = start(landlord, people.flo, event("assigned", to=people.ana.key), about=[getattr(people, about).key]).case
    assert about not in who_sees(case, people).split()


@pytest.mark.provision("THT-24")
def test_nobody_sees_a_case_that_complains_of_their_role(landlord, people):
    case = start(landlord, people.flo, event("assigned", to=people.ana.key), about=["complaints_officer"]).case
    assert who_sees(case, people) == "una dee flo"


@pytest.mark.provision("WTP-12", "THT-24")
@pytest.mark.parametrize("kind", ["recused", "interest_declared"])
def test_nobody_sees_a_case_they_keep_away_from(landlord, people, kind):
    opened = start(landlord, people.flo, event("assigned", to=people.ana.key))
    case = append(opened, event(kind, who=people.una.key), event(kind, who=people.ana.key)).case
    assert who_sees(case, people) == "dee flo"


@pytest.mark.provision("WTP-12")
def test_a_sensitive_case_is_seen_by_those_tied_to_it_and_those_who_oversee(landlord, people):
    opened = start(landlord, people.flo, event("assigned", to=people.ana.key), flags=["safeguarding"])
    assert who_sees(opened.case, people) == "ana una flo"
    asked = event("approval_asked", id="a1", of="extension", what="The surveyor is ill.", roles=["director", "mrc"])
    case = append(opened, asked).case
    assert who_sees(case, people) == "ana una dee flo"
    case = append(opened, event("approval_given", id="a1", by=people.dee.key)).case
    assert who_sees(case, people) == "ana una dee flo"
    ordinary = start(landlord, people.flo, event("assigned", to=people.ana.key)).case
    assert who_sees(ordinary, people) == "ana ben una dee flo"


@pytest.mark.provision("WTP-12")
def test_whoever_is_asked_to_approve_sees_what_they_are_asked_about_until_somebody_answers(landlord, people):
    asked = event("approval_asked", id="a1", of="closing", what="He threatens us.", roles=["panellist"])
    opened = start(landlord, None, asked)
    assert who_sees(opened.case, people) == "una dee max"
    other = start(landlord, None, asked, event("withdrawn")).case
    assert who_sees(other, people) == "una dee"
    case = append(opened, event("approval_asked", id="a2", of="closing", what="Again.", roles=["director"])).case
    assert who_sees(case, people) == "una dee"


def test_someone_for_one_brand_sees_other_brands_only_where_involved(landlord, people):
    people.una.brands = people.ben.brands = people.ana.brands = ["north"]
    for person in (people.una, people.ben, people.ana):
        person.save()
    opened = start(landlord, None, event("assigned", to=people.ana.key), brand="south")
    assert who_sees(opened.case, people) == "ana dee"
    case = append(opened, event("redirected", brand="north"), event("assigned", to=people.ana.key)).case
    assert who_sees(case, people) == "ana ben una dee"


def test_whoever_left_sees_nothing(landlord, people):
    case = start(landlord).case
    people.una.is_active = False
    assert not case.is_visible_to(people.una)


def test_a_permission_about_a_case_needs_the_case_to_be_seen(landlord, people):
    case = start(landlord, None, event("assigned", to=people.ana.key)).case
    assert permissions.may(people.ana, permissions.WORK_CASE, case)
    assert permissions.may(people.una, permissions.WORK_CASE, case)
    assert permissions.may(people.dee, permissions.SEE_CASE, case)
    assert not permissions.may(people.dee, permissions.WORK_CASE, case)
    assert not permissions.may(people.cat, permissions.WORK_CASE, case)
    assert not permissions.may(people.otto, permissions.WORK_CASE, case)


# ---- walking the list -----------------------------------------------------------------------


def test_the_work_list_is_walked_in_pages_by_due_date(landlord, people):
    for days in (3, 1, 2, 1, 0):
        start(landlord, on=MONDAY.replace(day=30 - days))
    owed = worklist.owed(people.una)
    everything, place = list(owed), None

    walked = []
    while True:
        page = worklist.page(owed, place, size=3)
        walked += page.duties
        if not (place := page.next):
            break
    assert walked == everything
    assert [d.sorts_on for d in walked] == sorted(d.sorts_on for d in walked)


def test_ones_own_work_list_has_only_what_one_handles(landlord, people):
    start(landlord, None, event("assigned", to=people.ben.key))
    mine = start(landlord, None, event("assigned", to=people.ana.key)).case
    assert {d.case for d in worklist.owed(people.ana, mine=True)} == {mine}
    assert worklist.owed(people.ana).values("case").distinct().count() == 2


def test_the_complainants_own_time_is_nobodys_work(landlord, people):
    opened = start(landlord)
    append(opened, event("response_sent", method="email"))
    assert "stage2.request" in {d.name for d in opened.case.duties.all()}
    assert "stage2.request" not in {d.name for d in worklist.owed(people.una)}


def test_two_cases_of_one_person_do_not_double_the_list(landlord, people):
    start(landlord, people.una, event("assigned", to=people.una.key))
    assert worklist.owed(people.una).count() == 2
