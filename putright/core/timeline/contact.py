"""Keeping in touch: contacts, updates, promised dates."""

from __future__ import annotations

from putright.core import events as e
from putright.core.timeline.base import Says, Told, because, count, how, when


def _contacted(event: e.Contacted, told: Told) -> str:
    whom = told(event.to) if event.to else "the complainant"
    spoke = f"Spoke with {whom}" if event.reached else f"Tried to reach {whom}"
    return spoke + how(event.method)


SAYS: Says = {
    e.Contacted: _contacted,
    e.UpdateSent: lambda x, n: f"update given{how(x.method)}" + because(n(x.to), " to "),
    e.UpdatesAgreed: lambda x, n:
    f"updates agreed, one every {count(x.every_working_days, 'working day')}{how(x.method)}",
    e.Extended: lambda x, n:
    f"{n.stage} response extended{when(x.until, ' until')}" + (", agreed" if x.agreed else ""),
}  # fmt: skip
