"""Times and their starts: whether a policy's can end after the Code's."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from math import ceil

from putright.core.lint.finding import Force, Found
from putright.core.lint.silence import unsaid
from putright.core.lint.subject import Subject
from putright.core.pack import ClockName, StageNumber
from putright.core.printed import Said
from putright.core.workdays import BadPeriod, Period

WHAT: dict[str, str] = {
    "stage1.acknowledge": "The stage 1 acknowledgement",
    "stage1.respond": "The stage 1 answer",
    "stage2.acknowledge": "The stage 2 acknowledgement",
    "stage2.respond": "The stage 2 answer",
    "evidence": "Evidence for the Ombudsman",
}
FROM: dict[str, str] = {
    "receipt": "receipt", "next_working_day": "the working day after receipt", "acknowledgement": "the acknowledgement",
    "request": "the request", "escalated": "the day it was escalated", "closed": "the closing",
    "sent": "the day the answer was sent", "response_received": "the day the answer was received",
}  # fmt: skip
READ: frozenset[tuple[str, ClockName]] = frozenset({
    ("housing-ombudsman/2020", "stage2.acknowledge"), ("housing-ombudsman/2022", "stage2.acknowledge"),
    ("housing-ombudsman/2022", "stage1.respond"), ("housing-ombudsman/2022", "evidence"),
})  # fmt: skip
"""Times that rest on a reading of the edition: its text does not say them outright."""
ORDER = ("receipt", "request", "next_working_day", "escalated", "acknowledgement")
"""Starts, the earliest first; a policy that counts from a later one gives more time."""


STAGES: tuple[StageNumber, ...] = ("1", "2")


@dataclass(frozen=True, slots=True)
class Stated:
    """A time or a start as the pack or the printed policy has it."""

    value: str
    cites: tuple[str, ...]
    key: tuple[str, ...] = ()
    said: Said | None = None


def times(subject: Subject, clock: ClockName) -> Iterator[Stated]:
    """How long the policy gives for something: the pack, and what is in print where that differs."""
    own = subject.clock(clock)
    if own and own.within:
        yield Stated(own.within, own.cites, ("clocks", clock, "within"), next(subject.said("time", clock), None))
    yield from (_printed(said) for said in subject.said("time", clock) if not own or said.value != own.within)


def starts(subject: Subject, clock: ClockName) -> Iterator[Stated]:
    """From what the policy counts a time, in the same way."""
    own = subject.clock(clock)
    if own:
        yield Stated(own.from_, own.cites, ("clocks", clock, "from"), next(subject.said("start", clock), None))
    yield from (_printed(said) for said in subject.said("start", clock) if not own or said.value != own.from_)


def _printed(said: Said) -> Stated:
    return Stated(said.value, said.cites, (), said)


def overruns(subject: Subject, clock: ClockName) -> Iterator[Found]:
    """Where a policy can end a time after the Code does: by its length, or by what it is counted from."""
    code = subject.edition.clocks[clock]
    read = code.reading if (subject.edition.edition, clock) in READ else ""
    start = FROM[code.from_]
    for one in times(subject, clock):
        if code.within and (text := longer(one.value, code.within)):
            cure = _cure(one, f"within: {code.within}", f"“… within {code.within}.”")
            force: Force | None = None if text.startswith("longer") and not read else "should"
            said = f"{WHAT[clock]} has {one.value}, {text}. {read}".strip()
            yield Found(said, cure, one.cites, one.key, one.said, force)
    for one in starts(subject, clock):
        if later(one.value, code.from_):
            yield Found(
                text=f"{WHAT[clock]} is counted from {FROM[one.value]}{by_pack(subject, one)}"
                     f"{f'. {read}' if read else f'; the Code counts from {start}.'}",
                cure=_cure(one, f"from: {code.from_}", f"“… of {start}.”"),
                cites=one.cites, key=one.key, said=one.said,
                force="should" if read or one.value == "escalated" else None,
            )  # fmt: skip


def _cure(one: Stated, value: str, words: str) -> str:
    """What to put in the pack, in print, or in both where both have it."""
    if not one.key:
        return words
    return f"{value}; in print {words}" if one.said and one.said.value == one.value else value


def longer(own: str, code: str) -> str:
    """How a period is longer than the Code's, or can be; empty where it never is, or is not a period."""
    try:
        ours, theirs = Period.parse(own), Period.parse(code)
    except BadPeriod:
        return ""
    if ours.unit == theirs.unit:
        return f"longer than the Code’s {code}" if ours.number > theirs.number else ""
    return f"which can end later than the Code’s {code}" if _most(ours) > _least(theirs) else ""


