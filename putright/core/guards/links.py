"""What a complaint has to do with others, and who brings it together: nobody is bound or spoken for unasked."""

from __future__ import annotations

from collections.abc import Iterator

from putright.core import events as e
from putright.core.case import Case
from putright.core.guards import guard
from putright.core.guards.order import FIRST
from putright.core.state import State

ALIKE = ("same_matter", "duplicate")
"""As what another case must be linked for one investigation to serve both."""


@guard(e.InvestigatedTogether)
def together_linked(case: Case, event: e.InvestigatedTogether) -> Iterator[str]:
    """One investigation serves complaints about the same matter, and no others."""
    known = case.state.together.cases
    if event.case and known.get(event.case) not in ALIKE:
        yield f"{event.case} is not linked with this case as a complaint about the same matter: link it first"
    elif not event.case and not set(known.values()) & set(ALIKE):
        yield "no other complaint about the same matter is linked with this case"


@guard(e.SpokespersonNamed)
def spokesperson_authority(case: Case, event: e.SpokespersonNamed) -> Iterator[str]:
    """Whoever speaks for others belongs to them and has their word; else they are heard for themselves (C20-B1.8)."""
    members, own = case.state.together.members, brings(case.state)
    member = members.get(event.party)
    if event.party not in own and not (member and member.agreed):
        yield "whoever speaks for the group belongs to it, and said so themselves"
    for key in event.agreed:
        if key not in members and key not in own:
            yield f"{key!r} does not belong to the group"
    if not set(event.agreed) - {event.party}:
        yield "nobody of the group has said that they may speak for them: hear them for themselves"


def brings(state: State) -> frozenset[str]:
    """Whoever made the complaint, by what events call them: they belong to the group without being asked."""
    return frozenset({"complainant", state.party or "complainant"})


def _link(state: State, event: e.CaseLinked) -> str | None:
    if not event.case.strip():
        return "say which case it is linked with"
    same = state.together.cases.get(event.case) == event.how
    return f"it is linked with {event.case} already" if same else None


def _unlink(state: State, event: e.CaseUnlinked) -> str | None:
    if event.case not in state.together.cases:
        return f"it is not linked with {event.case}"
    if event.case == state.together.led_by:
        return f"it is investigated together with {event.case}: investigate it by itself first"
    return None if event.reason.strip() else "say why they have nothing to do with each other"


def _apart(state: State, event: e.InvestigatedApart) -> str | None:
    if not state.together.led_by and not state.together.leads:
        return "it is not investigated together with another"
    return None if event.reason.strip() else "say why it gets an investigation of its own"


def _join(state: State, event: e.MemberJoined) -> str | None:
    if not event.party.strip() or not event.who.strip():
        return "say who belongs to the group"
    known = event.party in state.together.members or event.party in brings(state)
    return f"{event.who} belongs to it already" if known else None


def _speak(state: State, event: e.SpokespersonNamed) -> str | None:
    return None if state.together.members else "nobody else belongs to this complaint"


FIRST |= {
    e.CaseLinked: _link,
    e.CaseUnlinked: _unlink,
    e.InvestigatedApart: _apart,
    e.MemberJoined: _join,
    e.SpokespersonNamed: _speak,
}
