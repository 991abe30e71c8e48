"""The case page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from putright.apps.casework import attachments, walls
from putright.apps.casework.alike import alike
from putright.apps.casework.attachments import Attachment
from putright.apps.casework.case import happening, kinds, present, reading, surveying
from putright.apps.casework.case.menu import menu
from putright.apps.casework.case.rooms.base import links
from putright.apps.casework.models import Message, Party
from putright.apps.casework.names import adjustments, names_of
from putright.apps.casework.opened import Opened
from putright.apps.casework.steps import visible
from putright.core.timeline import CHANNELS

SECTIONS = (
    ("owed", "What is owed"), ("about", "The complaint"), ("remedies", "Remedies"), ("people", "People"),
    ("letters", "Letters"), ("timeline", "What happened"),
)  # fmt: skip

LETTERS = {
    "acknowledged": "Acknowledgement", "extended": "Extension", "refused": "Refusal",
    "escalation_refused": "Refusal of stage 2", "response_sent": "Response", "triaged": "Receipt",
    "feedback_answered": "Answer",
    "redirected": "Passed to the right landlord", "own_account_requested": "Their own account",
    "policy_copy": "Copy of the policy", "procedure_step": "What goes elsewhere", "update_sent": "Update",
    "contacted": "Letter", "promise_revised": "New date", "remedy_revised": "New date", "closed": "Closing",
    "reopened": "Reopening", "survey_sent": "Survey", "findings_shared": "Findings for comment",
    "comments_answered": "Answer to comments", "mediation_offered": "Offer of mediation",
    "detriment_concluded": "Conclusion on worse treatment", "panel_invited": "Invitation to the panel",
    "panel_convened": "Panel meeting", "warning_given": "Warning", "restriction_told": "Restriction",
    "restriction_reviewed": "Review of the restriction", "hazard_summary_sent": "Summary of a hazard",
    "candour_step": "Duty of candour", "evidence_provided": "Letter with the evidence",
}  # fmt: skip
"""What a letter is called, by the event that sends it."""


@require_safe
def case(request: HttpRequest, reference: str) -> HttpResponse:
    """Everything about one case, on one page."""
    opened, today = visible(request, reference), timezone.localdate()
    parties = list(Party.objects.filter(case=opened.case).order_by("key"))
    files, names = list(Attachment.objects.filter(case=opened.case).order_by("-id")), names_of(opened, parties)
    kept = walls.unknown(opened, request.user)
    owed, done = present.duty_lines(opened, today, timezone.localtime().time())
    context = {
        "opened": opened,
        "case": opened.case,
        "today": today,
        "head": present.header(opened, parties),
        "adjustments": adjustments(opened, parties),
        "warned": [*((text, ()) for text in attachments.warnings(files)), *present.warned(opened, today)],
        "owed": owed,
        "done": done,
        "points": present.points(opened),
        "outcomes": present.outcomes(opened),
        "remedies": present.remedies(opened, today),
        "parties": parties,
        "staff": present.staff(opened),
        "timeline": [one for one in happening.timeline(opened, names) if not walls.tells(one.told.event, kept)],
        "alike": alike(opened, request.user) if "acknowledged" not in opened.state.seen else [],
        "unread": reading.unread(opened, names, files),
        "unhappy": surveying.unhappy(opened),
        "letters": letters(opened),
        "attachments": files,
        "menu": menu(opened, request.user, today),
        "rooms": links(opened),
        "sections": [{"href": f"#{key}", "text": text} for key, text in sections(opened)],
    }
    return render(request, "casework/case.html", context)


def sections(opened: Opened) -> list[tuple[str, str]]:
    """The parts of the page: what is no complaint is called what it is, and has no remedies but what was promised."""
    if opened.state.formal or not opened.state.triaged:
        return list(SECTIONS)
    kept = [one for one in SECTIONS if one[0] != "remedies" or opened.state.remedies]
    return [(key, kinds.what(opened.state) if key == "about" else text) for key, text in kept]


def letters(opened: Opened) -> list[dict[str, Any]]:
    """The letters and messages of a case, the latest first, with where each can be read."""
    found = Message.objects.filter(case=opened.case).order_by("-id")
    return [
        {"message": one, "href": _letter(opened, one), "name": LETTERS.get(one.kind, one.kind.replace("_", " ")),
         "how": CHANNELS.get(one.channel, one.channel)}
        for one in found
    ]  # fmt: skip


def _letter(opened: Opened, message: Message) -> str | None:
    try:
        return reverse("letter", args=[opened.case.reference, message.letter]) if message.letter else None
    except NoReverseMatch:
        return None
