"""Short ways to write a case's story in these tests. The story begins on Monday 30 March 2026."""

from __future__ import annotations

from datetime import UTC, date, datetime

from putright.apps.casework import log
from putright.apps.casework.models import Party
from putright.core import events

MONDAY = date(2026, 3, 30)
AT = datetime(2026, 3, 30, 9, 12, tzinfo=UTC)


def event(kind: str, on: date = MONDAY, **fields):
    """An event by its name in the vocabulary; a key such as `from` is written `from_`."""
    plain = {key.rstrip("_"): value for key, value in fields.items()}
    return events.decode({"event": kind, "on": on.isoformat(), **plain})


def received(text: str = "The roof leaks.", on: date = MONDAY, **fields):
    return event("received", on, **{"channel": "email", "from_": "tenant", "party": "1", "text": text, **fields})


def complainant(name: str = "Rosa Adeyemi", **fields) -> Party:
    details = {"address": "12 Mill Lane, Shifnal", "postcode": "TF11 8AB", "email": "rosa@mail.example", **fields}
    return Party(key="1", role=Party.As.COMPLAINANT, name=name, **details)


def start(landlord, by=None, *more, name: str = "Rosa Adeyemi", at=AT, token: str = "", **fields):
    """A new case: one received, and whatever happened after it on the same day."""
    happened = [received(**fields), *more]
    return log.start(landlord, happened, by=by, at=at, parties=[complainant(name)], token=token)


def append(opened, *happened, by=None, at=AT, **more):
    """Opens the case again and appends to it."""
    case = opened.case
    with log.open(case.landlord, case.reference) as again:
        return log.append(again, happened, by=by, at=at, **more)
