"""A pack survives whatever happens to its worker, is built once, frozen, supplemented and sent."""

from __future__ import annotations

import csv
import io
import os
import signal
import zipfile
from datetime import timedelta

import msgspec
import pikepdf
import pytest
from django.core.files.storage import default_storage
from django.db import DatabaseError, transaction
from django.utils import timezone

from putright.apps.casework import actions as casework
from putright.apps.casework.opened import load
from putright.apps.evidence import actions, build, making, planning, seal
from putright.apps.evidence.models import EvidencePack, Redaction
from putright.apps.evidence.workshop import Broken, Workshop
from putright.core import events as e
from tests.apps.evidence import files
from tests.apps.evidence.conftest import NOW, pages_of, path_of

State = EvidencePack.State


class Killed(BaseException):
    """As when the process is killed: no handler runs."""


def text_of(pack) -> str:
    return " ".join(" ".join(pages_of(path_of(pack, "pdf"))).split())


def names_in(pack) -> list[str]:
    with zipfile.ZipFile(path_of(pack, "zip")) as packed:
        return packed.namelist()


def index_of(pack) -> list[dict[str, str]]:
    with zipfile.ZipFile(path_of(pack, "zip")) as packed:
        return list(csv.DictReader(io.StringIO(packed.read("index.csv").decode("utf-8-sig"))))


def two_files(file):
    file.add("a.pdf", files.pdf("first of a", "second of a"))
    file.add("b.txt", b"words of b")
    return file


# ---- killed anywhere ------------------------------------------------------------------------

PLACES = ["fetch", "_make", "draw", "join", "members", "_zip", "_store", "digest_of", "empty"]


@pytest.mark.parametrize("place", PLACES)
def test_killed_anywhere_it_is_built_all_the_same(file, monkeypatch, place):
    pack = two_files(file).ask()
    whole = sums_of_a_second_building(pack, monkeypatch)
    kill_at(monkeypatch, place)
    with pytest.raises(Killed):
        build.run_once(NOW)
    pack.refresh_from_db()
    assert pack.state == (State.DONE if place == "empty" else State.BUILDING)
    monkeypatch.undo()
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    assert not build.run_once(NOW + timedelta(minutes=9))
    assert build.run_once(NOW + timedelta(minutes=11)) is (place != "empty")
    pack.refresh_from_db()
    assert pack.state == State.DONE
    assert (pack.pdf_sha256, pack.zip_sha256) == whole
    assert seal.digest_of(path_of(pack, "pdf")) == pack.pdf_sha256
    assert all(line.ok for line in seal.verify(path_of(pack, "zip"), pack.zip_sha256))


def sums_of_a_second_building(pack, monkeypatch):
    """What the same plan comes to when it is built apart, with nothing kept of it."""
    apart = EvidencePack.objects.select_related("case__landlord", "landlord", "by").get(pk=pack.pk)
    apart.pk = 10_000
    said = {}
    with monkeypatch.context() as patch:
        patch.setattr(build, "_settle", lambda pack, **what: said.update(what))
        build.build(apart)
    for kind in ("pdf", "zip"):
        default_storage.delete(apart.stored(kind))
    return said["pdf_sha256"], said["zip_sha256"]


def kill_at(monkeypatch, place):
    """Kills the worker at the second call of a function, or job, or at the first where there is but one."""

    def die(*_, **__):
        raise Killed

    if place in ("draw", "join"):
        doing = Workshop.do
        monkeypatch.setattr(Workshop, "do", lambda self, what, /, **job: die() if what == place else
                            doing(self, what, **job))  # fmt: skip
        return
    module = {"members": build.bundle, "digest_of": build.seal, "empty": making, "fetch": making, "_make": making}
    target = module.get(place, build)
    real, calls = getattr(target, place), []

    def counted(*args, **kwargs):
        calls.append(1)
        if len(calls) == (2 if place in ("fetch", "_make", "_store", "digest_of") else 1):
            die()
        return real(*args, **kwargs)

    monkeypatch.setattr(target, place, counted)


def test_a_half_written_file_in_the_store_is_written_again(file):
    pack = two_files(file).build()
    place = path_of(pack, "zip")
    body = place.read_bytes()
    place.write_bytes(body[:100])
    build._store(pack.stored("zip"), _copy(place.with_suffix(".copy"), body))
    assert place.read_bytes() == body


def _copy(path, body):
    path.write_bytes(body)
    return path


def test_what_was_made_before_is_not_made_again(file, monkeypatch):
    pack = two_files(file).ask()
    kill_at(monkeypatch, "draw")
    with pytest.raises(Killed):
        build.run_once(NOW)
    monkeypatch.undo()
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    monkeypatch.setattr(making, "_make", None)
    assert build.run_once(NOW + timedelta(minutes=11))
    pack.refresh_from_db()
    assert pack.state == State.DONE


def test_a_worker_that_was_given_up_changes_nothing_any_more(file):
    pack = two_files(file).ask()
    mine = build.claim(NOW)
    assert build.claim(NOW + timedelta(minutes=11)).attempts == 2
    with pytest.raises(build.Lost):
        build._settle(mine, state=State.DONE)
    pack.refresh_from_db()
    assert pack.state == State.BUILDING


