"""Nobody opens a file before ClamAV has said that it is clean; what it did not judge is never clean."""

from __future__ import annotations

import io
import socket
import threading
import zipfile
import zlib
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage

import pytest
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from putright.apps.casework import attachments, scanning
from putright.apps.casework.attachments import Attachment, Barred, Scan
from putright.apps.casework.files import clamd as client
from tests.apps import clam, pictures
from tests.apps.clam import EICAR, needs_clamd

NOON = datetime(2026, 4, 16, 11, 0, tzinfo=UTC)
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n"


def packed(name: str = "a.com", body: bytes = EICAR) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, body)
    return out.getvalue()


def word() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<w:document/>")
        archive.writestr("word/embeddings/oleObject1.bin", EICAR)
    return out.getvalue()


def mail() -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"] = "rosa@mail.example", "Damp"
    message.set_content("See attached.")
    message.add_attachment(packed(), maintype="application", subtype="zip", filename="a.zip")
    return message.as_bytes()


def pdf() -> bytes:
    inside = zlib.compress(EICAR)
    return b"".join((
        b"%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\n",
        b"3 0 obj\n<</Type/EmbeddedFile/Filter/FlateDecode/Length ", str(len(inside)).encode(), b">>\nstream\n", inside,
        b"\nendstream\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF\n",
    ))  # fmt: skip


