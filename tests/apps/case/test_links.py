"""Links between cases, what may be the same, one investigation for several, and the group that brings a complaint."""

from __future__ import annotations

from datetime import date

import pytest

from putright.apps.casework import log
from putright.apps.casework.models import Case, Event, Party
from putright.apps.casework.opened import load
from tests.apps.case.stories import AT, FRIDAY, decided, defined, event, told

APRIL, NOW = date(2026, 4, 2), date(2026, 4, 16)


def neighbour(world, *more, name="Bo Lindqvist", address="14 Mill Lane, Shifnal", text=None, postcode="TF11 8AB"):
    first = event("received", channel="email", from_="tenant", party="p1",
                  text=text or "The bedroom wall is wet and two visits were missed.")  # fmt: skip
    bo = Party(key="p1", role=Party.As.COMPLAINANT, name=name, address=address, postcode=postcode, email="bo@x.example")
    return log.start(world.landlord, [first, *more], by=world.handler, at=AT, parties=[bo]).case.reference


def opened(reference):
    return load(Case.objects.select_related("landlord").get(reference=reference))


def happened(reference, *events, by=None):
    case = Case.objects.select_related("landlord").get(reference=reference)
    with log.open(case.landlord, reference) as one:
        log.append(one, events, by=by, at=AT)


def page(desk, reference, kind, **chosen):
    return desk.get(f"/cases/{reference}/{kind}", chosen)


def take(desk, reference, kind, **fields):
    """A step through its page, today."""
    form = page(desk, reference, kind).context["form"]
    hidden = {name: form.initial[name] for name in ("version", "token")}
    today = {"on-day": "16", "on-month": "4", "on-year": "2026"}
    return desk.post(f"/cases/{reference}/{kind}", {**hidden, **today, **fields})


def said(response):
    return " ".join(response.content.decode().split())


# ---- linking --------------------------------------------------------------------------------


def test_linking_puts_an_event_on_both_and_moves_no_date(desk, world):
    one, two = told(world), neighbour(world)
    before = opened(one).duties
    answer = take(desk, one, "case_linked", case=two.lower(), how="same_matter", reason="One gutter")
    assert answer.status_code == 302, said(answer)
    assert opened(one).state.together.cases == {two: "same_matter"}
    assert opened(two).state.together.cases == {one: "same_matter"}
    assert opened(one).duties == before


def test_a_case_is_not_linked_with_itself_or_with_one_that_may_not_be_seen(desk, world):
    one, hidden = told(world), neighbour(world, event("assigned", to=world.handler.key))
    happened(hidden, event("recused", who=world.handler.key))
    assert "this case itself" in said(take(desk, one, "case_linked", case=one, how="duplicate"))
    assert "that you may see" in said(take(desk, one, "case_linked", case=hidden, how="duplicate"))
    assert not Event.objects.filter(kind="case_linked").exists()


def test_a_link_taken_away_is_gone_on_both(desk, world):
    one, two = told(world), neighbour(world)
    take(desk, one, "case_linked", case=two, how="duplicate")
    assert take(desk, two, "case_unlinked", case=one, reason="Another wall").status_code == 302
    assert not opened(one).state.together.cases
    assert not opened(two).state.together.cases


def test_what_is_refused_on_one_is_written_on_neither(desk, world):
    one, two = told(world), neighbour(world)
    happened(two, event("assigned", to=world.handler.key), event("closed", APRIL), event("disposed", APRIL))
    assert take(desk, one, "case_linked", case=two, how="duplicate").status_code == 409
    assert not opened(one).state.together.cases


# ---- proposed -------------------------------------------------------------------------------


def test_what_may_be_the_same_is_proposed_with_why_and_linked_in_one_click(desk, world):
    one, two = told(world), neighbour(world)
    assert f"Another complaint may be about the same: {two}" in said(desk.get(f"/cases/{one}"))
    room = said(desk.get(f"/cases/{one}/together"))
    assert "From another home at TF11 8AB, and both speak of: bedroom" in room
    assert "Link as the same matter" in room
    desk.post(f"/cases/{one}/alike", {"case": two, "answer": "same_matter"})
    assert opened(two).state.together.cases == {one: "same_matter"}
    assert "may be about the same" not in said(desk.get(f"/cases/{one}"))


def test_the_same_home_is_proposed_as_the_same_complaint(desk, world):
    one, two = told(world), neighbour(world, name="Rosa Adeyemi", address="12 Mill Lane, Shifnal")
    assert "Link as the same complaint made twice" in said(desk.get(f"/cases/{one}/together"))
    desk.post(f"/cases/{one}/alike", {"case": two, "answer": "duplicate"})
    desk.post(f"/cases/{one}/alike", {"case": two, "answer": "duplicate"})
    assert Event.objects.filter(kind="case_linked").count() == 2


