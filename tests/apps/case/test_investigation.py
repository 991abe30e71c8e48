"""The investigation: its plan, what is asked for and comes, its evidence with files, and its room."""

from __future__ import annotations

import hashlib
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from putright.apps.accounts.models import Person, Team
from putright.apps.casework import chain
from putright.apps.casework.attachments import Attachment
from putright.apps.casework.models import Duty, Involvement
from putright.core import events as e
from tests.apps.case import stories as s
from tests.apps.case.test_steps import opened, take, typed

THURSDAY = date(2026, 4, 16)
REPORT = b"%PDF-1.7\nSurvey of the bedroom wall\n%%EOF\n"


@pytest.fixture(autouse=True)
def storage(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def pdf(name="survey.pdf", body=REPORT):
    return SimpleUploadedFile(name, body, content_type="application/pdf")


def asked(world, of, **more):
    """A request of a colleague, made on the first day and due a week later."""
    return s.event(
        "information_requested", id="r1", what="Every visit since October", from_=of.key, by="2026-04-03", **more
    )


def started(world, *more):
    return s.told(world, s.event("assigned", to=world.handler.key), s.defined(), *more)


def room(desk, reference):
    answer = desk.get(f"/cases/{reference}/investigation")
    assert answer.status_code == 200
    return answer, answer.content.decode()


# ---- plan and requests ----------------------------------------------------------------------


@pytest.mark.provision("C20-B4.7")
def test_a_plan_says_what_is_needed_from_whom_and_by_when(desk, world):
    reference, ines = started(world), world.who["front_line"]
    found = take(
        desk, world, reference, "investigation_planned", **{
            "items-1-what": "The repairs log", "items-1-from": ines.key, "items-1-by": date(2026, 4, 20),
            "items-1-points": ["p1"], "items-2-what": "The job sheet", "items-2-from": "contractor",
            "items-2-named": "A roofing firm", "items-2-by": date(2026, 4, 22), "risks": "A child’s asthma",
            "urgent": "A dehumidifier today",
        }
    )  # fmt: skip
    assert found.items["q1"] == e.PlanItem("The repairs log", ines.key, date(2026, 4, 20), points=("p1",))
    assert found.items["q2"].named == "A roofing firm"
    answer, page = room(desk, reference)
    assert [item["whom"] for item in answer.context["plan"]["items"]] == [ines.name, "A roofing firm"]
    assert "A dehumidifier today" in page
    assert f"/cases/{reference}/information_requested?plan=q1" in page
    assert "Urgent action is planned" in desk.get(f"/cases/{reference}").content.decode()
    take(desk, world, reference, "urgent_action_taken", what="It runs")
    assert "Urgent action is planned" not in desk.get(f"/cases/{reference}").content.decode()


def test_a_row_of_a_plan_is_whole_and_keeps_its_key_when_the_plan_changes(desk, world):
    reference = started(world)
    address = f"/cases/{reference}/investigation_planned"
    answer = desk.post(address, typed(desk.get(address), **{"items-1-what": "The log"}))
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"items-1-from", "items-1-by"}
    assert answer.context["form"]["items-1-what"].value() == "The log"
    assert desk.post(address, typed(desk.get(address))).context["form"].errors["items-1-what"]
    row = {"items-1-what": "The log", "items-1-from": "record", "items-1-by": date(2026, 4, 20)}
    take(desk, world, reference, "investigation_planned", **row)
    more = {"items-2-what": "A photograph", "items-2-from": "complainant", "items-2-by": date(2026, 4, 21)}
    found = take(desk, world, reference, "investigation_planned", **more)
    assert list(found.items) == ["q1", "q2"]
    assert found.items["q1"].what == "The log"


