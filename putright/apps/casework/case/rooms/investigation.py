"""The room of an investigation: what is needed, asked for and known; both sides; and what happened, day by day."""

from __future__ import annotations

from datetime import date
from typing import Any

from putright.apps.accounts import permissions
from putright.apps.accounts.models import Person, Team
from putright.apps.casework.attachments import Attachment
from putright.apps.casework.case import fairly
from putright.apps.casework.case.rooms import inquiry
from putright.apps.casework.case.rooms.base import Room, step_href
from putright.apps.casework.models import Party
from putright.apps.casework.names import names_of
from putright.apps.casework.opened import Opened

STEPS = (
    "investigation_planned", "urgent_action_taken", "information_requested", "evidence_recorded", "interview_held",
    "meeting_held", "obligations_recorded", "shortfall_recorded", "mediation_offered", "mediation_answered",
    "external_assistance_sought", "external_assistance_ended", "handler_informed", "detriment_alleged",
)  # fmt: skip
SECTIONS = (
    ("plan", "Plan"), ("requests", "Requests"), ("evidence", "Evidence"), ("meetings", "Interviews and meetings"),
    ("sides", "Both sides"), ("law", "Obligations"), ("shortfalls", "What fell short"),
    ("help", "Help and who was told"), ("chronology", "Chronology"),
)  # fmt: skip


class Investigation(Room):
    key, title, template = "investigation", "Investigation", "casework/room_investigation.html"

    def context(self, opened: Opened, person: Person, today: date) -> dict[str, Any]:
        """Every part of it, with the links that this person may use."""
        names = names_of(opened, list(Party.objects.filter(case=opened.case)))
        attached = list(Attachment.objects.filter(case=opened.case).order_by("id"))
        files = {file.sha256: file for file in attached}
        known = {one.file for one in opened.state.inquiry.evidence.values()}
        teams = Team.objects.filter(landlord=opened.case.landlord_id).values_list("pk", "name")
        alleged = inquiry.detriments(opened)
        return {
            "may_work": permissions.may(person, permissions.WORK_CASE),
            "mine": [key for key, _ in fairly.mine(opened, person.key)],
            "steps": {kind: step_href(opened, kind) for kind in STEPS},
            "sections": [{"href": f"#{key}", "text": text} for key, text in
                         ((("detriments", "Worse treatment"),) if alleged else ()) + SECTIONS],
            "detriments": alleged, "plan": inquiry.plan(opened), "requests": inquiry.requests(opened, today),
            "evidence": inquiry.evidence(opened, files), "loose": [f for f in attached if f.sha256 not in known],
            "meetings": inquiry.meetings(opened, names), "sides": inquiry.sides(opened, names),
            "obligations": opened.state.inquiry.obligations, "shortfalls": inquiry.shortfalls(opened),
            "help": inquiry.helped(opened, names), "second": 2 in opened.state.stages,
            "contributors": inquiry.contributors(opened, {str(pk): name for pk, name in teams}),
            "chronology": inquiry.chronology(opened, names),
        }  # fmt: skip