def test_one_that_kills_every_worker_is_given_up(file):
    pack = two_files(file).ask()
    now = NOW
    for _ in range(build.TRIES):
        assert build.claim(now)
        now += timedelta(minutes=11)
    assert build.claim(now) is None
    pack.refresh_from_db()
    assert (pack.state, pack.next_try) == (State.FAILED, None)
    assert not build.folder_of(pack).exists()


def test_what_fails_is_tried_again_and_says_so(file, monkeypatch):
    pack = two_files(file).ask()

    def fail(*_):
        raise Broken("making pages broke off in 'join'")

    monkeypatch.setattr(build, "_join", fail)
    assert build.run_once(NOW)
    pack.refresh_from_db()
    assert (pack.state, pack.problem) == (State.QUEUED, "making pages broke off in 'join'")
    assert pack.next_try == NOW + timedelta(minutes=1)


# ---- the process that makes pages -----------------------------------------------------------


def test_a_process_that_dies_or_hangs_is_replaced(tmp_path):
    source = tmp_path / "a.txt"
    source.write_bytes(b"words")
    job = {"source": str(source), "kind": "text/plain", "name": "a", "out": str(tmp_path / "a.pdf")}
    with Workshop() as workshop:
        assert workshop.do("convert", **job)["pages"] == 1
        os.kill(workshop._process.pid, signal.SIGKILL)
        workshop._process.wait()
        assert workshop.do("convert", **job)["pages"] == 1
        with pytest.raises(Broken):
            workshop.do("convert", seconds=0.0001, **job)
        with pytest.raises(Broken, match="FileNotFoundError"):
            workshop.do("convert", **{**job, "source": "none"})
        assert workshop.do("convert", **job)["pages"] == 1


def test_a_file_that_breaks_the_process_gets_a_page_that_says_so(file, monkeypatch):
    two_files(file)
    doing = Workshop.do

    def do(self, what, /, **job):
        if what == "convert" and job["name"] == "a.pdf":
            raise Broken("it died")
        return doing(self, what, **job)

    monkeypatch.setattr(Workshop, "do", do)
    pack = file.build()
    assert pack.state == State.DONE
    assert "not shown: it died" in text_of(pack)
    assert "documents/003-a.pdf" in names_in(pack)


def test_what_cannot_be_redacted_is_left_out_never_shown(file, monkeypatch):
    two_files(file)
    file.withhold("first of a")
    doing = Workshop.do

    def do(self, what, /, **job):
        if what == "burn" and job["base"].endswith("0003.base.pdf"):
            raise Broken("it died")
        return doing(self, what, **job)

    monkeypatch.setattr(Workshop, "do", do)
    pack = file.build()
    assert pack.state == State.DONE
    assert "second of a" not in text_of(pack)
    assert not [name for name in names_in(pack) if "003" in name]
    assert "It could not be redacted" in pack.came_of_it["index"][2]["problem"]


def test_a_file_that_is_not_what_was_put_in_is_not_shown(file):
    kept = file.add("a.pdf", files.pdf("as put in"))
    path = default_storage.path(kept.stored)
    with open(path, "wb") as written:  # noqa: PTH123
        written.write(files.pdf("forged"))
    pack = file.build()
    text = text_of(pack)
    assert "forged" not in text
    assert "the file in the store is not the one that was put in" in text
    day, gap = pack.came_of_it["gaps"][-1]
    assert (day, gap.rpartition(":")[0]) == ("2026-07-06", "Document 3: its file cannot be read")


# ---- withheld -------------------------------------------------------------------------------


def test_words_in_the_record_itself_are_covered(file):
    file.then(e.Contacted(on=NOW.date(), method="phone", what="Spoke with Ada Quillfeather next door"))
    file.add("Ada Quillfeather.txt", b"about the roof")
    file.withhold("ada quillfeather")
    pack = file.build()
    assert "quillfeather" not in text_of(pack).lower()
    with zipfile.ZipFile(path_of(pack, "zip")) as packed:
        assert not [name for name in packed.namelist() if "quill" in name.lower() or b"uillf" in packed.read(name)]


def test_words_hidden_in_a_file_keep_the_file_itself_out(file):
    file.add("a.docx", files.word("open", parts={"docProps/core.xml": b"<a>Quillfeather</a>"}))
    file.withhold("Quillfeather")
    pack = file.build()
    assert "documents/003-a.pdf" in names_in(pack)
    assert "documents/003-a.docx" not in names_in(pack)
    assert "open" in text_of(pack)


def test_words_of_one_document_only(file):
    file.add("a.pdf", files.pdf("Quillfeather of apples"))
    file.add("b.pdf", files.pdf("Quillfeather of pears"))
    key = planning.documents.of_case(load(file.case))[2].key
    file.withhold("Quillfeather", document=key)
    text = text_of(file.build())
    assert "Quillfeather of pears" in text
    assert "Quillfeather of apples" not in text


def test_words_found_nowhere_are_told(file):
    two_files(file)
    file.withhold("Quillfether")
    assert file.build().came_of_it["unfound"] == ["Quillfether"]


