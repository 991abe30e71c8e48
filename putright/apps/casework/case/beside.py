"""Hazards, alerts and other procedures in words: what is called what, and where each is done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from putright.apps.casework.case.fields import Choices
from putright.apps.casework.case.ways import address
from putright.apps.casework.opened import Opened
from putright.apps.casework.steps import in_full
from putright.core.duties.hazards import at_first, now, outside
from putright.core.duties.safety import AlertOwed, alerts, telling
from putright.core.state.shapes_safety import Hazard, Procedure

CLOCKS: Mapping[str, tuple[str, str]] = {
    "investigate": ("Investigate", "hazard_investigated"),
    "safe": ("Make it safe", "hazard_made_safe"),
    "rehouse": ("Put them up elsewhere until it is safe", "rehoused"),
    "summary": ("Send them the written summary", "hazard_summary_sent"),
    "works": ("Begin the further works on site", "hazard_works_begun"),
    "complete": ("Complete the works", "hazard_works_completed"),
}
"""What each clock of a hazard asks, and the step that does it."""
STEPS: Mapping[str, str] = {
    "told": "Tell them where it goes", "acknowledge": "Acknowledge it",
    "conclude": "Conclude it, and tell them the outcome",
}  # fmt: skip
"""What each clock of another procedure asks."""
TAKEN = {"told": "told", "acknowledge": "acknowledged", "conclude": "concluded"}
URGENCY = {"urgent": "Urgent", "emergency": "Emergency"}
"""How it is said that a case cannot take its turn."""
FLAGS = {
    "safeguarding": "A child or an adult may be at risk of harm",
    "high_risk": "Somebody could come to harm if this waits",
    "serious_impact": "It has hit the person or household very hard",
    "health_and_safety": "Something in the home or nearby is dangerous",
    "notifiable_safety_incident": "Somebody was or could have been harmed by care we gave",
    "care_service": "It is about care or support",
    "outright_sale": "It is about buying a home outright",
    "recurring": "They have complained of the same thing before",
    "substantiated": "There are documents or photographs that support it",
    "petition": "It is a petition",
}
"""What each flag means, in a sentence."""


def kind_of(opened: Opened, hazard: Hazard) -> str:
    """A hazard's kind as people call it."""
    law = opened.policy.law.hazards
    kind = law.kinds.get(hazard.kind) if law else None
    return kind.title.partition(",")[0] if kind else hazard.kind.replace("_", " ").capitalize()


def called(opened: Opened, hazard: Hazard) -> str:
    """A hazard with its kind and what was told, as a choice or a heading names it."""
    return f"{kind_of(opened, hazard)}: {hazard.what[:80]}"


def route_of(opened: Opened, one: Procedure) -> str:
    """What another procedure is called."""
    route = opened.policy.law.routes.get(one.procedure)
    return route.title if route else one.procedure.replace("_", " ").capitalize()


def duty_name(opened: Opened, name: str) -> str:
    """The duty `hazard:ID.CLOCK`, `procedure:ID.STEP` or `safety.alert:ROLE[:FLAG]` in words; "" for any other."""
    head, _, rest = name.partition(":")
    key, _, step = rest.rpartition(".")
    if head == "hazard" and key in opened.state.safety.hazards:
        return f"{CLOCKS[step][0]}: {kind_of(opened, opened.state.safety.hazards[key]).lower()}"
    if head == "procedure" and key in opened.state.safety.procedures:
        return f"{STEPS[step]}: {route_of(opened, opened.state.safety.procedures[key]).lower()}"
    if head == "safety.alert" and rest:
        role, _, flag = rest.partition(":")
        about = f" ({flag.replace('_', ' ')})" if flag else ""
        return f"Give the safety alert to {opened.judged.called(role)}{about}"
    return ""


def way(opened: Opened, name: str) -> str:
    """Where such a duty is done, with the choice made already; "" for any other."""
    head, _, rest = name.partition(":")
    key, _, step = rest.rpartition(".")
    if head == "hazard":
        return _step(opened, CLOCKS[step][1], id=key)
    if head == "procedure":
        return _step(opened, "procedure_step", id=key, step=TAKEN[step])
    return _step(opened, "safety_alerted", to=rest) if head == "safety.alert" and rest else ""


def _step(opened: Opened, kind: str, **chosen: str) -> str:
    return address(opened.case.reference, kind, **chosen)


def urgency(opened: Opened) -> list[str]:
    """That a case cannot take its turn, while it waits for its answer."""
    found = opened.state.safety.assessment
    waits = opened.state.status in ("open", "triage")
    return [URGENCY[found.urgency]] if found and waits and found.urgency in URGENCY else []


# ---- choices --------------------------------------------------------------------------------


def hazards(opened: Opened) -> Choices:
    """Every hazard about which something is still to be done, or all where there is none."""
    left = opened.state.safety.open_hazards or list(opened.state.safety.hazards.values())
    return [(hazard.id, called(opened, hazard)) for hazard in left]


def procedures(opened: Opened) -> Choices:
    """Every matter that is with another procedure and not concluded there."""
    return [
        (key, f"{route_of(opened, one)}: {one.what[:80]}")
        for key, one in opened.state.safety.procedures.items()
        if not one.concluded
    ]


def owed_alerts(opened: Opened) -> Choices:
    """The alerts still owed, by ROLE or ROLE:FLAG, with what each is about."""
    return [
        (alert.name.partition(":")[2], alert_line(opened, alert))
        for alert in alerts(opened.judged)
        if not telling(opened.judged, alert)
    ]


def alert_line(opened: Opened, alert: AlertOwed) -> str:
    """Whom an alert goes to, and what it is about."""
    role = opened.policy.pack.roles[alert.role].title
    return f"{role[:1].upper()}{role[1:]}: {', '.join(flag.replace('_', ' ') for flag in alert.flags)}"


def unbound(opened: Opened, hazard: Hazard) -> str:
    """Why the law sets no times for a hazard; empty where it does, or did until the investigation."""
    if now(opened.judged, hazard) or at_first(opened.judged, hazard):
        return ""
    regime = "emergency" if hazard.emergency else "significant"
    since = hazard.emergency or hazard.known
    return in_full(outside(opened.judged, hazard, regime, since[0]))  # type: ignore[arg-type]


def recipients(opened: Opened, flags: Iterator[str] | list[str]) -> list[str]:
    """Whom the policy wants told of these flags, by their titles."""
    pack = opened.policy.pack
    found = [role for flag in flags if (rule := pack.safety.get(flag)) for role in rule.to]  # type: ignore[call-overload]
    return [pack.roles[role].title for role in dict.fromkeys(found)]
