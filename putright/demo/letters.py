"""The letters of the demonstration, issued by the same action as the pages."""

from __future__ import annotations

from datetime import date

from putright.apps.casework.models import Message, Party
from putright.apps.letters.sending import actions
from putright.apps.letters.writing import actions as writing_actions
from putright.apps.letters.writing.drafting import Draft
from putright.core import events as e
from putright.core.events import EscalationGround, Ground
from putright.demo.teller import Teller

APOLOGY = "We are sorry for the trouble this has caused you, and for the time it has taken to put right."
INVESTIGATION = "We spoke with you, read the records of our calls and visits, and went to look for ourselves."


def _issue(t: Teller, who: str, event: e.Event, **typed: str) -> None:
    to = Party.objects.get(case__reference=t.reference, case__landlord=t.landlord, key="p1")
    person = t.people[who]
    letter = writing_actions.issue(person, t.reference, [event], Draft(to, channel(to), typed), at=t.at(event.on))
    if event.on < t.today:
        actions.sent(Message.objects.get(letter=letter.key), t.at(event.on))


def channel(to: Party) -> str:
    """By e-mail where there is an address, else by post."""
    return "email" if to.email else "post"


def _method(t: Teller) -> str:
    return channel(Party.objects.get(case__reference=t.reference, case__landlord=t.landlord, key="p1"))


def acknowledge(t: Teller, who: str, on: date) -> None:
    """The stage is acknowledged by letter."""
    _issue(t, who, e.Acknowledged(on=on, method=_method(t)))


def extend(t: Teller, who: str, on: date, until_in: int) -> None:
    """The answer is put off by letter, with its reason."""
    until = t.policy.calendar.add_working_days(on, until_in)
    _issue(t, who, e.Extended(on=on, until=until, reason="The surveyor's report is awaited.", agreed=True))


def answer(t: Teller, who: str, on: date) -> None:
    """The stage is answered by letter."""
    sent = e.ResponseSent(on=on, method=_method(t), by=t.key(who))
    _issue(t, who, sent, apology=APOLOGY, investigation=INVESTIGATION)


def refuse(t: Teller, who: str, on: date, ground: Ground) -> None:
    """The complaint is refused by letter."""
    _issue(t, who, e.Refused(on=on, ground=ground, explanation="A claim about the same matter was filed at court."))


def refuse_escalation(t: Teller, who: str, on: date, ground: EscalationGround) -> None:
    """The request to escalate is refused by letter."""
    said = "The request came four weeks after the last day, and nothing kept you from writing."
    _issue(t, who, e.EscalationRefused(on=on, ground=ground, explanation=said))


def update(t: Teller, who: str, on: date, what: str, then: str) -> None:
    """They are written to about how things stand."""
    method = {"post": "letter"}.get(_method(t), _method(t))
    _issue(t, who, e.UpdateSent(on=on, method=method, what=what), next=then)


def close(t: Teller, who: str, on: date) -> None:
    """The complaint is closed, and its letter says how to come back."""
    _issue(t, who, e.Closed(on=on))
