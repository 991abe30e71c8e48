"""A database full of cases: written in bulk, row for row what the log's door would have written."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from operator import itemgetter
from random import Random
from types import SimpleNamespace
from typing import Any

from django.db import connection, transaction
from django.db.models import Model

from putright.apps.accounts import packs
from putright.apps.accounts.models import Landlord, Person, Team
from putright.apps.casework import chain, index, triggers
from putright.apps.casework.models import Case, Duty, Event, Head, Involvement, Party, Text
from putright.apps.casework.opened import Opened, load, people_of
from putright.bench import story
from putright.core import case as core_case
from putright.core import events
from putright.core.decide import decide
from putright.core.state import fold, step_on

CHUNK = 1000
WHERE = ("kitchen", "bathroom", "hall", "bedroom", "landing", "stairwell", "porch", "boiler cupboard", "loft", "yard")
WHAT = ("leak", "damp", "mould", "draught", "broken window", "blocked drain", "faulty heating", "noise", "rubbish")
FIRST = ("Amina", "Bilal", "Carys", "Dele", "Elin", "Farah", "Gwen", "Hari", "Ines", "Joss", "Kemi", "Lowri", "Mina")
LAST = ("Abara", "Bexley", "Cadwell", "Dunmore", "Ekholm", "Farrow", "Gethin", "Hallow", "Idle", "Jessop", "Kerrow")
STREETS = ("Mill Lane", "Church Row", "Station Road", "Orchard Close", "The Green", "Quarry Hill", "Canal Walk")


Rows = dict[type[Model], list[dict[str, Any]]]
"""The columns of rows to write, by table, in the order in which tables point at one another."""


def _save(rows: Rows) -> None:
    """Straight to the driver: a million rows would take `bulk_create` minutes."""
    connection.ensure_connection()
    for model, lines in rows.items():
        names = [field.attname for field in model._meta.concrete_fields if field.attname in lines[0]]  # noqa: SLF001
        columns = ", ".join(f'"{name}"' for name in names)
        where = f"{model._meta.db_table} ({columns})"  # noqa: SLF001
        values = map(itemgetter(*names), lines)
        if connection.vendor == "sqlite":
            places = ", ".join("?" * len(names))
            plain = ([_plain(value) for value in line] for line in values)
            connection.connection.executemany(f"INSERT INTO {where} VALUES ({places})", plain)  # noqa: S608
        else:
            with connection.cursor() as cursor, cursor.copy(f"COPY {where} FROM STDIN") as copy:
                for line in values:
                    copy.write_row(line)


def _plain(value: Any) -> Any:
    """A value as Django's SQLite backend writes it."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).replace(tzinfo=None).isoformat(" ")
    return value.isoformat() if isinstance(value, date) else value


def landlord_with_people(teams: int = 4, handlers: int = 40) -> Landlord:
    """A landlord under the model policy, with teams of managers who handle cases and officers who see them all."""
    landlord = Landlord.objects.create(slug="bench", name="Bench Homes", pack=story.PACK, prefix="BEN")
    groups = [Team.objects.create(landlord=landlord, name=f"Team {n}") for n in range(1, teams + 1)]
    for n in range(handlers):
        Person.objects.add(
            landlord, f"handler{n}@bench.example", f"Handler {n}", roles=["manager"], trained=True,
            team=groups[n % teams],
        )  # fmt: skip
    Person.objects.add(
        landlord, "officer@bench.example", "Officer", roles=["complaints_officer"], trained=True, team=groups[0]
    )
    return landlord


def fill(landlord: Landlord, number: int, still_open: int, today: date) -> None:
    """So many cases, the last `still_open` of them open; the closed ones go back three years."""
    head, _ = Head.objects.get_or_create(landlord=landlord, defaults={"hash": chain.GENESIS})
    writer = _Writer(landlord, head)
    stories = enumerate(_stories(number, still_open, today, writer.handlers), 1)
    triggers.remove(connection)
    while chunk := list(islice(stories, CHUNK)):
        rows: Rows = {model: [] for model in (Case, Event, Text, Party, Duty, Involvement)}
        for n, lines in chunk:
            writer.write(rows, n, lines)
        with transaction.atomic():
            _save(rows)
            head.save()
    triggers.install(connection)


