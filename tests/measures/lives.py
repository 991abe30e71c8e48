"""Lives to count: complaints as `tests.population` lives them, with more strewn in than people would bring about.

What is strewn in is not put to the guards: facts follow from whatever a log holds.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import get_args

from msgspec.structs import replace as changed

from putright.core import events as e
from putright.core.events import Event
from putright.core.measures.facts import Facts
from putright.core.measures.of import Walk
from putright.core.state import fold
from tests.measures.recount import Told
from tests.measures.things import RENTED
from tests.population import living

CATEGORIES = ("repairs", "staff", "noise")


@cache
def told(seed: int) -> Told:
    """A case of a seed, over whatever the life of that seed and chance make of it."""
    life = living.born(seed)
    list(living.live(life, 12 + seed % 40))
    chance = Random(seed)
    policy = living.policy_of(life.policy.pack.pack)
    return Told(f"X-{seed}", _strewn(life.events, chance), replace(policy, brand=None))


def facts_of(case: Told, until: date | None = None) -> Facts:
    """Its facts as they stood at the end of a day, or now."""
    walk = Walk(case.policy, living.staff_of(case.policy.pack.pack), case.reference)
    walk.go(one for one in case.events if until is None or one.on <= until)
    return walk.facts()


def up_to(case: Told, until: date) -> Told | None:
    """The case as it was told at the end of a day; None before it began."""
    known = [one for one in case.events if one.on <= until]
    return Told(case.reference, known, case.policy) if known else None


def _strewn(events: list[Event], chance: Random) -> list[Event]:
    found = [_dearer(event, chance) for event in events]
    for _ in range(len(events) // 3):
        n = chance.randrange(1, len(found) + 1)
        more = [*found[:n], _more(found[:n], chance), *found[n:]]
        with suppress(KeyError):  # what comes after it may rest on what it takes away
            fold(more)
            found = more
    return found


def _dearer(event: Event, chance: Random) -> Event:
    """What was received has categories and what was decided costs money."""
    if isinstance(event, e.Received):
        return changed(event, categories=tuple(chance.sample(CATEGORIES, chance.randrange(3))))
    if isinstance(event, e.Decided) and chance.random() < 0.7:
        kind = chance.choice(("payment", "repair"))
        remedy = e.Remedy(kind=kind, what="What is due.", by=event.on + timedelta(chance.randrange(1, 60)),
                          amount=chance.choice((None, 50.0, 120.55)), replaces=chance.choice(("", "r1")))  # fmt: skip
        verdict = chance.choice(("upheld", "partly_upheld", "not_upheld"))
        finding = e.Finding(finding=verdict, reasons="Because.")
        return changed(event, remedies={**event.remedies, chance.choice(("r1", "r2")): remedy},
                       findings={**event.findings, "p9": finding})  # fmt: skip
    return event


def _more(before: list[Event], chance: Random) -> Event:
    """One of many things that may be written on a case on the day of the event before."""
    on = before[-1].on
    later = on + timedelta(chance.choice((1, 4, 15, 40)))
    score = chance.choice((None, 1, 2, 3, 4, 5))
    ids = [event.id for event in before if isinstance(event, e.OrderMade)]
    remedies = [key for event in before if isinstance(event, e.Decided) for key in event.remedies]
    escalated = [event for event in before if isinstance(event, e.EscalationRequested)]
    made = [
        e.SurveySent(on=on), e.SurveyFollowedUp(on=on, what="Rang."),
        e.SurveyAnswered(on=on, score=score, wants_contact=chance.random() < 0.2),
        e.FeedbackSought(on=on, reached=chance.random() < 0.6, score=score),
        e.HomeRecorded(on=on, tenure=chance.choice((*RENTED, "shared_ownership", "leasehold", "")), area="TA1"),
        e.Classified(on=on, categories=tuple(chance.sample(CATEGORIES, 2)), services=("charges", "staff")),
        e.LessonRecorded(on=on, failing=chance.choice((None, "delay")), cause="records", service="charges"),
        e.ActionSet(on=on, id=chance.choice("ab"), by=chance.choice((None, later))),
        e.ActionCompleted(on=on, id=chance.choice("ab")), e.AdjustmentRecorded(on=on, what="Large print."),
        e.UpdatesAgreed(on=on, every_working_days=chance.choice((1, 5))), e.UpdateSent(on=on),
        e.Contacted(on=on, reached=False), e.Contacted(on=on, to="complainant"),
        e.Extended(on=on, until=later, reason="More time.", queued=chance.random() < 0.4),
        e.NoticeSent(on=on, of=chance.choice(("acknowledged", "extended", "response_sent"))),
        e.NoticeBounced(on=on, of=chance.choice(("acknowledged", "extended", "response_sent"))),
        e.Triaged(on=on, as_=chance.choice(get_args(e.Triage))), e.MadeFormal(on=on), e.InformalAttempted(on=on),
        e.RequestDated(on=on, by=later), e.RequestCompleted(on=on, done=chance.random() < 0.7),
        e.FeedbackUsed(on=on, what="The form.", changed=chance.random() < 0.5), e.EscalationRequested(on=on),
        e.Refused(on=on, ground="too_old", explanation="Old."), e.Withdrawn(on=on), e.Closed(on=on), e.Reopened(on=on),
        e.LearningSessionHeld(on=on), e.OmbudsmanReferred(on=on, body=chance.choice((None, "lgsco"))),
        e.Determined(on=on, finding="maladministration", findings=chance.choice(({}, {"a": "service_failure"}))),
        e.OrderMade(on=on, id="x", by=chance.choice((None, later))),
        e.OrderMade(on=on, id="y", by=later, kind_="recommendation"),
        e.FailureOrderMade(on=on, id="z", by=later), e.EvidenceRequested(on=on, id="w"),
        e.CaseLinked(on=on, case="Y-1", how="service_request"),
        e.ResponseSent(on=on, method="email", queued=chance.random() < 0.3), e.Acknowledged(on=on, queued=True),
    ]  # fmt: skip
    made += [e.OrderCompleted(on=on, id=key) for key in ids]
    for key in {*remedies} & {"r1", "r2"} if remedies else ():
        made += [e.RemedyAnswered(on=on, id=key, answer=chance.choice(("accepted", "declined")))]
    return chance.choice(made) if not escalated or chance.random() < 0.8 else e.ComplainantSatisfied(on=on)
