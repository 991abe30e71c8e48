"""The hash chain of a landlord's log: each event's hash covers it and the hash before it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC
from itertools import islice
from typing import Any

from django.db.models import Count, F, Max, Q

from putright.apps.accounts.models import Landlord
from putright.apps.casework.models import Case, Event, Head, Text

GENESIS = "0" * 64
CHUNK = 500


@dataclass(frozen=True)
class Fault:
    """Something in the log is not as it was written. `seq` is its place; 0 where only the case is known."""

    seq: int
    reference: str
    kind: str
    what: str

    def __str__(self) -> str:
        place = " ".join(filter(None, [f"event {self.seq}" if self.seq else "", self.reference, self.kind]))
        return f"{place}: {self.what}"


def canonical(value: Any) -> str:
    """The one way to write a value as JSON: sorted keys, no spaces."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def digest(salt: str, body: str) -> str:
    """What an event keeps of a text: it binds the text, and tells nothing once the salt is gone."""
    return hashlib.sha256(f"{salt}{body}".encode()).hexdigest()


def link(event: Event, case: Case) -> str:
    """The hash of an event: over all its columns, its case's fixed columns and the hash before it."""
    columns = [
        event.prev_hash, event.landlord_id, event.seq, case.reference, case.pack, case.pack_version, event.n,
        event.kind, event.on.isoformat(), event.at.astimezone(UTC).isoformat(timespec="microseconds"),
        event.by_id, event.data, event.texts,
    ]  # fmt: skip
    return hashlib.sha256(canonical(columns).encode()).hexdigest()


def verify(landlord: Landlord, known: Mapping[int, str] | None = None) -> list[Fault]:
    """Every fault of a landlord's log: changed, missing, reordered or inserted events, changed or missing texts.

    `known` are hashes noted elsewhere at the time, by place. Whoever can write the whole database can write
    a whole new chain: only a hash kept outside shows that.
    """
    faults = [*_faults_of_events(landlord, known or {}), *_faults_of_cases(landlord)]
    return sorted(faults, key=lambda fault: (fault.seq == 0, fault.seq))


def _faults_of_events(landlord: Landlord, known: Mapping[int, str]) -> Iterator[Fault]:
    seq, last_hash = 0, GENESIS
    events = Event.objects.filter(landlord=landlord).select_related("case").order_by("seq").iterator(CHUNK)
    while chunk := list(islice(events, CHUNK)):
        texts = _texts_of(chunk)
        for event in chunk:
            if not isinstance(event.seq, int):
                yield Fault(0, event.case.reference, event.kind, "its place in the log is no number")
                continue
            if event.seq != seq + 1:
                yield _missing(seq + 1, event.seq - 1)
            elif event.prev_hash != last_hash:
                yield _fault(event, "does not follow from the event before it")
            if not _fits(event):
                yield _fault(event, "was changed, moved or put in")
            elif known.get(event.seq, event.hash) != event.hash:
                yield _fault(event, "is not the one noted at the time")
            yield from _faults_of_texts(event, texts.get(event.pk, {}))
            seq, last_hash = event.seq, event.hash
    head = Head.objects.filter(landlord=landlord).first() or Head(seq=0, hash=GENESIS)
    end = max([head.seq, *known])
    if end > seq:
        yield _missing(seq + 1, end)
    elif (seq, last_hash) != (head.seq, head.hash):
        yield Fault(seq, "", "", "the log does not end where its head says")


def _fits(event: Event) -> bool:
    try:
        return link(event, event.case) == event.hash
    except (AttributeError, TypeError, ValueError):  # a column holds what the program never writes there
        return False


def _texts_of(events: Sequence[Event]) -> dict[int, dict[int, Text]]:
    texts: dict[int, dict[int, Text]] = {}
    for text in Text.objects.filter(event__in=[event.pk for event in events]):
        texts.setdefault(text.event_id, {})[text.place] = text
    return texts


def _faults_of_texts(event: Event, texts: Mapping[int, Text]) -> Iterator[Fault]:
    try:
        digests = list(json.loads(event.texts))
    except (TypeError, ValueError):
        yield _fault(event, "what it keeps of its texts cannot be read")
        return
    for place, expected in enumerate(digests):
        text = texts.get(place)
        if text is None:
            yield _fault(event, f"its text {place + 1} is missing")
        elif text.body is not None and digest(text.salt or "", text.body) != expected:
            yield _fault(event, f"its text {place + 1} was changed")
    if len(texts) > len(digests):
        yield _fault(event, "a text was put in")


def _faults_of_cases(landlord: Landlord) -> Iterator[Fault]:
    """Names the cases from which events are missing: their numbering or their count does not fit."""
    counted = Case.objects.filter(landlord=landlord).annotate(count=Count("events"), last=Max("events__n"))
    for case in counted.filter(~Q(count=F("version")) | ~Q(last=F("version")) | Q(last=None)):
        yield Fault(0, case.reference, "", f"{case.count} events stand where there were {case.version}")


def _missing(first: int, last: int) -> Fault:
    what = "is missing" if first == last else f"and those up to {last} are missing"
    return Fault(first, "", "", what)


def _fault(event: Event, what: str) -> Fault:
    return Fault(event.seq, event.case.reference, event.kind, what)