def test_not_the_same_is_remembered_on_both(desk, world):
    one, two = told(world), neighbour(world)
    desk.post(f"/cases/{one}/alike", {"case": two, "answer": "apart"})
    for reference in (one, two):
        assert "may be about the same" not in said(desk.get(f"/cases/{reference}"))


@pytest.mark.parametrize(
    "other",
    [{"postcode": "TF9 1AA"}, {"text": "The lift has stood still for weeks."}],
    ids=["another place", "another matter"],
)
def test_nothing_is_proposed_that_has_nothing_in_common(desk, world, other):
    one = told(world)
    neighbour(world, **other)
    assert "may be about the same" not in said(desk.get(f"/cases/{one}"))


def test_nobody_learns_of_a_case_that_is_kept_from_them(desk, world):
    one, two = told(world), neighbour(world)
    happened(two, event("interest_declared", who=world.handler.key))
    assert two not in said(desk.get(f"/cases/{one}"))
    assert desk.post(f"/cases/{one}/alike", {"case": two, "answer": "apart"}).status_code == 404


# ---- one investigation ----------------------------------------------------------------------


@pytest.fixture
def building(desk, world):
    """Two complaints of one building, investigated together; the first leads."""
    one, two = told(world, defined()), neighbour(world, defined())
    take(desk, one, "case_linked", case=two, how="same_matter")
    answer = take(desk, one, "investigated_together", case=one, others=[two], reason="One wall")
    assert answer.status_code == 302, said(answer)
    return one, two


def test_one_investigation_serves_both_and_each_keeps_its_dates(desk, world, building):
    one, two = building
    assert opened(one).state.together.leads
    assert opened(two).state.together.led_by == one
    due = {duty.name: duty.due for duty in opened(two).duties}
    alone = neighbour(world, defined(), postcode="TF9 1AA")
    assert due == {duty.name: duty.due for duty in opened(alone).duties}


def test_the_others_see_the_plan_and_evidence_of_the_case_that_leads(desk, world, building):
    one, two = building
    happened(
        one, event("investigation_planned", NOW, items={"q1": {"what": "A damp survey"}}),
        event("evidence_recorded", NOW, id="v1", what="The survey of the wall", source="The surveyor"),
    )  # fmt: skip
    room = said(desk.get(f"/cases/{two}/together"))
    assert "A damp survey" in room
    assert "The survey of the wall" in room


def test_the_findings_of_the_case_that_leads_are_a_beginning_for_each(desk, world, building):
    one, two = building
    happened(one, event("assigned", NOW, to=world.handler.key), decided(NOW))
    assert "Start from these findings" in said(page(desk, two, "decided"))
    form = page(desk, two, "decided", **{"from": one}).context["form"]
    assert form["reasons-1"].value() == "Two visits were booked and neither was kept."
    assert page(desk, two, "decided").context["form"]["reasons-1"].value() == ""


def test_a_complaint_gets_an_investigation_of_its_own_again(desk, world, building):
    _, two = building
    assert take(desk, two, "investigated_apart", reason="A fault of its own").status_code == 302
    assert opened(two).state.together.led_by == ""


# ---- the group ------------------------------------------------------------------------------


@pytest.mark.provision("C20-B1.8", "THT-14")
def test_who_belongs_and_who_speaks_is_put_on_record_with_their_word(desk, world):
    one = told(world)
    take(desk, one, "member_joined", who="Ada Quist", email="ada@x.example", agreed="yes")
    take(desk, one, "member_joined", who="Bo Lindqvist", agreed="no")
    assert "Bo Lindqvist is named as part of the group" in said(desk.get(f"/cases/{one}"))
    assert Party.objects.get(case__reference=one, key="p2").email == "ada@x.example"
    assert take(desk, one, "spokesperson_named", party="p1", agreed=["p1"]).status_code == 409
    assert take(desk, one, "spokesperson_named", party="p1", agreed=["p2"]).status_code == 302
    assert "heard for themselves and not for Bo Lindqvist" in said(desk.get(f"/cases/{one}"))
    take(desk, one, "member_agreed", party="p3", agreed="no")
    assert list(opened(one).state.together.members) == ["p2"]
    take(desk, one, "member_left", party="p2")
    assert not opened(one).state.together.members


def test_only_who_works_on_cases_links_them(client, world):
    one, two = told(world), neighbour(world)
    client.force_login(world.who["front_line"])
    assert client.post(f"/cases/{one}/alike", {"case": two, "answer": "duplicate"}).status_code in (403, 404)
    assert opened(one).state.last == FRIDAY
