"""Letters that are printed together: asked for by a person, put together by the worker, one letter after the other.

What a killed worker has drawn is taken up by the next, and nothing shows as ready before it lies in the store whole.
"""

from __future__ import annotations

import hashlib
import io
import logging
import shutil
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path

import pikepdf
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from putright.apps.accounts.models import Person
from putright.apps.casework.models import Case, Message
from putright.apps.letters.drawing import paper, pdf
from putright.apps.letters.drawing.stored import stored_pdf
from putright.apps.letters.models import Batch, Delivery, Letter, Proof
from putright.apps.letters.sending import actions, mail, proof
from putright.core.letters import blocks

MOST = 200
"""Letters in one batch."""
TRIES = 5
LEASE = timedelta(minutes=10)
State = Batch.State

logger = logging.getLogger("putright.letters")


def waiting(person: Person) -> QuerySet[Delivery]:
    """The letters that wait to be posted on cases this person may see, the oldest first."""
    return Delivery.objects.filter(
        ready_at__isnull=False, sent_at=None, message__state=Message.State.SENDING, message__channel="post",
        message__case__in=Case.objects.visible_to(person),
    ).select_related("message__case").order_by("ready_at", "pk")  # fmt: skip


def ask(person: Person, at: datetime) -> Batch | None:
    """Asks for everything that waits, is in no batch yet and may be seen by this person; None where nothing does."""
    with transaction.atomic():
        batch = Batch.objects.create(landlord=person.landlord, by=person, asked_at=at, next_try=at)
        chosen = list(waiting(person).filter(batch=None).values_list("pk", flat=True)[:MOST])
        if Delivery.objects.filter(pk__in=chosen, batch=None).update(batch=batch):
            return batch
        batch.delete()
    return None


def posted(person: Person, batch: Batch, at: datetime, left_out: Collection[str] = ()) -> int:
    """Marks the letters of a batch as posted, but those left out (ids of messages): they wait again, on their own.

    Gives how many were marked: none while there is nothing to print. Broken off half-way, a second try marks the rest.
    """
    if batch.state != State.READY:
        return 0
    still = batch.deliveries.filter(sent_at=None)
    out = [pk for pk in still.values_list("pk", flat=True) if str(pk) in left_out]
    still.filter(pk__in=out).update(batch=None, pages=None, sheets=None, enclosed=False)
    letters = list(still.select_related("message__case", "message__landlord"))
    for one in letters:
        actions.posted(person, one.message, at)
    if batch.sha256:
        default_storage.delete(batch.stored)
    return len(letters)


# ---- the worker's part ----------------------------------------------------------------------


def run_once(now: datetime) -> bool:
    """Puts together the batch that has waited longest; False where none is due."""
    batch = _claim(now)
    if batch is None:
        return False
    try:
        make(batch)
    except Exception as error:  # whatever it is, the batch is tried again
        logger.exception("Batch %s was not put together, try %s.", batch.pk, batch.attempts)
        last = batch.attempts >= TRIES
        _settle(batch, state=State.FAILED if last else State.QUEUED, problem=f"{type(error).__name__}",
                next_try=None if last else now + timedelta(minutes=batch.attempts))  # fmt: skip
        if last:
            batch.deliveries.filter(sent_at=None).update(batch=None)
            _clear(batch)
    return True


def _claim(now: datetime) -> Batch | None:
    while found := Batch.objects.filter(next_try__lte=now).order_by("next_try", "id").first():
        same = Batch.objects.filter(pk=found.pk, next_try=found.next_try)
        if same.update(attempts=F("attempts") + 1, next_try=now + LEASE):
            return Batch.objects.select_related("landlord").get(pk=found.pk)
    return None


def make(batch: Batch) -> None:
    """Draws each letter that has not been drawn yet, joins them, and stores the whole."""
    folder = _folder(batch)
    folder.mkdir(parents=True, exist_ok=True)
    parts = []
    for one, letter in contents(batch):
        if letter.blocks is None:
            Delivery.objects.filter(pk=one.pk).update(batch=None)
            continue
        parts.append((letter.case.reference, _part(folder / f"{one.pk}.pdf", one, letter)))
        _settle(batch, made=len(parts), next_try=timezone.now() + LEASE)
    whole = _join(parts)
    batch.sha256 = hashlib.sha256(whole).hexdigest()
    _settle(batch, sha256=batch.sha256)
    default_storage.delete(batch.stored)  # whoever wrote it may have been killed half-way
    default_storage.save(batch.stored, ContentFile(whole))
    _hand(batch)
    _settle(batch, state=State.READY, next_try=None, problem="")
    shutil.rmtree(folder)


