"""Finding out what happened, hearing both sides, and help from outside."""

from __future__ import annotations

from django import forms

from putright.apps.casework.case.fields import Choices, choose, colleagues, day, line, method, sides, text
from putright.apps.casework.case.plain.base import Plain
from putright.apps.casework.case.sources import open_requests, points_field
from putright.apps.casework.names import person_line
from putright.apps.casework.opened import Opened


def _complained_of(opened: Opened) -> Choices:
    return sides(opened)[1:]


def _stage_one(opened: Opened) -> Choices:
    first = opened.state.stages.get(1)
    return [(key, person_line(opened, key)) for key in dict.fromkeys(first.handlers[::-1] if first else ())
            if key in opened.people]  # fmt: skip


def _points(opened: Opened) -> forms.Field:
    """Which points it is about; nobody is asked where there is only one."""
    found = points_field(opened, "Which points is it about? (optional)")
    return found or forms.MultipleChoiceField(required=False, widget=forms.MultipleHiddenInput())


STEPS: dict[str, Plain] = {
    "urgent_action_taken": Plain("Record urgent action", "Record the action", {
        "what": text("What was done?"),
        "by": choose("Who did it?", colleagues, optional=True),
    }),
    "information_chased": Plain("Chase a request", "Record that it was chased", {
        "id": choose("Which one?", open_requests),
        "method": method("How did you ask again?"),
        "what": text("What did they say?", optional=True, rows=3),
    }),
    "information_dropped": Plain("Stop waiting for an answer", "Stop waiting", {
        "id": choose("Which request?", open_requests),
        "reason": text("Why is it not needed, or not to be had?", rows=3),
    }),
    "obligations_recorded": Plain("Set out what each side has to do by law", "Save", {
        "landlord": text("What we have to do", "By law, by the tenancy, by our own policies."),
        "resident": text("What they have to do"),
        "source": text("Where it stands", "The act, the clause of the tenancy, the policy.", optional=True, rows=2),
        "unclear": text("What is not clear yet", "Clear it up before you decide.", optional=True, rows=2),
    }, "Where the complaint turns on what the law or an agreement asks of either side."),
    "support_offered": Plain("Offer support to staff complained about", "Record the offer", {
        "to": choose("To whom?", _complained_of),
        "what": text("What was offered?", "For example: a named colleague to talk to, time to prepare, their union.",
                     rows=3),
        "answer": text("What did they say?", optional=True, rows=2),
    }),
    "position_heard": Plain("Record somebody’s side of it", "Record their position", {
        "party": choose("Whose side did you hear?", sides),
        "what": text("What did they say?", optional=True, rows=8),
    }),
    "findings_shared": Plain("Share what you have found, for comment", "Record that it was shared", {
        "with_": choose("With whom?", sides),
        "about": _points,
        "what": text("What does the evidence point to?", "As it was put to them.", optional=True, rows=8),
        "comment_by": day("They may comment until"),
    }, "Share a finding that goes against somebody before it is made, with enough time to answer."),
    "comments_received": Plain("Record comments on the findings", "Record the comments", {
        "from_": choose("From whom?", sides),
        "text": text("What did they say?", rows=8),
    }),
    "mediation_offered": Plain("Offer mediation", "Record the offer", {
        "what": text("What was offered?", optional=True),
    }),
    "mediation_answered": Plain("Their answer to mediation", "Record the answer", {
        "answer": choose("What did they say?", {"accepted": "They accept", "declined": "They decline"}),
    }),
    "external_assistance_sought": Plain("Seek outside help", "Record", {
        "from_": line("From whom?"), "what": text("With what?"), "reason": text("Why?", optional=True),
    }),
    "external_assistance_ended": Plain("Outside help has ended", "Record", {"result": text("What came of it?")}),
    "handler_informed": Plain("Keep the stage 1 handler informed", "Record that they were told", {
        "to": choose("Whom did you tell?", _stage_one),
        "what": text("What did you tell them?", rows=3),
    }, "They hear when the review has begun, and how it ended."),
}  # fmt: skip
