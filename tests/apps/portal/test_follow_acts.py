"""What somebody who follows their complaint sees of it and does about it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from putright.apps.casework.attachments import Attachment
from putright.apps.casework.models import Case, Message, Party
from putright.apps.letters.models import Letter
from putright.apps.portal import limits
from putright.core import events as e
from putright.core.letters import blocks
from tests.apps.case.stories import answered, asked, decided, defined, event
from tests.apps.portal.following import REP, TODAY, april, events_of, post, world  # noqa: F401

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001a5f645"
    "400000000049454e44ae426082"
)


@pytest.fixture(autouse=True)
def fresh(db, settings, tmp_path):
    cache.clear()
    settings.MEDIA_ROOT = tmp_path


def last(case: Case):
    return events_of(case)[-1]


# ---- what is seen ---------------------------------------------------------------------------


def test_it_says_where_it_is_and_what_comes_next_and_why(world):  # noqa: F811
    case = world.told(event("acknowledged", method="email"), defined())
    page = world.page(world.enter(case))
    assert "It is at stage 1. We are looking into it." in page
    assert "We answer your complaint at stage 1" in page
    assert "Tuesday 14 April 2026" in page
    assert "10 working days after 27 March 2026, our acknowledgement." in page
    assert "nor Good Friday (3 April 2026), Easter Monday (6 April 2026)" in page
    assert "This is late" in page
    assert "The damp was reported in October and not treated" in page


def test_it_names_nobody_who_works_here_and_shows_no_note(world):  # noqa: F811
    """Though the case is full of both."""
    note = "Moira thinks they exaggerate"
    rob = world.house.who["senior_staff"]
    case = world.told(
        event("assigned", to=world.house.handler.key), event("acknowledged", method="email"), defined(),
        event("assessed", route="investigation", vulnerability=note, risks=note),
        event("contacted", method="phone", what=note), event("flag_raised", flag="safeguarding", what=note),
        event("interest_declared", who=rob.key, what=note), event("recused", who=rob.key, reason=note),
        event("evidence_recorded", id="v1", what=note, source=note),
        event("position_heard", party="complainant", what=note),
        event("interview_held", with_=rob.key, what=note), event("update_sent", method="email", what=note),
        event("message_received", id="m1", what="From somebody else", party="p2"),
        decided(date(2026, 4, 8)), about=[rob.key],
    )  # fmt: skip
    page = world.page(world.enter(case))
    assert note not in page
    assert "From somebody else" not in page
    for person in world.house.who.values():
        assert person.name not in page
    assert "Two visits were booked" not in page.split("What happened so far")[0], (
        "a decision before its answer has left"
    )
    assert "pr-finding--upheld" not in page
    assert "The wall will be treated" not in page


def test_an_answer_that_has_left_shows_what_was_decided_and_promised(world):  # noqa: F811
    page = world.page(world.enter(world.told(*answered(world.house))))
    assert page.count("pr-finding--upheld") == 2
    assert "The wall will be treated" in page
    assert "By 1 June 2026" in page
    assert "Ask by 22 April 2026" in page
    assert "Ask for stage 2" in page


def test_an_answer_that_waits_to_leave_shows_nothing_of_it(world):  # noqa: F811
    day = date(2026, 4, 8)
    waits = event("response_sent", day, method="post", queued=True)
    case = world.told(event("acknowledged", method="email"), defined(), decided(day), waits)
    page = world.page(world.enter(case))
    assert "pr-finding--upheld" not in page
    assert "The wall will be treated" not in page
    assert "We answered" not in page


def test_the_ombudsman_stands_there_at_every_stage(world):  # noqa: F811
    for more in ([], answered(world.house), asked(world.house)):
        page = world.page(world.enter(world.told(*more)))
        assert "Housing Ombudsman Service" in page.split("Help from outside")[1]


def test_a_representative_reads_nothing_of_the_complainants_own(world):  # noqa: F811
    case = world.told(
        event("message_received", id="m1", what="My son coughs at night.", party="p1"),
        event("adjustment_recorded", what="Large print for my eyes"),
        event("adjustment_recorded", what="No calls before noon", party="p1"),
    )
    world.add(case, e.RepresentativeAuthorised(on=TODAY, who=REP["name"], party="p2"), parties=[Party(**REP)])
    page = world.page(world.enter(case, "p2", fact="sam@advice.example"))
    assert "My son coughs at night." not in page
    assert "Large print for my eyes" not in page
    assert "No calls before noon" not in page
    for theirs in ("rosa@mail.example", "01952 555 019", "12 Mill Lane", "TF11 8AB"):
        assert theirs not in page


# ---- writing --------------------------------------------------------------------------------


def test_that_is_not_what_i_meant(world, client):  # noqa: F811
    case = world.told(event("assigned", to=world.house.handler.key), defined())
    inside = world.enter(case)
    path = f"{world.root}follow/complaint/write/not-what-i-meant"
    assert "The contractor was rude on the telephone" in inside.get(path).content.decode()
    assert post(inside, path, what="").status_code == 422
    answer = post(inside, path, what="It was the surveyor, not the contractor.")
    assert answer.url == f"{world.root}follow/complaint?told=written"
    told = last(case)
    assert (told.kind, told.id, told.about, told.method, told.party) == (
        "message_received",
        "m1",
        "definition",
        "portal",
        "p1",
    )
    assert told.what == "It was the surveyor, not the contractor."
    page = world.page(inside)
    assert "not read yet" in page
    client.force_login(world.house.handler)
    desk = client.get(f"/cases/{case.reference}").content.decode()
    assert "They wrote, and nobody has read it yet" in desk
    assert "It was the surveyor, not the contractor." in desk
    assert "They say that the definition is not what they meant" in desk
    world.add(case, e.MessageRead(on=TODAY, id="m1", what="Agreed with them", by=world.house.handler.key))
    page = world.page(inside)
    assert "read on 16 April 2026" in page
    assert "Agreed with them" not in page


def test_files_come_with_words_or_alone_and_stay_through_a_mistake(world):  # noqa: F811
    case = world.told()
    inside = world.enter(case)
    path = f"{world.root}follow/complaint/write/evidence"
    assert post(inside, path, what="").status_code == 422
    wrong = post(inside, path, what="x" * 20_001, files=[SimpleUploadedFile("wall.png", PNG)])
    assert wrong.status_code == 422
    kept = [one for one, _ in wrong.context["form"].fields["kept"].choices]
    assert len(kept) == 1
    assert post(inside, path, what="", kept=kept, files=[SimpleUploadedFile("note.txt", b"mould")]).status_code == 302
    assert (last(case).files, last(case).about) == (2, "evidence")
    files = Attachment.objects.filter(case=case)
    assert {(one.party, one.came_with, one.by) for one in files} == {("p1", "m1", None)}
    assert "wall.png" in world.page(inside)


def test_a_file_that_cannot_be_taken_is_said_and_the_words_stay(world):  # noqa: F811
    inside = world.enter(world.told())
    path = f"{world.root}follow/complaint/write/something-else"
    answer = post(inside, path, what="See the film", files=[SimpleUploadedFile("x.exe", b"MZ\x90\x00" + b"\0" * 99)])
    assert answer.status_code == 422
    assert "See the film" in answer.content.decode()
    assert "x.exe" in answer.content.decode()


def test_a_double_click_acts_once_and_the_same_words_later_again(world):  # noqa: F811
    case = world.told()
    inside = world.enter(case)
    path = f"{world.root}follow/complaint/write/how-it-stands"
    typed = {"token": inside.get(path).context["form"]["token"].value(), "what": "How does it stand?"}
    assert [inside.post(path, typed).status_code for _ in range(2)] == [302, 302]
    assert post(inside, path, what="How does it stand?").status_code == 302
    assert [one.id for one in events_of(case) if one.kind == "message_received"] == ["m1", "m2"]


def test_somebody_who_may_follow_no_longer_writes_nothing(world):  # noqa: F811
    case = world.told()
    world.add(case, e.RepresentativeAuthorised(on=TODAY, who=REP["name"], party="p2"), parties=[Party(**REP)])
    inside = world.enter(case, "p2", fact="sam@advice.example")
    path = f"{world.root}follow/complaint/write/how-it-stands"
    token = inside.get(path).context["form"]["token"].value()
    other = Party(key="p3", role="representative", name="Ada Quill")
    world.add(case, e.RepresentativeAuthorised(on=TODAY, who="Ada Quill", party="p3"), parties=[other])
    assert inside.post(path, {"token": token, "what": "Hello?"}).status_code == 403
    assert last(case).kind == "representative_authorised"


def test_a_flood_is_stopped_and_says_so(world, monkeypatch):  # noqa: F811
    monkeypatch.setitem(limits.PER_HOUR, "write", 2)
    inside = world.enter(world.told())
    path = f"{world.root}follow/complaint/write/how-it-stands"
    assert [post(inside, path, what=f"{n}").status_code for n in range(3)] == [302, 302, 429]


def test_comments_on_what_was_found(world):  # noqa: F811
    shared = event(
        "findings_shared", date(2026, 4, 14), with_="complainant", comment_by="2026-04-20", what="We found damp."
    )
    case = world.told(event("acknowledged", method="email"), defined())
    inside = world.enter(case)
    path = f"{world.root}follow/complaint/comment"
    assert inside.get(path).status_code == 404
    world.add(case, shared)
    assert "Monday 20 April 2026" in world.page(inside)
    assert post(inside, path, text="It is rain.", files=[SimpleUploadedFile("wall.png", PNG)]).status_code == 302
    comments, files = events_of(case)[-2:]
    assert (comments.kind, comments.from_, comments.text) == ("comments_received", "complainant", "It is rain.")
    assert (files.kind, files.about, files.files) == ("message_received", "evidence", 1)


# ---- what helps -----------------------------------------------------------------------------


def test_what_helps_is_changed_at_once_and_holds_for_letters(world, client):  # noqa: F811
    case = world.told(event("adjustment_recorded", what="Braille", needs=["braille"], party="p1"))
    inside = world.enter(case)
    path = f"{world.root}follow/complaint/needs"
    assert post(inside, path).status_code == 422
    answer = post(inside, path, ended=["1"], needs=["Large print"], language="cy", what="Ring after 6")
    assert answer.status_code == 302
    kinds = [one.kind for one in events_of(case)[-4:]]
    assert kinds == ["adjustment_ended", *["adjustment_recorded"] * 3]
    page = world.page(inside)
    assert "Ring after 6" in page
    assert "Letters in Welsh" in page
    client.force_login(world.house.handler)
    assert "Ring after 6" in client.get(f"/cases/{case.reference}").content.decode()


# ---- remedies -------------------------------------------------------------------------------


def test_this_was_not_done(world):  # noqa: F811
    case = world.told(*answered(world.house), event("remedy_completed", date(2026, 4, 10), id="r1"))
    inside = world.enter(case)
    path = f"{world.root}follow/complaint/promised/r1"
    assert post(inside, path, answer="accepted").status_code == 422, (
        "it is put down as done: there is nothing to accept"
    )
    assert post(inside, path, answer="not_done", text="Nobody came.").status_code == 302
    confirmed, message = events_of(case)[-2:]
    assert (confirmed.kind, confirmed.done, confirmed.text) == ("remedy_confirmed", False, "Nobody came.")
    assert (message.kind, message.about, message.what) == ("message_received", "remedy", "Nobody came.")
    assert "You told us on 16 April 2026 that it is not done" in world.page(inside)
    assert inside.get(f"{world.root}follow/complaint/promised/r9").status_code == 404


def test_an_offer_is_accepted(world):  # noqa: F811
    case = world.told(*answered(world.house))
    assert post(world.enter(case), f"{world.root}follow/complaint/promised/r1", answer="accepted").status_code == 302
    assert (last(case).kind, last(case).answer) == ("remedy_answered", "accepted")


def test_a_remedy_no_answer_has_promised_is_not_there(world):  # noqa: F811
    case = world.told(event("acknowledged", method="email"), defined(), decided(date(2026, 4, 8)))
    assert world.enter(case).get(f"{world.root}follow/complaint/promised/r1").status_code == 404


# ---- the next stage -------------------------------------------------------------------------


def test_the_next_stage_in_one_step_without_a_reason(world):  # noqa: F811
    case = world.told(*answered(world.house))
    inside = world.enter(case)
    assert post(inside, f"{world.root}follow/complaint/next").status_code == 302
    assert (last(case).kind, last(case).reason, last(case).method) == ("escalation_requested", "", "portal")
    page = world.page(inside)
    assert "You asked for stage 2. We are looking at your request." in page
    assert "We write to you to say that we have your request for stage 2" in page
    assert inside.get(f"{world.root}follow/complaint/next").status_code == 302, "asked once, it is asked"


def test_asking_late_is_taken_and_says_what_happens(world, monkeypatch):  # noqa: F811
    case = world.told(*answered(world.house))
    monkeypatch.setattr("django.utils.timezone.now", lambda: datetime(2026, 6, 1, 9, tzinfo=UTC))
    inside = world.enter(case)
    page = inside.get(f"{world.root}follow/complaint/next").content.decode()
    assert "The time to ask was until 22 April 2026. You can ask all the same." in page
    assert post(inside, f"{world.root}follow/complaint/next", reason="Still wet", points=["p1"]).status_code == 302
    assert (last(case).points, last(case).reason) == (("p1",), "Still wet")


def test_asking_before_the_answer_is_taken_and_says_what_happens(world):  # noqa: F811
    case = world.told(event("acknowledged", method="email"))
    inside = world.enter(case)
    assert "We have not answered at stage 1 yet; that is due on 14 April 2026." in world.page(inside)
    assert post(inside, f"{world.root}follow/complaint/next").status_code == 302
    assert last(case).kind == "escalation_requested"


# ---- letters --------------------------------------------------------------------------------


def issued(case: Case, n: int, to: str, state: str = "sent") -> Letter:
    """A letter on a case, and what became of it."""
    row = case.events.get(n=1)
    tree = blocks.Letter(
        kind="update", stage=1, reference=case.reference, on=TODAY, title="How your complaint stands",
        blocks=(blocks.Paragraph(text="We are looking into it."),),
    )  # fmt: skip
    frozen = blocks.freeze(tree)
    letter = Letter.objects.create(
        key=f"k{n}{to[:3]}", landlord=case.landlord, case=case, event=row, kind="update", stage=1, on=TODAY,
        title=tree.title, blocks=frozen, sha256="0" * 60 + f"{n:04}", channel="email", to_name=to,
        to_address="x", by_id=row.by_id, issued_at=datetime(2026, 4, 16, tzinfo=UTC),
    )  # fmt: skip
    Message.objects.create(
        landlord=case.landlord, case=case, event=row, kind="update_sent", letter=letter.key, channel="email",
        state=state, created_at=datetime(2026, 4, 16, tzinfo=UTC),
    )  # fmt: skip
    return letter


def test_their_letters_that_have_left_in_every_format(world):  # noqa: F811
    case = world.told()
    inside = world.enter(case)
    mine = issued(case, 1, "Rosa Adeyemi")
    root = f"{world.root}follow/complaint/letters"
    page = world.page(inside)
    for form in ("standard", "large", "easy", "word", "text"):
        assert f"{root}/{mine.key}/{form}" in page
    text = inside.get(f"{root}/{mine.key}/text")
    assert "We are looking into it." in text.content.decode()
    assert "no-store" in text["Cache-Control"]
    assert inside.get(f"{root}/{mine.key}/exe").status_code == 404
    assert Client().get(f"{root}/{mine.key}/text").status_code == 302


def test_nobody_elses_letters_and_none_that_waits(world):  # noqa: F811
    case, other = world.told(), world.told()
    inside = world.enter(case)
    for letter in (
        issued(case, 1, "Sam Oduya"),
        issued(other, 2, "Rosa Adeyemi"),
        issued(case, 3, "Rosa adeyemi", "queued"),
    ):
        assert inside.get(f"{world.root}follow/complaint/letters/{letter.key}/text").status_code == 404
    assert "There are none yet." in world.page(inside)
