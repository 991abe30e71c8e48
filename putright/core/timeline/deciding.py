"""The decision, point by point, the answer, and putting things right."""

from __future__ import annotations

from collections.abc import Iterator

from putright.core import events as e
from putright.core.timeline.base import FINDINGS, Lists, Says, by, how, when


def _verdicts(event: e.Decided) -> str:
    found = [one.finding for one in event.findings.values()]
    counts = [f"{found.count(key)} {text.lower()}" for key, text in FINDINGS.items() if key in found]
    return f": {', '.join(counts)}"


def _of_decision(event: e.Decided) -> Iterator[tuple[str, str]]:
    for key, found in event.findings.items():
        yield f"Point {key.removeprefix('p')}: {FINDINGS[found.finding].lower()}", found.reasons
    for remedy in event.remedies.values():
        amount = f" (£{remedy.amount:,.2f})" if remedy.amount is not None else ""
        yield f"Remedy{when(remedy.by, ', by')}", remedy.what + amount
    yield from (("Still to be done", text) for text in event.outstanding)


SAYS: Says = {
    e.Decided: lambda x, n: f"{n.stage} decided" + _verdicts(x),
    e.ResponseSent: lambda x, n: f"{n.stage} response sent{how(x.method)}{by(x.by, n)}",
    e.ResponseReceived: lambda x, n: "response reached the complainant",
    e.RemedyCompleted: lambda x, n: f"remedy {x.id} completed",
}  # fmt: skip

LISTS: Lists = {e.Decided: _of_decision}
