"""The review panel by its pages: asked, answered, convened with one button, papers, met with a dissent."""

from __future__ import annotations

from datetime import date

import pytest

from putright.apps.casework.models import Case
from tests.apps.case import stories as s
from tests.apps.case.test_steps import opened, take, typed

ASKED = ("senior_staff", "board_member", "board_member_2", "resident_panellist")
DAYS = (date(2026, 4, 27), date(2026, 4, 28))


def keys(world, *roles):
    return [world.who[role].key for role in roles]


def invited(world, *more):
    """A case at stage 2 whose panel was asked for two days, and what happened then."""
    asked = s.event(
        "panel_invited", date(2026, 4, 15), members=keys(world, *ASKED), dates=[d.isoformat() for d in DAYS]
    )
    return s.told(world, *s.accepted(world), asked, *more)


def can(world, role, *days):
    key = world.who[role].key if role != "complainant" else role
    return s.event("availability_given", date(2026, 4, 15), member=key, dates=[day.isoformat() for day in days])


def convened(world):
    sits = keys(world, "senior_staff", "board_member", "board_member_2")
    return s.event("panel_convened", date(2026, 4, 16), members=sits, meets_on="2026-04-28")


@pytest.mark.provision("WTL-09")
def test_those_who_could_sit_are_asked_for_days_to_come(desk, world):
    reference = s.told(world, *s.accepted(world))
    page = desk.get(f"/cases/{reference}/panel_invited")
    offered = {key for key, _ in page.context["form"].fields["members"].choices}
    assert set(keys(world, *ASKED)) <= offered
    assert world.handler.key not in offered
    found = take(desk, world, reference, "panel_invited", **{
        "members": keys(world, *ASKED), "date-1": DAYS[1], "date-2": DAYS[0], "reply_by": date(2026, 4, 20),
    })  # fmt: skip
    assert found.members == tuple(keys(world, *ASKED))
    assert (found.dates, found.reply_by) == (DAYS, date(2026, 4, 20))
    late = desk.post(
        f"/cases/{reference}/panel_invited",
        typed(desk.get(f"/cases/{reference}/panel_invited"), **{"members": keys(world, "ceo"), "date-1": s.FRIDAY}),
    )
    assert late.status_code in {409, 422}


@pytest.mark.provision("WTL-09")
def test_whoever_is_only_asked_does_not_see_the_case_yet(world):
    case = Case.objects.get(reference=invited(world))
    assert not case.is_visible_to(world.who["board_member"])
    sits = Case.objects.get(reference=invited(world, convened(world)))
    assert sits.is_visible_to(world.who["board_member"])


def test_an_answer_is_recorded_for_a_member_or_the_complainant(desk, world):
    reference = invited(world)
    found = take(desk, world, reference, "availability_given", member="complainant", dates=["2026-04-28"])
    assert (found.member, found.dates) == ("complainant", (DAYS[1],))
    assert take(desk, world, reference, "availability_given", member=keys(world, "board_member")[0]).dates == ()


@pytest.mark.provision("WTL-09")
def test_the_room_finds_the_day_on_which_a_panel_can_meet_and_leads_to_convening_it(desk, world):
    sits = ("senior_staff", "board_member", "board_member_2")
    reference = invited(
        world, can(world, "senior_staff", *DAYS), can(world, "board_member", DAYS[1]),
        can(world, "board_member_2", *DAYS), can(world, "resident_panellist", DAYS[1]),
        can(world, "complainant", DAYS[1]),
    )  # fmt: skip
    page = desk.get(f"/cases/{reference}/panel")
    first, second = page.context["days"]
    assert (first["panel"], second["complainant"]) == ([], True)
    # The complainant has not agreed to a resident, so the second board member sits.
    assert [key for _, key, _ in second["panel"]] == keys(world, *sits)
    html = page.content.decode()
    assert "No full panel can come on this day yet" in html
    assert "The complainant has not agreed to it yet" in html
    chosen = {f"seat-{seat}": key for seat, key, _ in second["panel"]}
    form = desk.get(second["href"]).context["form"]
    assert {name: form[name].value() for name in chosen} == chosen
    assert form["meets_on"].value() == DAYS[1]
    take(desk, world, reference, "panel_convened", meets_on=DAYS[1], **chosen)
    event = opened(world, reference).events[-1]
    assert (event.kind, event.members, event.meets_on) == ("panel_convened", tuple(keys(world, *sits)), DAYS[1])


