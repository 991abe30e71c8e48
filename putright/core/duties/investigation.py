"""What was asked for and has to come, and what somebody uninvolved has to conclude."""

from __future__ import annotations

from collections.abc import Iterator

from putright.core.case import Case
from putright.core.duties.base import Derivation, Obligation, alive
from putright.core.state import State
from putright.core.state.shapes_inquiry import Request


def owed(case: Case) -> Iterator[Obligation]:
    """An answer to each request for information; a conclusion on each allegation of worse treatment.

    A request that was dropped, or that the complaint ended without, is owed no longer; one made after its end, for
    the Ombudsman, is. No document dates the conclusion: it stands open without a date until it is reached.
    """
    inquiry, policy = case.state.inquiry, case.policy
    for key, asked in inquiry.requests.items():
        wanted = bool(asked.done) or (not asked.dropped and _waited_for(case.state, asked))
        derived = Derivation("request", "information", asked.on, None, asked.by, policy.cites("request"))
        yield Obligation(f"request:{key}", wanted, asked.by, asked.done, derivations=(derived,))
    for key, alleged in inquiry.detriments.items():
        done = alleged.concluded.on if alleged.concluded else None
        no_day = Derivation("policy", "alleged", alleged.on, None, None, policy.cites("detriment"))
        yield Obligation(f"detriment:{key}", True, None, done, derivations=(no_day,))


def _waited_for(state: State, asked: Request) -> bool:
    refused = state.refused.on if state.refused else None
    ended = state.closed or state.withdrawn or refused
    return alive(state) or not ended or asked.on >= ended