def test_a_request_is_filled_in_from_the_plan(desk, world):
    plan = s.event("investigation_planned", items={
        "q1": {"what": "The job sheet", "from": "contractor", "named": "A roofer", "by": "2026-04-22"},
    })  # fmt: skip
    reference = started(world, plan)
    page = desk.get(f"/cases/{reference}/information_requested?plan=q1")
    form = page.context["form"]
    assert [form[name].value() for name in ("plan", "from_", "named", "what")] == [
        "q1", "contractor", "A roofer", "The job sheet",
    ]  # fmt: skip
    desk.post(f"/cases/{reference}/information_requested", typed(page, method="email"))
    found = opened(world, reference).events[-1]
    assert (found.id, found.plan, found.by) == ("r1", "q1", date(2026, 4, 22))
    answer, page = room(desk, reference)
    assert "The words to send" in page
    letter = answer.context["requests"][0]["letter"]
    assert "12 Mill Lane, Shifnal, TF11 8AB" in letter
    assert "Rosa" not in letter
    assert answer.context["plan"]["items"][0]["asked"]


def test_a_day_to_answer_by_that_has_passed_is_noticed(desk, world):
    reference = started(world)
    address = f"/cases/{reference}/information_requested"
    data = typed(desk.get(address), from_="contractor", what="The sheet", by=date(2026, 4, 1))
    assert "by" in desk.post(address, data).context["form"].errors


def test_somebody_complained_of_is_not_asked_but_heard(desk, world):
    gwen = world.who["senior_staff"]
    reference = s.told(world, s.event("assigned", to=world.handler.key), about=[gwen.key])
    form = desk.get(f"/cases/{reference}/information_requested").context["form"]
    groups = [choice for _, found in form.fields["from_"].choices if isinstance(found, list) for choice in found]
    assert gwen.key not in [key for key, _ in groups]
    assert world.who["front_line"].key in [key for key, _ in groups]
    assert gwen.key in [
        key for key, _ in desk.get(f"/cases/{reference}/position_heard").context["form"].fields["party"].choices
    ]


@pytest.mark.provision("C24-4.2")
def test_a_request_is_due_chased_and_answered_or_given_up(desk, world):
    reference = started(world, asked(world, world.who["front_line"]))
    owed = [duty.name for duty in desk.get(f"/cases/{reference}").context["owed"]]
    name = world.who["front_line"].name
    assert f"Answer from {name}: Every visit since October" in owed
    assert "Answer to request 1" in desk.get("/").content.decode()
    assert take(desk, world, reference, "information_chased", id="r1", method="phone").id == "r1"
    answer, page = room(desk, reference)
    assert answer.context["requests"][0]["status"] == "overdue"
    assert "Chased 16 April 2026" in page
    found = take(desk, world, reference, "information_received", id="r1", what="Two visits were booked.")
    assert found.what == "Two visits were booked."
    assert Duty.objects.get(name="request:r1").done_on == THURSDAY
    reference = started(world, asked(world, world.who["front_line"]))
    assert (
        take(desk, world, reference, "information_dropped", id="r1", reason="They have left").reason == "They have left"
    )
    assert room(desk, reference)[0].context["requests"][0]["status"] == "lapsed"


# ---- the colleague who is asked -------------------------------------------------------------


@pytest.fixture
def colleague(world, client):
    """A member of the front line, of the repairs team, with a browser of their own."""
    ines = world.who["front_line"]
    ines.team = Team.objects.create(landlord=world.landlord, name="Repairs")
    ines.save()
    client.force_login(ines)
    return client


@pytest.mark.provision("WTP-03", "C20-B4.6", "C24-4.2")
def test_a_colleague_sees_the_request_and_nothing_else(colleague, world):
    reference = started(world, asked(world, world.who["front_line"]))
    listed = colleague.get("/").content.decode()
    assert "Asked of you" in listed
    assert f"/cases/{reference}/asked/r1" in listed
    page = colleague.get(f"/cases/{reference}/asked/r1").content.decode()
    assert "Every visit since October" in page
    assert "12 Mill Lane, Shifnal, TF11 8AB" in page
    assert world.handler.name in page
    for text in (listed, page):
        assert "Rosa" not in text
        assert "01952" not in text
        assert "damp was reported" not in text
        assert "Large print" not in text
    for closed in ("", "/investigation", "/information_received", "/evidence_recorded"):
        assert colleague.get(f"/cases/{reference}{closed}").status_code == 404
    assert colleague.get("/search?q=Rosa").context["rows"] == []


