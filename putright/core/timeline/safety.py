"""People at risk: flags learnt later, alerts and the duty of candour."""

from __future__ import annotations

from collections.abc import Iterator

from putright.core import events as e
from putright.core.timeline.base import Lists, Says, by, how, words


def _of_alert(event: e.SafetyAlerted) -> Iterator[tuple[str, str]]:
    if event.who:
        yield "Who was told", event.who


def _of_candour(event: e.CandourStep) -> Iterator[tuple[str, str]]:
    if event.to:
        yield "To whom", event.to


SAYS: Says = {
    e.FlagRaised: lambda x, n: f"learnt: {words(x.flag)}",
    e.SafetyAlerted: lambda x, n: f"safety alert given to {n(x.to)}{how(x.method)}{by(x.by, n)}"
    + (f", about {words(x.flag)}" if x.flag else ""),
    e.CandourStep: lambda x, n: f"duty of candour: {words(x.step)}{how(x.method)}{by(x.by, n)}",
}  # fmt: skip

LISTS: Lists = {e.SafetyAlerted: _of_alert, e.CandourStep: _of_candour}
