"""Erasing a record whole: every part of the program that keeps words about it lets go of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import cache
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.core.files.storage import default_storage
from django.db import transaction

from putright.apps.casework import attachments, log, viewing
from putright.apps.casework.attachments import Attachment
from putright.apps.casework.models import Case, Party, Text
from putright.apps.casework.opened import Opened
from putright.apps.evidence import actions as evidence
from putright.apps.evidence.models import EvidencePack
from putright.apps.letters import erasing as letters
from putright.apps.letters.drawing import formats
from putright.apps.letters.models import Letter
from putright.apps.mailbox import erasing as mailbox
from putright.apps.mailbox.models import Incoming
from putright.apps.residents import erasing as residents
from putright.apps.residents.models import Resident

Eraser = Callable[[Case, datetime], object]


def holdings(case: Case) -> dict[str, int]:
    """How much of each kind a case holds that will be erased."""
    found = {
        "texts": Text.objects.filter(event__case=case, erased_at=None).count(),
        "people": Party.objects.filter(case=case).exclude(name="", email="", phone="", address="").count(),
        "letters": Letter.objects.filter(case=case, erased_at=None).count(),
        "e-mails": Incoming.objects.filter(case=case, erased_at=None).count(),
        "files": Attachment.objects.filter(case=case).count(),
        "evidence packs": EvidencePack.objects.filter(case=case, erased_at=None).count(),
    }
    return {name: count for name, count in found.items() if count}


def places(case: Case) -> list[str]:
    """Where the storage has files of a case."""
    found = list(Attachment.objects.filter(case=case).values_list("stored", flat=True))
    found += Incoming.objects.filter(case=case, erased_at=None).values_list("stored", flat=True)
    for letter in Letter.objects.filter(case=case, erased_at=None):
        found += formats.places(letter)
    for pack in EvidencePack.objects.filter(case=case, erased_at=None, state=EvidencePack.State.DONE):
        found += [pack.stored("pdf"), pack.stored("zip")]
    return [place for place in dict.fromkeys(found) if place and default_storage.exists(place)]


@transaction.atomic
def erase_case(opened: Opened, at: datetime) -> None:
    """Erases all that a case holds in words. Its events, references, dates and hashes stay."""
    case = opened.case
    attachments.erase(case)
    letters.erase(case, at)
    mailbox.erase(case, at)
    evidence.erase(case, at)
    viewing.erase_case(case, at)
    for eraser in others():
        eraser(case, at)
    log.erase(opened, at)


@cache
def others() -> tuple[Eraser, ...]:
    """The `erase_case` of each app's `erasing` module: what an app keeps of a case beside these, it erases there."""
    found = []
    for config in apps.get_app_configs():
        name = f"{config.name}.erasing"
        if config.name.startswith("putright.") and config.name != "putright.apps.records" and find_spec(name):
            found.append(getattr(import_module(name), "erase_case", None))
    return tuple(one for one in found if one)


def erase_mail(pk: int, at: datetime) -> None:
    """Erases an e-mail that belongs to no case."""
    mailbox.erase_unfiled(Incoming.objects.select_related("landlord", "mailbox").get(pk=pk, case=None), at)


def erase_resident(pk: int, at: datetime) -> None:
    """Erases somebody of the register, where they are still there."""
    if resident := Resident.objects.filter(pk=pk).first():
        residents.erase(resident, at)
