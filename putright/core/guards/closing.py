"""Ending a case: when it may be closed, for behaviour, varied, moved to another brand, and disposed of."""

from __future__ import annotations

from collections.abc import Iterator

from putright.core import events as e
from putright.core.case import Case
from putright.core.duties import find, holds
from putright.core.guards import Reason, guard, not_here
from putright.core.handling import role_is_unfit


@guard(e.Closed)
def closing_waits(case: Case, event: e.Closed) -> Iterator[str]:
    """A complaint is closed once answered, and not while the complainant may still ask for stage 2."""
    state = case.state
    if event.ground or state.status in ("withdrawn", "refused", "not_a_complaint"):
        return
    if state.status == "triage":
        if not state.satisfied:
            yield "it is neither settled nor answered"
    elif state.status != "answered" and not (state.anonymous and state.current and state.current.decided):
        yield f"stage {state.stage} has not been answered"
    elif state.current and state.current.left.get("response_sent", event.on) is None:
        yield "the response has not left yet"
    elif state.stage == 1 and not state.satisfied and not state.requested:
        yield from _window_open(case, event)


def _window_open(case: Case, event: e.Closed) -> Iterator[str]:
    window = find(case, "stage2.request")
    if window and window.owed and window.due and event.on <= window.due:
        yield f"the complainant may ask for stage 2 until {window.due}"


@guard(e.Closed)
def assistance_awaited(case: Case, event: e.Closed) -> Iterator[str]:
    """Where the pack says so, a decision is not final while outside help is being sought with it."""
    settled = event.ground or case.state.satisfied or case.state.status == "withdrawn"
    if case.state.assistance_sought and not settled and "assistance_awaited" in case.policy.pack.guards:
        yield "outside help with the complaint has been sought; its result is awaited"


@guard(e.Closed)
def closing_for_behaviour(case: Case, event: e.Closed) -> Iterator[Reason]:
    """Closing on a ground: one the pack has, decided by somebody, with regard to the Equality Act."""
    if not event.ground:
        return
    cites = case.policy.pack.closing_grounds.get(event.ground)
    if not cites:
        said = f"the policy has no ground {event.ground!r} for closing a complaint"
        yield Reason("closing_for_behaviour", said, case.policy.cites("closing_waits"))
    elif not event.equality_considered:
        said = "closing for behaviour needs regard to the Equality Act 2010"
        yield Reason("closing_for_behaviour", said, cites)


@guard(e.RestrictionSet)
def restriction_considered(case: Case, event: e.RestrictionSet) -> Iterator[str]:
    """A restriction on contact is decided by somebody, with regard to the Equality Act."""
    if not event.equality_considered:
        yield "a restriction needs regard to the Equality Act 2010"
    if not event.decided_by.strip():
        yield "a restriction needs to say who decided it"
    if event.review_on and event.review_on <= event.on:
        yield f"the date to look at it again must be after {event.on}"


@guard(e.VariationAuthorised)
def variation_authority(case: Case, event: e.VariationAuthorised) -> Iterator[str | Reason]:
    """The procedure is varied only by the body the policy names, with a reason, role for role."""
    pack = case.policy.pack
    if not pack.variation:
        yield not_here("the policy lets nobody vary the procedure")
        return
    if event.by_role not in pack.variation:
        bodies = " or ".join(pack.bodies.get(body, body) for body in pack.variation)
        yield f"only the {bodies} may vary the procedure"
    if not event.reason.strip():
        yield "a variation needs its reason"
    for role in (*event.replaces, *event.replaces.values()):
        if role not in pack.roles:
            yield f"the policy has no role {role!r}"
    for role in event.replaces.values():
        if unfit := role_is_unfit(case, role):
            yield f"{unfit}, so they cannot take another's part"


@guard(e.Redirected)
def redirect_brand(case: Case, event: e.Redirected) -> Iterator[str | Reason]:
    """A complaint moves only to another brand of the same group."""
    brands = case.policy.pack.brands
    if not brands:
        yield not_here("the policy is that of one landlord, with nobody to pass a complaint to")
    elif event.brand not in brands:
        yield f"there is no brand {event.brand!r}; the brands are {', '.join(brands)}"
    elif event.brand == case.state.brand:
        yield f"the complaint is with {brands[event.brand].name} already"


@guard(e.Disposed)
def retention_passed(case: Case, event: e.Disposed) -> Iterator[str | Reason]:
    """Records are disposed of only when the policy's period has passed and nothing about the case is open."""
    duty = find(case, "dispose")
    if not duty or not duty.owed:
        yield not_here("the policy sets no period after which records are disposed of")
        return
    if not duty.due:
        yield "it has not come to its end yet, from which the time is counted that its records are kept"
    elif event.on < duty.due:
        yield f"the records are kept until {duty.due}"
    for held in holds(case.state):
        yield f"{held} is open"
