"""What the pages of a case say of its files, and what nobody is given."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from putright.apps.casework import attachments, scanning
from putright.apps.casework.attachments import Attachment, Scan
from putright.apps.casework.models import Case
from tests.apps import clam, pictures
from tests.apps.case import stories
from tests.apps.case.conftest import NOW
from tests.apps.clam import EICAR, needs_clamd

UNREACHABLE = "/run/nobody-listens-here"


@pytest.fixture(autouse=True)
def folder(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def case(world):
    return Case.objects.select_related("landlord").get(reference=stories.told(world))


@pytest.fixture
def came(case):
    """A file that came by e-mail and belongs to the case."""

    def keep(body=b"Dear all", name="letter.txt", at=NOW, party=""):
        file = attachments.keep_bytes(case.landlord, name, body, at, held="mail")
        attachments.claim(case, [file], party=party)
        file.refresh_from_db()
        return file

    return keep


def page(desk, case) -> str:
    return desk.get(f"/cases/{case.reference}").content.decode()


def opened(desk, file):
    answer = desk.get(f"/cases/{file.case.reference}/files/{file.pk}")
    if answer.streaming:
        list(answer.streaming_content)  # the client closes the file at its end
    return answer


def test_a_file_that_waits_is_shown_and_not_given_out(desk, case, came, settings):
    settings.CLAMD = UNREACHABLE
    file = came()
    scanning.run_once(NOW)
    for where in (page(desk, case), desk.get(f"/cases/{case.reference}/investigation").content.decode()):
        assert "Not scanned yet" in where
        assert "It has not been scanned for viruses yet, so nobody can open it: the scanner cannot be reached." in where
        assert f"/files/{file.pk}" not in where
    answer = opened(desk, file)
    assert answer.status_code == 403
    assert "letter.txt cannot be opened" in answer.content.decode()
    assert "Dear all" not in answer.content.decode()


@needs_clamd
def test_a_virus_is_told_until_something_came_instead(clamd, desk, case, came):
    file = came(EICAR, "damp.txt")
    scanning.run_once(NOW)
    told = page(desk, case)
    assert "A virus was found in “damp.txt”, so nobody can open it. Call whoever sent it" in told
    assert f"/files/{file.pk}" not in told
    answer = opened(desk, file)
    assert answer.status_code == 403
    assert clam.NAME in answer.content.decode()
    assert b"EICAR-STANDARD" not in answer.content
    came(b"Damp", at=NOW + timedelta(hours=1))
    told = page(desk, case)
    assert "A virus was found" not in told
    assert "Virus found" in told


def test_a_file_that_no_scanner_saw_says_so(desk, case, came):
    came()
    assert "not scanned for viruses" in page(desk, case)
    Attachment.objects.update(scan=Scan.CLEAN)
    assert "not scanned for viruses" not in page(desk, case)


def test_when_a_photograph_was_taken_is_shown(desk, case, came):
    came(pictures.of("jpeg"), "damp.jpg")
    assert "taken, as the camera says, on 3 January 2026, 14:05" in page(desk, case)


@pytest.mark.parametrize(("body", "shown"), [
    (pictures.of("jpeg"), True), (pictures.of("png"), True), (pictures.of("heic"), True), (pictures.of("tiff"), False),
    (b"%PDF-1.7 ", False), (b"<script>alert(1)</script>", False), (pictures.film(), False),
])  # fmt: skip
def test_only_pictures_are_shown_and_nothing_is_run(desk, came, body, shown):
    answer = opened(desk, came(body, "../x.html"))
    assert answer["Content-Disposition"].startswith("inline" if shown else "attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "no-store" in answer["Cache-Control"]
    assert ".html." in answer["Content-Disposition"]
    assert answer["Content-Type"] != "text/html"


def test_what_is_kept_is_the_picture_without_what_the_camera_wrote(came):
    file = came(pictures.of("heic"), "IMG_1.HEIC")
    with default_storage.open(file.stored) as kept:
        body = kept.read()
    assert pictures.SECRET not in body
    assert (file.type, file.name, file.size) == ("image/jpeg", "IMG_1.HEIC.jpg", len(body))


# ---- whose they are -------------------------------------------------------------------------


def test_a_party_may_open_what_it_brought_and_nothing_else(case, came):
    mine, theirs, ours = came(party="p1"), came(party="p2"), came()
    assert list(attachments.of_party(case, "p1")) == [mine]
    assert list(attachments.of_party(case, "p2")) == [theirs]
    assert not attachments.of_party(case, "")
    assert ours.party == ""


def test_what_was_brought_under_a_key_is_for_that_key(case):
    file = attachments.keep_bytes(case.landlord, "a.txt", b"a", NOW, held="one")
    assert attachments.unclaimed([str(file.pk)], held="one") == [file]
    for other in ({"held": "two"}, {"held": ""}, {}):
        assert attachments.unclaimed([str(file.pk)], **other) == []
        assert attachments.digests([str(file.pk)], **other) == []


def test_a_person_and_a_key_are_different_owners(case, world):
    mine = attachments.keep(case.landlord, SimpleUploadedFile("a.txt", b"a"), NOW, by=world.handler)
    assert attachments.unclaimed([str(mine.pk)], by=world.handler) == [mine]
    assert attachments.unclaimed([str(mine.pk)], held="x") == []
    with pytest.raises(ValueError, match="either"):
        attachments.keep_bytes(case.landlord, "a.txt", b"a", NOW)
    assert len(list(default_storage.listdir("")[1])) == 0


def test_a_file_of_one_landlord_is_never_given_to_anothers_case(case, people):
    file = attachments.keep_bytes(people.other, "a.txt", b"a", NOW, held="x")
    attachments.claim(case, [file])
    file.refresh_from_db()
    assert file.case is None


def test_the_public_may_bring_so_much(case, monkeypatch):
    def bring(key="p1"):
        return attachments.keep(case.landlord, SimpleUploadedFile("a.txt", b"12345"), NOW, held=key)

    monkeypatch.setattr(attachments, "PUBLIC_FILES", 2)
    attachments.claim(case, [bring()])
    bring()
    with pytest.raises(attachments.ValidationError, match="this page takes no more"):
        bring()
    bring("p2")
    monkeypatch.setattr(attachments, "PUBLIC_FILES", 9)
    monkeypatch.setattr(attachments, "PUBLIC_BYTES", 14)
    with pytest.raises(attachments.ValidationError, match="we have 2 files from you"):
        bring()


@pytest.mark.parametrize(("body", "most"), [(b"x", "10 MB"), (b"#!AMR\n", "25 MB")])
def test_film_and_sound_may_be_larger_than_the_rest(case, monkeypatch, body, most):
    monkeypatch.setattr(attachments, "MOST_BYTES", 10)
    monkeypatch.setattr(attachments, "MOST_FILM", 20)
    attachments.keep_bytes(case.landlord, "a", body.ljust(10), NOW, held="x")
    with pytest.raises(attachments.ValidationError, match="a file may have"):
        attachments.keep_bytes(case.landlord, "a", body.ljust(10 if most == "10 MB" else 20) + b" ", NOW, held="x")


# ---- letting go -----------------------------------------------------------------------------


def stored(landlord) -> list[str]:
    return default_storage.listdir(str(landlord.pk))[1]


def test_erasing_a_case_leaves_no_file_of_it(case, came, django_capture_on_commit_callbacks):
    came(), came(b"more")
    other = attachments.keep_bytes(case.landlord, "a.txt", b"another's", NOW, held="x")
    with django_capture_on_commit_callbacks(execute=True):
        assert attachments.erase(case) == 2
    assert list(Attachment.objects.all()) == [other]
    assert stored(case.landlord) == [other.stored.rpartition("/")[2]]


def test_what_a_key_brought_goes_with_it_and_what_a_case_has_stays(case, came):
    kept, loose = came(), attachments.keep_bytes(case.landlord, "a.txt", b"a", NOW, held="mail")
    scanning.run_once(NOW + timedelta(days=90))
    assert Attachment.objects.count() == 2
    attachments.forget_held(case.landlord, "mail")
    assert list(Attachment.objects.all()) == [kept]
    assert not default_storage.exists(loose.stored)


def test_a_file_may_be_taken_back_until_a_case_has_it(case, came):
    kept, loose = came(), attachments.keep_bytes(case.landlord, "a.txt", b"a", NOW, held="x")
    attachments.take_back(kept)
    attachments.take_back(loose)
    assert list(Attachment.objects.all()) == [kept]
    assert stored(case.landlord) == [kept.stored.rpartition("/")[2]]


def test_a_file_that_the_store_lost_is_not_found(desk, came):
    file = came()
    default_storage.delete(file.stored)
    assert opened(desk, file).status_code == 404


def test_a_file_is_read_whole(came):
    file = came(b"x" * 300_000)
    with attachments.open_file(file) as kept:
        assert io.BytesIO(kept.read()).getbuffer().nbytes == 300_000


@pytest.mark.parametrize(("where", "said"), [("", attachments.NOT_SCANNED), ("/run/clamd", attachments.SCANNED)])
def test_a_step_that_takes_files_says_whether_they_are_scanned(desk, case, settings, where, said):
    settings.CLAMD = where
    assert said in desk.get(f"/cases/{case.reference}/evidence_recorded").content.decode()
