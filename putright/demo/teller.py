"""Telling one invented complaint through the application's own actions, day by day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from putright.apps.accounts.models import Landlord, Person
from putright.apps.casework import actions, log
from putright.apps.casework.log import LONDON
from putright.apps.casework.models import Party
from putright.apps.casework.opened import Opened
from putright.core import events as e
from putright.core.policy import Policy
from putright.demo.people import Matter


def working_days_before(policy: Policy, today: date, number: int) -> date:
    """The day that lies `number` working days before `today` (the last working day, for 0)."""
    day = today
    while not policy.calendar.is_working_day(day):
        day -= timedelta(1)
    for _ in range(number):
        day -= timedelta(1)
        while not policy.calendar.is_working_day(day):
            day -= timedelta(1)
    return day


@dataclass
class Teller:
    """One complaint being told: who works on it, when it began, and what has happened so far."""

    landlord: Landlord
    people: Mapping[str, Person]
    policy: Policy
    today: date
    start: date
    matter: Matter
    complainant: tuple[str, str, str, str]
    brand: str | None = None
    reference: str = ""
    minutes: int = field(default=0)

    def day(self, number: int) -> date:
        """The day `number` working days into the story, never later than today."""
        return min(self.policy.calendar.add_working_days(self.start, number), self.today)

    def at(self, day: date) -> datetime:
        """An instant of that day, each later than the one before."""
        self.minutes += 7
        return datetime.combine(day, time(9, 5), LONDON) + timedelta(minutes=self.minutes)

    def receive(self, by: str = "desk", **fields: Any) -> Opened:
        """The complaint is logged."""
        name, address, postcode, phone = self.complainant
        known = {"channel": "phone", "from_": "tenant", "text": self.matter.told, "brand": self.brand, "party": "p1"}
        received = e.Received(on=self.start, **{**known, **fields})
        email = "" if received.channel in ("phone", "letter") else f"{name.split()[0].lower()}@example.org"
        party = Party(
            key="p1", role=Party.As.COMPLAINANT, name=name, address=address, postcode=postcode, phone=phone, email=email
        )
        if received.from_ == "anonymous":
            party = Party(key="p1", role=Party.As.COMPLAINANT)
        opened = log.start(self.landlord, [received], by=self.people[by], at=self.at(self.start), parties=[party])
        self.reference = opened.case.reference
        return opened

    def do(self, who: str, *happened: e.Event) -> Opened:
        """Somebody lets something happen, by the same action as the pages."""
        return actions.record(self.people[who], self.reference, happened, at=self.at(happened[0].on))

    def key(self, who: str) -> str:
        """How events name somebody."""
        return self.people[who].key