def test_a_colleague_answers_with_a_file(colleague, world):
    reference = started(world, asked(world, world.who["front_line"], plan=None))
    address = f"/cases/{reference}/asked/r1"
    data = typed(colleague.get(address), what="Two visits, and neither was kept.")
    answer = colleague.post(address, {**data, "files": pdf()})
    assert answer.status_code == 302
    received, recorded = opened(world, reference).events[-2:]
    digest = hashlib.sha256(REPORT).hexdigest()
    assert (received.kind, received.what, received.file) == (
        "information_received", "Two visits, and neither was kept.", digest,
    )  # fmt: skip
    assert (recorded.kind, recorded.file, recorded.request) == ("evidence_recorded", digest, "r1")
    assert world.who["front_line"].name in recorded.source
    assert Attachment.objects.get(sha256=digest).case.reference == reference
    assert "Asked of you" not in colleague.get("/").content.decode()
    again = colleague.get(address).content.decode()
    assert "Nothing more is needed from you" in again
    assert '<form method="post" enctype' not in again


def test_an_answer_needs_words_and_keeps_the_file(colleague, world):
    reference = started(world, asked(world, world.who["front_line"]))
    address = f"/cases/{reference}/asked/r1"
    page = colleague.get(address)
    answer = colleague.post(address, {**typed(page, what=""), "files": pdf()})
    assert answer.status_code == 422
    kept = answer.context["form"].fields["kept"].choices
    assert "survey.pdf" in kept[0][1]
    again = {**typed(answer, what="See the survey"), "kept": [kept[0][0]]}
    done = colleague.post(address, {name: value for name, value in again.items() if name != "files"})
    assert done.status_code == 302
    assert opened(world, reference).events[-1].file == hashlib.sha256(REPORT).hexdigest()


def test_an_answer_is_taken_though_the_case_has_moved_on_and_only_once(colleague, world):
    reference = started(world, asked(world, world.who["front_line"]))
    address = f"/cases/{reference}/asked/r1"
    data = typed(colleague.get(address), what="Two visits.")
    with_more = opened(world, reference)
    from putright.apps.casework import actions

    actions.record(world.handler, reference, [e.Contacted(on=THURSDAY, method="phone")], at=s.AT)
    assert colleague.post(address, {**data, "files": pdf()}).status_code == 302
    assert colleague.post(address, {**data, "files": pdf()}).status_code == 302
    kinds = [event.kind for event in opened(world, reference).events[with_more.version :]]
    assert kinds == ["contacted", "information_received", "evidence_recorded"]


def test_nobody_else_answers_and_nobody_whom_it_is_kept_from(colleague, client, world):
    other = world.who["front_line_2"]
    reference = started(world, asked(world, other))
    assert colleague.get(f"/cases/{reference}/asked/r1").status_code == 404
    assert colleague.get(f"/cases/{reference}/asked/r9").status_code == 404
    colleague.force_login(other)
    assert colleague.get(f"/cases/{reference}/asked/r1").status_code == 200
    from putright.apps.casework import actions

    actions.record(world.handler, reference, [e.Recused(on=THURSDAY, who=other.key)], at=s.AT)
    assert colleague.get(f"/cases/{reference}/asked/r1").status_code == 404
    assert "Asked of you" not in colleague.get("/").content.decode()


@pytest.mark.provision("C24-6.20")
def test_who_contributed_is_listed_with_their_team(desk, world):
    ines = world.who["front_line"]
    ines.team = Team.objects.create(landlord=world.landlord, name="Repairs")
    ines.save()
    answered = s.event("information_received", id="r1", what="Two visits.")
    interview = s.event("interview_held", with_=ines.key, what="Remembers both.")
    answer, _ = room(desk, started(world, asked(world, ines), answered, interview))
    assert answer.context["contributors"] == [
        (f"{ines.name} (Repairs)", "answered request 1; was interviewed on 27 March 2026"),
    ]


# ---- evidence and files ---------------------------------------------------------------------


