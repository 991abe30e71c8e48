"""The case page's parts, ready for its template. Pure: what is read from tables is given."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.http import urlencode
from django.utils.safestring import SafeString

from putright import data
from putright.apps.casework.case import beside, kinds, reading
from putright.apps.casework.case.bodies import short
from putright.apps.casework.case.menu import addresses
from putright.apps.casework.case.sources import whom
from putright.apps.casework.case.strip import strip
from putright.apps.casework.models import Party
from putright.apps.casework.names import person_line
from putright.apps.casework.opened import Opened
from putright.apps.casework.steps import in_full
from putright.core import redress, rhythm
from putright.core.duties import Obligation
from putright.core.events import Finding
from putright.core.events.ending import HOLDS
from putright.core.explain import in_words, moment
from putright.core.timeline import CHANNELS, FINDINGS
from putright.core.warnings import warnings

FLAGS = {
    "safeguarding": "Safeguarding", "health_and_safety": "Health and safety", "high_risk": "High risk",
    "notifiable_safety_incident": "Notifiable safety incident", "serious_impact": "Serious impact",
    "petition": "Petition", "recurring": "Recurring",
}  # fmt: skip
STATUSES = {
    "triage": "Being sorted", "open": "Open", "answered": "Answered", "closed": "Closed", "refused": "Refused",
    "not_a_complaint": "Not a complaint", "withdrawn": "Withdrawn",
}  # fmt: skip
DUTIES = {
    "stage1.acknowledge": "Acknowledge stage 1", "stage1.respond": "Answer at stage 1",
    "stage2.acknowledge": "Acknowledge the request for stage 2", "stage2.respond": "Answer at stage 2",
    "stage2.request": "Their time to ask for stage 2", "update": "Give the update agreed with them",
    "candour.notify": "Duty of candour", "review:restriction": "Look at the restriction again",
    "service_request": "Do what they asked for", "answer": "Answer them", "share": "Pass it on",
    "survey": "Send the survey", "survey.follow_up": "Speak with them about what they said in the survey",
    "dispose": "Dispose of the records",
}  # fmt: skip
ORDERS = {
    "recommendation": "Ombudsman’s recommendation", "failure order": "Complaint handling failure order",
    "self_assessment": "Self-assessment for the Ombudsman",
}  # fmt: skip
"""What is owed under an order, by its kind; otherwise it is an order."""
STEP_FOR = {
    "acknowledge": "acknowledged", "respond": "response_sent", "update": "update_sent", "promise": "contacted",
    "remedy": "remedy_completed",
    "evidence": "evidence_provided", "order": "order_completed", "safety": "safety_alerted", "candour": "candour_step",
    "service_request": "request_completed", "answer": "feedback_answered", "share": "feedback_shared",
    "notice": "notice_answered", "review": "restriction_reviewed", "survey": "survey_sent",
    "survey.follow_up": "survey_followed_up",
    "action": "action_completed",
    "hold": "hold_lifted",
}  # fmt: skip


@dataclass(frozen=True)
class Limit:
    """One limit of a duty in words, with the provisions it rests on as (id, where it stands, what it asks)."""

    words: str
    governs: bool
    reading: str
    provisions: Sequence[tuple[str, str, str]]


@dataclass(frozen=True)
class DutyLine:
    """A duty as the page shows it."""

    name: str
    key: str
    status: str
    due: date | None
    done: date | None
    limits: Sequence[Limit]
    strip: SafeString | None
    href: str | None
    hour: str = ""


def duty_lines(opened: Opened, today: date, at: time = time.max) -> tuple[list[DutyLine], list[DutyLine]]:
    """What is owed or awaited at an hour of a day, the most urgent first; and what is done."""
    found = [(duty, duty.status(today, at)) for duty in opened.duties]
    shown = [(duty, status) for duty, status in found if _shown(duty, status)]
    owed = sorted(((duty, status) for duty, status in shown if not duty.done), key=_urgency)
    to = addresses(opened.case.reference)
    lines = [_line(opened, duty, status, today, to) for duty, status in owed]
    return lines, [_done(opened, duty, status) for duty, status in shown if duty.done]


def _shown(duty: Obligation, status: str) -> bool:
    """`safety.alert` stands for its recipients, who are listed; the times to go to a redress body have their room."""
    elsewhere = duty.name == "safety.alert" or duty.name.startswith("redress:")
    return status != "lapsed" and not elsewhere and not _unknown(duty, status)


def _urgency(one: tuple[Obligation, str]) -> tuple[bool, bool, bool, bool, date]:
    """What is owed at once first, then the soonest; what is not ours, or far off, last."""
    duty, status = one
    return status == "waiting", not _at_once(duty), duty.window, duty.name == "dispose", duty.due or date.max


def _at_once(duty: Obligation) -> bool:
    """Whether somebody may come to harm while it waits: an alert, or what counts in hours."""
    return duty.name.startswith("safety.alert:") or duty.due_time is not None


def _unknown(duty: Obligation, status: str) -> bool:
    """Whether a duty has not begun and no date can be told; of a hazard, its room tells what may come."""
    return status == "waiting" and (duty.due is None or duty.name.startswith("hazard:"))


def _done(opened: Opened, duty: Obligation, status: str) -> DutyLine:
    return DutyLine(duty_name(opened, duty.name), duty.name, status, duty.due, duty.done, (), None, None)


def _line(opened: Opened, duty: Obligation, status: str, today: date, to: Mapping[str, str]) -> DutyLine:
    key = f"duty-{duty.name}".replace(".", "-").replace(":", "-")
    calendar = opened.policy.calendar
    return DutyLine(
        duty_name(opened, duty.name), key, status, duty.due_on(today), duty.done,
        [_limit(opened, d, n == 0) for n, d in enumerate(duty.derivations)],
        strip(duty.derivations, calendar, today, key), _way(opened, duty, to), _hour(duty),
    )  # fmt: skip


def _hour(duty: Obligation) -> str:
    """Until which hour it may be done, where it counts in hours."""
    return f"By {moment(duty.due, duty.due_time)}" if duty.due and duty.due_time else ""


def _limit(opened: Opened, derived: Any, governs: bool) -> Limit:
    known = opened.policy.provisions
    cited = [(c, known[c].where, known[c].asks) if c in known else (c, "", "") for c in derived.cites]
    return Limit(in_words(derived, opened.policy.calendar), governs, derived.reading, cited)


def duty_name(opened: Opened, name: str) -> str:
    """A duty in words; a remedy by what was promised."""
    head, _, key = name.partition(":")
    if name in DUTIES:
        return DUTIES[name]
    if head in ("request", "detriment"):
        return _of_inquiry(opened, head, key)
    if head == "hold":
        return f"Is the hold on the records still needed? {HOLDS[opened.state.learning.holds[key].why].capitalize()}"
    if head == "message":
        return reading.duty_name(opened.state.messages[key])
    if named := beside.duty_name(opened, name):
        return named
    state = opened.state
    promises: Mapping[str, Mapping[str, Any]] = {
        "promise": state.promises, "remedy": state.remedies, "evidence": state.evidence, "order": state.orders,
        "notice": state.notices,
        "action": {k: one.event for k, one in state.learning.actions.items()},
    }  # fmt: skip
    promise = promises[head].get(key) if head in promises else None
    titles = {
        "promise": "We promised", "remedy": "Remedy", "evidence": "Evidence for the Ombudsman",
        "order": ORDERS.get(getattr(promise, "kind", ""), "Ombudsman’s order"),
        "notice": "Urgent notice of a handling failure", "action": "What we do about what was learnt",
    }  # fmt: skip
    return f"{titles.get(head, head)}: {promise.what[:160]}" if promise and promise.what else titles.get(head, name)


def _of_inquiry(opened: Opened, head: str, key: str) -> str:
    if head == "request":
        asked = opened.state.inquiry.requests[key]
        return f"Answer from {whom(opened, asked.from_, asked.named)}: {asked.what[:160]}"
    to = opened.state.inquiry.detriments[key].to
    who = opened.judged.called(to) if to else "Somebody uninvolved"
    return f"{who} has to conclude whether they are treated worse for complaining"


def _way(opened: Opened, duty: Obligation, to: Mapping[str, str]) -> str | None:
    """Where a duty is done: a letter that is written and has not left is met by letting it leave."""
    stage, _, what = duty.name.partition(".")
    on = opened.state.stages.get(int(stage[-1])) if stage in ("stage1", "stage2") else None
    of = {"acknowledge": "acknowledged", "respond": "response_sent"}.get(what, "")
    if on and on.left.get(of, duty.due) is None:
        with suppress(NoReverseMatch):
            return reverse("letters", args=[opened.case.reference])
    head, _, key = duty.name.partition(":")
    if head in ("request", "detriment"):
        return reverse("room_investigation", args=[opened.case.reference]) + f"#{head}s"
    if head == "message":
        return reading.read_at(opened, key)
    if there := beside.way(opened, duty.name):
        return there
    found = to.get(_step_for(opened, duty.name))
    return f"{found}?{urlencode({'keeps': key})}" if found and head == "promise" else found


def _step_for(opened: Opened, name: str) -> str:
    """The step that does a duty; none where it is not ours or no step does it."""
    parts = (name, *name.replace(":", ".").split("."))
    kind = next((STEP_FOR[part] for part in parts if part in STEP_FOR), "")
    if kind == "feedback_answered" and opened.state.entry.kind == "policy_request":
        return "policy_copy"
    undecided = opened.state.current and not opened.state.current.decided
    return "decided" if kind == "response_sent" and undecided else kind


# ---- header ---------------------------------------------------------------------------------


def header(opened: Opened, parties: Sequence[Party]) -> dict[str, Any]:
    """Who complains of what, where it stands, who has it, and where it goes next."""
    case, state = opened.case, opened.state
    pack = opened.judged.policy.pack
    stage = "Informal" if state.stage == "informal" else f"Stage {state.stage}"
    return {
        "title": case.complainant or f"{'Anonymous' if state.anonymous else 'A'} {kinds.what(state).lower()}",
        "what": kinds.what(state),
        "complaint": state.formal or not state.triaged,
        "arrival": kinds.arrival(opened),
        "address": ", ".join(filter(None, (case.address, case.postcode))),
        "people": [party for party in parties if party.phone or party.email],
        "stage": stage,
        "status": STATUSES[state.status],
        "brand": pack.brands[state.brand].name if state.brand in pack.brands else "",
        "handler": opened.judged.called(state.handler) if state.handler else "",
        "flags": [*beside.urgency(opened), *(FLAGS[flag] for flag in sorted(state.flags) if flag in FLAGS)],
        "redress": [(_body(body), points, _until(opened, body)) for body, points in _bodies(opened)],
        "with": [short(referral.body or redress.body_of(opened.judged)) for referral in state.redress.open],
        "apart": redress.timeliness(opened.judged) == "apart",
        "worse": bool(state.inquiry.alleged),
        "received": state.received,
        "how": CHANNELS[state.channel],
        "source": state.source.replace("_", " "),
    }


def _bodies(opened: Opened) -> Iterator[tuple[str, list[str]]]:
    found = redress.bodies(opened.judged)
    for body, points in found.items():
        yield body, [point.removeprefix("p") for point in points] if len(found) > 1 else []


def _until(opened: Opened, body: str) -> date | None:
    """The last day to go there, once our last word has been said."""
    return next((duty.due for duty in opened.duties if duty.name == f"redress:{body}" and not duty.done), None)


def _body(body: str) -> str:
    known: Mapping[str, Any] = data.load_bodies().get(body, {})
    return str(known.get("name", body))


def warned(opened: Opened, today: date) -> list[tuple[str, tuple[str, ...]]]:
    """The warnings of the day, each with its provisions."""
    found = [(in_full(one.text), one.cites) for one in warnings(opened.judged, today)]
    late = rhythm.in_words(opened.events, opened.policy, today)
    return [*found, (late, opened.policy.cites("update"))] if late else found


# ---- points, outcomes, remedies, people -----------------------------------------------------


def points(opened: Opened) -> list[dict[str, Any]]:
    """Each point with its finding at each stage."""
    stages = sorted(opened.state.stages.items())
    words = {key: text for _, stage in stages for key, text in stage.points.items()}
    subjects = {key: about for _, stage in stages for key, about in stage.subjects.items()}
    return [
        {
            "n": key.removeprefix("p"),
            "text": text or "The complaint as a whole",
            "about": subjects.get(key, "").replace("_", " "),
            "findings": [_found(n, stage.findings[key]) for n, stage in stages if key in stage.findings],
        }
        for key, text in words.items()
    ]


def _found(stage: int, finding: Finding) -> tuple[int, str, str, str]:
    return stage, finding.finding, FINDINGS[finding.finding], finding.reasons


def outcomes(opened: Opened) -> list[tuple[str, str | None]]:
    """The outcomes sought, each with what they were told where it cannot be had."""
    state, first = opened.state, opened.state.stages.get(1)
    said = first if first and first.outcomes else state
    return [(text, said.unattainable.get(str(n))) for n, text in enumerate(said.outcomes, 1)]


def remedies(opened: Opened, today: date) -> list[dict[str, Any]]:
    """What was promised, with how it stands."""
    by_name = {duty.name: duty for duty in opened.duties}
    found = []
    for key, promise in opened.state.remedies.items():
        duty = by_name[f"remedy:{key}"]
        found.append({"what": promise.what, "amount": promise.amount, "status": duty.status(today), "due": duty.due})
    return found


def staff(opened: Opened) -> list[tuple[str, str]]:
    """Who had which part: (part, person with roles)."""
    state, seen = opened.state, []
    for stage in state.stages.values():
        current = stage is state.current
        for key in dict.fromkeys(stage.handlers):
            now = current and key == stage.handler
            seen.append((f"Stage {stage.number}, {'has it now' if now else 'handled it'}", _line_of(opened, key)))
        seen += [(f"Stage {stage.number}, on the panel", _line_of(opened, key)) for key in stage.panel]
    seen += [("Before it was formal", _line_of(opened, key)) for key in dict.fromkeys(state.informal_handlers)]
    return seen + [("Complained of", _line_of(opened, key)) for key in state.about]


def _line_of(opened: Opened, key: str) -> str:
    return person_line(opened, key) if key in opened.people else opened.judged.called(key)
