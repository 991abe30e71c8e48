"""The shapes of what belongs together: messages, links to other cases, a group and its members, a register's entry."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from putright.core import events as e


@dataclass(slots=True)
class Message:
    """Something they wrote. `read`: the day somebody here had read it; `agreed`: it was defined anew since."""

    event: e.MessageReceived
    read: date | None = None
    done_about: str = ""
    agreed: bool = False

    @property
    def settled(self) -> bool:
        """Whether nothing has to follow from it any more."""
        return bool(self.read) or self.agreed


@dataclass(slots=True)
class Member:
    """Somebody who complains together with others. `agreed`: they said so themselves."""

    who: str
    agreed: bool
    basis: str = ""


@dataclass(slots=True)
class Together:
    """The other cases this one has to do with, by reference, and the group that brings it, by their keys.

    `led_by`: the other case on which the one investigation is held; `leads`: it is held on this one; `told_apart`: the
    cases that somebody found to be something else; `vouched`: the members who said that the spokesperson may
    speak for them.
    """

    cases: dict[str, e.LinkedAs] = field(default_factory=dict)
    led_by: str = ""
    leads: bool = False
    told_apart: set[str] = field(default_factory=set)
    members: dict[str, Member] = field(default_factory=dict)
    spokesperson: str = ""
    vouched: frozenset[str] = frozenset()


@dataclass(slots=True)
class Entry:
    """What a register holds of a case that is no complaint. `dated` is what is promised about a request, the last last.

    `kind`: what it was sorted as, also once a complaint was made of it. `offered`: they heard that they may complain.
    `told`: whom it was passed to, by id or role, each with the first day.
    """

    kind: e.Triage | None = None
    offered: bool = False
    acknowledged: date | None = None
    copied: date | None = None
    told: dict[str, date] = field(default_factory=dict)
    dated: list[e.RequestDated] = field(default_factory=list)
    completed: e.RequestCompleted | None = None
    answered: list[e.FeedbackAnswered] = field(default_factory=list)
    shared: list[e.FeedbackShared] = field(default_factory=list)
    used: list[e.FeedbackUsed] = field(default_factory=list)

    @property
    def waited_for(self) -> bool:
        """Whether somebody waits for what they asked for to be done."""
        return (self.kind == "service_request" or bool(self.dated)) and not self.completed