@pytest.mark.provision("C20-B3.10", "C24-5.12", "MOD-37")
def test_files_come_in_after_logging_and_the_log_covers_them(desk, world):
    reference = started(world)
    address = f"/cases/{reference}/evidence_recorded"
    data = typed(
        desk.get(address), what="A survey of the wall", source="The surveyor, by e-mail", happened=date(2025, 11, 3),
        obtained=date(2026, 4, 10), about=["p1"],
    )  # fmt: skip
    answer = desk.post(address, {**data, "files": [pdf(), pdf("photo.pdf", REPORT + b"x")]})
    assert answer.status_code == 302, answer.context["form"].errors
    found = opened(world, reference).events[-2:]
    assert [one.id for one in found] == ["v1", "v2"]
    assert [one.file for one in found] == [hashlib.sha256(body).hexdigest() for body in (REPORT, REPORT + b"x")]
    assert found[0].happened == date(2025, 11, 3)
    assert Attachment.objects.filter(case__reference=reference).count() == 2
    assert chain.verify(world.landlord) == []
    answer, page = room(desk, reference)
    assert "survey.pdf" in page
    assert found[0].file in page
    file = Attachment.objects.get(sha256=found[0].file)
    assert b"".join(desk.get(f"/cases/{reference}/files/{file.pk}").streaming_content) == REPORT


def test_evidence_needs_its_source_and_what_was_typed_comes_back_with_the_file(desk, world):
    reference = started(world)
    address = f"/cases/{reference}/evidence_recorded"
    answer = desk.post(address, {**typed(desk.get(address), what="A survey"), "files": pdf()})
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"source"}
    assert answer.context["form"].fields["kept"].choices
    page = answer.content.decode()
    assert "survey.pdf" in page
    later = desk.post(address, {**typed(desk.get(address), what="x", source="y"), "files": pdf("bad.exe", b"MZ\0\0")})
    assert "cannot be taken" in str(later.context["form"].errors["files"])
    assert Attachment.objects.filter(case__reference=reference).count() == 0


def test_a_page_that_has_gone_stale_keeps_the_file(desk, world):
    reference = started(world)
    address = f"/cases/{reference}/evidence_recorded"
    data = typed(desk.get(address), what="A survey", source="The surveyor")
    take(desk, world, reference, "contacted", method="phone", reached="yes")
    answer = desk.post(address, {**data, "files": pdf()})
    assert answer.status_code == 409
    assert "survey.pdf" in answer.content.decode()


def test_the_chronology_tells_when_it_happened_and_when_it_was_recorded(desk, world):
    shown = s.event("evidence_recorded", id="v1", what="The first visit was missed", source="The diary",
                    happened="2025-11-03")  # fmt: skip
    reference = s.told(world, shown, s.event("assigned", to=world.handler.key), occurred="2025-10-01")
    lines = room(desk, reference)[0].context["chronology"]
    assert [(line["fact"].on, line["fact"].text, line["fact"].source) for line in lines[:2]] == [
        (date(2025, 10, 1), "What the complaint is about arose or became known", "The complaint"),
        (date(2025, 11, 3), "The first visit was missed", "The diary"),
    ]
    assert lines[1]["recorded"] == s.FRIDAY
    assert lines[2]["recorded"] is None
    assert [line["fact"].on for line in lines] == sorted(line["fact"].on for line in lines)


# ---- talking to people ----------------------------------------------------------------------


def test_interviews_obligations_and_shortfalls(desk, world):
    reference = started(world)
    row = {"with_": "other", "named": "The neighbour at 14", "what": "Heard it drip.", "about": ["p1"]}
    found = take(desk, world, reference, "interview_held", **row)
    assert (found.named, found.about) == ("The neighbour at 14", ("p1",))
    take(desk, world, reference, "obligations_recorded", landlord="To repair", resident="To let us in",
         source="Section 11", unclear="Whose the gutter is")  # fmt: skip
    assert "is not clear yet" in desk.get(f"/cases/{reference}").content.decode()
    page = room(desk, reference)[1]
    for text in ("The neighbour at 14", "To repair", "To let us in", "Section 11", "Whose the gutter is"):
        assert text in page


