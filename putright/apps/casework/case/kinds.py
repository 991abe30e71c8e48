"""What a case is where it is no complaint, how it came, and what should come next: in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any

from django.urls import NoReverseMatch, reverse

from putright.apps.casework.opened import Opened
from putright.core import events as e
from putright.core.duties import find
from putright.core.state import State
from putright.core.workdays import said

KINDS: Mapping[str, str] = {
    "complaint": "Complaint",
    "service_request": "Service request",
    "enquiry": "Enquiry",
    "comment": "Comment",
    "suggestion": "Suggestion",
    "compliment": "Compliment",
    "petition": "Petition",
    "survey_feedback": "Answer in a survey",
    "policy_request": "Request for the policy",
}
"""What a case is called, by what it was sorted as."""
SENDERS: Mapping[str, str] = {
    "housing-ombudsman": "The Housing Ombudsman",
    "lgsco": "The Local Government and Social Care Ombudsman",
    "charity-commission": "The Charity Commission",
    "regulator-of-social-housing": "The Regulator of Social Housing",
    "care-quality-commission": "The Care Quality Commission",
    "other-regulator": "Another regulator",
}
"""The bodies that pass on what somebody told them."""


def what(state: State) -> str:
    """What a case is: a complaint, unless it was sorted as something else."""
    return KINDS["complaint"] if state.formal else KINDS.get(state.triaged or "", "Complaint")


def received(state: State, sentence: str) -> str:
    """A sentence of the timeline, which calls what came in by what it was sorted as.

    >>> from types import SimpleNamespace
    >>> received(SimpleNamespace(formal=False, triaged="compliment"), "Complaint received by letter from a tenant")
    'Compliment received by letter from a tenant'
    """
    came = f"{KINDS['complaint']} received"
    return sentence.replace(came, f"{what(state)} received", 1) if sentence.startswith(came) else sentence


def next_steps(opened: Opened) -> Iterator[tuple[str, str]]:
    """The steps that should come next on what is no complaint, each with why."""
    entry = opened.state.entry
    if entry.waited_for:
        if not entry.dated:
            yield "request_dated", "They have no date yet"
        yield "request_completed", f"By {said(entry.dated[-1].by)}" if entry.dated else "Once it is done"
    if _open(opened, "answer"):
        yield ("policy_copy", "They asked for it") if entry.kind == "policy_request" else ("feedback_answered", "")
    if _open(opened, "share") or (entry.kind == "compliment" and not entry.told):
        yield "feedback_shared", "For those who are to hear of it"


def _open(opened: Opened, name: str) -> bool:
    duty = find(opened.judged, name)
    return bool(duty and duty.owed and not duty.done)


def titles(opened: Opened) -> dict[str, str]:
    """What steps are called on what is no complaint, where that differs."""
    if opened.state.formal or not opened.state.triaged:
        return {}
    return {"made_formal": "They are not happy with this: make it a complaint", "closed": "Put it away",
            "assigned": "Give it to somebody"}  # fmt: skip


def complain_href(opened: Opened) -> str | None:
    """Where a complaint about a service request is made, beside it; None where it is made of the case itself."""
    if opened.state.entry.kind != "service_request" or opened.state.formal:
        return None
    with suppress(NoReverseMatch):
        return reverse("complain_about", args=[opened.case.reference])
    return None


def arrival(opened: Opened) -> list[str]:
    """The facts of how it came, a sentence each, and that it was passed between landlords of the group."""
    first = opened.events[0]
    return [*(_came(opened, first) if isinstance(first, e.Received) else ()), *_moved(opened)]


def _came(opened: Opened, first: e.Received) -> Iterator[str]:
    if first.sender:
        reference = f", who call it {first.their_reference}" if first.their_reference else ""
        yield f"Passed on by: {SENDERS[first.sender]}{reference}."
    if first.dated:
        yield f"What they sent is dated {said(first.dated)}."
    if first.public is not None:
        yield "Written in public: answer personal matters in private only." if first.public else "A private message."
    if first.where:
        yield f"Where: {first.where}"
    if first.told_to:
        yield f"Told to {opened.judged.called(first.told_to)}."
    if first.score:
        yield f"Their score: {first.score}"
    if first.categories:
        yield f"About: {', '.join(categories(opened.policy.wording).get(key, key) for key in first.categories)}."


def _moved(opened: Opened) -> Iterator[str]:
    """A complaint that was passed on keeps its clock (HPG-22)."""
    brands = opened.policy.pack.brands
    for event in opened.events:
        if isinstance(event, e.Redirected) and event.brand in brands:
            told = said(opened.state.received)
            yield f"Passed to {brands[event.brand].name} on {said(event.on)}. Its time still counts from {told}."


def categories(wording: Mapping[str, Any]) -> dict[str, str]:
    """What a complaint can be about, as the landlord's own wording has it, by id."""
    found: list[dict[str, Any]] = wording.get("categories", [])
    return {entry["id"]: entry["title"] for entry in found}
