"""Hearing both sides, and help from outside."""

from __future__ import annotations

from putright.apps.casework.case.fields import choose, day, line, sides, text
from putright.apps.casework.case.plain.base import Plain

STEPS: dict[str, Plain] = {
    "position_heard": Plain("Record somebody’s side of it", "Record their position", {
        "party": choose("Whose side did you hear?", sides),
        "what": text("What did they say?", optional=True, rows=8),
    }),
    "findings_shared": Plain("Share what you have found, for comment", "Record that it was shared", {
        "with_": choose("With whom?", sides),
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
}  # fmt: skip