def test_the_originals_stay_as_they_are(file):
    body = files.pdf("Quillfeather")
    kept = file.add("a.pdf", body)
    file.withhold("Quillfeather")
    file.build()
    with default_storage.open(kept.stored) as stored:
        assert stored.read() == body


@pytest.mark.parametrize("what", [{}, {"words": "A"}, {"pages": [1]}, {"document": "file-1"}])
def test_nothing_to_withhold_is_refused(file, what):
    with pytest.raises(ValueError, match=r"\."):
        file.withhold(**what)
    assert not Redaction.objects.exists()


# ---- frozen, supplemented, sent -------------------------------------------------------------


def test_a_built_pack_is_frozen(file):
    pack = two_files(file).build()
    mine = EvidencePack.objects.filter(pk=pack.pk)
    for change in (
        {"pdf_sha256": "0" * 64},
        {"plan": "{}"},
        {"state": "failed"},
        {"supplements": pack},
        {"result": "{}"},
    ):
        with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
            mine.update(**change)
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        mine.delete()


def test_a_supplement_holds_only_what_is_new_and_numbers_on(file):
    first = two_files(file).build()
    file.then(e.Contacted(on=NOW.date(), method="phone", what="Spoke about the survey"))
    file.add("c.txt", b"words of c", NOW + timedelta(hours=1))
    second = file.build(base=first)
    assert second.supplements == first
    assert [row["number"] for row in index_of(second)] == ["5"]
    text = text_of(second)
    assert "words of c" in text
    assert "words of b" not in text
    assert "a supplement to evidence pack 1" in text
    assert "Spoke about the survey" in text
    chronology = text.partition("Chronology of the record")[2]
    assert "Complaint received by telephone" not in chronology
    third = file.build(base=second)
    assert index_of(third) == []
    assert third.planned["supplements"] == [2, 1]


def test_what_comes_in_while_it_waits_is_for_the_next(file):
    pack = two_files(file).ask()
    file.add("late.txt", b"too late")
    file.then(e.Contacted(on=NOW.date(), method="phone", what="Too late as well"))
    build.run_once(NOW)
    pack.refresh_from_db()
    assert "oo late" not in text_of(pack)


def test_only_one_is_built_at_a_time(file):
    assert file.ask() == file.ask()


@pytest.mark.provision("C20-B3.20")
def test_sending_meets_the_duty_and_keeps_the_sums(file):
    pack = two_files(file).build()
    assert due(file) == (None, True)
    actions.send(file.first, file.reference, pack.number, at=NOW)
    sent = load(file.case).events[-1]
    assert isinstance(sent, e.EvidenceProvided)
    assert {pack.pdf_sha256, pack.zip_sha256, pack.manifest_sha256} <= set(
        sent.what.replace(";", " ").replace(".", " ").split()
    )
    assert due(file) == (NOW.date(), False)
    with pytest.raises(casework.Refused, match="sent before"):
        actions.send(file.first, file.reference, pack.number, at=NOW)


def due(file):
    duty = next(one for one in load(file.case).duties if one.name == "evidence:e1")
    return duty.done, duty.status(NOW.date()) == "open"


def test_one_that_answers_no_request_is_not_sent(file):
    pack = file.build(request="")
    with pytest.raises(casework.Refused, match="answers no request"):
        actions.send(file.first, file.reference, pack.number, at=NOW)


def test_erased_it_leaves_only_that_it_was_made(file):
    pack = two_files(file).build()
    file.withhold("anything")
    actions.erase(file.case, NOW)
    pack.refresh_from_db()
    assert (pack.plan, pack.result, pack.erased_at) == (None, None, NOW)
    assert not default_storage.exists(pack.stored("pdf"))
    assert not Redaction.objects.exists()
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        EvidencePack.objects.filter(pk=pack.pk).update(plan="{}")


def test_erased_while_it_waits_it_is_never_built(file):
    pack = two_files(file).ask()
    actions.erase(file.case, NOW)
    assert not build.run_once(NOW)
    pack.refresh_from_db()
    assert (pack.state, pack.plan) == (State.FAILED, None)


def test_a_locked_file_is_left_out_where_words_are_withheld(file):
    file.add("locked.pdf", files.pdf("Quillfeather", encryption=pikepdf.Encryption(owner="o", user="u")))
    file.withhold("Quillfeather")
    pack = file.build()
    assert pack.state == State.DONE
    assert not [name for name in names_in(pack) if "003" in name]


def test_provenance_stands_in_the_index(file):
    kept = file.add("survey.pdf", files.pdf("the survey"))
    file.then(e.EvidenceRecorded(on=NOW.date(), id="v1", what="Damp survey", source="A surveyor", file=kept.sha256))
    row = index_of(file.build())[2]
    assert (row["document"], row["from"]) == ("Damp survey (survey.pdf)", "A surveyor")


def test_a_plan_is_plain_data(file):
    pack = two_files(file).ask()
    assert msgspec.json.encode(msgspec.json.decode(pack.plan), order="sorted").decode() == pack.plan
