"""What must stand in a letter before it goes out."""

from __future__ import annotations

from collections.abc import Iterator

from putright.core import events as e
from putright.core.case import Case
from putright.core.guards import Reason, guard

PART_NAMES = {
    "stage": "the stage",
    "definition": "the complaint definition",
    "decision": "the decision",
    "reasons": "the reasons",
    "remedy": "the remedy",
    "outstanding_actions": "the outstanding actions",
    "escalation": "how to escalate",
    "ombudsman": "how to reach the Ombudsman or other redress body",
    "policy_copy": "a copy of the policy and procedure",
    "investigation": "what was done to investigate",
    "handler": "who deals with it",
    "response_date": "when a response can be expected",
    "procedure": "that there is a complaints procedure",
    "next_steps": "what happens next",
    "how_long": "how long it takes",
    "progress": "how things stand",
    "new_date": "the new date",
    "answer": "an answer to what they said",
    "complaining": "how to make a complaint",
    "coming_back": "how to come back",
    "questions": "the questions",
    "findings": "what the evidence points to",
    "comments": "until when and how to comment",
    "voluntary": "that nobody has to accept it",
    "taking_part": "how to take part",
    "companion": "that somebody may come along",
    "review": "when it is looked at again",
    "appeal": "how to appeal",
    "goes_on": "that the complaint goes on",
    "equality": "what the Equality Act asks to be considered",
    "hazard": "whether there is a hazard, and which",
    "work": "what is done about it and by when, or why nothing is",
    "facts": "what is known to have happened",
    "inquiries": "what else is looked into, and what came of it",
    "apology": "an apology",
    "support": "what support there is",
    "records": "that a record is kept",
}
"""Every part a letter can be asked to have, in words."""


@guard(e.ResponseSent)
def response_parts(case: Case, event: e.ResponseSent) -> Iterator[Reason]:
    """A response without a part that the policy or its Code requires is not issued."""
    yield from _missing("response_parts", case, "response", event.omits)


@guard(e.Acknowledged)
def acknowledgement_parts(case: Case, event: e.Acknowledged) -> Iterator[Reason]:
    """An acknowledgement tells what the policy says it must."""
    yield from _missing("acknowledgement_parts", case, "acknowledgement", event.omits)


def _missing(rule: str, case: Case, letter: str, omits: tuple[str, ...]) -> Iterator[Reason]:
    required = case.policy.letter_parts(letter, 2 if case.state.stage == 2 else 1)
    for part in omits:
        if part in required:
            yield Reason(rule, f"the letter must say {PART_NAMES[part]}", required[part])
        elif required and part not in PART_NAMES:
            cites = tuple(dict.fromkeys(c for found in required.values() for c in found))
            yield Reason(rule, f"{part!r} is no part of a letter; the parts are {', '.join(PART_NAMES)}", cites)


@guard(e.AdviceSetAside)
def advice_reasoned(case: Case, event: e.AdviceSetAside) -> Iterator[str]:
    """Advice on a letter is set aside with a reason, kept beside the words it was about."""
    if not event.reason.strip():
        yield "say why this advice on the letter is not followed"
