"""A complaint with letters, the Ombudsman's request, and files; and a worker to build its packs."""

from __future__ import annotations

import subprocess
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from putright.apps.casework import attachments
from putright.apps.casework.models import Case
from putright.apps.evidence import actions, build
from putright.apps.evidence.models import EvidencePack
from putright.apps.letters.sending import deliver
from putright.core import events as e
from tests.apps.letters.conftest import House, june
from tests.apps.letters.conftest import at as day_of

NOW = datetime(2026, 7, 6, 10, 0, tzinfo=UTC)
ASKED = date(2026, 7, 3)


class File(House):
    """The complaint, told to the end of stage 1 and on to the Ombudsman, and its files."""

    def tell(self):
        self.receive().define()
        self.acknowledge()
        deliver.run_once(day_of(june(2)))
        self.decide()
        self.respond()
        deliver.run_once(day_of(june(8)))
        return self.then(
            e.OmbudsmanReferred(on=june(25), route="direct"),
            e.EvidenceRequested(on=ASKED, id="e1", what="The whole file, please."),
        )

    @property
    def case(self):
        return Case.objects.get(reference=self.reference, landlord=self.landlord)

    def add(self, name: str, body: bytes, at=NOW, by=None):
        """Puts a file on the case's record."""
        kept = attachments.keep(self.case.landlord, SimpleUploadedFile(name, body), at, by=by or self.first)
        attachments.claim(self.case, [kept])
        return kept

    def withhold(self, words="", at=NOW, reason="third_party", **what):
        return actions.withhold(self.first, self.reference, at=at, reason=reason, words=words, **what)

    def ask(self, at=NOW, **what):
        return actions.ask(self.first, self.reference, at=at, **{"request": "e1", **what})

    def build(self, **what) -> EvidencePack:
        """Asks for a pack and builds it."""
        pack = self.ask(**what)
        while build.run_once(timezone.now()):
            pass
        pack.refresh_from_db()
        return pack


@pytest.fixture
def file(db):
    return File("housing-services").tell()


@pytest.fixture(autouse=True)
def folders(tmp_path, settings, monkeypatch):
    settings.DATA_DIR = tmp_path
    settings.MEDIA_ROOT = tmp_path / "files"
    monkeypatch.setattr(timezone, "now", lambda: NOW)


def path_of(pack: EvidencePack, kind: str) -> Path:
    return Path(default_storage.path(pack.stored(kind)))


def pages_of(path: Path) -> list[str]:
    """What `pdftotext` reads on each page."""
    done = subprocess.run(["pdftotext", "-raw", str(path), "-"], capture_output=True, check=True)
    return done.stdout.decode().split("\f")[:-1]
