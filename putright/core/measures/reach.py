"""From when to when something of a case counts."""

from __future__ import annotations

from datetime import date

from putright.core.measures.catalogue import MEASURES
from putright.core.measures.facts import Facts


def settled_on(facts: Facts) -> date | None:
    """The last day on which something of the case counts, by any measure; None while something of it is open."""
    last = facts.last
    for measure in MEASURES.values():
        if not getattr(facts, measure.needs):
            continue
        for item in measure.items(facts):
            if measure.stock and item.off is None:
                return None
            last = max(last, item.on, item.off or item.on)
    return last


def within(one: Facts) -> tuple[date, date]:
    """Two days outside which nothing of the case counts, by any measure: what it is asked of other days is skipped.

    They are not the closest: the last is the last day that the facts hold, and no day at all while anything is open.
    It takes a fraction of the time of `settled_on`.
    """
    days = [one.last]
    for stage in one.stages:
        over = stage.answered or stage.ended
        if not over:
            return one.received, date.max
        days += [over, stage.acknowledge_due or over, stage.due or over, stage.last_due or over]
        days.append(stage.code_last_due or over)
    for owed in one.owed:
        over = owed.done or owed.ended
        if not over:
            return one.received, date.max
        days += [over, owed.due or over]
    if one.spells and one.spells[-1].until is None:
        return one.received, date.max
    days += [due for due, _ in one.updates]
    days.append(one.answer_due or one.last)
    return one.received, max(days)
