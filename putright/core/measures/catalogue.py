"""Every measure and every dimension, by id.

What happened within a period counts by its day; what stands at the end of a day (`stock`) counts while it stands. A
share of answers is of those that left in the period; a share of dates kept is of those that fell due in it, so that
what was never done counts against it. Figures of the Code leave out what the policy keeps apart; the dimension `apart`
shows it. No measure is better for being asked of fewer complaints: what is counted is shown beside each share.
"""

from __future__ import annotations

from putright.core.measures import amends, complaints, improving, tsm_items
from putright.core.measures.facts import Facts
from putright.core.measures.item import Dimension, Measure

_ALL = (*complaints.MEASURES, *amends.MEASURES, *improving.MEASURES, *tsm_items.MEASURES)
MEASURES: dict[str, Measure] = {measure.id: measure for measure in _ALL}


def _one(value: str) -> tuple[str, ...]:
    return (value,) if value else ()


def _none(one: Facts) -> tuple[str, ...]:
    return ()


DIMENSIONS: dict[str, Dimension] = {one.id: one for one in (
    Dimension(id="brand", title="Landlord of the group", of=lambda one: _one(one.brand)),
    Dimension(id="channel", title="How it came", of=lambda one: _one(one.channel)),
    Dimension(id="category", title="Category", of=lambda one: one.categories),
    Dimension(id="service", title="Service", of=lambda one: one.services),
    Dimension(id="area", title="Area", of=lambda one: _one(one.area)),
    Dimension(id="source", title="Who complains", of=lambda one: _one(one.source)),
    Dimension(id="tenure", title="Tenure", of=lambda one: _one(one.tenure)),
    Dimension(id="homes", title="Low cost rental or ownership", of=tsm_items.homes),
    Dimension(id="flag", title="Flag", of=lambda one: one.flags),
    Dimension(id="subject", title="About housing, care or a sale", of=lambda one: _one(one.subject)),
    Dimension(id="apart", title="Kept out of the Code's figures", of=lambda one: ("yes" if one.apart else "no",)),
    Dimension(id="helped", title="With an adjustment", of=lambda one: ("yes" if one.helped else "no",)),
    Dimension(id="stage", title="Stage", of=_none),
    Dimension(id="outcome", title="Outcome", of=_none),
    Dimension(id="ground", title="Ground", of=_none),
    Dimension(id="cause", title="Root cause", of=_none),
    Dimension(id="failing", title="Failing", of=_none),
    Dimension(id="finding", title="Finding", of=_none),
    Dimension(id="body", title="Redress body", of=_none),
    Dimension(id="kind", title="Kind", of=lambda one: _one(one.kind)),
)}  # fmt: skip
"""What figures can be looked at by. The value "" asks for those of which it is not known."""
