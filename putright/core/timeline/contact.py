"""Keeping in touch: contacts, updates, promised dates."""

from __future__ import annotations

from putright.core import events as e
from putright.core.timeline.base import Says, Told, because, by, count, how, when, words


def _contacted(event: e.Contacted, told: Told) -> str:
    whom = told(event.to) if event.to else "the complainant"
    spoke = f"Spoke with {whom}" if event.reached else f"Tried to reach {whom}"
    return spoke + how(event.method) + (", with an interpreter" if event.interpreter else "") + _kept(event)


def _kept(event: e.Contacted | e.UpdateSent) -> str:
    """What became of the promises that a contact was about."""
    if not event.keeps:
        return ""
    kept = not isinstance(event, e.Contacted) or event.reached
    return f", {'keeping' if kept else 'to keep'} {count(len(event.keeps), 'promise')}"


SAYS: Says = {
    e.Contacted: _contacted,
    e.UpdateSent: lambda x, n: f"update given{how(x.method)}" + because(n(x.to), " to ") + _kept(x),
    e.PromiseMade: lambda x, n: f"promised{when(x.by, ' by')}{how(x.method)}",
    e.PromiseRevised: lambda x, n: f"promise moved{when(x.until, ' to')}" + (", agreed with them" if x.agreed else ""),
    e.AdviceSetAside: lambda x, n: f"advice on the letter set aside ({words(x.rule)}){by(x.by, n)}",
    e.UpdatesAgreed: lambda x, n:
    f"updates agreed, one every {count(x.every_working_days, 'working day')}{how(x.method)}",
    e.Extended: lambda x, n:
    f"{n.stage} response extended{when(x.until, ' until')}" + (", agreed" if x.agreed else "")
    + (", once its notice has left" if x.queued else ""),
}  # fmt: skip
