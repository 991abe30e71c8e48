"""What was promised to put things right, until it is done."""

from __future__ import annotations

from collections.abc import Iterator

from putright.core.case import Case
from putright.core.duties.base import Derivation, Obligation
from putright.core.policy import Policy
from putright.core.state.shapes_remedies import Moved, PromisedRemedy
from putright.core.workdays import said


def owed(case: Case) -> Iterator[Obligation]:
    """Each remedy. One that was declined waits for the complainant; withdrawn or replaced, it is owed no longer."""
    for key, remedy in case.state.remedies.items():
        derived = tuple(_derived(remedy, case.policy))
        owed = not remedy.withdrawn and not remedy.replaced
        yield Obligation(
            f"remedy:{key}", owed, derived[0].due, remedy.done, waiting=remedy.declined, derivations=derived
        )


def _derived(remedy: PromisedRemedy, policy: Policy) -> Iterator[Derivation]:
    """The date it is held to, then the others that were ever given for it."""
    cites, due = policy.cites("remedy"), remedy.due
    moves = {move.until: move for move in remedy.moves}
    first = Derivation("promise", "remedy", remedy.on, None, remedy.by, cites)
    others = [_moved(move, cites) for move in remedy.moves]
    held = moves.get(due) if due else None
    if held:
        yield Derivation("extension", "remedy", held.on, None, due, cites, _why(held))
    elif due != remedy.by:
        reading = "Accepted after it was first declined: as many days from then as the offer gave."
        yield Derivation("extension", "remedy", remedy.answered, None, due, cites, reading)
    yield first
    yield from (one for one in others if one.due != due)


def _moved(move: Moved, cites: tuple[str, ...]) -> Derivation:
    return Derivation("promise", "remedy", move.on, None, move.until, cites, _why(move))


def _why(move: Moved) -> str:
    agreed = "agreed with the complainant"
    how = "brought forward" if move.until < move.was else agreed if move.agreed else "not agreed with them"
    return f"Moved from {said(move.was)}, {how}: {move.reason}".rstrip(": ")
