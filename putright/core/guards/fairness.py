"""Fair hearing and complete decisions: positions heard, findings shared, every point answered with reasons."""

from __future__ import annotations

from collections.abc import Iterator

from putright.core import events as e
from putright.core.case import Case
from putright.core.guards import guard
from putright.core.state import Stage

COMPLAINANT = "complainant"


@guard(e.Decided)
def position_heard(case: Case, event: e.Decided) -> Iterator[str]:
    """Where the pack gives the right of reply, nothing is decided before both sides were heard."""
    if "position_heard" in case.policy.pack.guards:
        for party in unheard(case):
            yield f"{case.called(party)} has not been heard"


def unheard(case: Case) -> Iterator[str]:
    """Who has still to set out a position: the complainant at stage 1, those complained of at each stage."""
    stage = case.state.current
    if not stage:
        return
    if stage.number == 1 and not case.state.anonymous and COMPLAINANT not in stage.heard:
        yield "the complainant"
    for name in case.state.about:
        if not any(case.same(name, party) for party in stage.heard):
            yield name


@guard(e.Decided)
def findings_shared(case: Case, event: e.Decided) -> Iterator[str]:
    """Where the pack gives the right of reply, an adverse finding is first shared, with time to comment."""
    if "findings_shared" not in case.policy.pack.guards:
        return
    for party in parties_against(case, event):
        if problem := _no_chance(case, event, party):
            yield problem


def parties_against(case: Case, event: e.Decided) -> list[str]:
    """Whom the adverse findings go against: the complainant by one not upheld, else those complained of."""
    adverse = [found for found in event.findings.values() if found.adverse]
    parties = [COMPLAINANT] if any(f.finding == "not_upheld" for f in adverse) and not case.state.anonymous else []
    return parties + (list(case.state.about) if any(f.finding != "not_upheld" for f in adverse) else [])


def _no_chance(case: Case, event: e.Decided, party: str) -> str | None:
    stage = case.state.current
    shared = [s for name, s in stage.shared.items() if case.same(party, name)] if stage else []
    if not stage or not shared:
        return f"the adverse finding has not been shared with {case.called(party)}"
    commented = any(case.same(party, name) for name in stage.commented)
    until = shared[-1].comment_by
    if until and event.on <= until and not commented:
        return f"{case.called(party)} has until {until} to comment on the adverse finding"
    return None


@guard(e.Decided, e.ResponseSent)
def every_point_decided(case: Case, event: e.Decided | e.ResponseSent) -> Iterator[str]:
    """Every point has a finding, but one that goes to a procedure of its own; none is about something else."""
    stage = case.state.current
    if not stage:
        return
    found = event.findings if isinstance(event, e.Decided) else {}
    for point in stage.undecided:
        if point not in found and point not in case.state.safety.elsewhere:
            yield f"point {point!r} has no finding"
    yield from _strangers(stage, found)
    if isinstance(event, e.Decided) and not found:
        yield "a decision needs a finding"


def _strangers(stage: Stage, found: dict[str, e.Finding]) -> Iterator[str]:
    if stage.defined or stage.asked:
        for point in found:
            if point not in stage.points:
                yield f"{point!r} is not a point of this complaint"


@guard(e.Decided)
def reasons_given(case: Case, event: e.Decided) -> Iterator[str]:
    """Every finding has its reasons."""
    for point, found in event.findings.items():
        if not found.reasons.strip():
            yield f"the finding on point {point!r} has no reasons"


@guard(e.IssueRaised)
def issue_joins(case: Case, event: e.IssueRaised) -> Iterator[str]:
    """A new point joins only before the stage 1 response; afterwards it is a complaint of its own."""
    stage = case.state.current
    if not stage or stage.number != 1 or case.state.status != "open":
        yield "a new point joins only before the stage 1 response; log it as a new complaint"
    elif event.id in stage.points:
        yield f"there is a point {event.id!r} already"
    elif not event.text.strip():
        yield "a point needs words"


@guard(e.IssueRaised)
def issue_related(case: Case, event: e.IssueRaised) -> Iterator[str]:
    """A point that has nothing to do with the complaint becomes another, unless the policy takes it in."""
    if not event.related and not case.policy.unrelated_points_join:
        yield "an unrelated point becomes a complaint of its own"


@guard(e.Triaged)
def choice_respected(case: Case, event: e.Triaged) -> Iterator[str]:
    """Somebody who chose to complain is not turned into something else."""
    chosen = event.choice in ("complaint", "formal", "formal_complaint")
    if event.as_ != "complaint" and (chosen or "made_formal" in case.state.seen):
        yield "the person has chosen to complain"
