"""Writing a complaint down, by any member of staff, once and with nothing lost."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from putright.apps.casework import log
from putright.apps.casework.models import Case, Event
from putright.apps.intake.forms import LONGEST
from tests.apps.intake.conftest import TYPED, hidden, token_of


def only_case() -> Case:
    return Case.objects.get()


def opened():
    case = only_case()
    with log.open(case.landlord, case.reference, for_update=False) as found:
        return found


@pytest.mark.provision("WTP-09", "HPG-05")
def test_any_member_of_staff_logs_a_complaint(form, people):
    for number, who in enumerate((people.flo, people.ana, people.rob, people.una), 1):
        response = form(who, name=f"Person {number}", phone="", email="", postcode="")
        assert response.status_code == 302
        assert response.url == reverse("logged", args=[Case.objects.latest("id").reference])
    assert Case.objects.count() == 4


def test_who_may_not_log_is_refused(form, client, people):
    client.force_login(people.max)
    assert client.get("/log").status_code == 403
    assert client.post("/log", TYPED).status_code == 403
    assert not Case.objects.exists()


def test_the_case_holds_what_was_typed(form):
    form(from_="former_customer", **{
        "ended-day": "1", "ended-month": "3", "ended-year": "2026", "occurred-day": "27", "occurred-month": "mar",
        "occurred-year": "2026", "flags": ["health_and_safety", "substantiated"], "contact": "phone",
        "contact_note": "after four",
    })  # fmt: skip
    state, party = opened().state, only_case().parties.get()
    assert (state.text, state.source, state.channel, state.brand) == (
        TYPED["text"],
        "former_customer",
        "phone",
        "north",
    )
    assert (str(state.occurred), str(state.ended), state.contact) == (
        "2026-03-27",
        "2026-03-01",
        "Telephone: after four",
    )
    assert state.flags == {"health_and_safety", "substantiated"}
    assert (party.key, party.name, party.postcode, str(party.related_until)) == (
        state.party, "Rosa Adeyemi", "TF11 8AB", "2026-03-01",
    )  # fmt: skip


def test_the_end_of_a_tenancy_counts_only_for_a_former_customer(form):
    form(**{"ended-day": "1", "ended-month": "3", "ended-year": "2026"})
    assert opened().state.ended is None


@pytest.mark.provision("C20-B4.2")
def test_outcomes_are_marked_attainable_or_not_with_what_was_told(form):
    form(outcome_1="A new boiler", can_1="no", told_1="It can only be repaired", outcome_3="An apology", can_3="yes",
         outcome_4="A visit")  # fmt: skip
    state = opened().state
    assert state.outcomes == ("A new boiler", "An apology", "A visit")
    assert (state.unattainable, state.attainable) == ({"1": "It can only be repaired"}, ("2",))


def test_an_outcome_that_cannot_be_had_needs_what_was_told(form):
    response = form(outcome_1="A new boiler", can_1="no")
    assert response.status_code == 422
    assert "what you told them" in response.content.decode()


@pytest.mark.provision("WTL-17")
def test_money_lost_is_asked_for_and_kept(form, client):
    assert "Did they lose money by it?" in client_get(client, form)
    form(loss="£45 for a heater")
    assert opened().state.loss == "£45 for a heater"


def client_get(client, form) -> str:
    form(text="")
    return client.get("/log").content.decode()


@pytest.mark.provision("WTP-11", "HPG-06")
def test_adjustments_are_asked_for_and_recorded(form):
    form(needs=["Large print", "A visit at home"], needs_other="Ring the top bell")
    assert opened().state.adjustments == ["Large print", "A visit at home", "Ring the top bell"]
    assert only_case().parties.get().adjustments.splitlines() == ["Large print", "A visit at home", "Ring the top bell"]


@pytest.mark.provision("WTP-13", "HPG-09")
def test_a_representative_is_recorded_with_what_allows_them_to_act(form):
    form(rep_name="Idris Vaughan", rep_phone="01952 000 222", rep_basis="Signed letter")
    party = only_case().parties.get(role="representative")
    told = next(event for event in opened().events if event.kind == "representative_authorised")
    assert (party.name, told.who, told.basis, told.party) == (
        "Idris Vaughan",
        "Idris Vaughan",
        "Signed letter",
        party.key,
    )


@pytest.mark.provision("C24-1.2", "WTP-13", "HPG-09")
def test_a_representative_of_whom_nothing_is_known_yet_is_asked_about(form, client):
    response = form(rep_name="Idris Vaughan", rep_phone="01952 000 222")
    assert "Ask whoever it is about whether they agree" in client.get(response["Location"]).content.decode()
    assert (opened().state.brought_by, opened().state.representative) == ("p2", None)
    assert only_case().parties.get(key="p2").name == "Idris Vaughan"


@pytest.mark.provision("WTP-10", "HPG-05", "C24-1.3")
@pytest.mark.parametrize(("said", "status", "choice"), [
    ("offered", "open", "complaint"), ("declined", "not_a_complaint", "service_request"),
])  # fmt: skip
def test_whoever_did_not_say_complaint_is_offered_the_choice(form, client, said, status, choice):
    response = form(said=said)
    triaged = opened().events[-1]
    assert (opened().state.status, triaged.choice_offered, triaged.choice) == (status, True, choice)
    page = client.get(response.url).content.decode()
    assert ("The service request is logged" in page) == (said == "declined")


@pytest.mark.provision("THT-38")
def test_the_guidance_and_the_definition_in_force_stand_beside_it(real, client):
    client.force_login(real("taunton-heritage-trust"))
    page = client.get("/log").content.decode()
    assert "Stay calm and courteous from start to finish." in page
    assert "What is a complaint?" in page


@pytest.mark.parametrize(
    "pack", ["willow-tree", "housing-services", "housing-plus-group", "taunton-heritage-trust", "model-2024"]
)
def test_it_works_under_every_policy(real, client, pack):
    client.force_login(real(pack))
    page = client.get("/log")
    data = {**TYPED, "token": token_of(page), "from_": "resident", "flags": ["safeguarding"],
            "brand": "wrekin" if pack == "housing-plus-group" else ""}  # fmt: skip
    response = client.post("/log", data)
    assert response.status_code == 302, response.context["form"].errors
    told = client.get(response.url).content.decode()
    assert only_case().reference in told
    assert "by Wednesday 8 April" in told  # five working days, with Easter
    assert ("Tell the " in told) == (pack in ("housing-plus-group", "model-2024"))


def test_nobody_need_give_a_name_but_somebody_has_to_say_so(form):
    response = form(name="")
    assert response.status_code == 422
    assert "Fill in their name" in response.content.decode()
    assert form(name="", from_="anonymous", phone="", email="").status_code == 302


# ---- nothing is lost, and nothing happens twice ---------------------------------------------


def test_errors_keep_what_was_typed(form):
    response = form(channel=None, loss="£45", outcome_2="An apology", rep_basis="A letter", name="Zoë <b>O’Neill</b>")
    page = response.content.decode()
    assert response.status_code == 422
    for typed in (TYPED["text"], "£45", "An apology", "A letter", "Zoë &lt;b&gt;O’Neill&lt;/b&gt;", "12 Mill Lane"):
        assert typed in page
    assert not Case.objects.exists()


def test_a_text_that_is_too_long_is_told_and_kept(form):
    long = "a" * (LONGEST + 1)
    response = form(text=long)
    page = response.content.decode()
    assert response.status_code == 422
    assert "100000 characters" in page
    assert long in page


def test_a_body_that_is_too_large_says_what_to_do(form, settings, client, people):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10_000
    response = form(text="a" * 20_000)
    assert response.status_code == 413
    assert "too large" in response.content.decode()
    assert not Case.objects.exists()


@pytest.mark.parametrize(
    ("day", "said"), [("31", "in the future"), ("30/1890", "bank holidays"), ("32", "from 1 to 31")]
)
def test_the_day_it_reached_us_is_one_that_can_be(form, day, said):
    day, _, year = day.partition("/")
    response = form(**{"received_on-day": day, "received_on-year": year or "2026"})
    assert response.status_code == 422
    assert said in response.content.decode()


def test_a_double_click_opens_one_case(form):
    first, again = form(token="same"), form(token="same")
    assert first.url == again.url == reverse("logged", args=[only_case().reference])
    assert Event.objects.count() == 1


def test_another_complaint_typed_into_the_same_page_is_not_a_double_click(form):
    first, other = form(token="same"), form(token="same", name="Sam Poole", phone="", email="", postcode="", address="")
    assert first.url != other.url
    assert Event.objects.count() == 2


def test_the_same_token_at_another_landlord_is_another_form(form, people):
    people.otto.roles = [*people.otto.roles, "front_line"]
    people.otto.save()
    first, other = form(token="same"), form(people.otto, token="same")
    assert first.url != other.url


def test_a_lost_session_keeps_what_was_typed(client, people):
    client.force_login(people.flo)
    client.get("/log")
    del client.cookies["sessionid"]
    sent = client.post("/log", TYPED)
    assert "account/login" in sent.url
    client.force_login(people.flo)
    page = client.get("/log").content.decode()
    assert TYPED["text"] in page
    assert "signed out" in page
    assert TYPED["text"] not in client.get("/log").content.decode()


# ---- afterwards -----------------------------------------------------------------------------


def test_after_saving_it_says_what_comes_next_and_what_to_tell(form, client):
    page = client.get(form(loss="£45").url).content.decode()
    for said in (only_case().reference, "Wednesday 8 April", "Wednesday 22 April", "the money you lost"):
        assert said in page


def test_whoever_is_complained_of_sees_nothing_of_it_from_the_first_moment(form, client, people):
    response = form(people.una, about_1=people.ana.key, about_2="head")
    case = only_case()
    assert not case.is_visible_to(people.ana)
    page = client.get(response.url).content.decode()  # Una holds the role: she logged it, and may know no more
    assert case.reference in page
    assert TYPED["text"] not in page
    assert "Tell them now" not in page
    client.force_login(people.ana)
    assert client.get(response.url).status_code == 404


def test_another_landlords_case_is_not_there(form, client, people):
    url = form().url
    client.force_login(people.otto)
    assert client.get(url).status_code == 404
    client.force_login(people.cat)
    assert client.get(url).status_code == 404


def test_nobody_of_another_landlord_can_be_chosen(form, people):
    response = form(about_1=people.otto.key)
    assert response.status_code == 422
    assert "Otto" not in str(response.context["form"]["about_1"])


def test_few_statements(form, client, people):
    client.force_login(people.flo)
    with CaptureQueriesContext(connection) as shown:
        client.get("/log")
    assert len(shown) <= 8
    form()
    with CaptureQueriesContext(connection) as saved:
        form(name="Sam Poole", phone="", email="", postcode="", address="")
    assert len(saved) <= 45


def test_hidden_finds_what_it_should(client, people):
    client.force_login(people.flo)
    assert hidden(client.get("/log"), "token")
