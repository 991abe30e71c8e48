"""The worker's part: builds the packs that were asked for, one at a time.

A pack is claimed for ten minutes at a time. What a killed worker has made is taken up by the next, and nothing shows
as ready before both files lie in the store whole. Built again, the same plan gives the same bytes.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db.models import F
from django.utils import timezone

from putright.apps.casework.opened import Opened, load
from putright.apps.evidence import bundle, making, planning, seal
from putright.apps.evidence.front import Front
from putright.apps.evidence.models import EvidencePack
from putright.apps.evidence.workshop import Broken, Unreadable, Workshop

LEASE = timedelta(minutes=10)
TRIES = 5
PASSES = 6
LONG = 540.0
"""Seconds that putting the whole pack together may take."""
State = EvidencePack.State

logger = logging.getLogger("putright.evidence")


class Impossible(Exception):
    """No further try can help; the text says why, for whoever asked."""


class Lost(Exception):
    """Another worker has taken the pack over."""


def run_once(now: datetime) -> bool:
    """Builds the pack that has waited longest; False where none is due."""
    pack = claim(now)
    if pack is None:
        return False
    try:
        build(pack)
    except Lost:
        logger.info("Evidence pack %s was taken over.", pack.pk)
    except (Impossible, seal.TooLarge) as error:
        _give_up(pack, str(error))
    except Exception as error:  # whatever it is, the pack is tried again
        logger.exception("Evidence pack %s was not built, try %s.", pack.pk, pack.attempts)
        _try_again(pack, now, error)
    return True


def claim(now: datetime) -> EvidencePack | None:
    """The next pack, now the caller's to build; one that was tried too often is given up."""
    while pack := EvidencePack.objects.filter(next_try__lte=now).order_by("next_try", "id").first():
        same = EvidencePack.objects.filter(pk=pack.pk, next_try=pack.next_try)
        if not same.update(state=State.BUILDING, attempts=F("attempts") + 1, next_try=now + LEASE):
            continue
        mine = EvidencePack.objects.select_related("case__landlord", "landlord", "by").get(pk=pack.pk)
        if mine.attempts <= TRIES:
            return mine
        _give_up(mine, mine.problem or "Building it broke off again and again.")
    return None


def build(pack: EvidencePack) -> None:
    """Makes every document into pages, joins them, checks that nothing withheld is left, seals, and stores."""
    planned = pack.planned
    folder = folder_of(pack)
    folder.mkdir(parents=True, exist_ok=True)
    with Workshop() as workshop:
        made = []
        for n, document in enumerate(planned["documents"], 1):
            made.append(making.make(pack.case, document, planned, folder, workshop))
            _settle(pack, made=n, next_try=timezone.now() + LEASE)
        front = Front(pack, _as_planned(pack, planned), planned, made)
        first = _draw(front, folder, workshop)
        pdf = _join(front, first, folder, workshop)
        index = list(bundle.rows_of_index(front, first))
        _check(front, pdf, workshop)
    members = bundle.members(front, pdf, index)
    packed = _zip(members, folder)
    _finish(pack, front, index, members, pdf, packed, first)
    making.empty(folder)


def folder_of(pack: EvidencePack) -> Path:
    """Where a pack is made."""
    return Path(settings.DATA_DIR) / "evidence" / f"{pack.pk}"


def _as_planned(pack: EvidencePack, planned: dict[str, Any]) -> Opened:
    """The case as it was when the pack was asked for."""
    opened = load(pack.case)
    last = planned["events"][1]
    return Opened(opened.case, opened.rows[:last], opened.events[:last], opened.policy, opened.people)


def _draw(front: Front, folder: Path, workshop: Workshop) -> int:
    """Draws the front until the page numbers it gives are right; gives how many pages it has itself."""
    pages = 8
    for _ in range(PASSES):
        _go_on(front.pack)
        drawn = workshop.do("draw", seconds=LONG, paper=front.paper(pages), out=str(folder / "front.pdf"))
        if drawn["pages"] == pages:
            return pages
        pages = drawn["pages"]
    raise Impossible("The first pages could not be numbered. Tell whoever looks after the program.")


def _join(front: Front, first: int, folder: Path, workshop: Workshop) -> Path:
    words = planning.words_of_front(dict(front.planned))
    parts = []
    for row, made in zip(bundle.rows_of_index(front, first), front.made, strict=True):
        title = f"{row['number']}. {row['title']}"
        parts.append([made.path, title, f"Document {row['number']}", made.pages])
    out = folder / "pack.pdf"
    _go_on(front.pack)
    job = {"front": str(folder / "front.pdf"), "parts": parts, "stamp": str(front.pack), "out": str(out)}
    workshop.do("join", seconds=LONG, **job)
    if words and workshop.do("holds", path=str(folder / "front.pdf"), kind="application/pdf", words=words)["holds"]:
        raise Impossible("Words to be withheld would still stand in the first pages. Give them shorter, or split them.")
    return out


