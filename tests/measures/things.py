"""What a second count finds in a case: each thing with its day, as the measures' explanations say it is counted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from putright.core import events as e
from putright.core.events import Event
from putright.core.policy import Policy
from tests.measures.afterwards import bodies, learnt, said, updates
from tests.measures.row import ONE, Row
from tests.measures.story import FOREVER, Step, Story, held_to, within

RENTED = ("rented", "affordable_rent", "supported", "older", "almshouse", "temporary")


def things(case: list[Event], of: Policy) -> Iterator[Row]:
    """Everything of a case that may be counted, by its events and the landlord's policy without a brand."""
    story = Story(case, of)
    policy = of.of(story.brand) if story.brand else of
    rounds = [*story.rounds, story.finished(None)]
    marks = _of_case(case, story, policy)
    for row in (*_coming(story, rounds), *_steps(story, rounds, policy), *_standing(story), *_remedies(story),
                *bodies(story, policy, marks["body"]), *said(case), *learnt(case), *updates(story)):  # fmt: skip
        row.marks = {**marks, **{k: v for k, v in row.marks.items() if v}}
        if row.measure not in ("orders", "orders_in_time", "orders_open", "failure_orders", "evidence_in_time",
                               "ombudsman_cases", "determinations"):  # fmt: skip
            row.marks.pop("body")
        yield row


def _of_case(case: list[Event], story: Story, policy: Policy) -> dict[str, Any]:
    first: Any = case[0]
    sorted_out = [one for one in case if isinstance(one, e.Classified)]
    homes = [one for one in case if isinstance(one, e.HomeRecorded)]
    tenure = homes[-1].tenure if homes else ""
    pack = policy.pack
    others = pack.others.sources if pack.others else ()
    brand = pack.brands.get(story.brand) if story.brand else None
    flags = [*first.flags, *(one.flag for one in case if isinstance(one, e.FlagRaised))]
    subject = next((flag for flag in ("care_service", "outright_sale") if flag in flags), None)
    subject = subject or (brand.subject if brand else pack.redress.subject)
    if first.from_ in others:
        body = pack.others.redress
    else:
        body = pack.redress.bodies.get(subject) or pack.redress.bodies["housing"]
    return {
        "brand": story.brand, "channel": first.channel, "source": first.from_, "flag": flags,
        "category": (list(sorted_out[-1].categories) if sorted_out else []) or list(first.categories),
        "service": list(sorted_out[-1].services) if sorted_out else [],
        "tenure": tenure, "area": homes[-1].area if homes else "", "subject": subject, "body": body,
        "homes": _homes(tenure), "apart": "yes" if _is_apart(story) else "no",
        "helped": "yes" if any(isinstance(x, e.AdjustmentRecorded) for x in case) else "no",
        "kind": "complaint" if story.formal else story.sorted_as or "informal",
    }  # fmt: skip


def _is_apart(story: Story) -> bool:
    pack = story.policy.pack
    return story.first.from_ in {*pack.apart, *(pack.others.sources if pack.others else ())}


def _homes(tenure: str) -> list[str]:
    if tenure in RENTED:
        return ["lcra", "lcra_or_unknown"]
    if not tenure:
        return ["", "lcra_or_unknown"]
    return ["lcho"] if tenure == "shared_ownership" else ["other"]


def _coming(story: Story, rounds: list[list[Step]]) -> Iterator[Row]:
    day = story.first.on
    yield Row("received", day)
    registers = {"service_request": "service_requests", "enquiry": "enquiries", "compliment": "compliments",
                 "comment": "comments", "survey_feedback": "comments", "suggestion": "suggestions",
                 "petition": "petitions"}  # fmt: skip
    if story.entry in registers:
        yield Row(registers[story.entry], day)
    steps = [step for one in rounds for step in one]
    if story.formal and steps:
        helped = any(isinstance(x, e.AdjustmentRecorded) for x in story.events)
        yield Row("complaints", steps[0].opened)
        yield Row("adjusted", steps[0].opened, helped)
        if _is_apart(story):
            yield Row("complaints_apart", steps[0].opened)
        if story.entry == "service_request" or "service_request" in story.links.values():
            yield Row("became_complaints", steps[0].opened)
        for step in steps:
            yield Row("ch01", step.opened, marks={"stage": str(step.number)})
    if story.entry == "service_request":
        dated = [x for x in story.events if isinstance(x, e.RequestDated)]
        done = [x for x in story.events if isinstance(x, e.RequestCompleted)]
        if dated:
            due = dated[-1].by
            yield Row("service_requests_in_time", due, bool(done and done[-1].done and done[-1].on <= due))


def _steps(story: Story, rounds: list[list[Step]], policy: Policy) -> Iterator[Row]:
    for n, steps in enumerate(rounds):
        begins = rounds[n + 1][0].opened if n + 1 < len(rounds) and rounds[n + 1] else FOREVER
        for step in steps:
            yield from _step(story, step, policy, begins)
    last = rounds[-1][-1] if rounds[-1] else None
    if story.closed and last and last.answer_left:
        yield Row("resolved_at_stage_1", story.closed, last.number == 1)
        yield Row("resolved_at_stage_2", story.closed, last.number == 2)


def _step(story: Story, step: Step, policy: Policy, next_round: date) -> Iterator[Row]:
    left, outcome = step.answer_left, _outcome(step)
    marks = {"stage": str(step.number), "outcome": outcome}
    dues = _dues(step, policy) if story.first.from_ != "anonymous" else None
    if step.number == 2 and step.accepted:
        yield Row("escalated", step.accepted)
    if left:
        yield Row("answered", left, marks=marks)
        days = sum(
            policy.calendar.is_working_day(step.opened + ONE * n) for n in range(1, (left - step.opened).days + 1)
        )
        yield Row("days_to_answer", left, amount=days, marks=marks)
        if outcome:
            yield Row("upheld", left, outcome != "not_upheld", marks=marks)
        if step.number == 1:
            again = any(left <= day < next_round for day in story.requests)
            yield Row("escalation_rate", left, again, marks=marks)
    if dues:
        yield from _timely(step, dues, marks)
        yield from _return(story, step, dues)


