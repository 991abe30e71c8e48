"""The pages for what waits: one step for each thing to do with a message, and nothing lost."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from putright.apps.casework import keys
from putright.apps.casework.attachments import Attachment
from putright.apps.casework.models import Case, Party
from putright.apps.casework.opened import load
from putright.apps.mailbox.models import Incoming
from putright.apps.mailbox.server import Found
from putright.apps.mailbox.taking import take
from tests.apps import cases
from tests.apps.mailbox.conftest import ADDRESS, NOW, written

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(client, people, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOW + timedelta(days=2))
    client.force_login(people.ana)
    return client


def taken(mailbox, raw=None, **fields):
    raw = raw or written(**fields)
    return take(mailbox, Found("1", raw, len(raw), NOW, True), NOW)


def page(client, *path):
    return client.get("/mail" + "".join(f"/{part}" for part in path))


def now(one):
    return Incoming.objects.get(pk=one.pk)


def test_the_list_shows_what_waits_the_oldest_first_and_how_long(client, mailbox):
    taken(mailbox, subject="First")
    raw = written(subject="Second", text="…")
    take(mailbox, Found("2", raw, len(raw), NOW + timedelta(hours=1), True), NOW + timedelta(hours=1))
    text = page(client).content.decode()
    assert text.index("First") < text.index("Second")
    assert "By 7 Apr 2026" in text
    assert '<span class="pr-nav__count">2</span>' in text


def test_what_was_to_be_read_and_was_not_is_marked(client, mailbox):
    raw = written()
    take(mailbox, Found("1", raw, len(raw), NOW - timedelta(days=7), True), NOW - timedelta(days=7))
    assert "Since 27 Mar 2026" in page(client).content.decode()


def test_a_mailbox_that_cannot_be_read_heads_the_list(client, mailbox):
    mailbox.problem = "mail.example:993: the password is wrong"
    mailbox.save()
    text = page(client).content.decode()
    assert "Mail is not coming in" in text
    assert "the password is wrong" in text


def test_a_message_is_shown_as_text_only(client, mailbox):
    one = taken(mailbox, text="<script>alert(1)</script> & <b>bold</b>", sender="<i>x</i> <a@b.example>")
    text = page(client, one.pk).content.decode()
    assert "<script>alert" not in text
    assert "&lt;script&gt;" in text
    assert "<i>x" not in text


def test_the_original_is_saved_and_never_shown(client, mailbox):
    one = taken(mailbox)
    answer = page(client, one.pk, "original")
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Type"] == "application/octet-stream"
    assert b"The heating is off again." in answer.content


def test_the_original_is_no_way_round_the_scanner(client, mailbox, case, settings):
    settings.CLAMD = "127.0.0.1:1"
    for to in (ADDRESS, keys.address(case, ADDRESS)):
        one = taken(mailbox, to=to, files=[("wall.txt", b"wet", "text/plain")])
        assert page(client, one.pk, "original").status_code == 403, "it waits for the scanner"
    assert one.case == case
    Attachment.objects.update(scan="infected", found="Eicar-Signature")
    barred = page(client, one.pk, "original")
    assert barred.status_code == 403
    assert "Eicar-Signature" in barred.content.decode()
    Attachment.objects.update(scan="clean")
    assert page(client, one.pk, "original").status_code == 200


@pytest.mark.provision("WTP-09", "WTL-05", "HSP-20", "HPG-03", "MOD-07", "C20-B2.1", "C24-3.1", "LGO24-channels")
def test_a_new_complaint_is_written_down_from_it_in_one_step(client, mailbox):
    one = taken(mailbox, subject="Damp", text="It is wet.", files=[("wall.txt", b"wet", "text/plain")])
    shown = client.get(f"/mail/{one.pk}/complaint")
    form = shown.context["form"]
    assert (form["text"].value(), form["email"].value()) == ("Damp\n\nIt is wet.", "rosa@mail.example")
    assert form["name"].value() == "Rosa Adeyemi"
    assert form["channel"].value() == "email"
    typed = form.data.copy()
    typed["from_"], typed["brand"] = "tenant", "north"
    answer = client.post(f"/mail/{one.pk}/complaint", typed)
    (case,) = Case.objects.all()
    assert answer["Location"] == f"/log/{case.reference}"
    assert (case.received_on, case.channel) == (date(2026, 4, 1), "email")
    assert (now(one).state, now(one).case) == ("filed", case)
    (file,) = Attachment.objects.all()
    assert (file.name, file.case, file.party) == ("wall.txt", case, "p1")
    assert Party.objects.get(case=case).email == "rosa@mail.example"
    assert now(one).handled.last().get_what_display() == "Became a new case"
    again = client.post(f"/mail/{one.pk}/complaint", typed)
    assert again["Location"] == f"/log/{case.reference}"
    assert Case.objects.count() == 1


def test_a_form_that_comes_back_keeps_what_was_typed_and_the_files(client, mailbox):
    one = taken(mailbox, files=[("wall.txt", b"wet", "text/plain")])
    typed = client.get(f"/mail/{one.pk}/complaint").context["form"].data.copy()
    typed["text"], typed["brand"] = "Other words.", "north"
    answer = client.post(f"/mail/{one.pk}/complaint", typed)
    assert answer.status_code == 422
    assert "Other words." in answer.content.decode()
    assert "wall.txt" in answer.content.decode()
    assert f'action="/mail/{one.pk}/complaint"' in answer.content.decode()
    assert now(one).state == "waiting"


def test_the_earlier_complaints_of_the_sender_are_proposed(client, mailbox, people):
    cases.start(people.ana.landlord, people.ana, brand="north")
    Case.objects.update(handler=people.ana)
    one = taken(mailbox)
    text = page(client, one.pk).content.decode()
    assert "Somebody on it has this address." in text
    assert "TST-2026-000001" in text


def test_it_is_put_on_a_case_with_its_files(client, mailbox, people):
    case = cases.start(people.ana.landlord, people.ana, brand="north").case
    Case.objects.update(handler=people.ana)
    one = taken(mailbox, files=[("wall.txt", b"wet", "text/plain")])
    found = client.get(f"/mail/{one.pk}/case", {"q": "Rosa"}).content.decode()
    assert case.reference in found
    client.post(f"/mail/{one.pk}/case", {"reference": case.reference})
    assert (now(one).state, now(one).case) == ("filed", case)
    (message,) = load(Case.objects.get()).state.messages.values()
    assert message.event.on == date(2026, 4, 1)
    assert Attachment.objects.get().case == case
    assert now(one).handled.last().by == people.ana


def test_nobody_puts_it_on_a_case_they_may_not_see(client, mailbox, people):
    case = cases.start(people.ana.landlord, people.cat, brand="north", about=[people.ana.key]).case
    one = taken(mailbox)
    assert case.reference not in client.get(f"/mail/{one.pk}/case", {"q": "Rosa"}).content.decode()
    assert client.post(f"/mail/{one.pk}/case", {"reference": case.reference}).status_code == 404


@pytest.mark.parametrize("kind", ["compliment", "comment", "service_request", "enquiry"])
def test_it_is_entered_in_a_register(client, mailbox, kind):
    one = taken(mailbox, text="Thank you for the new door.")
    client.post(f"/mail/{one.pk}/register", {"kind": kind, "name": "Rosa", "from_": "tenant", "brand": "north"})
    (case,) = Case.objects.all()
    assert (case.kind, case.status, case.channel) == (kind, "not_a_complaint", "email")
    assert now(one).case == case
    assert "new door" in case.summary


def test_it_is_set_aside_with_why_and_put_back(client, mailbox, people):
    one = taken(mailbox)
    answer = client.post(f"/mail/{one.pk}/aside", {"what": "spam", "reason": ""})
    assert answer.status_code == 422
    client.post(f"/mail/{one.pk}/aside", {"what": "not_ours", "reason": "The council’s. Sent on."})
    assert now(one).state == "aside"
    assert "The council’s. Sent on." in page(client, one.pk).content.decode()
    client.post(f"/mail/{one.pk}/back")
    assert now(one).state == "waiting"
    assert [(step.what, step.by) for step in now(one).handled.all()] == [("not_ours", people.ana), ("back", people.ana)]


def test_what_the_program_set_aside_can_be_put_back_with_its_files(client, mailbox, people):
    one = taken(mailbox, files=[("wall.txt", b"wet", "text/plain")], Auto_Submitted="auto-replied")
    assert now(one).state == "aside"
    client.post(f"/mail/{one.pk}/back")
    cases.start(people.ana.landlord, people.ana, brand="north")
    Case.objects.update(handler=people.ana)
    client.post(f"/mail/{one.pk}/case", {"reference": "TST-2026-000001"})
    assert Attachment.objects.get().name == "wall.txt"


@pytest.mark.parametrize("path", ["aside", "register", "case", "complaint"])
def test_what_somebody_has_dealt_with_is_not_dealt_with_again(client, mailbox, people, path):
    cases.start(people.ana.landlord, people.ana, brand="north")
    Case.objects.update(handler=people.ana)
    one = taken(mailbox)
    client.post(f"/mail/{one.pk}/aside", {"what": "spam", "reason": "Advertising."})
    fields = {
        "what": "spam", "reason": "x", "kind": "comment", "name": "R", "from_": "tenant", "brand": "north",
        "reference": "TST-2026-000001",
    }  # fmt: skip
    answer = client.post(f"/mail/{one.pk}/{path}", fields, follow=True)
    assert "dealt with this message meanwhile" in answer.content.decode()
    assert now(one).handled.count() == 1
    assert Case.objects.count() == 1


def test_only_whose_landlord_and_brand_it_is_see_it(client, mailbox, people):
    mailbox.brand = "north"
    mailbox.save()
    one = taken(mailbox)
    people.ben.brands = ["south"]
    people.ben.save()
    for person, status in ((people.ben, 404), (people.otto, 404), (people.flo, 403), (people.una, 200)):
        client.force_login(person)
        assert page(client, one.pk).status_code == status, person
        for path in ("original", "case"):
            assert client.get(f"/mail/{one.pk}/{path}").status_code == status


def test_one_that_names_a_case_about_them_does_not_exist_for_them(client, mailbox, people):
    case = cases.start(people.ana.landlord, people.cat, brand="north", about=[people.ana.key]).case
    one = taken(mailbox, subject=case.reference)
    assert page(client, one.pk).status_code == 404
    assert b"pr-nav__count" not in page(client).content
    client.force_login(people.una)
    assert page(client, one.pk).status_code == 200


def test_whom_it_names_is_said(client, mailbox, people):
    people.ben.name = "Ben Okafor"
    people.ben.save()
    one = taken(mailbox, text="I was shouted at by ben  okafor. Ben Okafor, I mean.")
    assert "It names Ben Okafor, who works here." in page(client, one.pk).content.decode()


def test_a_file_that_waits_for_the_scanner_cannot_be_opened(client, mailbox, settings):
    settings.CLAMD = "127.0.0.1:1"
    one = taken(mailbox, files=[("wall.txt", b"wet", "text/plain")])
    file = Attachment.objects.get()
    answer = page(client, one.pk, "files", file.pk)
    assert answer.status_code == 403
    Attachment.objects.update(scan="clean")
    answer = page(client, one.pk, "files", file.pk)
    assert b"".join(answer) == b"wet"
    answer.close()


def test_another_messages_file_is_not_given_out(client, mailbox):
    one = taken(mailbox, files=[("wall.txt", b"wet", "text/plain")])
    two = taken(mailbox, text="two")
    file = Attachment.objects.get()
    assert page(client, two.pk, "files", file.pk).status_code == 404
    answer = page(client, one.pk, "files", file.pk)
    assert b"".join(answer) == b"wet"
    answer.close()


@pytest.mark.parametrize(
    ("path", "typed"),
    [
        ("aside", {"what": "not_ours", "reason": "Careful words."}),
        ("register", {"kind": "comment", "name": "Careful words."}),
        ("complaint", {"text": "Careful words.", "token": "t"}),
    ],
)
def test_a_lost_session_loses_no_words_and_does_nothing_by_itself(client, mailbox, people, path, typed):
    one = taken(mailbox)
    client.get("/mail")
    del client.cookies["sessionid"]
    assert client.post(f"/mail/{one.pk}/{path}", typed).url.startswith("/account/login/")
    client.force_login(people.ana)
    text = client.get(f"/mail/{one.pk}/{path}").content.decode()
    assert "Careful words." in text
    assert "You were signed out before this was saved" in text
    assert (now(one).state, now(one).handled.count()) == ("waiting", 0)