def verify(sample: int) -> None:
    """Makes sure of some cases that the door would have written the same. Raises `AssertionError`."""
    landlord = Landlord.objects.get(slug="bench")
    numbers = Case.objects.filter(landlord=landlord, year__gt=1).order_by("-id").values_list("id", flat=True)
    for pk in numbers[:: max(len(numbers) // sample, 1)]:
        with transaction.atomic():
            opened = load(Case.objects.select_related("landlord").get(pk=pk))
            _check(opened)
            if index.write(opened):
                raise AssertionError(f"the index of {opened.case.reference} differs from its events")


def _check(opened: Opened) -> None:
    for row in opened.rows:
        if chain.link(row, opened.case) != row.hash:
            raise AssertionError(f"event {row.seq} does not fit its hash")
    state = fold(opened.events[:1])
    for event in opened.events[1:]:
        if reasons := decide(core_case.Case.of(state, opened.policy, opened.people), event):
            raise AssertionError(f"{opened.case.reference}: {event.kind} would be refused: {reasons[0].text}")
        step_on(state, event)


def _stories(number: int, still_open: int, today: date, handlers: Sequence[str]) -> Iterator[list[story.Line]]:
    random = Random(8)  # noqa: S311 (a fixed sequence)
    for n in range(number):
        handler, reviewer = random.sample(handlers, 2)
        what, where = random.choice(WHAT).capitalize(), random.choice(WHERE)
        text = f"{what} in the {where}, job {n + 1}; reported on day {n % 28 + 1} of the month."
        if n < number - still_open:
            yield story.short(today - timedelta(1000 - n * 970 // number), handler, text)
        else:
            length = random.randrange(3, 39)
            ages = random.randrange(0, 12)
            lines = story.full(today, handler, reviewer, text)[:length]
            age = (date.fromisoformat(lines[-1]["on"]) - today).days + ages
            yield story.full(today - timedelta(age), handler, reviewer, text)[:length]


class _Writer:
    """Makes the rows of one case after another, in the order of the log."""

    def __init__(self, landlord: Landlord, head: Head) -> None:
        self.landlord, self.head = landlord, head
        self.policy, self.people = packs.current(landlord), people_of(landlord)
        self.handlers = [key for key, person in self.people.items() if "manager" in person.roles]
        self.officer = next(int(key) for key, person in self.people.items() if "complaints_officer" in person.roles)

    def write(self, rows: Rows, n: int, lines: Sequence[story.Line]) -> None:
        happened = [events.decode(line) for line in lines]
        year = happened[0].on.year
        pack = self.policy.pack
        case = Case(
            id=n, landlord=self.landlord, reference=f"BEN-{year}-{n:06d}", year=year, number=n, pack=pack.pack,
            pack_version=pack.version,
        )  # fmt: skip
        recorded = [self._event(rows, case, place, event) for place, event in enumerate(happened, 1)]
        party = _complainant(case, n)
        opened = Opened(case, recorded, happened, self.policy, self.people)
        party.adjustments = index.adjustments(opened, party)
        for name, value in index.summary(opened, [party]).items():
            setattr(case, name, value)
        rows[Case].append(vars(case))
        rows[Party].append({name: value for name, value in vars(party).items() if name != "id"})
        rows[Duty] += _duties(opened)
        rows[Involvement] += (
            {"case_id": n, "person_id": person, "role": role, "tie": str(tie)}
            for person, role, tie in set(index.ties(opened))
        )

    def _event(self, rows: Rows, case: Case, n: int, event: events.Event) -> Any:
        head = self.head
        data, bodies = events.split_texts(event)
        texts = [
            {"event_id": head.seq + 1, "place": place, "body": body, "salt": secrets.token_hex(16), "erased_at": None}
            for place, body in enumerate(bodies)
        ]
        row = SimpleNamespace(
            id=head.seq + 1, landlord_id=self.landlord.pk, seq=head.seq + 1, case_id=case.pk, n=n, kind=event.kind,
            on=event.on, at=datetime.combine(event.on, time(10), UTC), by_id=self.officer,
            data=chain.canonical(data), prev_hash=head.hash,
            texts=chain.canonical([chain.digest(text["salt"], text["body"]) for text in texts]),
        )  # fmt: skip
        row.hash = chain.link(row, case)
        rows[Event].append(vars(row))
        rows[Text] += texts
        head.seq, head.hash = row.seq, row.hash
        return row


def _duties(opened: Opened) -> Iterator[dict[str, Any]]:
    for duty in opened.duties:
        if index._listed(duty):  # noqa: SLF001 (the index's own rule, without its queries)
            fixed = {"landlord_id": opened.case.landlord_id, "case_id": opened.case.pk, "name": duty.name}
            yield fixed | index._columns(opened, duty)  # noqa: SLF001


def _complainant(case: Case, n: int) -> Party:
    name = f"{FIRST[n % 13]} {LAST[n % 11]}"
    return Party(
        case=case, key="p1", role=Party.As.COMPLAINANT, name=name, address=f"{n % 200 + 1} {STREETS[n % 7]}, Anytown",
        postcode=f"AN{n % 90 + 1} {n % 9 + 1}ZZ", email=f"resident{n}@mail.example", phone=f"01632 96{n % 10000:04d}",
    )  # fmt: skip
