"""What a duty is called in a list, how its date is said, and where one goes to do it."""

from __future__ import annotations

from datetime import date
from string import ascii_lowercase

from django.urls import NoReverseMatch, reverse

from putright.apps.casework.models import Duty
from putright.core.pack import Pack
from putright.core.workdays import Calendar, OutOfRange
from putright.design.badges import Badge, day

SOON = 3
"""Working days ahead that count as soon."""
TITLES = {
    "stage1.acknowledge": "Stage 1 acknowledgement",
    "stage1.respond": "Stage 1 answer",
    "stage2.request": "Their time to ask for stage 2",
    "stage2.acknowledge": "Stage 2 acknowledgement",
    "stage2.respond": "Stage 2 answer",
    "update": "Update to the complainant",
    "candour.notify": "Duty of candour",
    "survey": "Survey",
    "survey.follow_up": "Unhappy in the survey",
    "dispose": "Disposal of the records",
    "hold": "Hold on the records, to be looked at again",
    "review:restriction": "Review of the restriction",
    "remedy": "Remedy",
    "promise": "Promise to the complainant",
    "evidence": "Evidence for the Ombudsman",
    "order": "Ombudsman’s order",
    "notice": "Notice of a handling failure",
    "safety.alert": "Safety alert",
    "hazard.investigate": "Hazard: investigate it",
    "hazard.safe": "Hazard: make it safe",
    "hazard.rehouse": "Hazard: put them up elsewhere",
    "hazard.summary": "Hazard: written summary",
    "hazard.works": "Hazard: begin the works",
    "hazard.complete": "Hazard: complete the works",
    "procedure.told": "Other procedure: tell them",
    "procedure.acknowledge": "Other procedure: acknowledge",
    "procedure.conclude": "Other procedure: conclude",
    "action": "What we learnt: action",
    "request": "Answer to request",
    "service_request": "What they asked for",
    "answer": "Answer",
    "share": "Passing it on",
    "detriment": "Treated worse for complaining",
    "message": "Message to read",
}
NEXT = {
    "stage1.acknowledge": ("Acknowledge", "letter_acknowledge"),
    "stage2.acknowledge": ("Acknowledge", "letter_acknowledge"),
    "stage1.respond": ("Work on the answer", "case"),
    "stage2.respond": ("Work on the answer", "case"),
    "update": ("Send an update", "letter_update_sent"),
    "candour.notify": ("Record a step", "step_candour_step"),
    "safety.alert": ("Tell them", "step_safety_alerted"),
    "hazard": ("Open the hazard", "room_safety"),
    "procedure": ("Open it", "room_safety"),
    "promise": ("Record the contact", "step_contacted"),
    "remedy": ("Complete the remedy", "step_remedy_completed"),
    "evidence": ("Provide the evidence", "letter_evidence_provided"),
    "order": ("Carry out the order", "step_order_completed"),
    "notice": ("Put it right", "step_notice_answered"),
    "action": ("Open it", "room_learning"),
    "request": ("Chase it", "room_investigation"),
    "detriment": ("Look into it", "room_investigation"),
    "message": ("Read it", "step_message_read"),
    "survey": ("Send the survey", "letter_survey_sent"),
    "survey.follow_up": ("Speak with them", "step_survey_followed_up"),
    "service_request": ("See what is to be done", "case"),
    "answer": ("Answer them", "case"),
    "share": ("Pass it on", "step_feedback_shared"),
    "dispose": ("Open it", "case"),
    "hold": ("Lift it, or go on holding", "step_hold_lifted"),
    "review:restriction": ("Review it", "letter_restriction_reviewed"),
}
"""What to do about a duty: the link's text and the name of its address."""


def title(name: str, pack: Pack) -> str:
    """A duty's name in words.

    >>> title("remedy:r1", None)
    'Remedy 1'
    """
    if name in TITLES:
        return TITLES[name]
    kind, _, which = name.partition(":")
    if kind == "safety.alert":
        name, _, flag = which.partition(":")
        role = pack.roles.get(name)
        return f"Safety alert to the {role.title if role else name}" + (f" ({flag.replace('_', ' ')})" if flag else "")
    if kind in ("hazard", "procedure"):
        return TITLES[f"{kind}.{which.rpartition('.')[2]}"]
    return f"{TITLES.get(kind, kind.replace('_', ' ').capitalize())} {which.lstrip(ascii_lowercase)}".strip()


def badge(duty: Duty, today: date, calendar: Calendar) -> Badge:
    """When a duty is due, in working days: "due today", "3 working days left", "2 working days late"."""
    status = duty.status(today)
    if status == "waiting":
        return Badge("waiting", f"Not started: likely {day(duty.due)}" if duty.due else "Not started")
    if not duty.due:
        return Badge("later", "No date set")
    try:
        ahead = calendar.working_days_between(today, duty.due)
    except OutOfRange:
        return Badge("later", f"Due {day(duty.due)}")
    return _badge(ahead, duty.due, today)


def _badge(ahead: int, due: date, today: date) -> Badge:
    if due < today:
        return Badge("overdue", f"{_working_days(-ahead)} late" if ahead else f"Late since {due:%A}")
    if due == today:
        return Badge("today", "Due today")
    if not ahead:
        return Badge("soon", "Due before the next working day")
    return Badge("soon" if ahead <= SOON else "later", f"{_working_days(ahead)} left")


def _working_days(number: int) -> str:
    return f"{number} working day{'' if number == 1 else 's'}"


def next_step(duty: Duty, may_work: bool) -> tuple[str, str]:
    """What to do about a duty, and where: the right step's page, or the case where there is more to it."""
    reference = duty.case.reference
    if not may_work:
        return "Open the case", reverse("case", args=[reference])
    if not duty.case.handler_id and duty.name.endswith(".respond"):
        return "Give it to a handler", _address("step_assigned", reference)
    text, name = NEXT.get(duty.name) or NEXT.get(duty.name.partition(":")[0]) or ("Open the case", "case")
    return text, _address(name, reference)


def _address(name: str, reference: str) -> str:
    try:
        return reverse(name, args=[reference])
    except NoReverseMatch:
        return reverse("case", args=[reference])
