"""The registers: lists of what is no complaint, what is owed about it, and a complaint made of it in one step."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from putright.apps.casework import log
from putright.apps.casework.models import Case, Duty, Party
from putright.apps.intake.models import RegisterReview
from tests.apps import cases
from tests.apps.intake.conftest import hidden, token_of

MONDAY = date(2026, 3, 30)


def opened(case: Case):
    with log.open(case.landlord, case.reference, for_update=False) as found:
        return found


def entry(landlord, kind, *more, **fields):
    return cases.start(landlord, None, cases.event("triaged", as_=kind), *more, **fields)


def day(name: str, on: date) -> dict[str, str]:
    return {f"{name}-day": str(on.day), f"{name}-month": str(on.month), f"{name}-year": str(on.year)}


def take(client, case: Case, kind: str, **typed):
    """A step of a case, on Monday."""
    address = reverse(f"step_{kind}", args=[case.reference])
    page = client.get(address)
    data = {"version": hidden(page, "version"), "token": token_of(page), **day("on", MONDAY), **typed}
    return client.post(address, data)


# ---- writing one down -----------------------------------------------------------------------


ENTRY = {
    "kind": "comment", "brand": "north", "told": "no", "text": "The new lamps are too bright.", "from_": "tenant",
    "name": "Rosa Adeyemi", "channel": "phone", **day("received_on", MONDAY),
}  # fmt: skip


@pytest.mark.provision("HPG-02", "WTL-01", "WTP-35")
@pytest.mark.parametrize("kind", ["comment", "compliment", "suggestion", "petition", "enquiry", "policy_request"])
def test_any_member_of_staff_writes_one_down(client, people, kind):
    client.force_login(people.flo)
    token = token_of(client.get(reverse("register_enter_kind", args=[kind])))
    response = client.post("/registers/new", {**ENTRY, "token": token, "kind": kind}, follow=True)
    case = Case.objects.get()
    assert (case.kind, case.status, case.brand) == (kind, "not_a_complaint", "north")
    assert case.reference in response.content.decode()
    assert "complaint is logged" not in response.content.decode()


def test_a_request_gets_its_day_and_only_a_request(client, people):
    client.force_login(people.flo)
    typed = {**ENTRY, "token": token_of(client.get("/registers/new")), **day("by", date(2026, 4, 10))}
    refused = client.post("/registers/new", typed)
    assert refused.status_code == 422
    assert ENTRY["text"] in refused.content.decode()
    client.post("/registers/new", {**typed, "kind": "service_request"})
    assert Duty.objects.get(name="service_request").due == date(2026, 4, 10)


# ---- the lists ------------------------------------------------------------------------------


@pytest.mark.provision("WTP-08", "HSP-08", "HPG-08", "C24-1.4", "LGO24-request")
def test_a_register_lists_its_entries_narrowed_as_asked(client, people, landlord):
    asked = entry(landlord, "service_request", cases.event("request_dated", by="2026-04-10"), text="Mend the gate").case
    done = entry(
        landlord, "service_request", cases.event("request_completed"), text="Mend the door", brand="north"
    ).case
    entry(landlord, "comment", text="Lamps")
    client.force_login(people.una)

    def shown(query=""):
        page = client.get(f"/registers/service_request{query}").content.decode()
        return [case for case in (asked, done) if case.reference in page]

    assert shown() == [asked, done]
    assert "Lamps" not in client.get("/registers/service_request").content.decode()
    assert shown("?state=open") == [asked]
    assert shown("?state=late") == []
    assert shown("?state=settled") == [done]
    assert shown("?brand=north") == [done]
    assert shown("?month=2026-03") == [asked, done]
    assert shown("?month=2026-02") == []
    assert shown("?month=nonsense&state=no&after=x") == [asked, done]


def test_late_is_what_passed_its_day(client, people, landlord):
    late = cases.start(landlord, on=date(2026, 3, 2)).case
    cases.append(opened(late), cases.event("triaged", on=date(2026, 3, 2), as_="service_request"))
    cases.append(opened(late), cases.event("request_dated", on=date(2026, 3, 3), by="2026-03-20"))
    entry(landlord, "service_request", cases.event("request_dated", by="2026-03-30"))
    client.force_login(people.una)
    page = client.get("/registers/service_request?state=late")
    assert [row["case"] for row in page.context["rows"]] == [late]
    assert (page.context["count"].late, page.context["count"].open) == (1, 2)


@pytest.mark.parametrize("kind", ["service_request", "survey_feedback", "policy_request"])
def test_nobody_reads_in_a_register_what_they_may_not_see(client, people, landlord, kind):
    hidden_case = entry(landlord, kind, about=[people.una.key], text="About Una").case
    client.force_login(people.una)
    assert hidden_case.reference not in client.get(f"/registers/{kind}").content.decode()
    assert hidden_case.reference not in client.get(f"/registers/{kind}?format=csv").content.decode()
    assert client.get(f"/registers/{kind}").context["count"].open == 0
    client.force_login(people.flo)
    assert client.get("/registers").status_code == 403
    assert client.get(f"/registers/{kind}").status_code == 403


def test_a_sheet_runs_nothing(client, people, landlord):
    entry(landlord, "comment", text='=HYPERLINK("http://evil.example")')
    client.force_login(people.una)
    sheet = client.get("/registers/comment?format=csv")
    assert sheet["Content-Type"].startswith("text/csv")
    assert "'=HYPERLINK" in sheet.content.decode()


def test_figures_of_each_month_by_kind(client, people, landlord):
    entry(landlord, "comment")
    entry(landlord, "compliment")
    cases.start(landlord)
    client.force_login(people.una)
    page = client.get("/registers")
    month, numbers = page.context["figures"][0]
    assert (month, sum(numbers)) == (date(2026, 3, 1), 3)
    assert "2026-03,1,0,0,1,0,1,0,0,0" in client.get("/registers?format=csv").content.decode()
    assert client.get("/registers/complaint").status_code == 404


@pytest.mark.provision("WTP-08", "C24-1.4", "LGO24-request")
def test_a_register_is_looked_through_and_says_when_again(client, people, landlord):
    client.force_login(people.una)
    address = reverse("register_review", args=["service_request"])
    assert "30" in hidden(client.get(address), "next_on-day")
    response = client.post(
        address, {"found": "Gates break in spring.", **day("next_on", date(2026, 6, 30))}, follow=True
    )
    assert "Gates break in spring." in response.content.decode()
    assert RegisterReview.objects.get().next_on == date(2026, 6, 30)
    assert "next 30 Jun 2026" in client.get("/registers").content.decode()
    again = client.post(address, {"found": "Kept words", **day("next_on", MONDAY)})
    assert again.status_code == 422
    assert "Kept words" in again.content.decode()
    client.force_login(people.ana)
    assert client.get(address).status_code == 403


def test_a_review_that_is_late_is_said(client, people, landlord):
    RegisterReview.objects.create(
        landlord=landlord, kind="comment", by=people.una, on=date(2026, 1, 5), found="x", next_on=date(2026, 3, 27),
        at=cases.AT,
    )  # fmt: skip
    client.force_login(people.una)
    assert "to be looked through again by 27 March 2026" in client.get("/registers/comment").content.decode()


# ---- the case page and its steps ------------------------------------------------------------


def test_the_page_of_an_entry_says_what_it_is(client, real):
    officer = real("willow-tree", "complaints_officer")
    case = entry(officer.landlord, "service_request").case
    client.force_login(officer)
    page = client.get(reverse("case", args=[case.reference])).content.decode()
    assert f"Service request {case.reference}" in page
    assert "Its points have not been agreed yet" not in page
    assert "They have no date for what they asked for" in page
    assert reverse("complain_about", args=[case.reference]) in page
    assert "<dt>Who told us</dt>" in page
    assert "<dt>Complainant</dt>" not in page
    assert "bears the ground of “too old”" in page


@pytest.mark.provision("WTP-35")
def test_a_comment_is_answered_and_the_answer_kept(client, real):
    officer = real("willow-tree", "complaints_officer")
    case = entry(officer.landlord, "comment").case
    client.force_login(officer)
    assert take(client, case, "feedback_answered", what="", method="phone").status_code == 422
    assert take(client, case, "feedback_answered", what="We dim them at ten", method="phone").status_code == 302
    assert opened(case).state.entry.answered[0].what == "We dim them at ten"
    assert Duty.objects.get(name="answer").done_on == MONDAY
    page = client.get(reverse("case", args=[case.reference])).content.decode()
    assert "We dim them at ten" in page


def test_a_request_is_dated_moved_with_a_reason_and_done(client, people, landlord):
    case = entry(landlord, "service_request").case
    client.force_login(people.una)
    assert take(client, case, "request_dated", **day("by", date(2026, 4, 10))).status_code == 302
    moved = take(client, case, "request_dated", **day("by", date(2026, 4, 17)), what="The gate")
    assert moved.status_code == 422
    assert "They were given a day already" in moved.content.decode()
    assert take(client, case, "request_dated", **day("by", date(2026, 4, 17)), reason="Snow").status_code == 302
    assert Duty.objects.get(name="service_request").due == date(2026, 4, 17)
    assert take(client, case, "request_completed", done="yes").status_code == 302
    assert Duty.objects.get(name="service_request").done_on == MONDAY


@pytest.mark.provision("HPG-02")
def test_praise_reaches_those_it_praises_and_nobody_else(client, people, landlord):
    case = entry(landlord, "compliment", text="Ben was kind to Rosa Adeyemi of 12 Mill Lane").case
    client.force_login(people.una)
    response = take(client, case, "feedback_shared", to_1=people.ben.key, what="You were kind.")
    assert response.status_code == 302
    client.force_login(people.ben)
    page = client.get("/praise").content.decode()
    assert "You were kind." in page
    assert "Mill Lane" not in page
    client.force_login(people.cat)
    assert "You were kind." not in client.get("/praise").content.decode()
    client.force_login(people.otto)
    assert "You were kind." not in client.get("/praise").content.decode()


# ---- a complaint about a request ------------------------------------------------------------


def complain(client, case: Case, **typed):
    address = reverse("complain_about", args=[case.reference])
    page = client.get(address)
    data = {"version": hidden(page, "version"), "token": token_of(page), "text": "Nobody came.", "channel": "phone",
            "outcome": "A day that holds", **day("on", MONDAY)}  # fmt: skip
    return client.post(address, {**data, **typed})


@pytest.fixture
def request_(landlord):
    more = (
        cases.event("request_dated", by="2026-04-10"),
        cases.event("adjustment_recorded", what="Large print", needs=["large_print"]),
    )
    return entry(landlord, "service_request", *more, brand="north").case


@pytest.mark.provision("HPG-18", "C24-1.5", "MOD-04", "LGO24-request")
def test_a_complaint_about_a_request_runs_beside_it_in_one_step(client, people, landlord, request_):
    client.force_login(people.una)
    response = complain(client, request_)
    made = Case.objects.exclude(pk=request_.pk).get()
    assert response.url == reverse("logged", args=[made.reference])
    assert (made.kind, made.status, made.brand, made.complainant) == ("complaint", "open", "north", "Rosa Adeyemi")
    assert opened(made).state.together.cases == {request_.reference: "service_request"}
    assert opened(request_).state.together.cases == {made.reference: "complaint"}
    assert opened(made).state.outcomes == ("A day that holds",)
    assert [one.what for one in opened(made).state.helps.recorded] == ["Large print"]
    assert Party.objects.filter(case=made).count() == Party.objects.filter(case=request_).count() == 1
    assert Duty.objects.get(case=request_, name="service_request").due == date(2026, 4, 10)
    assert Duty.objects.get(case=made, name="stage1.acknowledge").due == date(2026, 4, 8)
    request_.refresh_from_db()
    assert request_.kind == "service_request"


def test_praise_is_there_to_be_passed_on_though_no_document_says_to_whom(client, real):
    officer = real("willow-tree", "complaints_officer")
    case = entry(officer.landlord, "compliment").case
    client.force_login(officer)
    page = client.get(reverse("case", args=[case.reference]))
    assert "feedback_shared" in [step.kind for step in page.context["menu"].next]


@pytest.mark.provision("WTP-09")
def test_whoever_answers_the_telephone_makes_it_a_complaint(client, real):
    """They need no other permission than to log a complaint, whether it was a request or a comment."""
    desk = real("willow-tree")
    client.force_login(desk)
    for kind in ("service_request", "comment"):
        case = entry(desk.landlord, kind).case
        case.involvements.create(person=desk, tie="logged")
        page = client.get(reverse("case", args=[case.reference])).content.decode()
        assert "They are not happy with this: make it a complaint" in page
    comment, request_ = case, Case.objects.get(kind="service_request")
    assert complain(client, request_).status_code == 302
    assert Case.objects.filter(kind="complaint").count() == 1
    assert client.get(reverse("case", args=[comment.reference]) + "/made_formal").status_code == 200


def test_a_double_click_makes_one_complaint(client, people, request_):
    client.force_login(people.una)
    address = reverse("complain_about", args=[request_.reference])
    page = client.get(address)
    data = {"version": hidden(page, "version"), "token": token_of(page), "text": "x", "channel": "phone",
            **day("on", MONDAY)}  # fmt: skip
    client.post(address, data)
    client.post(address, data)
    assert Case.objects.count() == 2


def test_it_counts_from_the_day_they_said_so_though_something_happened_since(client, people, landlord):
    asked = cases.start(landlord, None, on=date(2026, 3, 26)).case
    cases.append(opened(asked), cases.event("triaged", on=date(2026, 3, 26), as_="service_request"))
    cases.append(opened(asked), cases.event("request_dated", on=MONDAY, by="2026-04-10"))
    client.force_login(people.una)
    complain(client, asked, **day("on", date(2026, 3, 27)))
    made = Case.objects.exclude(pk=asked.pk).get()
    assert made.received_on == date(2026, 3, 27)
    assert Duty.objects.get(case=made, name="stage1.acknowledge").due == date(2026, 4, 7)


def test_nothing_typed_is_lost_and_only_a_request_is_complained_of_so(client, people, landlord, request_):
    client.force_login(people.una)
    wrong = complain(client, request_, **day("on", date(2026, 4, 30)))
    assert wrong.status_code == 422
    assert "Nobody came." in wrong.content.decode()
    assert Case.objects.count() == 1
    comment = entry(landlord, "comment").case
    assert client.get(reverse("complain_about", args=[comment.reference])).status_code == 404
    client.force_login(people.cat)
    assert client.get(reverse("complain_about", args=[request_.reference])).status_code == 404


def test_what_changed_meanwhile_is_shown_before_it_is_written(client, people, request_):
    client.force_login(people.una)
    stale = complain(client, request_, version="1")
    assert stale.status_code == 409
    assert Case.objects.count() == 1


def test_all_the_registers_take_few_statements(client, people, landlord, django_assert_max_num_queries):
    for kind in ("service_request", "comment", "compliment"):
        entry(landlord, kind)
    client.force_login(people.una)
    with django_assert_max_num_queries(6):
        page = client.get("/registers")
    shown = {row["title"]: row["count"] for row in page.context["rows"]}
    assert shown["Comments"].open == 1
    assert shown["Petitions"].open == shown["Petitions"].month == 0
