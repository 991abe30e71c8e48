"""Who has a complaint, what it consists of, and what its complainant needs."""

from __future__ import annotations

from collections.abc import Iterator

from putright.core import events as e
from putright.core.needs import NEEDS, called
from putright.core.timeline.base import NOTICES, Lists, Says, because, by, count, how, when, words
from putright.core.workdays import said


def _of_definition(event: e.Defined) -> Iterator[tuple[str, str]]:
    yield from ((f"Point {key.removeprefix('p')}", text) for key, text in event.points.items())
    yield from (("Outcome sought", text) for text in event.outcomes)
    yield from (("Told why not", text) for text in event.unattainable.values())
    yield from (("Not for us", text) for text in event.not_ours)


def _need(event: e.NeedOverridden | e.FormatMade) -> str:
    return NEEDS.get(event.need, "language").partition(":")[0]


def _notice(of: str) -> str:
    return NOTICES.get(of, words(of))


def _for_letters(event: e.AdjustmentRecorded) -> Iterator[tuple[str, str]]:
    meant = [NEEDS[need] for need in event.needs or () if need in NEEDS]
    language = [called(event.language)] if event.language else []
    if meant or language:
        yield "For letters", "; ".join([*meant, *language])


def _holidays(event: e.BankHolidaysChanged) -> str:
    new = [said(day) for day in event.added]
    gone = [f"{said(day)} is one no more" for day in event.dropped]
    return "bank holidays changed" + because(", ".join([*new, *gone]), ": ")


def _of_holidays(event: e.BankHolidaysChanged) -> Iterator[tuple[str, str]]:
    for duty, now in event.now.items():
        was, (head, _, rest) = event.was.get(duty, now), duty.partition(".")
        what = words(f"{head.replace('stage', 'Stage ')} {rest}".partition(":")[0]).strip()
        yield what[:1].upper() + what[1:], f"{said(was)} stands" if was == now else f"{said(was)} becomes {said(now)}"


SAYS: Says = {
    e.Acknowledged: lambda x, n: f"{n.stage} acknowledged{how(x.method)}{by(x.by, n)}",
    e.Defined: lambda x, n: f"complaint defined: {count(len(x.points), 'point')}, "
    f"{count(len(x.outcomes), 'outcome')} sought",
    e.Assigned: lambda x, n: f"{n.stage} assigned to {n(x.to)}{by(x.by, n)}",
    e.ReferredBack: lambda x, n: f"referred back to {n(x.to)}",
    e.GuidanceSought: lambda x, n: f"guidance sought from {n(x.from_)}",
    e.Reported: lambda x, n: f"reported to {n(x.to)}",
    e.DiscretionExercised: lambda x, n: f"discretion exercised{by(x.by, n)}",
    e.AdjustmentRecorded: lambda x, n: "reasonable adjustment recorded" + when(x.review_on, ", to be reviewed on"),
    e.AdjustmentEnded: lambda x, n: "reasonable adjustment ended",
    e.NeedOverridden: lambda x, n: f"{_notice(x.of)} went out{how(x.channel)} against what they need ({_need(x)})",
    e.FormatMade: lambda x, n: f"{_notice(x.of)} made by hand "
    + (f"in {called(x.language)}" if x.language else f"in the form they need ({_need(x)})"),
    e.RepresentativeAuthorised: lambda x, n: f"{x.who} authorised to represent the complainant",
    e.ConsentGiven: lambda x, n: f"complainant agreed to: {words(x.to)}",
    e.IssueRaised: lambda x, n: "new point raised and joined" + ("" if x.related else ", though unrelated"),
    e.NoticeSent: lambda x, n: f"{NOTICES.get(x.of, words(x.of))} left{how(x.method)}",
    e.BankHolidaysChanged: lambda x, n: _holidays(x),
    e.NoticeBounced: lambda x, n: f"{NOTICES.get(x.of, words(x.of))} did not arrive",
}  # fmt: skip

LISTS: Lists = {e.BankHolidaysChanged: _of_holidays, e.Defined: _of_definition, e.AdjustmentRecorded: _for_letters}
