"""The letters of the demonstration."""

from __future__ import annotations

from datetime import date

from putright.core import events as e
from putright.core.events import EscalationGround, Ground
from putright.demo.teller import Teller


def acknowledge(t: Teller, who: str, on: date) -> None:
    t.do(who, e.Acknowledged(on=on, method="email"))


def extend(t: Teller, who: str, on: date, until_in: int) -> None:
    until = t.policy.calendar.add_working_days(on, until_in)
    t.do(who, e.Extended(on=on, until=until, reason="The surveyor's report is awaited.", agreed=True))


def answer(t: Teller, who: str, on: date) -> None:
    t.do(who, e.ResponseSent(on=on, method="post", by=t.key(who)))


def refuse(t: Teller, who: str, on: date, ground: Ground) -> None:
    t.do(who, e.Refused(on=on, ground=ground, explanation="A claim about the same matter was filed at court."))


def refuse_escalation(t: Teller, who: str, on: date, ground: EscalationGround) -> None:
    said = "The request came four weeks after the last day, and nothing kept you from writing."
    t.do(who, e.EscalationRefused(on=on, ground=ground, explanation=said))
