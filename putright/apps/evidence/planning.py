"""What goes into a pack, decided when it is asked for: building it later changes nothing of that.

A plan is plain data: `documents` (each with its number), `withheld` (each redaction), `events` (the first and last of
the case that it tells), `head` (where the landlord's log ended), and who asked for what.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

import msgspec

from putright.apps.accounts.models import Person
from putright.apps.casework.models import Head
from putright.apps.casework.opened import Opened
from putright.apps.evidence import documents
from putright.apps.evidence.models import EvidencePack, Redaction


def plan(opened: Opened, person: Person, request: str, base: EvidencePack | None) -> str:
    """The plan of a pack of a case, as JSON; a supplement to `base` holds what came since."""
    before = list(chain(base))
    known = {one["key"] for pack in before for one in pack.planned.get("documents", ())}
    last = max((one["number"] for pack in before for one in pack.planned.get("documents", ())), default=0)
    fresh = [one for one in documents.of_case(opened) if one.key not in known]
    head = Head.objects.get(landlord=opened.case.landlord_id)
    found = {
        "documents": [{**_plain(one), "number": n} for n, one in enumerate(fresh, last + 1)],
        "withheld": [withheld(one) for one in Redaction.objects.filter(case=opened.case).order_by("id")],
        "events": [base.planned["events"][1] + 1 if base else 1, opened.version],
        "head": {"seq": head.seq, "hash": head.hash},
        "request": request,
        "asked_by": person.name,
        "supplements": [pack.number for pack in before],
    }
    return msgspec.json.encode(found, order="sorted").decode()


def chain(base: EvidencePack | None) -> Iterator[EvidencePack]:
    """A pack, the one it supplements, and so on."""
    while base:
        yield base
        base = base.supplements


def withheld(redaction: Redaction) -> dict[str, Any]:
    """A redaction as a plan keeps it."""
    return {
        "words": redaction.words, "document": redaction.document, "pages": redaction.pages,
        "squares": redaction.squares, "whole": redaction.whole, "reason": redaction.get_reason_display(),
    }  # fmt: skip


def withheld_since(pack: EvidencePack) -> bool:
    """Whether something is to be withheld by now that this pack, whose plan was made before, still shows."""
    held = pack.planned.get("withheld", ())
    return any(withheld(one) not in held for one in Redaction.objects.filter(case=pack.case))


def words_everywhere(planned: dict[str, Any]) -> list[str]:
    """The words that are withheld from every page of the pack."""
    return [one["words"] for one in planned["withheld"] if one["words"] and not one["document"]]


def words_of_front(planned: dict[str, Any]) -> list[str]:
    """The words that the front, the lists and the names of files must not say: those of any document."""
    return [one["words"] for one in planned["withheld"] if one["words"]]


def orders_of(planned: dict[str, Any], key: str) -> list[dict[str, Any]]:
    """What is withheld of one document."""
    return [one for one in planned["withheld"] if one["document"] in ("", key)]


def _plain(document: documents.Document) -> dict[str, Any]:
    return {**asdict(document), "on": document.on.isoformat(), "ending": document.ending}
