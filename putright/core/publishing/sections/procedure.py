"""The stages and their times, as the policy and its Code set them for the engine; who decides, and extensions."""

from __future__ import annotations

from collections.abc import Iterator

from putright.core.letters.blocks import Heading
from putright.core.pack import ClockName
from putright.core.policy import Limit
from putright.core.publishing.matter import Matter
from putright.core.publishing.shapes import Any, Line, Step, Steps
from putright.core.workdays import Period


def limits(m: Matter, name: ClockName) -> list[Limit]:
    """The limits of a clock that have a last day and differ: the policy's first. The earlier of two governs."""
    found = [limit for limit in m.policy.limits.get(name, ()) if limit.period]
    return list({(limit.period, limit.clock.from_): limit for limit in reversed(found)}.values())[::-1]


def after(m: Matter, start: str) -> str:
    """What a time counts from, as a reader is told."""
    said = {
        "receipt": m.t("after we receive your complaint"),
        "next_working_day": m.t("after the first working day that follows the day we receive it"),
        "acknowledgement": m.t("after we confirm that we have it"),
        "request": m.t("after you ask for stage 2"),
        "escalated": m.t("after we take up your request"),
        "sent": m.t("after we send you our answer"),
        "response_received": m.t("after our answer reaches you"),
        "closed": m.t("after your complaint is closed"),
    }
    return said[start]


def timed(m: Matter, name: ClockName, title: str, *more: Line) -> Step:
    """A step with its time; where the Code's limit is another one, that too."""
    found = limits(m, name)
    if not found:
        return Step(title=title, lines=more)
    first = m.figure(name, found[0].period or Period(0, "days"))
    said = [m.line(m.t("at most, {after}."), after=after(m, found[0].clock.from_))]
    for limit in found[1:]:
        other = m.figure(name, limit.period or Period(0, "days"))
        text = m.t("Never later than {time} {after}.")
        said.append(m.line(text, time=other, after=after(m, limit.clock.from_)))
    return Step(title=title, lines=(*said, *more), big=first, unit=m.unit(first))


def steps(m: Matter, brief: bool = False) -> Steps:
    """The whole procedure in seven steps."""
    return Steps(items=(
        Step(title=m.t("You tell us"), theirs=True,
             lines=(m.line(m.t("In any way, to any of us. You need not use the word “complaint”.")),)),
        timed(m, "stage1.acknowledge", m.t("We confirm that we have it")),
        timed(m, "stage1.respond", m.t("Our full answer: stage 1")),
        _asking(m, brief),
        timed(m, "stage2.acknowledge", m.t("We confirm your request")),
        timed(m, "stage2.respond", m.t("Our final answer: stage 2")),
        _beyond(m),
    ))  # fmt: skip


def _asking(m: Matter, brief: bool) -> Step:
    title = m.t("Not settled? Ask for stage 2")
    found = limits(m, "stage2.request")
    if not found:
        none = m.line(m.t("There is no last day to ask."))
        return Step(title=title, lines=(none, *_no_reason(m)), theirs=True)
    figure = m.figure("stage2.request", found[0].period or Period(0, "days"))
    later = m.t("Later? Ask all the same.") if brief else m.t(
        "If you ask later we still weigh it, and tell you what we decide and why.")  # fmt: skip
    lines = (m.line(m.t("to ask, {after}."), after=after(m, found[0].clock.from_)), m.line(later))
    reason = () if brief else _no_reason(m)
    return Step(title=title, lines=(*lines, *reason), big=figure, unit=m.unit(figure), theirs=True)


def _no_reason(m: Matter) -> tuple[Line, ...]:
    return (m.line(m.t("You need give no reason.")),) if m.policy.cites("reason_not_sought") else ()


def _beyond(m: Matter) -> Step:
    name = m.own_words(str(m.body(m.bodies()[0])["name"]))
    said = m.t("You can ask it for advice at any time.") if m.body(m.bodies()[0])["any_time"] else ""
    lines = (name, *((m.line(said),) if said else ()))
    return Step(title=m.t("Still not settled? Somebody independent can look at it"), lines=lines, theirs=True)


def stages(m: Matter) -> Iterator[Any]:
    """What happens, when, by whom, and what if it takes longer."""
    yield Heading(text=m.t("What happens, and when"))
    yield steps(m)
    if any(limit.clock.from_ == "acknowledgement" for name in TIMED for limit in limits(m, name)):
        yield m.says(m.t("If our confirmation is late, our time to answer still runs from the day it was due."))
    if any(len(limits(m, name)) > 1 for name in TIMED):
        yield m.says(m.t("Where two times are given, the one that ends first counts."))
    yield m.says(m.t("A working day is Monday to Friday, without bank holidays."))
    yield Heading(text=m.t("Stage 1"), level=3)
    yield m.says(*_first(m), bullets=True)
    yield Heading(text=m.t("Stage 2"), level=3)
    yield m.says(*_second(m), bullets=True)


