"""The course that invented complaints take: most in time, some late, some to stage 2, a few to the Ombudsman."""

from __future__ import annotations

from datetime import date, timedelta
from typing import get_args

from putright.core import events as e
from putright.core.duties import find
from putright.core.panel import troubles
from putright.demo.history.life import Life
from putright.demo.people import Matter

Services = tuple[e.Service, e.Cause, e.Failing]
ABOUT: tuple[Services, ...] = (
    ("property_condition", "contractor", "delay"),
    ("property_condition", "parts", "information"),
    ("staff", "training", "conduct"),
    ("property_condition", "appointments", "delay"),
    ("anti_social_behaviour", "records", "procedure"),
    ("charges", "communication", "information"),
    ("health_and_safety", "contractor", "error"),
    ("estate_management", "coordination", "delay"),
    ("estate_management", "communication", "procedure"),
    ("property_condition", "resources", "information"),
    ("other", "resources", "delay"),
    ("information_and_data", "systems", "error"),
)
"""What each of `people.MATTERS` is about, and what failed and why."""
LESSONS: dict[e.Cause, str] = {
    "contractor": "Look for the cause before the surface is treated, and have the contractor show what was found.",
    "parts": "Say which part is waited for and since when; change the notice on the day a date is known to fail.",
    "training": "Read what is on record about large print and other needs before anybody writes or rings.",
    "appointments": "Ring the day before a visit, and the same day when one cannot be kept.",
    "records": "File what residents hand in on the day it comes, and tell them that it is there.",
    "communication": "Send the breakdown with the notice, so that nobody has to ask for it.",
    "coordination": "A report is closed by whoever saw that it works, and by nobody else.",
    "resources": "Plan cover for leave, and say early when a date moves.",
    "systems": "Two records are joined only after two people have compared them.",
}
"""What is learnt from each cause."""
VERDICTS: tuple[e.Verdict, ...] = ("upheld", "upheld", "partly_upheld", "partly_upheld", "not_upheld")


def run(life: Life, matter: Matter, about: Services) -> None:
    """Stage 1, stage 2 where they ask for it, and what follows."""
    on = _taken_up(life, matter, life.first.on)
    on = _answered(life, matter, on)
    if life.state.status == "answered" and life.likely(20):
        on = _reviewed(life, matter, on)
        if life.likely(30):
            _to_the_ombudsman(life, on)
    _afterwards(life, about, max(on, life.state.last))


def _taken_up(life: Life, matter: Matter, on: date) -> date:
    for flag in life.first.flags:
        life.do(*(e.SafetyAlerted(on=on, to=role, flag=flag) for role in _alerted(life, flag)))
    if life.likely(12):
        life.do(e.AdjustmentRecorded(on=on, what="Letters in large print", needs=("large_print",)))
    return _begun(life, matter, life.working_days(on, life.chance.choice((1, 1, 2, 2, 3, 4, 5, 7))))


def _alerted(life: Life, flag: e.Flag) -> tuple[str, ...]:
    alert = life.policy.pack.safety.get(flag)
    return alert.to if alert else ()


def _begun(life: Life, matter: Matter, on: date) -> date:
    """Somebody takes the stage, talks it through, and acknowledges it."""
    life.plainly("assigned", on) or (life.plainly("variation_authorised", on) and life.plainly("assigned", on))
    points = {f"p{n}": text for n, text in enumerate(matter.points, 1)}
    life.do(e.Contacted(on=on, method="phone", what="Talked through what happened and what is wanted."))
    life.do(e.Defined(on=on, points=points, outcomes=(matter.wanted,)), e.Acknowledged(on=on, method="email"))
    return on


