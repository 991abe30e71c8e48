"""Nothing typed is lost, nothing is sent twice, nothing stays longer than it must."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pytest
from django.core import mail as outbox
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.test import Client
from django.utils import timezone
from PIL import Image

from putright.apps.casework import keys
from putright.apps.casework.attachments import Attachment
from putright.apps.casework.models import Case, Mailbox
from putright.apps.casework.opened import load
from putright.apps.mailbox.reading import read
from putright.apps.portal import drafts, limits, mail, sending
from putright.apps.portal import place as places
from putright.apps.portal.journey import Journey
from putright.apps.portal.models import Draft, Mail
from tests.apps.portal.conftest import NOW
from tests.apps.portal.test_form import ME, ROOT, answer, begin, send, tell


def _picture():
    drawn = BytesIO()
    Image.new("RGB", (8, 8), "red").save(drawn, "PNG")
    return drawn.getvalue()


PNG = _picture()


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def test_two_clicks_make_one_complaint(client, willow):
    where = answer(client, begin(client), ME)
    first, second = client.post(where), client.post(where)
    assert Case.objects.count() == 1
    assert first["Location"] == second["Location"] == f"{ROOT}form/sent"


def test_two_clicks_at_the_same_moment_make_one_complaint(client, willow):
    """The second request read the draft before the first one wrote it."""
    answer(client, begin(client), ME)
    place = places.of("willow-tree", "", NOW)
    journeys = [Journey(place, Draft.objects.get()) for _ in range(2)]
    cases = [sending.send(journey, "https://example.org") for journey in journeys]
    assert cases[0] == cases[1]
    assert Case.objects.count() == 1


def test_the_words_are_in_the_case_and_nowhere_else(client, willow):
    tell(client, ME)
    assert Draft.objects.get().answers == {}


def test_the_same_browser_is_told_that_it_has_sent_something(client, willow):
    tell(client, ME)
    reference = Case.objects.get().reference
    again = client.get(f"{ROOT}tell/complaint")
    assert reference in again.text
    tell(client, ME | {"happened": {"text": "Something else"}})
    assert Case.objects.count() == 2


def test_what_is_wrong_is_kept_all_the_same(client, willow):
    begin(client)
    client.post(f"{ROOT}form/who", ME["who"])
    refused = client.post(f"{ROOT}form/reach", {"contact": "email", "email": "rosa@", "contact_note": "after five"})
    assert refused.status_code == 422
    assert "after five" in refused.text
    assert "rosa@" in client.get(f"{ROOT}form/reach").text


def test_a_draft_goes_on_in_another_browser_by_its_address(client, willow):
    begin(client)
    client.post(f"{ROOT}form/who", ME["who"])
    client.post(f"{ROOT}form/safety", {"go": "later"})
    page = client.get(f"{ROOT}form/later")
    address = page.context["address"]
    assert address in page.text
    other = Client()
    back = other.get(address.removeprefix("http://testserver"))
    assert back["Location"] == f"{ROOT}form/relation"
    send(other, answer(other, back["Location"], {name: ME[name] for name in list(ME)[2:]}))
    assert Case.objects.count() == 1


def test_the_address_can_be_had_by_e_mail(client, willow, settings):
    settings.SITE_ADDRESS = "https://tell.example.org"
    begin(client)
    client.post(f"{ROOT}form/later", {"to": "rosa@mail.example"})
    assert mail.send_once(NOW)
    sent = outbox.outbox[0]
    assert sent.to == ["rosa@mail.example"]
    assert f"https://tell.example.org{ROOT}form/again/{Draft.objects.get().key}" in sent.body
    assert "Willow Tree" in sent.from_email
    assert not Mail.objects.exists()
    assert not mail.send_once(NOW)


def test_an_e_mail_that_does_not_leave_is_tried_again_and_given_up(client, willow, settings):
    settings.EMAIL_BACKEND = "nowhere.Backend"
    begin(client)
    client.post(f"{ROOT}form/later", {"to": "rosa@mail.example"})
    assert mail.send_once(NOW)
    assert not mail.send_once(NOW)
    Mail.objects.update(attempts=mail.TRIES)
    assert mail.send_once(NOW + mail.WAIT)
    assert not Mail.objects.exists()


def test_e_mails_are_not_sent_as_often_as_somebody_likes(client, willow, monkeypatch):
    monkeypatch.setitem(limits.PER_HOUR, "mail", 2)
    begin(client)
    for expected in (200, 200, 422):
        page = client.post(f"{ROOT}form/later", {"to": "rosa@mail.example"})
        assert page.status_code == expected
    assert "rosa@mail.example" in page.text
    assert Mail.objects.count() == 2


def test_the_reference_comes_by_e_mail_and_is_no_acknowledgement(client, willow):
    tell(client, ME, copy="on")
    assert mail.send_once(NOW)
    body = outbox.outbox[0].body
    case = Case.objects.get()
    assert case.reference in body
    assert keys.code(case, "p1") in body
    assert "only says that it reached us" in body
    assert "You should have our full answer by Monday 14 December." in body
    assert "The roof" not in body
    assert load(case).state.stages[1].acknowledged is None


def test_an_answer_to_that_e_mail_finds_its_case_and_the_e_mail_is_known_when_it_comes_back(client, willow, settings):
    box = Mailbox.objects.create(landlord=willow, address="complaints@landlord.example", host="imap.example")
    tell(client, ME, copy="on")
    assert mail.send_once(NOW)
    sent, case = outbox.outbox[0], Case.objects.get()
    assert sent.reply_to == [keys.address(case, box.address)]
    assert keys.addressed(willow, sent.reply_to[0]) == case
    back = read(sent.message().as_bytes(), (settings.DEFAULT_FROM_EMAIL,))
    assert (back.kind, back.silent != "") == ("own", True)


@pytest.mark.parametrize("more", [{}, {"needs": {"needs": ["Post only, no e-mail"]}}])
def test_no_e_mail_to_whoever_wants_none(client, willow, more):
    tell(client, ME | more, **({"copy": "on"} if more else {}))
    assert not Mail.objects.exists()


def test_drafts_are_forgotten_with_their_files(client, willow, settings, monkeypatch):
    begin(client)
    client.post(f"{ROOT}form/who", ME["who"])
    client.post(f"{ROOT}form/files", {"files": SimpleUploadedFile("a.png", PNG), "go": "add"})
    assert Attachment.objects.count() == 1
    later = NOW + timedelta(days=settings.DRAFT_DAYS)
    assert not drafts.forget_old(later - timedelta(minutes=1))
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert "no longer have what you began" in client.get(f"{ROOT}form/who", follow=True).text  # before the worker came
    assert drafts.forget_old(later)
    assert not Draft.objects.exists()
    assert not Attachment.objects.exists()
    assert not drafts.forget_old(later)


def test_a_forgotten_draft_says_so(client, willow):
    gone = client.get(f"{ROOT}form/again/nothing")
    assert gone.status_code == 404
    assert "14 days" in gone.text


def test_words_whose_draft_is_gone_begin_another(client, willow):
    begin(client)
    Draft.objects.all().delete()
    went_on = client.post(f"{ROOT}form/happened", {"text": "The roof leaks", "door": "complaint"})
    assert went_on.status_code == 302
    assert Draft.objects.get().answers["happened"] == {"text": ["The roof leaks"]}


def test_it_can_be_thrown_away(client, willow):
    begin(client)
    client.post(f"{ROOT}form/drop")
    assert not Draft.objects.exists()


def test_more_than_fits_is_shown_again(client, willow, monkeypatch):
    monkeypatch.setattr(drafts, "MOST_CHARACTERS", 30)
    begin(client)
    client.post(f"{ROOT}form/who", ME["who"])
    refused = client.post(f"{ROOT}form/happened", {"text": "The roof leaks into the bedroom of my mother."})
    assert refused.status_code == 413
    assert "of my mother" in refused.text


# ---- files -------------------------------------------------------------------------------------


def test_files_go_with_it(client, willow):
    where = begin(client)
    client.post(where, ME["who"])
    added = client.post(f"{ROOT}form/files", {"files": [SimpleUploadedFile("roof.png", PNG)], "go": "add"})
    assert "roof.png" in added.text
    send(client, answer(client, where, ME))
    file = Attachment.objects.get()
    assert (file.case, file.party, file.by) == (Case.objects.get(), "p1", None)
    assert "1 file" in client.get(f"{ROOT}form/sent").text


def test_a_file_is_taken_back(client, willow):
    begin(client)
    client.post(f"{ROOT}form/files", {"files": [SimpleUploadedFile("roof.png", PNG)], "go": "add"})
    client.post(f"{ROOT}form/files", {"remove": Attachment.objects.get().pk})
    assert not Attachment.objects.exists()


def test_nobody_takes_back_the_file_of_another(client, willow):
    begin(client)
    client.post(f"{ROOT}form/files", {"files": [SimpleUploadedFile("roof.png", PNG)], "go": "add"})
    other = Client()
    begin(other)
    other.post(f"{ROOT}form/files", {"remove": Attachment.objects.get().pk})
    assert Attachment.objects.count() == 1


def test_a_file_that_is_not_taken_says_why_and_loses_nothing(client, willow):
    begin(client)
    client.post(f"{ROOT}form/who", ME["who"])
    bad = [SimpleUploadedFile("roof.png", PNG), SimpleUploadedFile("bad.exe", b"MZ\0\0")]
    refused = client.post(f"{ROOT}form/files", {"files": bad})
    assert refused.status_code == 422
    assert "bad.exe" in refused.text
    assert 'href="#id_files"' in refused.text  # the summary leads to where it is put right
    assert Attachment.objects.get().name == "roof.png"
    assert Draft.objects.get().answers["who"] == {"for_whom": ["me"]}


def test_too_much_at_once_is_said_on_the_landlords_own_page(client, willow, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    begin(client)
    refused = client.post(f"{ROOT}form/happened", "text=" + "x" * 200, content_type="application/x-www-form-urlencoded")
    assert refused.status_code == 413
    assert "Everything from the pages before is still saved" in refused.text
    assert "Willow Tree" in refused.text


# ---- who may not -------------------------------------------------------------------------------


def test_a_page_that_cannot_be_trusted_shows_what_was_typed(willow):
    strict = Client(enforce_csrf_checks=True)
    refused = strict.post(f"{ROOT}form/happened", {"text": "The roof leaks", "draft": "x"})
    assert refused.status_code == 403
    assert "The roof leaks" in refused.text
    assert "Willow Tree" in refused.text


def test_a_program_that_fills_in_everything_is_sent_away(client, willow):
    assert client.post(f"{ROOT}tell/complaint", {"website": "spam"}).status_code == 429
    where = answer(client, begin(client), ME)
    assert client.post(where, {"website": "spam"}).status_code == 429
    assert not Case.objects.exists()


def test_one_address_does_not_send_without_end(client, willow, monkeypatch):
    monkeypatch.setitem(limits.PER_HOUR, "send", 1)
    tell(client, ME)
    refused = client.post(answer(client, begin(client), ME))
    assert refused.status_code == 429
    assert "within an hour" in refused.text
    assert Draft.objects.filter(case=None).get().answers["happened"]


def test_nobody_sees_what_another_browser_sent(client, willow):
    tell(client, ME)
    other = Client()
    assert other.get(f"{ROOT}form/sent").status_code == 302
    assert other.get(f"{ROOT}form/check")["Location"].startswith(f"{ROOT}tell/complaint")


def test_a_draft_of_one_landlord_is_none_of_anothers(client, willow, group):
    begin(client)
    key = Draft.objects.get().key
    assert client.get(f"/r/housing-plus-group/at/wrekin/form/again/{key}").status_code == 404


def test_an_answer_can_be_changed_from_the_last_page(client, willow):
    where = answer(client, begin(client), ME)
    assert f"{ROOT}form/name?change" in client.get(where).text
    assert 'name="change"' in client.get(f"{ROOT}form/name?change").text
    changed = client.post(f"{ROOT}form/name", {"your_name": "Rosa Smith", "change": "1"})
    assert changed["Location"] == where
    assert "Rosa Smith" in client.get(where).text


def test_a_change_that_asks_for_more_is_not_sent_before_it_is_answered(client, willow):
    where = answer(client, begin(client), ME)
    client.post(f"{ROOT}form/who", {"for_whom": "other", "change": "1"})
    assert "Not answered yet" in client.get(where).text
    assert client.post(where)["Location"] == f"{ROOT}form/authority"
    assert not Case.objects.exists()


def test_two_pages_saved_at_once_both_stay(client, willow):
    begin(client)
    stale = Draft.objects.get()
    client.post(f"{ROOT}form/who", ME["who"])
    assert drafts.save(stale, "loss", QueryDict("loss=40%00"), NOW)
    assert Draft.objects.get().answers == {"who": {"for_whom": ["me"]}, "loss": {"loss": ["40"]}}


def test_words_that_come_after_it_was_sent_are_kept_nowhere(client, willow):
    where = answer(client, begin(client), ME)
    stale = Draft.objects.get()
    client.post(where)
    drafts.save(stale, "loss", QueryDict("loss=50"), NOW)
    assert Draft.objects.get().answers == {}


def test_a_shared_computer_forgets_the_last_page(client, willow):
    tell(client, ME)
    client.post(f"{ROOT}form/drop")
    assert client.get(f"{ROOT}form/sent").status_code == 302
    assert Draft.objects.get().case == Case.objects.get()
