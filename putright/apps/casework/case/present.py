"""The case page's parts, ready for its template. Pure: what is read from tables is given."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.safestring import SafeString
from django.utils.timezone import localtime

from putright import data
from putright.apps.casework.case.menu import addresses
from putright.apps.casework.case.strip import strip
from putright.apps.casework.models import Party
from putright.apps.casework.names import person_line
from putright.apps.casework.opened import Opened
from putright.apps.casework.steps import in_full, said
from putright.core import redress
from putright.core.duties import Obligation
from putright.core.events import Finding
from putright.core.explain import in_words
from putright.core.timeline import CHANNELS, FINDINGS, Entry, entries
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
    "survey": "Send the survey", "dispose": "Dispose of the records",
}  # fmt: skip
STEP_FOR = {
    "acknowledge": "acknowledged", "respond": "response_sent", "update": "update_sent", "remedy": "remedy_completed",
    "evidence": "evidence_provided", "order": "order_completed", "safety": "safety_alerted", "candour": "candour_step",
    "survey": "survey_sent",
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


def duty_lines(opened: Opened, today: date) -> tuple[list[DutyLine], list[DutyLine]]:
    """What is owed or awaited, the soonest first; and what is done."""
    found = [(duty, duty.status(today)) for duty in opened.duties]
    shown = [(d, s) for d, s in found if s != "lapsed" and d.name != "safety.alert" and not _unknown(d, s)]
    owed = [(d, s) for d, s in shown if not d.done]
    owed.sort(key=lambda one: (one[1] == "waiting", one[0].window, one[0].name == "dispose", one[0].due or date.max))
    to = addresses(opened.case.reference)
    lines = [_line(opened, duty, status, today, to) for duty, status in owed]
    return lines, [_done(opened, duty, status) for duty, status in shown if duty.done]


def _unknown(duty: Obligation, status: str) -> bool:
    """Whether a duty has not begun and no date can be told."""
    return status == "waiting" and duty.due is None


def _done(opened: Opened, duty: Obligation, status: str) -> DutyLine:
    return DutyLine(duty_name(opened, duty.name), duty.name, status, duty.due, duty.done, (), None, None)


def _line(opened: Opened, duty: Obligation, status: str, today: date, to: Mapping[str, str]) -> DutyLine:
    key = f"duty-{duty.name}".replace(".", "-").replace(":", "-")
    calendar = opened.policy.calendar
    return DutyLine(
        duty_name(opened, duty.name), key, status, duty.due_on(today), duty.done,
        [_limit(opened, d, n == 0) for n, d in enumerate(duty.derivations)],
        strip(duty.derivations, calendar, today, key), to.get(_step_for(opened, duty.name)),
    )  # fmt: skip


def _limit(opened: Opened, derived: Any, governs: bool) -> Limit:
    known = opened.policy.provisions
    cited = [(c, known[c].where, known[c].asks) if c in known else (c, "", "") for c in derived.cites]
    return Limit(in_words(derived, opened.policy.calendar), governs, derived.reading, cited)


def duty_name(opened: Opened, name: str) -> str:
    """A duty in words; a remedy by what was promised."""
    head, _, key = name.partition(":")
    if name in DUTIES:
        return DUTIES[name]
    if head == "safety.alert":
        return f"Give the safety alert to {opened.judged.called(key)}"
    promises = {"remedy": opened.state.remedies, "evidence": opened.state.evidence, "order": opened.state.orders}
    promise = promises[head].get(key) if head in promises else None
    titles = {"remedy": "Remedy", "evidence": "Evidence for the Ombudsman", "order": "Ombudsman’s order"}
    return f"{titles.get(head, head)}: {promise.what[:160]}" if promise and promise.what else titles.get(head, name)


def _step_for(opened: Opened, name: str) -> str:
    """The step that does a duty; none where it is not ours or no step does it."""
    kind = next((STEP_FOR[part] for part in name.replace(":", ".").split(".") if part in STEP_FOR), "")
    undecided = opened.state.current and not opened.state.current.decided
    return "decided" if kind == "response_sent" and undecided else kind


# ---- header ---------------------------------------------------------------------------------


def header(opened: Opened, parties: Sequence[Party]) -> dict[str, Any]:
    """Who complains of what, where it stands, who has it, and where it goes next."""
    case, state = opened.case, opened.state
    pack = opened.judged.policy.pack
    stage = "Informal" if state.stage == "informal" else f"Stage {state.stage}"
    return {
        "title": case.complainant or ("Anonymous complaint" if state.anonymous else "A complaint"),
        "address": ", ".join(filter(None, (case.address, case.postcode))),
        "people": [party for party in parties if party.phone or party.email],
        "stage": stage,
        "status": STATUSES[state.status],
        "brand": pack.brands[state.brand].name if state.brand in pack.brands else "",
        "handler": opened.judged.called(state.handler) if state.handler else "",
        "flags": [FLAGS[flag] for flag in sorted(state.flags) if flag in FLAGS],
        "redress": [(_body(body), points) for body, points in _bodies(opened)],
        "apart": redress.timeliness(opened.judged) == "apart",
        "received": state.received,
        "how": CHANNELS[state.channel],
        "source": state.source.replace("_", " "),
    }


def _bodies(opened: Opened) -> Iterator[tuple[str, list[str]]]:
    found = redress.bodies(opened.judged)
    for body, points in found.items():
        yield body, [point.removeprefix("p") for point in points] if len(found) > 1 else []


def _body(body: str) -> str:
    known: Mapping[str, Any] = data.load_bodies().get(body, {})
    return str(known.get("name", body))


def warned(opened: Opened, today: date) -> list[tuple[str, tuple[str, ...]]]:
    """The warnings of the day, each with its provisions."""
    return [(in_full(one.text), one.cites) for one in warnings(opened.judged, today)]


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


# ---- timeline, letters ----------------------------------------------------------------------


@dataclass(frozen=True)
class Happening:
    """One line of the timeline."""

    told: Entry
    on: date
    when: str
    by: str


def timeline(opened: Opened, names: Mapping[str, str]) -> list[Happening]:
    """What happened, the latest first."""
    told = zip(opened.rows, entries(opened.events, names), strict=True)
    found = [
        Happening(entry, row.on, _when(row.on, row.at), names.get(str(row.by_id), "Putright")) for row, entry in told
    ]
    return found[::-1]


def _when(on: date, at: datetime) -> str:
    """The day it happened, with when it was recorded."""
    recorded = localtime(at)
    later = f"recorded {said(recorded)}, " if recorded.date() != on else ""
    return f"{on:%A} {said(on)}, {later}{recorded:%H:%M}"
