"""Adjustments: ended only where there is one, and overridden only with a reason."""

from __future__ import annotations

from collections.abc import Iterator

from putright.core import events as e
from putright.core.case import Case
from putright.core.guards import guard
from putright.core.guards.order import FIRST
from putright.core.state import State
from putright.core.state.shapes_needs import plain


@guard(e.NeedOverridden)
def override_reasoned(case: Case, event: e.NeedOverridden) -> Iterator[str]:
    """A letter goes out against what somebody needs only for a reason that can be read afterwards."""
    if not event.reason.strip():
        yield "say why this letter goes out against what they need"


def _end(state: State, event: e.AdjustmentEnded) -> str | None:
    if plain(event.what) not in map(plain, state.adjustments):
        return f"no adjustment “{event.what}” is on record"
    return None if event.reason.strip() else "say why they no longer need it, or what they need instead"


FIRST[e.AdjustmentEnded] = _end
