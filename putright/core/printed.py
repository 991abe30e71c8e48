"""What a printed policy says, one thing at a time: as a pack states it in `printed.yaml`, or as read from a document.

Both have the same shape, so the linter, and whoever compares a document with a pack, ask one thing only.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

import msgspec

from putright.core.shape import Shape

Topic = Literal[
    "definition", "time", "start", "extension", "stage", "exclusion", "counted_from", "contact", "access", "writing",
    "remedy", "law", "review", "promise",
]  # fmt: skip
TOPICS: dict[Topic, str] = {
    "definition": "What a complaint is. `of`: empty. `value`: the definition, word for word.",
    "time": "How long something takes. `of`: a clock, such as stage1.respond. `value`: a period: 10 working days.",
    "start": "What a time is counted from. `of`: a clock. `value`: a start of `putright.core.pack.Start`.",
    "extension": "More time for an answer. `of`: the stage and what is said of it: 1.within (a period), 1.agreed, "
                 "1.reasons, 1.ombudsman. `value`: the period; `yes` for the others.",
    "stage": "A stage by its name. `of`: informal, 1, 2 or 3. `value`: what the document calls it.",
    "exclusion": "What is not taken up. `of`: a ground, such as too_old; `other` where it is none. `value`: a period, "
                 "or empty.",
    "counted_from": "From when something is too old. `of`: too_old. `value`: event, awareness or event,awareness.",
    "contact": "How to reach a redress body. `of`: the body and how: housing-ombudsman/email. `value`: the detail.",
    "access": "When a redress body may be asked. `of`: the body. `value`: any_time, after_procedure, "
              "designated_person or eight_weeks.",
    "writing": "That a complaint must be in writing. `of`: empty, or the stage. `value`: required.",
    "remedy": "What is not paid or done. `of`: inconvenience, or another head. `value`: excluded or limited.",
    "law": "An Act, regulations or Code by name and year. `of`: as it is properly called, where that is known. "
           "`value`: as printed.",
    "review": "When the policy is looked at again. `of`: approved or due. `value`: as printed, empty where blank.",
    "promise": "Something that a policy has to say, said. `of`: what, of `PROMISES`. `value`: empty, or what of it is "
               "left unsaid.",
}  # fmt: skip
PROMISES: dict[str, str] = {
    "word_not_needed": "Nobody needs to use the word complaint.",
    "third_parties": "Somebody else may complain for them, and it is dealt with by the same policy.",
    "service_requests": "Service requests are told apart from complaints.",
    "request_unhappy": "Unhappiness with how a request is handled becomes a complaint; work on the request goes on.",
    "surveys": "Surveys say how to complain.",
    "case_by_case": "Each complaint is looked at by itself; nothing is refused wholesale.",
    "discretion": "What is older may still be taken up.",
    "refusal_explained": "A refusal is explained.",
    "refusal_ombudsman": "Whoever is refused may go to the Ombudsman.",
    "channels": "There are several ways to complain.",
    "any_staff": "Any member of staff takes a complaint.",
    "social_media": "Complaints by social media are dealt with, in private.",
    "accessible": "The policy is to be had easily: on the website and in other formats.",
    "publicised": "How the policy, the Code and the Ombudsman are made known.",
    "representative": "Somebody may act for them.",
    "companion": "They may bring somebody to any meeting.",
    "ombudsman_told": "Residents are told of the Ombudsman throughout.",
    "officer": "Who is in charge of complaints.",
    "independent": "Handlers are independent, open-minded and free of conflicts of interest.",
    "fair_hearing": "Everybody has a fair chance to say their side, and to comment on adverse findings.",
    "confidential": "What is told is kept in confidence.",
    "no_detriment": "Nobody is treated worse for having complained.",
    "contractors": "A contractor who answers complaints for the landlord works inside the same two stages.",
    "definition_set_out": "The acknowledgement sets out the complaint as understood and the outcome sought.",
    "responsible_for": "It is said what the landlord is and is not responsible for.",
    "updates": "Residents are kept up to date.",
    "update_intervals": "Where an answer is late, how often there is news is agreed with the resident.",
    "adjustments": "Reasonable adjustments are made and recorded.",
    "escalation_open": "Stage 2 is not refused without a good reason.",
    "records": "A full record of each complaint is kept.",
    "remedy_any_stage": "Things are put right at any stage.",
    "behaviour": "Unacceptable behaviour is dealt with in proportion, with reasons, and reviewed.",
    "answer_when_known": "The answer is sent when it is known, and open actions are followed.",
    "every_point": "Every point is answered, with reasons.",
    "new_points": "What is added later joins the complaint where it is related, or becomes a new one.",
    "response_parts": "What an answer holds: stage, definition, decision, reasons, remedy, open actions, next step.",
    "no_reason_needed": "Nobody must give a reason for asking for stage 2.",
    "other_reviewer": "Somebody else looks at it at stage 2.",
    "stage2_final": "Stage 2 is the landlord's final answer.",
    "remedies": "What is done to put things right.",
    "remedy_impact": "A remedy answers what the failing did to the resident.",
    "remedy_guidance": "The Ombudsman's guidance on remedies is followed.",
    "annual_report": "A yearly report on complaints and service improvement is published.",
    "response_in_report": "The yearly report that is published holds the governing body's response.",
    "self_assessment": "The landlord assesses itself against the Code each year and publishes it.",
    "incident": "What happens when the Code cannot be kept to for a time.",
    "learning": "The landlord learns from complaints and says what it learnt.",
    "learning_reported": "Residents, staff and committees hear of what was learnt.",
    "senior_lead": "Somebody senior is accountable for complaint handling.",
    "member": "Somebody of the governing body is responsible for complaints.",
    "governing_body": "The governing body is told regularly.",
    "objective": "Staff have an objective on complaints.",
}  # fmt: skip
"""What a Code has a policy say, by name."""


class Said(Shape, frozen=True, kw_only=True):
    """One thing that a printed policy says: `of` and `value` by its topic (see `TOPICS`).

    `text`: the words it stands in. `where`: the number or heading it stands under. `line`: the document's line, 1 being
    the first; 0 where a pack states it. `cites`: the provisions of the pack that it is.
    """

    topic: Topic
    of: str = ""
    value: str = ""
    text: str = ""
    where: str = ""
    line: int = 0
    cites: tuple[str, ...] = ()


class Printed(Shape, frozen=True, kw_only=True):
    """A printed policy that was gone through from beginning to end: what is not among `says` it does not say.

    `read`: by patterns, from a document; then what is missing was not found, and may be said in other words.
    `attached`: the edition of a Code (housing-ombudsman/2020) that is bound in with it and that it promises to keep to;
    what only that says is not among `says`.
    """

    printed: str
    read: bool = False
    attached: Annotated[str, msgspec.Meta(pattern=r"^[a-z-]+/\d{4}$")] = ""
    says: tuple[Said, ...] = ()

    def said(self, topic: Topic, of: str | None = None) -> Iterator[Said]:
        """What it says on a topic: of one thing, or of all."""
        return (one for one in self.says if one.topic == topic and of in (None, one.of))
