"""What a complaint has to do with others, and who brings it together."""

from __future__ import annotations

from putright.core import events as e
from putright.core.state.base import State, on
from putright.core.state.shapes_links import Member


@on(e.CaseLinked)
def _(state: State, event: e.CaseLinked) -> None:
    state.together.cases[event.case] = event.how


@on(e.CaseUnlinked)
def _(state: State, event: e.CaseUnlinked) -> None:
    state.together.cases.pop(event.case, None)


@on(e.CaseToldApart)
def _(state: State, event: e.CaseToldApart) -> None:
    state.together.told_apart.add(event.case)


@on(e.InvestigatedTogether)
def _(state: State, event: e.InvestigatedTogether) -> None:
    state.together.led_by, state.together.leads = event.case, not event.case


@on(e.InvestigatedApart)
def _(state: State, event: e.InvestigatedApart) -> None:
    state.together.led_by, state.together.leads = "", False


@on(e.MemberJoined)
def _(state: State, event: e.MemberJoined) -> None:
    state.together.members[event.party] = Member(event.who, event.agreed, event.basis)
    state.speakers |= {event.party}


@on(e.MemberAgreed)
def _(state: State, event: e.MemberAgreed) -> None:
    member = state.together.members.get(event.party)
    if member and event.agreed:
        member.agreed, member.basis = True, event.basis or member.basis
    elif member:
        _leave(state, event.party)


@on(e.MemberLeft)
def _(state: State, event: e.MemberLeft) -> None:
    _leave(state, event.party)


@on(e.SpokespersonNamed)
def _(state: State, event: e.SpokespersonNamed) -> None:
    state.together.spokesperson, state.together.vouched = event.party, frozenset(event.agreed)


def _leave(state: State, party: str) -> None:
    together = state.together
    if together.members.pop(party, None):
        state.speakers -= {party}
    together.vouched -= {party}
    if together.spokesperson == party:
        together.spokesperson = ""