@pytest.fixture(autouse=True)
def folder(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def files(people):
    """Takes in the content of a file as a part of an e-mail, without a case."""

    def kept(body, name="file.txt", at=NOON):
        return attachments.keep_bytes(people.flo.landlord, name, body, at, held="mail")

    return kept


# ---- the client -----------------------------------------------------------------------------


@needs_clamd
@pytest.mark.parametrize("body", [EICAR, packed(), word(), mail(), pdf()], ids=["plain", "zip", "docx", "eml", "pdf"])
def test_the_test_file_is_found_wherever_it_is_packed(clamd, body):
    assert client.scan(body, 20).found == clam.NAME


@needs_clamd
@pytest.mark.parametrize("body", [b"Dear all", PDF, pictures.of("jpeg"), b"x" * 900_000])
def test_what_holds_nothing_is_clean(clamd, body):
    assert client.scan(body, 20).found == ""


@needs_clamd
def test_what_is_too_large_for_the_scanner_is_not_clean(clamd):
    with pytest.raises(client.NotScanned):
        client.scan(bytes(20 * clam.MOST), 20)


@needs_clamd
def test_a_scanner_that_is_down_is_told_apart(clamd):
    clamd.stop()
    with pytest.raises(client.Unreachable, match="cannot be reached"):
        client.scan(b"Dear all", 5)


class StandIn:
    """A daemon that takes the call and then does as a test says."""

    def __init__(self, settings, answer: bytes | None, reads: int = 1 << 30) -> None:
        self._listening = socket.create_server(("127.0.0.1", 0))
        settings.CLAMD = f"127.0.0.1:{self._listening.getsockname()[1]}"
        self._answer, self._reads = answer, reads
        self.ended = threading.Event()
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        call, _ = self._listening.accept()
        with call:
            while self._reads > 0:
                part = call.recv(min(1 << 16, self._reads))
                self._reads -= len(part)
                if not part or part.endswith(b"\0\0\0\0"):
                    break
            if self._answer is None:
                self.ended.wait(20)
            else:
                call.sendall(self._answer)
        self._listening.close()


@pytest.mark.parametrize(("answer", "why"), [
    (b"", "did not answer"), (b"stream: OK", "did not answer"), (b"stream: Something ERROR\0", "ERROR"),
    (b"INSTREAM size limit exceeded. ERROR\0", "size limit"), (b"PONG\0", "PONG"), (b"stream: NOT OK\0", "NOT OK"),
    (b"OK\0", "OK"),
])  # fmt: skip
def test_only_its_own_word_makes_a_file_clean(settings, answer, why):
    StandIn(settings, answer)
    with pytest.raises(client.NotScanned, match=why):
        client.scan(b"Dear all", 5)


@pytest.mark.parametrize("answer", [b"", b"stream: OK\0"])
def test_a_scanner_that_dies_half_way_did_not_scan(settings, answer):
    StandIn(settings, b"", reads=1000)
    with pytest.raises(client.NotScanned):
        client.scan(bytes(30_000_000), 10)


def test_a_scanner_that_hangs_is_not_waited_for(settings):
    hanging = StandIn(settings, None)
    with pytest.raises(client.NotScanned):
        client.scan(b"Dear all", 0.3)
    hanging.ended.set()


def test_a_virus_without_a_name_is_one(settings):
    StandIn(settings, b"stream:  FOUND\0")
    assert client.scan(b"Dear all", 5).found


# ---- what waits -----------------------------------------------------------------------------


@needs_clamd
def test_what_comes_by_mail_waits_and_is_then_clean(clamd, files):
    file = files(b"Dear all")
    assert file.scan == Scan.WAITING
    with pytest.raises(Barred, match="not been scanned"):
        attachments.open_file(file)
    assert scanning.run_once(NOON)
    file.refresh_from_db()
    assert (file.scan, file.scanned_at, file.barred) == (Scan.CLEAN, NOON, "")
    with attachments.open_file(file) as kept:
        assert kept.read() == b"Dear all"
    assert not scanning.run_once(NOON)


@needs_clamd
def test_an_infected_file_stays_closed(clamd, files):
    file = files(EICAR)
    scanning.run_once(NOON)
    file.refresh_from_db()
    assert (file.scan, file.found) == (Scan.INFECTED, clam.NAME)
    with pytest.raises(Barred, match=clam.NAME):
        attachments.open_file(file)
    assert "Call whoever sent it" in file.instead


@needs_clamd
def test_without_the_scanner_files_wait_and_say_so(clamd, files):
    clamd.stop()
    first, second = files(b"Dear all"), files(b"And more")
    assert not scanning.run_once(NOON)
    for file in (first, second):
        file.refresh_from_db()
        assert file.scan == Scan.WAITING
        assert "the scanner cannot be reached" in file.barred
    clamd.start()
    assert scanning.run_once(NOON)
    assert scanning.run_once(NOON)
    assert set(Attachment.objects.values_list("scan", flat=True)) == {Scan.CLEAN}


@needs_clamd
def test_a_file_that_cannot_be_scanned_keeps_no_other_waiting(clamd, files, monkeypatch):
    large = files(b"x" * (clam.MOST + 100_000))
    small = files(b"Dear all", at=NOON + timedelta(seconds=1))
    assert scanning.run_once(NOON)
    assert scanning.run_once(NOON)
    assert not scanning.run_once(NOON)
    large.refresh_from_db()
    small.refresh_from_db()
    assert (large.scan, small.scan) == (Scan.WAITING, Scan.CLEAN)
    assert large.found
    assert scanning.next_file(NOON + timedelta(minutes=16)) == large


@needs_clamd
def test_what_came_before_there_was_a_scanner_is_scanned_once_there_is(clamd, files, settings):
    where, settings.CLAMD = settings.CLAMD, ""
    file = files(EICAR)
    assert (file.scan, file.unscanned) == (Scan.UNSCANNED, True)
    with attachments.open_file(file) as kept:
        assert kept.read() == EICAR
    assert not scanning.run_once(NOON)
    settings.CLAMD = where
    assert scanning.run_once(NOON)
    file.refresh_from_db()
    assert file.scan == Scan.INFECTED


def test_what_waits_may_be_opened_when_the_landlord_does_without_a_scanner(files, settings):
    settings.CLAMD = "/nowhere"
    file = files(b"Dear all")
    assert file.barred
    settings.CLAMD = ""
    assert not file.barred
    assert file.unscanned


def test_a_file_that_the_storage_lost_does_not_stop_the_others(files, settings):
    settings.CLAMD = "/nowhere"
    file = files(b"Dear all")
    default_storage.delete(file.stored)
    assert scanning.run_once(NOON)
    file.refresh_from_db()
    assert (file.scan, file.found) == (Scan.WAITING, "the storage has it no more")


def test_the_worker_has_files_scanned(settings):
    assert "putright.apps.casework.scanning.run_once" in settings.WORK


def test_a_worker_that_was_slower_changes_nothing(files, settings):
    settings.CLAMD = "/nowhere"
    file = files(b"Dear all")
    Attachment.objects.update(scan=Scan.INFECTED, found="Other")
    scanning._settle(file, Scan.CLEAN, "", NOON)
    file.refresh_from_db()
    assert (file.scan, file.found) == (Scan.INFECTED, "Other")


def upload(body, name="letter.txt"):
    return SimpleUploadedFile(name, body)


@needs_clamd
def test_a_picture_with_a_virus_behind_it_loses_it(clamd, people):
    body = pictures.of("jpeg") + EICAR
    file = attachments.keep(people.flo.landlord, upload(body, "a.jpg"), NOON, by=people.flo)
    assert file.scan == Scan.CLEAN
    with attachments.open_file(file) as kept:
        assert EICAR not in kept.read()


@needs_clamd
def test_a_virus_in_a_form_leaves_nothing_behind(clamd, people):
    with pytest.raises(ValidationError, match="Send it again from another device"):
        attachments.keep(people.flo.landlord, upload(EICAR), NOON, by=people.flo)
    assert not Attachment.objects.exists()


def test_the_setting_is_a_place(monkeypatch):
    import importlib

    from putright.config import settings as all_settings

    monkeypatch.setenv("CLAMD", "nonsense")
    with pytest.raises(ImproperlyConfigured, match="CLAMD is 'nonsense'"):
        importlib.reload(all_settings)
    monkeypatch.undo()
    importlib.reload(all_settings)


@needs_clamd
def test_a_form_is_taken_though_the_scanner_is_down(clamd, people):
    clamd.stop()
    file = attachments.keep(people.flo.landlord, upload(b"Dear all"), NOON, by=people.flo)
    assert (file.scan, file.found) == (Scan.WAITING, "the scanner cannot be reached")
    clamd.start()
    assert scanning.run_once(NOON + timedelta(seconds=5))
    file.refresh_from_db()
    assert file.scan == Scan.CLEAN
