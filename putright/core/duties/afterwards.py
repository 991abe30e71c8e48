"""What is owed once a case is closed, and what keeps its records."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from putright.core.case import Case
from putright.core.duties.base import Derivation, Obligation, ranked
from putright.core.pack import ClockName
from putright.core.policy import Policy
from putright.core.state import State


def owed(case: Case) -> Iterator[Obligation]:
    """The survey, disposing of the records."""
    state, policy = case.state, case.policy
    yield _from_closing("survey", state, policy, state.survey_sent, state.anonymous)
    yield _from_closing("dispose", state, policy, state.disposed, False)


def _from_closing(name: ClockName, state: State, policy: Policy, done: date | None, lapsed: bool) -> Obligation:
    limits = policy.limits.get(name, ())
    if lapsed or not limits or (name == "survey" and state.status in ("refused", "not_a_complaint")):
        return Obligation(name, owed=False)
    if not state.closed:
        return Obligation(name, done=done, waiting=True)
    derived = ranked(
        Derivation(m.origin, "closed", state.closed, m.period, policy.calendar.add(state.closed, m.period)
                   if m.period else None, m.clock.cites, m.clock.reading)
        for m in limits
    )  # fmt: skip
    held = name == "dispose" and bool(holds(state))
    return Obligation(name, due=derived[0].due, done=done, waiting=held, derivations=derived)


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
    return [*open_promises, *alleged, *hazards, *elsewhere, *bodies, *unread, *asked]


def _case_with(body: str) -> str:
    return f"the case with the {body.replace('-', ' ')}" if body else "the Ombudsman's case"