def _outcome(step: Step) -> str:
    found = set(step.findings.values())
    if not found:
        return ""
    if found == {"upheld"}:
        return "upheld"
    return "not_upheld" if found == {"not_upheld"} else "partly_upheld"


@dataclass
class Dues:
    told: date | None
    first: date | None
    code: date | None
    last: date | None
    code_last: date | None
    longer: list[tuple[date, bool]]


def _dues(step: Step, policy: Policy) -> Dues:
    def dates(what: str, told_due: date | None) -> list[tuple[str, date]]:
        found = []
        for whose, runs_from, period in within(policy, f"stage{step.number}.{what}"):
            start = step.opened
            if runs_from == "next_working_day":
                start = policy.calendar.add_working_days(start, 1)
            elif runs_from == "escalated":
                start = step.accepted or start
            elif runs_from == "acknowledgement":
                start = min(step.told or FOREVER, told_due or step.told or start)
            found.append((whose, policy.calendar.add(start, period)))
        return found

    told = min((day for _, day in dates("acknowledge", None)), default=None)
    answers = dates("respond", told)
    first = last = min((day for _, day in answers), default=None)
    code = code_last = next((day for whose, day in answers if whose == "code"), None)
    longer = []
    for one in step.longer if first else ():
        counts = bool(one["sent"] and one["sent"] <= last and not one["back"])
        longer.append((one["sent"] or one["on"], counts))
        if counts:
            last = one["until"]
            code_last = max(code_last, last) if code_last else None
    return Dues(told, first, code, last, code_last, longer)


def _timely(step: Step, dues: Dues, marks: dict[str, Any]) -> Iterator[Row]:
    left = step.answer_left
    told = step.told_left or left
    over = step.ended or FOREVER
    if dues.told and (ends := min(told or FOREVER, over)) > step.opened:
        yield Row("unacknowledged", step.opened, until=ends, marks={"stage": str(step.number)})
    if dues.told and (told or over > dues.told):
        yield Row("acknowledged_in_time", dues.told, bool(told and told <= dues.told), marks=marks)
    for name, due in (("answered_in_time", dues.first), ("answered_in_time_extended", dues.last),
                      ("answered_in_code", dues.code_last)):  # fmt: skip
        if left and due:
            yield Row(name, left, left <= due, marks=marks)
    for day, counts in dues.longer:
        yield Row("extended", day, counts, marks=marks)
    if dues.last:
        if over > dues.last:
            yield Row("answers_due", dues.last, bool(left and left <= dues.last), marks=marks)
        ends = left or over
        stage = {"stage": str(step.number)}
        yield Row("late", dues.last + ONE, until=ends, marks=stage)
        soon = max(step.opened, dues.last - 7 * ONE)
        yield Row("due_soon", soon, until=min(dues.last + ONE, ends), marks=stage)


def _return(story: Story, step: Step, dues: Dues) -> Iterator[Row]:
    """What the return of the Tenant Satisfaction Measures counts."""
    left = step.answer_left
    for way, due in (("counted", dues.code_last), ("not_counted", dues.code)):
        if not due or not story.formal:
            continue
        marks = {"stage": str(step.number), "extensions": way}
        if not (step.ended and step.ended <= due):
            settled = min(left or due, due)
            yield Row("ch02", step.opened, bool(left and left <= due),
                      marks={**marks, "basis": "received", "settled": settled})  # fmt: skip
        if left:
            yield Row("ch02", left, left <= due, marks={**marks, "basis": "answered", "settled": left})


def _standing(story: Story) -> Iterator[Row]:
    by_day = dict(story.history)
    days = sorted(by_day)
    for n, day in enumerate(days):
        if at := by_day[day]:
            until = days[n + 1] if n + 1 < len(days) else FOREVER
            yield Row("open", day, until=until, marks={"stage": str(at[0])})
            if not at[1]:
                yield Row("unanswered", day, until=until, marks={"stage": str(at[0])})
    for day in story.requests:
        yield Row("escalations_requested", day)
    for day in story.withdrawals:
        yield Row("withdrawn", day)


def _remedies(story: Story) -> Iterator[Row]:
    for one in story.remedies.values():
        if not one["offered"]:
            continue
        due, marks, money = held_to(one), {"kind": one["kind"]}, one["pence"]
        over = one["withdrawn"]
        if not over and one["replaced"]:
            over = story.remedies[one["replaced"]]["offered"] if one["replaced"] in story.remedies else None
        if not over and one["answer"] == "declined":
            over = one["answered"]
        ends = one["done"] or over or FOREVER
        yield Row("remedies_promised", one["offered"], amount=money, marks=marks)
        yield Row("remedies_owed", one["offered"], amount=money, until=ends, marks=marks)
        yield Row("remedies_late", due + ONE, amount=money, until=ends, marks=marks)
        if one["done"] or not over or over > due:
            yield Row("remedies_in_time", due, bool(one["done"] and one["done"] <= due), marks=marks)
        if money:
            yield Row("compensation_offered", one["offered"], amount=money, marks=marks)
            yield Row("compensation_owed", one["offered"], amount=money, until=ends, marks=marks)
            if one["done"]:
                yield Row("compensation_paid", one["done"], amount=money, marks=marks)
