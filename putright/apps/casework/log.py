"""The log's one door. Nothing else writes events, texts, parties, the index or outgoing messages.

A write is `with log.open(…) as opened:`, a decision on `opened.judged`, `log.append(opened, …)`.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Max

from putright.apps.accounts import packs
from putright.apps.accounts.models import Landlord, Person
from putright.apps.casework import chain, index
from putright.apps.casework.models import Case, Event, Head, Message, Party, Submission, Text
from putright.apps.casework.opened import Opened, load, people_of
from putright.core import events

LONDON = ZoneInfo("Europe/London")
UNNOTICED = ("notice_sent", "home_recorded", "bank_holidays_changed")


class Stale(Exception):
    """The case has moved on since the form was shown: `found` events where there were `expected`."""

    def __init__(self, case: Case, expected: int, found: int) -> None:
        super().__init__(f"{case.reference} has {found} events, not {expected}")
        self.case, self.expected, self.found = case, expected, found


class Repeated(Exception):
    """The form was acted on before: a double click, or a page sent again. `case` is what came of it."""

    def __init__(self, case: Case) -> None:
        super().__init__(f"already done on {case.reference}")
        self.case = case


@dataclass(frozen=True)
class Outgoing:
    """A message to send. `of`: which of the events appended with it, from 0, it gives notice of."""

    kind: str
    channel: str
    to: str = ""
    letter: str = ""
    of: int | None = None


@contextmanager
def open(  # noqa: A001 (log.open is its name)
    landlord: Landlord, reference: str, *, for_update: bool = True, version: int | None = None, token: str = ""
) -> Iterator[Opened]:
    """A case of a landlord, read from its log; to write, it is held until the block ends.

    `version` is how many events the case had when the form was shown (`Opened.version`), `token` the form's own.
    Raises `Case.DoesNotExist`, `Repeated` or, where the case has moved on, `Stale`.
    """
    cases = Case.objects.select_related("landlord")
    if not for_update:
        yield load(cases.get(landlord=landlord, reference=reference))
        return
    with transaction.atomic():
        case = cases.select_for_update(of=("self",)).get(landlord=landlord, reference=reference)
        _refuse_repeated(token)
        if version is not None and _moved_on(case, version):
            raise Stale(case, version, case.version)
        yield load(case, token)


@transaction.atomic(savepoint=False)
def append(
    opened: Opened,
    happened: Sequence[events.Event],
    *,
    by: Person | None,
    at: datetime,
    parties: Sequence[Party] = (),
    messages: Iterable[Outgoing] = (),
) -> Opened:
    """Records what happened to an opened case, and all that follows; gives the case as it is then.

    `by` is who did it (None: the program), `at` the instant. A party is written over the one of the same key.
    Raises `ValueError` where an event stands before the one before it.
    """
    case = opened.case
    head = Head.objects.select_for_update().get(landlord=case.landlord_id)
    rows = [_record(case, head, opened.version + n, event, by, at) for n, event in enumerate(happened, 1)]
    head.save()
    for party in parties:
        Party.objects.update_or_create(case=case, key=party.key, defaults=_columns(party))
    _queue(case, rows, messages, at)
    after = replace(
        opened,
        rows=[*opened.rows, *rows],
        events=[*opened.events, *happened],
        token="",
    )
    index.write(after)
    _submit(opened.token, case, at)
    return after


def start(
    landlord: Landlord,
    happened: Sequence[events.Event],
    *,
    by: Person | None,
    at: datetime,
    parties: Sequence[Party] = (),
    messages: Iterable[Outgoing] = (),
    token: str = "",
) -> Opened:
    """Opens a new case under the landlord's pack as it is now; the first event must be `received`.

    Its reference takes the next number of the local year of `at`, without gaps. Raises `Repeated`.
    """
    with transaction.atomic():
        Head.objects.get_or_create(landlord=landlord, defaults={"hash": chain.GENESIS})
        Head.objects.select_for_update().get(landlord=landlord)
        _refuse_repeated(token)
        policy = packs.current(landlord)
        case = _new_case(landlord, policy.pack.pack, policy.pack.version, at.astimezone(LONDON).year)
        case.received_on = happened[0].on
        case.save()
        empty = Opened(case, (), (), policy, people_of(landlord), token)
        return append(empty, happened, by=by, at=at, parties=parties, messages=messages)


def erase(opened: Opened, at: datetime) -> None:
    """Erases every text and every party's details of a case. Its events stay, and the chain still verifies."""
    told = Event.objects.filter(case=opened.case)  # event__case updates by a join with itself: n² on PostgreSQL
    Text.objects.filter(event__in=told, erased_at=None).update(body=None, salt=None, erased_at=at)
    for party in Party.objects.filter(case=opened.case):
        Party.objects.filter(pk=party.pk).update(**_columns(Party(role=party.role)))
    Message.objects.filter(case=opened.case).update(to="")
    index.write(load(opened.case))