def _most(period: Period) -> int:
    """The most days of the calendar a period takes, bank holidays apart."""
    if period.unit == "working days":
        return period.number + 2 * ceil(period.number / 5)
    return period.number * (31 if period.unit == "months" else 1)


def _least(period: Period) -> int:
    """The fewest days of the calendar a period takes: working days from a Sunday."""
    if period.unit == "working days":
        return period.number + 2 * ((period.number - 1) // 5)
    return period.number * (28 if period.unit == "months" else 1)


def later(own: str, code: str) -> bool:
    """Whether a start comes after the Code's."""
    return own in ORDER and code in ORDER and _rank(own) > _rank(code)


def sooner(own: str, code: str) -> bool:
    """Whether a start comes before the Code's."""
    return own in ORDER and code in ORDER and _rank(own) < _rank(code)


def _rank(start: str) -> int:
    return max(0, ORDER.index(start) - 1)  # receipt and the request are the first day alike


def more_time(subject: Subject, stage: StageNumber) -> Iterator[Found]:
    """An extension that goes further than the Code's, in the pack or in print, and one without a bound in print."""
    yield from _beyond(subject, stage)
    if subject.printed and not any(subject.said("extension", f"{stage}.within")):
        within = subject.edition.extensions[stage].within
        cure = f"“If we need more time at stage {stage} it is no more than {within}, unless there is good reason.”"
        yield _untold(subject, [stage], f"how much more time an answer at stage {stage} may take", cure)


def more_time_untold(subject: Subject, of: str, what: str, cure: str) -> Iterator[Found]:
    """Where a policy does not say something of more time, at one stage or at either; `of`: reasons or ombudsman.

    `what` goes on from “does not say”, and is followed by the stage.
    """
    silent: list[StageNumber] = [one for one in STAGES if not any(subject.said("extension", f"{one}.{of}"))]
    if subject.printed and silent:
        where = f"stage {silent[0]}" if len(silent) == 1 else "either stage"
        yield _untold(subject, silent, f"{what} at {where}", cure)


def _untold(subject: Subject, stages: Collection[str], what: str, cure: str) -> Found:
    """Milder where a policy promises no more time at all, but by the Code of 2020.

    That edition has the procedure itself include the times, with the explanation and the further ten days (3.11).
    """
    said = list(subject.said("extension"))
    cites = dict.fromkeys(cite for one in said if one.of[:1] in stages for cite in one.cites)
    mild = not said and subject.edition.edition != "housing-ombudsman/2020"
    found = unsaid(subject, what, cure)
    return replace(found, cites=tuple(cites), force=found.force or ("should" if mild else None))


def _beyond(subject: Subject, stage: StageNumber) -> Iterator[Found]:
    """An extension that goes further than the Code's, in the pack or in print."""
    code, own = subject.edition.extensions[stage], subject.pack.extensions.get(stage)
    within = code.within or ""
    found = [Stated(own.within, own.cites, ("extensions", stage, "within"))] if own and own.within else []
    said = list(subject.said("extension", f"{stage}.within"))
    for one in (*found, *(_printed(one) for one in said if not own or one.value != own.within)):
        if text := longer(one.value, within):
            cure = f"within: {within}" if one.key else f"“… by no more than {within}, unless there is good reason.”"
            yield Found(f"More time at stage {stage} is {one.value}, {text}.", cure, one.cites, one.key, one.said)


def by_pack(subject: Subject, one: Stated) -> str:
    """That only the pack has a time or a start, where the policy in print has none."""
    return " by the pack" if subject.printed and one.said is None else ""
