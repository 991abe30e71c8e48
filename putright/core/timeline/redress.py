"""The redress bodies: their requests, determinations and orders."""

from __future__ import annotations

from collections.abc import Iterator

from putright.core import events as e
from putright.core.timeline.base import Lists, Says, Told, because, when, words

KINDS = {"self_assessment": "self-assessment asked for"}


def _who(event: e.OmbudsmanReferred | e.RedressFact, told: Told) -> str:
    return told(event.body) if event.body else "the Ombudsman"


def _referred(event: e.OmbudsmanReferred, told: Told) -> str:
    reference = f", their reference {event.reference}" if event.reference else ""
    return f"complaint taken to {_who(event, told)}" + because(event.route, ", ") + reference


def _determined(event: e.Determined, told: Told) -> str:
    whose = f"determination of {told(event.body)}" if event.body else "Ombudsman’s determination"
    return whose + because(event.finding, ": ")


def _order(event: e.OrderMade, told: Told) -> str:
    kind = event.kind_ or "order"
    said = KINDS.get(kind) or f"{words(kind)} made"
    return f"{said} ({event.id})" + when(event.by, ", by")


def _failure(event: e.FailureOrderMade, told: Told) -> str:
    kind = f", {words(event.kind_)}" if event.kind_ else ""
    return f"complaint handling failure order made ({event.id}){kind}" + when(event.by, ", by")


def _concern(event: e.ConcernRaised, told: Told) -> str:
    whose = told(event.body) if event.body else "the Ombudsman"
    return f"{whose} took a concern to {told(event.with_)}"


SAYS: Says = {
    e.OmbudsmanReferred: _referred,
    e.EvidenceRequested: lambda x, n: f"evidence asked for ({x.id})" + when(x.by, ", by")
    + (f", for {n(x.body)}" if x.body else ""),
    e.EvidenceDateRevised: lambda x, n: f"date for evidence {x.id} moved{when(x.until, ' to')}"
    + (f", agreed with {x.agreed_with}" if x.agreed_with else ""),
    e.EvidenceProvided: lambda x, n: f"evidence {x.id} provided",
    e.Determined: _determined,
    e.OrderMade: _order,
    e.OrderCompleted: lambda x, n: f"order {x.id} carried out",
    e.RecommendationAnswered: lambda x, n: f"recommendation {x.id} {words(x.answer)}",
    e.FailureOrderMade: _failure,
    e.HandlingFailureNotified: lambda x, n: f"notice of a handling failure ({x.id})"
    + when(x.by, ", to be put right by"),
    e.NoticeAnswered: lambda x, n: f"notice {x.id} put right",
    e.ConcernRaised: _concern,
}  # fmt: skip


def _points(event: e.Determined) -> Iterator[tuple[str, str]]:
    for point, finding in event.findings.items():
        yield f"Point {point.removeprefix('p')}", words(finding).capitalize()


def _reasons(event: e.FailureOrderMade) -> Iterator[tuple[str, str]]:
    if event.reasons:
        yield "Why it was made", event.reasons


def _proof(event: e.OrderCompleted | e.NoticeAnswered) -> Iterator[tuple[str, str]]:
    if event.proof:
        yield "Proof", event.proof


LISTS: Lists = {
    e.Determined: _points, e.FailureOrderMade: _reasons, e.OrderCompleted: _proof, e.NoticeAnswered: _proof,
}  # fmt: skip
