"""The nine kinds of failure that can bring a complaint handling failure order, watched for on each case (C20-C1.3).

Each kind is one function of (what is looked at, the day) that yields why it threatens. `SOON` is a reading of ours:
the Code names the failures, not how early to warn of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from putright.core.case import Case
from putright.core.duties import Obligation, obligations
from putright.core.guards import refusing
from putright.core.redress import bodies
from putright.core.warnings.base import WARNINGS
from putright.core.workdays import OutOfRange

SOON, SOON_FOR_EVIDENCE = 1, 3
"""Working days before a date at which it threatens to be missed; gathering evidence takes longer."""
QUIET = 10
"""Working days without any entry after which an open complaint counts as not moving on."""
OF_THE_CODE = ("definition_missing", "finding_not_shared")
OF_THE_POLICY = ("variation_needed", "report_back", "handling_not_judged")
PROMISED = {
    "safety.alert": "telling who must be told at once",
    "remedy": "a remedy promised in writing",
    "promise": "a promise made to them",
}


@dataclass(frozen=True, slots=True)
class Risk:
    """One of the nine kinds on a case: `late` where it has happened, otherwise it threatens. `text` says why."""

    kind: str
    title: str
    text: str
    late: bool


@dataclass(frozen=True)
class View:
    """A case on a day, with its duties worked out once."""

    case: Case
    as_of: date
    duties: dict[str, Obligation]

    def late(self, name: str) -> bool:
        """Whether a duty is overdue."""
        return name in self.duties and self.duties[name].status(self.as_of) == "overdue"

    def near(self, name: str, soon: int = SOON) -> bool:
        """Whether a duty is open and due within so many working days, or past its date."""
        duty = self.duties.get(name)
        if not duty or not duty.due or duty.status(self.as_of) not in ("open", "overdue"):
            return False
        return duty.due <= self.after(self.as_of, soon)

    def after(self, day: date, number: int) -> date:
        """So many working days after a day; calendar days where the calendar does not reach."""
        try:
            return self.case.policy.calendar.add_working_days(day, number)
        except OutOfRange:
            return day + timedelta(number)

    def warns(self, name: str) -> list[str]:
        """What a warning says on the day."""
        return list(WARNINGS[name](self.case, self.as_of))


Found = Iterator[tuple[str, bool]]
Check = Callable[[View], Found]


def risks(case: Case, as_of: date) -> list[Risk]:
    """Each kind of failure that threatens or has happened, in the Code's order.

    Only for a case that the Housing Ombudsman may take: the orders are that Ombudsman's.
    """
    if "housing-ombudsman" not in bodies(case) or case.state.anonymous or case.state.disposed:
        return []
    view = View(case, as_of, {duty.name: duty for duty in obligations(case)})
    return [Risk(kind, title, text, late) for kind, (title, check) in NINE.items() for text, late in check(view)]


def _due(view: View, name: str, what: str, soon: int = SOON) -> Found:
    if view.near(name, soon):
        late = view.late(name)
        yield f"{what} {'was' if late else 'is'} due on {view.duties[name].due}", late


def _code(view: View) -> Found:
    for name in OF_THE_CODE:
        for text in view.warns(name):
            yield text, True


def _acceptance(view: View) -> Found:
    state = view.case.state
    if state.status == "triage":
        last = view.after(state.received, 5)
        if view.as_of >= last:
            yield f"received on {state.received} and still not taken on", view.as_of > last
    if state.status == "open" and state.stage == 1:
        yield from _due(view, "stage1.acknowledge", "the acknowledgement")
    if state.refused and not _ground_stands(view.case):
        yield "refused, and what is on record now does not bear the ground", True


def _ground_stands(case: Case) -> bool:
    refused = case.state.refused
    rule = case.policy.ground(refused.ground, case.state.source) if refused else None
    if not refused or not rule:
        return False
    on_record = case.state.facts | case.state.flags
    return refusing.holds(case, refused.ground, rule) and not any(fact in on_record for fact in rule.defeated_by)


def _barriers(view: View) -> Found:
    restriction = view.case.state.restriction
    if not restriction:
        return
    if not restriction.review_on:
        yield "contact is restricted without a date to look at it again", True
    yield from _due(view, "review:restriction", "the review of the restriction")


def _policy(view: View) -> Found:
    for name, duty in view.duties.items():
        owed = PROMISED.get(name.partition(":")[0])
        if owed and view.late(name):
            yield f"{owed} was due on {duty.due}", True
    for name in OF_THE_POLICY:
        for text in view.warns(name):
            yield text, True


def _progress(view: View) -> Found:
    state = view.case.state
    second = state.stages.get(2)
    if second and not second.escalated and state.status == "open":
        yield from _due(view, "stage2.acknowledge", "an answer to the request for stage 2")
    if state.status != "open":
        return
    if view.as_of > view.after(state.last, QUIET):
        yield f"nothing has been recorded since {state.last}", True


def _answer(view: View) -> Found:
    stage = view.case.state.current
    if stage and view.case.state.status == "open":
        yield from _due(view, f"stage{stage.number}.respond", f"the answer at stage {stage.number}")


def _informing(view: View) -> Found:
    yield from _due(view, "update", "the update agreed with them")
    for text in view.warns("updates_not_agreed"):
        yield text, True
    for of in sorted(view.case.state.bounced - {"response_sent"}):
        yield f"the notice of {of.replace('_', ' ')} bounced", True


def _right_to_refer(view: View) -> Found:
    """The letters carry the body's details; the person still does not have them where the letter came back."""
    state = view.case.state
    if "response_sent" in state.bounced:
        yield "the response came back, so they have not been told where to go next", True
    for number, stage in state.stages.items():
        if stage.response and "ombudsman" in stage.response.omits:
            yield f"the response at stage {number} did not say where to go next", True


def _evidence(view: View) -> Found:
    for name in view.duties:
        if name.startswith("evidence:"):
            yield from _due(view, name, "evidence", SOON_FOR_EVIDENCE)


NINE: dict[str, tuple[str, Check]] = {
    "code": ("Not keeping to the Code", _code),
    "acceptance": ("Not accepting in time, or excluding without good reason", _acceptance),
    "barriers": ("Barriers to complaining", _barriers),
    "policy": ("Not keeping to the policy", _policy),
    "progress": ("Not moving it through the procedure", _progress),
    "answer": ("Not answering in time without good reason", _answer),
    "informing": ("Not keeping them informed", _informing),
    "right_to_refer": ("Not telling them of the Ombudsman", _right_to_refer),
    "evidence": ("Not giving the Ombudsman evidence", _evidence),
}
"""The nine, by a short name: title, and what shows that it threatens."""
