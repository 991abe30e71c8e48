"""The writes of evidence packs: ask for one, withhold and give back, send, erase."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from putright.apps.accounts import permissions
from putright.apps.accounts.models import Person
from putright.apps.casework import actions as casework
from putright.apps.casework import log
from putright.apps.casework.models import Case
from putright.apps.casework.opened import Opened
from putright.apps.evidence import build, making, planning
from putright.apps.evidence.models import EvidencePack, Redaction
from putright.core import events as e
from putright.core import redacting
from putright.core.decide import Reason

State = EvidencePack.State
NEEDS = permissions.SEND_EVIDENCE


def ask(
    person: Person, reference: str, *, request: str = "", base: EvidencePack | None = None, at: datetime
) -> EvidencePack:
    """Asks for a pack of all that is on file now; a supplement to `base` where one is given.

    The worker builds it. While one waits or is being built that one is given instead. Raises `PermissionDenied` or
    `Case.DoesNotExist`.
    """
    with _held(person, reference) as opened:
        running = EvidencePack.objects.filter(case=opened.case, state__in=(State.QUEUED, State.BUILDING)).first()
        if running:
            return running
        last = EvidencePack.objects.filter(case=opened.case).aggregate(last=Max("number"))["last"] or 0
        plan = planning.plan(opened, person, request, base)
        pack = EvidencePack(
            landlord_id=opened.case.landlord_id, case=opened.case, number=last + 1, request=request, supplements=base,
            by=person, asked_at=at, plan=plan, next_try=at,
        )  # fmt: skip
        pack.documents = len(pack.planned["documents"])
        pack.save(force_insert=True)
        return pack


def withhold(person: Person, reference: str, *, at: datetime, reason: str, **what: Any) -> Redaction:
    """Withholds something from every pack asked for from now on; the document itself is not touched.

    `what` is `words` (everywhere, or in one `document`), or a `document` with `pages`, `squares` or `whole`. Raises
    `ValueError` where there is nothing to look for, and what `ask` raises.
    """
    with _held(person, reference) as opened:
        words = str(what.get("words", "")).strip()
        if words and not redacting.usable(words):
            raise ValueError("Give two letters or figures at least.")
        if not words and not (what.get("document") and (what.get("pages") or what.get("squares") or what.get("whole"))):
            raise ValueError("Say what is to be withheld.")
        found, _ = Redaction.objects.get_or_create(
            **{**what, "words": words}, case=opened.case, landlord_id=opened.case.landlord_id, reason=reason,
            defaults={"by": person, "at": at},
        )  # fmt: skip
        return found


def give_back(person: Person, reference: str, pk: int) -> None:
    """Withholds something no longer from packs still to be asked for."""
    with _held(person, reference) as opened:
        Redaction.objects.filter(case=opened.case, pk=pk).delete()


def send(
    person: Person, reference: str, number: int, *, at: datetime, version: int | None = None, token: str = ""
) -> EvidencePack:
    """Records that a pack was sent to whoever asked for evidence, with its sums; that meets the duty.

    Raises `EvidencePack.DoesNotExist` where it is not ready, and what `casework.actions.record` raises.
    """
    with transaction.atomic():
        case = Case.objects.select_for_update(of=("self",)).get(landlord=person.landlord_id, reference=reference)
        pack = EvidencePack.objects.select_related("case").get(case=case, number=number, state=State.DONE)
        if pack.event_id or not pack.request:
            why = "this pack was sent before" if pack.event_id else "it answers no request for evidence"
            raise casework.Refused([Reason("possible_now", why)])
        if planning.withheld_since(pack):
            raise casework.Refused([Reason("possible_now", "it shows what was withheld after it was asked for")])
        what = (f"Evidence pack {pack.number}: {pack.pages} pages, {pack.documents} documents. "
                f"SHA-256 of the PDF {pack.pdf_sha256}; of the ZIP {pack.zip_sha256}; "
                f"of its manifest {pack.manifest_sha256}.")  # fmt: skip
        event = e.EvidenceProvided(on=timezone.localdate(at), id=pack.request, what=what)
        opened = casework.record(person, reference, [event], at=at, version=version, token=token, needs=NEEDS)
        pack.event = opened.rows[-1]
        EvidencePack.objects.filter(pk=pack.pk).update(event=pack.event)
        return pack


def erase(case: Case, at: datetime) -> None:
    """Erases what a case's packs say, their files, and what was to be withheld. That they were made stays known."""
    for pack in EvidencePack.objects.filter(case=case, erased_at=None):
        if pack.state == State.DONE:
            for kind in ("pdf", "zip"):
                default_storage.delete(pack.stored(kind))
        state = State.DONE if pack.state == State.DONE else State.FAILED
        EvidencePack.objects.filter(pk=pack.pk).update(plan=None, result=None, erased_at=at, next_try=None, state=state)
        making.empty(build.folder_of(pack))
    Redaction.objects.filter(case=case).delete()


@contextmanager
def _held(person: Person, reference: str) -> Iterator[Opened]:
    with log.open(person.landlord, reference) as opened:
        if not permissions.may(person, NEEDS, opened.case):
            raise PermissionDenied(f"This step needs the permission {NEEDS!r} on this case.")
        yield opened
