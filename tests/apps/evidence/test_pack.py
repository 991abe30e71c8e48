"""The pack of a case of 200 documents: right to the page, without what is withheld, and sealed."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import time
import zipfile

import pikepdf
import pytest

from putright.apps.casework.files.cleaning import cleaned
from putright.apps.casework.files.kinds import kind_of
from putright.apps.evidence import seal
from putright.apps.evidence.models import EvidencePack
from putright.core import redacting
from tests.apps.evidence import files
from tests.apps.evidence.conftest import NOW, File, pages_of, path_of
from tests.apps.evidence.test_pages import everything_in

pytestmark = pytest.mark.django_db
DOCUMENTS = 200
LETTERS = 2
SECRET = "Quillfeather"


def mark(n: int, page: int = 1) -> str:
    return f"mark-{n:03}-{page}"


def body_of(n: int) -> tuple[str, bytes]:
    """The nth document: its name and content; every tenth names a neighbour."""
    named = f" {SECRET} " if n % 10 == 0 else " "
    many = n % 4 + 1
    pages = [f"{mark(n, page)}{named}here" for page in range(1, many + 1)]
    makers = [
        lambda: ("report.pdf", files.pdf(*pages, rotate=90 * (n % 4))),
        lambda: ("scan.png", files.picture(text=mark(n))),
        lambda: ("note.txt", "\n".join(pages).encode()),
        lambda: ("letter.docx", files.word(*pages)),
        lambda: ("message.eml", files.mail(mark(n) + named, attached={"more.pdf": files.pdf(mark(n, 2))})),
        lambda: ("survey.pdf", files.pdf(*pages, size=(842, 595))),
        lambda: ("pages.tif", files.picture("TIFF", frames=2)),
    ]
    name, body = makers[n % 7]()
    return f"{n:03} {name}", body


class Built:
    """The pack, built once for all tests of this file."""

    def __init__(self, folder, pack, seconds, bodies):
        self.bodies = bodies
        self.pdf, self.zip, self.pack, self.seconds = folder / "pack.pdf", folder / "pack.zip", pack, seconds
        self.pages = pages_of(self.pdf)
        with zipfile.ZipFile(self.zip) as packed:
            self.files = {name: packed.read(name) for name in packed.namelist()}
        self.index = list(csv.DictReader(io.StringIO(self.files["index.csv"].decode("utf-8-sig"))))
        self.manifest = json.loads(self.files["manifest.json"])


@pytest.fixture(scope="module")
def built(django_db_setup, django_db_blocker, tmp_path_factory):
    """A case with 200 documents, in a transaction that is undone at the end."""
    from django.conf import settings
    from django.db import transaction
    from django.utils import timezone

    folder = tmp_path_factory.mktemp("two-hundred")
    patch = pytest.MonkeyPatch()
    patch.setattr(settings, "DATA_DIR", folder)
    patch.setattr(settings, "MEDIA_ROOT", folder / "files")
    patch.setattr(timezone, "now", lambda: NOW)
    with django_db_blocker.unblock(), transaction.atomic():
        file = File("housing-services").tell()
        bodies = {n: body_of(n) for n in range(LETTERS + 1, DOCUMENTS + 1)}
        for name, body in bodies.values():
            file.add(name, body)
        file.withhold(SECRET)
        file.withhold(document=key_of(file, 21), pages=[2])
        file.withhold(document=key_of(file, 14), whole=True, reason="privilege")
        started = time.monotonic()
        pack = file.build()
        seconds = time.monotonic() - started
        assert pack.state == EvidencePack.State.DONE, pack.problem
        pack.case = file.case
        for kind in ("pdf", "zip"):
            shutil.copy(path_of(pack, kind), folder / f"pack.{kind}")
        transaction.set_rollback(True)
    patch.undo()
    return Built(folder, pack, seconds, bodies)


def key_of(file, n: int) -> str:
    return f"file-{file.case.attachments.get(name__startswith=f'{n:03} ').pk}"


@pytest.fixture(autouse=True)
def folders():
    """This file's pack has folders of its own."""


# ---- right to the page ----------------------------------------------------------------------


@pytest.mark.provision("C20-B3.10", "C20-B3.20")
def test_every_page_is_numbered(built):
    total = len(built.pages)
    assert built.pack.pages == total
    for number, text in enumerate(built.pages, 1):
        assert f"Page {number} of {total}, {built.pack.case.reference} evidence 1" in " ".join(text.split())


