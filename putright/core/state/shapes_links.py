"""The shapes of what belongs together: messages, links to other cases, the members of a group, what a register holds."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from putright.core import events as e


@dataclass(slots=True)
class Message:
    """Something they wrote. `read`: the day somebody here had read it."""

    event: e.MessageReceived
    read: date | None = None
    done_about: str = ""


@dataclass(slots=True)
class Member:
    """Somebody who complains together with others. `agreed`: they said so themselves."""

    who: str
    agreed: bool
    basis: str = ""


@dataclass(slots=True)
class Together:
    """The other cases this one has to do with, by reference, and the group that brings it, by their keys.

    `led_by`: the case on which the one investigation is held; `vouched`: the members who said that the spokesperson may
    speak for them.
    """

    cases: dict[str, e.LinkedAs] = field(default_factory=dict)
    led_by: str = ""
    members: dict[str, Member] = field(default_factory=dict)
    spokesperson: str = ""
    vouched: frozenset[str] = frozenset()


@dataclass(slots=True)
class Entry:
    """What a register holds of a case that is no complaint. `dated` is what is promised about a request, the last last."""

    dated: list[e.RequestDated] = field(default_factory=list)
    completed: e.RequestCompleted | None = None
    answered: list[e.FeedbackAnswered] = field(default_factory=list)
    shared: list[e.FeedbackShared] = field(default_factory=list)
    used: list[e.FeedbackUsed] = field(default_factory=list)
