"""Keeping in touch."""

from __future__ import annotations

from putright.apps.accounts.permissions import LOG_COMPLAINT
from putright.apps.casework.case.fields import day, method, number, text
from putright.apps.casework.case.plain.base import Plain, next_id
from putright.core import events as e

STEPS: dict[str, Plain] = {
    "promise_made": Plain("Record a promise", "Record the promise", {
        "what": text("What did you promise them?", "For example: I’ll ring when the surveyor has been.", rows=2),
        "by": day("By when?"),
        "method": method("How will you reach them?", optional=True),
    }, "It is due on its day, and met only when you have reached them.", needs=LOG_COMPLAINT,
        more=next_id("w", e.PromiseMade)),
    "updates_agreed": Plain("Agree how often they hear from us", "Record the agreement", {
        "every_working_days": number("Every how many working days?"),
        "method": method("How do they want to hear?", optional=True),
    }),
}  # fmt: skip
