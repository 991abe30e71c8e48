"""What is done about a hazard in the home."""

from __future__ import annotations

from collections.abc import Iterator

from django import forms
from django.utils import timezone

from putright.apps.casework.case.beside import hazards
from putright.apps.casework.case.fields import choose, method, text, yes_no
from putright.apps.casework.case.hours import hour
from putright.apps.casework.case.plain.base import Plain, PlainForm
from putright.apps.casework.opened import Opened

FOUND = {
    "emergency": "An emergency: somebody could be harmed within a day",
    "significant": "A significant hazard: somebody could be harmed if it stays",
    "none": "No hazard of either kind",
}
TO_THE_MINUTE = "On the clock, such as 09:12. An emergency has 24 hours, to the minute."


def which(opened: Opened) -> forms.Field:
    """Which hazard it is: the only one, where there is one."""
    field = choose("Which hazard?", hazards)(opened)
    found = hazards(opened)
    field.initial = found[0][0] if len(found) == 1 else None
    return field


def past(form: PlainForm) -> Iterator[tuple[str, str]]:
    """A time of day that has come."""
    typed = form.cleaned_data
    now = timezone.localtime()
    if typed.get("time") and typed.get("on") == form.today and typed["time"] > f"{now:%H:%M}":
        yield "time", "That time is still to come. Check morning and evening."


def timed(form: PlainForm) -> Iterator[tuple[str, str]]:
    """A time of day, which an emergency cannot do without."""
    yield from past(form)
    hazard = form.opened.state.safety.hazards.get(form.cleaned_data.get("id", ""))
    if hazard and hazard.emergency and not form.cleaned_data.get("time") and "time" not in form.errors:
        yield "time", "This is an emergency: say at what time, for its 24 hours are counted to the minute."


STEPS: dict[str, Plain] = {
    "hazard_investigated": Plain("A hazard was investigated", "Record the investigation", {
        "id": which, "found": choose("What was found?", FOUND), "what": text("What exactly, and what is needed?"),
        "time": hour("At what time?", TO_THE_MINUTE),
    }, "The written summary and the safety work are counted from this day.", check=timed),
    "hazard_made_safe": Plain("The home was made safe", "Record that it is safe", {
        "id": which, "what": text("What was done?", rows=3),
        "further": yes_no("Are works still needed, so that it does not come back?"),
        "time": hour("At what time?", TO_THE_MINUTE),
    }, check=timed),
    "hazard_summary_sent": Plain("Send the written summary of a hazard", "Record it", {
        "id": which, "method": method("How was it sent?"),
        "what": text("What does it say, in short?", optional=True, rows=3),
    }, "To the tenant by name: whether there is a hazard, what will be done and by when, or why nothing will."),
    "hazard_works_begun": Plain("Further works have begun", "Record it", {
        "id": which, "what": text("What was begun?", rows=3),
    }, "On site, not in the diary: what counts is the day on which somebody began to work."),
    "hazard_works_completed": Plain("Further works are completed", "Record it", {
        "id": which, "what": text("What was done, and who checked it?", rows=3),
    }),
    "rehoused": Plain("They were put up elsewhere", "Record it", {
        "id": which, "what": text("Where, for how long, and who pays?", "At our cost, until the home is safe.", rows=3),
        "time": hour("At what time?"),
    }, check=past),
    "access_attempted": Plain("Somebody tried to get in", "Record the attempt", {
        "id": which, "method": method("How was it tried?"),
        "what": text("What happened?", "When, who went or rang, and what was left for them.", rows=3),
        "reached": yes_no("Did they get in?"),
    }, "Try again, each time by another means and at another time of day, and record every attempt."),
}  # fmt: skip
