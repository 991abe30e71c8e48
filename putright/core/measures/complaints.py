"""Measures of complaints: how many there are, how they are answered, and what stands open."""

from __future__ import annotations

from putright.core.measures import items as i
from putright.core.measures.item import Measure

STAGED = ("stage", "outcome")
LATE_NOTE = "An answer that has not left counts here until it does."
NOBODY = " Anonymous complaints have no date and are left out."

MEASURES = (
    # ---- what comes in -----------------------------------------------------------------------------
    Measure(
        id="received", title="Received", items=i.received, by=("kind",),
        explanation="Everything that came in, complaint or not, by the day it reached the landlord.",
    ),
    Measure(
        id="complaints", title="Complaints", items=i.complaints, code=True, cites=("C20-B6.6", "C24-8.1"),
        explanation="Formal complaints by the day of their receipt as such, those refused or withdrawn later among "
        "them; each counts once, also where it was opened again.",
    ),
    Measure(
        id="complaints_apart", title="Complaints counted apart", items=i.apart, cites=("HPG-11", "THT-39"),
        needs="apart",
        explanation="Formal complaints that the policy keeps out of the Code's figures, such as anonymous ones or "
        "those of people who are not residents.",
    ),
    Measure(
        id="reopened", title="Complaints opened again", items=i.days(lambda one: one.reopened), code=True,
        needs="reopened",
        explanation="Each time a complaint was opened again after it had ended.",
    ),
    Measure(
        id="refused", title="Complaints not accepted", code=True, by=("ground",),
        items=i.grounds(lambda one: one.refused, "ground"),
        needs="refused",
        explanation="Complaints that were refused, by the day and the ground of the refusal.", cites=("C24-8.1",),
    ),
    Measure(
        id="withdrawn", title="Withdrawn", items=i.days(lambda one: one.withdrawn), code=True,
        needs="withdrawn",
        explanation="Complaints that were withdrawn by those who made them.",
    ),
    Measure(
        id="closed", title="Closed", items=i.days(lambda one: one.closed), code=True,
        needs="closed",
        explanation="Each time a complaint was closed.",
    ),
    # ---- acknowledging and answering ---------------------------------------------------------------
    Measure(
        id="acknowledged_in_time", title="Acknowledged in time", items=i.acknowledged, unit="percent", share=True,
        code=True, by=STAGED, needs="stages",
        explanation="Of the acknowledgements that fell due, those that left by their date. One that never left counts."
        + NOBODY,
    ),
    Measure(
        id="answered", title="Answers", items=i.answers(lambda stage: True), code=True, by=STAGED,
        needs="stages",
        explanation="Answers that left, at each stage.",
    ),
    Measure(
        id="answered_in_time", title="Answered by the first date", items=i.answers(i.by(lambda x: x.due)),
        unit="percent", share=True, code=True, by=STAGED,
        needs="stages",
        explanation="Of the answers that left, those that did by their first date, extensions not counted." + NOBODY,
    ),
    Measure(
        id="answered_in_time_extended", title="Answered by the date as extended", unit="percent", share=True,
        items=i.answers(i.by(lambda x: x.last_due)), code=True, by=STAGED,
        needs="stages",
        explanation="Of the answers that left, those that did by their date as moved by extensions whose notice left "
        "before the earlier date had passed and was not returned." + NOBODY,
    ),
    Measure(
        id="answered_in_code", title="Answered within the Code's timescale", unit="percent", share=True, code=True,
        items=i.answers(i.by(lambda x: x.code_last_due)), by=STAGED, cites=("C24-8.1",),
        needs="stages",
        explanation="Of the answers that left, those that did by the date of the Code itself, as moved by extensions "
        "that count. Where the policy's date is earlier, this is the later one." + NOBODY,
    ),
    Measure(
        id="answers_due", title="Dates for answers kept", items=i.answers_due, unit="percent", share=True, code=True,
        by=STAGED, needs="stages",
        explanation="Of the dates for answers, as extended, that fell in the period, those kept. " + LATE_NOTE
        + NOBODY,
    ),
    Measure(
        id="extended", title="Extensions", items=i.extended, unit="percent", share=True, code=True, by=STAGED,
        needs="stages",
        explanation="Of the extensions given, those that moved the date: their notice left before it had passed.",
    ),
    Measure(
        id="days_to_answer", title="Working days to an answer", unit="days", sums=True, code=True, by=STAGED,
        items=i.answers(lambda stage: True, lambda stage: stage.took),
        needs="stages",
        explanation="Working days from receipt, or from the request for stage 2, to the answer; shown as their mean.",
    ),
    Measure(
        id="upheld", title="Upheld or partly upheld", unit="percent", share=True, code=True, by=STAGED,
        items=i.answers(lambda x: x.outcome in ("upheld", "partly_upheld") if x.outcome else None),
        needs="stages",
        explanation="Of the answers that left with findings, those in which at least one point was upheld or partly "
        "upheld. A high share can mean that complaints are looked at honestly.",
    ),
    # ---- stage 2 -----------------------------------------------------------------------------------
    Measure(
        id="escalations_requested", title="Requests for stage 2", items=i.days(lambda one: one.requested), code=True,
        needs="requested",
        explanation="Each time stage 2 was asked for; what is said again while a request waits is not another.",
    ),
    Measure(
        id="escalated", title="Taken to stage 2", items=i.escalated, code=True,
        needs="requested",
        explanation="Requests for stage 2 that were accepted, by the day on which they were.",
    ),
    Measure(
        id="escalations_refused", title="Requests for stage 2 refused", code=True, by=("ground",),
        items=i.grounds(lambda one: one.escalation_refused, "ground"),
        needs="escalation_refused",
        explanation="Requests for stage 2 that were refused, by day and ground.",
    ),
    Measure(
        id="escalation_rate", title="Escalation rate", items=i.escalation_rate, unit="percent", share=True, code=True,
        by=STAGED, needs="stages",
        explanation="Of the stage 1 answers that left, those after which stage 2 was asked for. A low rate may also "
        "mean that people do not know the way, or gave up.",
    ),
    Measure(
        id="resolved_at_stage_1", title="Ended with the stage 1 answer", items=i.resolved_at(1), unit="percent",
        share=True, code=True, needs="closed",
        explanation="Of the complaints that were answered and are closed, by the day they were closed, those whose "
        "last answer was that of stage 1.",
    ),
    Measure(
        id="resolved_at_stage_2", title="Ended with the stage 2 answer", items=i.resolved_at(2), unit="percent",
        share=True, code=True, needs="closed",
        explanation="Of the complaints that were answered and are closed, by the day they were closed, those whose "
        "last answer was that of stage 2.",
    ),
    # ---- what stands open --------------------------------------------------------------------------
    Measure(
        id="open", title="Open complaints", items=i.open_, stock=True, by=("stage",),
        needs="spells",
        explanation="Complaints that are neither closed nor withdrawn nor refused at the end of the day, those counted "
        "apart among them.",
    ),
    Measure(
        id="unanswered", title="Open and not answered", items=i.unanswered, stock=True, by=("stage",),
        needs="spells",
        explanation="Open complaints whose answer at their stage has not left.",
    ),
    Measure(
        id="late", title="Answers that are late", items=i.late, stock=True, by=("stage",),
        needs="stages",
        explanation="Answers owed at the end of the day whose date, as extended, has passed.",
    ),
    Measure(
        id="unacknowledged", title="Not acknowledged yet", items=i.unacknowledged, stock=True, by=("stage",),
        needs="stages",
        explanation="Complaints, and requests for stage 2, whose acknowledgement is owed at the end of the day and has "
        "not left, whether its date has passed or not.",
    ),
    Measure(
        id="due_soon", title="Answers due within a week", items=i.due_soon, stock=True, by=("stage",),
        needs="stages",
        explanation="Answers owed at the end of the day whose date, as extended, is that day or one of the next seven.",
    ),
)  # fmt: skip
