"""What the complainant's side writes or says between the steps, and that somebody here has read it."""

from __future__ import annotations

from typing import Literal

from putright.core.events.base import Event, GivenFact, Words

MessageAbout = Literal["definition", "evidence", "remedy", "adjustment", "delay"]


class MessageReceived(GivenFact, frozen=True, kw_only=True):
    """Something they wrote or said that is no step of the procedure by itself: somebody here has to read it.

    `about`: what they chose to write about, such as a definition that is not what they meant. `files`: how many came.
    """

    id: str
    method: str | None = None
    what: Words = ""
    party: str | None = None
    about: MessageAbout | None = None
    files: int = 0


class CodeWithdrawn(Event, frozen=True, kw_only=True):
    """The code by which somebody of the complainant's side followed it opens nothing any more; they get another."""

    party: str
    reason: Words
    by: str | None = None


class MessageRead(Event, frozen=True, kw_only=True):
    """A message was read, by whom, and what was done about it."""

    id: str
    what: Words = ""
    by: str | None = None
