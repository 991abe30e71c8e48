"""How the things of one case are found that measures count."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import cache

from putright.core.measures.facts import Facts, Owed, Staged, Verdicts
from putright.core.measures.item import Dims, Item

SOON = timedelta(7)
"""An answer is due soon from so many days before its date."""
DAY = timedelta(1)
SATISFIED = 4
"""The lowest score by which somebody says that they are satisfied."""
Items = Callable[[Facts], Iterator[Item]]


def named(**values: str) -> Dims:
    """What something is by itself, one value for each dimension; what is empty is left out."""
    return tuple([(name, (value,)) for name, value in values.items() if value])


def came(kinds: tuple[str, ...]) -> Items:
    """What came in and stands in one of these registers, by the day on which it came."""
    return lambda one: iter((Item(one.received),) if one.entry in kinds else ())


def received(one: Facts) -> Iterator[Item]:
    yield Item(one.received, dims=named(kind=one.kind))


def complaints(one: Facts) -> Iterator[Item]:
    if one.formal:
        yield Item(one.formal)


def apart(one: Facts) -> Iterator[Item]:
    if one.formal and one.apart:
        yield Item(one.formal)


def adjusted(one: Facts) -> Iterator[Item]:
    if one.formal:
        yield Item(one.formal, one.helped)


def became_complaints(one: Facts) -> Iterator[Item]:
    if one.formal and one.from_request:
        yield Item(one.formal)


# ---- stages ---------------------------------------------------------------------------------


@cache
def _at(number: int, found: Verdicts | None = None) -> Dims:
    return named(stage=str(number), outcome=found.outcome if found else "")


def at(stage: Staged) -> Dims:
    return _at(stage.number, stage.verdicts)


def at_number(stage: Staged) -> Dims:
    return _at(stage.number)


def answers(of: Callable[[Staged], bool | None], amount: Callable[[Staged], int] | None = None) -> Items:
    """Each answer by the day it left. `of`: whether it counts; None where it is no part of the question."""

    def items(one: Facts) -> Iterator[Item]:
        for stage in one.stages:
            if stage.answered and (hit := of(stage)) is not None:
                yield Item(stage.answered, hit, amount(stage) if amount else 0, at(stage))

    return items


def by(due: Callable[[Staged], date | None]) -> Callable[[Staged], bool | None]:
    """Whether an answer came by a date; None where it has none."""

    def in_time(stage: Staged) -> bool | None:
        limit = due(stage)
        return stage.answered <= limit if limit and stage.answered else None

    return in_time


def answers_due(one: Facts) -> Iterator[Item]:
    for stage in one.stages:
        due = stage.last_due
        if due and not (stage.ended and stage.ended <= due):
            yield Item(due, bool(stage.answered and stage.answered <= due), dims=at(stage))


def acknowledged(one: Facts) -> Iterator[Item]:
    for stage in one.stages:
        due, done = stage.acknowledge_due, stage.acknowledged
        if due and (done or not (stage.ended and stage.ended <= due)):
            yield Item(due, bool(done and done <= due), dims=at(stage))


def extended(one: Facts) -> Iterator[Item]:
    for stage in one.stages:
        for day, _, counts in stage.extended:
            yield Item(day, counts, dims=at(stage))


def escalated(one: Facts) -> Iterator[Item]:
    for stage in one.stages:
        if stage.number == 2 and stage.accepted:
            yield Item(stage.accepted)


def escalation_rate(one: Facts) -> Iterator[Item]:
    """Each answer at stage 1; it hits where stage 2 was asked for after it, before another round began."""
    firsts = [stage for stage in one.stages if stage.number == 1]
    for n, stage in enumerate(firsts, 1):
        if answered := stage.answered:
            until = firsts[n].opened if n < len(firsts) else date.max
            yield Item(answered, any(answered <= day < until for day in one.requested), dims=at(stage))


def resolved_at(number: int) -> Items:
    """Each complaint that is closed with an answer, by the day it was closed; it hits where that was the last stage."""

    def items(one: Facts) -> Iterator[Item]:
        last = max((stage.round, stage.number) for stage in one.stages) if one.stages else (0, 0)
        found = [stage for stage in one.stages if (stage.round, stage.number) == last and stage.answered]
        if one.shut and one.formal and found:
            yield Item(one.shut, found[0].number == number)

    return items


def grounds(of: Callable[[Facts], tuple[tuple[date, str], ...]], name: str) -> Items:
    """Dated things of which each has a ground, a body or the like."""
    return lambda one: (Item(day, dims=named(**{name: what})) for day, what in of(one))


def days(of: Callable[[Facts], tuple[date, ...]]) -> Items:
    return lambda one: (Item(day) for day in of(one))


# ---- what stands at the end of a day --------------------------------------------------------


def open_(one: Facts) -> Iterator[Item]:
    for spell in one.spells:
        yield Item(spell.since, dims=_at(spell.stage), off=spell.until)


def unanswered(one: Facts) -> Iterator[Item]:
    for spell in one.spells:
        if not spell.answered:
            yield Item(spell.since, dims=_at(spell.stage), off=spell.until)


def late(one: Facts) -> Iterator[Item]:
    for stage in one.stages:
        over = stage.answered or stage.ended
        if stage.last_due and (over is None or over > stage.last_due + DAY):
            yield Item(stage.last_due + DAY, dims=at_number(stage), off=over)


def unacknowledged(one: Facts) -> Iterator[Item]:
    for stage in one.stages:
        over = min([day for day in (stage.acknowledged, stage.answered, stage.ended) if day], default=None)
        if stage.acknowledge_due and (over is None or over > stage.opened):
            yield Item(stage.opened, dims=at_number(stage), off=over)


def due_soon(one: Facts) -> Iterator[Item]:
    for stage in one.stages:
        if stage.last_due:
            since, until = max(stage.opened, stage.last_due - SOON), stage.last_due + DAY
            over = min(day for day in (until, stage.answered, stage.ended) if day)
            if over > since:
                yield Item(since, dims=at_number(stage), off=over)


# ---- what was promised or asked -------------------------------------------------------------


def kinds(owed: Owed) -> Dims:
    return named(kind=owed.kind, body=owed.body)


def each(of: str, *, kind: str = "", money: bool = False) -> Callable[[Facts], Iterator[Owed]]:
    def found(one: Facts) -> Iterator[Owed]:
        return (x for x in one.owed if x.of == of and (not kind or x.kind == kind) and (not money or x.pence))

    return found


def made(of: Callable[[Facts], Iterator[Owed]]) -> Items:
    """By the day on which it was promised or asked."""
    return lambda one: (Item(x.since, amount=x.pence, dims=kinds(x)) for x in of(one))


def done(of: Callable[[Facts], Iterator[Owed]]) -> Items:
    """By the day on which it was done."""
    return lambda one: (Item(x.done, amount=x.pence, dims=kinds(x)) for x in of(one) if x.done)


def in_time(of: Callable[[Facts], Iterator[Owed]]) -> Items:
    """By the day on which it fell due: whether it was done by then. What was owed no longer by that day is left out."""

    def items(one: Facts) -> Iterator[Item]:
        for x in of(one):
            if x.due and not (x.ended and x.ended <= x.due):
                yield Item(x.due, bool(x.done and x.done <= x.due), x.pence, kinds(x))

    return items


def owed(of: Callable[[Facts], Iterator[Owed]]) -> Items:
    """While it is neither done nor withdrawn, declined or replaced."""
    return lambda one: (Item(x.since, amount=x.pence, dims=kinds(x), off=x.done or x.ended) for x in of(one))


def overdue(of: Callable[[Facts], Iterator[Owed]]) -> Items:
    """From the day after it was due, while it is owed."""

    def items(one: Facts) -> Iterator[Item]:
        for x in of(one):
            over = x.done or x.ended
            if x.due and (over is None or over > x.due + DAY):
                yield Item(x.due + DAY, amount=x.pence, dims=kinds(x), off=over)

    return items


# ---- what others found, and what was learnt -------------------------------------------------


def determined(one: Facts) -> Iterator[Item]:
    for day, body, findings in one.determined:
        yield Item(day, dims=(*named(body=body), ("finding", findings)))


def lessons(one: Facts) -> Iterator[Item]:
    for lesson in one.lessons:
        yield Item(lesson.on, dims=named(failing=lesson.failing, cause=lesson.cause, service=lesson.service))


def satisfied(one: Facts) -> Iterator[Item]:
    for answer in one.surveys:
        if answer.score:
            yield Item(answer.on, answer.score >= SATISFIED, answer.score)


def followed_up(one: Facts) -> Iterator[Item]:
    for answer in one.surveys:
        if answer.owed:
            yield Item(answer.on, answer.followed is not None)


def sought(one: Facts) -> Iterator[Item]:
    for day, reached, score in one.sought:
        yield Item(day, reached, score)


def updates(one: Facts) -> Iterator[Item]:
    for due, kept in one.updates:
        yield Item(due, kept)


def requests_in_time(one: Facts) -> Iterator[Item]:
    if one.entry == "service_request" and one.answer_due:
        yield Item(one.answer_due, bool(one.answered and one.answered <= one.answer_due))


def changes(one: Facts) -> Iterator[Item]:
    if one.changed:
        yield Item(one.changed, dims=named(kind=one.kind))