TIMED: tuple[ClockName, ...] = ("stage1.acknowledge", "stage1.respond", "stage2.acknowledge", "stage2.respond")
"""The times that bind the landlord."""


def _first(m: Matter) -> Iterator[Line]:
    if who := who_answers(m):
        yield m.line(who)
    yield m.line(m.t("We write down what we understand your complaint to be and what you would like to happen, and ask "
                     "you whether we have it right."))  # fmt: skip
    yield m.line(m.t("We look into every point with an open mind, listen to you and to anybody complained about, and "
                     "keep you informed as we go."))  # fmt: skip
    yield from m.added("stage_1")
    yield m.line(m.t("Our answer is in writing. It says what we decided on each point and why, what we will do and by "
                     "when, and how to go on if you are not satisfied."))  # fmt: skip


def _second(m: Matter) -> Iterator[Line]:
    if who := who_reviews(m):
        yield m.line(who)
    panel = m.policy.pack.panel
    if panel:
        yield m.line(m.t("The panel is {seats}."), seats=m.all_of([seat.title for seat in panel.seats.values()]))
        if any(seat.needs_consent for seat in panel.seats.values()):
            yield m.line(m.t("A resident sits on it only if you agree; somebody else takes that seat if not."))
        yield m.line(m.t("The panel may ask to talk with you, and you may ask to be heard."))
    elif m.policy.cites("reviewer_not_involved"):
        yield m.line(m.t("Nobody reviews an answer that they had a part in."))
    back = m.policy.pack.reports_back.get("2")
    if back:
        yield m.line(m.t("The {role} writes to you with the result."), role=m.one_of(m.titles(back.roles)))
    yield m.line(m.t("The answer at stage 2 is the last of our own procedure."))
    yield from m.added("last_answer")


def who_answers(m: Matter) -> str:
    """Who deals with stage 1, by role."""
    handling = m.policy.pack.handling.get("1")
    if not handling:
        return ""
    if handling.rule == "by_route":
        first, second, third = m.titles(handling.roles)
        return m.t("What a resident tells us by word of mouth goes to the {first}, everything else to the {second}, "
                   "and a complaint about the {second} to the {third}.", first=first, second=second,
                   third=third)  # fmt: skip
    brand = m.policy.branded
    roles = m.titles(brand.handlers if brand and brand.handlers else handling.roles)
    return m.t("Who looks into it: {roles}.", roles=m.one_of(roles))


def who_reviews(m: Matter) -> str:
    """Who deals with stage 2, by role."""
    handling, brand = m.policy.pack.handling.get("2"), m.policy.branded
    if m.policy.pack.panel:
        return m.t("A review panel looks at your complaint afresh.")
    if not handling:
        return ""
    if handling.rule == "lead_or_delegate":
        lead, *others = m.titles(handling.roles[:2])
        return m.t("The {lead} reviews it, or asks a {other} who had no part in it to do so.", lead=lead,
                   other=m.one_of(others))  # fmt: skip
    roles = m.one_of(m.titles(brand.reviewers if brand and brand.reviewers else handling.roles))
    if brand and brand.other_team_reviews:
        return m.t("Who reviews it: {roles}, from another team than the one that answered.", roles=roles)
    return m.t("Who reviews it: {roles}.", roles=roles)


def extensions(m: Matter) -> Iterator[Any]:
    """When an answer may take longer, and what that needs."""
    found = [line for stage in (1, 2) for line in _extension(m, stage)]
    if found:
        yield Heading(text=m.t("If we need longer"))
        first = m.line(m.t("We tell you before the time is up: why, and the new date."))
        yield m.says(first, *found, *_while_waiting(m), bullets=True)


def _extension(m: Matter, stage: int) -> Iterator[Line]:
    rules = m.policy.extension(stage)
    periods = [Period.parse(rule.within) for rule in rules if rule.within]
    for period in dict.fromkeys(periods):
        figure = m.figure(f"extension.{stage}", period)
        yield m.line(
            m.t("At stage {stage}: {time} more at most, unless there is a good reason."), stage=stage, time=figure
        )
    if any(rule.agreed for rule in rules):
        yield m.line(m.t("At stage {stage} we agree the new date with you first."), stage=stage)
    if any(rule.agreed_beyond for rule in rules):
        yield m.line(m.t("At stage {stage} anything beyond that needs your agreement."), stage=stage)


def _while_waiting(m: Matter) -> Iterator[Line]:
    yield m.line(m.t("We agree with you how often you will hear from us meanwhile."))
    if any(rule.ombudsman_details for stage in (1, 2) for rule in m.policy.extension(stage)):
        yield m.line(m.t("We tell you again who can help you from outside, and how to reach them."))