@pytest.mark.provision("WTP-03", "C20-B5.1")
def test_a_shortfall_is_a_services_and_never_a_persons(desk, world):
    reference = started(world)
    name = world.who["front_line"].name
    address = f"/cases/{reference}/shortfall_recorded"
    row = {"failure": "delay", "service": "Repairs", "what": "Two visits were missed"}
    answer = desk.post(address, typed(desk.get(address), **row, cause=f"{name} forgot"))
    assert answer.status_code == 409
    assert f"leave out {name}" in answer.content.decode()
    assert answer.context["form"]["what"].value() == "Two visits were missed"
    found = take(desk, world, reference, "shortfall_recorded", **row, cause="The diary loses bookings", about=["p1"])
    assert (found.service, found.failure, found.about) == ("Repairs", "delay", ("p1",))
    assert "The diary loses bookings" in room(desk, reference)[1]


@pytest.mark.provision("C20-B4.3", "THT-14", "C24-3.6", "MOD-28", "LGO24-representative")
def test_a_companion_is_recorded_by_name_and_presence_and_missed_with_a_reason(desk, world):
    reference = started(world)
    address = f"/cases/{reference}/meeting_held"
    row = {"with_": "complainant", "what": "The wall", "companion_offered": "yes", "companion": "Her sister"}
    assert "companion_present" in desk.post(address, typed(desk.get(address), **row)).context["form"].errors
    answer = desk.post(address, typed(desk.get(address), **row, companion_present="no"))
    assert answer.status_code == 409
    assert "refusing one needs a reason" in answer.content.decode()
    found = take(desk, world, reference, "meeting_held", **row, companion_present="yes")
    assert (found.companion, found.companion_present) == ("Her sister", True)
    take(desk, world, reference, "meeting_held", with_="complainant", what="Again", companion_offered="no")
    assert "somebody may come with them" in desk.get(f"/cases/{reference}").content.decode()


# ---- the right of reply ---------------------------------------------------------------------


@pytest.fixture
def against(world):
    """A complaint at Taunton about a colleague, everyone heard, and comments on the finding."""
    chief, fra = world.who["chief_officer"], world.who["front_line"]
    chief.is_active = fra.is_active = True
    return s.told(
        world, s.event("assigned", to=chief.key), s.defined(), s.event("position_heard", party="complainant"),
        s.event("position_heard", party=fra.key), s.event("findings_shared", with_=fra.key, comment_by="2026-04-02"),
        s.event("comments_received", date(2026, 4, 1), from_=fra.key, text="It was not my shift."),
        by=chief, channel="letter", from_="resident", about=[fra.key],
    )  # fmt: skip


@pytest.mark.provision("THT-19", "C20-B3.16", "C20-B4.9")
@pytest.mark.parametrize("world", ["taunton-heritage-trust"], indirect=True)
def test_nothing_is_decided_while_comments_stand_unanswered(client, world, against):
    client.force_login(world.who["chief_officer"])
    menu = client.get(f"/cases/{against}").context["menu"]
    assert "comments_answered" in [one.kind for one in menu.next]
    assert "It was not my shift." in client.get(f"/cases/{against}/comments_answered").content.decode()
    address = f"/cases/{against}/decided"
    row = {f"finding-{n}": "upheld" for n in (1, 2)} | {f"reasons-{n}": "Lost" for n in (1, 2)} | {"against-1": True}
    answer = client.post(address, typed(client.get(address), **row))
    assert answer.status_code in (409, 422)
    assert (
        take(client, world, against, "comments_answered", answer="The rota says otherwise.").kind == "comments_answered"
    )
    assert not [one for one in client.get(f"/cases/{against}").context["menu"].next if one.kind == "comments_answered"]
    side = room(client, against)[0].context["sides"][1]
    assert (len(side["comments"]), len(side["answers"]), side["unanswered"]) == (1, 1, False)


@pytest.mark.provision("C20-B6.9")
@pytest.mark.parametrize("world", ["taunton-heritage-trust"], indirect=True)
def test_support_is_offered_to_staff_complained_about(client, world, against):
    client.force_login(world.who["chief_officer"])
    assert "Offer support to" in client.get(f"/cases/{against}").content.decode()
    fra = world.who["front_line"]
    take(client, world, against, "support_offered", to=fra.key, what="A colleague to talk to", answer="Gladly")
    page = client.get(f"/cases/{against}").content.decode()
    assert "who is complained about" not in page
    assert "A colleague to talk to" in room(client, against)[1]


