"""What is to be done about what was learnt."""

from __future__ import annotations

from collections.abc import Iterator

from putright.core.case import Case
from putright.core.duties.base import Derivation, Obligation


def owed(case: Case) -> Iterator[Obligation]:
    """Each action, by the date it was last given. It is about the service, so it outlives the complaint's end.

    It keeps no records: once they were disposed of nobody could say what is to be done.
    """
    for key, action in case.state.learning.actions.items():
        derived = Derivation("promise", "action", action.since, None, action.event.by, case.policy.cites("action"))
        wanted = bool(action.done) or not case.state.disposed
        yield Obligation(f"action:{key}", wanted, action.event.by, action.done, derivations=(derived,))
