"""The investigation of a case, ready for its room's template. Pure: what is read from tables is given."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any
from urllib.parse import quote

from django.utils.timezone import localtime

from putright.apps.casework.attachments import Attachment
from putright.apps.casework.case.rooms.base import step_href
from putright.apps.casework.case.sources import whom
from putright.apps.casework.opened import Opened
from putright.apps.casework.steps import said
from putright.core import events as e
from putright.core.chronology import chronology as facts_of
from putright.core.state.shapes_inquiry import Request
from putright.core.timeline import FINDINGS, Names, entries
from putright.core.timeline.investigation import FAILURES

HELP = (
    "mediation_offered", "mediation_answered", "external_assistance_sought", "external_assistance_ended",
    "referred_back", "guidance_sought", "reported", "handler_informed",
)  # fmt: skip
"""Help taken from others, and who was told."""


def plan(opened: Opened) -> dict[str, Any] | None:
    """The plan of the current stage: each item with what was asked for it and what came."""
    stage = opened.state.current
    if not stage or not stage.plan:
        return None
    items = [_item(opened, n, key, item) for n, (key, item) in enumerate(stage.plan.items.items(), 1)]
    return {"items": items, "risks": stage.plan.risks, "urgent": stage.plan.urgent, "done": stage.urgent_done,
            "on": stage.plan.on}  # fmt: skip


def _item(opened: Opened, n: int, key: str, item: e.PlanItem) -> dict[str, Any]:
    inquiry = opened.state.inquiry
    asked = [one for one in inquiry.requests.values() if one.plan == key]
    return {
        "n": n, "what": item.what, "whom": whom(opened, item.from_, item.named), "by": item.by,
        "points": ", ".join(point.removeprefix("p") for point in item.points),
        "got": sum(one.plan == key for one in inquiry.evidence.values()) + sum(bool(one.done) for one in asked),
        "asked": any(one.open for one in asked),
        "ask": "" if item.from_ == "record" else step_href(opened, "information_requested", plan=key),
        "add": step_href(opened, "evidence_recorded", plan=key),
    }  # fmt: skip


def requests(opened: Opened, today: date) -> list[dict[str, Any]]:
    """What was asked for, those that still wait first."""
    duties = {duty.name: duty for duty in opened.duties}
    found = []
    for key, one in opened.state.inquiry.requests.items():
        duty = duties[f"request:{key}"]
        found.append({
            "n": key.removeprefix("r"), "key": key, "one": one, "whom": whom(opened, one.from_, one.named),
            "status": duty.status(today), "due": duty.due, "colleague": one.from_ in opened.people,
            "waits": duty.status(today) in ("open", "overdue"),
            "letter": letter(opened, one), "mailto": _mailto(opened, one),
            "chase": step_href(opened, "information_chased", id=key),
            "answer": step_href(opened, "information_received", id=key),
            "drop": step_href(opened, "information_dropped", id=key),
        })  # fmt: skip
    return sorted(found, key=lambda one: (not one["waits"], one["due"]))


def letter(opened: Opened, asked: Request) -> str:
    """The words of a request to somebody outside: what is needed, of which home, by when; nothing of who complains."""
    case = opened.case
    home = ", ".join(filter(None, (case.address, case.postcode)))
    about = f"It concerns {home}.\n\n" if home and asked.from_ != "complainant" else ""
    return (
        f"We are looking into a matter with our reference {case.reference} and need something from you.\n\n{about}"
        f"{asked.what}\n\nPlease answer by {said(asked.by)}, and give the reference {case.reference}."
    )


def _mailto(opened: Opened, asked: Request) -> str:
    subject = f"{opened.case.reference}: information needed by {said(asked.by)}"
    return f"mailto:?subject={quote(subject)}&body={quote(letter(opened, asked))}"


def evidence(opened: Opened, files: Mapping[str, Attachment]) -> list[dict[str, Any]]:
    """Each piece of evidence with where it comes from, and its file."""
    return [
        {
            "one": one, "points": ", ".join(point.removeprefix("p") for point in one.about),
            "file": files.get(one.file or ""), "lost": bool(one.file) and one.file not in files,
        }
        for one in opened.state.inquiry.evidence.values()
    ]  # fmt: skip


def meetings(opened: Opened, names: Names) -> list[dict[str, Any]]:
    """Interviews and meetings, in their order."""
    found = []
    for one in opened.state.inquiry.meetings:
        meeting = isinstance(one, e.MeetingHeld)
        who = names.get(one.with_, one.with_) if meeting else whom(opened, one.with_, one.named)
        found.append({"one": one, "who": who[:1].upper() + who[1:], "meeting": meeting})
    return found


def shortfalls(opened: Opened) -> list[dict[str, Any]]:
    """What fell short, by service, with the kind of failure in words."""
    return [{"one": one, "kind": FAILURES.get(one.failure or "", "")} for one in opened.state.inquiry.shortfalls]


# ---- both sides -----------------------------------------------------------------------------


def sides(opened: Opened, names: Names) -> list[dict[str, Any]]:
    """The complainant and everyone complained of: heard, shown the findings, answered, at the current stage."""
    state = opened.state
    told = list(_at_stage(opened))
    parties = ([] if state.anonymous else ["complainant"]) + list(state.about)
    return [_side(opened, told, party, names) for party in parties]


def _at_stage(opened: Opened) -> Iterator[e.Event]:
    """The events since the current stage began."""
    stage = opened.state.current
    for event in opened.events:
        if stage and event.on >= stage.opened and event.stage in (None, stage.number):
            yield event


def _side(opened: Opened, told: Sequence[e.Event], party: str, names: Names) -> dict[str, Any]:
    judged, stage = opened.judged, opened.state.current

    def of(kind: type[e.Event], field: str) -> Any:
        return [event for event in told if isinstance(event, kind) and judged.same(party, getattr(event, field))]

    who = names.get(party, judged.called(party))
    return {
        "who": who[:1].upper() + who[1:], "party": party,
        "heard": of(e.PositionHeard, "party"), "shared": of(e.FindingsShared, "with_"),
        "comments": of(e.CommentsReceived, "from_"), "answers": of(e.CommentsAnswered, "from_"),
        "unanswered": bool(stage and any(judged.same(party, one) for one in stage.unanswered)),
        "support": of(e.SupportOffered, "to"), "complained_of": party != "complainant",
        "hear": step_href(opened, "position_heard", party=party),
        "share": step_href(opened, "findings_shared", with_=party),
        "comment": step_href(opened, "comments_received", from_=party),
        "offer": step_href(opened, "support_offered", to=party),
        "reply": step_href(opened, "comments_answered", from_=party),
    }  # fmt: skip


def helped(opened: Opened, names: Names) -> list[Any]:
    """Mediation, help from outside, handing back, guidance, reports: each as the timeline tells it."""
    return [entry for entry in entries(opened.events, names) if entry.event.kind in HELP]


def detriments(opened: Opened) -> list[dict[str, Any]]:
    """What the complainant says was done to them for complaining, and what came of it."""
    judged = opened.judged
    return [
        {
            "one": one, "about": ", ".join(judged.called(name) for name in one.about),
            "to": judged.called(one.to) if one.to else "", "key": key,
            "finding": FINDINGS[one.concluded.finding] if one.concluded else "",
            "give": step_href(opened, "detriment_assigned", id=key),
            "conclude": step_href(opened, "detriment_concluded", id=key),
        }
        for key, one in opened.state.inquiry.detriments.items()
    ]  # fmt: skip


def contributors(opened: Opened, teams: Mapping[str, str]) -> list[tuple[str, str]]:
    """The colleagues who gave something, with their teams, by what they gave."""
    found: dict[str, list[str]] = {}
    for key, asked in opened.state.inquiry.requests.items():
        if asked.done:
            found.setdefault(asked.from_, []).append(f"answered request {key.removeprefix('r')}")
    for held in opened.state.inquiry.meetings:
        if isinstance(held, e.InterviewHeld):
            found.setdefault(held.with_, []).append(f"was interviewed on {said(held.on)}")
    people = ((opened.people[who], gave) for who, gave in found.items() if who in opened.people)
    return [(_with_team(person, teams), "; ".join(gave)) for person, gave in people]


def _with_team(person: Any, teams: Mapping[str, str]) -> str:
    team = teams.get(person.team or "")
    return f"{person.called} ({team})" if team else str(person.called)


def chronology(opened: Opened, names: Names) -> list[dict[str, Any]]:
    """Every fact on the day it happened, with when it was recorded where that was later."""
    found = []
    for fact in facts_of(opened.events, names):
        recorded = localtime(opened.rows[fact.n].at).date()
        found.append({"fact": fact, "recorded": recorded if recorded != fact.on else None})
    return found
