"""Reading what the complainant's side wrote, so that nobody has to chase."""

from __future__ import annotations

from collections.abc import Iterator

from putright.core.case import Case
from putright.core.duties.base import Derivation, Obligation, ranked
from putright.core.state.shapes_links import Message


def owed(case: Case) -> Iterator[Obligation]:
    """Each message read in its time: whatever became of the complaint since, and though nobody can be answered.

    Only reading it will do: news sent to them in the meantime, however welcome, does not say that it was seen.
    """
    for key, message in case.state.messages.items():
        limits = ranked(_derive(case, message)) or (_dateless(case, message),)
        wanted = bool(message.read) or not case.state.disposed
        yield Obligation(f"message:{key}", wanted, limits[0].due, message.read, derivations=limits)


def _derive(case: Case, message: Message) -> Iterator[Derivation]:
    for limit in case.policy.limits.get("message", ()):
        came, clock = message.event.on, limit.clock
        days = case.policy.calendar.told(message.read)
        due = days.add(came, limit.period) if limit.period else None
        yield Derivation(limit.origin, "message", came, limit.period, due, clock.cites, clock.reading,
                         told=message.read)  # fmt: skip


def _dateless(case: Case, message: Message) -> Derivation:
    return Derivation("policy", "message", message.event.on, None, None, case.policy.cites("message"))
