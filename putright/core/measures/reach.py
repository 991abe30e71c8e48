"""From when on nothing of a case counts any more."""

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
