"""What happened to a case, read a second time from its raw events: nothing of `state`, `duties` or `measures` is used.

It is written plainly, event by event, to be compared with what the product makes of the same events.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from putright.core import events as e
from putright.core.events import Event
from putright.core.policy import Policy
from putright.core.workdays import Period

FOREVER = date(9999, 12, 31)


AS_BEFORE = ("on", "by", "last", "moves", "offered", "answer", "answered", "declined_once", "disputed")
"""What a remedy that is promised again keeps of its first promise."""


@dataclass
class Step:
    """A stage of one round."""

    number: int
    opened: date
    accepted: date | None = None
    told: date | None = None
    told_left: date | None = None
    answer: e.ResponseSent | None = None
    answer_left: date | None = None
    findings: dict[str, str] = field(default_factory=dict)
    joined: set[str] = field(default_factory=set)
    longer: list[dict[str, Any]] = field(default_factory=list)
    ended: date | None = None


class Story:
    """Goes through the events of a case once, and remembers what is asked about."""

    def __init__(self, events: list[Event], policy: Policy) -> None:
        self.events, self.policy = events, policy
        first = events[0]
        self.first, self.brand = first, first.brand
        self.sorted_as: str | None = None
        self.entry: str | None = None
        self.formal, self.now = True, 1
        self.steps: dict[int, Step] = {1: Step(1, first.on)}
        self.rounds: list[list[Step]] = []
        self.closed = self.withdrawn = self.refused = self.reopened = None
        self.asked_again = False
        self.requests: list[date] = []
        self.withdrawals: list[date] = []
        self.history: list[tuple[date, tuple[int, bool] | None]] = []
        self.remedies: dict[str, dict[str, Any]] = {}
        self.links: dict[str, str] = {}
        self.speakers = {"complainant", "representative", first.from_, first.party} - {None}
        self.every, self.updated = None, None
        self.updates: list[tuple[date, date | None]] = []
        self.bodies: dict[str, dict[str, Any]] = {}
        self.verdicts: list[tuple[date, str, tuple[str, ...]]] = []
        self.whose: dict[str, str] = {}
        self._note(first.on)
        for event in events[1:]:
            self._go(event)

    def _go(self, event: Event) -> None:
        waiting, came = self.next_update(), self._hears(event)
        every = self.every
        do = getattr(self, f"on_{event.kind}", None)
        if do:
            do(event)
        if waiting and self.next_update() != waiting:
            self._settle(waiting, event.on, came, every)
        self._note(event.on)

    def _note(self, day: date) -> None:
        step = self.steps.get(self.now) if self.now else None
        open_ = step and self.formal and not (self.closed or self.withdrawn or self.refused)
        self.history.append((day, (step.number, step.answer_left is not None) if open_ and step else None))

    # ---- updates ----------------------------------------------------------------------------

    def next_update(self) -> date | None:
        """When the complainant is to hear from us next, as agreed."""
        if self.first.from_ == "anonymous" or not self.every or self.closed or self.withdrawn or self.refused:
            return None
        step = self.steps.get(self.now) if self.now else None
        if self.formal and step and step.answer:
            return None
        if not self.formal and self.sorted_as:
            return None
        second = self.steps.get(2)
        last = max(day for day in (self.updated, self.reopened, second and second.opened) if day)
        return self.policy.calendar.add_working_days(last, self.every)

    def _hears(self, event: Event) -> date | None:
        if isinstance(event, e.ResponseSent):
            return event.on
        if isinstance(event, e.Contacted | e.UpdateSent) and getattr(event, "reached", True):
            return event.on if event.to is None or event.to in self.speakers else None
        return None

    def _settle(self, due: date, on: date, came: date | None, every: int) -> None:
        while due < on:
            after = self.policy.calendar.add_working_days(due, every)
            if after >= on:
                break
            self.updates.append((due, None))
            due = after
        if came or due < on:
            self.updates.append((due, came))

    def updates_by(self, day: date) -> list[tuple[date, date | None]]:
        """Every update that fell due by a day, those missed since the last event among them."""
        found, due = list(self.updates), self.next_update()
        while due and due <= day:
            found.append((due, None))
            due = self.policy.calendar.add_working_days(due, self.every)
        return [one for one in found if one[0] <= day]

    # ---- arriving ---------------------------------------------------------------------------

    def on_triaged(self, event: e.Triaged) -> None:
        if event.as_ == "complaint":
            if not self.formal:
                self.steps[1] = Step(1, self.first.on)
            self.entry, self.formal, self.sorted_as = None, True, "complaint"
            self.now = 2 if 2 in self.steps else 1
        else:
            self.entry = event.as_
            self._no_complaint(event.as_)

    def on_informal_attempted(self, event: e.InformalAttempted) -> None:
        one = self.steps.get(1)
        if self.formal and self.sorted_as is None and one and not one.told and not self.reopened:
            self._no_complaint(None)

    def _no_complaint(self, sorted_as: str | None) -> None:
        self.formal, self.sorted_as, self.now, self.steps = False, sorted_as, 0, {}

    def on_made_formal(self, event: e.MadeFormal) -> None:
        if not self.formal:
            self.steps[1] = Step(1, event.on)
        self.formal, self.sorted_as, self.now = True, "complaint", 2 if 2 in self.steps else 1

    def on_redirected(self, event: e.Redirected) -> None:
        self.brand = event.brand

    def on_representative_authorised(self, event: e.RepresentativeAuthorised) -> None:
        self.speakers |= {event.who, event.party or event.who}

    def on_member_joined(self, event: e.MemberJoined) -> None:
        self.speakers.add(event.party)
        self.links[f"member {event.party}"] = "member"

    def on_member_agreed(self, event: e.MemberAgreed) -> None:
        if not event.agreed:
            self.on_member_left(event)

    def on_member_left(self, event: Any) -> None:
        if self.links.pop(f"member {event.party}", None):
            self.speakers.discard(event.party)

    def on_case_linked(self, event: e.CaseLinked) -> None:
        self.links[event.case] = event.how

    def on_case_unlinked(self, event: e.CaseUnlinked) -> None:
        self.links.pop(event.case, None)

    # ---- contact ----------------------------------------------------------------------------

    def on_updates_agreed(self, event: e.UpdatesAgreed) -> None:
        self.every, self.updated = event.every_working_days, event.on

    def on_contacted(self, event: Any) -> None:
        if getattr(event, "reached", True) and (event.to is None or event.to in self.speakers):
            self.updated = event.on

    on_update_sent = on_contacted

    def _at(self, event: Event) -> Step | None:
        number = event.stage if isinstance(event.stage, int) else self.now
        return self.steps.get(number) if number else None

    def on_acknowledged(self, event: e.Acknowledged) -> None:
        step = self._at(event)
        if step and not step.told:
            step.told, step.told_left = event.on, None if event.queued else event.on

    def on_extended(self, event: e.Extended) -> None:
        if step := self._at(event):
            sent = None if event.queued else event.on
            step.longer.append({"on": event.on, "until": event.until, "sent": sent, "back": False})

    def _latest_first(self, event: Any) -> list[Step]:
        return [step for n, step in sorted(self.steps.items(), reverse=True) if event.stage in (None, n)]

    def on_notice_sent(self, event: e.NoticeSent) -> None:
        for step in self._latest_first(event):
            if event.of == "extended":
                wait = [x for x in step.longer if not x["sent"] and not x["back"] and event.issued in (None, x["on"])]
                if wait:
                    wait[-1]["sent"] = event.on
                    return
            if event.of == "acknowledged" and step.told and not step.told_left:
                step.told_left = event.on
                return
            if event.of == "response_sent" and step.answer and not step.answer_left:
                step.answer_left = event.on
                return

    def on_notice_bounced(self, event: e.NoticeBounced) -> None:
        for step in self._latest_first(event):
            going = [x for x in step.longer if not x["back"] and event.issued in (None, x["on"])]
            if event.of == "acknowledged" and step.told:
                step.told = step.told_left = None
                return
            if event.of == "extended" and going:
                going[-1]["back"] = True
                return
            if event.of == "response_sent" and step.answer:
                step.answer = step.answer_left = None
                return

    # ---- deciding ---------------------------------------------------------------------------

    def on_defined(self, event: e.Defined) -> None:
        if step := self._at(event):
            kept = {*event.points, *step.joined}
            step.findings = {point: found for point, found in step.findings.items() if point in kept}

    def on_issue_raised(self, event: e.IssueRaised) -> None:
        if step := self._at(event):
            step.joined.add(event.id)

    def on_decided(self, event: e.Decided) -> None:
        step = self._at(event)
        if not step:
            return
        step.findings |= {point: found.finding for point, found in event.findings.items()}
        before, after = self.remedies, {}
        for key, old in before.items():
            new = event.remedies.get(key)
            touched = old["offered"] or old["done"] or old["answer"] or old["disputed"]
            if old["stage"] == step.number and not touched:
                continue
            over = old["done"] or old["withdrawn"] or old["replaced"]
            if new and not over and old["kind"] == new.kind and _pence(new) >= old["pence"]:
                again = _remedy(event.on, new, step.number)
                again |= {name: old[name] for name in AS_BEFORE}
                if new.by != old["last"]:
                    _move(again, event.on, new.by, agreed=False)
                after[key] = again
            elif new:
                n = 1
                while any(f"{key}-{n}" in taken for taken in (before, event.remedies, after)):
                    n += 1
                after[f"{key}-{n}"] = old
            else:
                after[key] = old
        fresh = {key: _remedy(event.on, new, step.number) for key, new in event.remedies.items() if key not in after}
        self.remedies = after | fresh

    def on_response_sent(self, event: e.ResponseSent) -> None:
        step = self._at(event)
        if not step:
            return
        step.answer, step.answer_left = event, None if event.queued else event.on
        for key, one in self.remedies.items():
            if one["stage"] == step.number and not one["offered"]:
                one["offered"] = event.on
                old = self.remedies.get(one["instead_of"])
                if old and not (old["done"] or old["withdrawn"] or old["replaced"]):
                    old["replaced"] = key

    def on_remedy_answered(self, event: e.RemedyAnswered) -> None:
        if one := self.remedies.get(event.id):
            one["declined_once"] |= event.answer == "declined"
            one["answer"], one["answered"] = event.answer, event.on

    def on_remedy_withdrawn(self, event: e.RemedyWithdrawn) -> None:
        self.remedies[event.id]["withdrawn"] = event.on

    def on_remedy_revised(self, event: e.RemedyRevised) -> None:
        _move(self.remedies[event.id], event.on, event.by, event.agreed)

    def on_remedy_completed(self, event: e.RemedyCompleted) -> None:
        self.remedies[event.id]["done"] = event.on

    def on_remedy_confirmed(self, event: e.RemedyConfirmed) -> None:
        one = self.remedies.get(event.id)
        if one and event.done:
            one["done"] = one["done"] or event.on
        elif one:
            one["disputed"], one["done"] = True, None
            if one["answer"] == "declined":
                one["answer"], one["answered"] = "accepted", event.on

    # ---- stage 2 and the end ----------------------------------------------------------------

    def on_escalation_requested(self, event: e.EscalationRequested) -> None:
        second = self.steps.get(2)
        if not self.formal or self.refused or 1 not in self.steps:
            return
        if second and second.answer:
            self.asked_again = True
        elif not second or self.withdrawn or self.closed:
            self.requests.append(event.on)
            self.steps[2], self.now = Step(2, event.on), 2
            self.closed = self.withdrawn = None

    def on_escalated(self, event: e.Escalated) -> None:
        self.steps[2].accepted = event.on

    def on_escalation_refused(self, event: e.EscalationRefused) -> None:
        if self.asked_again:
            self.asked_again = False
        else:
            self.steps.pop(2, None)
            self.now = 1

    def on_refused(self, event: e.Refused) -> None:
        self.refused = event.on

    def on_withdrawn(self, event: e.Withdrawn) -> None:
        if not self.closed:
            self.withdrawn = event.on
            self.withdrawals.append(event.on)

    def on_closed(self, event: e.Closed) -> None:
        self.closed = event.on

    def on_reopened(self, event: e.Reopened) -> None:
        self.rounds.append(self.finished(event.on))
        self.closed = self.withdrawn = self.refused = None
        self.asked_again = False
        self.formal, self.sorted_as, self.now, self.reopened = True, "complaint", 1, event.on
        self.steps = {1: Step(1, event.on)}
        for one in self.remedies.values():
            one["stage"] = 0

    def finished(self, over: date | None) -> list[Step]:
        """The stages of this round, each with the day from which it was to be answered no longer."""
        ends = [day for day in (self.closed, self.withdrawn, self.refused, over) if day]
        second = self.steps.get(2)
        for step in self.steps.values():
            days = [*ends, second.answer_left] if step.number == 1 and second and second.answer_left else ends
            step.ended = min(days, default=None) if not step.answer_left else None
        return [self.steps[n] for n in sorted(self.steps)]

    # ---- redress bodies ---------------------------------------------------------------------

    def _body(self, event: Any, *, new: bool = False) -> dict[str, Any]:
        known = self.bodies
        waiting = [key for key, one in known.items() if not one["decided"]]
        named = event.body or next(iter(waiting or known), "")
        self.whose[id(event)] = named
        key = named
        if key and key not in known and "" in known and not new:
            known[key] = known.pop("")
        one = known.setdefault(key, {"on": event.on, "referred": None, "decided": None})
        one["decided"] = None
        return one

    def on_ombudsman_referred(self, event: e.OmbudsmanReferred) -> None:
        self._body(event, new=True)["referred"] = event.on

    def on_evidence_requested(self, event: e.EvidenceRequested) -> None:
        self._body(event)

    def on_determined(self, event: e.Determined) -> None:
        self._body(event)["decided"] = event.on
        found = tuple(dict.fromkeys(event.findings.values())) or ((event.finding,) if event.finding else ())
        self.verdicts.append((event.on, self.whose[id(event)], found))

    def whose_is(self, event: Any) -> str:
        """Which body an order is of, as the case stood when it was made."""
        return self.whose.get(id(event), "")

    def on_order_made(self, event: Any) -> None:
        waiting = [key for key, one in self.bodies.items() if not one["decided"]]
        self.whose[id(event)] = event.body or next(iter(waiting or self.bodies), "")

    on_failure_order_made = on_order_made


def _pence(remedy: e.Remedy) -> int:
    if remedy.amount is not None:
        return round(remedy.amount * 100)
    return sum(round(line.amount * 100) for line in remedy.lines)


def _remedy(on: date, new: e.Remedy, stage: int) -> dict[str, Any]:
    return {
        "on": on, "by": new.by, "last": new.by, "moves": [], "stage": stage, "kind": new.kind, "pence": _pence(new),
        "offered": None, "done": None, "answer": "", "answered": None, "declined_once": False, "disputed": False,
        "withdrawn": None, "replaced": "", "instead_of": new.replaces,
    }  # fmt: skip


def _move(one: dict[str, Any], on: date, until: date, agreed: bool) -> None:
    one["moves"].append((on, until, agreed))
    one["last"] = until


def held_to(one: dict[str, Any]) -> date:
    """The date that counts for a remedy: an earlier one always, a later one if agreed before the date had passed."""
    due = one["by"]
    for on, until, agreed in one["moves"]:
        if until < due or (agreed and on <= due):
            due = until
    if one["declined_once"] and one["answered"] and one["answer"] != "declined":
        due = max(due, one["answered"] + timedelta((one["by"] - one["on"]).days))
    return due


def within(policy: Policy, name: str) -> list[tuple[str, str, Period]]:
    """Each document's own time for a duty: whose it is, what it runs from, how long."""
    sources = (("policy", policy.pack.clocks), ("code", policy.edition.clocks))
    return [(whose, clocks[name].from_, Period.parse(clocks[name].within))
            for whose, clocks in sources if name in clocks and clocks[name].within]  # fmt: skip
