"""Unreasonable behaviour: incidents, warnings, and what is told, reviewed and appealed."""

from __future__ import annotations

from typing import Any

from django import forms

from putright.apps.casework.case.conduct import deciders, others, whose
from putright.apps.casework.case.fields import Build, choose, day, text
from putright.apps.casework.case.plain.base import Plain
from putright.apps.casework.opened import Opened
from putright.core.timeline import CHANNELS
from putright.design.widgets import Checkboxes

IN_WRITING = {key: CHANNELS[key][:1].upper() + CHANNELS[key][1:] for key in ("letter", "email", "portal")}
OUTCOMES = {"kept": "It stays as it is", "changed": "It stays, and changes", "lifted": "It is lifted"}
FACTS = "What was said and done, and where. Facts and their words, no opinions of the person."


def _towards() -> Build:
    def build(opened: Opened) -> forms.Field:
        return forms.TypedMultipleChoiceField(
            label="Whom was it directed at? (optional)", choices=others(opened), required=False, empty_value=(),
            help_text="They have no part in deciding what follows.", coerce=str,
            widget=Checkboxes(attrs={"class": "govuk-checkboxes--small"}),
        )  # fmt: skip

    return build


def _next_incident(opened: Opened) -> dict[str, Any]:
    return {"id": f"b{len(opened.state.conduct.incidents) + 1}"}


STEPS: dict[str, Plain] = {
    "behaviour_recorded": Plain("Record unacceptable behaviour", "Record", {
        "about": choose("Whose behaviour?", whose),
        "what": text("What happened?", FACTS),
        "towards": _towards(),
        "witnesses": text("Who was there? (colleagues and others)", optional=True, rows=2),
        "evidence": text("What shows it?", "A recording, an e-mail, a note made at the time.", optional=True, rows=2),
    }, "Distress is not unacceptable behaviour. Could a disability or a need lie behind it?", more=_next_incident),
    "warning_given": Plain("Warn about behaviour", "Record the warning", {
        "what": text("What were they told?", "Which behaviour must stop, and what may follow."),
        "decided_by": choose("Who decided to warn?", others),
        "method": choose("How were they told?", IN_WRITING),
    }, "A warning comes before a restriction, unless somebody’s safety cannot wait for it."),
    "restriction_told": Plain("Tell them what was decided about contact", "Record", {
        "method": choose("How?", IN_WRITING),
    }, "What was decided and why, how they may still reach us, when it is looked at again, and how to appeal."),
    "restriction_reviewed": Plain("Look at the restriction again", "Record the review", {
        "outcome": choose("What was decided?", OUTCOMES),
        "reason": text("Why?"),
        "what": text("The restriction as it is now, if it changes", optional=True, rows=3),
        "contact": text("How they may reach us now, if that changes", optional=True, rows=2),
        "decided_by": choose("Who decided it?", deciders),
        "review_on": day("It is looked at again on", "Not needed if it is lifted.", optional=True),
        "method": choose("How were they told of it in writing?", IN_WRITING, optional=True),
    }),
    "restriction_appealed": Plain("They appeal against the restriction", "Record the appeal", {
        "text": text("What do they say?"),
    }, "Somebody who did not decide it looks at it."),
}  # fmt: skip
