"""Who brings a complaint together, and whether each of them has said so."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from putright.core.case import Case
from putright.core.guards.links import brings
from putright.core.warnings.base import warning


@warning
def member_not_agreed(case: Case, as_of: date) -> Iterator[str]:
    """Somebody is named as part of a group and has not said themselves that they are."""
    if case.state.closed:
        return
    for member in case.state.together.members.values():
        if not member.agreed:
            yield f"{member.who} is named as part of the group and has not said so themselves: ask them"


@warning
def spokesperson_unvouched(case: Case, as_of: date) -> Iterator[str]:
    """Somebody speaks for a group, and not every member has said that they may."""
    together = case.state.together
    speaks = together.spokesperson
    if case.state.closed or not speaks:
        return
    ours = brings(case.state)
    who = "The complainant" if speaks in ours else together.members[speaks].who
    silent = [one.who for key, one in together.members.items() if key not in {*together.vouched, speaks}]
    if speaks not in ours and not together.vouched & ours:
        silent.insert(0, "the complainant")
    if silent:
        yield f"{who} is heard for themselves and not for {', '.join(silent)}, who did not say that they may speak"


@warning
def authority_unrecorded(case: Case, as_of: date) -> Iterator[str]:
    """It came from a representative, by whatever way, and nobody has put on record that they may act."""
    state = case.state
    acted_for = state.source == "representative" or state.brought_by
    if acted_for and state.status in ("open", "triage", "not_a_complaint") and not state.representative:
        yield (
            "It came from a representative, and their authority is not on record: ask whoever it is about, or put the"
            " legal basis on record where they cannot decide"
        )
