"""Keeping in touch."""

from __future__ import annotations

from putright.apps.accounts.permissions import LOG_COMPLAINT
from putright.apps.casework.case.fields import method, number, text, yes_no
from putright.apps.casework.case.plain.base import Plain

STEPS: dict[str, Plain] = {
    "contacted": Plain("Record a visit or a call", "Record the contact", {
        "method": method(),
        "reached": yes_no("Did you speak with them?", no="No, I tried"),
        "what": text("What was said? (or what you tried)", optional=True),
    }, needs=LOG_COMPLAINT),
    "updates_agreed": Plain("Agree how often they hear from us", "Record the agreement", {
        "every_working_days": number("Every how many working days?"),
        "method": method("How do they want to hear?", optional=True),
    }),
    "update_sent": Plain("Record an update", "Record the update", {
        "method": method("How did it reach them?"),
        "what": text("What did you tell them?"),
    }),
}  # fmt: skip