def _check(front: Front, pdf: Path, workshop: Workshop) -> None:
    """Looks for what is withheld in everything that would leave: the PDF, and each file of the ZIP."""
    planned = dict(front.planned)
    everywhere = planning.words_everywhere(planned)
    jobs = [("the PDF", pdf, "application/pdf", everywhere)]
    for document, made in zip(planned["documents"], front.made, strict=True):
        words = [one["words"] for one in planning.orders_of(planned, document["key"]) if one["words"]]
        if len(words) > len(everywhere):
            jobs.append((f"document {document['number']}", Path(made.path), "application/pdf", words))
        if made.file and made.file != made.path:
            jobs.append((f"the file of document {document['number']}", Path(made.file), made.file_kind, words))
    for what, path, kind, words in jobs:
        _go_on(front.pack)
        if words and workshop.do("holds", seconds=LONG, path=str(path), kind=kind, words=words)["holds"]:
            raise Impossible(f"Words to be withheld would still be found in {what}. Withhold it whole.")


def _zip(members: list[seal.Member], folder: Path) -> Path:
    out = folder / "pack.zip"
    with out.open("wb") as file:
        seal.write(members, file.write)
    return out


def _finish(
    pack: EvidencePack, front: Front, index: list[dict[str, Any]], members: list[seal.Member], pdf: Path, packed: Path,
    first: int,
) -> None:  # fmt: skip
    """Stores both files, then says in one update that the pack is ready."""
    pack.pdf_sha256, pack.zip_sha256 = seal.digest_of(pdf), seal.digest_of(packed)
    for kind, path in (("pdf", pdf), ("zip", packed)):
        _store(pack.stored(kind), path)
    manifest = next(one.sha256 for one in members if one.name == seal.MANIFEST)
    total = first + sum(made.pages for made in front.made)
    result = {
        "index": index, "front": first, "gaps": [[gap.on.isoformat(), gap.text] for gap in front.lacking],
        "bytes": {"pdf": pdf.stat().st_size, "zip": packed.stat().st_size},
        "unfound": _unfound(front),
    }  # fmt: skip
    _settle(
        pack, state=State.DONE, next_try=None, built_at=timezone.now(), pages=total, problem="",
        pdf_sha256=pack.pdf_sha256, zip_sha256=pack.zip_sha256, manifest_sha256=manifest,
        result=msgspec.json.encode(result, order="sorted").decode(),
    )  # fmt: skip


def _unfound(front: Front) -> list[str]:
    """Words that were to be withheld and stand in no document: perhaps they were misspelt."""
    counts: dict[str, int] = {}
    for document, made in zip(front.planned["documents"], front.made, strict=True):
        named = [one["words"] for one in planning.orders_of(dict(front.planned), document["key"]) if one["words"]]
        for words, count in zip(named, made.found or [0] * len(named), strict=False):
            counts[words] = counts.get(words, 0) + count
    return sorted(words for words, count in counts.items() if not count)


def _store(name: str, path: Path) -> None:
    if default_storage.exists(name):
        if default_storage.size(name) == path.stat().st_size:
            return
        default_storage.delete(name)  # a worker died while it wrote it
    with path.open("rb") as file:
        default_storage.save(name, File(file))


def _try_again(pack: EvidencePack, now: datetime, error: Exception) -> None:
    known = isinstance(error, Broken | Unreadable)
    problem = f"{error}" if known else f"Building it failed ({type(error).__name__})."
    if pack.attempts >= TRIES:
        _give_up(pack, problem)
    else:
        _settle(pack, state=State.QUEUED, next_try=now + timedelta(minutes=pack.attempts), problem=problem[:400])


def _give_up(pack: EvidencePack, problem: str) -> None:
    """Says why a pack was not built, and removes what was made of it."""
    _settle(pack, state=State.FAILED, next_try=None, problem=problem[:400])
    making.empty(folder_of(pack))


def _go_on(pack: EvidencePack) -> None:
    """Takes ten minutes more. Raises `Lost`."""
    _settle(pack, next_try=timezone.now() + LEASE)


def _settle(pack: EvidencePack, **what: Any) -> None:
    """Keeps how far a pack is, as long as it is this worker's. Raises `Lost`."""
    mine = EvidencePack.objects.filter(pk=pack.pk, attempts=pack.attempts, state=State.BUILDING)
    if not mine.update(**what):
        raise Lost
