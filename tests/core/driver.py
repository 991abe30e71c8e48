"""Random lives of a complaint: plain events drawn from the vocabulary, put to `decide`, and kept if accepted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from putright.core import events as e
from putright.core.case import Case
from putright.core.decide import Reason, decide
from putright.core.events import VOCABULARY, Event
from putright.core.options import plain_forms
from putright.core.policy import Person, Policy
from putright.core.state import State, fold, step_on

START = date(2026, 3, 2)
USUAL = (
    "acknowledged", "defined", "assigned", "position_heard", "contacted", "findings_shared", "decided", "decided",
    "response_sent", "response_sent", "response_received", "escalation_requested", "escalation_requested", "escalated",
    "assigned", "panel_convened", "consent_given", "panel_met", "extended", "closed", "complainant_satisfied",
    "variation_authorised", "referred_back", "guidance_sought", "issue_raised", "remedy_completed", "notice_bounced",
    "reopened", "disposed",
)  # fmt: skip
FLOW = (
    "assigned", "acknowledged", "position_heard", "decided", "response_sent", "escalation_requested", "escalated",
    "consent_given", "panel_convened", "panel_met",
)  # fmt: skip
KINDS = (*FLOW * 6, *USUAL * 2, *(kind for kind in VOCABULARY if kind != "received"))


def everybody(policy: Policy) -> dict[str, Person]:
    """Two people for each role of the pack."""
    return {f"{role}{n}": Person(f"{role}{n}", frozenset([role])) for role in policy.pack.roles for n in (1, 2)}


def facts(kind: str, on: date, n: int) -> Event:
    """One fact of a kind, varied by a number."""
    extra: dict[str, object] = {
        "fact_recorded": {"fact": ("already_considered", "new_evidence", "ongoing")[n % 3]},
        "legal_proceedings_recorded": {"filed": n % 2 == 0},
        "comments_received": {"from": "complainant"},
        "notice_bounced": {"of": ("acknowledged", "extended", "response_sent")[n % 3]},
        "notice_sent": {"of": ("acknowledged", "extended", "response_sent")[n % 3]},
        "evidence_requested": {"id": str(n)},
        "flag_raised": {"flag": ("safeguarding", "high_risk", "notifiable_safety_incident", "care_service")[n % 4]},
        "hazard_reported": {
            "id": f"h{n % 2}",
            "hazard": ("damp_and_mould", "fire", "overcrowding")[n % 3],
            "emergency": n % 4 == 0,
            "what": "Damp",
            **({"time": "09:12"} if n % 5 == 0 else {}),
        },
        "ombudsman_referred": {"body": ("housing-ombudsman", "lgsco")[n % 2]} if n % 3 else {},
        "determined": {"body": "lgsco"} if n % 3 == 0 else {},
        "interest_declared": {"who": "front_line1"},
        "recused": {"who": ("front_line1", "mrc2")[n % 2]},
        "availability_given": {"member": "mrc1", "dates": [on.isoformat()]},
        "concern_raised": {"with": "board", "what": "Three orders in a year"},
        "message_received": {"id": f"m{n % 3}", "about": (None, "definition", "remedy")[n % 3]},
        "survey_answered": {"score": n % 5 + 1, "wants_contact": n % 3 == 0},
        "member_agreed": {"party": f"p{n % 3}", "agreed": n % 2 == 0},
        "member_left": {"party": f"p{n % 3}"},
        "remedy_answered": {"id": f"r{n % 3}", "answer": ("accepted", "declined", "partly")[n % 3]},
        "remedy_confirmed": {"id": f"r{n % 3}", "done": n % 2 == 0},
        "information_received": {"id": ("new", "r1")[n % 2]},
        "detriment_alleged": {"id": f"d{n % 2}", "text": "Nobody rings back"},
        "order_made": {"id": str(n), "kind": ("order", "recommendation")[n % 2]},
    }.get(kind, {})  # type: ignore[assignment]
    return e.decode({"event": kind, "on": on.isoformat(), **extra})


def variants(case: Case, kind: str, on: date, n: int) -> Sequence[Event]:
    """The forms of an event that a careless or hurried person might try."""
    found = list(plain_forms(case, kind, on))
    people, point = sorted(case.people), e.Finding("upheld", "Because")
    if kind == "extended":
        far = [on + timedelta(7 * weeks) for weeks in (1, 2, 3, 5, 9)]
        found += [e.Extended(on=on, until=until, reason="Parts", agreed=True, good_reason=n % 4 == 0) for until in far]
    if kind == "response_sent":
        found += [e.ResponseSent(on=on, method="post", by=people[n % len(people)])]
    if kind == "decided" and case.state.current:
        remedy = e.Remedy("apology", "A letter", on + timedelta(20))
        lines = (e.Line("loss", 40.0 * n, "A heater"), e.Line("distress", 20.0 * n, "A cold winter"))
        paid = e.Remedy("payment", "Money", on + timedelta(9), 60.0 * n, lines=lines, level="service_failure")
        found += [e.Decided(on=on, findings={"p1": point}, remedies={"r2": paid}, by=people[n % len(people)])]
        found += [
            e.Decided(
                on=on, findings=dict.fromkeys(case.state.current.points or ["p1"], point), remedies={"r1": remedy}
            )
        ]
        found += [e.Decided(on=on, findings={"p1": point})]
    if kind == "position_heard":
        found = [*(e.PositionHeard(on=on, party=name) for name in case.state.about), *found]
    if kind == "issue_raised":
        found += [e.IssueRaised(on=on, id=f"n{n}", text="More", related=n % 2 == 0)]
    if kind == "consent_given":
        found = [e.ConsentGiven(on=on, to="resident_on_panel")]
    return found


@dataclass
class Life:
    """What happened to one complaint, and what was refused on the way."""

    policy: Policy
    people: dict[str, Person]
    events: list[Event]
    state: State
    refused: list[tuple[Event, tuple[Reason, ...]]] = field(default_factory=list)

    @property
    def case(self) -> Case:
        return Case.of(self.state, self.policy, self.people)


def begin(policy: Policy, source: str, channel: str, brand: str | None, about: tuple[str, ...]) -> Life:
    """A complaint just received."""
    first = e.Received(on=START, channel=channel, from_=source, brand=brand, about=about)  # type: ignore[arg-type]
    return Life(policy, everybody(policy), [first], fold([first]))


def _chosen(case: Case, tried: Sequence[Event], form: int) -> Event:
    """Half of the time any of the forms, half of the time one that may happen, where there is one."""
    able = [event for event in tried if not decide(case, event)] if form % 2 else tried
    return (able or tried)[form // 2 % len(able or tried)]


def steps(life: Life, choices: Sequence[tuple[int, int, int]]) -> Iterator[tuple[Event, State]]:
    """Let each chosen event happen if it may; yields it with the state before it."""
    on = START
    for kind_number, form, days in choices:
        kind = KINDS[kind_number % len(KINDS)]
        on += timedelta(days)
        case = life.case
        tried = [facts(kind, on, form)] if VOCABULARY[kind].is_fact else variants(case, kind, on, form)
        if not tried:
            continue
        event = _chosen(case, tried, form)
        reasons = decide(case, event)
        if reasons:
            life.refused.append((event, reasons))
            continue
        before = fold(life.events)
        life.events.append(event)
        step_on(life.state, event)
        yield event, before