@pytest.mark.provision("THT-33")
@pytest.mark.parametrize("world", ["taunton-heritage-trust"], indirect=True)
def test_the_stage_1_handler_is_kept_informed(client, world):
    chair, nia = world.who["chair"], world.handler
    client.force_login(chair)
    reference = s.told(world, *s.accepted(world), by=chair)
    assert f"tell {nia.name} that the review has begun" in client.get(f"/cases/{reference}").content.decode()
    assert take(client, world, reference, "handler_informed", to=nia.key, what="The Chair has it").to == nia.key
    assert "that the review has begun" not in client.get(f"/cases/{reference}").content.decode()


# ---- worse treatment for complaining --------------------------------------------------------


@pytest.mark.provision("THT-01", "C24-5.1", "MOD-01")
def test_worse_treatment_goes_to_somebody_uninvolved_who_alone_concludes(desk, client, world):
    reference = started(world)
    gwen, board = world.who["senior_staff"], world.who["board_member"]
    found = take(desk, world, reference, "detriment_alleged", text="My repairs are put off now.", about=[gwen.key])
    assert (found.id, found.about) == ("d1", (gwen.key,))
    case = desk.get(f"/cases/{reference}")
    assert "Says they are treated worse for complaining" in case.content.decode()
    assert case.context["menu"].next[0].kind == "detriment_assigned"
    page = desk.get(f"/cases/{reference}/detriment_assigned")
    fit = [key for key, _ in page.context["form"].fields["to"].choices]
    assert board.key in fit
    assert world.handler.key not in fit
    assert gwen.key not in fit
    assert f"{world.handler.name} has had a part in the complaint" in page.content.decode()
    assert desk.get(f"/cases/{reference}/detriment_concluded").status_code == 200
    take(desk, world, reference, "detriment_assigned", id="d1", to=board.key)
    kinds = {one.kind for _, group in desk.get(f"/cases/{reference}").context["menu"].groups for one in group}
    assert "detriment_concluded" not in kinds
    client.force_login(board)
    assert "Look into worse treatment" in client.get("/").content.decode()
    assert client.get(f"/cases/{reference}").context["menu"].next[0].kind == "detriment_concluded"
    room(client, reference)
    row = {"id": "d1", "finding": "not_upheld", "reasons": "Every job was booked in turn."}
    assert take(client, world, reference, "detriment_concluded", **row).by == board.key
    assert "Look into worse treatment" not in client.get("/").content.decode()
    assert Involvement.objects.filter(person=board, tie="detriment").count() == 1


def test_the_conclusion_is_nobody_elses(desk, world):
    board = world.who["board_member"]
    reference = started(world, s.event("detriment_alleged", id="d1", text="Worse"),
                        s.event("detriment_assigned", id="d1", to=board.key))  # fmt: skip
    from django.core.exceptions import PermissionDenied

    from putright.apps.casework import actions

    said = e.DetrimentConcluded(on=THURSDAY, id="d1", by=board.key, finding="upheld", reasons="x")
    with pytest.raises(PermissionDenied):
        actions.record(world.handler, reference, [said], at=s.AT)
    mine = e.DetrimentConcluded(on=THURSDAY, id="d1", by=world.handler.key, finding="upheld", reasons="x")
    with pytest.raises(actions.Refused):
        actions.record(world.handler, reference, [mine], at=s.AT)


@pytest.mark.provision("WTP-18", "THT-36")
def test_mediation_and_outside_help_stand_in_the_room(desk, world):
    answered = s.event("mediation_answered", answer="declined")
    sought = s.event("external_assistance_sought", from_="A surveyor")
    reference = started(world, s.event("mediation_offered", what="An hour"), answered, sought)
    assert [entry.sentence for entry in room(desk, reference)[0].context["help"]] == [
        "Mediation offered", "Mediation declined", "Outside help sought from A surveyor",
    ]  # fmt: skip


def test_people_without_a_part_see_no_room(client, world):
    client.force_login(Person.objects.get(email="front_line@willow-tree.example"))
    assert client.get(f"/cases/{started(world)}/investigation").status_code == 404