@pytest.mark.provision("WTL-09")
def test_the_room_says_who_may_not_sit_and_why(desk, world):
    away = s.event("recused", date(2026, 4, 15), who=world.who["ceo"].key)
    page = desk.get(f"/cases/{invited(world, away)}/panel").content.decode()
    assert f"{world.who['ceo'].name} has stepped aside from this complaint" in page


@pytest.mark.provision("WTL-10")
def test_papers_go_to_everyone_in_a_form_they_can_use(desk, world):
    needs = s.event("adjustment_recorded", date(2026, 4, 16), what="Large print")
    reference = invited(world, convened(world), needs)
    page = desk.get(f"/cases/{reference}/papers_sent")
    assert "By 21 April 2026" in page.content.decode()
    take(desk, world, reference, "papers_sent", to=[*keys(world, "senior_staff"), "complainant"], format="standard")
    sent = opened(world, reference).state.stages[2].sitting.papers
    assert set(sent) == {*keys(world, "senior_staff"), "complainant"}
    assert "went to the complainant as ordinary papers, and they need: Large print" in desk.get(
        f"/cases/{reference}"
    ).content.decode().replace("&#x27;", "'")
    take(desk, world, reference, "papers_sent", to=["complainant"], format="large_print")
    assert "as ordinary papers" not in desk.get(f"/cases/{reference}").content.decode()


@pytest.mark.provision("WTL-10")
def test_the_meeting_with_the_complainants_part_and_a_dissent_in_a_members_own_words(desk, world):
    reference = invited(world, convened(world))
    board = world.who["board_member"]
    found = take(desk, world, reference, "panel_met", **{
        "took_part": "in_person", "companion": "Her daughter", "decision": "Upheld.", "minutes": "All were heard.",
        f"dissent-{board.key}": "I would have offered more.",
    })  # fmt: skip
    assert found.members == tuple(keys(world, "senior_staff", "board_member", "board_member_2"))
    assert (found.complainant_took_part, found.companion) == ("in_person", "Her daughter")
    assert found.dissent == {board.key: "I would have offered more."}
    page = desk.get(f"/cases/{reference}/panel").content.decode()
    for said in ("I would have offered more.", f"{board.name} would have decided otherwise", "They were there"):
        assert said in page


@pytest.mark.provision("WTL-09")
def test_a_member_who_steps_aside_or_leaves_is_shown_and_the_panel_cannot_meet(desk, world):
    reference = invited(world, convened(world))
    board = world.who["board_member"]
    board.is_active = False
    board.save()
    page = desk.get(f"/cases/{reference}").content.decode()
    assert f"The panel cannot meet as it was convened, {board.name} no longer works here" in page
    address = f"/cases/{reference}/panel_met"
    answer = desk.post(address, typed(desk.get(address), took_part="no", decision="Upheld."))
    assert answer.status_code == 409
    assert f"{board.name} no longer works here" in answer.content.decode()


def test_the_room_is_only_where_there_is_a_panel(desk, world):
    assert "Review panel" not in desk.get(f"/cases/{s.told(world, *s.answered(world))}").content.decode()
    assert "Review panel" in desk.get(f"/cases/{s.told(world, *s.asked(world))}").content.decode()


def test_a_panellist_reads_the_room_and_changes_nothing(client, world):
    reference = invited(world, convened(world))
    client.force_login(world.who["resident_panellist"])
    assert client.get(f"/cases/{reference}/panel").status_code == 404
    client.force_login(world.who["board_member"])
    page = client.get(f"/cases/{reference}/panel")
    assert page.status_code == 200
    assert "Record the meeting" not in page.content.decode()
    assert client.get(f"/cases/{reference}/panel_met").status_code == 403