def done(landlord: Landlord, token: str) -> Case | None:
    """What came of a form of this landlord that was acted on before; None if it was not."""
    submission = Submission.objects.select_related("case").filter(token=token, case__landlord=landlord).first()
    return submission.case if submission else None


# ---- the steps of appending -----------------------------------------------------------------


def _record(case: Case, head: Head, n: int, event: events.Event, by: Person | None, at: datetime) -> Event:
    _, bodies = events.split_texts(event)
    texts = [Text(place=place, body=body, salt=secrets.token_hex(16)) for place, body in enumerate(bodies)]
    row = _row(case, head, n, event, by, at, texts)
    row.save(force_insert=True)
    for text in texts:
        text.event = row
    Text.objects.bulk_create(texts)
    return row


def _row(
    case: Case, head: Head, n: int, event: events.Event, by: Person | None, at: datetime, texts: Sequence[Text]
) -> Event:
    """An event as it stands at the end of the log, which `head` then names."""
    data, _ = events.split_texts(event)
    row = Event(
        landlord_id=case.landlord_id, seq=head.seq + 1, case=case, n=n, kind=event.kind, on=event.on, at=at, by=by,
        data=chain.canonical(data), texts=chain.canonical([chain.digest(t.salt or "", t.body or "") for t in texts]),
        prev_hash=head.hash,
    )  # fmt: skip
    row.hash = chain.link(row, case)
    head.seq, head.hash = row.seq, row.hash
    return row


def note(landlord: Landlord, noted: Sequence[tuple[Case, events.Event]], at: datetime) -> None:
    """Records one thing that befell many cases alike and has no text, once for each; each case is held by the caller.

    The caller brings the index into line (`index.redate`). There is no person behind it: the program records it.
    """
    if not noted:
        return
    head = Head.objects.select_for_update().get(landlord=landlord)
    rows = [_row(case, head, case.version + 1, event, None, at, []) for case, event in noted]
    Event.objects.bulk_create(rows)
    head.save()
    for case, _ in noted:
        case.version += 1


def _columns(party: Party) -> dict[str, object]:
    fields = (f.attname for f in Party._meta.concrete_fields)  # noqa: SLF001 (Django's public name for it)
    return {name: getattr(party, name) for name in fields if name not in ("id", "case_id", "key")}


def _queue(case: Case, rows: Sequence[Event], messages: Iterable[Outgoing], at: datetime) -> None:
    Message.objects.bulk_create(
        Message(
            landlord_id=case.landlord_id, case=case, event=None if m.of is None else rows[m.of], kind=m.kind,
            letter=m.letter, channel=m.channel, to=m.to, next_try=at, created_at=at,
        )
        for m in messages
    )  # fmt: skip


def _new_case(landlord: Landlord, pack: str, version: str, year: int) -> Case:
    last = Case.objects.filter(landlord=landlord, year=year).aggregate(last=Max("number"))["last"] or 0
    reference = f"{landlord.prefix}-{year}-{last + 1:06d}"
    return Case(landlord=landlord, reference=reference, year=year, number=last + 1, pack=pack, pack_version=version)


def _moved_on(case: Case, version: int) -> bool:
    """Whether a case has changed for somebody who saw it at a version.

    That a letter left, a home was noted for the figures or bank holidays changed, changes nothing for them.
    """
    if version >= case.version:
        return version > case.version
    return Event.objects.filter(case=case, n__gt=version).exclude(kind__in=UNNOTICED).exists()


def _refuse_repeated(token: str) -> None:
    done = Submission.objects.select_related("case__landlord").filter(token=token).first() if token else None
    if done:
        raise Repeated(done.case)


def _submit(token: str, case: Case, at: datetime) -> None:
    if token:
        Submission.objects.create(token=token, case=case, at=at)