def _answered(life: Life, matter: Matter, on: date) -> date:
    """The answer of the current stage: mostly by its date, some with an extension, some late."""
    stage = life.state.current
    due = _due(life)
    if not stage or not due:
        return on
    late = life.likely(11)
    if not late and life.likely(14):
        until = life.working_days(due, life.chance.choice((3, 5, 8, 10)))
        asked = e.Extended(on=due - timedelta(2), until=until, reason="The surveyor's report is awaited.", agreed=True)
        due = until if life.do(asked) else due
    earliest = life.working_days(on, 2)
    day = life.working_days(due, life.chance.randrange(1, 9)) if late else due - timedelta(life.chance.randrange(5))
    return _decided(life, matter, max(day, earliest if earliest <= due or late else due, life.state.last))


def _due(life: Life) -> date | None:
    found = find(life.case, f"stage{life.state.stage}.respond")
    return found.due if found else None


def _decided(life: Life, matter: Matter, on: date) -> date:
    stage = life.state.current
    if not stage:
        return on
    for party in ("complainant", *life.state.about):
        life.do(e.PositionHeard(on=on, party=party, what="Their account was heard by phone."))
    if stage.number == 2 and life.policy.pack.panel:
        _sits(life, on)
    whole: e.Verdict | None = "not_upheld" if life.likely(27) else None
    findings = {point: _finding(life, matter, whole) for point in stage.points}
    life.do(*(e.FindingsShared(on=on, with_=party) for party in ("complainant", *life.state.about)))
    life.do(e.Decided(on=on, findings=findings, remedies=_remedies(life, matter, findings, on)))
    rule = life.policy.pack.reports_back.get("2" if stage.number == 2 else "1")
    reporters = [life.case.required(role) for role in rule.roles] if rule else []
    method = life.chance.choice(("email", "email", "post"))
    life.any([e.ResponseSent(on=on, method=method), *(e.ResponseSent(on=on, method=method, by=r) for r in reporters)])
    return on


def _finding(life: Life, matter: Matter, whole: e.Verdict | None) -> e.Finding:
    verdict = whole or life.chance.choice(VERDICTS)
    kept = matter.not_upheld or "What was promised was done by the day it was promised for."
    return e.Finding(verdict, kept if verdict == "not_upheld" else matter.upheld)


def _remedies(life: Life, matter: Matter, findings: dict[str, e.Finding], on: date) -> dict[str, e.Remedy]:
    """An apology or a repair for what is upheld, and sometimes money."""
    upheld = tuple(point for point, found in findings.items() if found.finding != "not_upheld")
    if not upheld:
        return {}
    n = len(life.state.remedies) + 1
    by = on + timedelta(life.chance.choice((14, 28, 28, 42, 60)))
    made = {f"r{n}": e.Remedy(life.chance.choice(("repair", "apology", "service")), matter.remedy, by, points=upheld)}
    if life.likely(35):
        pounds = float(life.chance.choice((50, 75, 100, 150, 200, 250)))
        made[f"r{n + 1}"] = e.Remedy(
            "payment", "Pay for time and trouble", on + timedelta(28), amount=pounds, points=upheld,
            departs="Three visits were missed; an apology alone would not do.",
            lines=(e.Line("time_and_trouble", pounds, "For the calls and visits it took"),),
        )  # fmt: skip
    return made


def _sits(life: Life, on: date) -> None:
    panel = life.policy.pack.panel
    for seat, rule in panel.seats.items() if panel else ():
        if rule.needs_consent:
            life.do(e.ConsentGiven(on=on, to=f"{seat}_on_panel"))
    if life.plainly("panel_convened", on) and life.state.current:
        members = life.state.current.panel
        if not any(troubles(life.case, members)):
            life.do(e.PanelMet(on=on, members=members, minutes="The panel read the papers and heard the complainant."))


def _reviewed(life: Life, matter: Matter, on: date) -> date:
    asked = max(on + timedelta(life.chance.randrange(3, 13)), life.state.last)
    if not life.do(e.EscalationRequested(on=asked, reason="It is still not put right.")):
        return on
    if life.likely(6) and life.any(
        e.EscalationRefused(on=asked, ground=ground, explanation="The date to ask had passed.")
        for ground in get_args(e.EscalationGround)
    ):
        return asked
    taken = life.working_days(asked, life.chance.choice((1, 2, 3, 5)))
    life.do(e.Escalated(on=taken, explanation="Taken up as asked."))
    return _answered(life, matter, _begun(life, matter, taken))


