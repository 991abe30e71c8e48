"""Tell us someone is unhappy: two fields by anybody, sorted by the team with the person's choice on record."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from putright.apps.casework import log
from putright.apps.casework.models import Case, Event, Party
from putright.apps.casework.worklist import unsorted
from putright.apps.intake.unhappy import who
from tests.apps import cases
from tests.apps.intake.conftest import hidden, token_of

MONDAY = date(2026, 3, 30)
SAID = {"who": "Rosa Adeyemi, 12 Mill Lane, tf11 8ab, 01952 000111", "text": "Her boiler has been off since Friday."}


def opened(case: Case):
    with log.open(case.landlord, case.reference, for_update=False) as found:
        return found


@pytest.fixture
def tell(client, people):
    def fill(person=None, **typed):
        client.force_login(person or people.flo)
        token = token_of(client.get("/unhappy"))
        return client.post("/unhappy", {"token": token, **SAID, **typed})

    return fill


@pytest.mark.provision("WTP-09", "HPG-05", "C24-3.2")
def test_two_fields_make_a_complaint_by_any_member_of_staff(tell, people):
    response = tell(people.flo)
    case = Case.objects.get()
    assert response.url == reverse("logged", args=[case.reference])
    assert (case.kind, case.channel, case.status, case.stage) == ("complaint", "staff", "open", "1")
    party = Party.objects.get()
    assert (party.name, party.address, party.postcode, party.phone) == (
        "Rosa Adeyemi", "12 Mill Lane", "TF11 8AB", "01952 000111",
    )  # fmt: skip
    duties = {duty.name: duty.due for duty in opened(case).duties}
    assert duties["stage1.acknowledge"] == date(2026, 4, 8)
    assert opened(case).state.text == SAID["text"]


@pytest.mark.provision("WTP-09")
def test_under_every_shipped_policy(real, client):
    for number, pack in enumerate(
        ("willow-tree", "housing-services", "housing-plus-group", "taunton-heritage-trust", "model-2024"), 1
    ):
        client.force_login(real(pack))
        client.post("/unhappy", {"token": token_of(client.get("/unhappy")), **SAID})
        assert Case.objects.count() == number


def test_a_double_click_makes_one_and_nothing_typed_is_lost(client, people):
    client.force_login(people.flo)
    data = {"token": token_of(client.get("/unhappy")), **SAID}
    assert client.post("/unhappy", data).url == client.post("/unhappy", data).url
    assert Case.objects.count() == 1
    empty = client.post("/unhappy", {**data, "who": ""})
    assert empty.status_code == 422
    assert SAID["text"] in empty.content.decode()
    assert Case.objects.count() == 1


def test_who_may_not_log_is_refused(client, people):
    client.force_login(people.max)
    assert client.get("/unhappy").status_code == 403
    assert client.post("/unhappy", SAID).status_code == 403


@pytest.mark.parametrize(("typed", "name", "rest"), [
    ("A man at the bus stop", "A man at the bus stop", ("", "", "")),
    ("Sam Poole; sam@mail.example", "Sam Poole", ("sam@mail.example", "", "")),
    ("Flat 3, Mill House, +44 (0)1952 000 111", "Flat 3", ("", "01952 000 111", "")),
    ("12 Mill Lane, TF118AB", "12 Mill Lane", ("", "", "TF11 8AB")),
])  # fmt: skip
def test_what_is_plain_in_the_line_is_kept_as_what_it_is(typed, name, rest):
    found = who(typed)
    assert (found.name, (found.email, found.phone, found.postcode)) == (name, rest)


# ---- sorting --------------------------------------------------------------------------------


@pytest.fixture
def waiting(tell, people):
    tell(people.flo)
    return Case.objects.get()


def sort(client, case: Case, way: str, **more):
    page = client.get("/sorting")
    data = {"reference": case.reference, "version": hidden(page, "version"), "token": token_of(page), "as": way}
    return client.post("/sorting", {**data, **more})


@pytest.mark.provision("WTP-10", "C20-B1.3", "C24-1.3", "LGO24-choice")
@pytest.mark.parametrize(("way", "kind", "offered", "choice"), [
    ("complaint", "complaint", True, "complaint"),
    ("service_request", "service_request", True, "service_request"),
    ("unasked", "complaint", False, None),
])  # fmt: skip
def test_one_click_sorts_with_the_choice_on_record(client, people, waiting, way, kind, offered, choice):
    client.force_login(people.una)
    page = client.get("/sorting").content.decode()
    assert waiting.reference in page
    assert "tel:01952000111" in page
    sort(client, waiting, way)
    waiting.refresh_from_db()
    assert waiting.kind == kind
    event = opened(waiting).events[-1]
    assert (event.choice_offered, event.choice) == (offered, choice)
    assert not unsorted(people.una)


def test_a_choice_to_complain_is_not_turned_into_something_else(client, people, waiting):
    client.force_login(people.una)
    sort(client, waiting, "complaint")
    assert opened(waiting).state.status == "open"
    assert opened(waiting).state.stages[1].opened == MONDAY


def test_what_has_changed_meanwhile_is_not_sorted_unseen(client, people, waiting):
    client.force_login(people.una)
    page = client.get("/sorting")
    cases.append(opened(waiting), cases.event("fact_recorded", fact="ongoing"))
    data = {"reference": waiting.reference, "version": hidden(page, "version"), "token": token_of(page)}
    response = client.post("/sorting", {**data, "as": "service_request"}, follow=True)
    assert "has changed since" in response.content.decode()
    assert Case.objects.get().kind == "complaint"


def test_only_what_somebody_sees_can_be_sorted(client, people, waiting):
    client.force_login(people.cat)
    assert waiting.reference not in client.get("/sorting").content.decode()
    assert sort(client, waiting, "service_request").status_code == 404
    client.force_login(people.flo)
    assert client.get("/sorting").status_code == 403


def test_what_came_by_telephone_or_is_seen_to_is_not_in_the_list(people, landlord):
    for channel in ("phone", "letter", "in_person"):
        cases.start(landlord, channel=channel)
    mail = cases.start(landlord, channel="email")
    seen_to = cases.start(landlord, None, cases.event("assessed", route="investigation"), channel="online")
    assert list(unsorted(people.una)) == [mail.case]
    assert seen_to.case.status == "open"


def test_a_survey_can_be_heard_without_being_a_complaint(client, people, landlord):
    case = cases.start(landlord, channel="survey").case
    client.force_login(people.una)
    assert "only want to be heard" in client.get("/sorting").content.decode()
    sort(client, case, "survey_feedback")
    case.refresh_from_db()
    assert (case.kind, case.status) == ("survey_feedback", "not_a_complaint")
    assert Event.objects.filter(case=case, kind="triaged").count() == 1


def test_a_long_description_of_who_it_is_is_kept_whole():
    typed = "The lady with the red door " * 15
    found = who(typed)
    assert "".join((found.name, found.address)) == " ".join(typed.split())


def test_sorting_says_where_somebody_is_found_who_left_no_number(client, people, tell):
    tell(who="Rosa Adeyemi, 12 Mill Lane, tf11 8ab")
    client.force_login(people.una)
    assert "12 Mill Lane TF11 8AB" in client.get("/sorting").content.decode()


@pytest.mark.parametrize("path", ["/log", "/unhappy"])
def test_what_is_no_complaint_is_a_step_away_for_whoever_answers_the_telephone(client, people, path):
    client.force_login(people.flo)
    assert 'href="/registers/new"' in client.get(path).content.decode()
    assert client.get("/registers/new").status_code == 200
