"""Handling: who helps, what the complainant needs, what reached them."""

from __future__ import annotations

from putright.apps.casework.case.fields import Choices, bodies, choose, colleagues, text
from putright.apps.casework.case.plain.base import Plain
from putright.apps.casework.opened import Opened
from putright.core import events as e
from putright.core.decide import decide

NOTICES = {
    "acknowledged": "The acknowledgement",
    "extended": "The notice of an extension",
    "response_sent": "The response",
}


def _consents(opened: Opened) -> Choices:
    panel = opened.policy.pack.panel
    seats = [
        (f"{k}_on_panel", f"A review panel with {s.title}")
        for k, s in (panel.seats if panel else {}).items()
        if s.needs_consent
    ]
    return [*seats, ("share_information", "Sharing their information with others who need it to put things right")]


def _back_to(opened: Opened) -> Choices:
    wanted = [
        key for key, _ in colleagues(opened) if not decide(opened.judged, e.ReferredBack(on=opened.state.last, to=key))
    ]
    return [one for one in colleagues(opened) if one[0] in wanted]


STEPS: dict[str, Plain] = {
    "consent_given": Plain("Record what they agree to", "Record their agreement", {
        "to": choose("What have they agreed to?", _consents),
    }),
    "referred_back": Plain("Refer it back", "Refer it back", {"to": choose("To whom?", _back_to)},
        "What could not be settled goes back to the person who may delegate it."),
    "guidance_sought": Plain("Record that guidance was sought", "Record", {"from_": choose("From whom?", colleagues)},
        "Whoever gives guidance now cannot review the complaint at stage 2."),
    "reported": Plain("Record a report of the outcome", "Record", {"to": choose("To whom?", bodies)}),
    "discretion_exercised": Plain("Exercise discretion", "Record the decision", {
        "what": text("What was decided?"),
        "by": choose("Who decided it?", colleagues),
        "reason": text("Why?"),
    }),
    "response_received": Plain("The response arrived", "Record the day",
        guide="Their time to ask for stage 2 runs from the day it arrived."),
    "notice_bounced": Plain("A letter or e-mail did not arrive", "Record", {
        "of": choose("What did not arrive?", NOTICES),
    }, "What did not arrive does not count as sent: reach them another way and issue it again."),
}  # fmt: skip