def _to_the_ombudsman(life: Life, on: date) -> None:
    """It goes to the Ombudsman, who asks for evidence, decides months later, and may order something."""
    referred = max(on + timedelta(life.chance.randrange(20, 90)), life.state.last)
    evidence = referred + timedelta(30)
    if not life.do(e.OmbudsmanReferred(on=referred, route="direct")):
        return
    life.do(e.EvidenceRequested(on=evidence, id="e1", what="The whole file", by=life.working_days(evidence, 15)))
    life.do(e.EvidenceProvided(on=life.working_days(evidence, life.chance.choice((9, 12, 14, 19))), id="e1"))
    decided = evidence + timedelta(life.chance.randrange(150, 260))
    found = life.chance.choice(("maladministration", "service failure", "reasonable redress", "no maladministration"))
    if life.do(e.Determined(on=decided, id="d1", finding=found)) and found in ("maladministration", "service failure"):
        life.do(e.OrderMade(on=decided, id="o1", what="Apologise and pay what is ordered", by=decided + timedelta(28)))
        life.do(e.OrderCompleted(on=decided + timedelta(life.chance.choice((14, 21, 27, 35))), id="o1", proof="Paid."))


def _afterwards(life: Life, about: Services, on: date) -> None:
    """What was promised is done, mostly by its date; it is closed; people are asked; something is learnt."""
    service, cause, failing = about
    done = sorted((r.by, key) for key, r in life.state.remedies.items() if r.by)
    life.do(e.Classified(on=on, services=(service,)))
    upheld = any(f.finding != "not_upheld" for s in life.state.stages.values() for f in s.findings.values())
    if upheld and life.likely(55):
        _learnt(life, on, e.LessonRecorded(
            on=on, id="l1", what=LESSONS.get(cause, "Say what happens next and when, and check that it did."),
            failing=failing, cause=cause, service=service,
        ))  # fmt: skip
    for by, key in done:
        if by < _lately(life) or life.likely(80):
            day = by + timedelta(life.chance.choice((-10, -6, -4, -2, 0, 0, 9)))
            life.do(e.RemedyCompleted(on=max(day, life.state.last), id=key, evidence="Seen and photographed."))
    if "a1" in life.state.learning.actions and (on < _lately(life) or life.likely(50)):
        life.do(e.ActionCompleted(on=life.state.last, id="a1", proof="The new checklist is in use."))
    _closed(life)


def _lately(life: Life) -> date:
    """What was due before this day has been seen to by now."""
    return life.today - timedelta(80)


def _learnt(life: Life, on: date, lesson: e.LessonRecorded) -> None:
    life.do(lesson)
    if life.likely(50):
        owner = next((key for key, one in life.people.items() if one.active and one.roles), "")
        what = "Change the checklist so that a visit is confirmed the day before."
        life.do(e.ActionSet(on=on, id="a1", what=what, by=on + timedelta(60), owner=owner, lesson="l1"))


def _closed(life: Life) -> None:
    if life.likely(60):
        life.do(e.ComplainantSatisfied(on=life.state.last + timedelta(2)))
    life.do(e.Closed(on=life.state.last + timedelta(1))) or life.do(e.Closed(on=life.state.last + timedelta(34)))
    if not life.state.closed or not life.do(e.SurveySent(on=life.state.last + timedelta(1), method="email")):
        return
    if life.likely(38):
        score = life.chance.choice((1, 2, 2, 3, 4, 4, 4, 5, 5))
        life.do(
            e.SurveyAnswered(on=life.state.last + timedelta(5), score=score, answer="Somebody rang when they said.")
        )
        if life.state.learning.owed_since and (life.state.last < _lately(life) or life.likely(60)):
            followed = life.working_days(life.state.last, life.chance.choice((1, 2, 4)))
            life.do(e.SurveyFollowedUp(on=followed, what="Rang them; explained the dates.", method="phone"))
