"""The worker's part: counts an assessment's figures and draws its lots, in one pass over what is counted."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import date, datetime, timedelta

import msgspec
from django.db.models import F
from msgspec import Struct

from putright import data
from putright.apps.accounts import packs
from putright.apps.measuring.population import Counting, population, seq_now
from putright.apps.oversight.assessment.models import Assessment
from putright.core import sampling
from putright.core.assessment import proposing
from putright.core.assessment.form import Figure, Form, Selection
from putright.core.assessment.proposing import Counted
from putright.core.measures.counting import ask_all, behind, key
from putright.core.measures.facts import Facts
from putright.core.measures.question import Question
from putright.core.policy import Policy

LEASE = timedelta(minutes=10)
SOON = timedelta(minutes=1)
"""When it is tried again while the facts of many cases are still being brought up to date."""
TRIES = 5
SPARE = 20
"""How many more cases are drawn than are asked for: whoever may not open one reads the next."""

logger = logging.getLogger("putright.assessment")


class Lot(Struct, frozen=True):
    """The cases drawn of a selection, in order, out of how many."""

    of: int
    order: tuple[str, ...]


class Tally(Struct, frozen=True):
    """What was counted for an assessment: figures and lots by name."""

    figures: dict[str, Counted] = {}
    lots: dict[str, Lot] = {}


def tally(assessment: Assessment) -> Tally:
    """What was counted for it last; empty before."""
    return msgspec.json.decode(assessment.counted, type=Tally) if assessment.counted else Tally()


def run_once(now: datetime) -> bool:
    """Counts the assessment that has waited longest; False where none waits."""
    waiting = Assessment.objects.filter(count_from__lte=now).order_by("count_from", "pk")
    assessment = waiting.select_related("landlord").first()
    if assessment is None:
        return False
    mine = Assessment.objects.filter(pk=assessment.pk, count_from=assessment.count_from)
    if not mine.update(count_from=now + LEASE, attempts=F("attempts") + 1):
        return True
    if assessment.attempts >= TRIES:
        Assessment.objects.filter(pk=assessment.pk).update(count_from=None)
        logger.error("Assessment %s was tried %s times and is given up.", assessment.pk, TRIES)
        return True
    try:
        count(assessment, now)
    except Counting:
        Assessment.objects.filter(pk=assessment.pk).update(count_from=now + SOON, attempts=F("attempts") - 1)
    return True


def count(assessment: Assessment, now: datetime) -> None:
    """Counts it and keeps the result with the place in the log that it counts up to."""
    seq = seq_now(assessment.landlord)
    found = counted(assessment, covered(assessment, seq))
    mine = Assessment.objects.filter(pk=assessment.pk)
    mine.filter(state=Assessment.State.DRAFT).update(
        counted=msgspec.json.encode(found).decode(), counted_at=now, seq=seq
    )
    mine.update(count_from=None, attempts=0)


def covered(assessment: Assessment, seq: int) -> list[Facts]:
    """The facts of the cases it is about: of a group, those of the brands held to the same edition."""
    policy = packs.current(assessment.landlord)
    others = other_brands(policy, assessment.edition)
    found = population(assessment.landlord, assessment.until, seq=seq)
    return [fact for fact in found if fact.brand not in others]


def other_brands(policy: Policy, edition: str) -> set[str]:
    """The brands that answer to another body's Code, and are no part of it."""
    body = edition.partition("/")[0]
    named = {key: brand.edition or policy.pack.edition for key, brand in policy.pack.brands.items()}
    return {key for key, name in named.items() if name.partition("/")[0] != body}


def counted(assessment: Assessment, facts: Iterable[Facts]) -> Tally:
    """The figures and lots of its form, over these facts."""
    facts = list(facts)
    form = data.load_form(assessment.edition)
    since, until = assessment.since, assessment.until
    asked = {name: question(figure, since, until) for name, figure in form.figures.items()}
    answers = ask_all(asked.values(), facts)
    figures = {name: proposing.counted(name, form.figures[name], one, answers[key(one)]) for name, one in asked.items()}
    return Tally(figures, {name: _lot(assessment, form, name, facts) for name in form.samples})


def question(one: Figure | Selection, since: date, until: date) -> Question:
    """A figure or selection as a question about a period."""
    return Question(measure=one.measure, since=since, until=until, where=one.where)


def _lot(assessment: Assessment, form: Form, name: str, facts: list[Facts]) -> Lot:
    asked = form.samples[name]
    found = behind(question(asked, assessment.since, assessment.until), facts, whole=asked.whole)
    order = sampling.in_order(f"{assessment.seed}:{name}", {fact.reference for fact in found})
    return Lot(len(order), tuple(order[: asked.draws + SPARE]))
