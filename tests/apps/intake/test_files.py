"""Files that come with a complaint: what they are, who may have them, and that none is lost on the way."""

from __future__ import annotations

import hashlib
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from putright.apps.casework import attachments, scanning
from putright.apps.casework.attachments import Attachment
from putright.apps.casework.models import Case
from putright.config import uploads
from tests.apps import clam, pictures
from tests.apps.clam import EICAR, needs_clamd
from tests.apps.intake.conftest import NOON

PNG = pictures.of("png")
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n"


@pytest.mark.parametrize("kept", ["9" * 30, "9" * 5000, "-1"])
def test_a_number_that_is_no_files_is_none(people, kept):
    assert attachments.unclaimed([kept], by=people.flo) == []


def test_more_than_a_form_can_need_is_refused_before_it_is_written(client, people, monkeypatch):
    monkeypatch.setattr(uploads, "MOST_BYTES", 10)
    client.force_login(people.flo)
    response = client.post("/log", {"files": file()})
    assert response.status_code == 413
    assert "too large" in response.content.decode()


def file(name="letter.pdf", body=PDF, kind="text/html"):
    return SimpleUploadedFile(name, body, kind)


def test_a_file_belongs_to_the_case_and_is_given_out_to_be_saved(form, client, people):
    form(files=[file("../Brief für uns.pdf"), file("damp.png", PNG)])
    case = Case.objects.get()
    first = case.attachments.order_by("id")[0]
    assert (first.name, first.type, first.sha256) == (
        "Brief für uns.pdf",
        "application/pdf",
        hashlib.sha256(PDF).hexdigest(),
    )
    response = client.get(f"/cases/{case.reference}/files/{first.pk}")
    assert response.status_code == 200
    assert b"".join(response.streaming_content) == PDF
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("attachment;")
    assert response["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("who", ["cat", "otto"])
def test_a_file_is_only_for_those_who_see_its_case(form, client, people, who):
    form(files=[file()])
    case = Case.objects.get()
    client.force_login(getattr(people, who))
    assert client.get(f"/cases/{case.reference}/files/{case.attachments.get().pk}").status_code == 404


def test_a_file_is_not_given_out_under_another_cases_reference(form, client, people):
    form(files=[file()])
    form(name="Sam", phone="", email="", postcode="", address="")
    first, second = Case.objects.order_by("id")
    assert client.get(f"/cases/{second.reference}/files/{first.attachments.get().pk}").status_code == 404


def test_a_file_is_kept_when_the_form_comes_back(form):
    response = form(files=[file()], text="")
    kept = Attachment.objects.get()
    assert response.status_code == 422
    assert "letter.pdf" in response.content.decode()
    assert kept.case is None
    assert form(kept=[str(kept.pk)]).status_code == 302
    assert Case.objects.get().attachments.get() == kept


def test_nobody_claims_what_another_brought(form, people):
    form(files=[file()], text="")
    kept = Attachment.objects.get()
    assert form(people.ana, kept=[str(kept.pk)]).status_code == 422
    assert Attachment.objects.get().case is None


@pytest.mark.parametrize(("name", "body", "said"), [
    ("run.exe", b"MZ\x90\0\x03\0\0\0", "“run.exe” cannot be taken."), ("empty.pdf", b"", "empty"),
])  # fmt: skip
def test_what_is_not_taken_is_told_and_nothing_typed_is_lost(form, name, body, said):
    response = form(files=[file(name, body)])
    assert response.status_code == 422
    assert said in response.content.decode()
    assert "The boiler has been off" in response.content.decode()
    assert not Case.objects.exists()


def test_too_large_and_too_many(form, monkeypatch):
    monkeypatch.setattr(attachments, "MOST_BYTES", 100)
    page = form(files=[file(body=PDF * 10)]).content.decode()
    assert "a file may have" in page
    page = form(files=[file(f"{n}.pdf") for n in range(6)]).content.decode()
    assert "one too many" in page
    assert Attachment.objects.count() == 5


@needs_clamd
def test_whoever_sends_a_virus_is_told_at_once_and_loses_nothing_typed(clamd, form):
    page = form(files=[file("bad.txt", EICAR), file("good.txt", b"Dear all")])
    text = page.content.decode()
    assert page.status_code == 422
    assert f"“bad.txt” was not taken: the virus scanner found “{clam.NAME}” in it." in text
    assert "The boiler has been off" in text
    assert Attachment.objects.get().name == "good.txt"


@pytest.mark.parametrize(("where", "said"), [
    ("", "Files are not scanned for viruses here."), ("/run/clamd", "We scan each for viruses before anyone opens it."),
])  # fmt: skip
def test_the_form_says_whether_files_are_scanned(client, people, settings, where, said):
    settings.CLAMD = where
    client.force_login(people.flo)
    assert said in client.get("/log").content.decode()


def test_what_was_never_saved_is_thrown_away_after_a_day(form):
    form(files=[file()], text="")
    form(files=[file("second.pdf")])
    stored = Attachment.objects.get(name="letter.pdf").stored
    scanning.run_once(NOON + timedelta(hours=23))
    assert default_storage.exists(stored)
    scanning.run_once(NOON + timedelta(hours=25))
    assert Attachment.objects.get().name == "second.pdf"
    assert not default_storage.exists(stored)
