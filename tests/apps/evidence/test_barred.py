"""A file that nobody may open goes into no pack: a page stands for it, and whoever sends the pack is told."""

from __future__ import annotations

import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from putright.apps.casework import attachments
from putright.apps.casework.attachments import Attachment, Scan
from putright.apps.casework.opened import load
from putright.apps.evidence import documents
from tests.apps import pictures
from tests.apps.evidence.conftest import NOW, pages_of, path_of


@pytest.mark.parametrize(("scan", "why"), [
    (Scan.INFECTED, "the virus scanner found “Test.Eicar” in it"),
    (Scan.WAITING, "it has not been scanned for viruses yet"),
])  # fmt: skip
def test_a_barred_file_is_left_out_and_said_to_be(file, client, settings, scan, why):
    settings.CLAMD = ""
    kept = file.add("damp.txt", b"words that carry a virus")
    Attachment.objects.filter(pk=kept.pk).update(scan=scan, found="Test.Eicar" if scan == Scan.INFECTED else "")
    settings.CLAMD = "/nowhere"
    pack = file.build()
    text = " ".join(" ".join(pages_of(path_of(pack, "pdf"))).split())
    assert why in text
    assert "words that carry a virus" not in text
    with zipfile.ZipFile(path_of(pack, "zip")) as packed:
        assert not any(b"words that carry" in packed.read(name) for name in packed.namelist())
    client.force_login(file.first)
    page = client.get(f"/cases/{file.reference}/evidence").content.decode()
    assert "Look at this before it is sent" in page
    assert why in page
    looked = client.get(f"/cases/{file.reference}/evidence/documents/file-{kept.pk}")
    assert "words that carry" not in looked.content.decode()


def test_a_film_goes_along_as_a_file_and_its_page_says_so(file):
    file.add("damp.mov", pictures.film())
    pack = file.build()
    assert "files of its kind are not shown here" in " ".join(" ".join(pages_of(path_of(pack, "pdf"))).split())
    with zipfile.ZipFile(path_of(pack, "zip")) as packed:
        assert [name for name in packed.namelist() if name.endswith(".mov")]


def test_what_the_complainant_brought_is_from_them_and_nobody_here_put_it_on_file(file):
    kept = attachments.keep(file.landlord, SimpleUploadedFile("damp.txt", b"Damp"), NOW, held="a key")
    attachments.claim(file.case, [kept], party="p1")
    found = documents.of_case(load(file.case))[-1]
    assert (found.source, found.how) == ("Rosa Adeyemi", "put on file on 6 July 2026")