def erase(messages: Sequence[int]) -> None:
    """Erases what was put together for printing of these messages (ids): their parts, and the batches they are in.

    The other letters of a batch that wait to be posted are put together anew, without them.
    """
    for pk in messages:
        for part in (Path(settings.DATA_DIR) / "print").glob(f"batch-*/{pk}.*"):
            part.unlink(missing_ok=True)
    erased = Delivery.objects.filter(message__in=messages)
    for batch in Batch.objects.filter(pk__in=erased.values("batch")).exclude(sha256=""):
        default_storage.delete(batch.stored)
        if batch.deliveries.filter(sent_at=None).exclude(message__in=messages).exists():
            _settle(batch, state=State.QUEUED, next_try=batch.asked_at, attempts=0, sha256="")


def _clear(batch: Batch) -> None:
    """Takes away what was drawn for a batch that is given up."""
    shutil.rmtree(_folder(batch), ignore_errors=True)
    if batch.sha256:
        default_storage.delete(batch.stored)


def _folder(batch: Batch) -> Path:
    return Path(settings.DATA_DIR) / "print" / f"batch-{batch.pk}"


def contents(batch: Batch) -> Iterator[tuple[Delivery, Letter]]:
    """The letters of a batch, in the order in which they lie in its PDF."""
    found = list(batch.deliveries.select_related("message__case").order_by("ready_at", "pk"))
    letters = Letter.objects.select_related("case", "landlord").in_bulk([one.message.letter for one in found])
    yield from ((one, letters[one.message.letter]) for one in found)


def _part(path: Path, one: Delivery, letter: Letter) -> bytes:
    """One letter as it is printed: its address in the window, and what goes with it behind it."""
    if path.exists():
        return path.read_bytes()
    content = paper.addressed(stored_pdf(letter, pdf.render), paper.lines(letter, one.message), paper.DL)
    enclosure = _enclosure(letter)
    parts = [content, enclosure] if enclosure else [content]
    pages = [paper.pages(part) for part in parts]
    Delivery.objects.filter(pk=one.pk).update(
        pages=sum(pages), sheets=sum(map(paper.sheets, pages)), enclosed=bool(enclosure)
    )
    made = paper.joined(parts)
    part = path.with_suffix(".part")
    part.write_bytes(made)
    part.replace(path)
    return made


def _enclosure(letter: Letter) -> bytes | None:
    """The landlord's printed policy, where the letter says that it goes with it and it is there and can be read."""
    found = mail.policy_copy(letter) if blocks.thaw(letter.blocks or "").enclosures else None
    try:
        return found if found and paper.pages(found) else None
    except paper.Unprintable:
        logger.warning("The printed policy of %s cannot be read.", letter.landlord.slug)
        return None


def _join(parts: Sequence[tuple[str, bytes]]) -> bytes:
    """All letters of a batch; each page is labelled with the reference of its case."""
    with pikepdf.new() as whole:
        labels = pikepdf.Array()
        for reference, content in parts:
            labels.append(len(whole.pages))
            labels.append(pikepdf.Dictionary(P=pikepdf.String(f"{reference}, "), S=pikepdf.Name.D))
            with pikepdf.open(io.BytesIO(content)) as part:
                whole.pages.extend(part.pages)
        whole.Root.PageLabels = pikepdf.Dictionary(Nums=labels)
        return paper.written(whole)


def _hand(batch: Batch) -> None:
    """Puts on the record of each letter in which batch it was printed."""
    for one in batch.deliveries.filter(sent_at=None).select_related("message"):
        proof.once(one.message, Proof.What.HANDED, batch.asked_at, f"Batch {batch.pk}, SHA-256 {batch.sha256}")


def _settle(batch: Batch, **what: object) -> None:
    Batch.objects.filter(pk=batch.pk).update(**what)
