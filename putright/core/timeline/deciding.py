"""The decision, point by point, and the answer."""

from __future__ import annotations

from collections.abc import Iterator

from putright.core import events as e
from putright.core.compensation import HEADS
from putright.core.money import pence, pounds
from putright.core.timeline.base import FINDINGS, Lists, Says, by, how, when
from putright.core.timeline.remedies import remedy_name

FACTORS: dict[e.Factor, str] = {
    "duration": "How long it went on",
    "frequency": "How often it happened",
    "severity": "How bad it was",
    "failures": "How many things went wrong",
    "together": "What it all came to together",
    "circumstances": "Their circumstances and vulnerability",
}
"""What a remedy weighs, in words."""


def _verdicts(event: e.Decided) -> str:
    found = [one.finding for one in event.findings.values()]
    counts = [f"{found.count(key)} {text.lower()}" for key, text in FINDINGS.items() if key in found]
    return f": {', '.join(counts)}"


def _of_decision(event: e.Decided) -> Iterator[tuple[str, str]]:
    for key, found in event.findings.items():
        yield f"Point {key.removeprefix('p')}: {FINDINGS[found.finding].lower()}", found.reasons
    yield from ((FACTORS[factor], text) for factor, text in event.impact.items())
    for key, remedy in event.remedies.items():
        yield from _of_remedy(key, remedy)
    yield from ((f"Point {point.removeprefix('p')}: why no remedy", text) for point, text in event.no_remedy.items())
    yield from (("Still to be done", text) for text in event.outstanding)


def _of_remedy(key: str, remedy: e.Remedy) -> Iterator[tuple[str, str]]:
    amount = f" ({pounds(pence(remedy.amount))})" if remedy.amount is not None else ""
    yield f"{remedy_name(key).capitalize()}{when(remedy.by, ', by')}", remedy.what + amount
    for line in remedy.lines:
        yield f"{HEADS[line.head]}: {pounds(pence(line.amount))}", line.reason
    for label, text in (("Why this remedy", remedy.reason), ("Why it departs from the guidance", remedy.departs)):
        if text:
            yield label, text


SAYS: Says = {
    e.Decided: lambda x, n: f"{n.stage} decided" + _verdicts(x),
    e.ResponseSent: lambda x, n: f"{n.stage} response sent{how(x.method)}{by(x.by, n)}",
    e.ResponseReceived: lambda x, n: "response reached the complainant",
}  # fmt: skip

LISTS: Lists = {e.Decided: _of_decision}
