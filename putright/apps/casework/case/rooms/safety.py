"""The room of risk: what was assessed, who was told, hazards with their clocks, candour, and what goes elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils import timezone

from putright.apps.accounts import permissions
from putright.apps.accounts.models import Person
from putright.apps.casework.case import beside
from putright.apps.casework.case.alerting import candour_steps
from putright.apps.casework.case.assessing import ROUTES
from putright.apps.casework.case.bodies import entry
from putright.apps.casework.case.rooms.base import Room, step_href
from putright.apps.casework.names import names_of
from putright.apps.casework.opened import Opened
from putright.core import events as e
from putright.core.duties import Obligation
from putright.core.duties.hazards import hour_of
from putright.core.duties.safety import alerts, telling
from putright.core.explain import moment
from putright.core.state.shapes_safety import Hazard, Procedure
from putright.core.timeline import CHANNELS
from putright.core.timeline.hazards import FOUND
from putright.core.timeline.triage import ASSESSED

URGENCY = {"routine": "It can take its turn", "urgent": "Something cannot wait", "emergency": "An emergency"}
STEPS = ("assessed", "flag_raised", "safety_alerted", "candour_step", "hazard_reported", "procedure_opened")


class Safety(Room):
    key, title, template = "safety", "Risk and safety", "casework/room_safety.html"

    def context(self, opened: Opened, person: Person, today: date) -> dict[str, Any]:
        """Every part of it, with the links that this person may use."""
        names = names_of(opened)
        at = timezone.localtime().time()
        owed = {duty.name: (duty, duty.status(today, at)) for duty in opened.duties}
        return {
            "may_work": permissions.may(person, permissions.WORK_CASE),
            "steps": {kind: step_href(opened, kind) for kind in STEPS},
            "assessment": assessment(opened, names),
            "flags": flags(opened),
            "alerts": told(opened, names, owed),
            "hazards": [hazard(opened, one, owed) for one in opened.state.safety.hazards.values()],
            "candour": candour(opened, names),
            "procedures": [procedure(opened, one, owed) for one in opened.state.safety.procedures.values()],
        }  # fmt: skip


Owed = dict[str, tuple[Obligation, str]]
Names = Any


def assessment(opened: Opened, names: Names) -> dict[str, Any] | None:
    """The last assessment, in words."""
    found = opened.state.safety.assessment
    if not found:
        return None
    texts = [(label, getattr(found, name)) for name, label in ASSESSED.items() if getattr(found, name)]
    by = names.get(found.by or "", "")
    return {"route": ROUTES[found.route][0], "urgency": found.urgency, "says": URGENCY[found.urgency],
            "texts": texts, "on": found.on, "by": by}  # fmt: skip


def flags(opened: Opened) -> list[dict[str, Any]]:
    """What is known to be so, and since when."""
    state = opened.state
    what = {event.flag: event.what for event in opened.events if isinstance(event, e.FlagRaised)}
    return [
        {"says": beside.FLAGS[flag],
         "since": state.safety.raised[flag].on if flag in state.safety.raised else state.received,
         "what": what.get(flag, "")}
        for flag in sorted(state.flags)
    ]  # fmt: skip


def told(opened: Opened, names: Names, owed: Owed) -> list[dict[str, Any]]:
    """Each alert: what is undone first, with whom it goes to; what was done with who was told, how and by whom."""
    found = []
    for alert in alerts(opened.judged):
        duty, status = owed[alert.name]
        told = telling(opened.judged, alert)
        found.append({
            "to": beside.alert_line(opened, alert), "duty": duty, "status": status,
            "told": told.alert if told else None,
            "by": names.get(told.alert.by or "", "") if told else "",
            "how": CHANNELS.get(told.alert.method or "", "") if told else "", "href": beside.way(opened, alert.name),
        })  # fmt: skip
    return sorted(found, key=lambda one: one["told"] is not None)


def hazard(opened: Opened, one: Hazard, owed: Owed) -> dict[str, Any]:
    """A hazard with its clocks in their order, what was done, and what else may be recorded."""
    return {
        "one": one, "kind": beside.kind_of(opened, one), "known": moment(one.known[0], hour_of(one.known[1])),
        "unbound": beside.unbound(opened, one), "found": FOUND.get(one.found or "", ""),
        "clocks": _clocks(opened, f"hazard:{one.id}.", owed),
        "attempts": [(attempt, CHANNELS.get(attempt.method, attempt.method)) for attempt in one.attempts],
        "try": step_href(opened, "access_attempted", id=one.id),
        "more": [(text, step_href(opened, kind, id=one.id)) for text, kind in _unbound_steps(one)],
    }  # fmt: skip


def _unbound_steps(one: Hazard) -> Sequence[tuple[str, str]]:
    """What may be recorded about a hazard whether or not the law sets times for it."""
    steps = []
    if not one.investigated:
        steps.append(("Record the investigation", "hazard_investigated"))
    if not one.safe and one.found != "none":
        steps.append(("Record that it is safe", "hazard_made_safe"))
    if one.investigated and not one.summary:
        steps.append(("Send the written summary", "hazard_summary_sent"))
    return steps


def _clocks(opened: Opened, head: str, owed: Owed) -> list[dict[str, Any]]:
    found = [(duty, status) for name, (duty, status) in owed.items() if name.startswith(head)]
    return [
        {
            "name": beside.duty_name(opened, duty.name).partition(":")[0], "status": status,
            "due": duty.due, "done": duty.done,
            "hour": f"By {moment(duty.due, duty.due_time)}" if duty.due and duty.due_time and not duty.done else "",
            "href": "" if duty.done or status == "waiting" else beside.way(opened, duty.name),
        }
        for duty, status in found
        if status != "lapsed" and not (status == "waiting" and duty.due is None)
    ]  # fmt: skip


def candour(opened: Opened, names: Names) -> list[dict[str, Any]]:
    """Each step of the duty of candour with what the law asks and what was done; none where it is not owed."""
    if not opened.policy.pack.candour or "notifiable_safety_incident" not in opened.state.flags:
        return []
    return [
        {
            "key": key, "title": rule.title if rule else label, "asks": rule.asks if rule else "",
            "taken": [
                {"step": step, "by": names.get(step.by or "", ""), "how": CHANNELS.get(step.method or "", "")}
                for step in opened.state.safety.candour
                if step.step == key
            ],
            "href": step_href(opened, "candour_written") if key == "written"
            else step_href(opened, "candour_step", step=key),
        }
        for key, label, rule in candour_steps(opened)
    ]  # fmt: skip


def procedure(opened: Opened, one: Procedure, owed: Owed) -> dict[str, Any]:
    """A matter that is elsewhere: where, what of it, how it stands there."""
    route = opened.policy.law.routes.get(one.procedure)
    stage = opened.state.current or opened.state.stages.get(1)
    return {
        "one": one, "title": beside.route_of(opened, one), "to": one.to or (route.to if route else ""),
        "contact": one.contact or (route.contact if route else ""),
        "points": [(key.removeprefix("p"), stage.points.get(key, "") if stage else "") for key in one.points],
        "clocks": _clocks(opened, f"procedure:{one.id}.", owed),
        "next": step_href(opened, "procedure_step", id=one.id),
        "body": entry(route.body)["name"] if route and route.body else "",
    }  # fmt: skip