@pytest.mark.provision("C20-B3.10")
def test_every_line_of_the_index_leads_to_its_document(built):
    assert [int(row["number"]) for row in built.index] == list(range(1, DOCUMENTS + 1))
    page = int(built.index[0]["first page"])
    for row in built.index:
        n, first, many = int(row["number"]), int(row["first page"]), int(row["pages"])
        assert first == page
        for on in range(first, first + many):
            assert f"Document {n}, page {on - first + 1} of {many}" in built.pages[on - 1]
        marks = set(re.findall(r"mark-(\d{3})-\d", "".join(built.pages[first - 1 : first - 1 + many])))
        assert marks <= {f"{n:03}"}
        if (
            n > LETTERS
            and not row["here"].startswith(("shown", "withheld"))
            and not row["pages with something withheld"]
        ):
            assert marks
        page += many
    assert page == len(built.pages) + 1


def test_the_index_of_the_pdf_says_the_same(built):
    front = " ".join("".join(built.pages[: int(built.index[0]["first page"]) - 1]).split())
    for row in built.index:
        assert re.search(rf"\b{row['first page']} {row['pages']}\b", front), row
    for row in built.index[LETTERS:]:
        assert redacting.letters(row["document"])[:12] in redacting.letters(front)


def test_it_opens_at_each_document(built):
    with pikepdf.Pdf.open(built.pdf) as opened:
        with opened.open_outline() as outline:
            documents = outline.root[-1].children
            assert len(documents) == DOCUMENTS
            numbers = {page.obj.objgen: n for n, page in enumerate(opened.pages, 1)}
            for item, row in zip(documents, built.index, strict=True):
                target = (item.destination or item.action.D)[0]
                assert numbers[target.objgen] == int(row["first page"])
        assert opened.Root.MarkInfo.Marked
        assert str(opened.Root.Lang) == "en-GB"


def test_every_document_lies_in_the_zip_as_it_was_kept(built):
    for row in built.index[LETTERS:]:
        if row["file"] and not row["pages with something withheld"]:
            body = built.bodies[int(row["number"])][1]
            assert built.files[row["file"]] == cleaned(body, kind_of(body)).body


# ---- withheld -------------------------------------------------------------------------------


def test_what_is_withheld_is_nowhere(built):
    assert SECRET.lower() not in everything_in(built.pdf).lower()
    for name, body in built.files.items():
        assert SECRET.encode() not in body, name
        if name.startswith("documents/") and name.endswith(".pdf"):
            with pikepdf.Pdf.open(io.BytesIO(body)) as opened:
                text = "".join(repr(one) for one in opened.objects)
            assert SECRET not in text, name


def test_pages_and_documents_are_withheld_whole(built):
    withheld = built.index[13]
    assert withheld["file"] == ""
    assert "withheld whole" in withheld["here"]
    assert "mark-014" not in "".join(built.pages)
    row = built.index[20]
    assert (row["pages"], row["pages with something withheld"]) == ("2", "2")
    assert mark(21) in built.pages[int(row["first page"]) - 1]
    assert mark(21, 2) not in "".join(built.pages)


def test_it_says_what_is_withheld_and_why_but_not_the_words(built):
    front = " ".join("".join(built.pages[: int(built.index[0]["first page"]) - 1]).split())
    assert "Document 14 The whole document Legal advice, which is privileged" in front
    assert re.search(r"Document 40 Words, in \d places? Personal data of somebody else", front)


# ---- sealed ---------------------------------------------------------------------------------


def test_the_zip_proves_itself(built):
    assert all(line.ok for line in seal.verify(built.zip, built.pack.zip_sha256))
    assert built.manifest["files"][built.pack.file_name("pdf")]["sha256"] == built.pack.pdf_sha256
    assert len(built.manifest["log"]["events"]) == built.pack.planned["events"][1]


def test_one_changed_byte_in_any_file_is_found(built, tmp_path):
    body = built.zip.read_bytes()
    changed = tmp_path / "changed.zip"
    with zipfile.ZipFile(built.zip) as packed:
        infos = packed.infolist()
    for info in infos[:: max(1, len(infos) // 24)]:
        place = info.header_offset + 30 + len(info.filename) + info.file_size // 2
        changed.write_bytes(body[:place] + bytes([body[place] ^ 255]) + body[place + 1 :])
        assert info.filename in [line.name for line in seal.verify(changed) if not line.ok]


def test_it_is_built_in_reasonable_time(built):
    print(f"{DOCUMENTS} documents, {len(built.pages)} pages: {built.seconds:.1f} s")
    assert built.seconds < 300
