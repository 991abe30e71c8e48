"""The redress bodies: their requests, determinations and orders."""

from __future__ import annotations

from putright.core import events as e
from putright.core.state.base import State, on
from putright.core.state.promise import Promise
from putright.core.state.shapes_redress import Referral


def _known(state: State, body: str | None) -> str:
    """The key of the referral an event is about: without a body, the one that is open, or the first."""
    referrals = state.redress.referrals
    if body or not referrals:
        return body or ""
    return next((key for key, found in referrals.items() if not found.determined), next(iter(referrals)))


def _with(state: State, body: str | None, event: e.Event, new: bool = False) -> Referral:
    """The referral an event is about, open again if it was decided.

    One that named no body is taken to be of the body named next, unless that body is a `new` one.
    """
    referrals = state.redress.referrals
    key = _known(state, body)
    if key and key not in referrals and "" in referrals and not new:
        referrals[key] = referrals.pop("")
        referrals[key].body = key
    found = referrals.setdefault(key, Referral(key, event.on))
    found.determined = None
    return found


@on(e.OmbudsmanReferred)
def _(state: State, event: e.OmbudsmanReferred) -> None:
    found = _with(state, event.body, event, new=True)
    found.referred, found.route = event.on, event.route
    found.reference = event.reference or found.reference


@on(e.EvidenceRequested)
def _(state: State, event: e.EvidenceRequested) -> None:
    _with(state, event.body, event)
    state.evidence[event.id] = Promise(event.on, event.what, event.by)


@on(e.EvidenceDateRevised)
def _(state: State, event: e.EvidenceDateRevised) -> None:
    state.evidence[event.id].revised = event.until
    state.redress.revisions.setdefault(event.id, []).append(event)


@on(e.EvidenceProvided)
def _(state: State, event: e.EvidenceProvided) -> None:
    state.evidence[event.id].done = event.on


@on(e.Determined)
def _(state: State, event: e.Determined) -> None:
    found = _with(state, event.body, event)
    found.determined, found.finding, found.findings = event.on, event.finding, event.findings


@on(e.OrderMade)
def _(state: State, event: e.OrderMade) -> None:
    state.orders[event.id] = Promise(event.on, event.what, event.by, kind=event.kind_ or "order")


@on(e.FailureOrderMade)
def _(state: State, event: e.FailureOrderMade) -> None:
    state.orders[event.id] = Promise(event.on, event.what, event.by, kind="failure order")
    state.redress.failures[event.id] = event


@on(e.OrderCompleted)
def _(state: State, event: e.OrderCompleted) -> None:
    state.orders[event.id].done = event.on
    state.redress.proofs[event.id] = event


@on(e.RecommendationAnswered)
def _(state: State, event: e.RecommendationAnswered) -> None:
    """A recommendation binds nobody: turned down with reasons, nothing of it is owed any more."""
    state.redress.answers[event.id] = event
    if event.answer == "declined":
        state.orders[event.id].done = event.on


@on(e.HandlingFailureNotified)
def _(state: State, event: e.HandlingFailureNotified) -> None:
    state.notices[event.id] = Promise(event.on, event.what, event.by, kind=event.kind_ or "")


@on(e.NoticeAnswered)
def _(state: State, event: e.NoticeAnswered) -> None:
    state.notices[event.id].done = event.on
    state.redress.proofs[f"notice:{event.id}"] = event


@on(e.ConcernRaised)
def _(state: State, event: e.ConcernRaised) -> None:
    state.redress.concerns.append(event)
