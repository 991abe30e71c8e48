"""What is owed once a case is closed, and what keeps its records."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from putright.core.case import Case
from putright.core.duties import registers
from putright.core.duties.base import Derivation, Obligation, ranked
from putright.core.events.ending import HOLDS
from putright.core.pack import ClockName
from putright.core.policy import Policy
from putright.core.state import State


def owed(case: Case) -> Iterator[Obligation]:
    """The survey, looking again at what holds the records, disposing of them."""
    state, policy = case.state, case.policy
    asked = not state.anonymous and state.status not in ("refused", "not_a_complaint")
    closed = ("closed", state.closed) if state.closed else None
    yield _counted("survey", closed, policy, state.survey_sent) if asked else Obligation("survey", owed=False)
    for hold in state.learning.holds.values():
        if hold.review_on:
            derived = Derivation("promise", "hold", hold.on, None, hold.review_on, policy.cites("dispose"))
            yield Obligation(f"hold:{hold.id}", due=hold.review_on, derivations=(derived,))
    disposal = _counted("dispose", ended(case), policy, state.disposed)
    yield replace(disposal, waiting=True) if holds(state) else disposal


def _counted(name: ClockName, start: tuple[str, date] | None, policy: Policy, done: date | None) -> Obligation:
    limits = policy.limits.get(name, ())
    if not limits:
        return Obligation(name, owed=False)
    if not start:
        return Obligation(name, done=done, waiting=True)
    how, on = start
    derived = ranked(
        Derivation(m.origin, how, on, m.period, policy.calendar.add(on, m.period) if m.period else None,
                   m.clock.cites, m.clock.reading)
        for m in limits
    )  # fmt: skip
    return Obligation(name, due=derived[0].due, done=done, derivations=derived)


def ended(case: Case) -> tuple[str, date] | None:
    """How and when a case came to its end, from which its records are kept; None while it goes on.

    An entry of a register that nobody closed ended when the last thing owed about it was done.
    """
    state = case.state
    over = (("closed", state.closed), ("withdrawn", state.withdrawn), ("refused", state.refused and state.refused.on))
    if found := next(((how, on) for how, on in over if on), None):
        return found
    owed = [one for one in registers.owed(case) if one.owed]
    if state.status != "not_a_complaint" or any(not one.done for one in owed):
        return None
    return "settled", max([state.received, *(one.done for one in owed if one.done)])


def holds(state: State) -> list[str]:
    """What keeps a closed case's records from being disposed of: whatever of it is still open."""
    remedies = {key: remedy for key, remedy in state.remedies.items() if not remedy.settled}
    kinds = (
        ("remedy", remedies), ("promise", state.promises), ("order", state.orders), ("evidence", state.evidence),
        ("notice", state.notices),
    )  # fmt: skip
    open_promises = [f"{n} {key}" for n, promises in kinds for key, promise in promises.items() if not promise.done]
    alleged = [f"the allegation of worse treatment {key}" for key in state.inquiry.alleged]
    hazards = [f"the hazard {one.id}" for one in state.safety.open_hazards]
    elsewhere = [f"the other procedure {key}" for key, one in state.safety.procedures.items() if not one.concluded]
    bodies = [_case_with(referral.body) for referral in state.redress.open]
    unread = [f"the message {key}" for key, message in state.messages.items() if not message.read]
    asked = ["what they asked for"] if state.entry.waited_for and not state.withdrawn else []
    court = ["the claim at court"] if state.learning.at_court else []
    placed = [f"the hold {one.id} ({HOLDS[one.why]})" for one in state.learning.holds.values()]
    return [*open_promises, *alleged, *hazards, *elsewhere, *bodies, *unread, *asked, *court, *placed]


def _case_with(body: str) -> str:
    return f"the case with the {body.replace('-', ' ')}" if body else "the Ombudsman's case"
