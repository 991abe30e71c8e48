"""What lists show follows from the log: case rows, duties, ties; written with every event, and rebuilt the same."""

from __future__ import annotations

from datetime import date

from putright.apps.casework import index
from putright.apps.casework.models import Case, Duty, Involvement, Party
from tests.apps.cases import append, event, start

TUESDAY = date(2026, 3, 31)


def columns(case):
    case.refresh_from_db()
    return {
        name: getattr(case, name)
        for name in ("version", "status", "stage", "handler_id", "next_duty", "next_due", "closed_on", "brand")
    }


def test_a_new_case_is_open_and_its_first_duty_is_to_acknowledge(landlord):
    case = start(landlord, brand="north", flags=["safeguarding"]).case

    assert columns(case) == {
        "version": 1, "status": "open", "stage": "1", "handler_id": None, "next_duty": "stage1.acknowledge",
        "next_due": date(2026, 4, 8), "closed_on": None, "brand": "north",
    }  # fmt: skip
    assert (case.complainant, case.summary, case.sensitive) == ("Rosa Adeyemi", "The roof leaks.", True)


def test_what_follows_is_kept_with_the_events(landlord, people):
    opened = start(landlord, None, event("assigned", to=people.ana.key))
    append(opened, event("acknowledged", TUESDAY), event("redirected", TUESDAY, brand="south"))

    assert columns(opened.case)["next_duty"] == "stage1.respond"
    assert columns(opened.case)["brand"] == "south"
    acknowledge, respond = Duty.objects.order_by("due")
    assert (acknowledge.done_on, acknowledge.status(TUESDAY)) == (TUESDAY, "met")
    assert (respond.due, respond.status(TUESDAY)) == (date(2026, 4, 16), "open")


def test_a_closed_case_is_closed_on_its_day(landlord):
    opened = start(landlord, None, event("withdrawn", TUESDAY))
    assert columns(opened.case)["closed_on"] == TUESDAY
    append(opened, event("reopened", date(2026, 4, 1)))
    assert columns(opened.case)["closed_on"] is None


def test_people_are_tied_by_what_they_did(landlord, people):
    opened = start(landlord, people.flo, event("assigned", to=people.ana.key), about=[people.cat.key, "manager"])
    append(opened, event("response_sent", method="email"), event("escalation_requested"))
    append(opened, event("assigned", to=people.rob.key), event("panel_convened", members=[people.max.key]))

    ties = {(tie.person.name if tie.person else tie.role, tie.tie) for tie in Involvement.objects.all()}
    assert ties == {
        ("Flo", "logged"), ("Ana", "handler"), ("Rob", "reviewer"), ("Max", "panel"), ("Cat", "about"),
        ("manager", "about"),
    }  # fmt: skip
    assert opened.case.__class__.objects.get().handler == people.rob


def everything():
    rows = [Case.objects.order_by("pk"), Party.objects.order_by("pk")]
    rows += [Duty.objects.order_by("case", "name"), Involvement.objects.order_by("case", "tie", "person", "role")]
    return [[{k: v for k, v in row.items() if k != "id"} for row in table.values()] for table in rows]


def test_rebuilding_changes_nothing(landlord, people):
    one = start(landlord, people.flo, event("assigned", to=people.ana.key), about=["manager"])
    append(one, event("acknowledged"), event("issue_raised", id="p2", text="The door.", related=True))
    start(landlord, None, event("withdrawn"))
    before = everything()

    assert index.rebuild(landlord) == []
    assert everything() == before


def test_rebuilding_mends_an_index_that_was_lost(landlord, people):
    start(landlord, people.flo, event("assigned", to=people.ana.key))
    before = everything()
    Duty.objects.all().delete()
    Involvement.objects.all().delete()
    Case.objects.update(status="", next_due=None, handler=None, search_text="", version=7)

    assert index.rebuild(landlord) == ["TST-2026-000001"]
    assert everything() == before
